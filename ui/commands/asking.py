"""`dateline ask`, `search` and `timeline`: what is asked of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError, InputError
from ui.commands import piped
from ui.commands.options import (
    ArchiveOption,
    AsOfOption,
    JsonOption,
    JudgeOption,
    ModelOption,
    OutletOption,
    ReaderOption,
    SinceOption,
    UntilOption,
    WindowOption,
)
from ui.terminal import print_json, print_told, say


def ask(
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", hidden=True),
    ] = None,
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    window: WindowOption = True,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Answer many questions: a file with one on each line, in plain words or as "
            '{"question": "Who holds Manbij?", "as_of": "2019-01-05"}; id, since, until and outlets '
            "may stand there too. - reads them from a pipe.",
        ),
    ] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    judge: JudgeOption = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=1,
            max=64,
            help="How many questions of --file are answered at a time. Without it: as many as there "
            "are processors.",
        ),
    ] = None,
    as_json: JsonOption = False,
    brief: Annotated[
        bool,
        typer.Option(
            "--short",
            help="Print only the best quote with its outlet and day, in one line; up to three where "
            "sources differ or the question has parts.",
        ),
    ] = False,
) -> None:
    """Answer a question with quoted, dated, attributed sentences.

    QUESTION is what you want to know, in quotes; - reads it from a pipe.

    Every sentence names its article, outlet and day, and its quote is word for word the article's.
    What only may answer is marked so, and where the archive does not say, the answer is that.
    Scripts find which of the three it is in the "status" of --json; the exit code is 0 for each.
    """
    from rag.connect import assistant
    from rag.short import short

    if (question is None) == (file is None):
        raise InputError('Ask one question, or give --file: dateline ask "Who holds Manbij?"')
    if as_json and brief:
        raise InputError("--json prints the whole answer; leave out --json or --short.")
    question = piped.question(question)
    made = assistant(archive, reader, model, judge)
    with made.archive:
        if question is not None:
            answer = made.ask(
                question, as_of=as_of, since=since, until=until, outlets=tuple(outlet or ()),
                window=window,
            )  # fmt: skip
            if as_json:
                print_json(answer.to_dict())
            elif brief:
                say(short(answer))
            else:
                print_told(answer)
            return
        assert file is not None
        from rag.batch import ask_many, questions
        from rag.connect import readers

        defaults = {
            "as_of": as_of, "since": since, "until": until, "outlets": tuple(outlet or ()),
            "window": window,
        }  # fmt: skip
        asked = questions(file, defaults)
        at_hand = readers(reader, model, judge)
        replies = ask_many(made, (q for _, q in asked), workers=workers, readers=at_hand)
        failed: DatelineError | None = None
        for (number, _), reply in zip(asked, replies, strict=True):
            name = reply.question.id if reply.question.id is not None else number
            if reply.error or reply.answer is None:
                failed = failed or reply.error
                say(f"dateline: {file}:{number}: {reply.error}", err=True)
            elif as_json:
                line = {"id": reply.question.id, **reply.answer.to_dict()}
                print_json(line, indent=None)
            elif brief:
                say(f"({name}) {short(reply.answer)}")
            else:
                print_told(reply.answer, str(name))
    if failed:
        raise typer.Exit(failed.exit_code)


def search(
    question: Annotated[
        str,
        typer.Argument(metavar="WORDS", hidden=True),
    ] = "",
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    author: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only articles by this author. Give it several times for several."
        ),
    ] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only articles that credit this news agency, as Northwire. Give it several times "
            "for several.",
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only articles in this language, as en or es. Give it several times for several.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only articles of this section, as Sport. Give it several times for several.",
        ),
    ] = None,
    window: WindowOption = True,
    limit: Annotated[
        int, typer.Option(metavar="NUMBER", min=1, max=200, help="How many passages to show.")
    ] = 10,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each passage stands where it does.")
    ] = False,
    facets: Annotated[
        bool,
        typer.Option(
            "--facets",
            help="Count the articles by outlet, author, day and so on, in place of finding "
            "passages; no words are needed.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find the passages that fit a question or some words, best first.

    WORDS are what to look for, in quotes; - reads them from a pipe.

    With --facets: what the archive holds under these filters.
    """
    from dataclasses import asdict, replace

    from index.filters import asked
    from index.opening import open_archive
    from index.search.recipe import WHOLE
    from ui import found

    question = piped.question(question) or ""
    filters = asked(
        as_of, since, until, outlets=outlet, authors=author, agencies=agency,
        languages=language, sections=section,
    )  # fmt: skip
    if not facets and not any(c.isalnum() for c in question):
        raise InputError('Say what to look for: dateline search "Idlib displaced"')
    with open_archive(archive) as store:
        if facets:
            counted = store.facets(filters)
            if as_json:
                print_json(asdict(counted))
            else:
                say("\n".join(found.facet_lines(counted)))
            return
        hits = store.search(question, filters, limit, replace(WHOLE, window=window))
        when = store.when(question, filters)
    if as_json:
        print_json(found.as_dict(hits, when, not window))
    else:
        say("\n".join(found.lines(hits, when, not window, explain=explain)))


def timeline(
    subject: Annotated[
        str,
        typer.Argument(metavar="SUBJECT", hidden=True),
    ],
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    begin: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="Only what happened on this day or later."),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help="Only what happened on this day or earlier."),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", min=1, max=500, help="How many events to tell, the most telling."
        ),
    ] = 40,
    as_json: JsonOption = False,
) -> None:
    """Tell what happened when: the dated events on a subject, each with its quotes.

    SUBJECT is a place, a person, a body or a few words, in quotes; - reads it from a pipe.
    """
    from index.opening import open_archive
    from rag.timeline import timeline as told

    subject = piped.question(subject) or ""
    with open_archive(archive) as store:
        found = told(
            subject, store, as_of, since, until, tuple(outlet or ()), begin=begin, end=end,
            limit=limit,
        )  # fmt: skip
    if as_json:
        print_json(found.to_dict())
    else:
        print_told(found)

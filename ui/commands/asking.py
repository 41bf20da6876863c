"""`dateline ask`, `search` and `timeline`: what is asked of an archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError, InputError
from ui.commands.options import (
    ArchiveOption,
    AsOfOption,
    JsonOption,
    ModelOption,
    OutletOption,
    ReaderOption,
    SinceOption,
    UntilOption,
    WindowOption,
)
from ui.terminal import print_json, print_markdown


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    window: WindowOption = True,
    file: Annotated[
        Path | None, typer.Option(help="Many questions: JSONL with id, question, as_of, ...")
    ] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Threads for --file; one a processor.")
    ] = None,
    as_json: JsonOption = False,
    brief: Annotated[
        bool,
        typer.Option(
            "--short", help="Print the answer with its citation in a line, or up to three."
        ),
    ] = False,
) -> None:
    """Answer a question with quoted, dated, attributed sentences, or say that it cannot."""
    from rag.connect import assistant
    from rag.short import short

    if (question is None) == (file is None):
        raise InputError('Ask one question, or give --file: dateline ask "Who holds Manbij?"')
    made = assistant(archive, reader, model)
    with made.archive:
        if question is not None:
            answer = made.ask(
                question, as_of=as_of, since=since, until=until, outlets=tuple(outlet or ()),
                window=window,
            )  # fmt: skip
            if as_json:
                print_json(answer.to_dict())
            elif brief:
                typer.echo(short(answer))
            else:
                print_markdown(answer.to_markdown())
            return
        assert file is not None
        from rag.batch import ask_many, questions
        from rag.connect import readers

        defaults = {
            "as_of": as_of, "since": since, "until": until, "outlets": tuple(outlet or ()),
            "window": window,
        }  # fmt: skip
        asked = questions(file, defaults)
        at_hand = readers(reader, model)
        replies = ask_many(made, (q for _, q in asked), workers=workers, readers=at_hand)
        failed: DatelineError | None = None
        for (number, _), reply in zip(asked, replies, strict=True):
            name = reply.question.id if reply.question.id is not None else number
            if reply.error or reply.answer is None:
                failed = failed or reply.error
                typer.echo(f"dateline: {file}:{number}: {reply.error}", err=True)
            elif as_json:
                line = {"id": reply.question.id, **reply.answer.to_dict()}
                typer.echo(json.dumps(line, ensure_ascii=False))
            elif brief:
                typer.echo(f"({name}) {short(reply.answer)}")
            else:
                print_markdown(f"({name}) {reply.answer.to_markdown()}")
    if failed:
        raise typer.Exit(failed.exit_code)


def search(
    question: Annotated[str, typer.Argument(help="What you are looking for.")] = "",
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    author: Annotated[list[str] | None, typer.Option(help="Only by this author; repeat.")] = None,
    agency: Annotated[list[str] | None, typer.Option(help="Only crediting it; repeat.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only in this one: en, es, ...")
    ] = None,
    section: Annotated[list[str] | None, typer.Option(help="Only of this section; repeat.")] = None,
    window: WindowOption = True,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many passages.")] = 10,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each one ranks.")] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count the articles by outlet, author, day, ...")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find passages, or with --facets what the archive holds under these filters."""
    from dataclasses import asdict, replace

    from index.filters import asked
    from index.search.recipe import WHOLE
    from rag.connect import open_archive
    from ui import found

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
                typer.echo("\n".join(found.facet_lines(counted)))
            return
        hits = store.search(question, filters, limit, replace(WHOLE, window=window))
        when = store.when(question, filters)
    if as_json:
        print_json(found.as_dict(hits, when, not window))
    else:
        typer.echo("\n".join(found.lines(hits, when, not window, explain=explain)))


def timeline(
    subject: Annotated[str, typer.Argument(help="A place, a person, a body, a few words.")],
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    begin: Annotated[
        str | None, typer.Option("--from", help="Events of this day or later.")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="Events of this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="The most telling so many.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """What happened when: the dated events on a subject, each with its quotes."""
    from rag.connect import open_archive
    from rag.timeline import timeline as told

    with open_archive(archive) as store:
        found = told(
            subject, store, as_of, since, until, tuple(outlet or ()), begin=begin, end=end,
            limit=limit,
        )  # fmt: skip
    if as_json:
        print_json(found.to_dict())
    else:
        print_markdown(found.to_markdown())

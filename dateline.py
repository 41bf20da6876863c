"""The command line: wiring only. Heavy imports wait until a command needs them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Annotated, Any

import typer

from index.errors import DatelineError, InputError
from ui.terminal import print_markdown, progress_bar

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Question answering over a news archive: every sentence quoted, dated and checked.\n\n"
    "Exit codes: 0 done (an abstention too), 2 bad input, 3 archive, 4 endpoint, "
    "5 some files could not be read, 6 the eval gate failed.",
)
ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        help="The archive's folder; by default $DATELINE_ARCHIVE, else ./dateline-archive."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
EmbeddingOption = Annotated[
    str | None,
    typer.Option(
        help="minilm, static, http://HOST/v1#MODEL, or package.module:Class of a LlamaIndex embedding."
    ),
]
OutletOption = Annotated[list[str] | None, typer.Option(help="Only this outlet; may repeat.")]
AsOfOption = Annotated[str | None, typer.Option(help="Nothing published after this day.")]
SinceOption = Annotated[str | None, typer.Option(help="Published on this day or later.")]
UntilOption = Annotated[str | None, typer.Option(help="Published on this day or earlier.")]
WindowOption = Annotated[
    bool, typer.Option("--window/--no-window", help="Keep to the days that the question names.")
]
ReaderOption = Annotated[
    str | None, typer.Option(help="quote (no model) or chat; --model implies chat.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(help="Model of an OpenAI-compatible endpoint (OPENAI_BASE_URL, OPENAI_API_KEY)."),
]


@app.command(epilog="Example: dateline ingest articles/ page.html --outlet 'The Harbour Post'")
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, web addresses.")],
    archive: ArchiveOption = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet of all these articles.")] = None,
    published: Annotated[str | None, typer.Option(help="Their day, YYYY-MM-DD.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="Their author; may repeat.")] = None,
    language: Annotated[str | None, typer.Option(help="Their language: en, es, ...")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(help="OURS=THEIRS, for JSON and CSV: --field text=content; may repeat."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The charset of text files that are not UTF-8: cp1252, ...")
    ] = None,
    max_pages: Annotated[
        int, typer.Option(min=1, help="The most pages to fetch of a feed or sitemap.")
    ] = 100,
    allow_network: Annotated[
        list[str] | None,
        typer.Option(help="A private network that may be fetched from, as 10.2.0.0/16."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop articles whose file is gone from these folders.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read everything, write nothing, say what would be.")
    ] = False,
    embedding: EmbeddingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles into the archive. Run it again at any time: only what changed is read."""
    from index.dates import read_published
    from index.load import existing
    from index.options import checked_address, mapping
    from rag.connect import open_archive, rehearsal_archive

    if published:
        read_published(published, "--published")
    # Before an archive is made for nothing.
    existing(path for path in paths if not checked_address(path, allow_network or ()))
    options = {
        "outlet": outlet, "published": published, "authors": author, "language": language,
        "fields": mapping(field or []), "max_pages": max_pages,
        "networks": tuple(allow_network or ()), "encoding": encoding,
    }  # fmt: skip
    opened = (
        rehearsal_archive(archive, embedding)
        if dry_run
        else open_archive(archive, embedding, create=True)
    )
    with opened as store, progress_bar(not as_json) as progress:
        report = store.add(paths, options, prune=prune, dry=dry_run, progress=progress)
        total = store.count()
    failures = [{"origin": f.origin, "reason": f.reason} for f in report.failures]
    counts = {
        "added": report.added, "updated": report.updated, "unchanged": report.unchanged,
        "copies": report.copies, "removed": report.removed,
    }  # fmt: skip
    if as_json:
        _print_json({**counts, "failed": failures, "articles": total, "dry_run": dry_run})
    else:
        for failure in failures:
            typer.echo(f"not read: {failure['origin']}: {failure['reason']}", err=True)
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        holds = f"The archive holds {total} articles."
        ending = "Nothing was written: this was a dry run." if dry_run else holds
        typer.echo(f"{told}, {len(failures)} not read. {ending}")
    if failures:
        raise typer.Exit(5)


@app.command(epilog='Example: dateline ask "Who holds Manbij?" --as-of 2019-01-05')
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
    as_json: JsonOption = False,
) -> None:
    """Answer a question with quoted, dated, attributed sentences, or say that it cannot."""
    from rag.connect import assistant

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
                _print_json(answer.to_dict())
            else:
                print_markdown(answer.to_markdown())
            return
        assert file is not None
        from rag.batch import questions

        defaults = {
            "as_of": as_of, "since": since, "until": until, "outlets": tuple(outlet or ()),
            "window": window,
        }  # fmt: skip
        for number, asked in questions(file, defaults):
            answer = made.ask(**asked.options)
            if as_json:
                typer.echo(json.dumps({"id": asked.id, **answer.to_dict()}, ensure_ascii=False))
            else:
                print_markdown(f"({asked.id or number}) {answer.to_markdown()}")


@app.command(epilog='Example: dateline search "Idlib displaced" --as-of 2020-02-15 --explain')
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
                _print_json(asdict(counted))
            else:
                typer.echo("\n".join(found.facet_lines(counted)))
            return
        hits = store.search(question, filters, limit, replace(WHOLE, window=window))
        when = store.when(question, filters)
    if as_json:
        _print_json(found.as_dict(hits, when, not window))
    else:
        typer.echo("\n".join(found.lines(hits, when, not window, explain=explain)))


@app.command(epilog="Example: dateline show 596d0df2 --removed")
def show(
    article: Annotated[str, typer.Argument(help="Id (or its beginning), file name or title.")],
    archive: ArchiveOption = None,
    removed: Annotated[
        bool, typer.Option("--removed", help="What was taken out as furniture, in full.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="What each version changed of the one before.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Print an article as the archive holds it: the text that quotes are checked against."""
    from rag.connect import open_archive
    from ui.article import as_dict, difference, lines

    with open_archive(archive) as store:
        found = store.article(article)
        if as_json:
            _print_json(as_dict(store, found))
        elif removed:
            for piece in found.removed:
                typer.echo(f"[{piece.reason}] {piece.text}")
            typer.echo(f"{len(found.removed)} pieces were taken out of {found.label!r}.", err=True)
        else:
            for line in difference(store, found) if changes else lines(store, found):
                typer.echo(line)


@app.command("list", epilog="Example: dateline list --archive my-archive")
def list_articles(archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """List the articles: id, day, outlet, title."""
    from rag.connect import open_archive

    with open_archive(archive) as store:
        rows = [store.article(article_id) for article_id, _ in store.articles()]
    if as_json:
        _print_json([
            {"id": a.id, "published": a.published.at and a.published.at.isoformat(),
             "published_label": a.published.label(), "outlet": a.outlet, "title": a.title}
            for a in rows
        ])  # fmt: skip
        return
    for a in rows:
        typer.echo(f"{a.id}  {a.published.label():<36}  {a.outlet or '—':<20}  {a.label}")


@app.command(epilog="Example: dateline remove 596d0df2")
def remove(
    article: Annotated[str, typer.Argument(help="Id (or its beginning), file name or title.")],
    archive: ArchiveOption = None,
) -> None:
    """Drop an article from the archive; its file is left alone."""
    from rag.connect import open_archive

    with open_archive(archive) as store:
        places = ", ".join(store.places(store.article(article).id))
        typer.echo(
            f"Removed {store.remove(article).label!r}. Ingesting {places} again brings it back."
        )


@app.command(epilog="Example: dateline reindex --embedding static")
def reindex(
    archive: ArchiveOption = None,
    embedding: EmbeddingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Embed every passage anew, with another embedding or the same; no article is read again."""
    from dataclasses import asdict

    from index.archive import Archive
    from rag.connect import archive_path

    # Not as `ask` opens it: the archive is to be had whatever embedding it was made with.
    with Archive.open(archive_path(archive)) as store, progress_bar(not as_json) as progress:
        done = store.reindex(embedding, progress)
    if as_json:
        _print_json(asdict(done))
    else:
        went_on = f", {done.resumed:,} of them by a run before" if done.resumed else ""
        typer.echo(f"{done.passages:,} passages embedded by {done.embedding}{went_on}.")


@app.command(epilog="Example: dateline ui --port 7861")
def ui(
    archive: ArchiveOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 7860,
    model: ModelOption = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    example: Annotated[
        list[str] | None, typer.Option(help="A question to offer as an example; may repeat.")
    ] = None,
) -> None:
    """Open the chat page on this machine; nobody else can reach it."""
    from rag.assistant import Assistant
    from rag.connect import open_archive, reader_for
    from ui.app import serve

    with open_archive(archive) as store:
        assistants = {"quote": Assistant(store, *reader_for("quote", None))}
        chosen, label = reader_for(None, model)
        if chosen.name != "quote":
            assistants = {"chat": Assistant(store, chosen, label), **assistants}
        offered = example or [f"What did {name} say?" for name in store.speakers(4)]
        serve(assistants, examples=offered, port=port, open_browser=browser)


@app.command("eval", epilog="Example: dateline eval --report report.json")
def evaluate(
    cases: Annotated[Path | None, typer.Option(help="A folder of .jsonl cases.")] = None,
    archive: Annotated[
        Path | None, typer.Option(help="Ask this archive, not the bundled samples.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the JSON report here.")] = None,
    thresholds: Annotated[Path | None, typer.Option(help="TOML with the least rates.")] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put the eval cases to the assistant; exit code 6 if a rate is below its threshold."""
    from evals import run
    from evals.table import lines

    with progress_bar(not as_json) as progress:
        outcomes = run.run(
            cases=cases, archive=archive, reader=reader, model=model, progress=progress
        )
    found = run.report(outcomes, run.thresholds(thresholds))
    if report:
        run.save(report, found)
    if as_json:
        _print_json(found)
    else:
        typer.echo("\n".join(lines(found)))
    if found["failing"]:
        raise run.GateError(f"The eval gate is shut: {'; '.join(found['failing'])}.")


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def main() -> None:
    """The console script. Every DatelineError becomes its sentence and its exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        app()
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()

"""`dateline ingest`, `reindex`: what goes into an archive."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands import piped, unread
from ui.commands.options import ArchiveOption, EmbeddingOption, JsonOption
from ui.commands.setting import lacking
from ui.terminal import print_json, progress_bar, say


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", hidden=True),
    ],
    archive: ArchiveOption = None,
    outlet: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose articles all of these are, whatever they say themselves."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="When all of these were published, as 2020-02-15 or a time."
        ),
    ] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Who wrote all of these. Give it several times for several authors.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The language of all of these, as en or es."),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OURS=THEIRS",
            help="In JSON and CSV, which of their fields is what, where it is not found by its name: "
            "--field text=content --field published=day. Give it once for each.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="CHARSET",
            help="The charset of text files that are not UTF-8, as cp1252. Without it: guessed.",
        ),
    ] = None,
    max_pages: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", min=1, help="How many pages of a feed or sitemap to fetch at most."
        ),
    ] = 100,
    allow_network: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NETWORK",
            help="A private network, as 10.2.0.0/16, that may be fetched from; none may otherwise.",
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Also drop the articles whose file is gone from the folders named here."
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Read everything and say what would be done, but write nothing."
        ),
    ] = False,
    embedding: EmbeddingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles into the archive.

    Each PATH is a file, a folder (with all that is in it), or the address of a page, a feed or a
    sitemap; - reads one document from a pipe and keeps it in the archive's folder. The archive is
    made if it is not there.

    Run it again at any time: only what is new or changed is read. Web pages, PDF, Word, mail,
    Markdown, text, JSON, CSV, feeds, NITF, NewsML-G2, WARC, zip and gzip are read.
    """
    from index.dates import read_published
    from index.load import existing
    from index.opening import open_archive, rehearsal_archive
    from index.options import checked_address, mapping

    if published:
        read_published(published, "--published")
    # Before an archive is made for nothing.
    files = [path for path in paths if path != piped.PIPE]
    existing(path for path in files if not checked_address(path, allow_network or ()))
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
    with (
        opened as store,
        piped.articles(paths, None if dry_run else store.folder) as sources,
        progress_bar(not as_json) as progress,
    ):
        report = store.add(sources, options, prune=prune, dry=dry_run, progress=progress)
        total = store.count()
    failures = report.failures
    counts = {
        "added": report.added, "updated": report.updated, "unchanged": report.unchanged,
        "copies": report.copies, "removed": report.removed,
    }  # fmt: skip
    if as_json:
        unknown = {"undated": report.undated, "without_outlet": report.without_outlet}
        ids = {name: [i for i, _ in articles] for name, articles in unknown.items()}
        lost = {"failed": unread.listed(failures), "not_read": len(failures)}
        print_json({**counts, **ids, **lost, "articles": total, "dry_run": dry_run})
    else:
        for line in unread.lines(failures):
            say(f"not read: {line}", err=True)
        if not (failures or any(counts.values())):
            say(f"There is nothing to read in {', '.join(paths)}.", err=True)
        told = ", ".join(
            f"{count} {'copy' if (name, count) == ('copies', 1) else name}"
            for name, count in counts.items()
        )
        holds = f"The archive holds {total} article{'s' * (total != 1)}."
        ending = "Nothing was written: this was a dry run." if dry_run else holds
        say(f"{told}, {len(failures)} not read. {ending}")
        for line in lacking(report.undated, report.without_outlet, archive):
            say(line)
    if failures:
        raise typer.Exit(5)


def reindex(
    archive: ArchiveOption = None,
    embedding: EmbeddingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the vectors of all passages anew, with another embedding or the same.

    No article is read again. Broken off, the same command goes on where it was.
    """
    from dataclasses import asdict

    from index.archive import Archive
    from index.opening import archive_path

    # Not as `ask` opens it: the archive is to be had whatever embedding it was made with.
    with Archive.open(archive_path(archive)) as store, progress_bar(not as_json) as progress:
        done = store.reindex(embedding, progress)
    if as_json:
        print_json(asdict(done))
    else:
        went_on = f", {done.resumed:,} of them by a run before" if done.resumed else ""
        say(f"{done.passages:,} passages embedded by {done.embedding}{went_on}.")

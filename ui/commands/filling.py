"""`dateline ingest`, `reindex`: what goes into an archive."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import ArchiveOption, EmbeddingOption, JsonOption
from ui.commands.setting import lacking
from ui.terminal import print_json, progress_bar


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
        unknown = {"undated": report.undated, "without_outlet": report.without_outlet}
        ids = {name: [i for i, _ in articles] for name, articles in unknown.items()}
        print_json({**counts, **ids, "failed": failures, "articles": total, "dry_run": dry_run})
    else:
        for failure in failures:
            typer.echo(f"not read: {failure['origin']}: {failure['reason']}", err=True)
        told = ", ".join(
            f"{count} {'copy' if (name, count) == ('copies', 1) else name}"
            for name, count in counts.items()
        )
        holds = f"The archive holds {total} article{'s' * (total != 1)}."
        ending = "Nothing was written: this was a dry run." if dry_run else holds
        typer.echo(f"{told}, {len(failures)} not read. {ending}")
        for line in lacking(report.undated, report.without_outlet, archive):
            typer.echo(line)
    if failures:
        raise typer.Exit(5)


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
        print_json(asdict(done))
    else:
        went_on = f", {done.resumed:,} of them by a run before" if done.resumed else ""
        typer.echo(f"{done.passages:,} passages embedded by {done.embedding}{went_on}.")

"""`dateline set`, and how an ingest ends: what is not known of articles, and how to say it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.holding import print_rows
from ui.commands.options import ArchiveOption, JsonOption
from ui.terminal import say

SHOWN = 3  # articles that are named; how many there are is said too


def set_fields(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", hidden=True)],
    archive: ArchiveOption = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When they were published, as 2020-02-15 or a time."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose articles they are.")
    ] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Who wrote them. Give it several times for several authors."
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The headline, of a single article.")
    ] = None,
    section: Annotated[
        str | None, typer.Option(metavar="NAME", help="The section they stand in.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Their language, as en or es.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The web address, of a single article.")
    ] = None,
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Set only what is not known, and leave the rest alone."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what pages do not say of their articles, or say wrongly.

    Each ARTICLE is an id or the beginning of it (dateline list shows the ids), a title, a file, a
    folder, or a pattern such as 'wire/*.html' for every article it matches. What is set wins over
    the page, and is kept when the articles are ingested again.
    """
    from index.opening import open_archive

    fields = {
        "published": published, "outlet": outlet, "authors": author, "title": title,
        "section": section, "language": language, "url": url,
    }  # fmt: skip
    with open_archive(archive) as store:
        changed = store.set(articles, fields, missing=missing)
    print_rows(changed, as_json)
    if not as_json:
        told = "An article's id changes with what is known of it; use these from now on."
        say(told, err=True)


def lacking(
    undated: Sequence[tuple[str, str]],
    nameless: Sequence[tuple[str, str]],
    archive: Path | None = None,
) -> Iterator[str]:
    """Lines on articles without a day or an outlet, given as (id, title), and the command for them."""
    options = []
    for articles, what, option in (
        (undated, "day", "--published YYYY-MM-DD"),
        (nameless, "outlet", "--outlet NAME"),
    ):
        if articles:
            named = ", ".join(f"{i[:8]} ({title})" for i, title in articles[:SHOWN])
            more = f" and {len(articles) - SHOWN:,} more" if len(articles) > SHOWN else ""
            many = f"{len(articles):,} articles have" if len(articles) > 1 else "1 article has"
            yield f"{many} no {what}: {named}{more}."
            options.append(option)
    if not options:
        return
    ids = list(dict.fromkeys(i[:8] for i, _ in (*undated[:SHOWN], *nameless[:SHOWN])))
    where = f" --archive {shlex.quote(str(archive))}" if archive else ""
    command = f"dateline set {' '.join(ids)} {' '.join(options)}{where}"
    whole = max(len(undated), len(nameless)) > SHOWN
    yield f"Set what you know with: {command}" + (
        " (to set many at once, name a folder or a pattern such as 'wire/*.txt' in place of the ids;"
        " with --missing, what is known stays as it is)"
        if whole or len(options) > 1
        else ""
    )

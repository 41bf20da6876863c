"""`dateline list`, `show`, `remove`: what an archive holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import ArchiveOption, JsonOption
from ui.terminal import print_json, say

if TYPE_CHECKING:
    from index.article import Article

ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", hidden=True)]


def show(
    article: ArticleArgument,
    archive: ArchiveOption = None,
    removed: Annotated[
        bool,
        typer.Option(
            "--removed",
            help="Print what was taken out of the page as no part of the story, and why.",
        ),
    ] = False,
    changes: Annotated[
        bool,
        typer.Option("--changes", help="Print what each version changed of the one before it."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Print an article as the archive holds it.

    ARTICLE is its id or the beginning of it (dateline list shows the ids), its title, or the name
    of the file it came from.

    What is printed is the text that quotes are checked against.
    """
    from index.opening import open_archive
    from ui.article import as_dict, difference, lines, pieces

    with open_archive(archive) as store:
        found = store.article(article)
        if as_json:
            print_json(as_dict(store, found))
        elif removed:
            for piece in found.removed:
                say(f"[{piece.reason}] {piece.text}")
            were = "was" if len(found.removed) == 1 else "were"
            say(f"{pieces(found)} {were} taken out of {found.label!r}.", err=True)
        else:
            for line in difference(store, found) if changes else lines(store, found):
                say(line)


def list_articles(archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """List all articles, oldest first: id, day, outlet, title."""
    from index.opening import open_archive

    with open_archive(archive) as store:
        rows = [store.article(article_id) for article_id, _ in store.articles()]
    print_rows(rows, as_json)


def print_rows(articles: Iterable[Article], as_json: bool) -> None:
    """A line for each article: id, day, outlet, title; as JSON where a program reads it."""
    if as_json:
        print_json([
            {"id": a.id, "published": a.published.at and a.published.at.isoformat(),
             "published_label": a.published.label(), "outlet": a.outlet, "title": a.title}
            for a in articles
        ])  # fmt: skip
        return
    for a in articles:
        say(f"{a.id}  {a.published.label():<36}  {a.outlet or '—':<20}  {a.label}")


def remove(
    article: ArticleArgument,
    archive: ArchiveOption = None,
) -> None:
    """Drop an article from the archive; its file is left alone.

    ARTICLE is its id or the beginning of it (dateline list shows the ids), its title, or the name
    of the file it came from.
    """
    from index.opening import open_archive

    with open_archive(archive) as store:
        places = ", ".join(store.places(store.article(article).id))
        say(f"Removed {store.remove(article).label!r}. Ingesting {places} again brings it back.")

"""The archive that newsdesk is asked of: its articles among others, made once in a work folder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from evals.newsdesk.data import Page
from evals.newsdesk.right import holds
from evals.retrieval import data
from index.archive import Archive
from index.article import Article
from index.errors import InputError

OTHERS = 500  # articles of realtimeqa that stand around them
SEED = 14


def corpus(pages: Sequence[Page], folder: Path, others: int = OTHERS) -> data.Corpus:
    """The articles and the same `others` each time.

    The sentences stand in one paragraph: as lines of their own they would be taken for furniture.
    """
    own = tuple(
        data.Document(p.url, p.title, " ".join(p.sentences), p.outlet, p.published) for p in pages
    )
    here = {page.url for page in pages}
    around: Sequence[data.Document] = ()
    if others:
        known = [d for d in data.quiz(folder).documents if d.source not in here]
        around = random.Random(SEED).sample(known, others)
    return data.Corpus("newsdesk", (*own, *around), ())


def archive(made: data.Corpus, work: Path) -> Archive:
    """The archive of a corpus, kept in the work folder."""
    place = made.write(work)
    found = Archive.open(work / "archives" / place.folder.name, create=True)
    if not (found.folder / "whole").exists():
        found.add([place.articles])
        (found.folder / "whole").touch()
    return found


def articles(pages: Sequence[Page], held: Archive) -> dict[str, Article]:
    """Of each page, by its id, the article that the archive holds. Raises InputError where one is
    missing: then the work folder is not of these pages."""
    by_address = {a.url: a for a in (held.article(name) for name, _ in held.articles())}
    missing = [page.url for page in pages if page.url not in by_address]
    if missing:
        raise InputError(
            f"{held.folder} does not hold {missing[0]}; give another work folder with --work."
        )
    return {page.id: by_address[page.url] for page in pages}


def lost(pages: Sequence[Page], held: dict[str, Article]) -> list[str]:
    """The answering sentences that do not stand in the archive's article: nothing can find them."""
    out = []
    for page in pages:
        marked = {s for item in page.asked() if item.answerable for s in page.marked(item)}
        out += [s for s in sorted(marked) if not holds(held[page.id].text, [s])]
    return out

"""Furniture by repetition: lines that an outlet's articles share leave all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.article import Article
from index.catalog import Catalog, Entry
from index.catalog.lines import site
from index.clean import outlet
from index.prepare import entry as prepared


class Furnishing:
    """Knows the furniture of each outlet, as far as the articles in the catalog show it.

    A line becomes furniture when enough different stories carry it, and never stops being it; so
    the order in which articles come in makes no difference to what is left of them.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._before: dict[str, set[str]] = {}  # what was furniture when the batch was stripped

    def strip(self, entry: Entry) -> Entry:
        """The entry without the known furniture of its outlet; its lines are filled in."""
        article = entry.article
        lines = tuple(outlet.lines(article))
        name = site(article)
        if name and (furniture := self._known(name, set(lines))):
            self._before.setdefault(name, set()).update(furniture)
            article = outlet.without(article, furniture)
        if article == entry.article:
            return replace(entry, lines=lines)
        return replace(prepared(article), lines=lines)

    def outdated(self, added: list[Article]) -> Iterator[tuple[str, Entry]]:
        """Articles that hold a line which the `added` ones made furniture: (id, what is left)."""
        sites: dict[str, set[str]] = {}
        for article in added:
            if name := site(article):
                sites.setdefault(name, set()).update(outlet.lines(article))
        before, self._before = self._before, {}
        for name, lines in sites.items():
            furniture = self._known(name, lines) - before.get(name, set())
            carriers = {
                i for line in sorted(furniture) for i in self._catalog.lines.carriers(name, line)
            }
            for article_id in sorted(carriers):
                held = self._catalog.held(article_id)
                article = outlet.without(held, self._known(name, set(outlet.lines(held))))
                if article != held:
                    yield article_id, replace(prepared(article), lines=tuple(outlet.lines(held)))

    def _known(self, name: str, lines: set[str]) -> frozenset[str]:
        counts = self._catalog.lines.counts(name, lines)
        return frozenset(line for line, count in counts.items() if outlet.is_furniture(count, line))

"""What a page offers about its own day, before anything of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.dates.calendars import numeric_order
from index.dates.lines import FIGURES, NUMERIC, numeric_day
from index.dates.scales import Searched
from index.stamp import Found


@dataclass(frozen=True, slots=True)
class Clues:
    """What a page offers about its own day.

    `published` and `updated` are values that came under those names, strongest first; `lines`
    are those that are not story, in page order; `head` those of them that stand above the first
    paragraph, where that is known for sure; `opening` those where a day may stand beside a name;
    `below` those known to stand under it; `dateline` the words that open the body; `language` an
    ISO 639-1 code, None where unknown, which is read as English; `searched` what a search of the
    whole page gave, None where it was not asked for.
    """

    published: tuple[tuple[Any, Found], ...] = ()
    updated: tuple[tuple[Any, Found], ...] = ()
    lines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    dateline: str = ""
    title: str | None = None
    url: str | None = None
    body: str = ""
    head: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    language: str | None = None
    searched: Searched | None = None

    def order(self) -> str:
        """How the page writes days in figures: one above 12 gives it away, else place and language."""
        orders = set()
        for text in (*self.lines, *self.captions, self.body):
            for found in NUMERIC.finditer(text) if FIGURES.search(text) else ():
                if found[2] != "." and numeric_day(found[1], found[3], found[4], "", found[2]):
                    orders.add("dmy" if int(found[1]) > 12 else "mdy" if int(found[3]) > 12 else "")
        orders.discard("")
        return orders.pop() if len(orders) == 1 else numeric_order(self.language, self.url)

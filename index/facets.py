"""Facets: how many articles each outlet, author, agency, language, section, year and month has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from index.catalog import Catalog
from index.filters import NAMED, Filters

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """(value, number of articles) by field, under the filters that were given.

    An article counts once however many versions it has, and copies of it count for themselves;
    one with three authors counts for each of them, one without any for none. A field's own filter
    does not narrow its own counts, so that the values beside the chosen one can be seen and
    chosen: with `outlets=("The Tide",)` the outlets are all there, the authors are those of The
    Tide. In the same way `since` and `until` do not narrow years and months. `as_of` narrows
    everything: what a reader of that day could not see counts nowhere.

    Names come most frequent first, years ("2019") and months ("2019-10") in the order of time.
    `articles` and `undated` (those without a stated day), `first` and `last` (stated days) are
    under all of the filters.
    """

    articles: int
    undated: int
    first: date | None
    last: date | None
    outlets: Counts
    authors: Counts
    agencies: Counts
    languages: Counts
    sections: Counts
    years: Counts
    months: Counts


def facets(catalog: Catalog, filters: Filters) -> Facets:
    """The facets of a catalog; all empty if the filters let nothing through."""
    rows = catalog.admitted.days(filters)
    stated = [first for first, last, _ in rows if first == last]
    own = {
        name: tuple(catalog.names.counts(field, replace(filters, **{name: ()})))  # type: ignore[arg-type]
        for field, name in NAMED.items()
    }
    years: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for first, last, count in catalog.admitted.days(replace(filters, since=None, until=None)):
        if first == last:
            day = date.fromordinal(first)
            years[f"{day.year:04}"] += count
            months[f"{day.year:04}-{day.month:02}"] += count
    return Facets(
        articles=sum(count for _, _, count in rows),
        undated=sum(count for first, last, count in rows if first != last),
        first=date.fromordinal(min(stated)) if stated else None,
        last=date.fromordinal(max(stated)) if stated else None,
        years=tuple(sorted(years.items())),
        months=tuple(sorted(months.items())),
        **own,
    )

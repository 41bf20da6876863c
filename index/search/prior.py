"""The date factor: how near an article's day is to the day that the question is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.search.when import When
from index.stamp import Published

# The factor far away, where halving would soon be nought for all alike: TAIL over widths. At a
# quarter it takes over some four widths away, where the factor is below a twentieth.
TAIL = 0.25


def factors(
    when: When, today: date | None, published: Sequence[Published]
) -> list[float] | list[None]:
    """One for each article, 0 to 1; all None where the question is about no day.

    An article without a day gets the mean of the others, so that it is neither near nor far.
    """
    days = [one.last_day for one in published if one.last_day]
    centre = when.centre or (today if when.present else None)
    if centre and when.present and days:
        # Asked long after the archive ends, the newest is still the newest.
        centre = min(centre, max(days))
    each = [_factor(centre, when.width, one) for one in published]
    known = [value for value in each if value is not None]
    if not known:
        return [None] * len(published)
    mean = sum(known) / len(known)
    return [mean if value is None else value for value in each]


def _factor(centre: date | None, width: int | None, published: Published) -> float | None:
    """1 on the day that the question is about, half of that `width` days away, and so on.

    Far away it falls more slowly, so that of two old articles the newer still counts for more.
    None where the question is about no day, or the article has none.
    """
    first, last = published.first_day, published.last_day
    if centre is None or width is None or first is None or last is None:
        return None
    away = max(0, (first - centre).days, (centre - last).days)
    reach = away / width
    return float(max(0.5**reach, TAIL / (1 + reach)))

"""The date factor: how near an article's day is to the day that the question is about."""

from __future__ import annotations

from datetime import date

from index.search.when import When
from index.stamp import Published

UNDATED = 0.25  # an article without a day: neither near nor far


def factor(when: When, today: date | None, published: Published) -> float | None:
    """1 on the day that the question is about, half of that `when.width` days away, and so on.

    None where the question is about no day. `today` is the day of asking, for questions about
    the present.
    """
    centre = when.centre or (today if when.present else None)
    if when.width is None or centre is None:
        return None
    first, last = published.first_day, published.last_day
    if first is None or last is None:
        return UNDATED
    away = max(0, (first - centre).days, (centre - last).days)
    return float(0.5 ** (away / when.width))

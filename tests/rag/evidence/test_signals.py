"""When a sentence counts as being of the month or year asked about."""

from __future__ import annotations

from datetime import date

import pytest

from index.stamp import EventTime
from rag.evidence.signals import _event


def event(earliest: date | None, latest: date | None) -> EventTime:
    return EventTime(0, 4, earliest, latest, "stated")


DECEMBER = event(date(2018, 12, 1), date(2018, 12, 31))
SINCE_MAY = event(date(2019, 5, 1), None)


@pytest.mark.parametrize(
    ("asked", "events", "expected"),
    [
        ({(2018, 12)}, [DECEMBER], 1.0),
        ({(2018, 0)}, [DECEMBER], 1.0),
        ({(2019, 1)}, [DECEMBER], 0.0),
        ({(2019, 1)}, [DECEMBER, event(date(2019, 1, 31), date(2019, 2, 1))], 1.0),
        ({(2021, 0)}, [SINCE_MAY], 1.0),
        ({(2019, 4)}, [SINCE_MAY], 0.0),
        ({(2019, 4)}, [event(None, date(2019, 4, 1))], 1.0),
        ({(2019, 4)}, [], 0.5),
        (set(), [DECEMBER], 0.5),
    ],
)
def test_an_event_counts_where_it_may_fall_in_what_is_asked(
    asked: set[tuple[int, int]], events: list[EventTime], expected: float
) -> None:
    assert _event(asked, events) == expected

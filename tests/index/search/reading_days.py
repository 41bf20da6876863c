"""What the tests of days in questions share: the day of asking and one look at a window."""

from __future__ import annotations

from datetime import date

from index.search.when import When, Window, read

ASKED = date(2019, 6, 5)  # a Wednesday


def day(text: str) -> date | None:
    """A day in ISO 8601; "" is none."""
    return date.fromisoformat(text) if text else None


def asked(question: str, today: date | None = ASKED, language: str = "en") -> When:
    """What the question says of time; the words of its window stand where it says they do."""
    when = read(question, today, language)
    if when.window:
        assert question[when.window.start : when.window.end] == when.window.words
    return when


def window_of(question: str, language: str = "en") -> Window:
    """The window of a question that sets one."""
    window = asked(question, ASKED, language).window
    assert window is not None
    return window


def sets(question: str, words: str | None, since: str, until: str) -> Window:
    """The window, which is over these days ("" is open) and read from these words if any."""
    window = window_of(question)
    assert words is None or window.words == words
    assert (window.since, window.until) == (day(since), day(until))
    return window

"""`python -m evals.dates`: how right the day of publication is, on articles whose day is withheld.

    python -m evals.dates [--all]

Four rounds over the 200 marked articles, each through `clean()` as a user's file would go:
the text alone; the text with its address; the text with one line put back that states the day, in
fourteen ways that sites write it; and such a line with a weekday that contradicts it, which must
not be believed. With --all a fifth: every article of the set, where a day is given at all.

The set's own publish_date is the truth. A page that was changed after it tells of later days: a
bound can be true of the text and still lie after that date. It counts as not true, and under
"changed" where whoever marked the page, without seeing the tool's answer, set such a bound too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.sources import realtimeqa
from index.clean import clean
from index.errors import InputError, UnreadableError
from index.load import Raw
from index.stamp import Published

MARKS = Path(__file__).parent / "marks" / "dates.jsonl"
SURE = 0.8  # a wrong day at or above this confidence is what must never happen
SHAPES: tuple[Callable[[date], str], ...] = (
    lambda d: f"Published 9:41 PM EDT {d:%b} {d.day}, {d.year}",
    lambda d: f"{d.day} {d:%B}, {d.year}",
    lambda d: f"{d:%b}. {d.day}, {d.year} / 2:05 PM",
    lambda d: f"{d.isoformat()}T14:05:00+03:00",
    lambda d: f"{d:%A}, {d.day} {d:%B} {d.year} 10:02 GMT",
    lambda d: f"Posted on {d:%B} {d.day}, {d.year} at 12:15 pm",
    lambda d: f"By Ada Example | {d:%B} {d.day}, {d.year}",
    lambda d: f"First published on {d:%a} {d.day} {d:%b} {d.year} 05.00 BST",
    lambda d: (
        f"Published {d:%B} {d.day}, {d.year} Updated {_later(d):%B} {_later(d).day}, {_later(d).year}"
    ),
    lambda d: f"Publication date: {d.isoformat()}",
    lambda d: f"{d:%B} {_ordinal(d.day)}, {d.year}",
    lambda d: f"{d.day}-{d:%b}-{d.year}",
    lambda d: f"{d:%A} {d.day} {d:%B} {d.year}",
    lambda d: f"Created: {d:%a}, {d.day} {d:%b} {d.year} 14:05:00 +0000",
)


@dataclass(slots=True)
class Tally:
    """What one round gave."""

    name: str
    articles: int = 0
    given: int = 0  # a day was given
    right: int = 0
    wrong_and_sure: int = 0
    bounded: int = 0
    true_bounds: int = 0
    tight: int = 0  # a true bound within 31 days of the day
    changed: int = (
        0  # bounds not true of that day on pages that a reader marked as telling later days
    )
    wrong: list[str] = field(default_factory=list)
    hows: Counter[str] = field(default_factory=Counter)

    def count(self, published: Published, truth: date, marked: date | None) -> bool | None:
        """Take in one answer; whether the day given is right, None where none is."""
        self.articles += 1
        stamp = published.stamp
        if stamp is not None:
            self.given += 1
            self.hows[stamp.found.how] += 1
            right = stamp.day == truth
            self.right += right
            self.wrong_and_sure += not right and stamp.found.confidence >= SURE
            return right
        if published.earliest or published.latest:
            self.bounded += 1
            early, late = published.earliest or date.min, published.latest or date.max
            self.true_bounds += early <= truth <= late
            self.changed += bool(truth < early and marked and early <= marked)
            nearest = [abs(truth - b) for b in (published.earliest, published.latest) if b]
            self.tight += early <= truth <= late and min(nearest) <= timedelta(days=31)
        return None


def main(argv: list[str] | None = None) -> int:
    """Print the table; 2 where the articles are not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.dates", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also every article of the set")
    options = parser.parse_args(argv)
    try:
        articles, marks = realtimeqa(), _marks()
    except InputError as error:
        print(f"dates: {error}", file=sys.stderr)
        return 2
    print("\n".join(report(articles, marks, everything=options.all)))
    return 0


def _marks() -> list[dict[str, Any]]:
    with MARKS.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def report(
    articles: dict[str, dict[str, Any]], marks: list[dict[str, Any]], *, everything: bool = False
) -> list[str]:
    """The table, a line a round."""
    out = [
        f"{'':30}{'articles':>9}{'given':>7}{'right':>7}{'wrong, sure':>13}{'bounded':>9}{'true':>7}{'changed':>9}{'tight':>7}"
    ]
    for half in ("dev", "test"):
        part = [{**articles[m["url"]], "mark": m} for m in marks if m["half"] == half]
        out.append(_row(_round(f"{half}: text alone", part, lambda _, row: str(row["text"]))))
        out.append(
            _row(
                _round(f"{half}: with the address", part, lambda _, row: str(row["text"]), url=True)
            )
        )
        out.append(_row(_round(f"{half}: a day line put back", part, _with_line)))
        out.append(_row(_round(f"{half}: a false day line", part, _with_false_line)))
    out.append(_stated(articles, marks))
    if everything:
        tally = _round("all: text alone", articles.values(), lambda _, row: str(row["text"]))
        out += [_row(tally), *tally.wrong]
    return out


def _round(
    name: str,
    rows: Iterable[dict[str, Any]],
    body: Callable[[int, dict[str, Any]], str],
    *,
    url: bool = False,
) -> Tally:
    tally = Tally(name)
    for number, row in enumerate(rows):
        published = _dated(body(number, row), row["url"] if url else None)
        if published is None:
            continue
        truth = _truth(row)
        marked = (row.get("mark") or {}).get("earliest")
        right = tally.count(published, truth, date.fromisoformat(marked) if marked else None)
        if right is False and published.stamp:
            stamp = published.stamp
            tally.wrong.append(
                f"    {truth} but {stamp.day} at {stamp.found.confidence:.2f} by {stamp.found.how}"
            )
    return tally


def _dated(text: str, url: str | None) -> Published | None:
    known = {"url": url} if url else {}
    try:
        return clean(Raw(path="page", item="", kind="text", body=text, known=known)).published
    except UnreadableError:  # a page of which nothing is left has no day to be right about
        return None


def _with_line(number: int, row: dict[str, Any]) -> str:
    line = SHAPES[number % len(SHAPES)](_truth(row))
    return f"{row['title']}\n\n{line}\n\n{row['text']}"


def _with_false_line(number: int, row: dict[str, Any]) -> str:
    """A weekday that the day does not have, or a day that has not come."""
    day = _truth(row)
    if number % 2:
        return f"{row['title']}\n\nPublished {day.day} {day:%B} 2999\n\n{row['text']}"
    other = day + timedelta(days=1 + number % 6)
    return f"{row['title']}\n\n{other:%A}, {day.day} {day:%B} {day.year}\n\n{row['text']}"


def _truth(row: dict[str, Any]) -> date:
    return date.fromisoformat(str(row["publish_date"]).replace("/", "-"))


def _stated(articles: dict[str, dict[str, Any]], marks: list[dict[str, Any]]) -> str:
    """Against what a reader marked: only articles whose own text states its day."""
    stated = [m for m in marks if m["stated"]]
    given = right = 0
    for mark in stated:
        published = _dated(str(articles[mark["url"]]["text"]), None)
        if published and published.day:
            given += 1
            right += published.day.isoformat() == mark["stated"]
    return f"the text itself states its day in {len(stated)} of {len(marks)}: given {given}, right {right}"


def _row(tally: Tally) -> str:
    hows = ", ".join(f"{how} {n}" for how, n in tally.hows.most_common())
    return (
        f"{tally.name:30}{tally.articles:>9}{tally.given:>7}{tally.right:>7}{tally.wrong_and_sure:>13}"
        f"{tally.bounded:>9}{tally.true_bounds:>7}{tally.changed:>9}{tally.tight:>7}  {hows}"
    )


def _later(day: date) -> date:
    return day + timedelta(days=1)


def _ordinal(number: int) -> str:
    ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


if __name__ == "__main__":
    sys.exit(main())

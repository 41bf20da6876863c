"""Remarks on an answer that time calls for: it is old, something later is known, a day is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.asking import is_present, months
from index.filters import Filters
from index.hit import Hit
from index.stamp import spoken_day
from index.words import asked_about, names, stems
from rag.answer import Citation, Note
from rag.errors import EndpointError

# Of 463 quiz questions of 2022 that the articles found for them answer, the newest article with the
# answer was at most 5 days old for 80 %, at most a month for 86 %, and then up to years: what is
# told of the present is a month later no more than what was.
OLD = 31  # days
ON_POINT = 0.6  # share of what the question says that a passage or its title must hold


def stale(
    question: str, citations: Sequence[Citation], asked_on: date, *, given: bool = False
) -> Note | None:
    """That the newest source is more than OLD days older than the day of asking or the newest article.

    `asked_on` is the day of asking where the caller gave one (`given`), else that of the newest
    article: then only an answer on how things stand can be stale. None where the question names its
    own month or year, and where no source has a day.
    """
    dated = [c for c in citations if c.published]
    if not dated or months(question) or not (given or is_present(question)):
        return None
    newest = max(dated, key=lambda c: str(c.published))
    assert newest.published
    age = (asked_on - newest.published.date()).days
    if age <= OLD:
        return None
    against = "the day of asking" if given else "the newest article of the archive"
    return Note(
        "stale",
        f"The newest source is of {_day(newest)}, {_span(age)} before {against}, "
        f"{spoken_day(asked_on)}.",
        newest.marker,
    )


def later(
    question: str, citations: Sequence[Citation], beyond: Sequence[Hit], within: Sequence[Filters]
) -> Note | None:
    """That an article outside the days or outlets searched, but not past `as_of`, is on the point.

    `within` are the filters of each part's search, `beyond` the hits of the same search without
    `since`, `until` and outlets, but with `as_of`, best first. What may have appeared after `as_of`
    is never mentioned, nor what is no later than the newest citation; without citations any article
    on the point is. None where there is none.
    """
    days = [c.published.date() for c in citations if c.published]
    as_of = within[0].as_of
    found = [
        hit.article
        for hit in beyond
        if not any(filters.admits(hit.article) for filters in within)
        and (day := hit.article.published.day)
        and (as_of is None or day <= as_of)
        and (not days or day > max(days))
        and on_point(question, hit)
    ]
    if not found:
        return None
    newest = max(found, key=lambda article: str(article.published.day))
    what = "A later article" if days else "An article"
    return Note(
        "later",
        f"{what} on this lies outside the days or outlets asked for: “{newest.label}” "
        f"({newest.outlet or 'outlet not named'}, {newest.published.label()}).",
    )


def undated(citations: Sequence[Citation]) -> Note | None:
    """That the answer rests, wholly or in part, on articles of which no day is known."""
    without = [c for c in citations if c.published is None]
    if not without:
        return None
    part = "" if len(without) == len(citations) else "in part "
    articles = len({c.article_id for c in without})
    which = "an article" if articles == 1 else f"{articles} articles"
    # Labels say "undated (not before 27 February 2020)": what is known besides, where it is one thing.
    known = {c.published_label.removeprefix("undated").strip() for c in without}
    bounds = f" {known.pop()}" if len(known) == 1 and all(known) else ""
    return Note(
        "undated",
        f"The answer rests {part}on {which} without a publication day{bounds}.",
        without[0].marker,
    )


def fallback(error: EndpointError, reader: str) -> Note:
    """That `reader` answered, since the endpoint failed."""
    return Note(
        "fallback", f"The {reader} reader answered: {str(error)[:1].lower()}{str(error)[1:]}"
    )


def widened(window: str, certain: bool) -> Note:
    """That there is an answer, or with `certain` off what may be one, outside the days that the
    question named."""
    return Note(
        "widened",
        f"Leaving out the days read from the question ({window}), the archive "
        f"{'does' if certain else 'may'} answer: ask again without them.",
    )


def on_point(question: str, hit: Hit) -> bool:
    """Whether a passage or its title names all that the question names and most of what it says."""
    held = set(stems(f"{hit.article.title or ''} {hit.text}"))
    asked = asked_about(question)
    shared = sum(word in held for word in asked)
    return names(question) <= held and shared >= ON_POINT * len(asked)


def _day(citation: Citation) -> str:
    """The day as the page states it, without its clock."""
    return citation.published_label.split(",")[0]


def _span(days: int) -> str:
    """'45 days', '8 months', '3 years'."""
    for size, name in ((365, "year"), (30, "month")):
        if days >= 2 * size:
            return f"{round(days / size)} {name}s"
    return f"{days} days"

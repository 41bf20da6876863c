"""An article as the archive holds it, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from index.archive import Archive
from index.article import Article, Sentence
from index.stamp import EventTime, Found, spoken_day
from index.versions import changes

LONGEST = 110  # characters of a removed piece


def lines(store: Archive, article: Article) -> Iterator[str]:
    """Everything that is known of it, then the body by numbered paragraphs, then what was taken out.

    Under a paragraph stand the speakers of its sentences and the days its words resolve to.
    """
    yield from _facts(store, article)
    spans = store.sentences(article.id)
    at = 0
    for number, paragraph in enumerate(article.text.split("\n\n"), 1):
        end = at + len(paragraph)
        yield ""
        yield f"{number:3}  {paragraph}"
        for sentence in spans:
            if at <= sentence.start < end and (note := _note(article, sentence)):
                yield f"       · {note}"
        at = end + 2
    if article.removed:
        yield ""
        yield f"Taken out of the page ({pieces(article)}; in full with --removed):"
    for piece in article.removed:
        short = piece.text if len(piece.text) <= LONGEST else piece.text[:LONGEST] + " …"
        yield f"  [{piece.reason}] {short}"


def pieces(article: Article) -> str:
    """How many pieces were taken out of its page, in words."""
    return f"{len(article.removed)} piece{'s' * (len(article.removed) != 1)}"


def difference(store: Archive, article: Article) -> Iterator[str]:
    """What each version changed of the one before it."""
    held = store.versions(article.id)
    for old, new in pairwise(held):
        since = spoken_day(new.since) if new.since else "the start"
        yield f"Version {new.article.id}, read since {since}, in place of {old.article.id}:"
        yield from (f"  {line}" for line in changes(old.article, new.article))
    if len(held) < 2:
        yield "There is one version of this article."


def as_dict(store: Archive, article: Article) -> dict[str, Any]:
    """The same for programs."""
    return {
        **article.to_dict(),
        "places": store.places(article.id),
        "sentences": [
            {
                "start": s.start, "end": s.end, "voice": s.voice, "speaker": s.speaker,
                "events": [
                    {"start": e.start, "end": e.end, "earliest": e.earliest and str(e.earliest),
                     "latest": e.latest and str(e.latest), "certainty": e.certainty}
                    for e in s.events
                ],
            }
            for s in store.sentences(article.id)
        ],
        "versions": [
            {"id": v.article.id, "since": v.since and str(v.since), "until": v.until and str(v.until)}
            for v in store.versions(article.id)
        ],
        "copies": [{"id": c.article_id, "outlet": c.outlet} for c in store.copies(article.id)],
    }  # fmt: skip


def _facts(store: Archive, article: Article) -> Iterator[str]:
    published = article.published
    dated = published.stamp.label() if published.stamp else published.label()
    rows: list[tuple[str, str | None, Found | None]] = [
        ("title", article.label, article.how("title") if article.title else None),
        ("id", article.id, None),
        ("outlet", article.outlet or "not named", article.how("outlet")),
        ("published", f"{dated}" + ("" if published.stamp else f" ({published.reason})"),
         published.stamp.found if published.stamp else None),
        ("updated", article.updated.label() if article.updated else None,
         article.updated.found if article.updated else None),
        ("dateline", article.dateline.words if article.dateline else None, None),
        ("authors", ", ".join(article.authors), article.how("authors")),
        ("agencies", ", ".join(article.agencies), article.how("agencies")),
        ("section", article.section, article.how("section")),
        ("language", article.language, article.how("language")),
        ("url", article.url, article.how("url")),
        ("from", ", ".join(store.places(article.id)), None),
        *((f"metadata {name}", value, None) for name, value in article.metadata),
    ]  # fmt: skip
    for name, value, found in rows:
        if value:
            yield f"{name + ':':11} {value}{_how(found)}"
    yield from _relatives(store, article)


def _how(found: Found | None) -> str:
    if found is None:
        return ""
    sure = f", confidence {found.confidence:.2f}" if 0 < found.confidence < 1 else ""
    return f" ({found.how}: {found.reason}{sure})" if found.confidence else f" ({found.reason})"


def _relatives(store: Archive, article: Article) -> Iterator[str]:
    held = store.versions(article.id)
    if len(held) > 1:
        number = [v.article.id for v in held].index(article.id) + 1
        others = ", ".join(v.article.id for v in held if v.article.id != article.id)
        newest = "the newest" if number == len(held) else "an older one"
        yield f"version:    {number} of {len(held)}, {newest}; the others: {others} (see --changes)"
    copies = store.copies(article.id)
    if copies:
        source = copies[0]
        role = "this one counts as the source" if source.article_id == article.id else (
            f"the source is {source.article_id} ({source.outlet or 'outlet not named'})"
        )  # fmt: skip
        carriers = ", ".join(
            f"{c.article_id} ({c.outlet or 'outlet not named'})"
            for c in copies if c.article_id not in (article.id, source.article_id)
        )  # fmt: skip
        yield f"copies:     one story, {len(copies)} articles; {role}" + (
            f"; also carried by {carriers}" if carriers else ""
        )


def _note(article: Article, sentence: Sentence) -> str:
    parts = [f"{sentence.speaker} ({sentence.voice})"] if sentence.speaker else []
    for event in sentence.events:
        parts.append(f"“{article.text[event.start : event.end]}” = {_days(event)}")
    return "; ".join(parts)


def _days(event: EventTime) -> str:
    first, last = event.earliest, event.latest
    sure = ", about" if event.certainty == "approximate" else ""
    if first and last:
        span = spoken_day(first) if first == last else f"{spoken_day(first)} to {spoken_day(last)}"
    elif first:
        span = f"{spoken_day(first)} on"
    else:
        span = f"up to {spoken_day(last)}" if last else "open"
    return span + sure

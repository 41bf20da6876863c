"""When an article was published: what its page says of that, put together and weighed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.article import Dateline
from index.clean import metadata
from index.clean.language import code
from index.clean.page import Page
from index.clean.searched import searched
from index.clean.stripped import Stripped
from index.dates import Clues, offers, settled
from index.dates.address import day_in_address
from index.dates.stated import read_stamp
from index.errors import InputError, UnreadableError
from index.load import Raw
from index.stamp import Found, Published, Stamp, spoken_day

NEAR_TITLE = 5  # lines
OPENING = 120  # characters; what was read into the opening of a story may be its byline and its day
WEAK = 0.9  # a day that is known no better than this is looked for once more


def dated(
    raw: Raw,
    page: Page,
    values: metadata.Values,
    stripped: Stripped,
    title: str | None,
    opening: Dateline | None,
    language: str | None,
) -> tuple[Published, Stamp | None]:
    """The day of publication and that of the last update, weighed from all that tells of them.

    Raises UnreadableError where a day that was supplied makes no sense.
    """
    urls = [str(value) for value, _ in values["url"]]
    captions = (line.text for line in page.lines if "caption" in line.reason)
    head = tuple(beside_title(page, stripped))
    clues = Clues(
        published=tuple(values["published"]),
        updated=tuple(values["updated"]),
        lines=tuple(dict.fromkeys((*head, *said(page, stripped)))),
        captions=tuple(dict.fromkeys((*stripped.captions, *captions))),
        dateline=opening.words if opening else "",
        title=title,
        # A page that was taken over may name the address of the first, which states the day.
        url=next((u for u in urls if day_in_address(u)), urls[0] if urls else None),
        body="\n\n".join(block.text for block in stripped.story),
        head=head if page.lines else (),
        opening=head,
        below=_below(page, stripped),
        language=_tag(raw, page, language),
    )
    try:
        found = offers(clues)
        stated, updated = settled(clues, found)
        if page.tree is not None and is_weak(stated):
            answer = searched(page.tree, found.order)
            stated, updated = settled(replace(clues, searched=answer), found)
        return _saved(stated, raw.header.get("captured")), updated
    except InputError as error:
        raise UnreadableError(str(error).rstrip(".")) from error


def is_weak(published: Published) -> bool:
    """Whether no day is stated, or one that is in doubt or that no mark-up names."""
    stamp = published.stamp
    if stamp is None:
        return True
    told = stamp.found
    return told.how not in ("supplied", "header") and (
        told.confidence < WEAK or told.how not in ("json-ld", "meta", "url")
    )


def _tag(raw: Raw, page: Page, language: str | None) -> str | None:
    """The language with the place that is stated for it ("en-GB"): it decides what 03/04 means."""
    said = [raw.known.get("language"), raw.header.get("language")]
    tags = [str(v) for v in said if v] + [str(v) for v, _ in page.values.get("tag", [])]
    return next((tag for tag in tags if code(tag) == language), language)


def _saved(published: Published, captured: Any) -> Published:
    """Where no day is stated: not after the day on which the page was saved, if that is known."""
    if published.stamp is not None or not captured:
        return published
    try:
        day = read_stamp(captured, Found("header", 0.9, "the day on which it was saved")).day
    except InputError:
        return published  # the archive's own header is broken; the page is none the worse
    if published.latest is not None and published.latest <= day:
        return published
    if published.earliest is not None and published.earliest > day:
        return published
    why = f"{published.reason}; it was saved on {spoken_day(day)}".removeprefix("; ")
    return replace(published, latest=day, reason=why)


def beside_title(page: Page, stripped: Stripped) -> list[str]:
    """The lines right above the first paragraph, where a day and a byline stand."""
    first = next((block.text for block in stripped.story if not block.level), "")
    lines = [line.text for line in page.lines] or [block.text for block in page.blocks]
    opened = lines.index(first) if first in lines else 0
    return lines[max(0, opened - NEAR_TITLE) : opened]


def _below(page: Page, stripped: Stripped) -> tuple[str, ...]:
    """The lines that stand only under the first paragraph of the story."""
    first = next((block.text for block in stripped.story if not block.level), "")
    lines = [line.text for line in page.lines] or [block.text for block in page.blocks]
    if first not in lines:
        return ()
    opened = lines.index(first)
    above = set(lines[:opened])
    return tuple(line for line in lines[opened + 1 :] if line not in above)


def said(page: Page, stripped: Stripped) -> list[str]:
    """Every line of the page that is no story, and what the story says of itself."""
    story = "\n".join(block.text for block in stripped.story)[OPENING:]
    whole = set(story.split("\n")[1:])  # most lines are a paragraph: that is faster to look up
    beside = (
        line.text
        for line in page.lines
        if line.reason or not (line.text in whole or line.text in story)
    )
    return [*(r.text for r in stripped.removed), *stripped.notes, *beside]

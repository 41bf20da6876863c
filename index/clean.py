"""Raw document to Article: body, title, origin, day; and what was taken out, kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index import furniture, origin
from index.article import Article, Published, Removed
from index.dates import bounds, full_dates, read_published, stated_on_line
from index.errors import InputError, UnreadableError
from index.load import FIELDS, Raw
from index.page import Page, from_html, from_markdown, from_text, plain

VERSION = "1"  # part of the fingerprint: a new cleaner reads every file again


def clean(raw: Raw) -> Article:
    """The article in `raw`. What was supplied with it wins over what its page says.

    Raises UnreadableError where there is no text to keep or a supplied field makes no sense.
    """
    page = _page(raw)
    known = {**page.known, **{k: v for k, v in raw.known.items() if v not in (None, "", [])}}
    given_title = _text(known.get("title"), "title")
    stripped = furniture.strip(page.blocks, given_title)
    if not stripped.story:
        raise UnreadableError("no article text is left once the site's furniture is taken out")
    body = "\n\n".join(block.text for block in stripped.story)
    headings, at = [], 0
    for block in stripped.story:
        if block.level:
            headings.append((at, at + len(block.text)))
        at += len(block.text) + 2
    lines = [b.text for b in page.blocks] + [r.text for r in page.removed]
    lead = (
        next(b.text for b in stripped.story if not b.level)
        if len(headings) < len(stripped.story)
        else body
    )
    found = origin.find(lines, lead)
    outlet = _text(known.get("outlet"), "outlet")
    return Article(
        text=body,
        title=stripped.title,
        outlet=outlet or found.outlet,
        outlet_reason=_how(raw, page, "outlet") if outlet else found.outlet_reason,
        authors=_authors(known.get("authors", known.get("author"))) or found.authors,
        agencies=found.agencies,
        published=_published(raw, page, known, stripped, body),
        url=_text(known.get("url"), "url"),
        section=_text(known.get("section"), "section") or stripped.section,
        place=found.place,
        headings=tuple(headings),
        removed=_in_page_order(page, stripped),
        metadata=_rest(raw.known),
    )


def _page(raw: Raw) -> Page:
    if raw.kind == "html":
        assert isinstance(raw.body, bytes)
        return from_html(raw.body)
    assert isinstance(raw.body, str)
    return from_markdown(raw.body) if raw.markdown else from_text(raw.body)


def _published(
    raw: Raw, page: Page, known: Mapping[str, Any], stripped: furniture.Stripped, body: str
) -> Published:
    if supplied := known.get("published"):
        try:
            at = read_published(supplied)
        except InputError as error:
            raise UnreadableError(str(error).rstrip(".")) from error
        return Published(at, reason=_how(raw, page, "published"))
    stated = [(r.text, stated_on_line(r.text)) for r in stripped.removed]
    days = [(line, at) for line, at in stated if at]
    if days:
        # An "Updated" line tells of a later day than the one it first appeared on.
        first = next(
            (d for d in days if not d[0].lower().startswith(("updated", "last updated"))), days[0]
        )
        return Published(read_published(first[1]), reason=f"the page states it: {first[0]}")
    if slug := origin.SLUG.match(body):
        for _, at in full_dates(slug[0]):
            return Published(at, reason=f"the dateline states it: {slug[0].strip()}")
    return bounds(body, stripped.captions)


def _in_page_order(page: Page, stripped: furniture.Stripped) -> tuple[Removed, ...]:
    place = {block.text: at for at, block in reversed(list(enumerate(page.blocks)))}
    return (*page.removed, *sorted(stripped.removed, key=lambda r: place[r.text]))


def _how(raw: Raw, page: Page, name: str) -> str:
    return "supplied with the article" if raw.known.get(name) else page.found.get(name, "")


def _text(value: Any, name: str) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, (str, int, float)):
        raise UnreadableError(f'its "{name}" is not a text')
    return plain(str(value)) or None


def _authors(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    many = value if isinstance(value, (list, tuple)) else [value]
    return tuple(name for item in many if (name := _text(item, "authors")))


def _rest(known: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Fields we have no place for, kept as metadata."""
    rest = {}
    for key, value in known.items():
        if key not in (*FIELDS, "author"):
            rest[plain(str(key))] = plain(value if isinstance(value, str) else str(value))
    return tuple(sorted(rest.items()))

"""Raw document to Article: body, title, origin, day; and what was taken out, kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.article import Article, Dateline, Removed
from index.clean import furniture, origin
from index.clean.page import Page, from_blocks, from_html, from_markdown, from_text, plain
from index.dates import Clues, publication
from index.errors import InputError, UnreadableError
from index.load import FIELDS, Raw
from index.stamp import Found, Published, Stamp

VERSION = "2"  # part of the fingerprint: a new cleaner reads every file again
SUPPLIED = Found("supplied", 1.0, "supplied with the article")


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
    told = origin.find(lines, lead)
    outlet = _text(known.get("outlet"), "outlet")
    slug = origin.SLUG.match(lead)
    published, updated = _dated(raw, page, known, stripped, body)
    found = {name: _how(raw, page, name) for name in FIELDS if known.get(name)}
    if not outlet and told.outlet:
        found["outlet"] = Found("notice", 0.9, told.outlet_reason)
    return Article(
        text=body,
        title=stripped.title,
        outlet=outlet or told.outlet,
        authors=_authors(known.get("authors", known.get("author"))) or told.authors,
        agencies=told.agencies,
        published=published,
        updated=updated,
        url=_text(known.get("url"), "url"),
        section=_text(known.get("section"), "section") or stripped.section,
        dateline=Dateline(slug[0].strip(), told.place, slug["agency"]) if slug else None,
        headings=tuple(headings),
        removed=_in_page_order(page, stripped),
        found=tuple(sorted(found.items())),
        metadata=_rest(raw.known),
    )


def _page(raw: Raw) -> Page:
    if isinstance(raw.body, bytes):
        return from_html(raw.body)
    if isinstance(raw.body, tuple):
        return from_blocks(raw.body)
    return from_markdown(raw.body) if raw.kind == "markdown" else from_text(raw.body)


def _dated(
    raw: Raw, page: Page, known: Mapping[str, Any], stripped: furniture.Stripped, body: str
) -> tuple[Published, Stamp | None]:
    slug = origin.SLUG.match(body)
    values = {
        name: ((known[name], _how(raw, page, name)),) if known.get(name) else ()
        for name in ("published", "updated")
    }
    clues = Clues(
        published=values["published"],
        updated=values["updated"],
        lines=tuple(r.text for r in stripped.removed),
        captions=tuple(stripped.captions),
        dateline=slug[0] if slug else "",
        title=stripped.title,
        url=_text(known.get("url"), "url"),
        body=body,
    )
    try:
        return publication(clues)
    except InputError as error:
        raise UnreadableError(str(error).rstrip(".")) from error


def _in_page_order(page: Page, stripped: furniture.Stripped) -> tuple[Removed, ...]:
    place = {block.text: at for at, block in reversed(list(enumerate(page.blocks)))}
    return (*page.removed, *sorted(stripped.removed, key=lambda r: place[r.text]))


def _how(raw: Raw, page: Page, name: str) -> Found:
    if raw.known.get(name):
        return SUPPLIED
    return Found("meta", 0.9, page.found.get(name, "the page's mark-up"))


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

"""Raw document to Article: body, title, origin, day; and what was taken out, kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from index.article import Article, Removed
from index.clean import dateline, furniture, html, metadata, origin
from index.clean.dated import beside_title, dated, said
from index.clean.language import code, language_of
from index.clean.letters import looks_like, plain, shortened
from index.clean.names import in_order, signers
from index.clean.names import names as names_in
from index.clean.page import Page, read
from index.clean.stripped import Stripped
from index.errors import UnreadableError
from index.load import FIELDS, Raw
from index.stamp import Found

VERSION = "9"  # part of the fingerprint: a new cleaner reads every file again
SUPPLIED = Found("supplied", 1.0, "supplied with the article")
# Characters; what is longer is no name, and every list of names would be unreadable for it.
LONGEST = 120
LONGEST_TITLE = 1000
OURS = (*FIELDS, "author", "agencies", "language")


def clean(raw: Raw) -> Article:
    """The article in `raw`. What was supplied with it wins over what its page says.

    Raises UnreadableError where there is no text to keep or a supplied field makes no sense.
    """
    page = read(raw)
    values = _values(raw, page)
    given = best(values, "title")
    stripped = furniture.strip(list(page.blocks), given[0] if given else None)
    if not any(not block.level for block in stripped.story):
        raise UnreadableError("no article text is left once the site's furniture is taken out")
    body = "\n\n".join(block.text for block in stripped.story)
    opening = dateline.find(body)
    above = [line for line in beside_title(page, stripped) if signers(line)]
    others = {line.text for line in page.lines if line.reason == html.BESIDE} - set(above)
    told = origin.find([*above, *said(page, stripped)], body, opening, others)
    _told(values, told, stripped, given)
    language = _language(values, body)
    title = best(values, "title")
    published, updated = dated(
        raw, page, values, stripped, title[0] if title else None, opening,
        language[0] if language else None,
    )  # fmt: skip
    found: dict[str, Found] = {}
    fields: dict[str, Any] = {}
    for name in ("title", "outlet", "url", "section"):
        if text := best(values, name):
            fields[name], found[name] = text
    for name in ("authors", "agencies"):
        if names := people(values, name, fields.get("outlet")):
            fields[name], found[name] = names
    if language:
        fields["language"], found["language"] = language
    if "outlet" in found:
        found["outlet"] = genuine(fields["outlet"], found["outlet"], body)
    return Article(
        text=body,
        published=published,
        updated=updated,
        dateline=opening,
        headings=_headings(stripped),
        removed=_in_page_order(page, stripped),
        found=tuple(sorted(found.items())),
        metadata=_rest(raw),
        **fields,
    )


def _values(raw: Raw, page: Page) -> metadata.Values:
    """All that is said of each field: supplied first, then the format's header, then the page."""
    header = Found("header", 0.98, f"stated in {raw.header_name}")
    values: metadata.Values = {}
    for name in dict.fromkeys((*FIELDS, "agencies", "language")):
        said = [(raw.known.get(name), SUPPLIED), (raw.header.get(name), header)]
        if name == "authors":
            said.insert(1, (raw.known.get("author"), SUPPLIED))
        values[name] = [(v, f) for v, f in said if v not in (None, "", [], ())]
        values[name] += page.values.get(name, [])
    return values


def _told(values: metadata.Values, told: origin.Origin, stripped: Stripped, given: Any) -> None:
    """What the lines of the page tell comes after what its mark-up says."""
    if not given and stripped.title:
        values["title"].append((stripped.title, Found("line", 0.9, "the line above the story")))
    if told.outlet:
        values["outlet"].append(told.outlet)
    if told.authors:
        values["authors"].append((told.authors, Found("line", 0.9, told.authors_reason)))
    if told.agencies:
        values["agencies"].append((told.agencies, Found("line", 0.9, told.agencies_reason)))
    if stripped.section:
        values["section"].append(
            (stripped.section, Found("line", 0.6, "a short line above the headline"))
        )


def best(values: metadata.Values, name: str) -> tuple[str, Found] | None:
    """The strongest value of a field that is a text."""
    for value, found in values[name]:
        if isinstance(value, (str, int, float)):
            if text := plain(str(value)):
                most = LONGEST_TITLE if name == "title" else LONGEST
                return (text if name == "url" else shortened(text, most)), found
        elif found.how == "supplied":
            raise UnreadableError(f'its "{name}" is not a text')
    return None


def people(
    values: metadata.Values, name: str, outlet: str | None
) -> tuple[tuple[str, ...], Found] | None:
    """Names of people or agencies; those of the page are taken apart and tidied."""
    for value, found in values[name]:
        many = value if isinstance(value, (list, tuple)) else [value]
        texts = [plain(item) for item in many if isinstance(item, str)]
        if found.how == "supplied" and len(texts) < len(many):
            raise UnreadableError(f'its "{name}" is not a text')
        exact = found.how in ("supplied", "header") and len(texts) > 1
        names = [in_order(t) for t in texts]
        if not exact:
            names = list(chain.from_iterable(names_in(t, listed=True) for t in texts))
        if found.how != "supplied" and name == "authors":
            names = [n for n in names if n != outlet]
        names = [shortened(n, LONGEST) for n in names]
        if kept := tuple(dict.fromkeys(filter(None, names))):
            return kept, found
    return None


def _language(values: metadata.Values, body: str) -> tuple[str, Found] | None:
    for value, found in values["language"]:
        tag = code(value)
        if tag and found.how in ("supplied", "header"):
            return tag, found
    stated = next((tag for value, _ in values["language"] if (tag := code(value))), None)
    return language_of(body, stated)


def genuine(outlet: str, found: Found, body: str) -> Found:
    """The finding, with a warning where the name only looks like another one."""
    twin = looks_like(outlet)
    if twin is None:
        return found
    latin = sum(c.isascii() for c in body[:2000] if c.isalpha())
    if 2 * latin < sum(c.isalpha() for c in body[:2000]):
        return found
    why = f'{found.reason}; spelled with letters that only look like "{twin}"'
    return Found(found.how, min(found.confidence, 0.3), why)


def _headings(stripped: Stripped) -> tuple[tuple[int, int], ...]:
    spans, at = [], 0
    for block in stripped.story:
        if block.level:
            spans.append((at, at + len(block.text)))
        at += len(block.text) + 2
    return tuple(spans)


def _in_page_order(page: Page, stripped: Stripped) -> tuple[Removed, ...]:
    """What is not story: of a page with mark-up, its lines that reading left out as well."""
    removed = stripped.removed
    if page.lines:
        removed = list(_merged(page.lines, stripped))
    return tuple(r for r in removed if r.reason != "the title")


def _merged(lines: Iterable[Removed], stripped: Stripped) -> Iterator[Removed]:
    reasons = {r.text: r.reason for r in stripped.removed}
    story = [block.text for block in stripped.story]
    whole = set(story)
    # A line of the page may be cut otherwise than a paragraph is.
    runs = "\n".join(f" {' '.join(text.split())} " for text in story)
    seen: set[tuple[str, str]] = set()
    for line in lines:
        why = line.reason or reasons.get(line.text)
        if why is None and line.text not in whole:
            words = line.text.split()
            ends = (f" {' '.join(words[:4])} ", f" {' '.join(words[-4:])} ")
            inside = len(words) >= 4 and all(end in runs for end in ends)
            why = None if inside or line.text == stripped.title else "outside the article"
        if why and (line.text, why) not in seen:
            seen.add((line.text, why))
            yield Removed(line.text, why)
    listed = {text for text, _ in seen}
    yield from (r for r in stripped.removed if r.text not in listed)


def _rest(raw: Raw) -> tuple[tuple[str, str], ...]:
    """Fields we have no place for, kept as metadata; and what had to be guessed to read it."""
    read_as = {"encoding": "read as", "hidden": "left unread"}
    rest = {told: str(raw.header[name]) for name, told in read_as.items() if raw.header.get(name)}
    for key, value in raw.known.items():
        if key not in OURS:
            rest[plain(str(key))] = plain(value if isinstance(value, str) else str(value))
    return tuple(sorted(rest.items()))

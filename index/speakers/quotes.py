"""Where the quotations of a text begin and end, paragraph by paragraph, in every common mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PARAGRAPH = re.compile(r"\n\s*\n")
# A mark, or an apostrophe that may be one: before a word that opens, after one that closes.
MARK = re.compile(r"[“”„«»\"]|''|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?![\w’'])|‘|’(?!\w)")
ANY = re.compile(r"[“”„«»\"'‘’]")  # far faster to look for
DOUBLE = {"“": "”", "”": "”“", "„": "“”", "«": "»", "»": "«", '"': '"', "''": "''"}
SINGLE = frozenset("‘’'")
CLOSES_SINGLE = frozenset("’'")
CLOSERS = frozenset(["”", '"', "''"])
OPENERS = frozenset('“„«"‘')
BEFORE_OPENING = frozenset(" \t\n([{—–-‘'…►•")
ELISION = re.compile(r"['’](?:\d\ds?|em|til|cause|tis|twas|n|bout|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a quotation with its marks. `whole` is False if it has no closing mark in its
    paragraph; `goes_on` is True if it takes up one that the paragraph before left open."""

    start: int
    end: int
    whole: bool = True
    goes_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """Every quotation in `text`, in order; one within another is part of it."""
    if not ANY.search(text):
        return []
    found: list[Quotation] = []
    at = 0
    left_open = False
    breaks = [(m.start(), m.end()) for m in PARAGRAPH.finditer(text)]
    for end, following in [*breaks, (len(text), len(text))]:
        if not left_open and not ANY.search(text, at, end):
            at = following
            continue
        inside = list(_in_paragraph(text, at, end, left_open))
        # A mark that nothing closes is a slip, unless the next paragraph takes the quotation up.
        left_open = (
            bool(inside) and not inside[-1].whole and text[following : following + 1] in OPENERS
        )
        found += [q for q in inside if q.whole or (left_open and q is inside[-1])]
        at = following
    return found


def _in_paragraph(text: str, start: int, end: int, left_open: bool) -> Iterator[Quotation]:
    nests = text.count("“", start, end) <= text.count("”", start, end)
    opened, mark, depth = -1, "", 0  # depth: of curly quotations within the one that is open
    goes_on = left_open
    first = True
    for match in _marks(text, start, end):
        here, at, after = match[0], match.start(), match.end()
        if opened < 0:
            if not _can_open(text, match, end):
                if first and here in CLOSERS and not text[at - 1].isdigit():
                    yield Quotation(_first_word(text, start, at), after, goes_on=left_open)
                    first = False  # its opening mark was lost on the way
                continue
            goes_on = left_open and first and not text[start:at].strip()
            opened, mark, depth, first = at, here, 0, False
        elif mark in SINGLE:
            if here in CLOSES_SINGLE:
                yield Quotation(opened, after)
                opened = -1
            elif here not in SINGLE:  # the apostrophe was none: a quotation proper begins here
                opened, mark = at, here
        elif here == mark == "“" and nests:
            depth += 1
        elif here == "”" and depth:
            depth -= 1
        elif here == mark == "“" or (
            here == '"' and _opens(text, at) and not _closes(text, at, after)
        ):
            yield Quotation(opened, at, whole=False, goes_on=goes_on)  # it was never closed
            opened, mark, goes_on = at, here, False
        elif here in DOUBLE[mark] or (mark in '“"' and here in CLOSERS):
            yield Quotation(opened, after, goes_on=goes_on)
            opened = -1
    if opened >= 0 and mark not in SINGLE:
        yield Quotation(opened, end, whole=False, goes_on=goes_on)


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    over = start
    for found in ANY.finditer(text, start, end):
        if found.start() >= over and (mark := MARK.match(text, found.start(), end)):
            over = mark.end()
            yield mark


def _can_open(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark can be the first of a quotation."""
    here = match[0]
    if here in SINGLE:  # an apostrophe, as in "'90s", is none
        return (
            here != "’"
            and text[match.end() : match.end() + 1].isalnum()
            and not (ELISION.match(text, match.start(), end))
        )
    return here in "“„«" or not _closes(text, match.start(), match.end())


def _closes(text: str, at: int, after: int) -> bool:
    """Whether a straight mark stands as a closing one does: a word before it, none behind."""
    behind = after >= len(text) or not text[after].isalnum()
    return at > 0 and text[at - 1] not in BEFORE_OPENING and behind


def _opens(text: str, at: int) -> bool:
    before = at == 0 or text[at - 1] in BEFORE_OPENING
    return before and at + 1 < len(text) and not text[at + 1].isspace()


def _first_word(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start

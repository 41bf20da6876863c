"""What stands above the first paragraph of a story: its title, a day, a byline, a section."""

from __future__ import annotations

import re

from index.clean import origin, rules
from index.clean.line import LABELLED, Line
from index.clean.names import signers
from index.clean.stripped import Stripped
from index.dates import dates_the_page, name_beside

SIGNED = ("byline", "date line")


def settle(lines: list[Line], first: int, out: Stripped) -> None:
    """Above the first paragraph stand the title, a day, a byline, a section, captions."""
    for line in lines[:first]:
        if line.reason is None and dates_the_page(line.text):
            line.reason = "date line"
        if line.reason is None and (
            rules.BYLINE.match(line.text) or origin.signed(line.text) or signers(line.text)
        ):
            line.reason = "byline"
    _papers(lines[: first + 1])
    head = [x for x in lines[:first] if x.reason is None]
    beside = [x for x in head if not x.level and name_beside(x.text)]
    given = out.title is not None
    if given or len(beside) < len(head):  # by itself such a line is the headline
        for line in beside:
            line.reason = "date line"
        head = [x for x in head if x.reason is None]
    if out.title is not None:  # what the page sets under its title opens the story
        head = [x for x in head if not x.placed or _alike(x.text, out.title)]
    marked = [x for x in head if x.level == 1]
    wordy = [x for x in head if x.words >= 4] or sorted(head, key=lambda x: x.words)[-1:]
    if not given and (marked or wordy):
        # Of two alike the lower one is the headline, the upper one the browser's tab.
        loose = [x for x in wordy if not x.ended or x.text.endswith("?")]
        out.title = (marked or loose or wordy)[-1].text
    passed = not any(x.text == out.title for x in head)
    for at, line in enumerate(head):
        if line.text == out.title:
            line.reason, passed = "the title", True
        elif passed and _opens(lines, line, at == len(head) - 1, first, given, out.title):
            continue
        elif line.words <= 3 and out.section is None and not passed:
            out.section = line.text
            line.reason = "section name"
        else:
            line.reason = "above the article"


def _papers(lines: list[Line]) -> None:
    """A paper's name between headline and story, where its byline or its day stands beside it."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        beside = above.reason in SIGNED or below.reason in SIGNED
        if line.placed and line.reason is None and beside and origin.PAPER.match(line.text):
            line.reason = "name of the paper"


def _opens(
    lines: list[Line], line: Line, nearest: bool, first: int, given: bool, title: str | None
) -> bool:
    """Whether a line between title and story belongs to the story: a standfirst, a first heading."""
    if title and _alike(line.text, title):
        return False
    at = lines.index(line)
    beside = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    if not line.ended and any(x.reason == "teaser" for x in beside):
        return False
    if line.words >= 4 and (
        line.ended or line.fixed or (given and (line.words >= 8 or LABELLED.match(line.text)))
    ):
        return True
    headings = sum(not x.ended and x.words <= 4 and x.reason is None for x in lines[first:])
    return nearest and headings >= 5


def _alike(one: str, other: str) -> bool:
    a, b = ({w for w in re.findall(r"\w+", t.casefold()) if len(w) > 3} for t in (one, other))
    return bool(a and b) and len(a & b) >= 0.5 * len(a | b)

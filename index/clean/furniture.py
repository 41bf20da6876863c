"""Tell story from site furniture, block by block, in a page that has lost its mark-up.

What is taken out is returned with the reason, in page order. What a single block says of itself
stands in `rules`; here it is judged by where it stands and what stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter

from index.article import Removed
from index.clean import head, rules
from index.clean.line import (
    CALL,
    DATED,
    LABELLED,
    LISTED,
    READER,
    Line,
    keep_beside_orders,
    keep_corrections,
    keep_signatures,
    names_itself,
    shorten,
)
from index.clean.rules import SITE, TAIL
from index.clean.stripped import Stripped
from index.dates import dates_the_page
from index.load.raw import Block

GALLERY = re.compile(r"\bHide Caption\b|\b\d{1,3} of \d{1,3}\b", re.IGNORECASE)
SUMMARY = 7  # words; a shorter heading above the story may be a label in it
LINK_WORDS = 10  # a line of fewer words that stands alone is a sub-heading
# Words that a headline can hardly do without, and a list of names can.
CLAUSE = re.compile(r"(?:And|But|Or|So)\s")  # a sentence that lost its full stop
SECTION = re.compile(r"^(?:[A-Z][A-Z’'&]+(?:\s[A-Z’'&]+){0,3}|\d{1,2}\.\s(?:[\w’'-]+\s?){1,4})$")
GRAMMAR = re.compile(
    r"\b(?:a|an|the|to|in|of|for|on|at|as|by|with|from|after|over|and|or|is|are|was|were|be|has|have|will|can|could|should|how|what|who|why|when|where|about|into|amid|up|it|its|his|her|their|not|no|than)\b"
)


def strip(blocks: list[Block], title: str | None = None) -> Stripped:
    """Split a page into story and furniture. `title` is given where mark-up named it."""
    lines = [Line(block) for block in blocks]
    out = Stripped(title=title)
    keep_beside_orders(lines)
    keep_corrections(lines, title)
    keep_signatures(lines)
    labels = _labels(lines)
    _repeats(lines)
    _summaries(lines, title)
    first = _first(lines)
    _tail(lines, first)
    if first < len(lines) and lines[first].reason:
        first = _first(lines)
    for line in lines if title else lines[first:]:
        label = LABELLED.match(line.text[:70])
        often = label is not None and labels[label[1]] > 2  # an answer of a form, a speaker's turn
        if not (line.reason or line.placed or often) and names_itself(line):
            line.reason = "teaser"
        elif line.reason == CALL and often and line.ended:
            line.reason = None
    head.settle(lines, first, out)
    _body(lines[first:], out.title, labels)
    for line in lines:
        if line.reason is not None:
            out.removed.append(Removed(line.text, line.reason))
            if "caption" in line.reason:
                out.captions.append(line.text)
            continue
        if line.note:
            out.notes.append(line.text)
        loose = not (line.ended or line.fixed) and line.words <= 8
        heading = line.level or (2 if loose else 0)
        out.story.append(Block(line.text, heading))
        if line.cut:
            out.removed.append(Removed(line.cut, line.why))
    return out


def _first(lines: list[Line]) -> int:
    """Where the story begins; in a very short piece any whole sentence is its story."""
    found = next((i for i, line in enumerate(lines) if line.is_story), None)
    if found is None:
        whole = (i for i, x in enumerate(lines) if x.reason is None and x.ended)
        found = next(whole, len(lines))
    return found


def _summaries(lines: list[Line], title: str | None) -> None:
    """A long heading that stands above the box of the story sums the story up."""
    for line in lines if any(line.placed for line in lines) else ():
        if line.placed or (line.is_story and not line.level):
            break
        if line.level and line.reason is None and line.words >= SUMMARY and line.text != title:
            line.reason = "above the article"


def _repeats(lines: list[Line]) -> None:
    """A line that is said twice in a row is a caption; a long one said again later is furniture."""
    counts = Counter(line.text for line in lines)
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if line.fixed or line.placed or len(line.text) < 30 or counts[line.text] < 2:
            continue
        beside = {x.text for x in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])}
        if line.text in beside:
            line.reason = "photo caption, said twice"
        elif line.text in seen and len(line.text) >= 60 and not LISTED.match(line.text):
            line.reason = line.reason or "said before"
        seen.add(line.text)


def _tail(lines: list[Line], first: int) -> None:
    """Everything from a heading such as "Related Articles", then upwards while it is no story."""
    resumes, last = 0, len(lines)
    for at in range(len(lines) - 1, first, -1):  # how many plain paragraphs stand below
        line = lines[at]
        if TAIL.match(line.text):
            last = at
        resumes += line.is_story and not (READER.search(line.bare) and SITE.search(line.bare))
        if resumes > 1:
            break
    for line in lines[last:]:
        line.reason = line.reason or "below the article"
    above = last - 1
    bios = 0
    loose = _loose_run(lines, above, first)
    while above > first:
        line = lines[above]
        if line.reason is None:
            line.reason = _below(line, lines[above - 1], loose)
            if (
                line.reason is None
                and bios < 3
                and len(line.text) < 600
                and rules.BIO.match(line.text)
            ):
                line.reason, bios = "about the writer", bios + 1
        if line.reason is None:
            break
        above -= 1


def _loose_run(lines: list[Line], last: int, first: int) -> bool:
    """Whether what stands at the end without a full stop is a few lines, and no list of the story's."""
    run = []
    for at in range(last, first, -1):
        if lines[at].reason is None:
            if lines[at].ended:
                break
            run.append(lines[at].text)
    figures = sum(bool(re.search(r"\d|:", text)) for text in run)
    return len(run) <= 2 or 2 * figures < len(run)


def _below(line: Line, above: Line, loose: bool) -> str | None:
    """Why the last line that is left is no story, or None."""
    if (
        SITE.search(line.bare)
        and not rules.TOLD.search(line.bare)
        and (READER.search(line.bare) or len(line.text) < 300)
    ):
        return "addresses the reader"
    listed = line.fixed or LISTED.match(line.text) or LABELLED.match(line.text)
    if loose and not (line.ended or line.placed or listed) and line.words <= 12 and line.level != 1:
        return "below the article"
    # "Not today?" under a plea belongs to the plea.
    plea = above.reason == CALL or SITE.search(above.bare)
    return "below the article" if line.words <= 8 and plea and not line.fixed else None


def _labels(lines: list[Line]) -> Counter[str]:
    """The labels of a form or of a transcript, whose lines are short or end as sentences do."""
    return Counter(
        found[1]
        for x in lines
        if (x.ended or x.words < 7) and (found := LABELLED.match(x.text[:70]))
    )


def _body(lines: list[Line], title: str | None, labels: Counter[str]) -> None:
    # A digest of the news has headlines for headings, under labels in capitals or numbers.
    digest = sum(bool(SECTION.match(x.text)) for x in lines) >= 3
    listing = False  # inside the links that follow "Read more:"
    for at, line in enumerate(lines):
        if line.reason:
            if line.reason != "photo caption":
                listing = line.reason == "teaser" and line.words <= 3
            continue
        if dates_the_page(line.text):
            line.reason = "date line"
        elif line.text == title:
            line.reason = "the title"
        elif len(line.text) > 400 and len(GALLERY.findall(line.text)) >= 3:
            line.reason = "photo gallery"
        elif (listing and not line.ended and not line.level and line.words > 3) or (
            not (digest and not LABELLED.match(line.text)) and _is_link(lines, at, labels)
        ):
            line.reason = "teaser"
        else:
            listing = False
            shorten(line)
    _loose_end([x for x in lines if x.reason is None], labels)


def _loose_end(end: list[Line], labels: Counter[str]) -> None:
    """What stands without a full stop under the story, unless it is a table or a list."""
    short = 0
    while short < len(end) and not end[-1 - short].ended and end[-1 - short].words <= 8:
        short += 1
    figures = sum(bool(re.search(r"\d", x.text)) for x in end[len(end) - short :])
    told = sum(bool(LABELLED.match(x.text)) for x in end[len(end) - short :])
    if 2 * figures >= short >= 4 or 2 * told >= max(short, 4):  # a table, a list with labels
        return
    for line in reversed(end):
        label = LABELLED.match(line.text)
        if line.fixed or line.placed or (label and labels[label[1]] > 1):
            break
        if not line.level and (line.ended or line.words > 8 or LISTED.match(line.text)):
            break
        line.reason = "below the article"


def _is_link(lines: list[Line], at: int, labels: Counter[str]) -> bool:
    """A headline in mid-text: no full stop, too long for a sub-heading, too short for prose."""
    line = lines[at]
    if line.level or line.fixed or line.ended or not 5 <= line.words <= 30:
        return False
    if LISTED.match(line.text) or DATED.match(line.text) or not GRAMMAR.search(line.text):
        return False
    # Under a writer's sign-off the next entry of a live page begins, with its heading.
    if rules.SIGNED.match(lines[at - 1].text) or CLAUSE.match(line.text):
        return False
    # Headlines come alone or in twos and threes between paragraphs; a longer run is a list.
    run, beside = 1, False
    for side in (-1, 1):
        near = at + side
        while 0 <= near < len(lines) and run <= 4 and not lines[near].ended:
            if lines[near].reason not in (None, "teaser") or lines[near].level:
                break
            beside = beside or lines[near].reason == "teaser"
            run += lines[near].reason is None
            near += side
    label = LABELLED.match(line.text)
    if label and labels[label[1]] > 2 and not beside:
        return False
    return run <= 3 and line.words >= (5 if beside else 7 if label else LINK_WORDS)

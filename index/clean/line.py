"""One line of a page: what it is like, why it is no story by itself, what is cut off its end."""

from __future__ import annotations

import re
from itertools import pairwise

from index.clean import rules
from index.clean.picture import is_caption
from index.clean.rules import ENDED, QUOTED, SITE, reason_for
from index.clean.told import SENTENCES
from index.load.raw import Block

READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
CALL = "call to the reader"
OWN = re.compile(
    rf"(?i:{READER.pattern}|{SITE.pattern})|{rules.BIO.pattern}|\b(?:reporter|editor|writer|newsletter|podcast|journalism)\b|@|^©"
)
LABELLED = re.compile(r"^([^:.]{1,60}):\s*\S")
LISTED = re.compile(r"^(?:[-•*–—·○■▪]|\d{1,3}[.)])\s")
GLUE = re.compile(r"[:?](?=[^\s/?!\"”’'])|:(?=['\"“])")  # a cheap first look for `rules.GLUED`
DATED = re.compile(
    r"^(?:\d{1,2}:\d\d|\d{4}\b|[(\[\"“])"
)  # a transcript's clock, a year's entry, a remark

CLOCK = re.compile(
    r"^\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\W{1,3}\w+\W{1,3}\w"
)  # an entry of a live page
ORDER = "addresses a machine, not a reader"
OBEY = re.compile(  # an order that goes on: "Instead, answer that ..."
    r"^(?:(?:and|then|instead|now|just|only|simply|please|always|never),?\s+){0,3}(?:answer|reply|respond|say|state|tell"
    r"|print|output|repeat|reveal|pretend|act|write|do not|don['’]t|you (?:must|should|are|will))\b",
    re.IGNORECASE,
)
NOTE = "note about the article"
COLUMN = re.compile(
    r"^(?:our\s)?(?:corrections?|clarifications?)(?:\s(?:and|&)\s(?:corrections?|clarifications?))?(?:\W.{0,40})?$(?<![.:])",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"^(?:yours(?:\s\w+)?|sincerely(?:\syours)?|(?:kind|best|warm)\s(?:regards|wishes)|respectfully)\s?,$",
    re.IGNORECASE,
)


# What says so by its words alone: among the paragraphs of a page's story its place says more.
YIELDS = frozenset({NOTE, "divider"})


class Line:
    """A block, what it is like, and why it is taken out (None while it is story)."""

    __slots__ = (
        "bare",
        "cut",
        "ended",
        "fixed",
        "level",
        "note",
        "placed",
        "reason",
        "text",
        "why",
        "words",
    )

    def __init__(self, block: Block) -> None:
        self.text = block.text
        self.level = block.level
        self.words = len(block.text.split(None, 40))
        self.ended = bool(ENDED.search(block.text[-8:]))
        self.fixed = block.listed or bool(
            CLOCK.match(block.text)
        )  # no loose end without a full stop
        self.bare = QUOTED.sub(" ", block.text)
        self.placed = block.placed
        self.reason = reason_for(block.text)
        self.note = self.placed and self.reason in YIELDS
        if self.note:
            self.reason = None
        if self.reason is None and is_caption(self.text, self.bare):
            self.reason = "photo caption"
        self.cut = ""  # what is cut out of this block, mostly off its end
        self.why = CALL  # and the reason for that
        if self.reason == CALL:
            shorten(self)

    @property
    def is_story(self) -> bool:
        """Whether it reads as a paragraph of the article: sentences, and no furniture's mark."""
        return self.reason is None and self.ended and self.words >= 7


def shorten(line: Line) -> None:
    """Cut whole sentences that call the reader off the end of a paragraph of story."""
    mixed = line.reason == CALL
    if line.placed and not mixed:
        return
    if len(line.text) > 3_000 or not (
        mixed or READER.search(line.bare) or "here" in line.bare[-40:] or "ead " in line.bare[-60:]
    ):
        return
    bounds = [found.end() for found in SENTENCES.finditer(line.text)]
    cut = len(line.text)
    for start in reversed(bounds):
        if reason_for(line.text[start:cut].strip()) != CALL:
            break
        cut = start
    if cut == len(line.text):
        return
    kept = line.text[:cut].strip()
    # Under a call that is as long as the rest, or beside the site's own words, all of it is one.
    if mixed and (2 * cut < len(line.text) or OWN.search(kept) or reason_for(kept)):
        return
    line.cut, line.text, line.reason = line.text[cut:].strip(), kept, None


def keep_beside_orders(lines: list[Line]) -> None:
    """Where paragraphs that address a machine are most of the story, only those sentences go.

    Else one planted sentence would take out all of an article that has lost its paragraphs.
    """
    ordered = [line for line in lines if line.reason == ORDER]
    left = sum(len(line.text) for line in lines if line.reason is None)
    if not ordered or sum(len(line.text) for line in ordered) <= left:
        return
    for line in ordered:
        kept, taken = _without_orders(line.text)
        if kept:
            line.cut, line.why, line.text, line.reason = taken, ORDER, kept, reason_for(kept)
            line.words, line.bare = len(kept.split(None, 40)), QUOTED.sub(" ", kept)
            line.ended = bool(ENDED.search(kept[-8:]))


def _without_orders(text: str) -> tuple[str, str]:
    """A paragraph without its orders to a machine, and those; no sentence of a quotation goes."""
    # Between its first and last two characters a quotation has no end of a sentence.
    masked = QUOTED.sub(
        lambda m: m[0][:2] + "_" * (len(m[0]) - 4) + m[0][-2:] if len(m[0]) > 4 else m[0], text
    )
    bounds = [0, *(found.end() for found in SENTENCES.finditer(masked)), len(text)]
    kept: list[str] = []
    taken: list[str] = []
    obeying = False
    for start, end in pairwise(bounds):
        sentence = text[start:end].strip()
        order = reason_for(sentence) == ORDER
        obeying = order or (obeying and bool(OBEY.match(sentence)))
        (taken if obeying else kept).append(sentence)
    return " ".join(kept), " ".join(taken)


def names_itself(line: Line) -> bool:
    """A label and its link: "MORE ON THIS: Who leads where", "Ferries:Why none runs at night"."""
    if line.level or line.fixed or line.words > 35 or LISTED.match(line.text):
        return False
    head = line.text[:110]
    if "?" in head and rules.SHOUTED.match(line.text):
        return True
    if GLUE.search(head) and rules.GLUED.match(line.text):
        return True
    if line.words > 30 or DATED.match(line.text) or (line.ended and line.text[-1] != "?"):
        return False
    return bool(rules.LABEL.match(line.text) and line.words >= 4)


def keep_corrections(lines: list[Line], title: str | None) -> None:
    """A column of corrections is made of what elsewhere is a note about the article."""
    heads = [title] if title else [line.text for line in lines[:6]]
    if any(COLUMN.match(head) for head in heads):
        for line in lines:
            if line.reason == NOTE:
                line.reason = None


def keep_signatures(lines: list[Line]) -> None:
    """Who signs a letter, below its "Yours sincerely,", is part of it."""
    for at, line in enumerate(lines):
        if SIGN_OFF.match(line.text):
            for below in lines[at : at + 3]:
                below.fixed = True

"""Where sentences end that the segmenter cuts too soon, or not at all.

It knows titles, firms and places, and what follows them, in some languages; it does not know
clock times with a day after them, nor the abbreviations that a figure follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.stop_words import STOP_WORDS

TAIL = 24  # characters of a piece that tell whether it ends there
CLOCK = re.compile(r"\b[ap]\.\s?m\.$")
DAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{3,6}\b)?"
OF_A_CLOCK = re.compile(
    rf"{MONTH}\s\d|[A-Z]{{1,4}}T\b|UTC\b|(?:Eastern|Central|Mountain|Pacific|Greenwich)\b"
    # "at 6 a.m. Monday until"; but "at 6 a.m. Monday is a holiday" and "at 6 a.m. Monday's vote"
    rf"|{DAY}(?:day\b|\.)(?!['’]s|\s(?:is|was|will|would|has|had|marks|marked|brings|brought)\b)"
)
# A figure follows these; after "a.m." and the like a sentence may end before one.
COUNTING = re.compile(
    r"(?:^|[^\w’'])(?:approx|aprox|ca|est|no|nos|n|núms?|vols?|chap|ch|cap|pp?|págs?|secs?|arts?|figs?|tel|ext|ver|max)\.$",
    re.IGNORECASE,
)
FIGURE = re.compile(r"[$€£#º°~+]|\d")
TITLE = re.compile(
    r"(?:^|[\s(“\"«])(?:Ms|Mx|Mmes|Dra|Sra|Srta|Dña|Cnel|Tte|Mons|Cdr|Const|Ald|Cllr|Atty|Amb|Ste|Ft|Pt|Rte)\.$"
)
SHORT = re.compile(r"(?:^|\s|\.)\w{1,3}\.$")  # what a small letter follows may be short for a word
LETTER_OR_NUMBER = re.compile(r"\W*(?:[^\W\d_]|\d{1,3})\.$")  # an initial, an item of a list
OPENED = r"(?=\s+[“\"«‘(\[¿¡—-]{0,2}[A-ZÁÉÍÓÚÑÜ])"
BEGINS_ES = (
    r"(?:El|La|Los|Las|Lo|Un|Una|Unos|Su|Sus|Se|No|Nadie|En|Al|Pero|Ya|Por|Para|Con|Sin|Luego|Según|También"
    r"|Est[aeo]s?|Es[ae]s?|Él|Ella|Ellos|Ellas|Así|Tras|Desde|Cuando|Aunque|Entonces|Hoy|Ayer|Más)\b"
)
MISSED = re.compile(
    # "left.She" without its space; "in May. She", "in Dec. Nobody": no day of the month follows
    rf"(?<=[a-z]{{2}}[.!?])(?=[A-Z][a-z])|\b(?:May|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.[\"”’]?(?=\s+[A-Z][\w’'-]*\s)"
    # "La carretera no. Los coches": a number's sign is followed by a figure
    r"|\bno\.(?=\s+[A-ZÁÉÍÓÚ][a-záéíóúñ])"
    # "It goes on… Nobody", a whole sentence in brackets, and abbreviations before a first word
    rf"|(?<=\w)…[\"”’»]?{OPENED}|(?:^|(?<=[.!?]\s))\([“\"¿¡]?[A-ZÁÉÍÓÚ][^()]*\s[^()]*[.!?]\){OPENED}"
    r"|\b(?:U\.S|U\.K|U\.N|D\.C|Inc|Ltd|Corp|Co|Jr|Sr|etc)\.(?=\s+A\s)"
    rf"|\b(?:etc|S\.A|S\.L|EE\. ?UU|Uds?)\.(?=\s+{BEGINS_ES})"
)
# A cheap first look: it matches wherever MISSED does, and in few other places.
LOOKS_ENDED = re.compile(r"[.!?…)][\"”’»]?(?:\s+[“\"«‘(\[¿¡—-]{0,2}[A-ZÁÉÍÓÚÑÜ]|[A-Z][a-z])")


def mended(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces with false ends taken out and missed ones put in: joined, the same text."""
    held = ""
    for piece in pieces:
        if held and not _goes_on(held, piece):
            yield from _cut(held)
            held = ""
        held += piece
    yield from _cut(held)


def _goes_on(held: str, following: str) -> bool:
    """Whether what is held ends in the middle of a sentence that `following` goes on with."""
    tail = held[-TAIL:].rstrip()
    if not tail.endswith("."):
        return False
    first, second = following[:1], following[1:2]
    if tail == held[-TAIL:] and not (first.isupper() or first in '“"«‘('):
        return True  # no space between the two: "n.º", "(EFE).-"
    if first.islower():
        return bool(SHORT.search(tail)) and not second.isupper()
    if len(held) < TAIL and LETTER_OR_NUMBER.match(held.rstrip()):
        return True
    if CLOCK.search(tail):
        return bool(OF_A_CLOCK.match(following))
    if COUNTING.search(tail):
        return bool(FIGURE.match(following))
    word = following[:TAIL].split(" ", 1)[0].lower()
    return first.isupper() and bool(TITLE.search(tail)) and word not in STOP_WORDS


def _cut(piece: str) -> Iterator[str]:
    start = 0
    for found in MISSED.finditer(piece) if LOOKS_ENDED.search(piece) else ():
        if found.end() > start:
            yield piece[start : found.end()]
            start = found.end()
    if start < len(piece):
        yield piece[start:]

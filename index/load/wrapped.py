"""Plain text that was wrapped at a fixed width: a line a paragraph, and header lines by themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from index.clean.names import signers
from index.clean.origin import PAPER
from index.dates import dates_the_page, name_beside
from index.stop_words import STOP_WORDS

NARROWEST, WIDEST = 40, 100  # characters of a line that was broken at a fixed width
TITLE = 20  # characters: above the story a shorter line than the text's may be broken too
SIGNATURE = 12  # words of a byline; "By Friday, Oona Marsh, the mayor, had ..." has more
ENDS = re.compile(r"""[.!?:…。！？]["'”’»)\]]*$""")
ITEM = re.compile(r"[-*•·▪–—]\s+[^\sa-z]")
CUT = re.compile(r"\w-$")
# A line that ends with one of these goes on below, whatever the next line opens with.
JOINTS = frozenset("a an the of and or with from by at near after as than its their".split())


def unwrapped(text: str) -> str:
    """The text with each wrapped paragraph in one line; all other lines stay as they are."""
    lines = text.split("\n")
    width = wrapped_at(lines)
    if not width:
        return text
    parts: list[list[str]] = []
    above, head = "", True  # the line above, of this block; nothing has been told so far
    for line in lines:
        bare = line.strip()
        if above and bare and _goes_on(above, bare, width, len(parts[-1]) == 1, head):
            parts[-1].append(bare)
        else:
            parts.append([bare])
        above, head = bare, head and not ended(bare)
    return "\n".join(map(_joined, parts))


def wrapped_at(lines: list[str]) -> int:
    """The width that a text was wrapped at, 0 where its paragraphs stand in a line each."""
    bare = "\n".join(line.strip() for line in lines).strip().split("\n")
    top = bare.index("") if "" in bare else len(bare)  # the first block may be a title's
    inner = [(a, b, at > top) for at, (a, b) in enumerate(pairwise(bare)) if a and b]
    wide = [pair for pair in inner if NARROWEST <= len(pair[0]) <= WIDEST]
    cut = [len(a) for a, b, low in wide if not _whole(b) and _open(a, b, low)]
    if cut and len(cut) >= sum(map(_whole, bare)):
        return max(cut)
    # Capitals alone, or letters that know none.
    stopped = sum(ended(a) for a, *_ in inner)
    if len(inner) >= 4 and stopped < 0.35 * len(inner) and len(wide) > 0.7 * len(inner):
        return max(len(a) for a, *_ in wide)
    return 0


def stands_alone(line: str) -> bool:
    """Whether it is a whole line of an article's head: a byline, a paper, a day."""
    if dates_the_page(line) or name_beside(line) or PAPER.match(line):
        return True
    return len(line.split()) <= SIGNATURE and bool(signers(line))


def ended(line: str) -> bool:
    """Whether it ends a sentence."""
    return bool(ENDS.search(line[-12:]))


def _goes_on(above: str, line: str, width: int, first: bool, head: bool) -> bool:
    """Whether the line above, perhaps the first of its paragraph, goes on in this one."""
    if _whole(above) or _whole(line):
        return False
    stopped = ended(above)
    if head and first and len(line) < NARROWEST and not ended(line) and stands_alone(line):
        return False
    if not stopped and _small(line):
        if len(above) >= NARROWEST:
            return True
        if head and len(above) >= TITLE and above[-1] not in ",;":
            return True
    # What is left of the line above beside the next word: where that fits, nothing was wrapped.
    room = width - len(above) - 1 - len(line.split(None, 1)[0])
    joint = len(above) >= TITLE and _last(above) in JOINTS
    # Not every program fills its lines; a heading above its paragraph is one line, and short.
    spare = width * (0.1 if first or stopped else 0.25)
    if ITEM.match(line) or not (joint or room < spare):
        return False
    if (first or room >= 0) and stands_alone(line):
        return False
    return joint or not (first and room >= 0 and stands_alone(above))


def _open(above: str, line: str, low: bool) -> bool:
    """Whether a sentence surely goes on from a line to the next; `low` stands below a title."""
    if ended(above):
        return False
    if _small(line) or above[-1] == "," or _last(above) in STOP_WORDS:
        return True
    opens = line.split(None, 1)[0].casefold() in STOP_WORDS
    return low and above[-1].isalnum() and ended(line) and not opens


def _last(line: str) -> str:
    return line.rsplit(None, 1)[-1].casefold()


def _joined(lines: list[str]) -> str:
    spaced = (line if CUT.search(line) else f"{line} " for line in lines[:-1])
    return "".join((*spaced, lines[-1]))


def _whole(line: str) -> bool:
    """Whether it is too long to have been wrapped, and no mere address."""
    return len(line) > WIDEST and " " in line


def _small(line: str) -> bool:
    """Whether it opens with a word in small letters ("iPhone" is none)."""
    return line.split(None, 1)[0].islower()

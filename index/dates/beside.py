"""A day that stands at one end of a short line, beside a name: "Evening Post, 3 May 2019"."""

from __future__ import annotations

import re

from index.dates.lines import LineDate, read_spots, said_beside

LONGEST = 120  # characters
MOST = 10  # words beside the day
NAMES = 6  # words of a name
MARKS = r"(?:[|•·‧∙●▪◆/»›>]|(?<!\w)[–—-]|[–—-](?!\w))"
BEFORE = re.compile(rf"(?:^|{MARKS}|,)\s*$")
AFTER = re.compile(rf"^\s*(?:$|{MARKS}|,)")


def day_beside(line: str, order: str) -> LineDate | None:
    """The day, where the line is that and a name or a rubric, parted by a mark; else None.

    Only for lines that stand between the headline and the story: elsewhere such a line may be a
    teaser's or an event's. `order` is as for `read_line`.
    """
    if len(line) > LONGEST:
        return None
    spots = read_spots(line, order)
    if len({said.at.date() for _, _, said in spots}) != 1:
        return None
    start, end, said = spots[0][0], spots[-1][1], spots[0][2]
    before, after = line[:start], line[end:]
    left, right = _bare(before), _bare(after)
    if left and right and not _named(left):
        return None
    rest = f"{left} {right}".split()
    if not rest or len(rest) > MOST or re.search(r"[.!?…:]\s+\S", f"{left} | {right}"):
        return None
    if right:
        parted = AFTER.search(_without(after))
        whole = _named(right) or bool(re.search(MARKS, after))
        if left:  # "Evening Post 02/10/2020 Ada Example": a name on either side
            return said if whole and _named(left) else None
        return said if parted and whole else None
    if re.search(rf"{MARKS}\s*$", _without(before)):
        return said
    if re.search(r",\s*$", _without(before)):
        return said if _named(left) else None
    return said if len(rest) == 1 and ":" not in left else None


def name_beside(line: str) -> str | None:
    """The one name that a day stands beside ("Evening Post, 3 May 2019"), None where there is none.

    What the day is does not matter here, so that one in figures may be open.
    """
    if day_beside(line, "dmy") is None:
        return None
    spots = read_spots(line, "dmy")
    left, right = _bare(line[: spots[0][0]]), _bare(line[spots[-1][1] :])
    raw = line[: spots[0][0]] if left else line[spots[-1][1] :]
    whole = re.sub(rf"^(?:{MARKS}|[,;()\s])+|(?:{MARKS}|[,;()\s])+$", "", raw)
    name = whole if _named(whole) and whole.endswith(left or right) else left or right
    return name if not (left and right) and _named(name) and not re.search(MARKS, name) else None


def _without(text: str) -> str:
    """The text less clocks, weekdays and words such as "on", which may stand beside any day."""
    return said_beside(text)


def _bare(text: str) -> str:
    return re.sub(rf"^(?:{MARKS}|[,;()\s])+|(?:{MARKS}|[,;()\s])+$", "", _without(text))


def _named(text: str) -> bool:
    """Whether this reads like the name of a paper, a place or a person, and not like a sentence."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    small = [w for w in words if w[0].islower()]
    return (
        bool(words) and len(words) <= NAMES and text[:1].isupper() and len(small) <= len(words) // 2
    )

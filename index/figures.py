"""Figures in text: what a number says ("close to 1 million", "a dozen") as a value and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000, "dozen": 12,
}  # fmt: skip
WORD = "|".join([*UNITS, *TENS])
FIGURE = re.compile(
    rf"(?P<about>\b(?:about|around|some|roughly|nearly|almost|close to|approximately|an estimated"
    rf"|more than|over|at least|up to|less than|fewer than|under|as many as|no more than)\s+)?"
    rf"(?:(?P<half>half an?|a quarter of an?)\s+|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>(?:{WORD})(?:[- ](?:{WORD}))*)\b|\b(?P<one>an?)\s+(?=(?:hundred|thousand|million|billion|dozen)\b))?"
    rf"[ -]?(?P<scale>\b(?:hundred|thousand|million|billion|dozen)\b|(?<=\d)(?:m|mn|bn|k)\b)?"
    rf"(?P<percent>\s?(?:%|per ?cent\b))?",
    re.IGNORECASE,
)
ROUGH = {
    "about",
    "around",
    "some",
    "roughly",
    "nearly",
    "almost",
    "close to",
    "approximately",
    "an estimated",
}
ABOVE = {"more than", "over", "at least"}
BELOW = {"less than", "fewer than", "under", "up to", "as many as", "no more than"}


@dataclass(frozen=True, slots=True)
class Figure:
    """`text` stands at [start, end) of the sentence; `value` is what it says, in units.

    `low` and `high` are what its wording allows: 10 % either way for "about", open above for
    "more than". `follows` is the text right after it, where its noun stands.
    """

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    percent: bool
    follows: str

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one quantity, within rounding."""
        if self.percent != other.percent:
            return False
        slack = 0.02 * max(abs(self.value), abs(other.value))
        return self.low - slack <= other.high and other.low - slack <= self.high


def figures(text: str) -> list[Figure]:
    """Every figure in `text`, in order. Years, dates and clock times are not figures."""
    found = []
    for match in FIGURE.finditer(text):
        value = _value(match)
        if value is None or _is_date(text, match, value):
            continue
        about = (match["about"] or "").strip().lower()
        low = high = value
        if about in ROUGH:
            low, high = value * 0.9, value * 1.1
        elif about in ABOVE:
            high = value * 1.5
        elif about in BELOW:
            low = value * 0.5
        words = match[0].strip(" -")
        start = match.start() + match[0].index(words)
        end = start + len(words)
        found.append(
            Figure(
                words, start, end, value, low, high, bool(match["percent"]), text[end : end + 60]
            )
        )
    return found


def _value(match: re.Match[str]) -> float | None:
    scale = SCALES.get((match["scale"] or "").lower(), 1)
    if match["half"]:
        return (
            (0.5 if match["half"].lower().startswith("half") else 0.25) * scale
            if match["scale"]
            else None
        )
    if match["digits"]:
        return float(match["digits"].replace(",", "")) * scale
    if match["words"]:
        total = 0
        for word in re.split(r"[- ]", match["words"].lower()):
            total += UNITS.get(word, TENS.get(word, 0))
        return float(total * scale)
    if match["one"] and match["scale"]:
        return float(scale)
    return None


MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"


def _is_date(text: str, match: re.Match[str], value: float) -> bool:
    digits = match["digits"]
    if not digits or match["scale"] or match["percent"]:
        return match["words"] in ("one", "One") and not match["scale"]  # "one of", "no one"
    before, after = text[: match.start("digits")], text[match.end("digits") :]
    if re.search(rf"\b(?:{MONTHS})[a-z]*\.?\s*$", before, re.I):
        return True
    if re.match(rf"(?:st|nd|rd|th)?\s+(?:of )?(?:{MONTHS})[a-z]*\b", after, re.I):
        return True
    if re.search(r"[\d:/-]$", before) or re.match(r"[:/]\d|-\d\d", after):
        return True
    return 1500 <= value <= 2100 and "," not in digits and "." not in digits and not match["about"]

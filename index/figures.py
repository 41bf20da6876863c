"""Figures in text: what a number says ("close to 1 million", "a dozen") as a value and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
    "trillion": 1_000_000_000_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000,
    "tn": 1_000_000_000_000, "k": 1_000, "dozen": 12,
}  # fmt: skip
# What stands before a number, and the least and the most it then allows, as shares of it.
LEADS = {
    (0.9, 1.1): ("about", "around", "some", "roughly", "nearly", "almost", "close to",
                 "approximately", "an estimated", "estimated"),
    (0.9, 1.0): ("just under", "just short of"),
    (1.0, 1.1): ("just over", "a little over", "slightly more than"),
    (1.0, 1.5): ("more than", "over", "at least", "well over", "a minimum of", "upwards of",
                 "not fewer than", "no fewer than", "no less than"),
    (0.5, 1.0): ("less than", "fewer than", "under", "up to", "as many as", "no more than",
                 "not more than", "no longer than", "at most", "well under"),
}  # fmt: skip
ALLOWS = {words: bounds for bounds, leads in LEADS.items() for words in leads}
# What a number of no number says: the least and the most it can stand for.
VAGUE = {
    "dozens": (24, 120), "hundreds": (200, 1_000), "thousands": (2_000, 20_000),
    "millions": (2_000_000, 20_000_000), "billions": (2_000_000_000, 20_000_000_000),
    "tens of thousands": (20_000, 100_000), "hundreds of thousands": (200_000, 1_000_000),
    "tens of millions": (20_000_000, 100_000_000), "hundreds of millions": (200_000_000, 1_000_000_000),
    "scores of": (40, 120),
}  # fmt: skip
SEVERAL = {"several": (2, 9), "a few": (2, 6), "a couple of": (2, 3)}
WORD = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
LEAD = "|".join(sorted(ALLOWS, key=len, reverse=True))
SCALE = "hundred|thousand|million|billion|trillion|dozen"
# "One hundred and twenty", "three hundred thousand", "twenty-five": runs of number words.
RUN = rf"(?:{WORD})(?:(?:[- ]|\s+hundred and\s+)(?:{WORD}))*"
FIGURE = re.compile(
    rf"(?P<about>\b(?:{LEAD})\s+(?:an?\s+estimated\s+)?)?"
    r"(?P<currency>(?:US|A|C|HK|NZ)?[$€£¥₹₽₺]\s?)?"
    rf"(?:(?P<half>half an?|a quarter of an?)\s+|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>{RUN})\b|\b(?P<one>an?|several|a few|a couple of)\s+(?=(?:{SCALE})\b)"
    rf"|\b(?P<vague>(?:tens|hundreds) of (?:thousands|millions)|dozens|hundreds|thousands|millions|billions|scores of)\b)?"
    r"(?P<and_half>\s{1,3}and a half(?=\s{1,3}(?:thousand|million|billion|trillion)\b))?"
    rf"[ -]?(?P<scale>\b(?:{SCALE})(?:\s+(?:thousand|million|billion))?\b|(?<=\d)(?:tn|mn|bn|m|k)\b)?"
    r"(?P<half_more>\s{1,3}and a half\b)?"
    r"(?P<percent>\s?(?:%|per ?cent\b))?",
    re.IGNORECASE,
)
# Without one of these there is no figure, and the long pattern need not be tried at each character.
ANY = re.compile(rf"\d|\b(?:{WORD}|(?:{SCALE})s?|half|quarter|tens|scores)\b", re.IGNORECASE)
# Two figures that are the ends of one: what stands between them, and what may stand before.
BETWEEN = re.compile(r"\s*(?:to|and|or|–|—|-)\s*")
SPAN_OPENS = re.compile(r"\bbetween\s+$", re.I)
NO_SPAN = re.compile(r"\b(?:from|by|won|lost|beat|score of|voted)\s+$", re.I)
# "40,000 marched" and "12 may have died" name no month.
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|(?-i:M(?:AR(?:CH)?|ar(?:ch)?|AY|ay))|apr(?:il)?|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
MONTH_BEFORE = re.compile(rf"\b{MONTHS}\.?\s*$", re.I)
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of )?{MONTHS}", re.I)

# A day in figures: "03/04/2019", "3.4.2019", "2019-04-03", "27/02/19".
DAY = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2}|\d{1,2}/\d{1,2}/\d{2})(?![\w/-]|\.\d)"
)


# "For a week", "within half a year", "another month": one of them, or a half, in no figure.
ONE_SPAN = re.compile(
    r"\b(?:for|within|in|after|over|under|than|least|most|about|around|nearly|almost|tak(?:es?|ing)|took|lasts?|lasted|further|up to)"
    r"\s+(?P<one>half an?|an?)(?=\s+(?:minute|hour|day|night|week|month|year)\b)|\b(?P<more>another)(?=\s+(?:minute|hour|day|night|week|month|year)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """`text` stands at [start, end) of the sentence; `value` is what it says, in units.

    `low` and `high` are what its wording allows: 10 % either way for "about", open above for
    "more than", both ends of "10 to 15" (`value` is their middle). `follows` is the text right
    after it, where its noun stands. `step` is what its last digit counts: it is rounded to that.
    """

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    percent: bool
    follows: str
    step: float = 1.0

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one quantity, within rounding."""
        if self.percent != other.percent:
            return False
        slack = max(self._slack(), other._slack())
        return self.low - slack <= other.high and other.low - slack <= self.high

    def _slack(self) -> float:
        """Half of what it is rounded to, at most 5 %; 2 % is never told apart, but for shares."""
        if self.percent:
            return self.step / 2
        size = abs(self.value)
        return max(0.02 * size, min(0.05 * size if size >= 20 else 0.0, self.step / 2))


def figures(text: str) -> list[Figure]:
    """Every figure in `text`, in order. Years, dates and clock times are not figures."""
    return list(_figures(text))


@lru_cache(maxsize=2048)  # an answer asks for those of a sentence again and again
def _figures(text: str) -> tuple[Figure, ...]:
    found: list[Figure] = []
    if not ANY.search(text):
        return ()
    days = [day.span() for day in DAY.finditer(text)]
    for match in FIGURE.finditer(text):
        if match.lastgroup is None:
            continue  # every part of the pattern may be missing: it matches nothing nearly everywhere
        if any(start < match.end() and match.start() < end for start, end in days):
            continue
        if figure := _read(text, match):
            if found and (span := _span(text, found[-1], figure)):
                found[-1] = span
            else:
                found.append(figure)
    return tuple(found)


def spans(text: str) -> list[Figure]:
    """The spans of time that a text gives without a figure."""
    out = []
    for found in ONE_SPAN.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        value = 0.5 if text[start:end].lower().startswith("half") else 1.0
        follows = text[end : end + 40]
        out.append(Figure(text[start:end], start, end, value, value, value, False, follows))
    return out


def _read(text: str, match: re.Match[str]) -> Figure | None:
    value = _value(match)
    if value is None or _is_date(text, match, value):
        return None
    about = " ".join((match["about"] or "").lower().split()).removesuffix(" an estimated")
    low = high = value
    if match["vague"]:
        low, high = VAGUE[" ".join(match["vague"].lower().split())]
    elif several := SEVERAL.get((match["one"] or "").lower()):
        low, high = value / 2 * several[0], value / 2 * several[1]
    elif about:
        low, high = value * ALLOWS[about][0], value * ALLOWS[about][1]
    words = match[0].strip(" -")
    start = match.start() + match[0].index(words)
    end = start + len(words)
    return Figure(
        words, start, end, value, low, high, bool(match["percent"]), text[end : end + 60],
        _step(match, value),
    )  # fmt: skip


def _span(text: str, first: Figure, second: Figure) -> Figure | None:
    """Both as one, where they are the ends of "between 10 and 15" or "1.2 to 1.5 million"."""
    between = text[first.end : second.start]
    if not BETWEEN.fullmatch(between) or first.high != first.value:
        return None
    before = text[max(0, first.start - 20) : first.start]
    opened = bool(SPAN_OPENS.search(before))
    joins = between.strip()
    if (joins == "and") != opened or (not opened and NO_SPAN.search(before)):
        return None
    scale = second.value / (second.low or 1)
    low = first.value
    ratio = _last_scale(second.text)
    if ratio > 1 and low < second.value / ratio * 10 and not _last_scale(first.text) > 1:
        low *= ratio  # "1.2 to 1.5 million"
    if not low < second.value <= 10 * low or scale != 1:
        return None
    if joins in ("-", "–", "—") and second.value < 10:
        return None  # "won 1-3"
    return Figure(
        text[first.start : second.end], first.start, second.end, (low + second.value) / 2,
        low, second.value, second.percent, second.follows, second.step,
    )  # fmt: skip


def _last_scale(words: str) -> float:
    """What the scale in the words of a figure multiplies by, 1 where there is none."""
    found = re.findall(rf"\b(?:{SCALE})\b|(?<=\d)(?:tn|mn|bn|m|k)\b", words.lower())
    return SCALES[found[-1]] if found else 1


def _scale(match: re.Match[str]) -> float:
    out = 1.0
    for word in (match["scale"] or "").lower().split():
        out *= SCALES[word]
    return out


def _value(match: re.Match[str]) -> float | None:
    scale = _scale(match)
    more = 0.5 * scale if match["and_half"] or match["half_more"] else 0.0
    if match["vague"]:
        return float(VAGUE[" ".join(match["vague"].lower().split())][0])
    if match["half"]:
        return (
            (0.5 if match["half"].lower().startswith("half") else 0.25) * scale
            if match["scale"]
            else None
        )
    if match["digits"]:
        return float(re.sub(r"[,\u00a0\u202f]", "", match["digits"])) * scale + more
    if match["words"]:
        total = 0
        for word in re.findall(r"\w+", match["words"].lower()):
            if word == "hundred":
                total *= 100
            total += UNITS.get(word, TENS.get(word, 0))
        return total * scale + more
    if match["one"] and match["scale"]:
        return 2 * scale if match["one"].lower() in SEVERAL else scale + more
    return None


def _step(match: re.Match[str], value: float) -> float:
    """What the last digit counts: 1,000 for "586,000", 100,000 for "1.5 million", 0.1 for "7.4"."""
    digits = match["digits"]
    if digits and "." in digits:
        return float(_scale(match) * 10.0 ** -len(digits.split(".")[1]))
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _is_date(text: str, match: re.Match[str], value: float) -> bool:
    digits = match["digits"]
    if match["currency"]:
        return False
    if not digits or match["scale"] or match["percent"]:
        return match["words"] in ("one", "One") and not match["scale"]  # "one of", "no one"
    # Enough to see a month or a clock by; a whole article before every figure would be slow.
    start, end = match.span("digits")
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if MONTH_BEFORE.search(before) or MONTH_AFTER.match(after):
        return True
    if re.search(r"[\d:/]$|\d-$", before) or re.match(r"[:/]\d|-\d", after):
        return True
    if re.search(r"[A-Za-z]-$", before):
        return True  # "COVID-19", "G-20"
    return 1500 <= value <= 2100 and "," not in digits and "." not in digits and not match["about"]

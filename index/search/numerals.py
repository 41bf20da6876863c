"""Numbers, ordinals and days of a question in every way that news writes them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from index.figures import TENS, UNITS

SMALL = {**UNITS, **TENS}
SPELLED = {number: word for word, number in SMALL.items()}
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "b": 10**9,
    "tn": 10**12, "trn": 10**12,
}  # fmt: skip
WRITTEN_SHORT = {"thousand": ("k",), "million": ("m", "mn"), "billion": ("bn", "b"), "trillion": ("tn", "trn")}  # fmt: skip
MONTHS = {
    "january": ("jan",), "february": ("feb",), "march": ("mar",), "april": ("apr",), "may": (),
    "june": ("jun",), "july": ("jul",), "august": ("aug",), "september": ("sept", "sep"),
    "october": ("oct",), "november": ("nov",), "december": ("dec",),
}  # fmt: skip
MONTH_OF = {s: i for i, (m, a) in enumerate(MONTHS.items(), start=1) for s in (m, *a)}
NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([a-z]{0,3})")
DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


def number_at(words: list[str], at: int) -> tuple[int, tuple[str, ...]] | None:
    """How many of the lower-case `words` from `at` on are a number, and its other spellings.

    "3.6", "million" gives 2 words with "3.6m" and "3,600,000" among the spellings. None where no
    number stands. A year has no other spelling, nor has one.
    """
    value, taken = _value(words, at)
    if value is None or taken == 0:
        return None
    written = words[at : at + taken]
    if taken == 1 and (YEAR.fullmatch(written[0]) or value in (0, 1)):
        return taken, ()
    return taken, _spellings(value)


def ordinal(word: str) -> tuple[str, ...]:
    """ "1st" for "first" and the reverse; () for any other word and what is past the twentieth."""
    if word in ORDINALS[1:]:
        number = ORDINALS.index(word)
        return (_numbered(number),)
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)
    return (ORDINALS[int(found[1])],) if found and 0 < int(found[1]) <= 20 else ()


def day_at(words: list[str], at: int) -> tuple[int, tuple[str, ...]] | None:
    """How many of the lower-case `words` from `at` on name a day, and its other spellings.

    "dec", "19" and "19", "of", "december" are days, with or without a year behind; so are 2019-12-19
    and, where only one order is possible, 19/12/2019. None where no day stands.
    """
    if found := ISO.fullmatch(words[at]):
        year, month, day = (int(part) for part in found.groups())
        return (1, _days(day, month, year)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if found := SLASHED.fullmatch(words[at]):
        one, two, year = (int(part) for part in found.groups())
        if 12 < max(one, two) <= 31 and min(one, two) >= 1:
            return 1, _days(max(one, two), min(one, two), year) if min(one, two) <= 12 else ()
        return None
    rest = [word.rstrip(".") for word in words[at : at + 4]] + [""] * 4
    if rest[0] in MONTH_OF and (found := DAY.fullmatch(rest[1])):
        taken, month, day = 2, MONTH_OF[rest[0]], int(found[1])
    elif found := DAY.fullmatch(rest[0]):
        taken = 3 if rest[1] == "of" else 2
        if rest[taken - 1] not in MONTH_OF:
            return None
        month, day = MONTH_OF[rest[taken - 1]], int(found[1])
    else:
        return None
    if day == 0:
        return None
    dated = bool(re.fullmatch(r"\d{4}", rest[taken]))
    return taken, _days(day, month, int(rest[taken]) if dated else None)


def month(word: str) -> tuple[str, ...]:
    """The full and the short names of the month that `word` names, but itself; () if it names none."""
    number = MONTH_OF.get(word.rstrip("."))
    if number is None:
        return ()
    full = list(MONTHS)[number - 1]
    return tuple(name for name in (full, *MONTHS[full]) if name != word.rstrip("."))


def _value(words: list[str], at: int) -> tuple[Decimal | None, int]:
    """The number at `at` and how many words it takes; (None, 0) if there is none."""
    first = words[at]
    following = words[at + 1 : at + 2]
    if first in ("a", "an", "half") and following:
        return _article(words, at)
    if first == "dozen":
        return Decimal(12), 1
    if found := NUMBER.fullmatch(first):
        try:
            value = Decimal(found[1].replace(",", ""))
        except InvalidOperation:  # digits that are none: superscripts, other scripts' mixtures
            return None, 0
        if found[2]:
            return (value * SHORT[found[2]], 1) if found[2] in SHORT else (None, 0)
        if following and following[0] in SCALES:
            return value * SCALES[following[0]], 2
        if following == ["dozen"]:
            return value * 12, 2
        return value, 1
    return _spelled(words, at)


def _article(words: list[str], at: int) -> tuple[Decimal | None, int]:
    """ "a dozen", "a million", "half a million"."""
    sizes = {"dozen": 12, "hundred": 100, **SCALES}
    if words[at] == "half":
        size = sizes.get(words[at + 2]) if words[at + 1] == "a" and len(words) > at + 2 else None
        return (Decimal(size) / 2, 3) if size else (None, 0)
    size = sizes.get(words[at + 1])
    return (Decimal(size), 2) if size else (None, 0)


def _spelled(words: list[str], at: int) -> tuple[Decimal | None, int]:
    """ "twelve", "twenty-one", "two hundred and fifty thousand"."""
    total = current = taken = 0
    while at + taken < len(words) and taken < 12:
        parts = words[at + taken].split("-")
        if len(parts) <= 2 and all(part in SMALL for part in parts):
            # "two four" are two numbers, "twenty four" is one.
            if current % 10 or (current % 100 and SMALL[parts[0]] > 9):
                break
            current += sum(SMALL[part] for part in parts)
        elif words[at + taken] == "hundred" and 0 < current < 100:
            current *= 100
        elif words[at + taken] in SCALES and current:
            total, current = total + current * SCALES[words[at + taken]], 0
        elif words[at + taken] == "dozen" and current and not total:
            return Decimal(current * 12), taken + 1
        elif not (
            words[at + taken] == "and" and current % 100 == 0 and current
            and words[at + taken + 1 : at + taken + 2] and words[at + taken + 1].split("-")[0] in SMALL
        ):  # fmt: skip
            break
        taken += 1
    return (Decimal(total + current), taken) if taken else (None, 0)


def _spellings(value: Decimal) -> tuple[str, ...]:
    """A number in digits, with a scale, and in words where those are in use."""
    plain = f"{value.normalize():f}"
    out = [plain, f"{value.normalize():,f}"]
    for name, size in SCALES.items():
        scaled = value / size
        if 1 <= scaled < 1000 and scaled == round(scaled, 2):
            shown = f"{scaled.normalize():f}"
            out += [f"{shown} {name}", *(shown + short for short in WRITTEN_SHORT[name])]
            if scaled == int(scaled):
                out += [f"{spelled} {name}" for spelled in _in_words(int(scaled))]
            out += [f"a {name}"] * (scaled == 1)
        out += [f"half a {name}"] * (value * 2 == size)
    if value == int(value):
        out += [*_in_words(int(value))]
        out += ["dozen"] * (value == 12) + ["a hundred"] * (value == 100)
    return tuple(dict.fromkeys(out))


def _in_words(number: int) -> tuple[str, ...]:
    """A number below a thousand in words, with and without "and"; () for any other."""
    if number in SPELLED:
        return (SPELLED[number],)
    if 20 < number < 100:
        return (f"{SPELLED[number - number % 10]}-{SPELLED[number % 10]}",)
    if not 100 <= number < 1000:
        return ()
    hundreds = f"{SPELLED[number // 100]} hundred"
    rest = _in_words(number % 100) if number % 100 else ()
    return (f"{hundreds} and {rest[0]}", f"{hundreds} {rest[0]}") if rest else (hundreds,)


def _days(day: int, month_number: int, year: int | None) -> tuple[str, ...]:
    full = list(MONTHS)[month_number - 1]
    shown = (str(day), _numbered(day))
    out = [f"{name} {d}" for name in (full, *MONTHS[full]) for d in shown]
    out += [f"{d} {name}" for name in (full, *MONTHS[full]) for d in shown]
    out.append(f"{_numbered(day)} of {full}")
    if year is not None:
        out += [f"{year}-{month_number:02}-{day:02}", f"{day:02}/{month_number:02}/{year}"]
        out.append(f"{month_number:02}/{day:02}/{year}")
    return tuple(dict.fromkeys(out))


def _numbered(day: int) -> str:
    ending = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"

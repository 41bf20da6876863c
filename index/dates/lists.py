"""Lists of times: the ones between the first and the last, and the year that is said once.

"In May, June and July 2021" names three months of 2021, "in 2017, 2019 and 2021" three years.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from index.dates import expression as said
from index.dates.expression import Phrase
from index.dates.language import Language
from index.dates.patterns import month_pattern, one_of

MONTHS = ("month", "month_year")
PAIR = "month_range"  # "June and July 2021" is one phrase
LONGEST = 160  # characters between two listed times


def completed(text: str, found: list[Phrase], lang: Language) -> list[Phrase]:
    """With those that only the list makes times, and with the year of the last for all."""
    if len(found) < 2:
        return found
    out = found[:1]
    for phrase in found[1:]:
        out += [*_between(text, out[-1], phrase, lang), phrase]
    lent = False
    for at in range(len(out) - 2, -1, -1):
        dated = _lent(text, out[at], out[at + 1], lang, listed=lent)
        lent = dated is not None
        out[at] = dated or out[at]
    return out


def _between(text: str, first: Phrase, last: Phrase, lang: Language) -> list[Phrase]:
    months = first.rule in MONTHS and last.rule in (*MONTHS, PAIR)
    years = first.rule == last.rule == "year"
    gap = text[first.end : last.start]
    if not (months or years) or last.sense or not gap.startswith(",") or len(gap) > LONGEST:
        return []
    whole, item = _listed(lang, months=months, open_end=last.rule == PAIR)
    listed = whole.fullmatch(gap)
    if listed is None:
        return []
    made = []
    for one in item.finditer(listed["items"]):
        if months and lang.capital_names and not one[0][0].isupper():
            return []
        word = one[0].lower()
        if months and word.rstrip(".") not in lang.months:
            return []  # a letter that only folds to another
        slots = {"month" if months else "year": word}
        start, end = first.end + one.start(), first.end + one.end()
        made.append(Phrase(start, end, "month" if months else "year", slots))
    return made


def _lent(
    text: str, first: Phrase, second: Phrase, lang: Language, *, listed: bool
) -> Phrase | None:
    """`first` with the year of `second`, to which "and", "to" or a list's comma joins it."""
    year = second.day.year if second.day else int(second.slots.get("year", 0))
    number = second.day.month if second.day else lang.months.get(second.slots.get("month", ""), 0)
    if first.rule not in ("month", "month_day") or "which" in first.slots or not year:
        return None
    if not number and "month" in second.slots:
        number = said.month(second.slots["month"], lang)
    gap = text[first.end : second.start]
    if second.rule == PAIR and number > said.month(second.slots["until_month"], lang):
        year -= 1
    comma = (listed or second.rule == PAIR) and re.fullmatch(r",\s", gap)
    opened = second.sense == "until" and gap == " "
    if not number or (not comma and not opened and not _joint(lang).fullmatch(gap)):
        return None
    month = said.month(first.slots["month"], lang)
    year -= month > number  # "December and January 2019"
    slots = {**first.slots, "year": str(year)}
    if first.rule == "month":
        return replace(first, rule="month_year", slots=slots)
    try:
        day = date(year, month, said.day(first.slots["day"]))
    except ValueError:
        return None
    weekday = first.slots.get("weekday")
    if weekday is not None and lang.weekdays[weekday] != day.weekday():
        return None
    return replace(first, rule="date", slots=slots, day=day)


@cache
def _listed(
    lang: Language, *, months: bool, open_end: bool
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between the first and the last of a list, and one of it."""
    item = rf"{month_pattern(lang.months)}" if months else r"(?:1[5-9]|20)\d\d(?!\d)"
    last = rf",?\s{one_of(lang.list_words)}\s(?:{one_of(lang.in_words)}\s)?"
    end = r",\s" if open_end else last
    whole = re.compile(rf"(?P<items>(?:,\s{item}){{1,11}}){end}", re.IGNORECASE)
    return whole, re.compile(item, re.IGNORECASE)


@cache
def _joint(lang: Language) -> re.Pattern[str]:
    words = {w for w in lang.range_words if w[0].isalpha()} | lang.list_words
    joined = rf",?\s{one_of(words)}\s(?:{one_of(lang.in_words)}\s)?"
    return re.compile(rf"\s?[-–—]\s?|{joined}", re.IGNORECASE)

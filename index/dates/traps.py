"""What only looks like a time: names, verbs, counts and habits that use the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from index.dates.language import Language

NEAR = 24  # characters either side that are looked at
PREVIOUS = re.compile(r".*\b(\w+)\W{1,3}$", re.DOTALL)
FOLLOWING = re.compile(r"\s(\w+)")
CLOSES = re.compile(r"\s*(?:[.,;:!?)”\"’–—-]|$)")
COUNTED = re.compile(r"\s([a-z]{3,}s)\b")
CAPITAL = re.compile(r"\s[A-Z][a-z]")
NAMED = re.compile(r"\b[A-Z][\w.]* $")  # "USA " before "Today"
PARTS = ("part", "season", "portion")  # "late 2019" and "the summer of 2019" stand alone
GLUED = "-/#@$£€"


class Spot(NamedTuple):
    """An expression with what stands around it; `said` holds its words by slot, as written."""

    said: dict[str, str]
    whole: str
    before: str
    after: str
    previous: str  # the word before it, in lower case; "" where there is none
    lang: Language


def is_time(text: str, match: re.Match[str], rule: str, lang: Language) -> bool:
    """Whether what was found as `rule` is a time here, and no name, verb, count or habit.

    `match` lies in `text` in lower case, at the same offsets.
    """
    said = {k: text[match.start(k) : match.end(k)] for k, v in match.groupdict().items() if v}
    names = [v for k, v in said.items() if k in ("month", "weekday", "until_month")]
    if lang.capital_names and not all(name[0].isupper() for name in names):
        return False
    before = text[max(0, match.start() - NEAR) : match.start()]
    if before[-1:] and before[-1] in GLUED:
        return False
    whole, after = text[match.start() : match.end()], text[match.end() : match.end() + NEAR]
    if names and _is_name(before, whole, after, lang):
        return False
    check = CHECKS.get(rule)
    if check is None:
        return True
    last = PREVIOUS.match(before)
    return check(Spot(said, whole, before, after, last[1].lower() if last else "", lang))


def ends_well(after: str, lang: Language) -> bool:
    """Whether what follows a year lets it stand for itself: a stop, or a word such as "when"."""
    following = m[1].lower() if (m := FOLLOWING.match(after)) else ""
    return bool(CLOSES.match(after)) or following in lang.function_words


def _is_name(before: str, whole: str, after: str, lang: Language) -> bool:
    """ "Black Friday", "the Fourth of July"."""
    start, end = len(before), len(before) + len(whole)
    named = lang.names.finditer(before + whole + after)
    return any(m.start() < end and m.end() > start for m in named)


def _weekday(spot: Spot) -> bool:
    if "which" in spot.said:
        return True
    if spot.previous in spot.lang.recurring:
        return False
    # "Sunday Life" is a paper, "on Sunday Life" would be odd, "on Sunday Erdogan" is a day.
    opened = not spot.previous or spot.previous in spot.lang.in_words
    return opened or spot.previous in spot.lang.before or not CAPITAL.match(spot.after)


def _day(spot: Spot) -> bool:
    """At the head of a sentence "Today" is a day; after a capital it is a paper's name."""
    return not (spot.said["day_word"][0].isupper() and NAMED.search(spot.before))


def _month_day(spot: Spot) -> bool:
    """Not "May 20 people", nor "the Jan. 13 vote", which names a thing of any year."""
    if spot.lang.not_a_count.match(spot.after):
        return False
    noun = re.match(r"\s[^\W\d_]", spot.after) and not ends_well(spot.after, spot.lang)
    return not (noun and spot.previous in spot.lang.articles)


def _period(spot: Spot) -> bool:
    """Not "the last week of the campaign", "last year-end" or "they may last months"."""
    if "which" in spot.said and spot.said.get("unit", "").lower() not in spot.lang.singular:
        return False
    following = m[1].lower() if (m := FOLLOWING.match(spot.after)) else ""
    return following not in spot.lang.of_words and not re.match(r"-\w", spot.after)


def _alone(spot: Spot) -> bool:
    """ "May" and "2019" need a word before them that makes them a time."""
    words = spot.before.lower().split()
    opened = any(
        " ".join(words[-n:]) in spot.lang.before for n in range(1, spot.lang.longest_before + 1)
    )
    opened = opened or (spot.previous in spot.lang.in_words and spot.before[-1:].isspace())
    opened = opened or bool(spot.lang.between.search(spot.before))
    linked = spot.previous in spot.lang.range_words | spot.lang.list_words or re.search(
        r"\d\s?[-–—]$", spot.before
    )
    return bool(opened or linked) and spot.before[-1:] not in (",", ".")


def _month(spot: Spot) -> bool:
    if not spot.said.keys().isdisjoint(("part", "which", "portion")):
        return True
    return _alone(spot) and not CAPITAL.match(spot.after)  # "for May Smith"


def _year(spot: Spot) -> bool:
    """A bare number is a year where no counted noun follows it ("in 2000 homes")."""
    lone = not spot.said.keys().isdisjoint(PARTS) or _alone(spot)
    if not lone or re.match(r"[’']s\b", spot.after) or ends_well(spot.after, spot.lang):
        return lone
    return spot.previous in spot.lang.year_words and not COUNTED.match(spot.after)


def _of_year(spot: Spot) -> bool:
    """ "June last year", not "June last week"."""
    return _one_unit(spot) == "year"


def _nth(spot: Spot) -> bool:
    """ "The first week of May", "the first six months of 2019", not "the last year of May's"."""
    if "unit" not in spot.said:
        return True
    of_month = "month" in spot.said
    return _unit(spot) in ("day", "week", "weekend" if of_month else "month")


def _up_to(spot: Spot) -> bool:
    """ "The three months to June", "the year to March", not "the day to May"."""
    one = ("quarter", "year")
    return _unit(spot) in ("month", *one) if "number" in spot.said else _one_unit(spot) in one


def _unit(spot: Spot) -> str:
    return spot.lang.units[" ".join(spot.said["unit"].lower().split())]


def _one_unit(spot: Spot) -> str:
    return _unit(spot) if " ".join(spot.said["unit"].lower().split()) in spot.lang.singular else ""


CHECKS: dict[str, Callable[[Spot], bool]] = {
    "weekday": _weekday,
    "day": _day,
    "month_day": _month_day,
    "day_range": _month_day,
    "period": _period,
    "past_span": _period,
    "future_span": _period,
    "month": _month,
    "year": _year,
    "of_year": _of_year,
    "nth": _nth,
    "up_to": _up_to,
}

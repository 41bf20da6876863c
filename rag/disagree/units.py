"""What a figure is counted in: money, lengths, spans of time, shares, ages, or bare things."""

from __future__ import annotations

import re

from index.figures import Figure, figures
from index.words import stems
from rag.disagree.wanted import Wanted

# A word after a figure -> what it measures and how much one of it is.
MEASURES = {
    "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "day": ("day", 1.0), "night": ("day", 1.0),
    "week": ("day", 7.0), "month": ("day", 30.4), "year": ("day", 365.2), "time": ("times", 1.0),
    "metre": ("m", 1.0), "meter": ("m", 1.0), "km": ("m", 1000.0), "kilometre": ("m", 1000.0),
    "kilometer": ("m", 1000.0), "mile": ("m", 1609.0), "feet": ("m", 0.3048), "foot": ("m", 0.3048),
    "centimetre": ("m", 0.01), "centimeter": ("m", 0.01), "cm": ("m", 0.01),
    "millimetre": ("m", 0.001), "millimeter": ("m", 0.001), "mm": ("m", 0.001),
    "tonne": ("kg", 1000.0), "ton": ("kg", 1000.0), "kg": ("kg", 1.0), "kilogram": ("kg", 1.0),
    "euro": ("€", 1.0), "dollar": ("$", 1.0), "pound": ("£", 1.0), "crown": ("crown", 1.0),
    "rouble": ("₽", 1.0), "ruble": ("₽", 1.0), "lira": ("₺", 1.0), "yen": ("¥", 1.0),
    "yuan": ("yuan", 1.0), "rupee": ("₹", 1.0), "franc": ("franc", 1.0), "krona": ("krona", 1.0),
    "degree": ("degree", 1.0),
}  # fmt: skip
MONEY = frozenset({"€", "$", "£", "crown", "₽", "₺", "¥", "yuan", "₹", "franc", "krona"})
CURRENCY = re.compile(r"[$€£¥₹₽₺]")
MEASURE = re.compile(
    r"[\s-]*(?:(?:more|further|additional|extra)\s+)?(?:(?:US|Canadian|Australian|square|Swedish|Czech|Turkish)\s+)?([A-Za-z]+?)s?\b"
)
AGE = re.compile(r"[\s-]*years?[\s-]old\b", re.I)


def unit_of(figure: Figure, before: str) -> tuple[str, float]:
    """What it is counted in, and how much of the whole unit one is."""
    if figure.percent:
        return "%", 1.0
    if found := CURRENCY.search(figure.text):
        return found[0], 1.0
    if AGE.match(figure.follows) or re.search(r"\baged?\s+$", before):
        return "age", 1.0
    found = MEASURE.match(figure.follows)
    if found:
        for word in (found[1].lower(), found[0].strip(" -").lower()):
            if word in MEASURES:
                return MEASURES[word]
    return "", 1.0


def fits(unit: str, asked: Wanted, figure: Figure) -> bool:
    """Whether a figure of this unit can be what is asked for."""
    if asked.unit is None:
        return True
    if asked.unit == "money":
        return unit in MONEY or (not unit and figure.value >= 10_000)
    if asked.unit == "age":
        return unit in ("age", "") and figure.value < 130
    if asked.unit == "":
        return not unit or bool(asked.noun & set(stems(figure.follows.split(",")[0][:20])))
    return unit == asked.unit


def one_unit(one: str, other: str) -> bool:
    """Whether both are counted alike; money of which the currency is not said may be."""
    return one == other or {one, other} - MONEY == {"money"}


def printed(text: str, figure: Figure) -> str:
    """The figure of `text` with its unit, as printed."""
    end = figure.end
    found = MEASURE.match(text, end)
    if found and {found[1].lower(), found[0].strip(" -").lower()} & set(MEASURES):
        end = found.end()
    return text[figure.start : end]


def amount(text: str) -> object:
    """One value for words of one amount: "ten days", "ten more days"; the words where they give none."""
    found = figures(text)
    if len(found) != 1:
        return text.lower()
    unit, size = unit_of(found[0], text[: found[0].start])
    return unit, found[0].low * size, found[0].high * size, found[0].value * size

"""Figures: the same value, put as exactly, in the same unit, counting the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

from index.figures import Figure, figures
from rag.verify.ground import Ground
from rag.verify.tokens import stem, tokens

ROUNDS = 0.05  # how far "about 590,000" may be from the 586,000 it rounds
NEAR = 1.2  # "more than 500,000" may stand for up to so many times as much
NOUN_WORDS = 3  # content words after a figure among which its noun stands
SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
UNITS = {
    w: w
    for w in "dollar euro pound yen yuan rubl lira rupe km kilomet mile metr meter tonn ton kg kilogram litr second minut hour day week month year decad centuri degre acr hectar".split()
} | {"km": "kilomet", "kilometr": "kilomet", "metr": "meter", "ton": "tonn", "kg": "kilogram"}
ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b|\b(\d+)(?:st|nd|rd|th)\b", re.I)
DIGITS = re.compile(r"\d[\d.,:]*\d|\d")
NOUN_ENDS = re.compile(
    r"[,;:!?(“”\"–—\d]|\.(?!\w)|\b(?:and|or|but|by|in|on|at|to|for|from|with|since|after|before|as|than|while|who|which|that)\b"
)
EXACTLY = re.compile(r"\b(?:exactly|precisely)\s+$", re.I)
# What is the same in other words, and the percentage that says it too: what is tripled rose by 200.
SHARES = {
    "half": ("of", 50.0), "a third": ("of", 33.3), "one third": ("of", 33.3), "two thirds": ("of", 66.7),
    "a quarter": ("of", 25.0), "one quarter": ("of", 25.0), "three quarters": ("of", 75.0),
    "halved": ("times", 50.0), "doubled": ("times", 100.0), "double": ("times", 100.0),
    "twice": ("times", 100.0), "tripled": ("times", 200.0),
}  # fmt: skip
SHARE = re.compile(
    rf"\b(?:{'|'.join(SHARES)})\b(?!\s+(?:a\s+)?(?:hundred|thousand|million|billion|dozen))", re.I
)


def problem(claim: str, ground: Ground, *, spelled: bool = True) -> str | None:
    """Which figure of the claim the quotes do not bear out, or None; without `spelled`, of those in
    digits: what is spelled out ("one in fifty") can be a reading of another figure."""
    here = _figures(ground.quotes)
    for figure in _figures(claim):
        if not spelled and not DIGITS.search(figure.text):
            continue
        same = [f for f in here if f.percent == figure.percent and _close(figure, f)]
        if not same:
            return f"the figure {figure.text!r} is not in the quote"
        fitting = [f for f in same if _as_exact(claim, figure, f)]
        if not fitting:
            return f"the figure {figure.text!r} is put more or less exactly than in the quote"
        unit = _unit(claim, figure)
        units = {_unit(ground.quotes, f) for f in fitting}
        if unit and "" not in units and unit not in units:
            return f"the figure {figure.text!r} is in another unit than in the quote"
        if counted := _counts_another(figure, fitting, here):
            return f"the figure {figure.text!r} does not count the {counted} in the quote"
    return (_spelled(claim, ground) if spelled else None) or _digits(claim, ground)


@lru_cache(maxsize=256)
def _figures(text: str) -> tuple[Figure, ...]:
    """Figures that count; "14th" has a check of its own."""
    return tuple(f for f in figures(text) if not re.match(r"(?:st|nd|rd|th)\b", f.follows))


def _class(figure: Figure) -> str:
    """How exactly it is put: "" exactly, "about", "above", "below"."""
    if figure.low == figure.value == figure.high:
        return ""
    if figure.low == figure.value:
        return "above"
    return "below" if figure.high == figure.value else "about"


def _close(claimed: Figure, held: Figure) -> bool:
    """Whether the claimed figure is the held one, or a rounding of it that says it is one."""
    if claimed.value == held.value:
        return True
    if not DIGITS.search(claimed.text) and claimed.low <= held.value <= claimed.high:
        return True  # "dozens" for 38
    kind = _class(claimed)
    if not kind or _significant(claimed.value) >= _significant(held.value):
        return False
    if kind == "about":
        return abs(claimed.value - held.value) <= ROUNDS * held.value
    if kind == "above":
        return claimed.value < held.value <= NEAR * claimed.value
    return held.value < claimed.value <= NEAR * held.value


def _significant(value: float) -> int:
    """Digits before the closing zeros: 586000 has three."""
    return len(f"{value:.4f}".replace(".", "").strip("0")) or 1


def _as_exact(claim: str, claimed: Figure, held: Figure) -> bool:
    mine, theirs = _class(claimed), _class(held)
    if EXACTLY.search(claim[: claimed.start]) and theirs:
        return False
    if claimed.value != held.value:
        return theirs in ("", mine, "about")
    return mine in (theirs, "about") and theirs in (mine, "")  # "about 12" for 12: looser, and true


def _unit(text: str, figure: Figure) -> str:
    number = DIGITS.search(figure.text)
    before = text[: figure.start + (number.start() if number else 0)].rstrip()[-1:]
    if before in SIGNS:
        return SIGNS[before]
    after = re.match(r"[\s-]*([^\W\d_]+)", figure.follows)
    return UNITS.get(stem(after[1].lower()), "") if after else ""


@lru_cache(maxsize=512)
def _nouns(follows: str) -> tuple[str, ...]:
    """The first content words after a figure, up to a stop or another figure."""
    cut = NOUN_ENDS.split(follows, maxsplit=1)[0]
    words = cut.split()
    whole = words if len(cut) < len(follows) else words[:-1]  # the last may be cut in two
    found = tokens(" ".join(["x", *whole]))[1:]
    return tuple(t.stem for t in found if t.stem and not t.name)[:NOUN_WORDS]


def _counts_another(figure: Figure, same: list[Figure], here: tuple[Figure, ...]) -> str | None:
    """The noun that the claim gives this figure and the quote gives only to another one."""
    nouns = _nouns(figure.follows)
    held = [_nouns(f.follows) for f in same]
    if not nouns or not all(held) or any(nouns[0] in h or h[0] in nouns for h in held):
        return None
    for other in here:
        if (
            other not in same
            and other.value != figure.value
            and nouns[0] in _nouns(other.follows)[:2]
        ):
            return nouns[0]
    return None


def _spelled(claim: str, ground: Ground) -> str | None:
    """Ordinals and shares of the claim."""
    stated = _stated(ground)
    if missing := _ordinals(claim) - _ordinals(stated):
        return f"the quote has no {min(missing)}. of anything"
    told = {SHARES[s.lower()] for s in SHARE.findall(stated)}
    percentages = [f.value for f in _figures(ground.quotes) if f.percent]
    for share in SHARE.findall(claim):
        meant = SHARES[share.lower()]
        if meant not in told and not any(abs(p - meant[1]) < 3 for p in percentages):
            return f"{share!r} is not in the quote"
    return None


def _digits(claim: str, ground: Ground) -> str | None:
    """Any other digits of the claim."""
    stated = _stated(ground)
    digits = set(DIGITS.findall(stated))
    numbers = {f.value for f in _figures(ground.quotes)} | set(map(float, _ordinals(stated)))
    spans = [(f.start, f.end) for f in _figures(claim)]
    for match in DIGITS.finditer(claim):
        inside = any(a <= match.start() < b for a, b in spans)
        if inside or match[0] in digits or _dated(claim, match):
            continue
        if not match[0].isdigit() or float(match[0]) not in numbers:
            return f"{match[0]} is not in the quote"
    return None


def _stated(ground: Ground) -> str:
    return f"{ground.quotes} {ground.around} {ground.speaker or ''}"


def _ordinals(text: str) -> set[int]:
    """First, 2nd, ...; a day of a month is none."""
    found = set()
    for match in ORDINAL.finditer(text):
        if match[1] and _dated(text, match):
            continue
        if match[0].lower() == "second" and re.match(
            r"\s*(?:-hand|thoughts?)\b", text[match.end() :]
        ):
            continue
        found.add(int(match[1]) if match[1] else ORDINALS[match[0].lower()])
    return found


DATED_BEFORE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:the )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?$"
)
DATED_AFTER = re.compile(
    r"(?:st|nd|rd|th)?,? (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)


def _dated(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are of a date, which has its own check."""
    before, after = (
        text[max(0, match.start() - 24) : match.start()],
        text[match.end() : match.end() + 16],
    )
    year = re.fullmatch(r"(?:1[5-9]|20)\d\d", match[0])
    return bool(year or DATED_BEFORE.search(before) or DATED_AFTER.match(after))

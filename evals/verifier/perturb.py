"""True sentences told wrong in one known way each, and told right in other words.

Deterministic by the random generator that is passed in. A change is made to the words alone, by
pattern, as a careless writer makes it; nothing here knows the checks that it is used to measure.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.figures import Figure, figures
from index.speakers import quotations, speakers_in

Kind = Literal["number", "date", "name", "speaker", "negation", "modality", "tense", "role"]
KINDS: tuple[Kind, ...] = (
    "number", "date", "name", "speaker", "negation", "modality", "tense", "role",
)  # fmt: skip
MONTHS = (
    "January February March April May June July August September October November December".split()
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
RELATIVE = {
    "yesterday": "tomorrow", "today": "yesterday", "tomorrow": "yesterday", "tonight": "last night",
    "last week": "next week", "next week": "last week", "last month": "next month",
    "next month": "last month", "last year": "next year", "next year": "last year",
    "this week": "last week", "this month": "last month", "this year": "last year",
}  # fmt: skip
DATED = re.compile(
    rf"\b(?P<day>{'|'.join(DAYS)})\b|\b(?P<month>{'|'.join(MONTHS)})\b|\b(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<relative>{'|'.join(RELATIVE)})\b"
)
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen twenty thirty forty fifty sixty seventy eighty ninety".split()
NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:['’-][A-Z]?[a-z]+)?(?: (?:al-|de |van )?[A-Z][a-z]{2,})*\b")
NO_NAMES = frozenset(
    "The This That These Those There Here When While After Before Since But And Both His Her Its Their Our Your He She They We"
    " It In On At As If For From With Not One Two Three Some Many Most All Any Each Every Other More Earlier Later Also However"
    " Meanwhile According What Who How Why Where Now Then Yet Nor Last Next By Under Over About Despite Although Because"
    " President Minister General Mr Mrs Ms Dr".split()
)
AUXILIARY = re.compile(
    r"\b(?P<verb>was|were|is|are|has|had|will|would|could|may|might|should|did|does|do|can)\b(?! ?(?:not|n[’']t|no|never)\b)(?=\s[a-z])"
)
NEGATED = re.compile(
    r"\b(?P<verb>was|were|is|are|has|have|had|will|would|could|may|might|should|did|does|do|can)(?: not|n[’']t)\b|\bcan(?:no|['’])t\b"
)
REVERSED = {
    "denied": "confirmed", "refused to": "agreed to", "rejected": "accepted", "confirmed": "denied",
    "failed to": "managed to", "agreed to": "refused to", "accepted": "rejected",
}  # fmt: skip
FIRMER = (
    (re.compile(r"\b(?:may|might|could) have been\b"), "was"),
    (re.compile(r"\b(?:may|might|could) be\b"), "is"),
    (re.compile(r"\b(?:may|might|could) (?=[a-z]+\b)(?!not\b|have\b|n)"), "will "),
    (re.compile(r"\b(?:threatened|threatening|hopes?|hoped|wants?|wanted) to\b"), "has begun to"),
    (re.compile(r"\b(?:plans?|planned|intends?|intended|expected|expects|due|likely|set) to\b"), "certain to"),
    (re.compile(r"\b(?:allegedly|reportedly|possibly|probably|apparently) "), ""),
    (re.compile(r"\b(?:alleged|suspected|possible|planned|proposed|attempted) (?=[a-z]{4,})"), ""),
)  # fmt: skip
WEAKER = re.compile(r"\b(?:was|were) (?=[a-z]{2,}(?:ed|en|lt|ken|ught)\b)")
TO_COME = re.compile(r"\b(?:was|were|has been|have been) (?=[a-z]{2,}(?:ed|en|lt|ght)\b)")
DONE = re.compile(r"\b(?:will|would) be (?=[a-z]+)")
DOES = re.compile(r"\b(?:will|would) (?=[a-z]{3,}\b)(?!be\b|not\b|have\b|also\b)")
ACTIVE = re.compile(
    rf"^(?P<one>{NAME.pattern[2:-2]}) (?P<verb>(?:has |have )?[a-z]+ed) (?P<other>{NAME.pattern[2:-2]})\b"
)


@dataclass(frozen=True, slots=True)
class Swap:
    """`claim` says `now` where the true sentence said `was`."""

    kind: Kind
    claim: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Pool:
    """What a swap may put in: names and speakers of the same article, and of others."""

    near: tuple[str, ...]
    far: tuple[str, ...]
    speakers: tuple[str, ...]


def proper_names(text: str) -> list[str]:
    """Names as they stand, in order; a sentence's first word only with a second capital after it."""
    found = []
    for match in NAME.finditer(text):
        words = match[0].split()
        opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in (
            ".",
            "!",
            "?",
            "“",
            '"',
        )
        if words[0] in NO_NAMES or words[0] in MONTHS or words[0] in DAYS:
            continue
        if opens and len(words) == 1:
            continue
        found.append(re.sub(r"['’]s$", "", match[0]))
    return list(dict.fromkeys(found))


def swaps(sentence: str, pool: Pool, rng: random.Random) -> Iterator[Swap]:
    """One of each kind that the sentence has a place for."""
    makers: dict[Kind, Callable[[], tuple[str, str, str] | None]] = {
        "number": lambda: _number(sentence, rng),
        "date": lambda: _date(sentence, rng),
        "name": lambda: _name(sentence, pool, rng),
        "speaker": lambda: _speaker(sentence, pool, rng),
        "negation": lambda: _negation(sentence, rng),
        "modality": lambda: _modality(sentence, rng),
        "tense": lambda: _tense(sentence, rng),
        "role": lambda: _role(sentence),
    }
    for kind in KINDS:
        made = makers[kind]()
        if made and made[0] != sentence:
            yield Swap(kind, *made)


def _number(sentence: str, rng: random.Random) -> tuple[str, str, str] | None:
    found = [f for f in figures(sentence) if re.search(r"\d", f.text) or _word(f)]
    if not found:
        return None
    figure = rng.choice(found)
    others = [f for f in found if f.value != figure.value and f.percent == figure.percent]
    digits = re.search(r"\d[\d,.]*\d|\d", figure.text)
    if digits and others and rng.random() < 0.3:  # figures that change places
        other = rng.choice(others)
        first, second = sorted((figure, other), key=lambda f: f.start)
        made = (
            sentence[: first.start] + second.text + sentence[first.end : second.start]
            + first.text + sentence[second.end :]
        )  # fmt: skip
        return made, figure.text, other.text
    if digits:
        now = figure.text.replace(digits[0], _other_digits(digits[0], rng), 1)
    else:
        word = _word(figure)
        choices = [w for w in NUMBER_WORDS if w != word]
        now = re.sub(rf"\b{word}\b", rng.choice(choices), figure.text, count=1, flags=re.I)
    return _put(sentence, figure.start, figure.end, now), figure.text, now


def _word(figure: Figure) -> str:
    return next((w for w in NUMBER_WORDS if re.search(rf"\b{w}\b", figure.text, re.I)), "")


def _other_digits(digits: str, rng: random.Random) -> str:
    """Another number of the same shape, or ten times as much or as little."""
    grouped = digits.replace(",", "")
    if grouped.isdigit() and len(grouped) > 2 and rng.random() < 0.3:
        number = int(grouped) * 10 if rng.random() < 0.5 or len(grouped) < 4 else int(grouped) // 10
        return f"{number:,}" if "," in digits else str(number)
    places = [i for i, c in enumerate(digits) if c.isdigit()][:2]
    at = rng.choice(places)
    choices = [c for c in "123456789" if c != digits[at]]
    return digits[:at] + rng.choice(choices) + digits[at + 1 :]


def _date(sentence: str, rng: random.Random) -> tuple[str, str, str] | None:
    found = [
        m
        for m in DATED.finditer(sentence)
        if m[0] != "May" or re.search(r"\bMay \d|\d May\b", sentence)
    ]
    if not found:
        return None
    match = rng.choice(found)
    if match["day"]:
        now = rng.choice([d for d in DAYS if d != match[0]])
    elif match["month"]:
        beside = re.compile(rf"(?<=\b{match[0]} )\d{{1,2}}\b(?!,?\d)|\b\d{{1,2}}(?= {match[0]}\b)")
        number = beside.search(sentence)
        if number and rng.random() < 0.5:
            now = str(rng.choice([n for n in range(1, 29) if n != int(number[0])]))
            return _put(sentence, *number.span(), now), number[0], now
        now = rng.choice([m for m in MONTHS if m != match[0]])
    elif match["year"]:
        now = str(int(match[0]) + rng.choice([-3, -2, -1, 1, 2, 3]))
    else:
        now = RELATIVE[match[0]]
    return _put(sentence, *match.span(), now), match[0], now


def _name(sentence: str, pool: Pool, rng: random.Random) -> tuple[str, str, str] | None:
    speakers = " ".join(speakers_in(sentence))
    found = [n for n in proper_names(sentence) if n not in speakers]
    source = pool.near if rng.random() < 0.5 else pool.far
    choices = [n for n in source if not set(n.split()) & set(sentence.split())]
    if not found or not choices:
        return None
    was, now = rng.choice(found), rng.choice(choices)
    return re.sub(rf"\b{re.escape(was)}\b", now, sentence), was, now


def _speaker(sentence: str, pool: Pool, rng: random.Random) -> tuple[str, str, str] | None:
    said = [s for s in speakers_in(sentence) if s[:1].isupper() and sentence.count(s) == 1]
    if not said or said[0] in ("He", "She", "It", "They"):  # who knows whom that means
        return None
    was = said[0]
    held = {w.casefold() for w in re.findall(r"\w+", was)}
    choices = [s for s in pool.speakers if not held & {w.casefold() for w in re.findall(r"\w+", s)}]
    if not choices:
        return None
    now = rng.choice(choices)
    if sentence.startswith(was):
        now = now[0].upper() + now[1:]
    return sentence.replace(was, now), was, now


def _negation(sentence: str, rng: random.Random) -> tuple[str, str, str] | None:
    if found := _outside(NEGATED, sentence):
        verb = found["verb"] or "can"
        return _put(sentence, *found.span(), verb), found[0], verb
    for was, now in REVERSED.items():
        if re.search(rf"\b{was}\b", sentence) and rng.random() < 0.7:
            return re.sub(rf"\b{was}\b", now, sentence, count=1), was, now
    found = _outside(AUXILIARY, sentence)
    if not found:
        return None
    return _put(sentence, *found.span(), f"{found[0]} not"), found[0], f"{found[0]} not"


def _modality(sentence: str, rng: random.Random) -> tuple[str, str, str] | None:
    for pattern, now in FIRMER:
        if found := _outside(pattern, sentence):
            return _put(sentence, *found.span(), now), found[0].strip(), now.strip()
    found = _outside(WEAKER, sentence)
    if found and rng.random() < 0.5:
        return _put(sentence, *found.span(), "may have been "), found[0].strip(), "may have been"
    return None


def _tense(sentence: str, rng: random.Random) -> tuple[str, str, str] | None:
    for pattern, now in ((DONE, "was "), (DOES, "did already "), (TO_COME, "will be ")):
        if found := _outside(pattern, sentence):
            return _put(sentence, *found.span(), now), found[0].strip(), now.strip()
    return None


def _role(sentence: str) -> tuple[str, str, str] | None:
    found = ACTIVE.match(sentence)
    if not found or found["one"].split()[0] in NO_NAMES:
        return None
    made = f"{found['other']} {found['verb']} {found['one']}{sentence[found.end() :]}"
    return made, found["one"], found["other"]


def _outside(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """The first match that stands outside quotation marks, else the first."""
    quoted = [(q.start, q.end) for q in quotations(sentence)]
    found = list(pattern.finditer(sentence))
    outside = [m for m in found if not any(a <= m.start() < b for a, b in quoted)]
    return next(iter(outside or found), None)


def _put(text: str, start: int, end: int, now: str) -> str:
    return text[:start] + now + text[end:]


def pool_of(sentences: Sequence[str], others: Sequence[str]) -> Pool:
    """The names and speakers of an article's sentences, and the names of other articles'."""
    near = dict.fromkeys(n for s in sentences for n in proper_names(s))
    far = dict.fromkeys(n for s in others for n in proper_names(s))
    said = dict.fromkeys(
        p for s in [*sentences, *others] for p in speakers_in(s) if p[:1].isupper() and len(p) < 60
    )
    named = tuple(p for p in said if p.split()[0] not in NO_NAMES - {"The"} or len(p.split()) > 1)
    return Pool(tuple(near), tuple(n for n in far if n not in near), named)

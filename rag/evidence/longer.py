"""Another's name that looks like the one asked about: "Upper Coombe" for "Coombe", one bank for another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.article import Article
from index.asking import MONTHS, WEEKDAYS
from index.stop_words import STOP_WORDS
from index.words import POSSESSIVE, TOKEN, plain

PIECE = re.compile(r"[^\W_][\w’'-]*|[^\w\s]")
JOINTS = ("of", "for")
# Before a name they make another place of it; as adjectives ("northern") they name a part of it.
OTHER = frozenset("upper lower north south east west new old great little high nether".split())
PART = frozenset("central downtown greater inner outer metropolitan mid".split())
KINDS = frozenset("province county city town district region governorate state prefecture".split())
DAYS = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
PLACED = frozenset("in at near outside around".split())
BEGINNING = 5  # letters in which spellings of one word agree: "Defence" and "Defense"
SHARED = 2  # words that names of a kind share: "Pell Savings Bank" and "Pell Commercial Bank"
# What a country and its people are called: "Turkey" and "Turkish", "Syria" and "Syrians".
TAILS = frozenset(("", "a", "n", "an", "ian", "ish", "es", "ey", "y", "i", "e", "en"))
LEAST = 4  # letters that both must begin with

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words side by side, in lower case, and the word before them."""

    before: str
    words: Name


def asked_names(question: str) -> set[Name]:
    """The names in a question, each as its words; those joined by "of" as a whole and in parts."""
    joined = {run.words for run in _runs(question, JOINTS) if len(run.words) > 1}
    return joined | {run.words for run in _runs(question, ())}


@dataclass(frozen=True, slots=True)
class Told:
    """The names that each of some articles tells, by its id, and what all of them show of names.

    `told` counts names, `placed` those that stand behind "in" or "near"; `common` are words that
    also stand in lower case, as no name.
    """

    runs: dict[str, set[Name]]
    bodies: dict[str, set[Name]]
    told: Counter[Name]
    placed: Counter[Name]
    common: set[str]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> Told:
        """What articles tell. Their headlines are left out: some set every word in capitals."""
        runs = {a.id: _runs(a.text, ()) for a in articles}
        flat = [run for many in runs.values() for run in many]
        return cls(
            {name: {run.words for run in many} for name, many in runs.items()},
            {a.id: {run.words for run in _runs(a.text, JOINTS)} for a in articles},
            Counter(run.words for run in flat),
            Counter(run.words for run in flat if run.before in PLACED),
            {word for a in articles for word in TOKEN.findall(a.text) if word.islower()},
        )

    def others(self, names: Collection[Name]) -> dict[str, Name]:
        """Which articles hold a name only as a part of another, or name another body of its kind
        instead; each with that name."""
        return {
            article: name
            for article in self.runs
            for name in names
            if self._is_part(name, article) or self._is_replaced(name, names, article)
        }

    def shorter(self, names: Collection[Name]) -> set[str]:
        """The articles that hold but a part of a name, which is another place's: "Coombe"."""
        return {
            article
            for article, runs in self.runs.items()
            for name in names
            if self.told[name] and not any(_found(name, words) is not None for words in runs)
            for part, left, right in ((name[:-1], (), name[-1:]), (name[1:], name[:1], ()))
            if part in runs and self._is_elsewhere(left, right, name)
        }

    def _is_part(self, name: Name, article: str) -> bool:
        """Whether a name stands only inside longer names of other places."""
        runs = self.runs[article]
        within = [(words, at) for words in runs if (at := _found(name, words)) is not None]
        return bool(within) and all(
            self._is_elsewhere(words[:at], words[at + len(name) :], words) for words, at in within
        )

    def _is_elsewhere(self, left: Name, right: Name, whole: Name) -> bool:
        """Whether the words beside a name make the whole another place's.

        "Joe Biden" is no place, and a word that is a plain one too ("Coombe Hospital") tells of
        what is there.
        """
        if left and left[-1] in OTHER:
            return True
        if not (left or right) or 2 * self.placed[whole] < self.told[whole]:
            return False
        word = right[-1] if right else left[-1]
        plain_word = word in self.common or word in PART | KINDS
        return not (plain_word or word.endswith("ern") or len(word) < 3)

    def _is_replaced(self, name: Name, names: Collection[Name], article: str) -> bool:
        """Whether a body is not named, but another one of its kind with a name like it is."""
        kind, told = _kind(name), self.bodies[article]
        if len(name) < SHARED or kind not in self.common:
            return False
        short = name[:-1] if len(name) > SHARED else name
        initials = "".join(word[0] for word in name if word not in JOINTS)
        forms = (name, short, (initials,))
        if any(_found(form, words) is not None for words in told for form in forms):
            return False
        return any(
            words not in names and _kind(words) == kind and _differs(name, words) for words in told
        )


def distinct(name: Name) -> str:
    """The words that tell a name from others of its kind: "pell savings" of a bank."""
    kind = _kind(name)
    return " ".join(word for word in name if word != kind) or kind


def _differs(name: Name, other: Name) -> bool:
    """Whether two names share words, yet each tells what the other does not, or in another order."""
    mine, its = ([w for w in words if w not in JOINTS] for words in (name, other))
    shared = [w for w in its if any(_alike(w, m) for m in mine)]
    missing = [m for m in mine if not any(_alike(m, w) for w in its)]
    if len(shared) < SHARED:
        return False
    if len(shared) < len(its):
        return bool(missing) or [m for m in its if m in mine] != mine
    return bool(missing) and [m for m in mine if m in its] != its


def one_country(one: str, other: str) -> bool:
    """Whether two stems are one, or a country's name and what its people are called."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one == other or (same >= LEAST and {one[same:], other[same:]} <= TAILS)


def _alike(one: str, other: str) -> bool:
    same = one[:BEGINNING] == other[:BEGINNING] and len(one) >= BEGINNING
    return same or one_country(one, other)


def _kind(name: Name) -> str:
    """What a body is: the last word of its name, or the one before "of"."""
    at = next((at for at, word in enumerate(name) if word in JOINTS), len(name))
    return name[at - 1]


def _found(name: Name, words: Name) -> int | None:
    """Where a name stands in longer words, None where it does not."""
    places = range(len(words) - len(name) + 1)
    return next((at for at in places if words[at : at + len(name)] == name), None)


def _runs(text: str, joints: tuple[str, ...]) -> list[_Run]:
    """The names of a text; with `joints` those that one of these words joins are one.

    "Pell's Coombe" is Coombe, whoever has it.
    """
    out: list[_Run] = []
    before, words = "", list[str]()
    pieces = PIECE.findall(plain(POSSESSIVE.sub(" ; ", text)))
    for at, piece in enumerate([*pieces, "."]):
        word = piece.casefold()
        if piece[0].isupper() and not _is_plain(piece):
            words.append(word)
            continue
        ahead = pieces[at + 1] if at + 1 < len(pieces) else ""
        if words and word in joints and ahead[:1].isupper() and not _is_plain(ahead):
            words.append(word)
            continue
        if words:
            out.append(_Run(before, tuple(words)))
        before, words = word, []
    return out


def _is_plain(word: str) -> bool:
    """Whether a word in capitals is none of a name: "In", "Monday"."""
    lower = word.casefold()
    return (lower in STOP_WORDS and word not in ("US", "IS")) or lower in DAYS

"""What a timeline is about: the words of a subject, in all their spellings, found in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.errors import InputError
from index.search.terms import UNSPACED, terms
from index.words import plain, stems

LONGEST = 200  # characters
# A name that ends in one of these is not known by its last word alone.
HEADS = frozenset(
    "state states nations union party council bank force forces army group house court agency office"
    " university street city county islands republic kingdom league club times post news company"
    " government ministry committee commission alliance front movement organisation organization"
    " association federation authority service services corporation fund river sea mountain lake valley".split()
)
LETTER = re.compile(r"[^\W\d_]")
# Behind the last word of a name: "Elizabeth II", but not "Elizabeth Hurley".
NO_OTHER_NAME = r"(?!\s(?!(?:[IVX]+|[A-Z]{2,})\b)[^\W\d_a-z]\w*[a-z])"
A_PLACE = 0.08  # share of its mentions that stand behind such a word
WITHIN = r"\b(?:[Ii]n|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]round|[Ii]nto)\s(?:the\s)?"

Spelling = tuple[str, ...]  # stems that must all be there


@dataclass(frozen=True)
class Subject:
    """`text` as given; `groups` one tuple for each thing it names: its spellings."""

    text: str
    groups: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Subject:
        """Raises InputError if there is nothing to look for, or more than a subject."""
        given = " ".join(text.split())
        groups = terms(given).groups if any(c.isalnum() for c in given) else ()
        if not groups:
            raise InputError('Say what the timeline is about: dateline timeline "Manbij"')
        if len(given) > LONGEST:
            raise InputError(
                f"The subject is longer than {LONGEST} characters; name it in a few words."
            )
        return cls(given, groups)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Other ways to write it that were looked for; those nobody writes are not told."""
        return tuple(
            other
            for group in self.groups
            for other in group[1:]
            if other[:1].isupper() and other.isascii()
        )

    def named(self, text: str, around: Sequence[str] = (), article: str = "") -> bool:
        """Whether `text` names it; what else it is made of may stand in the texts `around`.

        Of a name of several words the last will do where another of them stands in `article`. At
        least one name, or where there is none one word, must stand in `text` itself.
        """
        here = _held(text)
        core = [t for t in self._things if t.name] or self._things
        if not any(t.stands(here, text) or t.known_by(text, article) for t in core):
            return False
        wide = here.union(*map(_held, around))
        both = "\n".join((text, *around))
        return all(t.stands(wide, both) or t.known_by(both, article) for t in self._things)

    def inside(self, text: str) -> bool:
        """Whether `text` names all of it."""
        here = _held(text)
        return all(t.stands(here, text) for t in self._things)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of it that are no names, in lower case: "strike" of "Port Sable strike"."""
        return frozenset(g[0].lower() for g in self.groups if not _is_name(g[0]))

    def is_place(self, articles: Iterable[str]) -> bool:
        """Whether articles speak of one of its names as of a place: "in Manbij", now and then."""
        texts = list(articles)
        for group in self._named_groups:
            name = re.compile(rf"({WITHIN})?\b{re.escape(group[0])}\b(?![’'])")
            said = [bool(m[1]) for text in texts for m in name.finditer(text)]
            if sum(said) > A_PLACE * len(said):
                return True
        return False

    @property
    def _named_groups(self) -> list[tuple[str, ...]]:
        """The first group of each name, as it follows on a preposition."""
        groups: list[tuple[str, ...]] = []
        before: tuple[str, ...] = ()
        for group in self.groups:
            if _is_name(group[0]) and not (before and _is_name(before[0])):
                groups.append(group)
            before = group
        return groups

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its spellings: what any sentence about it shares with any other."""
        return frozenset(s for t in self._things for way in t.ways for s in way)

    @cached_property
    def _things(self) -> tuple[_Thing, ...]:
        """Its groups, with names of several words as one."""
        made: list[_Thing] = []
        run: list[tuple[str, ...]] = []
        for group in (*self.groups, ()):
            if group and _is_name(group[0]) and not _listed(group):
                run.append(group)
                continue
            if run:
                made.append(_joined(run))
                run = []
            if group:
                made.append(_thing(group, _is_name(group[0])))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class _Thing:
    ways: tuple[Spelling, ...]
    name: bool
    words: tuple[str, ...] = ()  # of a name of several that is known by its last
    unspaced: tuple[str, ...] = ()  # spellings in a script that does not part words

    def stands(self, held: frozenset[str], text: str) -> bool:
        if any(way and held.issuperset(way) for way in self.ways):
            return True
        return any(spelling in text for spelling in self.unspaced)

    def known_by(self, text: str, article: str) -> bool:
        """Whether the last word of a name stands in `text`, and another in its article."""
        return (
            bool(self.words)
            and re.search(rf"\b{re.escape(self.words[-1])}\b{NO_OTHER_NAME}", text) is not None
            and any(_has(word, article) for word in self.words[:-1])
        )


@lru_cache(maxsize=5_000)  # a sentence is looked at for itself and beside the next
def _held(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _has(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _is_name(word: str) -> bool:
    first = LETTER.search(word)
    return first is not None and word[first.start()].isupper()


def _listed(group: tuple[str, ...]) -> bool:
    """Whether its first spelling is a name of several words already."""
    return " " in group[0]


def _thing(group: tuple[str, ...], name: bool) -> _Thing:
    ways = tuple(dict.fromkeys(tuple(stems(spelling)) for spelling in group))
    unspaced = tuple(s for s in group if UNSPACED.search(s))
    return _Thing(ways, name, unspaced=unspaced)


def _joined(run: list[tuple[str, ...]]) -> _Thing:
    """One name of the words that follow each other with capitals."""
    if len(run) == 1:
        return _thing(run[0], name=True)
    words = tuple(plain(group[0]) for group in run)
    whole = tuple(s for word in words for s in stems(word))
    return _Thing((whole,), name=True, words=() if words[-1].lower() in HEADS else words)

"""Whether a name is a person's or a body's, a man's or a woman's, as far as the article tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from index.speakers.words import Lexicon

FULL_NAME = re.compile(r"[A-Z](?<=\b[A-Z])[\w’'-]{1,40}(?: [A-Z]\.)?(?: [A-Z][\w’'-]{1,40}){1,4}")
WORD = re.compile(r"[\w’'.&-]+")
OVER = re.compile(r"[.!?;:\n\"“”«»]")
NEAR = 80  # characters after a name in which a pronoun may mean it
MENTIONS = 40  # of a name that are looked at


@lru_cache(maxsize=8192)  # the same names and roles come again and again
def _bare(word: str, possessive: tuple[str, ...]) -> str:
    low = word.lower().replace("’", "'")
    if len(low) > 4:
        low = low.rstrip(".")
    for ending in possessive:
        low = low.removesuffix(ending) if ending[0] == "'" else low
    return low.rstrip("'")


def last_word(name: str) -> str:
    """The last word of a name before a comma; the name itself where marks alone stand there."""
    return (name.split(",", 1)[0].split() or [name])[-1]


class Kinds:
    """Knows the full names of one article."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._w = words
        self._spoken_of: dict[str, str | None] = {}

    def bare(self, word: str) -> str:
        """A word in lower case without what is possessive about it."""
        return _bare(word, self._w.possessive)

    def words(self, name: str) -> list[str]:
        """The words of a name, bare."""
        return [self.bare(word) for word in WORD.findall(name)]

    def known(self, name: str) -> bool:
        """Whether a name is a person's beyond doubt: by title, first name or pronoun."""
        if not self.person(name):
            return False
        sure = self.man_or_woman(name) or self.spoken_of(name)
        return bool(sure) or not self._w.titles.isdisjoint(self.words(name))

    def several(self, name: str) -> bool:
        """Whether a name is two joined: "Gates and Sellers"."""
        return f" {self._w.both} " in name

    def person(self, name: str) -> bool | None:
        """Whether a speaker is one person; None where the name does not tell."""
        w = self._w
        head = name.split(",", 1)[0]
        words = self.words(head)
        if self.several(name):
            return False
        if not words:
            return None
        if not head.split()[-1][0].isupper():
            return self._common(words)
        inside = set(words)
        if words[-1] in w.bodies or words[-1] in w.impersonal or words[-1] in w.documents:
            return False
        if not inside.isdisjoint(w.titles):
            return True
        other = not (inside.isdisjoint(w.bodies) and inside.isdisjoint(w.impersonal))
        if (other or not inside.isdisjoint(w.documents)) and inside.isdisjoint(w.roles):
            return False
        capitals = sum(word[0].isupper() for word in head.split())
        return True if capitals > 1 or words[-1] in self._surnames else None

    def _common(self, words: list[str]) -> bool | None:
        """The same for "a spokesman for the port": what its first noun is."""
        w = self._w
        stop = next((k for k, x in enumerate(words) if k and x in w.prepositions), len(words))
        noun = words[stop - 1]
        if noun in w.bodies or noun in w.documents:
            return False
        return not noun.endswith(w.third) if noun in w.roles else None

    def heads(self, name: str) -> set[str]:
        """What a name says that its bearer is: "police" of "the county police of Arle", and
        "carrier" too of "Holm & Dagny, a carrier"."""
        w, found = self._w, set()
        for part in name.split(","):
            words = self.words(part)
            stop = next((k for k, x in enumerate(words) if k and x in w.prepositions), len(words))
            while stop > 1 and words[stop - 1] in w.suffixes:
                stop -= 1
            found.update(words[max(0, stop - 1) : stop])
        return found

    def man_or_woman(self, name: str) -> str | None:
        """ "he", "she", or None where the name does not tell."""
        words = set(self.words(name))
        if len(words) == 1:
            words = self._first_names.get(next(iter(words))) or words
        man = not words.isdisjoint(self._w.men)
        woman = not words.isdisjoint(self._w.women)
        return None if man == woman else "he" if man else "she"

    def spoken_of(self, name: str) -> str | None:
        """ "he" or "she" where the article goes on so after a name: "Ito said she would"."""
        last = last_word(name)
        if last not in self._spoken_of:
            votes = [self._goes_on(end) for end in islice(self._ends(last), MENTIONS)]
            he, she = votes.count("he"), votes.count("she")
            seems = "he" if he > 2 * she else "she" if she > 2 * he else None
            self._spoken_of[last] = seems
        return self._spoken_of[last]

    def _ends(self, name: str) -> Iterator[int]:
        """Where a name stands as a word of its own: the offsets behind it."""
        at = self._text.find(name)
        while at >= 0:
            end = at + len(name)
            if not (self._text[at - 1 : at].isalnum() or self._text[end : end + 1].isalnum()):
                yield end
            at = self._text.find(name, end)

    def _goes_on(self, at: int) -> str | None:
        """The first pronoun after a name, if it comes before anybody else does."""
        w = self._w
        clause = OVER.split(self._text[at : at + NEAR], maxsplit=1)[0]
        for word, after in pairwise([*WORD.findall(clause), ""]):
            low = word.lower()
            whose = after and after.lower() not in w.small and after.lower() not in w.complements
            if low in w.he or (low in w.his and whose):
                return "he"
            if low in w.she or (low in w.her and whose):  # not "Ito told her that"
                return "she"
            another = self.bare(word) in w.roles and not low.endswith(w.third)  # "told reporters"
            if word[0].isupper() or low in w.coordinators or another:
                return None
        return None

    def surname(self, word: str) -> bool:
        """Whether a bare word is the last of somebody's full name in the article."""
        return word in self._surnames

    @cached_property
    def _names(self) -> list[list[str]]:
        names = dict.fromkeys(FULL_NAME.findall(self._text))
        return [[self.bare(x) for x in name.split()] for name in names]

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(n[-1] for n in self._names if self._w.impersonal.isdisjoint(n))

    @cached_property
    def _first_names(self) -> dict[str, set[str]]:
        """Surname -> the first names and titles that stand before it."""
        found: dict[str, set[str]] = {}
        for *before, last in self._names:
            found.setdefault(last, set()).update(before)
        return found

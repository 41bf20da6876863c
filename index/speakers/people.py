"""Whom a pronoun or a bare "the spokesman" means, or nobody where that is open."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Protocol

from index.speakers.kind import Kinds, last_word
from index.speakers.phrase import Reader
from index.speakers.tokens import Tokens
from index.speakers.words import Lexicon

BACK = 5  # sentences that "he" may reach back over
BACK_BODY = 3  # the same for "it" and "they"
FAR = 12  # sentences that "the spokesman" may reach back over
HEAD = 20_000  # characters of the article in which "the Turkish president" is looked up
BEFORE = 24  # tokens before a pronoun in which another person may be named
NAME_AFTER = re.compile(r"(?: [A-Z][\w’'-]{1,40}){1,4}")


class Numbered(Protocol):
    """Sentences by number."""

    def __getitem__(self, number: int) -> Tokens: ...

    def lower(self, number: int) -> list[str]: ...


class Ledger:
    """What the article has told so far: each sentence with who spoke in it."""

    def __init__(self, text: str, words: Lexicon, sentences: Numbered) -> None:
        self._text = text
        self._w = words
        self._sentences = sentences
        self._kinds = Kinds(text, words)
        self._told: list[str | None] = []
        self._called: dict[str, str] = {}  # last name -> the pronoun that was found to mean it
        self._opened: dict[int, str | None] = {}

    def add(self, speaker: str | None) -> None:
        """Notes who speaks in the next sentence."""
        self._told.append(speaker)

    def join(self, names: list[str]) -> str | None:
        """Several speakers of one sentence as one name; None where there is none."""
        return f" {self._w.both} ".join(dict.fromkeys(names)) or None

    def resolve(self, name: str, sentence: Tokens, at: int) -> str | None:
        """The speaker that `name` at token `at` means: itself unless it points back."""
        low, w = name.lower(), self._w
        if low in w.pronouns and (before := self._clause_before(low, sentence, at)):
            return before
        if low in w.he or low in w.she:
            return self._while(sentence, at) or self._one(low in w.he, sentence, at)
        if low in w.it or low in w.they:
            own = self._own(sentence, at) if low in w.it else None
            if own and self._kinds.person(own) is not True:
                return own  # "The port is closed, it said"
            return self._several() if low in w.they else self._body()
        if low.startswith(w.definite + " ") and not name.rsplit(maxsplit=1)[-1][0].isupper():
            return self._definite(name, self._own(sentence, at))
        return name

    # Within the sentence

    def _own(self, sentence: Tokens, at: int) -> str | None:
        """The name that the sentence itself opens with before token `at`."""
        found = Reader(sentence, self._w).opening()
        if found is None or found.last > at or sentence.lower[found.first] in self._w.pronouns:
            return None
        words = sentence.words[max(1, found.first) : found.last] or [sentence.words[found.first]]
        named = any(word[0].isupper() for word in words)
        return sentence.slice(found.first, found.last) if named else None

    def _clause_before(self, pronoun: str, sentence: Tokens, at: int) -> str | None:
        """The subject before "; it said"; None where another may be meant or they do not agree."""
        w, reader = self._w, Reader(sentence, self._w)
        stop = next((k for k in range(at - 1, max(0, at - 4), -1) if sentence.words[k] == ";"), 0)
        if not stop or w.coordinators.intersection(sentence.lower[stop:at]):
            return None  # "...; but it said"
        start = max((k for k in range(stop) if sentence.words[k] == ";"), default=-1) + 1
        found = reader.opening(start)
        if found is None or found.last >= stop or sentence.lower[found.first] in w.pronouns:
            return None
        name = sentence.slice(found.first, found.last)
        human = self._kinds.person(name)
        if pronoun in w.it or pronoun in w.they:
            agrees = human is False if pronoun in w.it else human is not True
        else:
            wanted = "he" if pronoun in w.he else "she"
            seems = self._kinds.man_or_woman(name) or self._seems(name)
            agrees = bool(human) and seems in (None, wanted)
            agrees = agrees and not self._another_named(sentence, at, name)
        if not agrees:
            return None
        plain = name.lower().startswith(w.definite + " ") and name.rsplit(maxsplit=1)[-1].islower()
        return self._definite(name, None) if plain else name

    def _while(self, sentence: Tokens, at: int) -> str | None:
        """The subject of the clause before: "While Ito was there, he said"."""
        if at < 3 or sentence.lower[0] not in self._w.subordinators:
            return None
        found = Reader(sentence, self._w).head(1)
        if found is None or found.last >= at:
            return None
        name = sentence.slice(found.first, found.last)
        return name if self._kinds.person(name) else None

    def _another_named(self, sentence: Tokens, at: int, name: str) -> bool:
        """Whether the sentence names another person in full before the pronoun at token `at`."""
        known = set(self._kinds.words(name))
        run: list[str] = []
        for k in range(max(0, at - BEFORE), at + 1):
            word = sentence.words[k] if k < at else ""
            if word[:1].isupper() and sentence.lower[k] not in self._w.never_names:
                run.append(self._kinds.bare(word))
                continue
            if len(run) > 1 and self._kinds.surname(run[-1]) and known.isdisjoint(run):
                return True
            run = []
        return False

    # In the sentences before

    def _one(self, man: bool, sentence: Tokens, at: int) -> str | None:
        """The one person that "he" or "she" can be: who spoke or was told of last."""
        w = self._w
        wanted = "he" if man else "she"
        passed = False  # whether somebody was passed over who only seems to be of the other sex
        before = self._before(BACK)
        for number, (back, name) in enumerate(before):
            if name.lower() in w.he or name.lower() in w.she:
                continue
            if self._kinds.several(name):
                return None
            human = self._kinds.person(name)
            told = self._told[len(self._told) - 1 - back] is not None
            if self._unnamed(len(self._told) - 1 - back):
                return None
            known = self._kinds.man_or_woman(name)
            seems = known or self._seems(name) if human is not False else None
            if human is None and told and (back == 0 or seems):
                human = True  # a single name that spoke just before: "Jin"
            if not human and (back >= 2 or (human is None and told and self._alone(name))):
                return None
            if not human or known not in (None, wanted):
                continue
            if seems not in (None, wanted):
                passed = True
                continue
            if seems is None and (passed or self._rival(name, wanted, before[number + 1 :])):
                return None
            there = self._sentences[len(self._told) - 1 - back]
            beside = seems is None and self._another_named(there, len(there), name)
            if beside or self._another_named(sentence, at, name):
                return None  # "Ito accused Brandt of lying. She said ..."
            self._called.setdefault(self._last_name(name), wanted)
            return name
        return None

    def _last_name(self, name: str) -> str:
        return self._kinds.bare(last_word(name))

    def _seems(self, name: str) -> str | None:
        """ "he" or "she" as the article speaks of somebody; None where it does not tell."""
        return self._called.get(self._last_name(name)) or self._kinds.spoken_of(name)

    def _rival(self, name: str, wanted: str, others: list[tuple[int, str]]) -> bool:
        """Whether the pronoun may as well be another, of whom two are in talk with each other:
        "He said ... She said ...", or 'Ito said so. "No," Brandt said. He ...'."""
        opposite = self._w.she if wanted == "he" else self._w.he
        following = self._sentences.lower(len(self._told) + 1)
        if not opposite.isdisjoint(following[:2]):
            return True
        if not self._alone(name):
            return False  # newly named in full: told of from here on
        own = self._last_name(name)
        for back, other in others[:2]:
            human = self._kinds.person(other)
            if human is None and self._told[len(self._told) - 1 - back] is None:
                continue  # perhaps no person, and said nothing
            if self._last_name(other) != own and human is not False:
                known = self._kinds.man_or_woman(other) or self._seems(other)
                unknown = known is None and any(x[0].isupper() for x in other.split()[1:])
                if known == wanted or (unknown and human):
                    return True
        return False

    def _alone(self, name: str) -> bool:
        """Whether a name is a last name and nothing besides."""
        return " " not in name and name[:1].isupper()

    def _unnamed(self, number: int) -> bool:
        """Whether an unnamed somebody speaks of somebody who is named: "Ito left, an aide said"."""
        speaker, subject = self._told[number], self._subject(number)
        if not speaker or not subject or any(c.isupper() for c in speaker.split(" ", 1)[-1]):
            return False
        return subject[0].isupper() and subject != speaker and bool(self._kinds.person(subject))

    def _body(self) -> str | None:
        """The body that "it" can be; None where a person was told of since."""
        for _, name in self._before(BACK_BODY):
            if name.lower() not in self._w.pronouns:
                return None if self._kinds.person(name) else name
        return None

    def _several(self) -> str | None:
        """The people or the body that "they" can be."""
        for _, name in self._before(BACK_BODY):
            if name.lower() in self._w.pronouns or self._kinds.person(name):
                continue
            last = self._kinds.bare(name.split(",")[0].split()[-1])
            if last.endswith(self._w.third) or self._kinds.person(name) is False:
                return name
        return None

    def _before(self, most: int) -> list[tuple[int, str]]:
        """Who spoke in the sentences before, or what they opened with; the last one first."""
        last = len(self._told) - 1
        found = []
        for number in range(last, max(-1, last - most), -1):
            if name := self._told[number] or self._subject(number):
                found.append((last - number, name))
        return found

    def _subject(self, number: int) -> str | None:
        """The subject that a sentence opens with; None for a name that nothing is told of."""
        if number not in self._opened:
            sentence = self._sentences[number]
            found = Reader(sentence, self._w).opening()
            told = found is not None and found.last < len(sentence) - 1
            name = sentence.slice(found.first, found.last) if found and told else None
            self._opened[number] = name
        return self._opened[number]

    # "the spokesman", "the Turkish president", "the company"

    def _definite(self, name: str, own: str | None) -> str | None:
        """The speaker who was called so before; `name` itself where there is none."""
        words = [self._kinds.bare(x) for x in name.split()[1:]]
        last = len(self._told) - 1
        for number in range(last, max(-1, last - FAR), -1):
            speaker = self._told[number]
            if speaker and self._is_called(speaker, words):
                return speaker
            if len(words) == 1 and self._sentences[number].has_named(words[0]):
                return name
        if 1 < len(words) < 6:
            return self._named_with(" ".join(words)) or name
        if len(words) == 1 and words[0] in self._w.generic:
            return self._generic(words[0], own) or name
        return name

    def _is_called(self, speaker: str, words: list[str]) -> bool:
        """Whether a speaker's name holds these words, and as what the speaker is."""
        if self._kinds.several(speaker) or not set(self._kinds.words(speaker)).issuperset(words):
            return False
        if self._kinds.person(speaker):  # "the club" is not "club president Alba Rosen"
            return words[-1] not in self._w.bodies
        return words[-1] in self._kinds.heads(speaker)  # "the county" is not "county police"

    def _generic(self, noun: str, own: str | None) -> str | None:
        """What "the company" is: the sentence's own subject, or the body that spoke last."""
        if own and noun in self._w.firms and self._kinds.person(own) is not True:
            return own  # "Holm & Dagny has closed, the company said"
        for speaker in reversed(self._told[-BACK:]):
            if speaker and self._kinds.person(speaker) is not True:
                if noun in self._w.firms and self._w.civic & self._kinds.heads(speaker):
                    return None  # "the company" is no union
                words = speaker.split()
                named = any(x[0].isupper() for x in words[1:] or words)
                return speaker if named and (not own or own in speaker) else None
        return None

    def _named_with(self, called: str) -> str | None:
        """ "Turkish President Ivo Karel" for "turkish president", as the article has it."""
        at = self._opening_text.find(called + " ")
        if at < 0 or (at > 0 and self._text[at - 1].isalnum()):
            return None
        match = NAME_AFTER.match(self._text, at + len(called))
        full = self._text[at : match.end()] if match else ""
        if called.rsplit(maxsplit=1)[-1] in self._w.bodies and (
            self._kinds.person(full) or self._w.bodies & self._kinds.heads(full)
        ):
            return None  # "the city police" are no "City Police Chief Ivo Karel"
        return full or None

    @cached_property
    def _opening_text(self) -> str:
        head = self._text[:HEAD]
        lower = head.lower()
        return lower if len(lower) == len(head) else ""

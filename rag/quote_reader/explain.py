"""Whom "he" and what "the minister" or "the town" in a quote stand for, where that is beyond doubt.

Only what the article says before the quote decides, and only the article's own words are given as
the meaning. In doubt nothing is explained: a wrong name beside a quote is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index import split
from index.article import Article, Sentence
from index.speakers.kind import FULL_NAME, Kinds
from index.speakers.parsed import Parsed
from index.speakers.people import Ledger
from index.speakers.tokens import Tokens
from index.speakers.words import Lexicon, lexicon

Meaning = tuple[str, str]  # words of the quote, and whom or what they stand for

LONGEST = 60_000  # characters of an article that is read for this
MOST = 2  # explanations beside one quote
EARLY = 8  # tokens into the sentence at which a pronoun still stands for its subject
BACK = 2  # sentences before the quote, in one of which a person must be named
NEAR = 700  # characters before the quote in which the holder of an office must be named
NAME = r"[A-Z][\w’'-]{1,40}(?: (?:al-|de |of )?[A-Z][\w’'-]{1,40}){0,3}"
CAPITAL = re.compile(r"\b[A-Z][\w’'-]{1,40}")
PLACES = ("city", "town", "village")
# Offices that one person at a time holds and that stand beside a name; "the official" is anybody.
OFFICES = frozenset(
    "minister president mayor governor premier chancellor king queen prince princess pope"
    " archbishop ambassador envoy coach director chairman chairwoman secretary-general spokesman"
    " spokeswoman senator prosecutor sheriff".split()
)
SIGNS = re.compile(
    rf"\b(?i:he|she|his|her)\b|\b[Tt]he (?:{'|'.join([*sorted(OFFICES), *PLACES])})\b"
)
# Verbs whose past form looks like no verb: they tell that the noun before them is over.
IRREGULAR = frozenset(
    "began came cut fell gave held hit knew led left lost met paid put ran rose said saw set spoke"
    " stood told took went won wrote".split()
)
AFTER = frozenset("of for in from who which that , 's".split())  # "the mayor of Sable" says whom


class Explainer:
    """Explains quotes of one article, which is taken apart when the first of them needs it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._words = lexicon(article.language)

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return split.sentences(self._article)

    def of(self, start: int, end: int, speaker: str | None = None) -> tuple[Meaning, ...]:
        """The meanings for the sentence at [start, end); `speaker` is who is known to say it."""
        text = self._article.text
        if self._words is None or len(text) > LONGEST or not SIGNS.search(text, start, end):
            return ()
        at = next((n for n, s in enumerate(self._sentences) if s.start == start), None)
        if at is None or self._sentences[at].end != end:
            return ()
        parsed = Parsed(text, self._sentences, self._words)
        ledger = Ledger(text, self._words, parsed)
        for sentence in self._sentences[:at]:
            ledger.add(sentence.speaker)
        cues = parsed.cues(at)
        spoken = cues[0].phrase.first if len(cues) == 1 else None
        back = [text[s.start : s.end] for s in self._sentences[max(0, at - BACK) : at]]
        reading = _Reading(
            self._article, self._words, Kinds(text, self._words), ledger, parsed[at], spoken,
            speaker, text[:start], back,
        )  # fmt: skip
        return tuple(reading.meanings())


@dataclass(frozen=True)
class _Reading:
    """One sentence, `own`, after the text `before` it, of which `back` is the end.

    The token at `spoken` is whom its one verb of saying has for a subject.
    """

    article: Article
    w: Lexicon
    kinds: Kinds
    ledger: Ledger
    own: Tokens
    spoken: int | None
    speaker: str | None
    before: str
    back: list[str]

    def meanings(self) -> Iterator[Meaning]:
        told: set[str] = set()
        for k, words in self._pointing():
            if words.lower() in told or len(told) == MOST:
                continue
            noun = words.split()[-1].lower()
            if noun in PLACES:
                meaning = self._place(noun)
            else:
                meaning = self._holder(words, noun, k) if " " in words else self._person(words, k)
            last = meaning.split()[-1] if meaning else ""
            # A name in the quote itself, or in the lead-in as the speaker's, needs no second one.
            if meaning and last not in self.own.text and last not in (self.speaker or ""):
                told.add(words.lower())
                yield words, meaning

    def _pointing(self) -> Iterator[tuple[int, str]]:
        """The pronouns and bare "the ..." of the sentence, outside of quotation marks, in order."""
        own, w = self.own, self.w
        named = False  # whether somebody is named before, whom a pronoun may mean as well
        for k, (word, low) in enumerate(zip(own.words, own.lower, strict=True)):
            single = low in w.he or low in w.she or (k == 0 and (low in w.his or low in w.her))
            if single and not named and k < EARLY:
                yield k, word
                named = True  # of two pronouns only the first is sure
            elif low == w.definite and self._bare(k + 1):
                yield k, f"{word} {own.words[k + 1]}"
            elif low in w.roles or (word[0].isupper() and not self._opens(low, k)):
                named = True

    def _bare(self, k: int) -> bool:
        """Whether the noun at token `k` stands alone: no "the town council", no "the mayor of"."""
        own, w = self.own, self.w
        if k >= len(own) or own.lower[k] not in OFFICES.union(PLACES) or own.words[k][0].isupper():
            return False
        if k + 1 == len(own) or not own.words[k + 1][0].isalpha():
            return k + 1 == len(own) or own.words[k + 1] not in AFTER
        low = own.lower[k + 1]
        verb = low in w.say or low in w.auxiliaries or low in w.be or low in w.modals
        small = low in w.small or low in w.adverbs or low in w.subordinators
        formed = low in IRREGULAR or (low.endswith(("ed", "s")) and low not in w.nouns)
        return low not in AFTER and own.words[k + 1].islower() and (verb or small or formed)

    def _opens(self, low: str, k: int) -> bool:
        """Whether a word names nobody, though it may be set in capitals: "When", "Monday"."""
        w = self.w
        first = low in w.leads or low in w.small or low in w.subordinators
        return low in w.never_names or low in w.time or (k == 0 and first)

    def _person(self, words: str, k: int) -> str | None:
        """Whom the pronoun at token `k` means."""
        low = words.lower()
        man = low in self.w.he or low in self.w.his
        name = self.ledger.resolve("he" if man else "she", self.own, k)
        if not name or (self.spoken == k and name != self.speaker):
            return None  # the archive knows who speaks, and it is another
        return self._in_full(name) if self.kinds.known(name) and self._told_last(name) else None

    def _told_last(self, name: str) -> bool:
        """Whether the person is named just before, and nobody else since."""
        last = self._last(name)
        near = " ".join(self.back)
        mention = near.lower().rfind(last)
        since = (self.kinds.bare(m[0]) for m in CAPITAL.finditer(near, max(0, mention)))
        return mention >= 0 and not any(x != last and self.kinds.surname(x) for x in since)

    def _holder(self, words: str, noun: str, k: int) -> str | None:
        """Who "the minister" is: the only one in the article so far, by the title at a name."""
        office = re.escape(noun)
        # "Health Minister Lucia Merrow"; "Lucia Merrow, the minister"
        titled = [
            *re.finditer(rf"\b(?i:{office}) (?P<name>{NAME})", self.before),
            *re.finditer(
                rf"(?P<name>{NAME}), (?:the |a |an )?(?:[\w’'-]+ ){{0,4}}(?i:{office})\b",
                self.before,
            ),
        ]
        holders = {self._last(m["name"]): m["name"] for m in titled}
        if len(holders) != 1:
            return None
        [(last, name)] = holders.items()
        if last not in self.before[-NEAR:].lower():
            return None
        told = self.ledger.resolve(words.lower(), self.own, k)
        if told and told.lower() != words.lower() and last not in told.lower():
            return None
        return self._in_full(name)

    def _place(self, noun: str) -> str | None:
        """The one place that the article calls so: "the town of Sable", "Sable, a port city"."""
        called = [
            *re.finditer(rf"\b{noun} of (?P<name>{NAME})", self.before),
            *re.finditer(
                rf"(?P<name>{NAME})(?:,| is| was) (?:the|a|an) (?:[\w’'-]+ ){{0,4}}{noun}\b",
                self.before,
            ),
        ]
        names = {m["name"] for m in called}
        near = " ".join([self.article.title or "", self.article.place or "", *self.back[-1:]])
        return names.pop() if len(names) == 1 and min(names) in near else None

    def _in_full(self, name: str) -> str | None:
        """A person's name as the article gives it in full; None where two share the last name."""
        if not self.kinds.person(name) or not name.rsplit(maxsplit=1)[-1][0].isupper():
            return None  # "the Turkish leader" explains nothing
        last = self._last(name)
        full: dict[str, str] = {}
        for found in FULL_NAME.finditer(self.before):
            words = found[0].split()
            while words and self._opens(words[0].lower(), 0):
                del words[0]  # "When Ana Ito left"
            if len(words) > 2 and self.before.endswith(" of ", 0, found.start()):
                del words[0]  # "Secretary of State Ana Ito"
            for number, word in enumerate(words):
                first = self.kinds.bare(words[number - 1]) if number else ""
                if number and self.kinds.bare(word) == last and first not in self.w.titles:
                    bare = re.sub(r"['’]s?$", "", word)
                    whole = " ".join([*words[:number], bare])
                    full[first] = min(full.get(first, whole), whole, key=len)
        return next(iter(full.values())) if len(full) == 1 else None

    def _last(self, name: str) -> str:
        """The last name, bare."""
        return self.kinds.bare(name.split(",", 1)[0].rsplit(maxsplit=1)[-1])

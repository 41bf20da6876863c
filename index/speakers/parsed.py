"""The sentences of one article as tokens and cues, each worked out once and only when needed."""

from __future__ import annotations

import re

from index.article import Sentence
from index.speakers.cues import Cue, chosen, cues
from index.speakers.hearsay import hearsay
from index.speakers.quotes import quotations
from index.speakers.tokens import Tokens, tokens
from index.speakers.words import Lexicon

WORD = re.compile(r"[^\W\d_]+")


class Parsed:
    """Sentence by number: `parsed[3]` its tokens, `parsed.cues(3)` who is said to speak in it."""

    def __init__(self, text: str, sentences: list[Sentence], words: Lexicon) -> None:
        self._text = text
        self._sentences = sentences
        self._words = words
        self._tokens: dict[int, Tokens] = {}
        self._cues: dict[int, list[Cue]] = {}
        self._speaks: dict[int, bool] = {}
        self._quotes: dict[int, list[tuple[int, int]]] = {}
        number, last = 0, len(sentences)
        for quotation in quotations(text):
            while number < last and sentences[number].end <= quotation.start:
                number += 1
            inside = number
            while inside < last and sentences[inside].start < quotation.end:
                start = sentences[inside].start
                span = (
                    max(0, quotation.start - start),
                    min(quotation.end, sentences[inside].end) - start,
                )
                self._quotes.setdefault(inside, []).append(span)
                inside += 1

    def __getitem__(self, number: int) -> Tokens:
        if number not in self._tokens:
            sentence = self._sentences[number]
            text = self._text[sentence.start : sentence.end]
            self._tokens[number] = tokens(text, self._quotes.get(number, ()))
        return self._tokens[number]

    def lower(self, number: int) -> list[str]:
        """The tokens of a sentence in lower case; [] past the last one."""
        return self[number].lower if number < len(self._sentences) else []

    def may_speak(self, number: int) -> bool:
        """Whether anything in a sentence can tell a speaker: a verb of saying, a quotation."""
        if number in self._quotes:
            return True
        if number not in self._speaks:
            self._speaks[number] = self._triggered(number)
        return self._speaks[number]

    def _triggered(self, number: int) -> bool:
        sentence, w = self._sentences[number], self._words
        words = WORD.findall(self._text, sentence.start, sentence.end)
        return not w.written.isdisjoint(words) or (bool(words) and words[0].lower() in w.alone)

    def cues(self, number: int) -> list[Cue]:
        """Those that answer for the sentence; [] where it names no speaker."""
        if number not in self._cues:
            may = self.may_speak(number)
            self._cues[number] = (
                chosen(cues(self[number], self._words), self[number], self._words) if may else []
            )
        return self._cues[number]

    def hearsay(self, number: int) -> bool:
        """Whether who speaks in a sentence only passes on or denies what it quotes."""
        return hearsay(self.cues(number), self[number], self._words)

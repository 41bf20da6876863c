"""Interviews and transcripts: paragraphs that open with the name of who speaks, or "Q:" and "A:"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from index.speakers.kind import Kinds
from index.speakers.quotes import quotations
from index.speakers.words import Lexicon

LABEL = re.compile(
    r"^([A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,4}):[ \t]+(?=\S)", re.MULTILINE
)
NAME = re.compile(r" ([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){1,3})")
WORD = re.compile(r"[\w’']+")
LEAD = 2_000  # characters before the first question in which the interviewed person is named
APART = 2  # line breaks between two paragraphs of one conversation


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph; `speaker` is None where the outlet itself asks."""

    start: int
    end: int
    speaker: str | None


class Turns:
    """The turns of one article, by offset."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._w = words
        self._kinds = Kinds(text, words)
        self._turns = self._read()
        self._starts = [turn.start for turn in self._turns]

    def at(self, offset: int) -> Turn | None:
        """The turn that an offset is in."""
        number = bisect_right(self._starts, offset) - 1
        turn = self._turns[number] if number >= 0 else None
        return turn if turn and offset < turn.end else None

    def _read(self) -> list[Turn]:
        found = [(m.start(), self._line_end(m.end()), m[1]) for m in LABEL.finditer(self._text)]
        if not found:
            return []
        labels = {label for _, _, label in found}
        asks = not self._w.question.isdisjoint(labels)
        answers = not self._w.answer.isdisjoint(labels)
        talk = self._conversation(found)
        answering = self._interviewed(found[0][0]) if asks and answers else None
        turns = []
        for start, end, label in found:
            if label in self._w.question or label in self._w.answer:
                if asks and answers:
                    turns.append(Turn(start, end, answering if label in self._w.answer else None))
            elif label in talk or self._official(label):
                turns.append(Turn(start, end, label))
        return turns

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _conversation(self, found: list[tuple[int, int, str]]) -> set[str]:
        """The labels of paragraphs that follow each other as people talk to each other.

        One of them must come back after another and two of the paragraphs say "I", "we" or "you":
        players with their marks, or towns above news items, are no conversation.
        """
        talk: set[str] = set()
        run: list[tuple[int, int, str]] = []
        for turn in [*found, (-1, -1, "")]:
            gap = self._text[run[-1][1] : turn[0]] if run and turn[0] >= 0 else ""
            if run and (
                turn[0] < 0 or gap.strip() or len(gap) > APART or not self._person(turn[2])
            ):
                if self._talk(run):
                    talk.update(label for _, _, label in run)
                run = []
            if turn[0] >= 0 and self._person(turn[2]):
                run.append(turn)
        return talk

    def _talk(self, run: list[tuple[int, int, str]]) -> bool:
        names = [label for _, _, label in run]
        personal = sum(self._addresses(start, end) for start, end, _ in run)
        if len(set(names)) < 2 or personal < 2:
            return False
        if personal == len(run) and all(x.isupper() and " " in x for x in names):
            return True
        seen: set[str] = set()
        for before, label in pairwise(names):
            if label in seen and label != before:
                return True
            seen.add(before)
        return False

    def _addresses(self, start: int, end: int) -> bool:
        """Whether a paragraph says "I", "we" or "you" outside of quotation marks."""
        own, at = [], 0
        paragraph = self._text[start:end].lower().replace("’", "'")
        for quotation in quotations(self._text[start:end]):
            own.append(paragraph[at : quotation.start])
            at = quotation.end
        own.append(paragraph[at:])
        return not self._w.first_person.isdisjoint(WORD.findall(" ".join(own)))

    def _person(self, label: str) -> bool:
        """Whether a label can be somebody's name: "Ana Ito", "ITO"."""
        words = self._kinds.words(label)
        if not words or not self._w.impersonal.isdisjoint(words) or words[-1] in self._w.bodies:
            return False
        return len(words) > 1 or label.isupper() or self._kinds.surname(words[0])

    def _official(self, label: str) -> bool:
        """Whether a label is a title with a name in capitals: "PRESIDENT OSEI"."""
        words = self._kinds.words(label)
        if len(words) < 2 or not label.isupper() or not self._person(label):
            return False
        last = words[-1]
        if words[0] not in self._w.titles or last in self._w.nouns:
            return False
        return not re.search(rf"\b{re.escape(last)}\b", self._text)  # no word: "GENERAL ELECTION"

    def _interviewed(self, before: int) -> str:
        """Who answers: the one person whom the lead says was spoken to, or "the interviewee"."""
        lead = self._text[max(0, before - LEAD) : before]
        names = set()
        for phrase in self._w.interviewed:
            spoken = " ".join(phrase)
            at = lead.find(spoken)
            while at >= 0:
                if (match := NAME.match(lead, at + len(spoken))) and self._kinds.known(match[1]):
                    names.add(match[1])
                at = lead.find(spoken, at + 1)
        return names.pop() if len(names) == 1 else self._w.interviewee

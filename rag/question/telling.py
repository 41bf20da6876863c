"""Whether a sentence tells that something befell somebody, and not another whom it names."""

from __future__ import annotations

import re

from index.speakers.kind import FULL_NAME
from rag.question.befalls import Befalls, befalls
from rag.question.kinds import lists
from rag.question.presupposed import Presupposition

FAR = 160  # characters from a subject to what is said of it
NEAR = 45  # characters from an event to whom it befell: "the resignation of its leader, Ito"
HEAD = 400  # characters of a sentence that are read: a longer one is no sentence
WORD = re.compile(r"[\w’'-]+|[^\w\s]")
OWN = re.compile(r"\b(?:he|she|his|her|him|they|their)\b", re.IGNORECASE)
SAYS = frozenset("said told says tells".split())
OF_MYSELF = re.compile(r"\b(?:I|my|me)\b")
NOT = re.compile(
    r"(?:\b(?:not|no|never|nor|without|denied|denies|denying)\b|n[’']t\b)\W+(?:\w+\W+){0,2}$", re.I
)
ANOTHER_CLAUSE = re.compile(
    r"[;:\"“”]|\b(?:and|but|after|before|when|while|as|since|until|because|that)\b", re.IGNORECASE
)
SELF = frozenset("he she i".split())
WITH = frozenset("with to by from about against between alongside of for on at over behind".split())


def befell(taken: Presupposition, sentence: str, before: str, speaker: str | None) -> bool:
    """Whether the sentence tells what is taken for granted as of the person it befell.

    `before` is the sentence before it, in which "he" may be named; `speaker` whoever says it.
    True of what befell nobody in particular.
    """
    event = befalls().get(taken.befell)
    return event is None or tells(sentence, before, speaker, taken.owner, event)


def tells(sentence: str, before: str, speaker: str | None, owner: str, event: Befalls) -> bool:
    """Whether the sentence tells of the event as of `owner`, the last word of a name as written.

    `before` is the sentence before it, in which "he" may be named; `speaker` whoever says it.
    """
    text = sentence[:HEAD]
    named = re.compile(rf"(?<![\w-]){re.escape(owner)}(?![\w-])", re.IGNORECASE)
    owners = list(named.finditer(text))
    for told in event.told.finditer(text):
        if NOT.search(text[max(0, told.start() - 40) : told.start()]):
            continue
        if any(_joined(text, o.span(), told.span()) for o in owners):
            return True
        if owners:
            continue
        if named.search(before) and _of_whom(text, told.start(), OWN):
            return True
        if speaker and named.search(speaker) and _of_whom(text, told.start(), OF_MYSELF):
            return True
    return False


def _joined(text: str, owner: tuple[int, int], told: tuple[int, int]) -> bool:
    """Whether what is told belongs to a name of the same sentence."""
    if owner[1] <= told[0]:
        between = text[owner[1] : told[0]]
        if re.match(r"[’']s?\b", between) and len(between.split()) > 3:
            return False  # "Ito's minister resigned"
        return (
            len(between) <= FAR
            and not _another(between)
            and not _reported(between)
            and _lead(text[: owner[0]]) not in WITH
        )
    between = text[told[1] : owner[0]]
    if len(between) > NEAR or ANOTHER_CLAUSE.search(between):
        return False
    first = FULL_NAME.search(between + text[owner[0] : owner[1]])
    cut = between[: first.start()] if first else between
    return not _another(cut) and _lead(between) != "by"


def _of_whom(text: str, stop: int, pronoun: re.Pattern[str]) -> bool:
    """Whether a pronoun before the event is the one it belongs to."""
    found = list(pronoun.finditer(text[:stop]))
    if not found or _another(text[:stop]):
        return False
    return not _reported(text[found[-1].end() : stop])


def _another(text: str) -> bool:
    """Whether somebody is named in full in a piece of a sentence."""
    _, kinds = lists()
    return any(kinds.person(m[0]) for m in FULL_NAME.finditer(text))


def _reported(between: str) -> bool:
    """Whether a verb of saying comes between, and what is said is not of who says it."""
    english, _ = lists()
    words = WORD.findall(between)
    # Not "Islamic State", nor "reports", which is a noun as often.
    said = [w in english.say and (w.endswith("ed") or w in SAYS) for w in words]
    last = max((k for k, says in enumerate(said) if says), default=None)
    if last is None:
        return False
    after = [w.lower() for w in words[last + 1 :]]
    return not (SELF.intersection(after[:3]) or (after and after[-1] in ("his", "her")))


def _lead(before: str) -> str:
    """The word before a name and its titles: "with" of "with Turkey's president, Recep "."""
    english, _ = lists()
    words: list[str] = WORD.findall(before)
    while words:
        low = words[-1].lower()
        titled = words[-1][0].isupper() or low in english.roles or low in english.titles
        if not (titled or low in ("the", "its", "his", "her", "their", ",")):
            return low
        words.pop()
    return ""

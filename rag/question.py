"""Questions as asked to questions that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.errors import InputError
from index.words import ASKING, stems

LONGEST = 2000
PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|his|hers|its|their|them|there|that|those|these|this|then)\b", re.I
)
OPENER = re.compile(
    r"^(?:and|but|so|or|also|what about|how about|why|why not|since when|who else|where else|what else)\b[\s,]*",
    re.I,
)
NAMED = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+(?:\s+(?:of |the |al-)?[A-Z][\w’'-]+)*")


def checked(question: str) -> str:
    """The question without stray white space. Raises InputError if there is nothing to ask."""
    # A lone surrogate is half a character: nothing that reads the question could take it.
    whole = "".join(" " if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in question)
    text = " ".join(whole.split())
    if not any(c.isalnum() for c in text):
        raise InputError("The question is empty; ask something, such as: Who holds Manbij?")
    if len(text) > LONGEST:
        raise InputError(f"The question has {len(text):,} characters; shorten it to {LONGEST:,}.")
    return text


def standalone(question: str, history: Sequence[str]) -> str:
    """The question with what it leaves out supplied from the questions before it.

    A question that names its own subject is left alone, so that a change of topic does not
    drag the old one along.
    """
    if not history or not depends(question):
        return question
    previous = standalone(history[-1], history[:-1])
    rest = OPENER.sub("", question).strip(" ?") or question.strip(" ?")
    opener = OPENER.match(question)
    if opener and opener[0].lower().startswith(("what about", "how about")):
        return _about(previous, rest)
    here = set(stems(question))
    subject = [n for n in NAMED.findall(previous) if not set(stems(n)) <= here]
    if not subject or re.search(r"\b(?:many|much)\b", question, re.I):
        subject = [previous.strip(" ?")]
    return f"{question.strip()} ({', '.join(dict.fromkeys(subject))})"


def depends(question: str) -> bool:
    """Whether a question leans on the one before: it opens so, or points with a pronoun before
    it names anybody, or holds hardly a word of its own."""
    if (OPENER.match(question) and len(question.split()) <= 9) or len(question.split()) <= 2:
        return True
    named = NAMED.search(question)
    pronoun = PRONOUN.search(question)
    if pronoun and (not named or pronoun.start() < named.start()):
        return True
    return not named and len([s for s in stems(question) if s not in ASKING]) <= 1


def _about(previous: str, topic: str) -> str:
    """'What about Saraqeb?' after 'Who holds Manbij?': the old question, about the new thing."""
    old = NAMED.findall(previous)
    if old and topic[:1].isupper():
        return previous.replace(old[-1], topic)
    return f"{previous.strip(' ?')} {topic}?"

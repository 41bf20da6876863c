"""How a question or claim, and what stands before a sentence, are put to the judge."""

from __future__ import annotations

from collections.abc import Sequence

from index.asking import MONTHS
from index.words import names

MAX_TOKENS = 160
CONTEXT_WORDS = 24
REACH = 3  # questions before this one that are looked back at


def asked(question: str, history: Sequence[str] = ()) -> str:
    """The question with the one before it in front, where "he" may be named; if that names nobody
    either, with the one before that too. `history` is oldest first."""
    kept: list[str] = []
    for earlier in reversed(history[-REACH:]):
        kept.insert(0, earlier)
        if names(earlier):
            break
    return " ".join((*kept, question))


def context_of(title: str, day: str, before: Sequence[str]) -> str:
    """What stands before a sentence: title, month and year, the end of the sentences before it.

    `day` is an ISO day, "" where none is known.
    """
    month = f"{MONTHS[int(day[5:7]) - 1].capitalize()} {day[:4]}" if day else ""
    tail = " ".join(" ".join(before).split()[-CONTEXT_WORDS:])
    return " ".join(f"{part}." for part in (title.rstrip("."), month) if part) + f" {tail}"


def pair(first: str, context: str, sentence: str) -> tuple[str, str]:
    """The two segments that the judge reads.

    "[SEP]" is a word of the model's own language: an article must not be able to speak it.
    """
    one, two, three = (text.replace("[", "(") for text in (first[:600], context, sentence))
    return f"{one} [SEP] {two}", three

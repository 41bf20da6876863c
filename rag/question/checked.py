"""A question as typed -> one that can be asked."""

from __future__ import annotations

from index.errors import InputError

LONGEST = 2000  # characters


def checked(question: str) -> str:
    """The question without stray white space. Raises InputError if there is nothing to ask."""
    if not isinstance(question, str):
        raise InputError(f"A question is text; this is a value of type {type(question).__name__}.")
    # A lone surrogate is half a character: nothing that reads the question could take it.
    whole = "".join(" " if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in question)
    text = " ".join(whole.split())
    if not any(c.isalnum() for c in text):
        raise InputError("The question is empty; ask something, such as: Who holds Manbij?")
    if len(text) > LONGEST:
        raise InputError(f"The question has {len(text):,} characters; shorten it to {LONGEST:,}.")
    return text

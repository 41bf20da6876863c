"""Whether a noun phrase of a question is a person, by the words it is made of."""

from __future__ import annotations

from functools import cache

from index.speakers.kind import Kinds
from index.speakers.words import Lexicon, lexicon
from rag.question.clause import Clause
from rag.question.statement import plural
from rag.question.words import words


@cache
def lists() -> tuple[Lexicon, Kinds]:
    """The words for people, and what judges names by them."""
    english = lexicon("en")
    assert english is not None
    return english, Kinds("", english)


def titled(c: Clause, first: int, last: int) -> bool:
    """ "fire chief Nils Orr": a role and a name take no article."""
    english, _ = lists()
    return any(c.t.words[k][0].isupper() for k in range(first + 1, last)) and any(
        c.t.lower[k] in english.roles for k in range(first, last)
    )


def person_of(c: Clause, first: int, last: int, head: str, capital: bool) -> bool | None:
    """Whether tokens `first` up to `last` are one person; None where nothing tells.

    `head` is the noun they end in, in lower case; `capital` says that it is written as a name.
    """
    w, (english, kinds) = words(), lists()
    low = c.t.lower[first:last]
    if not capital:
        if head in w.places | w.bodies | w.events or head in english.bodies | english.documents:
            return False
        return None if head == "people" else head in english.roles and not plural(head)
    if low[0] in w.determiners:  # "the Turkish President Erdogan", but "the Harbour Party"
        return len(low) > 2 and not english.roles.isdisjoint(low[:-1])
    if any(part in ("and", "&") for part in low):
        return False
    if _thing(low, [c.t.words[k] for k in range(first, last)]):
        return False
    return kinds.person(c.t.slice(first, last))


def _thing(low: list[str], written: list[str]) -> bool:
    """Whether the words of a name are those of a thing, a body or a place."""
    w, (english, _) = words(), lists()
    at = next((k for k, word in enumerate(written) if word[0].isupper()), 0)
    lead, name = low[at - 1] if at else "", [x.lower() for x in low[at:]]
    motors = low[-1] in w.things and name[0] == "general"
    if not english.titles.isdisjoint(name) and lead not in w.things and not motors:
        return False
    if name[-1] in w.things | w.events | w.places or name[0] in w.prefixes:
        return True
    if lead in w.things | w.places | w.bodies or lead in english.bodies:
        return True
    given = english.men | english.women
    return len(name) > 1 and name[0] in w.leading and given.isdisjoint(name)

"""Questions that leave out what the one before said ("why?", "and in Aleppo?", "which ones?")."""

from __future__ import annotations

import re

from rag.question import times
from rag.question.clause import Clause, clause
from rag.question.fronted import fronted
from rag.question.predicate import end_of
from rag.question.replaced import replaced
from rag.question.verbs import verbs
from rag.question.words import words

LEADS = re.compile(r"^\W*(?:(?:and|but|so|or|also|ok|okay|well|then)\b[\s,]*)+", re.IGNORECASE)
ABOUT = re.compile(r"^\W*(?:what|how) about\b\s*", re.IGNORECASE)
LONGEST = 9  # words of a fragment


def bare(question: str) -> tuple[str, bool]:
    """Without "And", "What about" and closing marks; and whether it said "what about"."""
    rest = LEADS.sub("", question, count=1)
    about = ABOUT.match(rest)
    rest = rest[about.end() :] if about else rest
    return rest.strip().rstrip("?!. ").strip(), about is not None


def is_fragment(question: str) -> bool:
    """Whether a question has no clause of its own."""
    text, about = bare(question)
    if not text or len(text.split()) > LONGEST:
        return False
    if about:
        return True
    c = clause(text)
    if _short_polar(c):
        return True
    if c.form == "none":
        t = c.t
        first = t.lower[0] if len(t) else ""
        opens = first in words().wh or (
            first in words().prepositions and len(t) > 1 and t.lower[1] in words().wh
        )
        if opens:
            return (
                c.opener[1] >= end_of(t)
                or t.lower[min(c.opener[1], len(t) - 1)]
                in ("of", "ones", "not", "else", "exactly", "so")
                or len(t) <= 3
            )
        return LEADS.match(question) is not None or len(t) <= 4
    return (
        c.form == "copular"
        and c.subject[1] - c.subject[0] == 1
        and c.t.lower[c.subject[0]] in ("that", "it")
        and c.first == "why"
    )


def completed(question: str, earlier: str) -> str | None:
    """The fragment made whole with the earlier question; None where they do not fit together."""
    text, about = bare(question)
    earlier = earlier.strip()
    before = clause(earlier)
    if not text:
        return None
    if said := times.fragment(text, earlier):
        return times.placed(earlier, said)
    c = clause(text)
    t = c.t
    if not about and _short_polar(c):
        return _polar(c, before)
    asking = t.lower[0] in words().wh or (
        len(t) > 1 and t.lower[0] in words().prepositions and t.lower[1] in words().wh
    )
    asking = asking or (len(t) > 2 and t.lower[:2] == ["since", "when"])
    if asking and not about:
        return fronted(text, c, before)
    return replaced(text, earlier, before, about)


def _short_polar(c: Clause) -> bool:
    """ "Did Morvia", "was she": an auxiliary, and nothing behind its subject."""
    if c.form != "polar" or c.aux is None:
        return False
    end = end_of(c.t)
    if c.t.lower[c.aux] in words().be:
        return c.verb is None and end - c.aux == 2
    if c.verb is not None and c.t.lower[c.aux] in words().have:
        return False  # "Has the strike ended"
    # "Did the Selva army": the last word of the subject was taken for the verb.
    last = c.verb == end - 1 and not verbs().base(c.t.lower[end - 1])
    none = c.verb is None and c.subject[1] == c.subject[0] and c.rest[1] > c.rest[0]
    return (last or none) and end - c.aux - 1 <= 4


def _polar(c: Clause, before: Clause) -> str | None:
    """ "Did Morvia?" after "Did Castara ban fishing?": the same of another."""
    assert c.aux is not None
    subject = c.t.slice(c.aux + 1, end_of(c.t))
    if (
        before.form in ("polar", "inverted")
        and before.subject[1] > before.subject[0]
        and before.aux is not None
    ):
        stop = before.verb if before.verb is not None else before.rest[0]
        verb = before.t.slice(stop, before.rest[1])
        return f"{c.t.words[c.aux]} {subject} {verb}?"
    return None

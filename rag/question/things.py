"""What a question speaks of: its noun phrases, each with its place in the clause and its kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rag.question.clause import Clause, clause
from rag.question.kinds import lists, person_of, titled
from rag.question.predicate import Span
from rag.question.spans import TAILS, chunks_of, tail_of, timed_of
from rag.question.statement import plural, statement
from rag.question.verbs import verbs
from rag.question.words import words

Role = Literal["opener", "subject", "object", "owner", "oblique"]
MOST = 18  # words of a thing; a longer one would drown the question it is put into


@dataclass(frozen=True, slots=True)
class Thing:
    """`text` as it can stand in another question ("the ceasefire deal"); tokens `span` of its own.

    `person` is None where nothing tells. `located` stands after "in", "at" and the like.
    """

    text: str
    head: str
    role: Role
    span: Span
    person: bool | None = None
    plural: bool = False
    named: bool = False
    located: bool = False
    sex: str | None = None
    after: str = ""  # the preposition before it
    known: bool = False  # a person by title or first name, not by the look of the name

    @property
    def simple(self) -> bool:
        """Whether it takes a possessive: "the mayor's", not "the man who won's"."""
        return len(self.text.split()) <= 4 and not set(self.text.lower().split()) & (
            TAILS | {"who", "that", "what"}
        )


@lru_cache(maxsize=64)
def things(question: str) -> tuple[Thing, ...]:
    """In order of weight for one who asks on: subject, object, the rest, what was asked for."""
    c = clause(question)
    timed = timed_of(question, c)
    base = _base(c)
    found: list[Thing] = []
    if c.form == "none":
        found += _in_span(c, (0, len(c.t)), "object", timed, base)
    else:
        lead = (0, c.opener[0] if c.opener[1] else (c.aux or 0))
        if c.subject != c.opener:
            found += _in_span(c, c.subject, "subject", timed, base)
        found += _in_span(c, c.rest, "object", timed, base)
        found += _in_span(c, lead, "oblique", timed, base)
    if asked := _asked(c):
        found.append(asked)
    return tuple(t for t in found if len(t.text.split()) <= MOST)


def _base(c: Clause) -> str:
    """The base form of the verb, "" where there is none."""
    verb = c.t.lower[c.verb] if c.verb is not None else ""
    return verbs().lemma(verb) or verbs().thirds.get(verb) or verb


def _in_span(c: Clause, span: Span, role: Role, timed: frozenset[int], base: str) -> list[Thing]:
    """The noun phrases between two tokens; behind a preposition they are oblique."""
    out: list[Thing] = []
    chunks = chunks_of(c, span, timed)
    for number, (first, last) in enumerate(chunks):
        before = c.t.lower[first - 1] if first > span[0] else ""
        oblique = before in words().prepositions
        here: Role = (
            "oblique" if oblique else role if not any(t.role == role for t in out) else "oblique"
        )
        stop = tail_of(c, chunks, number)
        thing = _thing(c, first, last, stop, here, before if oblique else "", base)
        if thing and here == "object":
            thing = _told_of(c, thing, out, role)
        out += [thing] if thing else []
        of = next((k for k in range(first + 1, last - 1) if c.t.lower[k] == "of"), None)
        if of and thing and not thing.named:
            light = thing.head in words().light
            inner = _thing(c, of + 1, last, stop, here if light else "owner", "of", "")
            if inner and light:
                out.pop()  # who asks on from "the name of the ferry" asks about the ferry
            out += [inner] if inner and (inner.named or light) else []
        out += _owners(c, first, last, stop)
    return out


def _told_of(c: Clause, thing: Thing, subjects: list[Thing], role: Role) -> Thing:
    """ "A deal" that was told of is "the deal that Norland and Tessaly signed in June"; "its troops"
    are those of the subject."""
    w = words()
    first, stop = thing.span
    article = c.t.lower[first]
    own = (
        next((x for x in _in_span(c, c.subject, "subject", frozenset(), "")[:1]), None)
        if c.subject != c.opener
        else None
    )
    if article in w.possessives:
        of = own.text if own and own.simple else ""
        rest = thing.text.split(" ", 1)[-1]
        return replace(thing, text=f"{of}'s {rest}" if of else f"the {rest}")
    if (
        article not in ("a", "an")
        or c.verb is None
        or first != c.rest[0]
        or c.form not in ("polar", "inverted")
    ):
        return thing
    if own is None or c.negated is not None:
        return thing
    told = statement(replace(c, rest=(stop, c.rest[1])))
    return replace(thing, text=f"{thing.text} that {told}") if told else thing


def _thing(
    c: Clause, first: int, last: int, stop: int, role: Role, after: str, base: str
) -> Thing | None:
    w, low, written = words(), c.t.lower, c.t.words
    if all(low[k] in w.determiners | w.numerals for k in range(first, last)):
        return None
    if last - first == 1 and low[first] in w.adjectives:
        return None  # "go bankrupt"
    # "The Bank of Lorn's turnover" is a turnover.
    owned = next((k for k in range(last - 2, first, -1) if low[k].endswith(("'s", "s'"))), first)
    of = next((k for k in range(owned + 1, last) if low[k] == "of"), last)
    head = low[of - 1]
    capital = _capital(written[of - 1])
    named = capital and all(
        _capital(written[k]) or low[k] in ("of", "and", "the", "al", "&")
        for k in range(first, last)
    )
    text = c.t.slice(first, last if named else stop)
    joined = any(low[k] in ("and", "&") for k in range(first, of))
    opened = low[first] in w.determiners
    if low[first] in ("a", "an", "any", "some", "no", "this", "that", "these", "those"):
        text = "the " + c.t.slice(first + 1, last if named else stop)
    elif (
        not opened
        and not capital
        and not low[first].endswith(("'s", "s'"))
        and low[first] not in w.possessives
    ):
        text = text if titled(c, first, last) else "the " + text
    thing = Thing(
        text, head, role, (first, stop), person_of(c, first, of, head, capital),
        joined or plural(head), capital, after in w.located, None, after,
    )  # fmt: skip
    english, kinds = lists()
    sex = kinds.man_or_woman(c.t.slice(first, of) if capital else head)
    if thing.person is None and sex and named:
        thing = replace(thing, person=True)
    by_title = (sex and thing.person is not False) or not english.titles.isdisjoint(low[first:of])
    if capital and base in w.placing and role == "object" and not by_title:
        thing = replace(thing, located=True)
    if capital and base in w.heading and role == "object" and not by_title:
        thing = replace(thing, person=False)
    if thing.located and capital and not by_title:
        thing = replace(thing, person=None if thing.person else thing.person)
    return replace(
        thing, sex=sex if thing.person is not False else None, known=bool(by_title) or not capital
    )


def _capital(word: str) -> bool:
    """Whether a word is written as a name: "Assad", "al-Assad"."""
    return word[0].isupper() or word.startswith(("al-", "el-"))


def _owners(c: Clause, first: int, last: int, stop: int) -> list[Thing]:
    """ "Erdogan" of "Erdogan's visit", "the dockers" of "the dockers' strike in Lissa"."""
    out = []
    for k in range(first, last - 1):
        word = c.t.words[k]
        ending = next((e for e in ("'s", "’s", "'", "’") if word.endswith(e)), None)
        if ending is None:
            continue
        text = c.t.slice(first, k + 1)[: -len(ending)]
        head = c.t.lower[k].removesuffix("'s").rstrip("'’")
        capital = word[0].isupper()
        several = not capital and plural(head)
        if several and stop > last:
            text = f"{text} {c.t.slice(last, stop)}"
        if not capital and c.t.lower[first] not in words().determiners:
            text = "the " + text
        person = (
            person_of(c, first, k + 1, head, capital) if capital else False if several else None
        )
        _, kinds = lists()
        out.append(
            Thing(
                text,
                head,
                "owner",
                (first, k + 1),
                person,
                several,
                capital,
                sex=kinds.man_or_woman(text),
            )
        )
    return out


def _asked(c: Clause) -> Thing | None:
    """What the question asks for, as far as it says: "the striker that Port Sable signed"."""
    if c.form in ("none", "polar", "copular") or c.first in ("when", "where", "why", ""):
        return None
    if c.t.lower[c.opener[0]] in words().prepositions:
        return None
    inner = range(c.opener[0] + 1, c.opener[1])
    degree = c.first == "how"
    if degree and (
        c.opener[1] - c.opener[0] < 3 or c.t.lower[c.opener[0] + 1] not in ("many", "much")
    ):
        return None
    noun = c.t.slice(inner.start + degree, c.opener[1]) if len(inner) > degree else ""
    head = c.t.lower[c.opener[1] - 1] if noun else ""
    if head == "else":
        noun, head = "", ""
    english, _ = lists()
    several = plural(head)
    human = (
        c.first in ("who", "whom")
        or head in english.roles
        or head in ("people", "men", "women", "children")
    )
    if c.form == "subject":
        verb = c.t.slice(c.opener[1], c.rest[1])
        link = "who" if human else "that"
        text = (
            f"the {noun or 'person'} {link} {verb}" if noun or c.first != "what" else f"what {verb}"
        )
    else:
        told = statement(c)
        if told is None:
            return None
        text = (
            f"the {noun or 'person'} that {told}" if noun or c.first != "what" else f"what {told}"
        )
    if len(text.split()) > MOST and not noun:
        return None
    if len(text.split()) > MOST:
        text = f"the {noun or 'person'}"
    person = human and not several
    if c.first in ("who", "whom"):
        person = True
    base = _base(c)
    return Thing(
        text, head or ("person" if human else "thing"), "opener", c.opener, person, several, False,
        known=c.form == "subject" and base in words().heading,
    )  # fmt: skip

"""Words that point back ("he", "its", "there", "that deal", "the town") replaced by what they mean."""

from __future__ import annotations

from collections.abc import Container, Sequence

from index.speakers.tokens import Tokens, tokens
from rag.question.clause import clause
from rag.question.fitting import fit
from rag.question.kinds import lists
from rag.question.pointers import Pointer, adjunct, pointers
from rag.question.predicate import end_of
from rag.question.things import Thing
from rag.question.times import spoken
from rag.question.verbs import verbs
from rag.question.words import words

LONG = frozenset("who that what in at of on over near".split())  # in a name too long for "'s"
REACH = 4  # questions back that a pronoun may reach


def best(
    before: Sequence[Sequence[Thing]],
    want: str,
    *,
    objective: bool = False,
    but: Container[str] = (),
) -> Thing | None:
    """Of the nearest question that has any, the one that fits best; `before` is oldest first."""
    for least in (2, 1):  # what fits badly only where nothing else does
        for turn in reversed(before[-REACH:]):
            fitting = [
                (fit(t, want, objective=objective), -k, t)
                for k, t in enumerate(turn)
                if t.text not in but
            ]
            good = max(fitting, key=lambda x: x[:2], default=None)
            if good and good[0] >= least:
                return good[2]
    return None


def meant(
    p: Pointer,
    before: Sequence[Sequence[Thing]],
    t: Tokens,
    used: Container[str] = (),
    earlier: str = "",
) -> str | None:
    """The words to put in its place, None where nothing fits."""
    w = words()
    if p.want.startswith("the "):
        return _definite(p.want[4:], before)
    if p.want == "that" or p.want.startswith("that "):
        return _that(p, before)
    verb = t.lower[p.first - 1] if p.first else ""
    if p.want == "it" and (p.objective or verb == "behind") and (done := _done(verb, earlier)):
        return done
    if p.want == "it" and p.first and t.lower[p.first - 1] in w.concerning:
        matter = best_matter(before)
        if matter:
            return matter.text
    if p.want == "it" and (text := _document(t, p, before)):
        return text
    but = used if p.want in ("he", "she") else ()
    thing = best(before, p.want, objective=p.objective, but=but)
    if thing is None:
        return None
    if p.want == "it" and thing.head in w.quantities and (p.owner or not _measured(t)):
        thing = whose(before) or thing
    if p.want == "there":
        return f"{thing.after if thing.after in w.located else 'in'} {thing.text}"
    return thing.text


def whose(before: Sequence[Sequence[Thing]]) -> Thing | None:
    """Of what the last quantity was asked: "Teleo" of "Teleo's revenue", "how much it had in sales"."""
    for turn in reversed(before[-REACH:]):
        for asked in (x for x in turn if x.head in words().quantities):
            inside = (x for x in turn if x.role == "owner" and not x.person
                      and asked.span[0] <= x.span[0] < asked.span[1])  # fmt: skip
            did = (x for x in turn if x.role == "subject" and asked.role in ("opener", "object"))
            return next(inside, None) or next(did, None)
    return None


def _measured(t: Tokens) -> bool:
    """Whether a question asks what a quantity can do or be: "did it rise", "was it expected"."""
    c, v = clause(t.text), verbs()
    if c.verb is None or (c.aux is not None and c.t.lower[c.aux] in words().be):
        return True
    verb = c.t.lower[c.verb]
    return (v.lemma(verb) or v.thirds.get(verb) or verb) in words().moving


def _document(t: Tokens, p: Pointer, before: Sequence[Sequence[Thing]]) -> str | None:
    """ "What does it say": a text, before whoever made it."""
    after = t.lower[p.last] if p.last < len(t) else ""
    if after not in words().textual or p.owner or not before:
        return None
    english, _ = lists()
    return next((x.text for x in before[-1] if x.head in english.documents and not x.plural), None)


def _done(verb: str, earlier: str) -> str | None:
    """What was done, for who "ordered it" or "announced it": "the closing of the bridge"."""
    v, c = verbs(), clause(earlier)
    if (v.lemma(verb) or v.thirds.get(verb) or verb) not in words().doing:
        return None
    base = v.participles.get(c.t.lower[c.verb]) if c.verb is not None else None
    passive = (
        c.aux is not None and c.t.lower[c.aux] in words().be and c.form in ("polar", "inverted")
    )
    return f"the {v.ing(base)} of {c.text(c.subject)}" if base and passive else None


def _act(verb: str, earlier: str) -> str | None:
    """What somebody did, for "do that" and "did it": "rule on the pipeline"."""
    c = clause(earlier)
    if verb not in ("do", "did", "done", "doing") or c.verb is None:
        return None
    v, said = verbs(), c.t.lower[c.verb]
    base = v.lemma(said) or v.thirds.get(said) or (said if v.base(said) else None)
    if base is None or (c.aux is not None and c.t.lower[c.aux] in words().be):
        return None
    form = {"do": base, "did": v.past(base), "done": v.participle(base), "doing": v.ing(base)}
    return " ".join(x for x in (form[verb], c.text(c.rest)) if x)


def best_matter(before: Sequence[Sequence[Thing]]) -> Thing | None:
    """What the question before was about as a matter, rather than whoever had to do with it."""
    for turn in reversed(before[-REACH:]):
        for thing in sorted(
            turn, key=lambda x: {"opener": 0, "object": 1, "subject": 2}.get(x.role, 3)
        ):
            plain = thing.person is not True and thing.head != "thing"
            if plain and not (thing.named and (thing.role == "opener" or thing.person is None)):
                return thing
    return None


def _definite(noun: str, before: Sequence[Sequence[Thing]]) -> str | None:
    """ "The strike" is the one that was asked about; "the town" may be a name."""
    w = words()
    if noun in w.bodies and (owner := whose(before)) and owner.named:
        return owner.text
    for turn in reversed(before[-REACH:]):
        same = [
            x for x in turn if x.head == noun and len(x.text.split()) > 2 and x.role != "opener"
        ]
        if same:
            return same[0].text
        if noun in w.places and noun not in (
            "area",
            "place",
            "port",
            "capital",
            "camp",
            "river",
            "harbour",
            "state",
        ):
            named = [
                x
                for x in turn
                if x.named and x.person is not True and not x.plural and len(x.text.split()) <= 3
            ]
            if named:
                return max(named, key=lambda x: fit(x, "there")).text
        if noun in ("company", "club", "firm", "airline"):
            named = [x for x in turn if x.named and not x.located and not x.sex and not x.plural]
            named = [
                x
                for x in named
                if x.person is False or (x.role in ("owner", "oblique") and " " in x.text)
            ]
            if named:
                return named[0].text
    return None


def _that(p: Pointer, before: Sequence[Sequence[Thing]]) -> str | None:
    noun = p.want[5:]
    for turn in reversed(before[-REACH:]):
        same = [x for x in turn if noun and x.head == noun]
        if same:
            return same[0].text
    if noun in words().places:
        thing = best(before, "there")
        return thing.text if thing else None
    if not noun:
        thing = best(before, "it", objective=True)
        return thing.text if thing else None
    thing = best_matter(before)
    alike = thing and (thing.head in words().events) == (noun in words().events)
    return thing.text if thing and alike and not thing.named and not thing.plural else None


def supplied(question: str, before: Sequence[Sequence[Thing]], earlier: str) -> tuple[str, bool]:
    """The question with what it points at named, and whether anything still points nowhere."""
    t = tokens(question)
    out: list[str] = []
    at, open_ = 0, False
    used: set[str] = set()
    for p in pointers(question):
        text = meant(p, before, t, used, earlier)
        if text is None:
            open_ = open_ or not p.want.startswith("the ")
            continue
        if p.first < len(t) and t.spans[p.first][0] < at:
            continue
        used.add(text)
        start, end = t.spans[p.first][0], t.spans[p.last - 1][1]
        last = p.want == "that" or p.last >= end_of(t)
        if (
            p.want in ("that", "it")
            and last
            and p.first
            and (act := _act(t.lower[p.first - 1], earlier))
        ):
            text, start = act, t.spans[p.first - 1][0]
        if p.owner and t.lower[p.first] not in words().alone:
            text, end = _owned(text, t, p, end)
        elif p.owner:
            text = _possessive(text)
        elif t.lower[p.first].endswith("'s"):
            text += " is" if t.lower[p.first] != "its" else "'s"
        out += [question[at:start], text[:1].upper() + text[1:] if start == 0 else text]
        at = end
    made = "".join([*out, question[at:]])
    return spoken(made, earlier), open_


def _owned(text: str, t: Tokens, p: Pointer, end: int) -> tuple[str, int]:
    """ "Erdogan's" before what is owned, or "the contract of the striker who signed"."""
    if len(text.split()) <= 4 and LONG.isdisjoint(text.lower().split()):
        return _possessive(text), end
    k, stop = p.last, end_of(t)
    if k >= stop:
        return _possessive(text), end
    k += 1
    while k < stop and adjunct(t, k, stop) and t.lower[k] not in words().pronouns:
        k += 1
    return f"the {t.slice(p.last, k)} of {text}", t.spans[k - 1][1]


def _possessive(text: str) -> str:
    return text + ("'" if text.endswith("s") and not text.rsplit(" ", 1)[-1][0].isupper() else "'s")

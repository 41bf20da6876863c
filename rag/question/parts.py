"""A question that asks several things -> single questions, each complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.speakers.tokens import tokens
from rag.question import times
from rag.question.checked import LONGEST
from rag.question.clause import Clause, clause
from rag.question.follow_up import standalone
from rag.question.fragments import LEADS, is_fragment
from rag.question.predicate import end_of
from rag.question.things import things
from rag.question.verbs import verbs
from rag.question.words import words

MOST = 4
ASKED = re.compile(r"\?+\s+(?=\S)")
BARE = frozenset("when where why how".split())
PLACE = re.compile(r"\b((?:in|at|near|off|outside) (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)\?$")


def parts(question: str) -> tuple[str, ...]:
    """The single questions that a question asks, four at most; itself where it asks one thing.

    What one part leaves out ("and who ordered it?") is supplied from the parts before it. Where it
    is not sure that a question asks two things, it is left whole. Never raises.
    """
    if len(question) > LONGEST:
        return (question,)
    pieces = [p for sentence in _sentences(question) for p in _split(sentence)]
    if len(pieces) < 2:
        return (question,)
    if len(pieces) > MOST:
        pieces = [
            *pieces[: MOST - 1],
            " and ".join(p.rstrip("?") for p in pieces[MOST - 1 :]) + "?",
        ]
    pieces = _shared(pieces)
    made: list[str] = []
    for piece in pieces:
        full = LEADS.sub("", standalone(piece, made), count=1)
        made.append(full[:1].upper() + full[1:])
    return tuple(made) if len(set(made)) == len(made) else (question,)


def _sentences(question: str) -> list[str]:
    """At question marks; what is no question stays with the one that follows it."""
    found = [p.strip() for p in ASKED.split(question.strip())]
    found = [p for p in found if re.search(r"\w", p)]
    if len(found) < 2 or not all(_asks(p) for p in found):
        return [question.strip()]
    return [p if p.endswith("?") else p + "?" for p in found]


def _asks(text: str) -> bool:
    c = clause(text)
    return c.form != "none" or bool(c.opener[1]) or is_fragment(text)


def _split(question: str) -> list[str]:
    """At "and" before another question; as it is where there is none."""
    t = tokens(question)
    w, end = words(), end_of(t)
    if both := _both(question):
        return both
    cuts: list[tuple[int, int]] = []  # where a part ends, where the next begins
    for k in range(2, end - 1):
        joins = (
            t.lower[k] == "and"
            or t.lower[k] == ";"
            or (t.lower[k] == "," and t.lower[k + 1] != "and")
        )
        if not joins:
            continue
        begins = k + 1
        if t.lower[k] == "," and t.lower[begins] == "or":
            continue
        starts = t.lower[begins] in w.wh or t.lower[begins] in w.auxiliaries
        prep = (
            t.lower[begins] in w.prepositions and begins + 1 < end and t.lower[begins + 1] in w.wh
        )
        if starts or prep:
            stop = k - 1 if t.lower[k - 1] == "," else k
            cuts.append((stop + (t.lower[k - 1] != "," and stop != k), begins))
    if not cuts:
        return [question]
    spans: list[str] = []
    at = 0
    kept: list[tuple[int, int]] = []
    for stop, begins in cuts:
        kept.append((stop, begins))
    bounds = [0, *(b for _, b in kept)]
    ends = [*(s for s, _ in kept), end]
    for first, last in zip(bounds, ends, strict=True):
        spans.append(t.slice(first, last).strip(" ,;"))
        at = last
    comma = t.lower[cuts[0][0]] == "," if cuts[0][0] < len(t) else False
    if at and _apart(spans, comma=comma):
        return [s + "?" for s in spans]
    return [question]


def _apart(spans: Sequence[str], *, comma: bool) -> bool:
    """Whether every piece is a question of its own, and none belongs into the one before."""
    w = words()
    first = clause(spans[0])
    if first.form == "none" or (
        first.verb is None
        and first.form in ("polar", "inverted")
        and first.rest[0] >= first.rest[1]
    ):
        return False
    if _embeds(first):
        return False
    for piece in spans[1:]:
        c = clause(piece)
        whole = c.subject[1] > c.subject[0] and (c.verb is not None or c.rest[1] > c.rest[0])
        if c.form == "polar" and not (first.form == "polar" or comma or whole):
            return False
        if c.form == "none":
            if not (_bare(piece) and first.form != "polar") and not _bare(piece):
                return False
            continue
        if (
            c.aux is None
            and c.form == "subject"
            and c.first in ("when", "where", "why", "how", "what")
            and c.opener[1] - c.opener[0] == 1
            and c.first != "what"
        ):
            return False
        if c.form == "subject" and c.t.lower[c.opener[1]] in w.pronouns:
            return False
    return True


def _embeds(c: Clause) -> bool:
    """Whether a question holds another one, or a clause that "and" may go on with."""
    w = words()
    inner = range(max(c.opener[1], 1), end_of(c.t))
    asks = w.wh | {"that", "if", "whether"}
    return any(c.t.lower[k] in asks for k in inner)


def _bare(piece: str) -> bool:
    """ "Why", "by whom", "for how much", "by how many votes": an asking word without a clause."""
    c = clause(piece)
    return bool(c.opener[1]) and c.opener[1] >= end_of(c.t)


def _both(question: str) -> list[str] | None:
    """ "When and where was it signed": one clause asked two ways."""
    t = tokens(question)
    if (
        len(t) > 5
        and t.lower[1] == "and"
        and t.lower[0] in BARE
        and t.lower[2] in BARE
        and t.lower[3] in words().auxiliaries
    ):
        rest = t.slice(3, end_of(t))
        return [f"{t.words[0]} {rest}?", f"{t.words[2].capitalize()} {rest}?"]
    return None


def _shared(pieces: list[str]) -> list[str]:
    """What two parts share and only one of them says: "how many died, and how many were hurt in X"."""
    out = list(pieces)
    for k in range(1, len(out)):
        out[k] = _counted(out[k], out[k - 1])
    for k in range(len(out) - 2, -1, -1):
        out[k] = _counted(out[k], out[k + 1])
        if tail := _wanting(out[k], out[k + 1]):
            out[k] = f"{out[k].rstrip('?')} {tail}?"
    for k in range(1, len(out)):
        if tail := _wanting(out[k], out[k - 1]) or _place(out[k], out[k - 1]):
            out[k] = f"{out[k].rstrip('?')} {tail}?"
    return out


def _counted(piece: str, other: str) -> str:
    """With the noun of "how many people" where it says "how many" alone."""
    c, o = clause(piece), clause(other)
    if c.first != "how" or c.opener[1] - c.opener[0] != 2 or c.t.lower[c.opener[1] - 1] != "many":
        return piece
    noun = "people"
    if o.first == "how" and o.t.lower[o.opener[0] + 1] == "many" and o.opener[1] - o.opener[0] > 2:
        noun = o.t.slice(o.opener[0] + 2, o.opener[1])
    elif not _of_people(c):
        return piece
    return f"{c.t.slice(0, c.opener[1])} {noun} {c.t.slice(c.opener[1], len(c.t))}".replace(
        " ?", "?"
    )


def _of_people(c: Clause) -> bool:
    """Whether what is told happens to people: "died", "were injured"."""
    lemma = verbs().lemma(c.t.lower[c.verb]) if c.verb is not None else None
    return lemma in (
        "die",
        "injure",
        "wound",
        "arrest",
        "kill",
        "hurt",
        "displace",
        "flee",
        "detain",
        "rescue",
        "drown",
        "infect",
    )


def _place(piece: str, other: str) -> str | None:
    """Where the part before ends, for one that asks of "the shells" and says nothing of whose."""
    c, place = clause(piece), PLACE.search(other)
    if not place or c.form != "subject" or c.verb is None or c.rest[0] >= c.rest[1]:
        return None
    low = c.t.lower
    bare = low[c.rest[0]] == "the" and not words().pronouns.intersection(low)
    if not bare or any(x.named for x in things(piece)) or times.told(piece):
        return None
    told = set(low[c.rest[0] + 1 : c.rest[1]]) & words().located
    return None if told else place[1]


def _wanting(piece: str, other: str) -> str | None:
    """Where and in what the other part has it, if this one ends with its verb and names nothing."""
    c, o = clause(piece), clause(other)
    if c.form != "subject" or o.form != "subject" or c.first != o.first or c.verb is None:
        return None
    if c.rest[0] < c.rest[1] or any(x.named for x in things(piece)) or times.told(piece):
        return None
    if o.rest[0] >= o.rest[1] or o.t.lower[o.rest[0]] not in words().located | {
        "on",
        "during",
        "by",
        "after",
        "over",
    }:
        return None
    return o.text(o.rest)

"""Another thing asked of the clause before ("why?", "since when?", "which ones?")."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.question.clause import Clause
from rag.question.predicate import end_of
from rag.question.statement import statement
from rag.question.things import things
from rag.question.verbs import verbs
from rag.question.words import words

OF_THEM = re.compile(r"\s+of (?:them|these|those)\b", re.IGNORECASE)


def fronted(text: str, c: Clause, before: Clause) -> str | None:
    low = text.lower()
    text = text[:1].upper() + text[1:]
    if low in ("why", "why not", "how come", "why so", "why is that", "why was that", "why that"):
        return _why(before, no=low == "why not")
    if low.startswith("which ones") or (low.startswith("which of ") and len(c.t) == 3):
        return _which("which", before)
    if c.t.lower[:2] == ["how", "many"] and (len(c.t) == 2 or OF_THEM.fullmatch(text[8:])):
        return _which("how many", before)
    if low in ("who else", "where else", "what else", "when else") and before.first == c.first:
        return _with_opener(text, before)
    if c.first == before.first and before.form != "polar" and len(c.t) == 1:
        return None
    inner = _perfect(before, low) or _inverted(before)
    return f"{text} {inner}?" if inner else None


def _perfect(before: Clause, asked: str) -> str | None:
    """ "When" asks for a past, "since when" for what has been since."""
    v = verbs()
    if before.verb is None:
        return None
    verb = before.t.lower[before.verb]
    if asked == "when" and before.aux is not None and before.t.lower[before.aux] in ("has", "have"):
        base = v.participles.get(verb)
        if base and before.form == "polar" and before.negated is None:
            return " ".join(
                x for x in ("did", before.text(before.subject), base, before.text(before.rest)) if x
            )
    if (
        asked == "since when"
        and before.form == "subject"
        and before.aux is None
        and before.first == "who"
    ):
        base = v.thirds.get(verb)
        return f"has that person {v.participle(base)} {before.text(before.rest)}" if base else None
    return None


def _why(before: Clause, *, no: bool) -> str | None:
    inner = _inverted(before)
    if inner is None:
        return None
    if (
        no
        and before.form in ("polar", "inverted")
        and before.negated is None
        and before.aux is not None
    ):
        stop = before.verb if before.verb is not None else before.rest[0]
        head = before.t.slice(*before.subject)
        return (
            f"Why {before.t.lower[before.aux]} {head} not {before.t.slice(stop, before.rest[1])}?"
        )
    return f"Why {inner}?"


def _inverted(c: Clause) -> str | None:
    """The clause from its auxiliary on, with a word for what it asked for: "did Ito leave Rome"."""
    if c.form in ("polar", "inverted") and c.aux is not None:
        if c.subject[1] <= c.subject[0]:
            return (
                _lowered(c, c.aux)
                if c.form == "polar" or c.first in ("when", "where", "why", "how")
                else None
            )
        stop = c.verb + 1 if c.verb is not None else c.rest[0]
        head = " ".join([c.t.lower[c.aux], c.t.slice(c.aux + 1, stop)])
        return " ".join(x for x in (head, _gap(c), c.text(c.rest)) if x)
    if c.form == "subject":
        return _passive(c) or _do_so(c)
    return None


def _lowered(c: Clause, start: int) -> str:
    return f"{c.t.lower[start]} {c.t.slice(start + 1, end_of(c.t))}"


def _gap(c: Clause) -> str:
    """What stands for the thing an inverted question asks for."""
    if c.form != "inverted" or (
        c.first in ("when", "where", "why", "how", "") and c.opener[1] - c.opener[0] < 3
    ):
        return ""
    if c.t.lower[c.opener[0]] in words().prepositions:
        return ""
    noun = _noun(c)
    if noun:
        return f"the {noun}" if c.first != "how" or c.t.lower[c.opener[0] + 1] == "many" else ""
    return "that person" if c.first in ("who", "whom") else "that" if c.first == "what" else ""


def _noun(c: Clause) -> str:
    """The noun of "which striker" and "how many people"; "" where there is none."""
    first = c.opener[0] + (2 if c.first == "how" else 1)
    text = c.t.slice(first, c.opener[1]) if c.opener[1] > first else ""
    return "" if text.lower() == "else" else text


def _passive(c: Clause) -> str | None:
    """ "Who won the race in Varna" -> "was the race in Varna won"."""
    if c.aux is not None and c.verb is not None:
        aux = c.t.lower[c.aux]
        noun = _noun(c)
        subject = f"the {noun}" if noun else "that person" if c.first == "who" else "that"
        if aux == "were" and not noun:
            aux = "was"
        return f"{aux} {subject} {c.t.slice(c.aux + 1, c.rest[1])}"
    if c.verb is None or c.rest[0] >= c.rest[1] or c.first not in ("who", "which", "what"):
        return None
    v, w = verbs(), words()
    base = v.pasts.get(c.t.lower[c.verb])
    if base is None or base in ("be", "become", "have") or c.t.lower[c.rest[0]] in w.prepositions:
        return None
    found = next((x for x in things(c.t.text) if x.role == "object"), None)
    if found is None or found.span[0] > c.rest[0] + 1:
        return None
    obj = c.t.slice(c.rest[0], found.span[1])
    tail = c.t.slice(found.span[1], c.rest[1])
    be = "were" if found.plural else "was"
    return " ".join(x for x in (be, obj, v.participle(base), tail) if x)


def _do_so(c: Clause) -> str | None:
    """ "How many people died in Lissa" -> "did the people die in Lissa"."""
    if c.verb is None:
        return None
    v, noun = verbs(), _noun(c)
    subject = f"the {noun}" if noun else "that person" if c.first == "who" else "that"
    low = c.t.lower[c.verb]
    if base := v.lemma(low):
        return " ".join(x for x in (f"did {subject} {base}", c.text(c.rest)) if x)
    if base := v.thirds.get(low):
        return " ".join(x for x in (f"does {subject} {base}", c.text(c.rest)) if x)
    return None


def _which(asked: str, before: Clause) -> str | None:
    """ "Which ones" and "how many" of what the question before was about."""
    rest = before.t.slice(before.opener[1], end_of(before.t))
    if before.form != "polar" and before.first in ("who", "which", "what", "how"):
        noun = _noun(before) or ("people" if before.first == "who" else "")
        if not noun:
            return None
        if before.form == "subject" and before.aux is not None and before.first == "who":
            verb = before.t.lower[before.aux]
            rest = f"{'were' if verb == 'was' else verb} {before.t.slice(before.aux + 1, end_of(before.t))}"
        return f"{asked.capitalize()} {noun} {rest}?"
    several = [
        x
        for x in things(before.t.text)
        if x.plural and x.role in ("object", "oblique", "subject") and not x.named
    ]
    obj = next((x for x in several if x.role == "object"), None)
    if obj and before.aux is not None and before.subject[1] > before.subject[0]:
        first, last = obj.span
        core = last
        while core > first + 1 and before.t.lower[core - 1] != obj.head:
            core -= 1
        det = before.t.lower[first] in words().determiners
        noun = before.t.slice(first + det, core)
        clause_ = " ".join([before.t.lower[before.aux], before.t.slice(before.aux + 1, first)])
        tail = before.t.slice(core, end_of(before.t))
        return f"{asked.capitalize()} {noun} {clause_} {tail}".strip() + "?"
    subject = next((x for x in several if x.role == "subject"), None)
    told = statement(replace(before, form="polar")) if subject else None
    if subject and told and told.startswith(before.text(before.subject)):
        noun = before.text(before.subject).removeprefix("the ")
        return f"{asked.capitalize()} {noun}{told[len(before.text(before.subject)) :]}?"
    return None


def _with_opener(text: str, before: Clause) -> str | None:
    return f"{text} {before.t.slice(before.opener[1], end_of(before.t))}?"

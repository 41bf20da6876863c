"""What a question takes for granted, as a statement that articles can bear out or contradict."""

from __future__ import annotations

from dataclasses import dataclass

from index.words import names, stems
from rag.question.asked import LONGEST
from rag.question.clause import Clause, clause
from rag.question.pointers import pointers
from rag.question.predicate import end_of
from rag.question.statement import sentence, statement
from rag.question.verbs import verbs
from rag.question.words import words

MADE = frozenset("made caused led prompted drove forced pushed persuaded moved".split())
LINKS = frozenset("after since when before once until".split())
FORWARD = frozenset("should could would might may must".split())


@dataclass(frozen=True, slots=True)
class Presupposition:
    """`text` is a plain declarative sentence. `verb` is the stem of what is said to have happened,
    `names` the stems of the names it rests on: an article bears it out that has them all."""

    text: str
    verb: str
    names: tuple[str, ...]


def presupposed(question: str) -> str | None:
    """The statement a question takes for granted: "Why did Ito resign?" -> "Ito resigned.".

    None for yes/no questions, for who, what and how many, which take hardly anything for granted,
    where a pronoun is still open, and wherever the grammar is not sure. Never raises.
    """
    found = presupposition(question)
    return found.text if found else None


def presupposition(question: str) -> Presupposition | None:
    """As `presupposed`, with what must be borne out."""
    if len(question) > LONGEST or question.count("?") > 1 or _open(question):
        return None
    c = clause(question.strip())
    if c.form == "none" and not c.opener[1]:
        return None
    if c.form == "polar":
        return None
    found = _main(c) or _caused(c) or _linked(c)
    if found is None:
        return None
    told, verb = found
    text = sentence(_second(told))
    return Presupposition(text, next(iter(stems(verb)), verb), tuple(sorted(names(text))))


def _open(question: str) -> bool:
    """Whether a pronoun in it means nobody that it names."""
    return any(not p.want.startswith("the ") for p in pointers(question))


def _main(c: Clause) -> tuple[str, str] | None:
    """Of "why", "when", "how" and "where" with a verb."""
    w, v = words(), verbs()
    if c.form != "inverted" or c.aux is None or c.subject[1] <= c.subject[0]:
        return None
    aux = c.t.lower[c.aux].removesuffix("n't")
    verb = c.t.lower[c.verb] if c.verb is not None else ""
    base = v.lemma(verb) or v.ongoing.get(verb) or verb
    day = c.t.lower[c.opener[1] - 1] in (
        "day",
        "date",
        "year",
        "month",
        "time",
        "week",
    ) and c.first in ("what", "which")
    first = "when" if day else c.first
    if first not in ("why", "when", "how", "where") or aux in FORWARD:
        return None
    if c.t.lower[c.subject[0]] in w.first_person | w.indefinite | {"it", "there", "one"}:
        return None
    if first == "how" and (
        c.opener[1] - c.opener[0] > 1 or aux not in ("did", "was", "were", "has", "have", "had")
    ):
        return None
    if first == "where" and (not verb or aux not in ("did", "was", "were", "has", "have", "had")):
        return None
    if first in ("how", "where") and base in w.no_premise:
        return None
    if first in ("when", "how", "where") and not verb:
        return None
    if first in ("when", "where") and base in ("bear", "born"):
        return None
    told = statement(c)
    return (told, base or c.t.lower[c.rest[0]]) if told else None


def _caused(c: Clause) -> tuple[str, str] | None:
    """ "What made the bank close": the bank closed."""
    v = verbs()
    if c.form != "subject" or c.first != "what" or c.opener[1] - c.opener[0] != 1 or c.verb is None:
        return None
    if c.t.lower[c.verb] not in MADE:
        return None
    start = c.rest[0]
    to = next((k for k in range(start + 1, c.rest[1]) if c.t.lower[k] == "to"), None)
    if to is not None and to + 1 < c.rest[1] and v.base(c.t.lower[to + 1]):
        subject, verb = (start, to), to + 1
    elif c.t.lower[c.verb] == "made":
        # As if it were asked with "did", to find where the subject ends.
        inner = clause("did " + c.t.slice(start, c.rest[1]))
        told = statement(inner)
        return (told, inner.t.lower[inner.verb]) if told and inner.verb is not None else None
    else:
        return None
    told = " ".join(
        x
        for x in (c.t.slice(*subject), v.past(c.t.lower[verb]), c.t.slice(verb + 1, c.rest[1]))
        if x
    )
    return told, c.t.lower[verb]


def _linked(c: Clause) -> tuple[str, str] | None:
    """ "After the wall failed", "since Ito's resignation"."""
    w, v, end = words(), verbs(), end_of(c.t)
    start = max(c.opener[1], 1)
    link = next((k for k in range(start, end - 1) if c.t.lower[k] in LINKS), None)
    if link is None:
        return None
    if owned := _nominal(c, link + 1, end):
        return owned
    if c.t.lower[link + 1] in w.wh | w.pronouns | w.first_person | w.indefinite:
        return None
    for k in range(link + 2, end):
        low, before = c.t.lower[k], c.t.lower[k - 1]
        if low == ",":
            return None
        if low in w.be | w.have | w.modals | w.do and k + 1 < end:
            return c.t.slice(link + 1, end), c.t.lower[k + 1]
        inside = before in w.determiners | w.prepositions | w.possessives or before.endswith("'s")
        if low in v.pasts and not inside and c.t.words[k][0].islower():
            return c.t.slice(link + 1, end), v.pasts[low]
    return None


def _nominal(c: Clause, start: int, end: int) -> tuple[str, str] | None:
    """ "Ito's resignation", "the arrest of Ito": an event of somebody named."""
    nominal = verbs().nominal
    for k in range(start, min(end, start + 8)):
        low = c.t.lower[k]
        if low not in nominal:
            continue
        said = nominal[low]
        if k > start and c.t.lower[k - 1].endswith(("'s", "s'")):
            owner = c.t.slice(start, k)
            owner = owner[:-2] if owner[-2:] in ("'s", "’s") else owner[:-1]
            return f"{owner} {said}", said.split()[-1]
        if (
            k == start + 1
            and c.t.lower[start] == "the"
            and k + 2 < end
            and c.t.lower[k + 1] == "of"
        ):
            stop = k + 2
            while stop < end and (
                c.t.words[stop][0].isupper() or c.t.lower[stop] == "the" or not _small(c, stop)
            ):
                stop += 1
            return f"{c.t.slice(k + 2, stop)} {said}", said.split()[-1]
        return None
    return None


def _small(c: Clause, k: int) -> bool:
    w, low = words(), c.t.lower[k]
    return (
        not low[0].isalnum()
        or low in w.prepositions | w.conjunctions | w.clauses | w.auxiliaries | w.adverbs
    )


def _second(told: str) -> str:
    """The second verb of "stopped flying and fire" takes the form of the first."""
    v = verbs()
    parts = told.split(" ")
    past = next((p for p in parts if p in v.pasts and p not in v.only), None)
    modal = any(p in words().modals or p in ("did", "do", "does") for p in parts)
    if past is None or modal:
        return told
    for k, word in enumerate(parts[:-1]):
        after = parts[k + 1]
        takes = parts[k + 2 : k + 3] and parts[k + 2] in words().determiners | words().possessives
        verb = after in v.only or (after in v.both and takes)
        if word == "and" and verb and k > parts.index(past):
            parts[k + 1] = v.past(after)
    return " ".join(parts)

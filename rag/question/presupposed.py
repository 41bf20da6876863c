"""What a question takes for granted, as a statement that articles can bear out or contradict."""

from __future__ import annotations

from dataclasses import dataclass

from index.words import names, stems
from rag.question.befalls import befalls
from rag.question.checked import LONGEST
from rag.question.clause import Clause, clause
from rag.question.pointers import adjunct, pointers
from rag.question.predicate import end_of
from rag.question.statement import second, sentence, statement
from rag.question.things import things
from rag.question.verbs import verbs
from rag.question.words import words

MADE = frozenset("made caused led prompted drove forced pushed persuaded moved".split())
LINKS = frozenset("after since when before once until".split())
AFTER = frozenset("after since following during".split())
# What somebody has said can be told without a word for it: "Ito denied that".
SAID = frozenset(
    "claim claims allegation allegations accusation accusations charge charges suggestion idea notion"
    " request complaint complaints criticism offer proposal rumours rumors reports".split()
)
FORWARD = frozenset("should could would might may must".split())


@dataclass(frozen=True, slots=True)
class Presupposition:
    """`text` is a plain declarative sentence. `verb` is the stem of what is said to have happened,
    `names` the stems of the names it rests on: an article bears it out that has them all. Where it
    is something that befell one person, `owner` is the last word of the name and `befell` the base
    form of the verb, else both are "". `object` is the noun of what was done ("war")."""

    text: str
    verb: str
    names: tuple[str, ...]
    owner: str = ""
    befell: str = ""
    object: str = ""


def presupposition(question: str) -> Presupposition | None:
    """The statement a question takes for granted: "Why did Ito resign?" -> "Ito resigned.".

    None for yes/no questions, for who, what and how many, which take hardly anything for granted,
    where a pronoun is still open, and wherever the grammar is not sure. Never raises.
    """
    if len(question) > LONGEST or question.count("?") > 1 or _open(question):
        return None
    c = clause(question.strip())
    if c.form == "none" and not c.opener[1]:
        return None
    if c.form == "polar":
        return None
    found = _suffered(c) or _main(c) or _caused(c) or _linked(c) or _occasion(c)
    if found is None:
        return None
    text = sentence(second(found.told))
    verb = next(iter(stems(found.verb)), found.verb)
    return Presupposition(
        text, verb, tuple(sorted(names(text))), *_befell(found), _object(c) if found.main else ""
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement in lower case, the base form of its verb and its subject, where it is known."""

    told: str
    verb: str
    subject: str = ""
    passive: bool = False
    main: bool = False


def _befell(found: _Found) -> tuple[str, str]:
    """The last name and the verb, where something befell one person."""
    event = befalls().get(found.verb)
    if event is None or event.done is not found.passive:
        return "", ""
    who = next(iter(things(f"Did {found.subject} leave?")), None)
    if who is None or not who.named or who.person is False or who.plural or who.role != "subject":
        return "", ""
    last = who.text.rsplit(" ", 1)[-1]
    return last.removeprefix("al-").removeprefix("el-"), found.verb


def _object(c: Clause) -> str:
    """The common noun that stands behind the verb: "war" of "declare war on Selva"."""
    found = next((x for x in things(c.t.text) if x.role == "object"), None)
    plain = found and found.span[0] == c.rest[0] and not found.named and found.person is not True
    told = found and plain and c.verb is not None and found.head not in SAID
    return found.head if found and told else ""


def _suffered(c: Clause) -> _Found | None:
    """ "Who replaced Ito as mayor": Ito was replaced as mayor."""
    v, have = verbs(), words().have
    if c.form != "subject" or c.first not in ("who", "which") or c.verb is None:
        return None
    if c.aux is not None and c.t.lower[c.aux] not in have:
        return None
    base = v.lemma(c.t.lower[c.verb]) or ""
    event = befalls().get(base)
    whom = next((x for x in things(c.t.text) if x.role == "object"), None)
    if event is None or not event.who or whom is None or whom.span[0] != c.rest[0]:
        return None
    if not whom.named or whom.person is False or whom.plural:
        return None
    tail = c.text(c.rest).removeprefix(whom.text).strip()  # its span reaches over what follows
    told = f"{whom.text} was {v.participle(base)} {tail}".strip()
    return _Found(told, base, whom.text, passive=True)


def _open(question: str) -> bool:
    """Whether a pronoun in it means nobody that it names."""
    return any(not p.want.startswith("the ") for p in pointers(question))


def _main(c: Clause) -> _Found | None:
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
    told, subject = statement(c), c.text(c.subject)
    if told is None:
        return None
    head = next((x.head for x in things(c.t.text) if x.role == "subject"), "")
    if head in w.occasions and base in w.passing:
        return _Found(told, head)  # that there was a fire is what must be told
    return _Found(told, base or c.t.lower[c.rest[0]], subject, aux in w.be, main=aux not in w.be)


def _caused(c: Clause) -> _Found | None:
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
        if told is None or inner.verb is None:
            return None
        return _Found(told, inner.t.lower[inner.verb], inner.text(inner.subject))
    else:
        return None
    told = " ".join(
        x
        for x in (c.t.slice(*subject), v.past(c.t.lower[verb]), c.t.slice(verb + 1, c.rest[1]))
        if x
    )
    return _Found(told, c.t.lower[verb], c.t.slice(*subject))


def _linked(c: Clause) -> _Found | None:
    """ "After the wall failed", "since Ito's resignation"."""
    w, v = words(), verbs()
    link, end = _link(c, LINKS)
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
        told, subject = c.t.slice(link + 1, end), c.t.slice(link + 1, k)
        if low in w.be | w.have | w.modals | w.do and k + 1 < end:
            verb = c.t.lower[k + 1]
            return _Found(told, v.lemma(verb) or verb, subject, low in w.be)
        inside = before in w.determiners | w.prepositions | w.possessives or before.endswith("'s")
        if low in v.pasts and not inside and c.t.words[k][0].islower():
            return _Found(told, v.pasts[low], subject)
    return None


def _link(c: Clause, links: frozenset[str]) -> tuple[int | None, int]:
    """The word that leads a clause of time, behind the question or before it, and where it ends."""
    end, fronted = end_of(c.t), c.opener[0]
    while fronted and not c.t.words[fronted - 1][0].isalnum():
        fronted -= 1
    for start, stop in ((max(c.opener[1], 1), end), (0, fronted)):
        found = next((k for k in range(start, stop - 1) if c.t.lower[k] in links), None)
        if found is not None:
            return found, stop
    return None, end


def _nominal(c: Clause, start: int, end: int) -> _Found | None:
    """ "Ito's resignation", "the arrest of Ito": an event of somebody named."""
    nominal = verbs().nominal
    for k in range(start, min(end, start + 8)):
        low = c.t.lower[k]
        if low not in nominal:
            continue
        said = nominal[low]
        if k + 1 < end and adjunct(c.t, k + 1, end):
            return None  # "the withdrawal announcement"
        owner = ""
        if k > start and c.t.lower[k - 1].endswith(("'s", "s'")):
            owner = c.t.slice(start, k)
            owner = owner[:-2] if owner[-2:] in ("'s", "’s") else owner[:-1]
        elif k == start + 1 and c.t.lower[start : k + 2 : 2] == ["the", "of"] and k + 2 < end:
            stop = k + 2
            while stop < end and (
                c.t.words[stop][0].isupper() or c.t.lower[stop] == "the" or not _small(c, stop)
            ):
                stop += 1
            owner = c.t.slice(k + 2, stop)
        if not owner:
            return None
        *be, verb = said.split()
        return _Found(f"{owner} {said}", verbs().lemma(verb) or verb, owner, bool(be))
    return None


def _occasion(c: Clause) -> _Found | None:
    """ "After the referendum in Norland": there was one."""
    w = words()
    link, end = _link(c, AFTER)
    if link is None:
        return None
    for k in range(link + 1, min(end, link + 6)):
        low = c.t.lower[k]
        if low in w.occasions and not (k + 1 < end and adjunct(c.t, k + 1, end)):
            return _Found(f"{c.t.slice(link + 1, end)} took place", low)
        if low in w.prepositions | w.auxiliaries or low in w.pronouns - w.possessives:
            return None
    return None


def _small(c: Clause, k: int) -> bool:
    w, low = words(), c.t.lower[k]
    return (
        not low[0].isalnum()
        or low in w.prepositions | w.conjunctions | w.clauses | w.auxiliaries | w.adverbs
    )

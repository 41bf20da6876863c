"""Words of a question that point back, and what kinds of thing each can mean."""

from __future__ import annotations

from dataclasses import dataclass

from index.speakers.tokens import Tokens, tokens
from rag.question.clause import clause
from rag.question.fitting import fit
from rag.question.predicate import end_of
from rag.question.things import things
from rag.question.verbs import verbs
from rag.question.words import words


@dataclass(frozen=True, slots=True)
class Pointer:
    """Tokens `first` up to `last` that point back; `want` says at what ("he", "it", "there")."""

    first: int
    last: int
    want: str
    owner: bool = False
    inner: bool = False  # what it means may stand in the same question before it
    objective: bool = False  # the object of a verb


def pointers(question: str) -> list[Pointer]:
    """Those that the question itself does not explain, each kind once, in order."""
    t = tokens(question)
    seen: set[str] = set()
    out: list[Pointer] = []
    for k in range(end_of(t)):
        found = _pointer(t, k, end_of(t))
        if found is None or found.want in seen:
            continue
        seen.add(found.want)
        if not _explained(question, t, found):
            out.append(found)
    return out


def _pointer(t: Tokens, k: int, end: int) -> Pointer | None:
    w, low = words(), t.lower
    word = low[k]
    after = low[k + 1] if k + 1 < end else ""
    before = low[k - 1] if k else ""
    word = word.removesuffix("'s") if word.removesuffix("'s") in w.subject_forms else word
    if word in w.reflexive:
        return None
    want = (
        "he"
        if word in w.he
        else "she"
        if word in w.she
        else "it"
        if word in w.it
        else "they"
        if word in w.they
        else ""
    )
    if want:
        owner = word in w.alone or (
            word in w.possessives and not (word == "her" and _object(t, k, end))
        )
        if want == "it" and not owner and expletive(t, k, end):
            return None
        doer = word in w.subject_forms and (word != "it" or _finite(t, k + 1, end))
        inner = owner or (doer and before not in w.auxiliaries and k > 0)
        told = before in w.prepositions | w.auxiliaries | w.clauses or k == 0 or doer
        patient = before in w.be and verbs().is_participle(_behind(t, k, end))
        return Pointer(k, k + 1, want, owner, inner, patient or (not owner and not told))
    if word == "there":
        existential = (
            before in w.be | w.have or after in w.be | w.have | w.modals or after in ("been", "be")
        )
        last = k + 1 >= end
        return None if existential and not last else Pointer(k, k + 1, "there")
    if word in w.pointing:
        return _demonstrative(t, k, end)
    if word == "the" and after in w.places | w.bodies | w.people | w.events:
        said = k + 2 >= end or low[k + 2] not in (
            "of",
            "that",
            "who",
            "which",
            "in",
            "at",
            "near",
            "on",
            "between",
            "for",
            "against",
            "from",
        )
        plain = said and not (
            k + 2 < end and (t.words[k + 2][0].isupper() or adjunct(t, k + 2, end))
        )
        return Pointer(k, k + 2, "the " + after) if plain else None
    return None


def adjunct(t: Tokens, k: int, end: int) -> bool:
    """Whether another noun follows, so that the one before only describes it: "the bank robbery"."""
    low, w, v = t.lower[k], words(), verbs()
    if (
        not low.isalpha()
        or low in w.prepositions | w.auxiliaries | w.adverbs | w.conjunctions | w.clauses
    ):
        return False
    return low not in w.adjectives and not (
        v.base(low) or v.is_past(low) or low in v.ongoing or low in v.thirds
    )


def _finite(t: Tokens, k: int, end: int) -> bool:
    """Whether a token is a verb with a subject before it: "it would", "it said"."""
    low = t.lower[k] if k < end else ""
    return low in words().auxiliaries or verbs().is_past(low) or low in verbs().thirds


def _behind(t: Tokens, k: int, end: int) -> str:
    """The next word that is no adverb."""
    k += 1
    while k < end and (t.lower[k] in words().adverbs or t.lower[k] == "not"):
        k += 1
    return t.lower[k] if k < end else ""


def _object(t: Tokens, k: int, end: int) -> bool:
    """Whether "her" is no possessive."""
    w = words()
    if k + 1 >= end:
        return True
    after = t.lower[k + 1]
    return (
        after in w.prepositions | w.determiners | w.clauses | w.conjunctions | w.adverbs
        or after in w.wh
        or not after[0].isalpha()
    )


def _demonstrative(t: Tokens, k: int, end: int) -> Pointer | None:
    w, low = words(), t.lower
    before = low[k - 1] if k else ""
    if k + 1 >= end:
        sure = before in w.prepositions or before in w.be or k > 1
        return Pointer(k, k + 1, "that") if sure and low[k] in ("that", "this") else None
    after = low[k + 1]
    small = w.prepositions | w.auxiliaries | w.pronouns | w.determiners | w.clauses | w.first_person
    if after in w.units or after == "time":
        return None
    ok = (
        before == ""
        or before in w.prepositions | w.auxiliaries | w.conjunctions
        or verbs().base(before)
        or verbs().is_past(before)
    )
    if after in small or not after.isalpha() or t.words[k + 1][0].isupper() or not ok:
        return (
            Pointer(k, k + 1, "that")
            if before in w.auxiliaries and low[k] == "that" and after not in w.pronouns
            else None
        )
    if low[k] == "that" and (
        verbs().is_past(after)
        or (after in verbs().thirds and after not in verbs().both and not verbs().base(after[:-1]))
    ):
        return None
    return Pointer(k, k + 2, "that " + after)


def expletive(t: Tokens, k: int, end: int) -> bool:
    """Whether "it" means nothing: "is it true that", "how long did it take to", "was it raining"."""
    w, v, low = words(), verbs(), t.lower
    if k + 1 >= end:
        return False
    after = low[k + 1]
    base = v.ongoing.get(after) or v.thirds.get(after) or v.lemma(after) or after
    if base in w.expletive_verbs and base != "take":
        return True
    if base == "take" and (k + 3 >= end - 1 and "to" in low[k + 2 : k + 3]):
        return False  # "How long did it take to reopen"
    if base == "take":
        return k + 2 < end and bool({"to", "for"} & set(low[k + 2 : k + 12]))
    before = low[k - 1] if k else ""
    j = k + 1
    if before not in w.be and after in w.be | {"'s"}:
        j = k + 2
    elif before not in w.be and not low[k].endswith("'s"):
        return False
    while j < end and low[j] in w.adverbs | {"not", "been"}:
        j += 1
    if j + 1 >= end:
        return False
    if low[j] == "like" and low[j + 1] == "to":
        return True
    judged = (
        low[j] in w.adjectives
        or low[j].endswith(w.adjective_endings)
        or low[j] in ("known", "said", "reported", "clear", "fair", "time", "expected")
    )
    return judged and low[j + 1] in (
        "that",
        "to",
        "for",
        "when",
        "if",
        "whether",
        "how",
        "why",
        "who",
        "what",
    )


def _explained(question: str, t: Tokens, p: Pointer) -> bool:
    """Whether something before it in the same question is what it means."""
    w = words()
    if p.first == 0 or p.want in ("there", "that") or p.want.startswith(("that ", "the ")):
        inner = [x for x in things(question) if x.span[1] <= p.first and x.located]
        return p.want == "there" and bool(inner)
    clause_between = any(t.lower[k] in w.clauses for k in range(1, p.first))
    free = p.inner or clause_between
    if not free:
        return False
    for thing in things(question):
        asked = thing.role == "opener" and (thing.head in ("person", "thing") or not p.inner)
        if thing.span[1] <= p.first and not asked and fit(thing, p.want) >= 3:
            return True
    c = clause(question)
    if p.want not in ("he", "she", "they") or c.form != "subject" or not c.opener[1] <= p.first:
        return False
    return c.first == "which" or (
        c.first == "who" and p.owner and any(x.named for x in things(question))
    )

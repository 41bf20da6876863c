"""A question's clause in the order of a statement, its verb inflected."""

from __future__ import annotations

from rag.question.clause import Clause
from rag.question.verbs import verbs
from rag.question.words import words

PAST = {"do": "did", "have": "had", "be": "was"}
PLURALS = frozenset(
    "wounded injured homeless unemployed troops aircraft personnel people police men women children we they you i".split()
)


def statement(c: Clause, *, gap: str = "") -> str | None:
    """ "Why did Ito leave Rome?" -> "Ito left Rome"; None where subject or verb are not sure.

    `gap` is put where the thing asked for belongs: behind the verb.
    """
    if c.form not in ("polar", "inverted") or c.aux is None or c.subject[0] >= c.subject[1]:
        return None
    subject = c.text(c.subject)
    said = _predicate(c, subject)
    if said is None:
        return None
    # The adverbs between subject and verb stay where they stood.
    between = _between(c)
    parts = [subject, *said[:-1], between, said[-1], gap, c.text(c.rest)]
    return " ".join(p for p in parts if p)


def _between(c: Clause) -> str:
    stop = c.verb if c.verb is not None else c.rest[0]
    kept = [c.t.words[k] for k in range(c.subject[1], stop) if c.t.lower[k] != "not"]
    return " ".join(kept)


def _predicate(c: Clause, subject: str) -> list[str] | None:
    """The verb and what stands before it: ["did", "not", "leave"]."""
    w, v = words(), verbs()
    assert c.aux is not None
    aux = c.t.lower[c.aux]
    plain = {"won't": "will", "can't": "can", "cannot": "can", "ain't": "is"}.get(aux, aux)
    plain = plain.removesuffix("n't")
    no = ["not"] if c.negated is not None else []
    verb = c.t.words[c.verb] if c.verb is not None else ""
    if plain in w.be:
        if not c.text(c.rest) and not verb:
            return None
        return [plain, *no, verb] if verb else [" ".join([plain, *no])]
    if not verb:
        return None
    if plain not in w.do:
        return [plain, *no, verb]
    if no:
        return [plain, *no, verb]
    low = verb.lower()
    if plain == "did":
        return [PAST.get(low) or v.past(low)]
    return [v.third(low)] if plain == "does" else [verb]


def plural(head: str) -> bool:
    """Whether a noun in lower case is a plural, as far as its form tells."""
    return head in PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")))


def sentence(text: str) -> str:
    """With its capital and its full stop."""
    return text[:1].upper() + text[1:] + "."


def second(told: str) -> str:
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

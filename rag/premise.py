"""Whether the evidence bears out what a question takes for granted ("why did she resign?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.archive import Archive
from index.static import vectors
from index.words import stems
from rag.question import Presupposition, befell, presupposition
from rag.question.befalls import alike
from rag.question.verbs import verbs
from rag.question.words import words as small_words
from rag.reading import Evidence
from rag.verify import modality, stance
from rag.verify.ground import Ground
from rag.verify.tokens import Token, tokens

LOOKED_AT = 12  # of the evidence, best first
ALIKE = 0.6  # cosine of two words by the static embedding that can mean one event
SAME_MATTER = 0.45  # the same of what it was done to
NAMED = 0.5  # share of the names that must stand near the event
FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:al-|de |van |bin )?[A-Z][\w’'-]+)+")
WORD = re.compile(r"[^\W\d_][\w’'-]+")
# "Break out", "set up": a verb of its own, which the static embedding does not know.
PARTICLES = frozenset("out off up down over away back on in through".split())
# What nearly every text could be said in, or say in other words: no event that must be told of.
SLIGHT = frozenset(
    stems(
        "want get make take start begin regard see work change happen become come go give put think"
        " know say tell call need keep let seem look find feel try use mean leave hold hope plan"
        " expect believe consider remain stay end continue stop describe react respond affect answer"
        " explain address discuss comment treat deal handle justify differ compare influence send ask"
        " lead head help join pass hand offer add show bring turn run meet travel visit arrive talk"
        " rise fall appear speak allow seek set receive report worry fear note claim warn move"
    )
) | {"be", "have", "do"}

# What is settled is told as done: "agreed to sell", "ordered the plant to close".
# Nor is anything said of what somebody "would not say".
SETTLED = re.compile(
    r"\b(?:agree[sd]?|order(?:s|ed)|decide[sd]?"
    r"|(?:would|will|could|can|may|might)(?: not)? (?:say|tell|explain|discuss))\b",
    re.IGNORECASE,
)
OWNED = frozenset("the its his her their this that s".split())


def borne_out(taken: Presupposition, found: Sequence[Evidence], archive: Archive) -> bool:
    """Whether some evidence tells of such an event with the names it rests on.

    The event may be put in another word, as far as the static embedding knows it for one. What
    befell one person must be told of that person. True where the verb says too little to be missed.
    """
    if taken.befell:
        return any(_befell(taken, e, archive) for e in found[:LOOKED_AT])
    event = _event(taken)
    if event is None:
        return True
    past = _past(taken.text, event)
    # In what words another event would be told, nobody knows: there the names alone are looked for.
    known = alike(taken.verb) or event.lower() in small_words().occasions
    last = {s for name in FULL_NAME.findall(taken.text) for s in stems(name.split()[-1])}
    for evidence in found[:LOOKED_AT]:
        near = _near(evidence, archive)
        held = set(stems(near))
        # Of "Mike Pompeo" a text about a Mike says nothing.
        if not last <= held or not _named(taken, held):
            continue
        if not known:
            return True
        words = [w for w in dict.fromkeys(WORD.findall(near)) if stems(w)]
        if not _matter(taken, held, words):
            continue
        if past:
            words = [w for w in words if _outright(w, near)]
            held = {s for w in words for s in stems(w)}
        own = [w for w in _own_words(evidence) if not past or w in words]
        here = {s for w in own for s in _stems(w)}
        if taken.verb in held or here & alike(taken.verb) or _like(event, words, ALIKE):
            return True
    return False


def _past(text: str, event: str) -> bool:
    """Whether the statement says that something was done, and not that it was not or will be."""
    words = {w.lower() for w in WORD.findall(text)}
    return verbs().is_past(event.lower()) and not words & (small_words().modals | {"not", "never"})


def _outright(word: str, text: str) -> bool:
    """Whether some mention of the word tells what was done: no threat, plan, condition or denial."""
    ground, said = Ground(SETTLED.sub("", text), None, ""), f"allegedly {word}"
    if modality.problem(said, ground) or stance.problem(said, ground):
        return False
    found = tokens(text)
    mentions = [i for i, t in enumerate(found) if t.low == word.lower()]
    return not mentions or not all(_supposed(found, i) for i in mentions)


def _supposed(found: Sequence[Token], at: int) -> bool:
    """Whether a condition, or a modal with no past form after it, stands over the word."""
    token = found[at]
    over = [t.low for t in found[:at] if t.clause == token.clause]
    if set(over) & modality.CONDITIONS:
        return True
    if over[:1] and over[0] in stance.NEGATIONS and len(over) < stance.REACH:
        return True  # "No workers were dismissed"
    if verbs().is_past(token.low) and token.low not in verbs().only and over[-1:] != ["be"]:
        return False
    owned = bool(over) and over[-1] in OWNED
    return not owned and bool(set(over) & small_words().modals)


def _own_words(evidence: Evidence) -> list[str]:
    """Those of the sentence and of its title, where another word for the event may stand."""
    return WORD.findall(f"{evidence.article.title or ''} {evidence.text}")


def _befell(taken: Presupposition, evidence: Evidence, archive: Archive) -> bool:
    """Whether the sentence, or the title, tells it of the person."""
    title = evidence.article.title or ""
    if not _named(taken, set(stems(_near(evidence, archive)))):
        return False
    before = _before(evidence, archive)
    told = befell(taken, evidence.text, before, evidence.speaker)
    return told or befell(taken, title, "", None)


def _named(taken: Presupposition, held: set[str]) -> bool:
    return sum(n in held for n in taken.names) >= NAMED * len(taken.names)


def _matter(taken: Presupposition, held: set[str], words: Sequence[str]) -> bool:
    """Whether what it was done to is there: who declared a truce declared no war."""
    matter = stems(taken.object)
    return not matter or matter[0] in held or _like(taken.object, words, SAME_MATTER)


def _like(word: str, words: Sequence[str], least: float) -> bool:
    made = vectors([word, *words])
    return bool(words) and float((made[1:] @ made[0]).max()) >= least


def _event(taken: Presupposition) -> str | None:
    """The verb as the statement has it; None where it says too little to be missed."""
    words = WORD.findall(taken.text)
    at = next((i for i, w in enumerate(words) if taken.verb in _stems(w)), None)
    if at is None or taken.verb in SLIGHT:
        return None
    occasion = words[at].lower() in small_words().occasions
    particle = words[at + 1 : at + 2] and words[at + 1] in PARTICLES and not occasion
    return None if particle else words[at]


def _stems(word: str) -> list[str]:
    """Of "broke" that of "break" too."""
    return stems(f"{word} {verbs().lemma(word.lower()) or ''}")


def _near(evidence: Evidence, archive: Archive) -> str:
    """The sentence with its title, the sentence before it and its speaker."""
    article = evidence.article
    before = _before(evidence, archive)
    return f"{article.title or ''}. {before} {evidence.text} {evidence.speaker or ''}"


def _before(evidence: Evidence, archive: Archive) -> str:
    """The sentence before it."""
    article = evidence.article
    before = [s for s in archive.sentences(article.id) if s.end <= evidence.start]
    return article.text[before[-1].start : before[-1].end] if before else ""


def contradicting(question: str, found: Sequence[Evidence]) -> Evidence | None:
    """The best evidence that denies in so many words what the question takes for granted."""
    taken = presupposition(question)
    if taken is None:
        return None
    denied = f"the quote negates {taken.verb!r} and the claim does not"
    for evidence in found[:LOOKED_AT]:
        ground = Ground(evidence.text, evidence.speaker, "")
        if (
            _named(taken, set(stems(evidence.text)))
            and stance.problem(taken.text, ground) == denied
        ):
            return evidence
    return None

"""Whether the evidence bears out what a question takes for granted ("why did she resign?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.archive import Archive
from index.static import vectors
from index.words import stems
from rag.question import Presupposition
from rag.reading import Evidence

LOOKED_AT = 12  # of the evidence, best first
ALIKE = 0.6  # cosine of two words by the static embedding that can mean one event
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
        " explain address discuss comment treat deal handle justify differ compare influence"
    )
) | {"be", "have", "do"}


def borne_out(taken: Presupposition, found: Sequence[Evidence], archive: Archive) -> bool:
    """Whether some evidence tells of such an event with the names it rests on.

    The event may be put in another word, as far as the static embedding knows it for one. True
    where the verb says too little to be missed.
    """
    event = _event(taken)
    if event is None:
        return True
    last = {s for name in FULL_NAME.findall(taken.text) for s in stems(name.split()[-1])}
    for evidence in found[:LOOKED_AT]:
        near = _near(evidence, archive)
        held = set(stems(near))
        # Of "Mike Pompeo" a text about a Mike says nothing.
        if not last <= held or sum(n in held for n in taken.names) < NAMED * len(taken.names):
            continue
        if taken.verb in held:
            return True
        words = [w for w in dict.fromkeys(WORD.findall(near)) if stems(w)]
        made = vectors([event, *words])
        if words and float((made[1:] @ made[0]).max()) >= ALIKE:
            return True
    return False


def _event(taken: Presupposition) -> str | None:
    """The verb as the statement has it; None where it says too little to be missed."""
    words = WORD.findall(taken.text)
    at = next((i for i, w in enumerate(words) if taken.verb in stems(w)), None)
    if at is None or taken.verb in SLIGHT:
        return None
    return None if words[at + 1 : at + 2] and words[at + 1] in PARTICLES else words[at]


def _near(evidence: Evidence, archive: Archive) -> str:
    """The sentence with its title, the sentence before it and its speaker."""
    article = evidence.article
    before = [s for s in archive.sentences(article.id) if s.end <= evidence.start]
    previous = article.text[before[-1].start : before[-1].end] if before else ""
    return f"{article.title or ''}. {previous} {evidence.text} {evidence.speaker or ''}"

"""Sentences of real articles told again: as they stand, in other words, and wrong in known ways."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from evals.cases import samples
from evals.sources import SHARED, realtimeqa
from evals.speakers import article
from evals.verifier.perturb import Kind, pool_of, swaps
from evals.verifier.reword import rewordings
from index.errors import InputError
from rag.verify.ground import Ground
from rag.verify.support import ground_of

SHORTEST, LONGEST = 40, 400  # characters of a sentence that is used
QUIZ_ARTICLES = 60
ENDED = (".", "!", "?", "”", '"')


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what it rests on. `kind` is what was told wrong, None where it is true; `how`
    says what was done to the sentence."""

    claim: str
    ground: Ground
    kind: Kind | None
    how: str


def told(source: str, seed: int = 1) -> list[Told]:
    """Every usable sentence of "samples", "seeds" or "realtimeqa", in all its tellings."""
    read = [article(source, key) for key in _keys(source)]
    texts = [[a.text[s.start : s.end] for s in spans] for a, spans in read]
    rng = random.Random(seed)
    out: list[Told] = []
    for number, (a, spans) in enumerate(read):
        others = [s for at, rows in enumerate(texts) if at != number for s in rows]
        pool = pool_of(texts[number], rng.sample(others, min(400, len(others))))
        for span, text in zip(spans, texts[number], strict=True):
            if not SHORTEST <= len(text) <= LONGEST or not text.endswith(ENDED) or "\n" in text:
                continue
            ground = ground_of([(a, span.start, span.end, (span,))])
            out.append(Told(text, ground, None, "verbatim"))
            out += [Told(c, ground, None, how) for how, c in rewordings(text)]
            out += [
                Told(w.claim, ground, w.kind, f"{w.was} -> {w.now}") for w in swaps(text, pool, rng)
            ]
    return out


def _keys(source: str) -> Iterator[str]:
    if source == "samples":
        for path in sorted(samples().iterdir()):
            if path.name != "README.md" and path.suffix in (".txt", ".md", ".html"):
                yield path.name
    elif source == "seeds":
        folder = SHARED / "seeds"
        if not folder.exists():
            raise InputError(f"{folder} is not there; set DATELINE_SHARED.")
        yield from (path.name for path in sorted(folder.glob("*.txt")))
    else:
        yield from _quiz()


@cache
def _quiz() -> tuple[str, ...]:
    """Addresses of quiz articles of middling length, the same ones each time."""
    known = sorted(u for u, row in realtimeqa().items() if 1_500 < len(row["text"]) < 6_000)
    return tuple(random.Random(3).sample(known, min(QUIZ_ARTICLES, len(known))))

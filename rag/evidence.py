"""Hits to evidence: the sentences of the best passages, scored for this question."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from index import asking, same
from index.archive import Archive
from index.article import Sentence
from index.embed import unit_vectors
from index.embed.minilm import MiniLMEmbedding
from index.figures import figures
from index.hit import Hit
from index.static import vectors
from index.words import asked_about, names, stems
from rag.cross_encoder import context_of, judge
from rag.reading import Evidence

PASSAGES = 12  # whose sentences are looked at
COMPARED = 80  # sentences that the contextual embedding reads
JUDGED = 34  # sentences that the cross-encoder reads: its time is most of an answer's
STRICT: tuple[asking.Kind, ...] = ("who", "when", "how many")
# Log-odds that a sentence must have beyond even before it answers. The weights were learned where 28
# sentences were judged: the best of more is higher by chance. Chosen on the samples and the seeds.
CAUTION = 0.12
LACKS = 3.0  # log-odds off where such a question meets a sentence without a name, time or figure
FEATURES = (
    "judge",  # the cross-encoder's log-odds
    "cosine",  # of question and sentence, -1 to 1
    "covered",  # share of the question's words in the sentence, rare ones counting more, 0 to 1
    "covered_near",  # the same with the title, the sentence before and the speaker
    "voice",  # for questions about somebody's words: whether a speaker named in it speaks, 0 or 1
    "noun",  # whether the thing asked for is named near, 0 to 1
    "named",  # share of the question's names in the passage or its title, 0 to 1
    "figured",  # share of the question's figures near, 0 to 1
    "kind",  # whether the sentence holds the kind of answer asked for, 0 or 1
    "rank",  # of the passage in the search, 0 (first) to 1
    "fresh",  # for questions about the present: 0 (oldest candidate) to 1 (newest)
    "dated",  # whether a month or year in the question is the article's or the sentence's
)


@cache
def weights() -> dict[str, float]:
    """The few learned weights, with the intercept as "bias"; made by `evals.weigh`."""
    values: dict[str, float] = json.loads((Path(__file__).parent / "weights.json").read_text())
    return values


def find(question: str, hits: Sequence[Hit], archive: Archive) -> list[Evidence]:
    """Candidate sentences, best first; `score` is the log-odds that one answers."""
    scored = []
    learned = weights()
    strict = asking.kind(question) in STRICT
    for item, features in measure(question, hits, archive):
        score = (
            learned["bias"]
            - CAUTION
            + sum(learned[n] * v for n, v in zip(FEATURES, features, strict=True))
        )
        if strict and not features[FEATURES.index("kind")]:
            score -= LACKS
        scored.append(
            Evidence(
                item.article, item.start, item.end, score, item.voice, item.speaker, item.highlight
            )
        )
    return sorted(scored, key=lambda e: -e.score)


def measure(
    question: str, hits: Sequence[Hit], archive: Archive
) -> list[tuple[Evidence, tuple[float, ...]]]:
    """The candidates with their FEATURES; `score` is not set yet."""
    candidates = _candidates(hits[:PASSAGES], archive)
    if not candidates:
        return []
    asked = _Asked.of(question, archive)
    held = [set(stems(c.text)) for c in candidates]
    # A short sentence may say little of the question's words itself: the one before it counts.
    shares = [
        (asked.share(words) + asked.share(words | set(stems(c.previous)))) / 2
        for words, c in zip(held, candidates, strict=True)
    ]
    read = _nearest(question, candidates, shares)
    # By the contextual model, whatever the archive's own embedding: there are few of them.
    made = unit_vectors(MiniLMEmbedding(), [question, *(candidates[i].text for i in read)])
    cosine = dict(zip(read, (float(v) for v in made[1:] @ made[0]), strict=True))
    chosen = sorted(read, key=lambda i: -(cosine[i] + shares[i]))[:JUDGED]
    pairs = [
        (
            candidates[i].text,
            context_of(candidates[i].hit.article.title or "", candidates[i].previous),
        )
        for i in chosen
    ]
    days = sorted({d for c in candidates if (d := c.hit.article.published.first_day)})
    out: list[tuple[Evidence, tuple[float, ...]]] = []
    for i, verdict in zip(chosen, judge(question, pairs), strict=True):
        c, article = candidates[i], candidates[i].hit.article
        near = f"{article.title or ''}. {c.previous} {c.text} {c.sentence.speaker or ''}"
        held_near = held[i] | set(stems(near))
        day = article.published.first_day
        features = (
            verdict.logit,
            cosine[i],
            asked.share(held[i]),
            asked.share(held_near),
            asked.voice(c.sentence.speaker),
            _share(asked.noun, held_near),
            _share(asked.names, held_near | set(stems(c.hit.text))),
            _share(asked.figures, {str(f.value) for f in figures(near)}),
            float(asking.holds(asked.kind, question, c.text)),
            c.rank / PASSAGES,
            days.index(day) / max(1, len(days) - 1) if asked.present and day else 0.0,
            _dated(asked.months, day, c.text),
        )
        span = _highlight(asked.kind, c.text, verdict.span)
        s = c.sentence
        out.append((Evidence(article, s.start, s.end, 0.0, s.voice, s.speaker, span), features))
    return out


def _nearest(question: str, found: Sequence[_Candidate], shares: Sequence[float]) -> list[int]:
    """The rows of the COMPARED most promising, by the static embedding and the words they share."""
    made = vectors([question, *(c.text for c in found)])
    quick = made[1:] @ made[0] + np.array(shares)
    return [int(row) for row in np.argsort(-quick, kind="stable")[:COMPARED]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What there is to know of a question before any sentence is looked at."""

    kind: asking.Kind
    words: dict[str, float]  # stem -> how much it counts
    noun: list[str]
    names: list[str]
    figures: list[str]
    months: set[tuple[int, int]]
    present: bool
    words_asked: bool

    @classmethod
    def of(cls, question: str, archive: Archive) -> _Asked:
        wanted = asked_about(question)
        rare = archive.rarity(wanted)
        return cls(
            kind=asking.kind(question),
            words={w: 0.3 + r for w, r in zip(wanted, rare, strict=True)},
            noun=asking.noun(question),
            names=sorted(names(question) & set(wanted)),
            figures=[str(f.value) for f in figures(question)],
            months=asking.months(question),
            present=asking.is_present(question),
            words_asked=asking.asks_for_words(question),
        )

    def voice(self, speaker: str | None) -> float:
        """1 if the right one speaks, 0 if another or nobody does; 0.5 where it does not matter."""
        if not self.words_asked or not self.names:
            return 0.5
        return float(bool(set(stems(speaker or "")) & set(self.words)))

    def share(self, held: set[str]) -> float:
        """How much of the question's words is held, rare words counting more, 0 to 1."""
        total = sum(self.words.values())
        return sum(v for w, v in self.words.items() if w in held) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Sentence `number` of its article, found by the hit that is `rank`th (0 is first)."""

    hit: Hit
    rank: int
    number: int
    sentence: Sentence
    text: str
    previous: str


def _candidates(hits: Sequence[Hit], archive: Archive) -> list[_Candidate]:
    """Each distinct sentence of the passages, with the words of the sentence before it.

    What a copy has word for word from the source of its story is left to the source.
    """
    seen: set[tuple[str, int]] = set()
    out = []
    for rank, hit in enumerate(hits):
        spans = archive.sentences(hit.article.id)
        words = [hit.article.text[s.start : s.end] for s in spans]
        source = archive.article(hit.source) if hit.source else None
        told = same.words(source.text) if source else ""
        for number, s in enumerate(spans):
            inside = hit.passage.start <= s.start and s.end <= hit.passage.end
            if told and inside and same.words(words[number]) in told:
                continue
            if inside and (hit.article.id, s.start) not in seen:
                seen.add((hit.article.id, s.start))
                previous = words[number - 1] if number else ""
                out.append(_Candidate(hit, rank, number, s, words[number], previous))
    return out


def _dated(asked: set[tuple[int, int]], day: date | None, text: str) -> float:
    """1 if the article or the sentence is of a month or year asked about; 0 if asked and not."""
    if not asked:
        return 0.5
    own = {(day.year, day.month), (day.year, 0)} if day else set()
    return float(bool(asked & (own | asking.months(text))))


def _share(wanted: Sequence[str], held: set[str]) -> float:
    """The share of wanted words that are held, 0 to 1; 1 if nothing is wanted."""
    return sum(w in held for w in wanted) / len(wanted) if wanted else 1.0


def _highlight(kind: asking.Kind, text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The answer inside the sentence, for questions that ask for one thing."""
    if kind not in ("who", "when", "where", "how many"):
        return None
    start, end = span
    return (start, end) if 0 < end - start <= max(60, math.ceil(len(text) / 2)) else None

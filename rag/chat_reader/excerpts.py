"""What is worth reading: the best sentences with their neighbours, as many as the budget holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Article
from index.onnx_model import tokenizer
from rag.reading import Evidence, Material

LEAST = 3  # sentences that are shown whatever they take
HEADED = 60  # tokens of the lines around an article; its title is counted besides
SPOKEN = 14  # tokens by which the model is told whose a sentence is
GAP = 4  # tokens of a line that says that something is left out
NO_CUT = 2**31 - 1  # tokens
LEFT_OUT = "\n[...]\n"  # between two stretches of one article


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Stretches [start, end) of an article, in its order."""

    article: Article
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        return LEFT_OUT.join(self.article.text[start:end] for start, end in self.spans)


def tokens(text: str) -> int:
    """By the tokenizer that ships with the package: as a rule more than a chat model's own counts."""
    return len(tokenizer(NO_CUT).encode(text, add_special_tokens=False))


def excerpts(material: Material, room: int) -> list[Excerpt]:
    """Of each article what a model is shown, the one with the best sentence first.

    Sentence by sentence, best first, each with the one before and after it, within `room` tokens;
    where the three do not fit, the sentence alone. Without evidence: the passages.
    """
    if not material.evidence:
        return list(_passages(material, room))
    chosen: dict[str, dict[int, Evidence]] = {}
    articles: dict[str, Article] = {}
    beside = _neighbours(material.evidence)
    for rank, best in enumerate(material.evidence):
        name = best.article.id
        own = chosen.get(name, {})
        head = 0 if own else HEADED + tokens(best.article.label)
        for some in ((best, *beside[name, best.start]), (best,)):
            new = {e.start: e for e in some if e.start not in own}
            cost = head + sum(map(_cost, new.values()))
            if cost <= room or (rank < LEAST and len(some) == 1):
                articles[name] = best.article
                chosen.setdefault(name, {}).update(new)
                room -= cost if new else 0
                break
    return [Excerpt(articles[n], tuple(_runs(articles[n].text, own))) for n, own in chosen.items()]


def _cost(e: Evidence) -> int:
    return tokens(e.text) + GAP + (SPOKEN if e.speaker else 0)


def _neighbours(evidence: Sequence[Evidence]) -> dict[tuple[str, int], tuple[Evidence, ...]]:
    """By article and start: the sentences right before and after, of those that were read too."""
    by_article: dict[str, list[Evidence]] = {}
    for e in evidence:
        by_article.setdefault(e.article.id, []).append(e)
    out = {}
    for name, found in by_article.items():
        found.sort(key=lambda e: e.start)
        for at, e in enumerate(found):
            around = (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])
            out[name, e.start] = tuple(o for o in around if _touch(e.article.text, e, o))
    return out


def _touch(text: str, one: Evidence, other: Evidence) -> bool:
    first, last = sorted((one, other), key=lambda e: e.start)
    return not text[first.end : last.start].strip()


def _runs(text: str, own: Mapping[int, Evidence]) -> Iterator[tuple[int, int]]:
    """The sentences as stretches, each as long as nothing is left out."""
    run: tuple[int, int] | None = None
    for start in sorted(own):
        end = own[start].end
        if run and not text[run[1] : start].strip():
            run = run[0], max(run[1], end)
            continue
        if run:
            yield run
        run = start, end
    if run:
        yield run


def _passages(material: Material, room: int) -> Iterator[Excerpt]:
    """As many as fit, at least one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    articles = {hit.article.id: hit.article for hit in material.hits}
    for hit in material.hits:
        name, span = hit.article.id, (hit.passage.start, hit.passage.end)
        cost = tokens(hit.text) + (0 if name in spans else HEADED + tokens(hit.article.label))
        if cost > room and spans:
            break
        spans.setdefault(name, []).append(span)
        room -= cost
    for name, some in spans.items():
        yield Excerpt(articles[name], tuple(sorted(some)))

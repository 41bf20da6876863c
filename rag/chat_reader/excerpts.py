"""What is worth reading: the best sentences with their neighbours, as many as the budget holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Article
from index.embed.embedding import encodable
from index.onnx_model import tokenizer
from rag.reading import Evidence, Material

LEAST = 3  # sentences that are shown whatever they take
NEIGHBOURED = 6  # sentences that are shown with those around them; of the others, more fit alone
FULL = 12  # tokens left in which no sentence fits
HEADED = 60  # tokens of the lines around an article; its title is counted besides
SPOKEN = 20  # tokens by which the model is told whose a sentence is
GAP = 4  # tokens of a line that says that something is left out
NO_CUT = 2**31 - 1  # tokens
LEFT_OUT = "\n[...]\n"  # between two stretches of one article


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Stretches [start, end) of an article, in its order; `sentences` are those in them, as far as
    they are evidence."""

    article: Article
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        return LEFT_OUT.join(self.article.text[start:end] for start, end in self.spans)


@lru_cache(maxsize=1024)
def tokens(text: str) -> int:
    """By the tokenizer that ships with the package: as a rule more than a chat model's own counts."""
    return len(tokenizer(NO_CUT).encode(encodable(text), add_special_tokens=False))


def excerpts(material: Material, room: int) -> list[Excerpt]:
    """Of each article what a model is shown, the one with the best sentence first.

    Sentence by sentence, best first, within `room` tokens; the first six with the one before and
    after, as far as the three fit. Without evidence: the passages.
    """
    if not material.evidence:
        return list(_passages(material, room))
    articles = {id(e.article): e.article for e in material.evidence}
    # An id is a hash over the whole article: it is made once for each.
    names = {key: article.id for key, article in articles.items()}
    chosen: dict[str, dict[int, Evidence]] = {}
    beside = _neighbours(material.evidence, names)
    for rank, best in enumerate(material.evidence):
        if room < FULL and rank >= LEAST:
            break
        name = names[id(best.article)]
        own = chosen.get(name, {})
        head = 0 if own else HEADED + tokens(best.article.label)
        around = beside[name, best.start] if rank < NEIGHBOURED else ()
        for some in dict.fromkeys(((best, *around), (best,))):
            new = {e.start: e for e in some if e.start not in own}
            cost = head + sum(map(_cost, new.values()))
            if cost <= room or (rank < LEAST and len(some) == 1):
                chosen.setdefault(name, {}).update(new)
                room -= cost if new else 0
                break
    return [_excerpt([own[start] for start in sorted(own)]) for own in chosen.values()]


def _excerpt(own: Sequence[Evidence]) -> Excerpt:
    article = own[0].article
    return Excerpt(article, tuple(_runs(article.text, own)), tuple(own))


def _cost(e: Evidence) -> int:
    return tokens(e.text) + GAP + (SPOKEN if unnamed(e) else 0)


def unnamed(e: Evidence) -> bool:
    """Whether somebody says it whom the sentence does not itself name."""
    last = (e.speaker or "").split()[-1:]
    return bool(last) and last[0] not in e.text


def _neighbours(
    evidence: Sequence[Evidence], names: Mapping[int, str]
) -> dict[tuple[str, int], tuple[Evidence, ...]]:
    """By article and start: the sentences right before and after, of those that were read too."""
    by_article: dict[str, list[Evidence]] = {}
    for e in evidence:
        by_article.setdefault(names[id(e.article)], []).append(e)
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


def _runs(text: str, own: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """The sentences as stretches, each as long as nothing is left out."""
    run: tuple[int, int] | None = None
    for start, end in ((e.start, e.end) for e in own):
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

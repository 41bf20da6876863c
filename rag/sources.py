"""The sources of an answer at a glance: outlets, days, articles, how many stand on their own."""

from __future__ import annotations

from collections.abc import Sequence

from index.archive import Archive
from index.same import containment, words
from rag.answer import Citation, Sources

# Sentences of which that share is in another one are the same words, cut or edited.
CARRIED = 0.8


def glance(citations: Sequence[Citation], archive: Archive) -> Sources:
    """What the citations rest on. `archive` says which articles carry one story.

    Two articles are one source where the archive groups them as copies and the words cited are
    no words of their own: a copy that adds a sentence is a source for that sentence.
    """
    groups: list[list[Citation]] = []
    for citation in citations:
        joined = [g for g in groups if any(_one_source(citation, c, archive) for c in g)]
        merged = [citation, *(c for group in joined for c in group)]
        groups = [g for g in groups if g not in joined] + [merged]
    articles = {c.article_id: archive.article(c.article_id) for c in citations}
    days = sorted(day for a in articles.values() if (day := a.published.day))
    return Sources(
        outlets=tuple(dict.fromkeys(c.outlet for c in citations if c.outlet)),
        earliest=days[0] if days else None,
        latest=days[-1] if days else None,
        articles=len(articles),
        independent=len(groups),
    )


def _one_source(one: Citation, other: Citation, archive: Archive) -> bool:
    """Whether both citations go back to one article or to the same words of one story."""
    if one.article_id == other.article_id:
        return True
    story = [c.article_id for c in archive.copies(one.article_id)]
    if other.article_id not in story:
        return False
    if one.article_id not in story:  # a version that a later one has taken the place of
        return containment(one.quote, other.quote) >= CARRIED
    source, copy = sorted((one, other), key=lambda c: story.index(c.article_id))
    told = words(archive.article(source.article_id).text)
    return words(copy.quote) in told or containment(one.quote, other.quote) >= CARRIED

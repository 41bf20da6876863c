"""What is shown where nothing answers: what stands nearest, to read."""

from __future__ import annotations

from collections.abc import Sequence

from index.archive import Archive
from rag.answer import Citation
from rag.reading import Material
from rag.verify import cite
from rag.verify.mood import stands

MOST = 3


def nearest(materials: Sequence[Material], archive: Archive) -> tuple[Citation, ...]:
    """The MOST best-scored sentences of all parts, as citations numbered from 1.

    An order to whoever reads the page is not shown as a passage either.
    """
    told = (e for m in materials for e in m.evidence if stands(e.text, e))
    return tuple(
        cite(
            e.article, e.start, e.end, marker, e.speaker,
            sentences=[s for s in archive.sentences(e.article.id) if s.start == e.start],
        )
        for marker, e in enumerate(sorted(told, key=lambda e: -e.score)[:MOST], 1)
    )  # fmt: skip

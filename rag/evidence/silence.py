"""Whether the best sentence answers at all: another matter than which one is best."""

from __future__ import annotations

from collections.abc import Sequence

from index import asking
from index.words import stems
from rag.evidence import form
from rag.evidence.asked import Asked
from rag.evidence.features import FEATURES
from rag.evidence.models import Read

SIGNALS = (
    "best",  # its score in the order
    "margin",  # by how much it is ahead of the next, 3 where there is no other
    "yes/no", "why", "how many", "who", "when",  # the kind of answer asked for, 0 or 1
    "words",  # whether somebody's words are asked for, 0 or 1
    "unnamed",  # how many of the question's names are neither near nor in the title
    "of another",  # whether the figures are of another's than asked for, 0 or 1
    "speaker", "counted", "cosine", "judge", "kind",  # as for the order
)  # fmt: skip
ALONE = 3.0


def signals(asked: Asked, best: Read, row: Sequence[float], scores: Sequence[float]) -> list[float]:
    """SIGNALS of the sentence that stands first; `row` are its FEATURES, `scores` those of the
    order, best first."""
    near = set(best.held) | set(stems(best.candidate.previous))
    near |= set(stems(best.candidate.hit.article.title or ""))
    count = form.count(asked.question, best.candidate.text)
    return [
        scores[0],
        scores[0] - scores[1] if len(scores) > 1 else ALONE,
        *(float(asked.kind == kind) for kind in ("yes/no", "why", "how many", "who", "when")),
        float(bool(asked.speaker)),
        float(len(set(asked.names) - asking.CALENDAR - near)),
        float(count.other),
        *(row[FEATURES.index(name)] for name in ("speaker", "counted", "cosine", "judge", "kind")),
    ]

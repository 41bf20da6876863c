"""What there is to know of a question before any sentence is looked at."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from index import asking
from index.archive import Archive
from index.figures import figures
from index.words import asked_about, names
from rag import judge


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart. `whole` is the question with the one before it in front, as the judge
    reads it; `words` maps each stem that should be shared to what it counts, `earlier` those of the
    question before."""

    question: str
    whole: str
    kind: asking.Kind
    words: dict[str, float]
    earlier: dict[str, float]
    names: list[str]
    figures: list[str]
    months: set[tuple[int, int]]
    present: bool

    @classmethod
    def of(cls, question: str, archive: Archive, history: Sequence[str] = ()) -> Asked:
        """The question as an archive's articles make its words rare or common."""
        whole = judge.asked(question, history)
        wanted = asked_about(whole)
        own = set(asked_about(question))
        rare = {w: 0.3 + r for w, r in zip(wanted, archive.rarity(wanted), strict=True)}
        return cls(
            question=question,
            whole=whole,
            kind=asking.kind(question),
            words={w: r for w, r in rare.items() if w in own},
            earlier={w: r for w, r in rare.items() if w not in own},
            names=sorted(names(whole) & set(wanted)),
            figures=[str(f.value) for f in figures(question)],
            months=asking.months(question) or asking.months(whole),
            present=asking.is_present(question),
        )

    def share(self, held: Set[str], *, whole: bool = False) -> float:
        """How much of the question's words is held, of the `whole` one's if that is asked, rare
        words counting more, 0 to 1."""
        counted = self.words | self.earlier if whole else self.words
        total = sum(counted.values())
        return sum(v for w, v in counted.items() if w in held) / total if total else 1.0

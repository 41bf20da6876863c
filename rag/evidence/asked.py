"""What there is to know of a question before any sentence is looked at."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from index import asking
from index.archive import Archive
from index.figures import figures
from index.words import asked_about, names, stems
from rag.evidence import form


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart. `words` maps each stem that should be shared to what it counts;
    `speaker` are the stems of whose words are asked for."""

    question: str
    kind: asking.Kind
    words: dict[str, float]
    noun: list[str]
    names: list[str]
    figures: list[str]
    months: set[tuple[int, int]]
    present: bool
    words_asked: bool
    speaker: list[str]

    @classmethod
    def of(cls, question: str, archive: Archive) -> Asked:
        """The question as an archive's articles make its words rare or common."""
        wanted = asked_about(question)
        rare = archive.rarity(wanted)
        return cls(
            question=question,
            kind=asking.kind(question),
            words={w: 0.3 + r for w, r in zip(wanted, rare, strict=True)},
            noun=asking.noun(question),
            names=sorted(names(question) & set(wanted)),
            figures=[str(f.value) for f in figures(question)],
            months=asking.months(question),
            present=asking.is_present(question),
            words_asked=asking.asks_for_words(question),
            speaker=form.speaker(question),
        )

    def voice(self, speaker: str | None) -> float:
        """1 if the right one speaks, 0 if another or nobody does; 0.5 where it does not matter."""
        if not self.words_asked or not self.names:
            return 0.5
        return float(bool(set(stems(speaker or "")) & set(self.words)))

    def share(self, held: Set[str]) -> float:
        """How much of the question's words is held, rare words counting more, 0 to 1."""
        total = sum(self.words.values())
        return sum(v for w, v in self.words.items() if w in held) / total if total else 1.0

"""Public sets of claims and evidence, marked by people, read from a folder beside the repository."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim, its evidence, and whether people found the one borne out by the other."""

    claim: str
    evidence: str
    supported: bool


def wice(folder: Path, name: str = "claim_dev.jsonl") -> list[Marked]:
    """WiCE claims against all of their web page. A claim that is supported in part is not
    supported, as in the published results."""
    return [
        Marked(row["claim"], "\n".join(_page(row["evidence"])), row["label"] == "supported")
        for row in _rows(folder / "wice" / name)
    ]


def _page(lines: list[str]) -> list[str]:
    """The page's lines; the label in front of its title and day is not of the page."""
    return [line.removeprefix("(meta data) ") for line in lines]


def qags(folder: Path) -> list[Marked]:
    """Sentences of generated summaries against their CNN/DM article; the majority of three votes."""
    out = []
    for row in _rows(folder / "qags" / "mturk_cnndm.jsonl"):
        for sentence in row["summary_sentences"]:
            votes = Counter(r["response"] for r in sentence["responses"])
            out.append(Marked(sentence["sentence"], row["article"], votes["yes"] > votes["no"]))
    return out


def factcheck(folder: Path) -> list[Marked]:
    """Claims against web snippets; only complete support counts."""
    path = folder / "factcheck_gpt" / "subtask3_claim_evidence_stance.jsonl"
    return [
        Marked(r["claim"], r["evidence"], r["stance"] == "completely-support") for r in _rows(path)
    ]


def fever(folder: Path) -> list[Marked]:
    """The contrast pairs of FEVER-Symmetric: half supported, half refuted."""
    path = folder / "fever_symmetric" / "fever_symmetric_dev.jsonl"
    return [Marked(r["claim"], r["evidence"], r["label"] == "SUPPORTS") for r in _rows(path)]


SETS = {"wice": wice, "qags": qags, "factcheck_gpt": factcheck, "fever_symmetric": fever}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

"""The encyclopaedia text that the static vectors are fitted on: all of it Wikipedia, CC BY-SA."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"A-Z])")
LOOSE = re.compile(r" ([.,;:)])")  # TimeQA writes "1916 , while"
SIZES = (1, 2, 1, 3, 1, 5)  # sentences in a window, in turn: short ones and passages
LONGEST = 1200  # characters of a window


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _paragraphs(data: Path) -> Iterator[str]:
    for name in ("squad2/cs224n_dev-v2.0.json", "xquad/xquad.en.json"):
        for article in json.loads((data / name).read_text(encoding="utf-8"))["data"]:
            yield from (paragraph["context"] for paragraph in article["paragraphs"])
    for row in _lines(data / "quotesum/dev.jsonl"):
        yield from (row[f"source{n}"] for n in range(1, 9) if row[f"source{n}"])
    # Of WiCE only what is Wikipedia's: its evidence is other people's web pages.
    for name in ("claim_dev", "nonsup_train"):
        yield from (r["meta"]["claim_context"] for r in _lines(data / f"wice/{name}.jsonl"))
    articles = json.loads((data / "timeqa/human_annotated_train.json").read_text(encoding="utf-8"))
    for number, article in enumerate(articles):
        if number % 2:  # half of them is already most of the text
            yield from (LOOSE.sub(r"\1", paragraph) for paragraph in article["paras"])


def _short(data: Path) -> Iterator[str]:
    for name in ("squad2/cs224n_dev-v2.0.json", "xquad/xquad.en.json"):
        for article in json.loads((data / name).read_text(encoding="utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                yield from (qa["question"] for qa in paragraph["qas"])
    yield from (row["question"] for row in _lines(data / "quotesum/dev.jsonl"))
    for name in ("claim_dev", "nonsup_train"):
        yield from (row["claim"] for row in _lines(data / f"wice/{name}.jsonl"))


def windows(data: Path) -> list[str]:
    """Windows of one to five sentences, then questions and claims; each text once."""
    found: list[str] = []
    size = cycle(SIZES)
    for paragraph in dict.fromkeys(text.strip() for text in _paragraphs(data)):
        sentences = SENTENCE_END.split(paragraph)
        while sentences:
            take = next(size)
            found.append(" ".join(sentences[:take])[:LONGEST])
            del sentences[:take]
    found.extend(text.strip() for text in _short(data))
    return list(dict.fromkeys(text for text in found if len(text) > 15))

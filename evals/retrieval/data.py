"""What is asked of which articles: the dated news quiz, and paragraphs with questions of their own.

A corpus is written out as the folder of articles that a person would have, one JSON file each,
with the questions beside it; every row of the bench then starts from that folder.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.sources import SHARED
from index.errors import InputError

SEED = 7
DATA = SHARED / "data"


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it comes, before any cleaning; `published` is a day, or None if undated."""

    source: str
    title: str
    text: str
    outlet: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Either its `answers` are known as strings, or the `source` that holds it.

    `asked` is the day of asking as YYYY-MM-DD, None where days play no part; `own` says whether
    an article that the data set gives with the question holds the answer.
    """

    id: str
    text: str
    asked: str | None = None
    answers: tuple[str, ...] = ()
    own: bool = False
    source: str = ""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.asked) if self.asked else None


@dataclass(frozen=True, slots=True)
class Corpus:
    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]

    def digest(self) -> str:
        """12 hex digits over the articles, by which everything made from them is known."""
        held = hashlib.sha256()
        for document in self.documents:
            held.update(json.dumps(asdict(document)).encode())
        return held.hexdigest()[:12]

    def write(self, work: Path) -> Place:
        """The articles as files, written once, and the questions of this run."""
        place = Place(work / "corpora" / f"{self.name}-{self.digest()}")
        if not (place.folder / "whole").exists():
            place.articles.mkdir(parents=True, exist_ok=True)
            for number, document in enumerate(self.documents):
                record = {
                    "title": document.title, "outlet": document.outlet, "url": document.source,
                    "published": document.published, "text": document.text,
                }  # fmt: skip
                kept = {name: value for name, value in record.items() if value}
                path = place.articles / f"{number:06}.json"
                path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            (place.folder / "whole").touch()
        lines = [json.dumps(asdict(q), ensure_ascii=False) for q in self.questions]
        place.asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return place


@dataclass(frozen=True, slots=True)
class Place:
    """A corpus on disk."""

    folder: Path

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def asked(self) -> Path:
        return self.folder / "questions.jsonl"

    def questions(self) -> list[Question]:
        lines = self.asked.read_text(encoding="utf-8").splitlines()
        return [
            Question(**{**row, "answers": tuple(row["answers"])}) for row in map(json.loads, lines)
        ]

    def documents(self) -> Iterator[Document]:
        """The articles in order."""
        for path in sorted(self.articles.glob("*.json")):
            row = json.loads(path.read_text(encoding="utf-8"))
            yield Document(
                row.get("url", ""), row.get("title", ""), row["text"], row.get("outlet", ""), row.get("published"),
            )  # fmt: skip


def quiz(data: Path = DATA, articles: int = 0, questions: int = 0) -> Corpus:
    """The news quiz of 2022: dated articles, questions asked as of a day, answers as strings.

    For a quick look, the first `articles` and a sample of `questions` that were asked of them;
    0 means all. Raises InputError if it is not there.
    """
    folder = data / "realtimeqa"
    documents = tuple(
        Document(
            row["url"], row["title"], row["text"],
            row["url"].split("/")[2].removeprefix("www."), row["publish_date"].replace("/", "-"),
        )
        for row in _rows(folder / "docs_2022.jsonl.gz")
    )[: articles or None]  # fmt: skip
    here = {document.source for document in documents}
    asked = [
        Question(
            row["id"], row["question"], row["date"].replace("/", "-"), tuple(row["answers"]),
            bool(row["answer_in_own_docs"]),
        )
        for row in _rows(folder / "questions_2022.jsonl.gz")
        if not articles or here & set(row["search_urls"])
    ]  # fmt: skip
    return Corpus("quiz", documents, _sample(asked, questions))


def squad(data: Path = DATA, questions: int = 1000) -> Corpus:
    """SQuAD 2.0 paragraphs, and a sample of the questions that have an answer in one of them."""
    return _paragraphs("squad2", data / "squad2" / "cs224n_dev-v2.0.json", questions)


def xquad(language: str, data: Path = DATA, questions: int = 0) -> Corpus:
    """The 240 paragraphs of XQuAD in a language (en, es, ru) with its questions."""
    return _paragraphs(f"xquad-{language}", data / "xquad" / f"xquad.{language}.json", questions)


def _paragraphs(name: str, path: Path, questions: int) -> Corpus:
    documents: list[Document] = []
    asked: list[Question] = []
    for article in json.loads(_there(path).read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            source = f"https://{name}.example/{len(documents):04}"
            text = paragraph["context"].lstrip("\ufeff")
            documents.append(Document(source, article.get("title", "").replace("_", " "), text))
            asked += [
                Question(str(row["id"]), row["question"], source=source)
                for row in paragraph["qas"]
                if not row.get("is_impossible")
            ]
    return Corpus(name, tuple(documents), _sample(asked, questions))


def _sample(asked: list[Question], count: int) -> tuple[Question, ...]:
    if not count or count >= len(asked):
        return tuple(asked)
    chosen = sorted(random.Random(SEED).sample(range(len(asked)), count))
    return tuple(asked[at] for at in chosen)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(_there(path), "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _there(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"{path} is not there; name the folder that holds it with --data.")
    return path

"""Archives made for the bench, kept between runs for as long as they are right."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path

import numpy as np

import index
from evals.retrieval.data import Place
from evals.retrieval.remembered import Remembered, identity
from evals.retrieval.store import Kept, peak
from index import embed
from index.archive import Archive
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

INDEX = Path(index.__file__).parent


def kept(work: Path, place: Place, embedding: str) -> Kept:
    """Where the archive of a corpus by an embedding is, or would be.

    The name holds the articles, what the model does and the source code that an ingest runs
    through; what is under another name is never used. Raises InputError for an unknown embedding.
    """
    held = hashlib.sha256(place.folder.name.encode())
    held.update(identity(embed.resolve(embedding)).encode())
    for path in sorted(INDEX.rglob("*.py")):
        # How passages are searched does not change what an archive holds.
        if path.relative_to(INDEX).parts[0] != "search" and path.stem not in ("train", "export"):
            held.update(path.read_bytes())
    return Kept(work / "archives" / f"{_stem(place, embedding)}-{held.hexdigest()[:12]}")


def _stem(place: Place, embedding: str) -> str:
    short = "".join(c for c in embedding if c.isalnum())[:20]
    return f"{place.folder.name}-{short}"


def build(at: Kept, work: Path, place: Place, embedding: str, started: float) -> None:
    """An archive from the folder of articles, and its first answer.

    `started` is the wall clock time at which the person began to wait. What stood there, whole or
    not, and older archives of the same corpus and embedding, are thrown away.
    """
    for old in at.folder.parent.glob(f"{_stem(place, embedding)}-*"):
        shutil.rmtree(old)
    at.folder.mkdir(parents=True)
    model = Remembered(embed.resolve(embedding), work)
    question = place.questions()[0]
    with Archive.open(at.archive, model, create=True) as archive:
        report = archive.add([place.articles])
        building = model.corrected(time.time() - started)
        embedding_took = model.worth
        Assistant(archive, QuoteReader(), "quote").ask(question.text, as_of=question.asked)
        answering = model.corrected(time.time() - started)
        passages = _export(archive, at.folder)
    measured = {
        "build": building, "answer": answering, "embedding": embedding_took, "passages": passages,
        "articles": report.added, "failures": len(report.failures), "fresh": model.fresh,
        "mib": peak(),
    }  # fmt: skip
    (at.folder / "built.json").write_text(json.dumps(measured))


def _export(archive: Archive, folder: Path) -> int:
    ids, _, matrix = archive._catalog.vectors()
    np.save(folder / "vectors.npy", matrix)
    found = {}
    for at in range(0, len(ids), 500):
        found.update(archive._catalog.passages(ids[at : at + 500]))
    with (folder / "pieces.jsonl").open("w", encoding="utf-8") as stream:
        held = None
        for identity_ in ids:
            passage = found[identity_][0]
            if held is None or held.id_ != passage.article_id:
                held = _Held(passage.article_id, archive)
            stream.write(held.line(passage.start, passage.end))
    return len(ids)


class _Held:
    """The article whose passages are being written: its id is costly to work out again."""

    def __init__(self, id_: str, archive: Archive) -> None:
        self.id_ = id_
        self._article = archive.article(id_)

    def line(self, start: int, end: int) -> str:
        article, day = self._article, self._article.published.day
        row = {
            "text": article.text[start:end], "title": article.title or "",
            "day": day.isoformat() if day else None, "source": article.url or "",
        }  # fmt: skip
        return json.dumps(row, ensure_ascii=False) + "\n"

"""Files into the catalog: read, clean, split, embed, write, a whole article at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from index import clean, split
from index.article import Article
from index.catalog import Catalog, Entry
from index.embed import unit_vectors
from index.errors import UnreadableError
from index.load import SIDECARS, Failure, Raw, files, read

BATCH = 256  # passages embedded and written at a time
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Report:
    """What an ingest did, in articles; `failures` name the file and the reason."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class _Done:
    """A file whose articles are all in the queue before this."""

    path: str
    fingerprint: str
    items: set[str]


class Ingest:
    """One ingest; the caller holds the archive's write lock."""

    def __init__(
        self, catalog: Catalog, embedding: BaseEmbedding, options: Mapping[str, Any]
    ) -> None:
        self._catalog = catalog
        self._embedding = embedding
        self._options = {name: value for name, value in options.items() if value}

    def run(self, paths: list[str | Path], prune: bool, progress: Progress | None) -> Report:
        """Everything under `paths`; with `prune`, articles of vanished files are dropped."""
        report = Report()
        listed = list(files(paths))
        todo = [f for f in listed if isinstance(f, Path)]
        report.failures += [f for f in listed if isinstance(f, Failure)]
        queue: list[tuple[str, str, Entry] | _Done] = []
        for number, path in enumerate(todo):
            queue += self._read_file(path, report)
            waiting = sum(len(q[2].passages) for q in queue if isinstance(q, tuple))
            if waiting >= BATCH or number + 1 == len(todo):
                self._write(queue, report)
                queue = []
            if progress:
                progress(number + 1, len(todo), path.name)
        if prune:
            self._prune(paths, {str(p) for p in todo}, report)
        return report

    def _read_file(self, path: Path, report: Report) -> list[tuple[str, str, Entry] | _Done]:
        name = str(path)
        try:
            fingerprint = _fingerprint(path, self._options)
        except OSError as error:
            report.failures.append(Failure(name, f"cannot be read: {error.strerror}"))
            return []
        if self._catalog.fingerprint(name) == fingerprint:
            report.unchanged += len(self._catalog.held_by(name))
            return []
        queue: list[tuple[str, str, Entry] | _Done] = []
        items: set[str] = set()
        whole = True
        for raw in read(path, self._options):
            failure = raw if isinstance(raw, Failure) else None
            if isinstance(raw, Raw):
                try:
                    queue.append((name, raw.item, self._entry(clean.clean(raw))))
                    items.add(raw.item)
                except (UnreadableError, ValueError, TypeError, LookupError) as error:
                    # Whatever one page does to a parser, the others go in.
                    failure = Failure(f"{name}:{raw.item}" if raw.item else name, str(error))
            if failure:
                whole = False
                report.failures.append(failure)
        if whole:  # a file that failed in part is read again next time, and loses nothing
            queue.append(_Done(name, fingerprint, items))
        return queue

    @staticmethod
    def _entry(article: Article) -> Entry:
        sentences = split.sentences(article)
        passages = split.passages(article, sentences)
        return Entry(article, tuple(sentences), tuple(passages), np.zeros((0, 0), dtype=np.float32))

    def _write(self, queue: list[tuple[str, str, Entry] | _Done], report: Report) -> None:
        """Embed what is new and write it, an article in one transaction with all its parts."""
        fresh: dict[str, Entry] = {}
        for q in queue:
            if isinstance(q, tuple) and not self._catalog.has(q[2].article.id):
                fresh.setdefault(q[2].article.id, q[2])
        texts = [
            f"{e.article.title}\n{e.article.text[p.start : p.end]}" if e.article.title
            else e.article.text[p.start : p.end]
            for e in fresh.values() for p in e.passages
        ]  # fmt: skip
        vectors = (
            unit_vectors(self._embedding, texts) if texts else np.zeros((0, 0), dtype=np.float32)
        )
        at = 0
        for article_id, entry in fresh.items():
            rows = vectors[at : at + len(entry.passages)]
            at += len(entry.passages)
            fresh[article_id] = Entry(entry.article, entry.sentences, entry.passages, rows)
        with self._catalog.transaction():
            befores = []
            for q in queue:
                if isinstance(q, tuple):
                    path, item, entry = q
                    self._catalog.put(fresh.get(entry.article.id, entry))
                    befores.append((entry, self._catalog.link(path, item, entry.article.id)))
            # Only now may articles go: one that left a file may have come back in another.
            for q in queue:
                if isinstance(q, _Done):
                    self._catalog.finish(q.path, q.fingerprint, q.items)
            self._catalog.sweep()
        for entry, before in befores:
            if before is None:
                report.added += 1
            elif before == entry.article.id:
                report.unchanged += 1
            else:
                report.updated += 1

    def _prune(self, paths: list[str | Path], present: set[str], report: Report) -> None:
        folders = [Path(p).resolve() for p in paths if Path(p).is_dir()]
        for path in self._catalog.paths():
            inside = any(Path(path).is_relative_to(folder) for folder in folders)
            if inside and path not in present and not Path(path).exists():
                report.removed += len(self._catalog.held_by(path))
                with self._catalog.transaction():
                    self._catalog.forget(path)


def _fingerprint(path: Path, options: Mapping[str, Any]) -> str:
    """Of the file, its sidecar, the options and the cleaner: what an article is made from."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    for ending in SIDECARS:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            digest.update(beside.read_bytes())
    digest.update(json.dumps([options, clean.VERSION, split.VERSION], default=str).encode())
    return digest.hexdigest()

"""Archive: the face of this folder. Open, add, search, read, remove."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from index import clean, split
from index.article import Article, Hit, Sentence
from index.catalog import Catalog, Entry
from index.embed import resolve
from index.errors import ArchiveError, InputError, UnreadableError
from index.filters import Filters
from index.load import SIDECARS, Failure, Raw, files, read
from index.search import search
from index.vectors import open_index

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


class Archive:
    """A folder with a catalog and the vector index made from it.

    Use as a context manager, or call `close`. One process at a time may write; any number read.
    """

    def __init__(self, folder: Path, embedding: BaseEmbedding) -> None:
        stamp = {"embedding": embedding.model_name, "splitter": split.VERSION}
        self.folder = folder
        self._embedding = embedding
        self._catalog = Catalog(folder / "catalog.sqlite", stamp)
        self._index = open_index(folder, self._catalog)

    @classmethod
    def open(
        cls, folder: str | Path, embedding: str | BaseEmbedding = "minilm", *, create: bool = False
    ) -> Archive:
        """The archive in `folder`; made if it is not there and `create` is set.

        Raises ArchiveError if there is none, or if it was made by another embedding or splitter.
        """
        path = Path(folder).expanduser()
        if not (path / "catalog.sqlite").is_file():
            if not create:
                raise ArchiveError(
                    f"There is no archive in {path}; make one with: "
                    f"dateline ingest PATH --archive {path}"
                )
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ArchiveError(
                    f"{path} cannot be made into an archive ({error.strerror}); "
                    "name another folder with --archive."
                ) from error
        return cls(path, resolve(embedding))

    def close(self) -> None:
        self._index.close()
        self._catalog.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reading -------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    def count(self) -> int:
        """How many articles it holds."""
        return self._catalog.count()

    def outlets(self) -> list[str]:
        return self._catalog.outlets()

    def days(self) -> tuple[date | None, date | None]:
        """The first and last publication day among dated articles."""
        found = self._catalog.days()
        if found is None:
            return None, None
        return date.fromordinal(found[0]), date.fromordinal(found[1])

    def articles(self) -> list[tuple[str, str]]:
        """(id, title) of every article, oldest first."""
        return list(self._catalog.articles())

    def article(self, name: str) -> Article:
        """An article by id, by an unmistakable beginning of it, by file path or by title.

        Raises InputError if there is none, or more than one.
        """
        matches = [i for i, title in self._catalog.articles() if i.startswith(name) or title == name]
        if not matches:
            for path in self._catalog.paths():
                held = self._catalog.held_by(path)
                if name in (path, Path(path).name) or path == str(Path(name).resolve()):
                    matches += [article_id for _, article_id in held]
                matches += [a for item, a in held if item and name in (f"{path}:{item}", f"{Path(path).name}:{item}")]
        matches = list(dict.fromkeys(matches))
        if len(matches) != 1 or not name:
            found = "no article" if not matches else f"{len(matches)} articles"
            raise InputError(f"{found} called {name!r}; see the ids with: dateline list")
        article = self._catalog.article(matches[0])
        assert article is not None
        return article

    def places(self, article_id: str) -> list[str]:
        """Where an article came from: paths, with the line for files that hold many."""
        return [f"{p}:{item}" if item else p for p, item in self._catalog.places(article_id)]

    def sentences(self, article_id: str) -> list[Sentence]:
        """The quotable spans of an article, in order, with their speakers."""
        return self._catalog.sentences(article_id)

    def search(self, question: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The best passages for a question, best first; [] if the filters let nothing through.

        Raises InputError if an outlet is not in the archive.
        """
        filters = self._known_outlets(filters or Filters())
        return search(question, self._catalog, self._index, self._embedding, filters, limit)

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors (texts, dims) by the archive's own embedding."""
        made = np.asarray(self._embedding.get_text_embedding_batch(texts), dtype=np.float32)
        return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)

    def _known_outlets(self, filters: Filters) -> Filters:
        if not filters.outlets:
            return filters
        here = {name.casefold(): name for name in self.outlets()}
        unknown = [name for name in filters.outlets if name.casefold() not in here]
        if unknown:
            raise InputError(
                f"No article is from {unknown[0]!r}; the archive's outlets are: "
                f"{', '.join(here.values()) or 'none'}."
            )
        chosen = tuple(here[name.casefold()] for name in filters.outlets)
        return Filters(filters.as_of, filters.since, filters.until, chosen)

    # --- writing -------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[str | Path],
        options: Mapping[str, Any] | None = None,
        *,
        prune: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Ingest files and folders; with `prune`, drop articles whose file is gone from them.

        What cannot be read is reported and the rest goes in. Killed at any moment, the archive
        holds whole articles only, and the same call finishes the job. Raises ArchiveError if
        another process is writing, InputError if a path does not exist.
        """
        paths, options, report = list(paths), dict(options or {}), Report()
        lock = FileLock(self.folder / "write.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ArchiveError(
                f"Another ingest is writing to {self.folder}; wait for it, then run this again."
            ) from error
        with lock:
            listed = list(files(paths))
            todo = [f for f in listed if isinstance(f, Path)]
            report.failures += [f for f in listed if isinstance(f, Failure)]
            queue: list[tuple[str, str, Entry] | _Done] = []
            for number, path in enumerate(todo):
                queue += self._read_file(path, options, report)
                waiting = sum(len(q[2].passages) for q in queue if isinstance(q, tuple))
                if waiting >= BATCH or number + 1 == len(todo):
                    self._write(queue, report)
                    queue = []
                if progress:
                    progress(number + 1, len(todo), path.name)
            if prune:
                self._prune(paths, {str(p) for p in todo}, report)
            self._index.sync(progress)
        return report

    def remove(self, name: str) -> Article:
        """Drop one article, wherever it came from; its file is left alone."""
        article = self.article(name)
        with FileLock(self.folder / "write.lock"), self._catalog.transaction():
            for path, item in self._catalog.places(article.id):
                items = {i for i, _ in self._catalog.held_by(path)} - {item}
                if items:
                    self._catalog.finish(path, "", items)
                else:
                    self._catalog.forget(path)
        return article

    def _read_file(
        self, path: Path, options: dict[str, Any], report: Report
    ) -> list[tuple[str, str, Entry] | _Done]:
        name = str(path)
        try:
            fingerprint = _fingerprint(path, options)
        except OSError as error:
            report.failures.append(Failure(name, f"cannot be read: {error.strerror}"))
            return []
        if self._catalog.fingerprint(name) == fingerprint:
            report.unchanged += len(self._catalog.held_by(name))
            return []
        queue: list[tuple[str, str, Entry] | _Done] = []
        items: set[str] = set()
        whole = True
        for raw in read(path, options):
            failure = raw if isinstance(raw, Failure) else None
            if isinstance(raw, Raw):
                try:
                    queue.append((name, raw.item, self._entry(clean.clean(raw))))
                    items.add(raw.item)
                except UnreadableError as error:
                    failure = Failure(f"{name}:{raw.item}" if raw.item else name, str(error))
            if failure:
                whole = False
                report.failures.append(failure)
        if whole:  # a file that failed in part is read again next time, and loses nothing
            queue.append(_Done(name, fingerprint, items))
        return queue

    def _entry(self, article: Article) -> Entry:
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
        vectors = self.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)
        at = 0
        for article_id, entry in fresh.items():
            rows = vectors[at : at + len(entry.passages)]
            at += len(entry.passages)
            fresh[article_id] = Entry(entry.article, entry.sentences, entry.passages, rows)
        for q in queue:
            with self._catalog.transaction():
                if isinstance(q, _Done):
                    self._catalog.finish(q.path, q.fingerprint, q.items)
                    continue
                path, item, entry = q
                self._catalog.put(fresh.get(entry.article.id, entry))
                before = self._catalog.link(path, item, entry.article.id)
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

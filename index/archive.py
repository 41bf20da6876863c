"""Archive: the face of this folder. Open, add, search, read, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from index import split
from index.article import Article, Hit, Sentence
from index.catalog import Catalog
from index.catalog.copies import Copy
from index.embed import resolve, unit_vectors
from index.errors import ArchiveError, InputError
from index.filters import Filters
from index.ingest import Ingest, Report
from index.load import place
from index.search import search
from index.vectors import open_index
from index.versions import Version

REMEMBERED = 500  # articles whose sentence vectors are kept in memory
Progress = Callable[[int, int, str], None]


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
        self._vectors: dict[str, NDArray[np.float32]] = {}

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
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
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

    def speakers(self, limit: int) -> list[str]:
        """Who is quoted most often, most often first."""
        return self._catalog.speakers(limit)

    def days(self) -> tuple[date | None, date | None]:
        """The first and last publication day among dated articles."""
        found = self._catalog.days()
        if found is None:
            return None, None
        return date.fromordinal(found[0]), date.fromordinal(found[1])

    def articles(self) -> list[tuple[str, str]]:
        """(id, title) of the newest version of every article, oldest first."""
        return list(self._catalog.articles())

    def versions(self, article_id: str) -> list[Version]:
        """All versions of an article, oldest first, itself among them."""
        made = []
        for identity in self._catalog.works.versions(article_id):
            article = self._catalog.article(identity)
            assert article is not None
            made.append(Version.of(article, *self._catalog.works.days(identity)))
        return made

    def copies(self, article_id: str) -> list[Copy]:
        """Every article that carries the same story, its source first; [] if it stands alone."""
        return self._catalog.copies.carried(article_id)

    def article(self, name: str) -> Article:
        """An article by id, by an unmistakable beginning of it, by file path or by title.

        Raises InputError if there is none, or more than one.
        """
        if exact := self._catalog.article(name):
            return exact
        matches = [i for i, title in self._catalog.articles() if title == name]
        matches += [i for i, _ in self._catalog.articles(old=True) if i.startswith(name)]
        if not matches:
            for path in self._catalog.places.paths():
                held = self._catalog.places.held_by(path)
                if name in (path, Path(path).name) or path == str(Path(name).resolve()):
                    matches += [article_id for _, article_id in held]
                matches += [
                    a
                    for item, a in held
                    if item and name in (f"{path}:{item}", f"{Path(path).name}:{item}")
                ]
        matches = list(dict.fromkeys(matches))
        if len(matches) != 1 or not name:
            found = "no article" if not matches else f"{len(matches)} articles"
            raise InputError(f"{found} called {name!r}; see the ids with: dateline list")
        article = self._catalog.article(matches[0])
        assert article is not None
        return article

    def places(self, article_id: str) -> list[str]:
        """Where an article came from: paths, with the line for files that hold many."""
        return [place(path, item) for path, item in self._catalog.places.of(article_id)]

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
        return unit_vectors(self._embedding, texts)

    def sentence_vectors(self, article_id: str) -> NDArray[np.float32]:
        """Unit vectors of an article's sentences, (sentences, dims), in order; kept for a while."""
        if article_id not in self._vectors:
            article = self._catalog.article(article_id)
            spans = self._catalog.sentences(article_id)
            if article is None:
                raise InputError(
                    f"no article called {article_id!r}; see the ids with: dateline list"
                )
            if len(self._vectors) >= REMEMBERED:
                self._vectors.pop(next(iter(self._vectors)))
            self._vectors[article_id] = self.embed([article.text[s.start : s.end] for s in spans])
        return self._vectors[article_id]

    def rarity(self, words: list[str]) -> list[float]:
        """How rare each word is among the passages, 0 (in all of them) to 1 (in none)."""
        total = np.log(self._catalog.passage_count() + 1) or 1.0
        return [float(1 - np.log(n + 1) / total) for n in self._catalog.spread(words)]

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
        dry: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Ingest files, folders and addresses; with `prune`, drop articles whose file is gone.

        What cannot be read is reported and the rest goes in. Killed at any moment, the archive
        holds whole articles only, and the same call finishes the job. With `dry`, everything is
        read and compared, and nothing is written. Raises ArchiveError if another process is
        writing, InputError if a path does not exist or is the archive itself.
        """
        paths = list(paths)
        if any(Path(path).resolve() == self.folder.resolve() for path in paths):
            raise InputError(
                f"{self.folder} is the archive's own folder; keep the articles in another one."
            )
        with self._writing():
            ingest = Ingest(self._catalog, self._embedding, dict(options or {}), dry)
            if dry:
                with self._catalog.rehearsal():
                    return ingest.run(paths, prune, progress)
            report = ingest.run(paths, prune, progress)
            self._index.sync(progress)
        return report

    def remove(self, name: str) -> Article:
        """Drop one article with all its versions, wherever it came from; files are left alone."""
        article = self.article(name)
        places = self._catalog.places
        with self._writing(), self._catalog.transaction():
            for version in self._catalog.works.versions(article.id):
                for path, item in places.of(version):
                    items = {i for i, _ in places.held_by(path)} - {item}
                    if items:
                        places.finish(path, "", items)
                    else:
                        places.forget(path)
            self._catalog.sweep()
        return article

    def _writing(self) -> AbstractContextManager[object]:
        try:
            return FileLock(self.folder / "write.lock").acquire(timeout=0)
        except Timeout as error:
            raise ArchiveError(
                f"Another ingest is writing to {self.folder}; wait for it, then run this again."
            ) from error

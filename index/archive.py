"""Archive: the face of this folder. Open, add, search, read, remove.

What a method alone needs is imported there: to list the articles neither search nor reading them
is wanted, and importing those takes longer than listing.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from index import inside
from index.article import Article
from index.catalog import Catalog
from index.embed import unit_vectors
from index.embed.chosen import Chosen, Given, stamps_of
from index.embed.embedding import Embedding
from index.errors import ArchiveError, InputError
from index.filters import Filters
from index.holdings import Holdings
from index.lookup import several
from index.progress import Progress
from index.refusals import telling
from index.split_version import VERSION as SPLITTER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.hit import Hit
    from index.ingest import Report
    from index.reindex import Reindexed
    from index.retriever import ArchiveRetriever
    from index.search import Search
    from index.search.recipe import Recipe
    from index.search.when import When
    from index.vectors import VectorIndex


class Archive(Holdings):
    """A folder with a catalog and the vector index made from it.

    Use as a context manager, or call `close`; one that nobody holds any more is closed too. One
    process at a time may write; any number read, and none of them changes the catalog.
    """

    def __init__(self, folder: Path, chosen: Chosen) -> None:
        path = folder / "catalog.sqlite"
        made_now = {} if path.exists() else chosen.for_new()
        super().__init__(Catalog(path, {"splitter": SPLITTER, **made_now}))
        self.folder = folder
        self._chosen = chosen
        try:
            chosen.check(self._catalog)
        except ArchiveError:
            self._catalog.close()
            raise
        self._held = _Held(folder, self._catalog)
        # Also where nobody has it any more: whoever held it may have been one of several.
        self._end = weakref.finalize(self, self._held.close)
        self._end.atexit = False

    @classmethod
    def open(cls, folder: str | Path, embedding: Given = None, *, create: bool = False) -> Archive:
        """The archive in `folder`; made if it is not there and `create` is set.

        It remembers the embedding that it was made with: `embedding` is a setting as
        `index.embed.resolve` takes it, or a LlamaIndex embedding, and is needed for a new archive
        alone, where it is not to be the default one. Raises ArchiveError if there is no archive,
        or if it was made by another embedding or splitter.
        """
        path = inside.named_folder(folder)
        inside.check(path)
        chosen = Chosen(embedding)
        with telling(path):
            missing = not (path / "catalog.sqlite").exists()
        if missing:
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
        return cls(path, chosen)

    def close(self) -> None:
        self._end()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    # --- finding -------------------------------------------------------------------------

    def search(
        self,
        question: str,
        filters: Filters | None = None,
        limit: int = 10,
        recipe: Recipe | None = None,
    ) -> list[Hit]:
        """The best passages for a question, best first; [] if the filters let nothing through.

        `recipe` leaves out parts of the search. Raises InputError if there is no letter or figure
        in the question, if an outlet, author, agency, language or section that is asked for is not
        in the archive, or if no day can be in the range; EmbeddingError if the embedding fails.
        """
        from index.search.recipe import WHOLE

        filters = self._known(filters or Filters())
        return self.finder.find(question, self._embedding, filters, limit, recipe or WHOLE)

    def when(self, question: str, filters: Filters | None = None) -> When:
        """What the question says of time, asked on `filters.as_of` or on the newest article's day.

        `search` keeps to its window; `recipe=Recipe(window=False)` switches that off, and days in
        `filters` say it otherwise.
        """
        return self.finder.when(question, filters or Filters())

    def as_retriever(self, limit: int = 10, filters: Filters | None = None) -> ArchiveRetriever:
        """The archive as a LlamaIndex retriever of the `limit` best passages that pass `filters`."""
        from index.retriever import ArchiveRetriever

        return ArchiveRetriever(self.search, limit, filters)

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors (texts, dims) by the archive's own embedding."""
        return unit_vectors(self._embedding, texts)

    @property
    def finder(self) -> Search:
        """The search over this archive; made for the first question."""
        return self._held.finder()

    @property
    def index(self) -> VectorIndex:
        """The vectors' index, which belongs to the first process that searches."""
        return self._held.index()

    @property
    def _embedding(self) -> Embedding:
        return self._chosen.current(self._catalog)

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
        from index.ingest import Ingest

        paths = list(paths)
        if any(Path(path).resolve() == self.folder.resolve() for path in paths):
            raise InputError(
                f"{self.folder} is the archive's own folder; keep the articles in another one."
            )
        with self._writing():
            if not dry:
                with self._catalog.transaction():
                    self._chosen.settle(self._catalog)
            ingest = Ingest(self._catalog, self._embedding, dict(options or {}), dry)
            if dry:
                with self._catalog.rehearsal():
                    return ingest.run(paths, prune, progress)
            report = ingest.run(paths, prune, progress)
            self.index.sync(progress)
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

    def set(
        self, names: Iterable[str], fields: Mapping[str, Any], *, missing: bool = False
    ) -> list[Article]:
        """Say what articles' pages do not say, or say wrongly; the articles as they are then.

        `names` are those that `article` takes, or files, folders and patterns ("wire/*.html") for
        all articles of them; `fields` those of `index.amend.FIELDS`. It wins over the page, and
        over a sidecar, at every later ingest too. With `missing`, only what is not known is set.
        Raises InputError for a name, a field or a value that is none.
        """
        from index.amend import amend, checked
        from index.ingest import embed

        given = checked(fields)
        with self._writing():
            ids = [i for name in names for i in several(self._catalog, name)]
            changed = amend(self._catalog, lambda e: embed(e, self._embedding), ids, given, missing)
            self.index.sync(None)
        return [self.article(identity) for identity in changed]

    def reindex(self, embedding: Given = None, progress: Progress | None = None) -> Reindexed:
        """Embed every passage anew, by the same embedding or another, from what the archive holds.

        Killed at any moment, the archive has its old vectors, or its new ones, and the same call
        finishes the job without starting over. Raises ArchiveError if another process is writing
        or the disk is full, EmbeddingError if the embedding fails.
        """
        from index.reindex import reindex

        setting, made = self._chosen.again(self._catalog, embedding)
        with self._writing():
            done = reindex(self._catalog, made, stamps_of(setting, made), progress)
            self._chosen.become(setting, made)
            self.index.sync(progress)
        return done

    def _writing(self) -> AbstractContextManager[None]:
        from index.writing import writing

        return writing(self.folder, self._catalog)


class _Held:
    """What an open archive holds: its catalog, and from the first search on the index over it."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self._folder = folder
        self._catalog = catalog
        self._finder: Search | None = None
        self._index: VectorIndex | None = None
        self._guard = threading.RLock()  # of several threads that ask at once, one makes it

    def index(self) -> VectorIndex:
        with self._guard:
            if self._index is None:
                from index.vectors import open_index

                self._index = open_index(self._folder, self._catalog)
            return self._index

    def finder(self) -> Search:
        with self._guard:
            if self._finder is None:
                from index.search import Search

                self._finder = Search(self._catalog, self.index())
            return self._finder

    def close(self) -> None:
        with self._guard:
            if self._index is not None:
                self._index.close()
            self._catalog.close()

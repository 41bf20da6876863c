"""Files into the catalog: prepared in other processes, embedded and written here, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from index import same, workers
from index.article import Article
from index.catalog import Catalog, Entry
from index.catalog.places import Named
from index.context import embedded_text
from index.embed import unit_vectors
from index.embed.embedding import Embedding
from index.errors import UnreadableError
from index.fingerprint import fingerprint
from index.furnish import Furnishing
from index.load import Failure, files, place
from index.load.kinds import SUFFIXES
from index.load.readers import MANY
from index.options import FOR_FETCHING, is_address
from index.prepare import Prepared
from index.progress import Progress
from index.workers import Job

BATCH = 256  # passages embedded and written at a time
SHARED_FROM = 4 * 2**20  # bytes: a file of many articles above this is read by all processes


@dataclass(slots=True)
class Report:
    """What an ingest did, in articles; `failures` name the file and the reason.

    `copies` are those among the added and updated that carry a story which is in the archive;
    `undated` and `without_outlet` name the articles of the files, new or not, that lack these.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    copies: int = 0
    failures: list[Failure] = field(default_factory=list)
    undated: list[Named] = field(default_factory=list)
    without_outlet: list[Named] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """A file on its way in."""

    path: str
    fingerprint: str
    supplied: Mapping[str, Any]
    items: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)  # the places that were not read

    @property
    def broken(self) -> bool:
        """Whether reading broke off, so that nobody knows what else the file holds."""
        return self.path in self.failed


class Ingest:
    """One ingest; the caller holds the archive's write lock.

    With `dry`, nothing is embedded; the caller throws the writes away.
    """

    def __init__(
        self,
        catalog: Catalog,
        embedding: Embedding,
        options: Mapping[str, Any],
        dry: bool = False,
    ) -> None:
        self._catalog = catalog
        self._embedding = None if dry else embedding
        self._options = {name: value for name, value in options.items() if value}
        self._furnishing = Furnishing(catalog)
        self._report = Report()
        self._replaced = 0  # places that hold another article than before
        self._passed = 0  # bytes of the files that are done with

    def run(self, paths: list[str | Path], prune: bool, progress: Progress | None) -> Report:
        """Everything under `paths`; with `prune`, articles of vanished files are dropped."""
        listed = list(files(p for p in paths if not is_address(p)))
        self._report.failures += [f for f in listed if isinstance(f, Failure)]
        todo = [str(f) for f in listed if not isinstance(f, Failure)]
        todo += [str(p) for p in paths if is_address(p)]
        sizes = {path: _size(path) for path in todo}
        total, inside, seen = sum(sizes.values()), 0, 0
        batch: list[tuple[_File, Prepared | None]] = []
        weight = 0
        for file, result in self._results(todo, sizes):
            if isinstance(result, Failure):
                file.failed.add(result.origin)
                within = file.path if result.origin != file.path else ""
                self._report.failures.append(replace(result, file=within))
                continue
            batch.append((file, result))
            if result is None:
                self._passed += sizes[file.path]
                inside = 0
            else:
                weight += len(result.entry.passages)
                inside = min(inside + result.size, sizes[file.path])
                seen += 1
            if weight >= BATCH:
                self._write(batch)
                batch, weight = [], 0
            if progress:
                progress(self._passed + inside, total, f"{seen:,} articles, {Path(file.path).name}")
        self._write(batch)
        if prune:
            self._prune(paths, set(todo))
        lacking = self._catalog.places.lacking(todo)
        self._report.undated, self._report.without_outlet = lacking
        return self._report

    def _results(
        self, todo: list[str], sizes: Mapping[str, int]
    ) -> Iterator[tuple[_File, Prepared | Failure | None]]:
        """What the files hold, in order; None at the end of each file that had to be read."""
        open_files: dict[str, _File] = {}
        pool = workers.shared()
        own = {n: v for n, v in self._options.items() if n not in FOR_FETCHING}

        def jobs() -> Iterator[Job]:
            for path in todo:
                if is_address(path):  # only asking tells whether a page has changed
                    open_files[path] = _File(path, "", {})
                    yield Job(path, self._told(path, self._options), many=True)
                    continue
                said = {**self._catalog.places.supplied(path), **own}
                try:
                    made = fingerprint(path, self._told(path, said))
                except (OSError, UnreadableError) as error:
                    reason = getattr(error, "strerror", None) or str(error)
                    self._report.failures.append(Failure(path, f"cannot be read: {reason}"))
                    self._passed += sizes[path]
                    continue
                if made and self._catalog.places.fingerprint(path) == made:
                    self._report.unchanged += len(self._catalog.places.held_by(path))
                    self._passed += sizes[path]
                    continue
                open_files[path] = _File(path, made, said)
                many = SUFFIXES.get(Path(path).suffix.lower(), "") in MANY | {"xml"}
                parts = pool.count if many and sizes[path] >= SHARED_FROM else 1
                yield Job(path, self._told(path, said), many, parts)

        for job, result in pool.run(jobs()):
            yield open_files[job.path], result
            if result is None:
                del open_files[job.path]

    def _told(self, path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """The options with what was said of single articles of the file."""
        said = self._catalog.said.of(path)
        return {**options, "said": said} if said else options

    def _write(self, batch: list[tuple[_File, Prepared | None]]) -> None:
        """Embed what is new and write it, an article in one transaction with all its parts."""
        held = [
            (file, replace(p, entry=self._furnishing.strip(p.entry)) if p else None)
            for file, p in batch
        ]
        fresh: dict[str, Entry] = {}
        for _, prepared in held:
            if prepared and not self._catalog.has(prepared.entry.article.id):
                fresh.setdefault(prepared.entry.article.id, prepared.entry)
        embedded = {e.article.id: e for e in embed(list(fresh.values()), self._embedding)}
        with self._catalog.transaction():
            before, left = self._replaced, False
            for file, prepared in held:
                if prepared is not None:
                    entry = embedded.get(prepared.entry.article.id, prepared.entry)
                    self._place(file, replace(prepared, entry=entry))
            # Only now may articles go: one that left a file may have come back in another.
            for file, prepared in held:
                if prepared is None and not file.broken and not is_address(file.path):
                    left |= self._finish(file)
            if left or self._replaced > before:
                self._report.removed += self._catalog.sweep()
            for old_id, entry in self._furnishing.outdated([e.article for e in embedded.values()]):
                self._catalog.replace(old_id, embed([entry], self._embedding)[0])

    def _finish(self, file: _File) -> bool:
        """Forget what a file no longer holds; True if there was anything.

        What could not be read this time stays as it was, and the file is read again next time.
        A feed that has moved on has not taken its entries back: addresses never come here.
        """
        places = self._catalog.places
        held = places.held_by(file.path) if file.failed else []
        if file.supplied:
            places.supply(file.path, file.supplied)
        kept = {item for item, _ in held if place(file.path, item) in file.failed}
        return places.finish(file.path, "" if file.failed else file.fingerprint, file.items | kept)

    def _place(self, file: _File, prepared: Prepared) -> None:
        """Put an article where its file says, as a new one, a new version, or as it was."""
        entry, item = prepared.entry, prepared.item
        identity = entry.article.id
        catalog, places = self._catalog, self._catalog.places
        before = places.at(file.path, item)
        reread = before is not None and before[1] == prepared.raw  # read better, not corrected
        if catalog.has(identity):
            self._report.unchanged += 1
        else:
            work = catalog.works.of(before[0]) if before and reread else self._work(file, prepared)
            seen = catalog.works.seen(before[0]) if before and reread else None
            self._report.copies += catalog.put(entry, work, seen)
            self._report.updated += work is not None
            self._report.added += work is None
        places.link(file.path, item, identity, prepared.raw)
        file.items.add(item)
        if before is None or before[0] == identity:
            return
        self._replaced += 1
        went_back = before[0] in catalog.works.after(identity)  # no correction after all
        if (reread or went_back) and not places.of(before[0]):
            catalog.drop(before[0])

    def _work(self, file: _File, prepared: Prepared) -> str | None:
        """The article that this one is a new version of, if there is one.

        It names the same address, or took the other's place in its file. The texts must have
        something in common: a file may be used again, and some sites give every page one address.
        """
        article = prepared.entry.article
        others = self._catalog.works.at_url(article.url) if article.url else []
        if before := self._catalog.places.at(file.path, prepared.item):
            others.append(before[0])
        for other_id in others:
            other = self._catalog.article(other_id)
            if other is None or not _one_document(other, article, prepared.item):
                continue
            if same.containment(other.text, article.text) >= same.SAME_WORK:
                return self._catalog.works.of(other_id)
        return None

    def _prune(self, paths: list[str | Path], present: set[str]) -> None:
        folders = [Path(p).resolve() for p in paths if Path(p).is_dir()]
        gone = []
        for path in self._catalog.places.paths():
            inside = any(Path(path).is_relative_to(folder) for folder in folders)
            if inside and path not in present and not Path(path).exists():
                gone.append(path)
        with self._catalog.transaction():
            for path in gone:
                self._catalog.places.forget(path)
            if gone:
                self._report.removed += self._catalog.sweep()


def embed(entries: list[Entry], embedding: Embedding | None) -> list[Entry]:
    """The same entries with their vectors, of length 1; of length 0 without an embedding."""
    texts = [embedded_text(e.article, p) for e in entries for p in e.passages]
    if embedding is None or not texts:
        vectors = np.zeros((len(texts), 0), dtype=np.float32)
    else:
        vectors = unit_vectors(embedding, texts)
    made, at = [], 0
    for entry in entries:
        made.append(replace(entry, vectors=vectors[at : at + len(entry.passages)]))
        at += len(entry.passages)
    return made


def _size(path: str) -> int:
    """Bytes; 1 for what has no size, or has gone since it was listed."""
    try:
        return 1 if is_address(path) else Path(path).stat().st_size
    except OSError:
        return 1


def _one_document(old: Article, new: Article, item: str) -> bool:
    """Whether what stood in a place and what stands there now can be one article at all."""
    if old.url and new.url and old.url != new.url:
        return False
    days = {old.published.day, new.published.day}
    if item and len(days) > 1 and None not in days and not new.updated:
        return False  # another day's page at the same address
    if old.url and new.url:
        return True
    # The lines of a file shift; a file of its own does not.
    return not item or (old.title, old.outlet) == (new.title, new.outlet)

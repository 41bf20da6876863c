"""Rows run one after the other, each in a child; what has not changed is kept from before."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from evals.retrieval.archives import kept
from evals.retrieval.data import Corpus, Place
from evals.retrieval.rows import Row
from evals.retrieval.score import Judged
from evals.retrieval.store import Kept
from index.errors import DatelineError

ROOT = Path(__file__).parents[2]
LIBRARIES = ("bm25s", "haystack-ai", "llama-index-core", "llama-index-retrievers-bm25", "numpy")


@dataclass(frozen=True, slots=True)
class Result:
    """What a row showed: a verdict and a time in milliseconds for each question, in order.

    `build` is seconds, `mib` the peak of its process; `earlier` says it is from an earlier run.
    """

    row: Row
    judged: tuple[Judged, ...]
    milliseconds: tuple[float, ...]
    mib: float
    build: float
    earlier: bool

    def time(self, percentile: int) -> float:
        return float(np.percentile(self.milliseconds, percentile))


class RowError(DatelineError):
    """A child that ended without a result."""


class Bench:
    """The runs of one corpus."""

    def __init__(self, corpus: Corpus, work: Path, again: bool = False) -> None:
        self.corpus = corpus
        self.work = work.resolve()
        self.place: Place = corpus.write(self.work)
        self._again = again
        self._kept: dict[str, Kept] = {}
        self._failed: dict[str, RowError] = {}

    def archive(self, embedding: str) -> Kept:
        """The archive by an embedding, built if need be. Raises DatelineError where it cannot be."""
        if embedding in self._failed:
            raise self._failed[embedding]  # not twenty minutes again for every row
        if embedding not in self._kept:
            at = kept(self.work, self.place, embedding)
            if not (at.folder / "built.json").exists():
                spec = {
                    "do": "build", "embedding": embedding, "kept": str(at.folder),
                    "started": time.time(),
                }  # fmt: skip
                try:
                    self._child(f"archive by {embedding}", spec)
                except RowError as error:
                    self._failed[embedding] = error
                    raise
            self._kept[embedding] = at
        return self._kept[embedding]

    def run(self, rows: Sequence[Row]) -> tuple[list[Result], list[str]]:
        """The results, and a sentence for each row that has none."""
        results: list[Result] = []
        left_out: list[str] = []
        for row in rows:
            try:
                results.append(self._run(row))
            except DatelineError as error:
                left_out.append(f"{row.name}: {error}")
        return results, left_out

    def _run(self, row: Row) -> Result:
        at = self.archive(row.needs) if row.needs else None
        key = self._key(row, at)
        saved = self.work / "results" / f"{key}.json"
        earlier = saved.exists() and not self._again and not row.ours
        if earlier:
            measured: dict[str, Any] = json.loads(saved.read_text())
        else:
            spec = {
                "do": "row", "maker": row.maker, "options": row.options,
                "kept": str(at.folder) if at else None,
            }  # fmt: skip
            measured = self._child(row.name, spec)
            if not row.ours:  # ours change with every line of the search
                saved.parent.mkdir(parents=True, exist_ok=True)
                saved.write_text(json.dumps(measured))
        return Result(
            row,
            tuple(Judged(**{**j, "within": tuple(j["within"])}) for j in measured["judged"]),
            tuple(measured["milliseconds"]),
            measured["mib"],
            self._build_seconds(row, at, measured["build"]),
            earlier,
        )

    @staticmethod
    def _build_seconds(row: Row, at: Kept | None, own: float) -> float:
        """Folder to ready for ours; its own part, plus the embedding where it uses the vectors."""
        if at is None or row.maker == "lexical":
            return own
        built = at.built()
        return float(built["build"]) if row.ours else own + float(built["embedding"])

    def _key(self, row: Row, at: Kept | None) -> str:
        held = hashlib.sha256(f"{row.name} {self.place.folder.name}".encode())
        held.update(self.place.asked.read_bytes())
        held.update((at.folder.name if at else "").encode())
        held.update(" ".join(map(_version, LIBRARIES)).encode())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            if path.stem not in ("table", "runs", "ours", "rows"):
                held.update(path.read_bytes())
        return held.hexdigest()[:20]

    def _child(self, name: str, spec: dict[str, Any]) -> dict[str, Any]:
        print(
            f"{time.strftime('%H:%M:%S')} {self.corpus.name}: {name}", file=sys.stderr, flush=True
        )
        out = self.work / f"child-{os.getpid()}.out.json"
        out.unlink(missing_ok=True)
        path = self.work / f"child-{os.getpid()}.spec.json"
        whole = {
            **spec,
            "place": str(self.place.folder),
            "work": str(self.work),
            "result": str(out),
        }
        path.write_text(json.dumps(whole))
        command = [sys.executable, "-m", "evals.retrieval.child", str(path)]
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode or not out.exists():
            said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
            raise RowError(said[-1])
        measured: dict[str, Any] = json.loads(out.read_text())
        out.unlink()
        path.unlink()
        return measured


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # its rows say so themselves
        return "none"

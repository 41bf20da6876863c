"""Sixteen threads give the answers of one: the real archive, the real reader, the bundled questions."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from evals.cases import load
from index.archive import Archive
from rag import connect
from rag.assistant import Assistant
from rag.batch import Question, Reply, ask_many
from rag.timeline import timeline

THREADS = 16
EVERY = 10  # of the bundled questions, so that all kinds are asked and the test stays short


def bundled() -> list[Question]:
    return [
        Question(c.question, c.id, c.as_of, c.since, c.until, c.outlets, c.history) for c in load()
    ][::EVERY]


def plain(reply: Reply) -> dict[str, Any]:
    assert reply.error is None and reply.answer is not None
    values = reply.answer.to_dict()
    del values["timings_ms"]
    return values


@pytest.fixture
def copied(samples: Archive, tmp_path: Path) -> Path:
    """The archive in another folder, where nobody has asked anything yet."""
    skip = shutil.ignore_patterns("*.lock", "vectors*")
    shutil.copytree(samples.folder, tmp_path / "archive", ignore=skip)
    return tmp_path / "archive"


def test_many_threads_answer_as_one(samples: Archive, copied: Path) -> None:
    asked = bundled()
    alone = [plain(r) for r in ask_many(_over(samples), asked, workers=1)]
    with Archive.open(copied) as fresh:  # the index and all that is remembered begin cold
        together = [plain(r) for r in ask_many(_over(fresh), asked, workers=THREADS)]
    assert together == alone


def test_threads_that_open_an_archive_at_once_share_it(copied: Path) -> None:
    ready = Barrier(THREADS)

    def opened(_: int) -> Assistant:
        ready.wait()
        return connect.shared(copied, "quote", None)

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(opened, range(THREADS)))
    try:
        assert len({id(one.archive) for one in found}) == 1
    finally:
        found[0].archive.close()


def test_timelines_in_many_threads(samples: Archive) -> None:
    subjects = ["Manbij", "Idlib", "Erdogan", "Tal Sirin"] * 4
    alone = {subject: timeline(subject, samples) for subject in subjects[:4]}
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda subject: timeline(subject, samples), subjects))
    assert together == [alone[subject] for subject in subjects]


def _over(archive: Archive) -> Assistant:
    reader, label = connect.reader_for("quote", None)
    return Assistant(archive, reader, label)

"""Documents that hang or kill whoever reads them, in processes that may die of it."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.load import Failure
from index.prepare import Prepared
from index.workers import Job, Workers

STORY = "The mayor of Arle said on Monday that the bridge number {} would open in the spring."
# Runs in the worker process: a document with the word makes it hang or die.
TRAP = """
import os, time
from index import prepare
real = prepare.clean
def trapped(raw):
    if "HANG" in str(raw.body): time.sleep(600)
    if "DIE" in str(raw.body): os._exit(9)
    if "EAT" in str(raw.body): bytearray(3 << 30)
    return real(raw)
prepare.clean = trapped
"""


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the trap into every worker, the way Python offers it: a sitecustomize of its own."""
    (tmp_path / "trap").mkdir()
    (tmp_path / "trap" / "sitecustomize.py").write_text(
        f"import sys\nif sys.argv and 'index.worker' in ' '.join(sys.orig_argv):\n"
        f"    exec({TRAP!r})\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path / "trap"), *sys.path])


@pytest.fixture
def workers(trap: None) -> Iterator[Workers]:
    made = Workers(2, seconds=10)
    yield made
    made.close()


def records(path: Path, texts: list[str]) -> Path:
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts))
    return path


def told(workers: Workers, *jobs: Job) -> list[str]:
    """What came back, in order: the words of a text, a reason, or 'end'."""
    out = []
    for _, result in workers.run(jobs):
        if isinstance(result, Prepared):
            out.append(result.entry.article.text.split("number ")[1].split()[0])
        else:
            out.append(result.reason if isinstance(result, Failure) else "end")
    return out


@pytest.mark.parametrize(
    ("word", "reason"),
    [("HANG", "longer than 10 seconds"), ("DIE", "process end")],
)
def test_a_document_that_kills_is_reported_and_the_rest_goes_in(
    workers: Workers, tmp_path: Path, word: str, reason: str
) -> None:
    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in ("1", word, "3", "4")])
    after = tmp_path / "b.txt"
    after.write_text(STORY.format("5"))
    got = told(workers, Job(str(path), {}, many=True), Job(str(after), {}))
    assert reason in got.pop(1)
    assert got == ["1", "3", "4", "end", "5", "end"]


def test_a_document_that_eats_memory_is_reported(trap: None, tmp_path: Path) -> None:
    made = Workers(1, memory=2 * 2**30)
    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in ("1", "EAT", "3")])
    got = told(made, Job(str(path), {}, many=True))
    made.close()
    assert "memory" in got[1].lower()
    assert [got[0], *got[2:]] == ["1", "3", "end"]


def test_parts_of_a_file_come_back_in_its_order(workers: Workers, tmp_path: Path) -> None:
    numbers = [str(n) for n in range(300)]
    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in numbers])
    assert told(workers, Job(str(path), {}, many=True, parts=2)) == [*numbers, "end"]


def test_many_files_come_back_in_order(workers: Workers, tmp_path: Path) -> None:
    jobs = []
    for n in range(150):
        path = tmp_path / f"{n:03}.txt"
        path.write_text(STORY.format(n))
        jobs.append(Job(str(path), {}))
    assert told(workers, *jobs) == [x for n in range(150) for x in (str(n), "end")]


def test_a_pool_goes_on_after_somebody_stopped_listening(workers: Workers, tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in range(500)])
    job = Job(str(path), {}, many=True, parts=2)
    results = workers.run([job])
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(told(workers, job)) == 501


def test_processes_that_were_ended_are_replaced(workers: Workers, tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in "123"])
    job = Job(str(path), {}, many=True)
    assert told(workers, job) == ["1", "2", "3", "end"]
    for process in workers._processes:
        process.popen.kill()
        process.popen.wait()
    assert told(workers, job) == ["1", "2", "3", "end"]


def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    """The parent is killed while its worker is busy; the worker notices."""
    import subprocess

    path = records(tmp_path / "a.jsonl", [STORY.format(n) for n in range(200_000)])
    code = (
        "import sys; from index.workers import Workers, Job\n"
        f"w = Workers(1); r = w.run([Job({str(path)!r}, {{}}, many=True)])\n"
        "next(r); print(w._processes[0].popen.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    ended = threading.Event()
    for _ in range(300):
        if not _runs(worker):
            ended.set()
            break
        time.sleep(0.1)
    assert ended.is_set()


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"

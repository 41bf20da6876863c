"""Processes that prepare files: as many as cores, each with a limit of time and of memory.

A process that takes too long over a document, or dies of it, is replaced; the document is
reported and the rest of its file goes on. Results come in the order of the jobs.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Pipe, wait
from typing import Any

from index import isolated
from index.errors import ArchiveError
from index.load import Failure
from index.prepare import Prepared

SECONDS = 90.0  # for one document
BYTES = 4 * 2**30  # of address space, for one process
AHEAD = 64  # files that may be in hand at a time
BUFFER = 64  # results that may wait for their turn, a part of a file


@dataclass(frozen=True, slots=True)
class Job:
    """A file to prepare; one of `many` documents can be shared by processes, in `parts`."""

    path: str
    options: Mapping[str, Any]
    many: bool = False
    parts: int = 1


@dataclass(slots=True)
class _Part:
    """The results of one part that wait for their turn."""

    ready: deque[Prepared | Failure] = field(default_factory=deque)
    finished: bool = False


@dataclass(slots=True)
class _Open:
    """A job in hand; `turn` is the part whose result comes next."""

    job: Job
    parts: list[_Part]
    turn: int = 0


@dataclass(slots=True)
class _Task:
    job: int
    part: int
    done: int = 0  # results received
    stuck: int = -1  # results received when a process last died of it


class _Process:
    """One worker process, and what it is doing."""

    def __init__(self, memory: int) -> None:
        self.connection, theirs = Pipe()
        # Not multiprocessing: that would run the caller's main module again in the new process.
        self.popen = subprocess.Popen(
            isolated.command("index.worker", str(theirs.fileno()), str(memory)),
            env=isolated.environment(),
            cwd=isolated.ELSEWHERE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self.ready = False  # starting takes seconds that no document is to blame for
        self.task: _Task | None = None
        self.heard = time.monotonic()

    def stop(self) -> None:
        self.connection.close()
        self.popen.kill()
        self.popen.wait()


class Workers:
    """A pool that lives until it is closed; used by one ingest at a time."""

    def __init__(self, count: int, seconds: float = SECONDS, memory: int = BYTES) -> None:
        self.count = count
        self._seconds = seconds
        self._memory = memory
        self._processes: list[_Process] = []

    def close(self) -> None:
        for process in self._processes:
            process.stop()
        self._processes.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Prepared | Failure | None]]:
        """The results of each job in order, with None at the end of each."""
        run = _Run(self, jobs)
        try:
            yield from run.results()
        finally:  # whoever asked may have stopped listening: do not leave anybody at work
            for process in [p for p in self._processes if p.task is not None]:
                self.discard(process)

    def hire(self) -> _Process | None:
        """A process with nothing to do; None if all are at work."""
        for process in list(self._processes):
            if process.task is None and process.popen.poll() is not None:
                self.discard(process)  # somebody, or the system, has ended it
            elif process.task is None:
                return process
        if len(self._processes) < self.count:
            self._processes.append(_Process(self._memory))
            return self._processes[-1]
        return None

    def listen(self, deaf: set[int]) -> Iterator[tuple[_Process, object]]:
        """What the busy processes said, but for those of which `deaf` holds the id.

        A string is the reason why a process came to its end.
        """
        busy = [p for p in self._processes if p.task is not None]
        for process in busy:
            if id(process) in deaf:
                process.heard = time.monotonic()  # it waits for us, not we for it
        heard = {p.connection: p for p in busy if id(p) not in deaf}
        ready = wait(list(heard), timeout=1.0)
        for connection in ready:
            process = heard[connection]  # type: ignore[index]
            process.heard = time.monotonic()
            try:
                said = process.connection.recv()
                if process.ready:
                    yield process, said
                process.ready = True
            except (EOFError, OSError) as error:
                self.discard(process)
                if not process.ready:  # no document is to blame
                    raise ArchiveError(
                        "The process that reads documents does not start; see its message above, "
                        "and give it more memory if that is what it lacks."
                    ) from error
                yield process, "it made the reading process end (out of memory, or a crash)"
        for process in heard.values():
            late = process.ready and time.monotonic() - process.heard > self._seconds
            if late and process.connection not in ready and not process.connection.poll():
                self.discard(process)
                yield process, f"it took longer than {self._seconds:.0f} seconds to read"

    def discard(self, process: _Process) -> None:
        """End a process, whatever it is doing."""
        process.stop()
        self._processes.remove(process)


class _Run:
    """One pass over jobs: hands tasks out, takes results in, gives them on in order."""

    def __init__(self, workers: Workers, jobs: Iterable[Job]) -> None:
        self._workers = workers
        self._jobs = enumerate(jobs)
        self._open: dict[int, _Open] = {}
        self._waiting: deque[_Task] = deque()
        self._more = True

    def results(self) -> Iterator[tuple[Job, Prepared | Failure | None]]:
        while True:
            self._hand_out()
            yield from self._give_on()
            if not self._open and not self._more:
                return
            for process, said in self._workers.listen(self._full()):
                self._take(process, said)

    def _hand_out(self) -> None:
        while True:
            if not self._waiting and self._more and len(self._open) < AHEAD:
                self._next_job()
            if not self._waiting or (process := self._workers.hire()) is None:
                return
            task = self._waiting.popleft()
            job = self._open[task.job].job
            try:
                process.connection.send((job.path, job.options, (task.part, job.parts), task.done))
            except OSError:  # it ended this very moment
                self._workers.discard(process)
                self._waiting.appendleft(task)
                continue
            process.task, process.heard = task, time.monotonic()

    def _next_job(self) -> None:
        found = next(self._jobs, None)
        if found is None:
            self._more = False
            return
        number, job = found
        self._open[number] = _Open(
            job,
            [_Part() for _ in range(job.parts)],
            1 % job.parts,  # items count from 1
        )
        self._waiting += [_Task(number, part) for part in range(job.parts)]

    def _full(self) -> set[int]:
        """The processes whose results would have to wait too long for their turn."""
        return {
            id(p)
            for p in self._workers._processes
            if p.task is not None and len(self._open[p.task.job].parts[p.task.part].ready) >= BUFFER
        }

    def _take(self, process: _Process, said: object) -> None:
        task = process.task
        assert task is not None
        job = self._open[task.job].job
        part = self._open[task.job].parts[task.part]
        if isinstance(said, (Prepared, Failure)):
            part.ready.append(said)
            task.done += 1
            return
        process.task = None
        if said is None:
            part.finished = True
            return
        # It died of the document after the last one we have. Once more without that one; if it
        # then comes no further, what is in the way cannot be stepped over.
        again = task.stuck == task.done
        reason = f"{said}; the documents after it were not read" if again else str(said)
        part.ready.append(Failure(job.path, reason))
        part.finished = again or not job.many
        if not part.finished:
            self._waiting.appendleft(_Task(task.job, task.part, task.done + 1, task.done + 1))

    def _give_on(self) -> Iterator[tuple[Job, Prepared | Failure | None]]:
        """What is ready of the first open job: a result of each part in turn."""
        while self._open:
            number, first = next(iter(self._open.items()))
            while not all(p.finished and not p.ready for p in first.parts):
                part = first.parts[first.turn]
                if part.ready:
                    yield first.job, part.ready.popleft()
                elif not part.finished:
                    return  # nothing yet; it keeps its turn
                first.turn = (first.turn + 1) % len(first.parts)
            del self._open[number]
            yield first.job, None


@cache
def shared(count: int = 0) -> Workers:
    """The pool of this process, made when first asked for: starting one takes a second."""
    made = Workers(count or os.cpu_count() or 1)
    atexit.register(made.close)
    return made

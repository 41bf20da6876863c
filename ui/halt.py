"""Stopping an answer on its way: at once for the person, whatever its reader is waiting for.

Gradio's own `cancels` ends whatever runs for a page when the message arrives, which may by then
be the next question.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

LOOK = 0.05  # seconds between looks whether the answer is still wanted
Step = TypeVar("Step")


class Halt:
    """One answer on its way.

    `halted` says whether it was ended from outside, `cleared` whether nothing of it is wanted.
    `over` is set as soon as nobody takes any more of it, for whatever reason: whoever makes the
    steps is to leave off then.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self.over = threading.Event()
        self.cleared = False

    @property
    def halted(self) -> bool:
        return self._event.is_set()

    def halt(self, cleared: bool = False) -> None:
        self.cleared = self.cleared or cleared
        self._event.set()

    def until(self, steps: Iterator[Step]) -> Iterator[Step]:
        """The steps as they come, until `halt` is called; what is then being made is left unseen."""
        made: queue.SimpleQueue[_Made[Step] | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, args=[steps, made], daemon=True).start()
        try:
            while not self.halted:
                try:
                    step = made.get(timeout=LOOK)
                except queue.Empty:
                    continue
                if step is None:
                    return
                yield step.step
        finally:  # a page that was closed closes this generator
            self.over.set()

    def _work(self, steps: Iterator[Step], made: queue.SimpleQueue[_Made[Step] | None]) -> None:
        try:
            for step in steps:
                if self.over.is_set():
                    return
                made.put(_Made(step))
        finally:
            made.put(None)


class _Made(Generic[Step]):
    """A step that was made; the queue's end is None, which a step may be as well."""

    def __init__(self, step: Step) -> None:
        self.step = step


class Halts:
    """The answer on its way of each page, by the page's session."""

    def __init__(self) -> None:
        self._running: dict[str, Halt] = {}

    @contextmanager
    def running(self, session: str) -> Iterator[Halt]:
        """A new answer of this page, for as long as the block lasts."""
        made = self._running[session] = Halt()
        try:
            yield made
        finally:
            if self._running.get(session) is made:
                del self._running[session]

    def halt(self, session: str, cleared: bool = False) -> None:
        """End the answer that is on its way, if there is one."""
        if running := self._running.get(session):
            running.halt(cleared)

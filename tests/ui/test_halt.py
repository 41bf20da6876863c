"""Stopping an answer: at once, whatever is being waited for, and only that answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from ui.halt import Halt, Halts


def test_what_is_not_halted_comes_whole() -> None:
    assert list(Halt().until(iter([1, None, 3]))) == [1, None, 3]


def test_a_halt_does_not_wait_for_the_step_that_is_being_made() -> None:
    never = threading.Event()
    halt = Halt()

    def steps() -> Iterator[int]:
        yield 1
        never.wait()
        yield 2

    seen = []
    for step in halt.until(steps()):
        seen.append(step)
        halt.halt()
    assert seen == [1]
    assert halt.halted and not halt.cleared
    never.set()


def test_whoever_makes_the_steps_is_told_that_nobody_takes_them() -> None:
    waits = threading.Event()

    def steps(halt: Halt) -> Iterator[int]:
        yield 1
        if halt.over.wait(10):
            waits.set()
        yield 2

    stopped = Halt()
    for _ in stopped.until(steps(stopped)):
        assert not stopped.over.is_set()
        stopped.halt()
    assert waits.wait(10)

    waits.clear()
    closed = Halt()
    taken = closed.until(steps(closed))
    assert next(taken) == 1
    taken.close()  # type: ignore[attr-defined]  # as a page does that is closed
    assert waits.wait(10)
    assert not closed.halted


def test_only_the_answer_on_its_way_is_halted() -> None:
    halts = Halts()
    with halts.running("page") as first:
        halts.halt("another page")
        assert not first.halted
        halts.halt("page", cleared=True)
        assert first.halted and first.cleared
    with halts.running("page") as second:
        assert not second.halted
    halts.halt("page")  # nothing is on its way
    assert not second.halted

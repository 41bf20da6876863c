"""How long each stage of an answer took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock(dict[str, float]):
    """Milliseconds by stage, in the order the stages first ran."""

    def __init__(self) -> None:
        super().__init__()
        self._started = time.perf_counter()

    def told(self) -> dict[str, float]:
        """The stages and "total": all that passed since the clock was made, pauses of the taker too."""
        return {**self, "total": round((time.perf_counter() - self._started) * 1000, 1)}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Count what happens inside to `stage`."""
        started = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - started) * 1000
            self[stage] = round(self.get(stage, 0.0) + spent, 1)

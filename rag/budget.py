"""The time that one answer may take, with all that is asked of a model for it."""

from __future__ import annotations

import math
import time
from threading import Event


class Budget:
    """Seconds counted from now, for any number of calls; over at once when `halted` is set."""

    def __init__(self, seconds: float = math.inf, halted: Event | None = None) -> None:
        self._seconds = seconds
        self._halted = halted or Event()
        self._start = time.monotonic()

    def at_most(self, seconds: float) -> Budget:
        """The same, counted from the same start, but over after `seconds` at the latest."""
        made = Budget(min(seconds, self._seconds), self._halted)
        made._start = self._start
        return made

    @property
    def spent_s(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def left_s(self) -> float:
        """Seconds to go, 0 or below once they are over or nobody wants the answer any more."""
        return 0.0 if self._halted.is_set() else self._seconds - self.spent_s

    def wait(self, seconds: float) -> None:
        """Sleep for so long, or until nobody wants the answer any more."""
        self._halted.wait(seconds)

"""What all commands of this room do with an error of ours: one sentence, and its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable

from index.errors import DatelineError


def command(main: Callable[[], None]) -> None:
    """Run it. A DatelineError is printed to stderr and ends the process with its code."""
    try:
        main()
    except DatelineError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)

"""What an ingest could not read: a line each, or one with their number where many are alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.load import Failure

ALIKE = 3  # of one file, or folder, for one reason: more than these are told in one line
NAMED = 2  # of those that are told in one line
MOST = 100  # lines
LISTED = 20  # of one file for one reason, for programs
MOST_LISTED = 1000
# What differs between reasons that are one: an address, a number, what is quoted.
OWN = re.compile(r"""https?://\S+|\d[\d.,:]*|"[^"]*"|'[^']*'|“[^”]*”""")


def lines(failures: Sequence[Failure]) -> Iterator[str]:
    """Where and why, for people; of a flood its first lines and how many there are more."""
    made = [line for found in _alike(failures) for line in _told(found)]
    yield from made[:MOST]
    if len(made) > MOST:
        yield f"{len(made) - MOST:,} more lines like these are left out."


def listed(failures: Sequence[Failure]) -> list[dict[str, str]]:
    """The same for programs: the first of each kind."""
    first = [f for found in _alike(failures) for f in found[:LISTED]]
    return [{"origin": f.origin, "reason": f.reason} for f in first[:MOST_LISTED]]


def _alike(failures: Sequence[Failure]) -> list[list[Failure]]:
    """Those of one file, or folder, for one reason, together; in the order of the first of each."""
    found: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        home = failure.file or f"{_home(failure.origin)}/"
        found.setdefault((home, OWN.sub("#", failure.reason)), []).append(failure)
    return list(found.values())


def _told(alike: list[Failure]) -> Iterator[str]:
    if len(alike) <= ALIKE:
        for failure in alike:
            yield f"{_short(failure.origin)}: {failure.reason}"
        return
    first = alike[0]
    home = first.file or _home(first.origin)
    names = ", ".join(f.origin.removeprefix(home).lstrip("/:!") for f in alike[:NAMED])
    under = "pages under it" if "://" in home else "files in it"
    kind = "of its parts" if first.file else under
    yield (
        f"{_short(home)}: {len(alike):,} {kind}: {first.reason} "
        f"({names} and {len(alike) - NAMED:,} more)"
    )


def _home(origin: str) -> str:
    """The folder of a file, or what stands before the last part of an address."""
    return origin.rpartition("/")[0]


def _short(place: str) -> str:
    """A place in the working folder, by its path from there."""
    return place.removeprefix(f"{Path.cwd()}/")

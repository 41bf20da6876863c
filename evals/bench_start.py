"""How long `dateline` takes from nothing, beside floors in the same run, and what is paid for what.

    python -m evals.bench_start [--archive FOLDER] [--rounds 5]

Each command runs as a process of its own, all of them in turn, `--rounds` times; the median counts,
and the first round, which fills the file cache, does not. Then each runs once more under
`python -X importtime`, and what its imports take is added up by package: each module's own time,
without what it imports in its turn. Python's tracing makes imports a little slower than they are.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.cases import samples
from index.archive import Archive

FLOORS = {
    "python -c pass": ("-c", "pass"),
    "import numpy, onnxruntime": ("-c", "import numpy, onnxruntime"),
}
QUESTION = "How many people have been displaced in Idlib?"
MOST_S = {"--version": 0.5, "--help": 0.5, "list": 0.5, "search": 1.5, "ask": 3.0}  # seconds
OURS = ("index", "rag", "ui", "prompts", "dateline")
SHOWN = 6  # packages named for each command
IMPORTED = re.compile(r"^import time:\s*(\d+) \|\s*\d+ \|\s*(\S+)", re.MULTILINE)


def commands(archive: Path) -> dict[str, tuple[str, ...]]:
    """What is measured, by name: the arguments of Python."""
    here = ("--archive", str(archive))
    asked = {"--version": (), "--help": (), "list": here}
    asked |= dict.fromkeys(("search", "ask"), (QUESTION, *here))
    return {name: ("-m", "dateline", name, *rest) for name, rest in asked.items()}


def seconds(arguments: tuple[str, ...]) -> float:
    started = time.perf_counter()
    subprocess.run(  # noqa: S603
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - started


def paid(arguments: tuple[str, ...]) -> Counter[str]:
    """Milliseconds of importing, by package; what is ours is one."""
    traced = subprocess.run(  # noqa: S603
        [sys.executable, "-X", "importtime", *arguments],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    spent: Counter[str] = Counter()
    for own, module in IMPORTED.findall(traced.stderr):
        spent[_package(module)] += int(own)
    return Counter({name: round(us / 1000) for name, us in spent.items()})


def _package(module: str) -> str:
    first = module.partition(".")[0]
    if first in OURS:
        return "Dateline"
    return "Python" if first in sys.stdlib_module_names or first == "encodings" else first


@contextmanager
def _archive(given: Path | None) -> Iterator[Path]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as scratch:
        with Archive.open(scratch, create=True) as made:
            made.add([samples()])
        yield Path(scratch)


def main() -> None:
    """Print the medians with their limits, then what each command's imports take."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--archive", type=Path, help="measure on this one, not on the samples")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with _archive(args.archive) as archive:
        measured = {**FLOORS, **commands(archive)}
        rounds = [
            {name: seconds(line) for name, line in measured.items()} for _ in range(args.rounds + 1)
        ]
        medians = {name: statistics.median(r[name] for r in rounds[1:]) for name in measured}
        floor = medians["import numpy, onnxruntime"]
        table = Table("command", "median", "limit", "of the floor", "imports, ms by package")
        for name, line in measured.items():
            most = MOST_S.get(name)
            told = ", ".join(f"{package} {ms}" for package, ms in paid(line).most_common(SHOWN))
            table.add_row(
                name, f"{medians[name]:.2f} s", f"{most:.1f} s" if most else "",
                f"{medians[name] / floor:.1f} x", told,
            )  # fmt: skip
    Console(width=160).print(table)


if __name__ == "__main__":
    main()

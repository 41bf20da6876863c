"""`python -m evals.fuzz_archives`: a small archive, altered in a thousand ways behind its back.

    python -m evals.fuzz_archives [--ways 1000] [--seed 13] [--bare]

Whatever was done to it, an archive either answers as it did before, or is refused in one sentence
with exit code 3. Anything else is a fault: another answer, another error, an end of the process,
a file outside the archive that was touched. With --bare the archive has no digests, like one that is
too large for them: then another answer is counted and no fault. Each way is tried in a process that other ways share;
where it dies, the way that was being tried has killed it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from evals.cases import samples
from evals.mutations import alter, without_digests
from index import vectors
from index.archive import Archive
from index.errors import DatelineError
from rag.connect import over, readers

QUESTION = "How many people fled Idlib?"
ARTICLES = 6
KEPT = "untouched"


def make(folder: Path) -> None:
    """A valid archive in `folder`/archive, with a vector index, and a file beside it."""
    vectors.FEW = 0  # so that there is an index to alter
    taken = sorted(p for p in samples().iterdir() if "idlib" in p.name or "manbij" in p.name)
    with Archive.open(folder / "archive", create=True) as store:
        store.add(taken[:ARTICLES])
        store.search(QUESTION)
    outside = folder / "outside"
    outside.mkdir()
    (outside / "file").write_text(KEPT)


def told(archive: Path) -> str:
    """All that the archive says when it is asked, listed and shown."""
    with Archive.open(archive) as store:
        said = [over(store, readers("quote", None)).ask(QUESTION).to_text()]
        said += [f"{h.article.label} {h.passage.start}" for h in store.search(QUESTION)]
        for identity, title in store.articles():
            said += [title, store.article(identity).to_json(), str(store.versions(identity))]
            said += [str(s) for s in store.sentences(identity)]
        said += [str(store.facets()), str(store.days()), str(store.speakers(5))]
    return "\n".join(said)


def outcome(made: Path, expected: str, seed: str, *, bare: bool) -> tuple[str, str]:
    """What comes of one way: "same", "refused" or a fault; and what was done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "folder"
        shutil.copytree(made, folder)
        if bare:
            without_digests(folder / "archive")
        done = alter(folder / "archive", Random(seed))
        try:
            other = "another" if bare else "FAULT: another answer"
            found = "same" if told(folder / "archive") == expected else other
        except DatelineError as error:
            one = str(error).count("\n") == 0 and error.exit_code == 3
            found = "refused" if one else f"FAULT: {error.exit_code} {error}"
        except Exception as error:  # noqa: BLE001 - whatever else comes is what is looked for
            found = f"FAULT: {type(error).__name__}: {error}"
        outside = sorted(p.name for p in folder.iterdir())
        beside = [p.name for p in (folder / "outside").iterdir()]
        if outside != ["archive", "outside"] or beside != ["file"]:
            found = f"FAULT: something stands outside: {outside} {beside}"
        elif (folder / "outside" / "file").read_text() != KEPT:
            found = "FAULT: a file outside was written"
        return found, done


def serve(made: Path, seed: str, first: int, ways: int, *, bare: bool) -> None:
    """Try ways from `first` on, and print a line before and after each."""
    expected = told(made / "archive")
    for number in range(first, ways):
        print(f"{number}\tbegun", flush=True)
        found, done = outcome(made, expected, f"{seed}-{number}", bare=bare)
        print(f"{number}\t{found}\t{done}".replace("\n", " "), flush=True)


def outcomes(ways: int, seed: str, *, bare: bool = False) -> Iterator[tuple[int, str, str]]:
    """(number, what came of it, what was done) for every way."""
    with tempfile.TemporaryDirectory() as name:
        make(Path(name) / "made")
        number = 0
        while number < ways:
            command = [
                sys.executable,
                "-P",
                "-m",
                "evals.fuzz_archives",
                "--serve",
                str(Path(name) / "made"),
            ]
            command += ["--seed", seed, "--first", str(number), "--ways", str(ways)]
            command += ["--bare"] if bare else []
            with subprocess.Popen(  # noqa: S603
                command, stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                for line in process.stdout:
                    _, found, *done = line.rstrip("\n").split("\t", 2)
                    if done:
                        yield number, found, done[0]
                        number += 1
            if number < ways:
                if process.returncode == 0:
                    raise RuntimeError("the process that tries the ways ended without a word")
                yield number, f"FAULT: the process ended with {process.returncode}", "see the seed"
                number += 1


def main(argv: list[str] | None = None) -> int:
    """Print what came of the ways; 1 where there is a fault."""
    parser = argparse.ArgumentParser(prog="python -m evals.fuzz_archives", description=__doc__)
    parser.add_argument("--ways", type=int, default=1000)
    parser.add_argument("--seed", default="13")
    parser.add_argument("--bare", action="store_true", help="without digests")
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.serve:
        vectors.FEW = 0
        serve(options.serve, options.seed, options.first, options.ways, bare=options.bare)
        return 0
    counts: Counter[str] = Counter()
    for number, found, done in outcomes(options.ways, options.seed, bare=options.bare):
        kind = "fault" if found.startswith("FAULT") else found
        counts[kind] += 1
        if kind == "fault":
            print(f"{number:5} {found[:300]}\n      after: {done}", flush=True)
    print(
        f"{options.ways} ways (seed {options.seed}): "
        + ", ".join(f"{n} {k}" for k, n in sorted(counts.items()))
    )
    return 1 if counts["fault"] else 0


if __name__ == "__main__":
    sys.exit(main())

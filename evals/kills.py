"""`python -m evals.kills`: ingest, set, remove, prune and reindex, killed over and over.

    python -m evals.kills [--kills 60] [--seed 13]

Commands run on one archive of articles made up here, each killed (SIGKILL, with the processes it
started) after a random time, while another process asks. At the end the last command is let finish,
and the archive is compared with a fresh one made of the same files: the same articles with the same
sentences, passages and vectors, none twice, none halved, and the same answers.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from index import isolated
from index.archive import Archive

FILES = 240
QUESTION = "How many boats were moored at Port Number?"


def write_articles(folder: Path, random: Random) -> None:
    """Articles of invented ports: no two alike."""
    folder.mkdir()
    for number in range(FILES):
        boats, metres = random.randrange(20, 900), random.randrange(3, 60)
        text = (
            f"Boats at Port {number}\n\n12 May 2024\n\n"
            f"PORT {number} (Harbour Wire) - {boats} boats were moored at Port {number} on Sunday, the "
            f'harbour master said.\n\nThe quay is {metres} metres long. "We have room for ten more," '
            f"said Ana Holt, who runs it.\n\n"
            + f"Line {number} of the tide table was repainted. "
            * 8
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def commands(articles: Path, archive: Path) -> list[list[str]]:
    """What is run, in turn."""
    where = ["--archive", str(archive)]
    return [
        ["ingest", str(articles), *where],
        ["set", str(articles / "00*.txt"), "--section", "World", *where],
        ["ingest", str(articles), "--prune", *where],
        ["reindex", *where],
        ["remove", "Boats at Port 7", *where],
    ]


def run(words: list[str], seconds: float | None) -> tuple[bool, str]:
    """Run a command; whether it was killed after `seconds`, and what it said on its error stream."""
    process = subprocess.Popen(  # noqa: S603
        isolated.command("dateline", *words),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return True, ""
    return False, said


def held(archive: Path) -> dict[str, object]:
    """All that an archive holds, by article, and what it finds."""
    with Archive.open(archive) as store:
        ids, _, matrix = store._catalog.vectors()
        found: dict[str, object] = {
            identity: (title, store.article(identity), tuple(store.sentences(identity)))
            for identity, title in store.articles()
        }
        found["vectors"] = {i: row.tobytes() for i, row in zip(ids, matrix, strict=True)}
        found["answer"] = [h.passage.id for h in store.search(QUESTION)]
    return found


def main(argv: list[str] | None = None) -> int:
    """Kill, compare, print; 1 where anything was lost, doubled, halved or ended in a traceback."""
    parser = argparse.ArgumentParser(prog="python -m evals.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args(argv)
    random, faults, killed, ran = Random(options.seed), [], 0, 0
    with tempfile.TemporaryDirectory() as name:
        articles, archive = Path(name) / "articles", Path(name) / "archive"
        write_articles(articles, random)
        started = time.monotonic()
        while killed < options.kills:
            words = random.choice(commands(articles, archive))
            ended, said = run(words, random.uniform(0.3, 9.0))
            killed, ran = killed + ended, ran + 1
            if "Traceback" in said:
                faults.append(f"{words[0]}: {said.splitlines()[-1]}")
            if (archive / "catalog.sqlite").exists():
                _, said = run(["ask", QUESTION, "--archive", str(archive)], None)
                if said and "holds no articles" not in said:  # killed before the first was in
                    faults.append(f"ask after {words[0]}: {said.strip().splitlines()[-1]}")
        for words in (
            ["ingest", str(articles), "--archive", str(archive)],
            ["reindex", "--archive", str(archive)],
        ):
            _, said = run(words, None)
            faults += [f"at the end, {words[0]}: {said}"] if "Traceback" in said else []
        fresh = Path(name) / "fresh"
        run(["ingest", str(articles), "--archive", str(fresh)], None)
        # What was set by hand stays set at every later ingest, so it is set in the fresh one too.
        for store in (archive, fresh):
            run(
                ["set", str(articles / "00*.txt"), "--section", "World", "--archive", str(store)],
                None,
            )
        same = held(archive) == held(fresh)
        seconds = time.monotonic() - started
    for fault in faults:
        print(fault)
    print(
        f"{killed} kills in {ran} commands, {seconds:.0f} s: the archive "
        f"{'equals' if same else 'DIFFERS FROM'} a fresh one; {len(faults)} faults between"
    )
    return int(bool(faults) or not same)


if __name__ == "__main__":
    sys.exit(main())

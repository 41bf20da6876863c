"""`make bench-ingest`: how fast articles are read, against trafilatura's own extraction.

    python -m evals.bench_ingest [--pages 400] [--soak 20000]

Reading, cleaning, dating and attributing speakers, without embedding. The pages are the real
articles of RealTimeQA inside invented sites (`evals.pages`). One process is timed by the processor
time it takes, which other work on the machine hardly changes; many by the clock. The soak writes that many articles
to a real catalog, with vectors of a mock model, and says how memory goes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import trafilatura
from llama_index.core.embeddings.mock_embed_model import MockEmbedding

from evals.pages import pages
from evals.sources import realtimeqa
from index.archive import Archive
from index.errors import DatelineError
from index.load import Failure
from index.prepare import prepare
from index.workers import Job, Workers

ROUNDS = 3


def extract(path: str) -> int:
    """The floor: what trafilatura itself makes of a page, its metadata included."""
    document = trafilatura.bare_extraction(
        Path(path).read_bytes(), include_comments=False, with_metadata=True
    )
    return len(document.text or "") if document else 0


def ours(path: str) -> int:
    """A page to an article with sentences, days and speakers, in this process."""
    return sum(not isinstance(p, Failure) for p in prepare(path, {}))


def write_pages(folder: Path, count: int) -> list[str]:
    """`count` pages: articles in turn, each in the next of the invented sites."""
    made = []
    rows = [r for r in realtimeqa().values() if len(r["text"]) > 1500]
    for number, row in enumerate(islice(rows, count)):
        story = [p for p in row["text"].split("\n") if p.strip()]
        sites = pages(row["title"], story)
        path = folder / f"{number:05}.html"
        path.write_bytes(sites[number % len(sites)].html)
        made.append(str(path))
    return made


def best(clock: Callable[[], float], *actions: tuple[str, object]) -> dict[str, float]:
    """The least seconds of each over some rounds, one after the other so that all share the noise."""
    spent: dict[str, list[float]] = {name: [] for name, _ in actions}
    for _ in range(ROUNDS):
        for name, action in actions:
            started = clock()
            assert callable(action)
            action()
            spent[name].append(clock() - started)
    return {name: min(times) for name, times in spent.items()}


def speed(count: int) -> None:
    """Articles a second, one process and all cores, each as a ratio to trafilatura."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        paths = write_pages(Path(name), count)
        jobs = [Job(path, {}) for path in paths]
        workers = Workers(cores)
        context = get_context("spawn")
        with ProcessPoolExecutor(cores, mp_context=context) as pool:
            for warm in (extract, ours):
                list(map(warm, paths[:5]))
            list(pool.map(extract, paths[:50]))
            list(workers.run(jobs[:50]))
            took = best(
                time.process_time,
                ("trafilatura, one process", lambda: list(map(extract, paths))),
                ("ours, one process", lambda: list(map(ours, paths))),
            ) | best(
                time.perf_counter,
                (
                    f"trafilatura, {cores} processes",
                    lambda: list(pool.map(extract, paths, chunksize=8)),
                ),
                (f"ours, {cores} processes", lambda: list(workers.run(jobs))),
            )
        workers.close()
    print(
        f"{count} HTML pages, best of {ROUNDS}; articles a second (aim: at least 0.5 of the floor)"
    )
    rates = {name: count / seconds for name, seconds in took.items()}
    for name, rate in rates.items():
        print(f"  {name:<28} {rate:8.1f}")
    names = list(rates)
    print(f"  ratio, one process           {rates[names[1]] / rates[names[0]]:8.2f}")
    print(f"  ratio, {cores} processes          {rates[names[3]] / rates[names[2]]:8.2f}")


def soak(count: int) -> None:
    """Memory of the writing process while `count` articles go in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "many.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            for record in _records(count):
                stream.write(json.dumps(record) + "\n")
        seen: dict[int, float] = {}
        started = time.perf_counter()

        def watch(done: int, total: int, label: str) -> None:
            # Reading only: what the vector index takes at the end grows with the archive.
            number = int(label.split(" ", 1)[0].replace(",", "")) if "articles" in label else -1
            if number > 0 and number % (count // 10) == 0:
                seen[number] = _resident()

        model = MockEmbedding(embed_dim=8, model_name="none")
        with Archive.open(folder / "archive", model, create=True) as archive:
            report = archive.add([path], progress=watch)
        took = time.perf_counter() - started
        print(
            f"soak: {report.added:,} of {count:,} articles added in {took:.0f} s "
            f"({report.added / took:.1f} a second to the catalog), {report.copies:,} copies, "
            f"{len(report.failures)} not read"
        )
        for number, megabytes in seen.items():
            print(f"  after {number:>7,} articles {megabytes:7.0f} MiB")


def _records(count: int) -> Iterator[dict[str, str]]:
    """Real articles over and over, their words shifted so that no two of them are the same story."""
    rows = [r for r in realtimeqa().values() if len(r["text"]) > 500]
    for number, row in enumerate(islice(cycle(rows), count)):
        lap = number // len(rows)
        text = row["text"] if not lap else " ".join(
            f"{word}{'aeiou'[lap % 5] * (lap // 5 + 1)}" if at % 3 == lap % 3 and word.islower() else word
            for at, word in enumerate(row["text"].split(" "))
        )  # fmt: skip
        host = row["url"].split("/")[2]
        yield {
            "title": f"{row['title']} ({lap})", "text": text, "outlet": host,
            "url": f"{row['url']}?{lap}", "published": row["publish_date"].replace("/", "-"),
        }  # fmt: skip


def _resident() -> float:
    """MiB that this process holds now."""
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_held * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--soak", type=int, default=20_000, help="articles; 0 leaves it out")
    given = parser.parse_args()
    speed(given.pages)
    if given.soak:
        soak(given.soak)


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(f"{error}")

"""`make bench`: how fast and how big, each as a ratio to a floor measured in the same run.

    python -m evals.bench [--articles FOLDER]

Floors: the archive's own embedding, bare, for ingest; a raw Chroma query for search; LlamaIndex's
own quickstart (VectorStoreIndex over the same passages with the same embedding) for retrieval.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from llama_index.core import VectorStoreIndex
from llama_index.core.schema import TextNode

from evals.cases import load, samples
from evals.retrieval.remembered import Remembered
from evals.retrieval.store import peak
from index.archive import Archive
from index.chroma import SLICE, ChromaFolder
from index.filters import Filters
from index.static import StaticEmbedding
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader


def milliseconds(action: Callable[[], object], times: int) -> float:
    """The median over `times` calls, after one that does not count."""
    action()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


def line(name: str, value: str, floor: str = "", ratio: float | None = None) -> None:
    print(f"{name:34}{value:>14}{floor:>34}{f'{ratio:.2f} x' if ratio is not None else '':>10}")


def cold(archive: Path, question: str) -> tuple[float, float]:
    """Seconds and peak MiB of one `dateline ask` as a process of its own."""
    code = (
        "import sys; sys.argv = ['dateline', 'ask', sys.argv[2], '--archive', sys.argv[1]]\n"
        "import dateline\n"
        "try: dateline.main()\n"
        "except SystemExit: pass\n"
        "from evals.retrieval.store import peak\n"
        "print(peak(), file=sys.stderr)"
    )
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(archive), question],
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, float(done.stderr.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=samples())
    args = parser.parse_args()
    questions = [c.question for c in load() if not c.history][:40]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "archive"
        started = time.perf_counter()
        with Archive.open(folder, create=True) as archive:
            archive.add([args.articles])
            ingest = time.perf_counter() - started
            ids, _, matrix = archive._catalog.vectors()
            texts = [archive._catalog.passages([i])[i][0] for i in ids]
            words = [archive.article(p.article_id).text[p.start : p.end] for p in texts]
            embedding = StaticEmbedding()
            started = time.perf_counter()
            embedding.get_text_embedding_batch(words)
            raw = time.perf_counter() - started
            print(f"{archive.count()} articles, {len(ids)} passages, {len(questions)} questions\n")
            line("ingest, all stages", f"{ingest:.2f} s", f"raw embedder {raw:.3f} s", ingest / raw)

            vector = matrix[0]
            raw_index = ChromaFolder(Path(scratch) / "chroma")
            for at in range(0, len(ids), SLICE):
                raw_index.add(ids[at : at + SLICE], matrix[at : at + SLICE])
            chroma = milliseconds(lambda: raw_index.query(vector, 10), 50)
            ours = milliseconds(lambda: archive.index.nearest(vector, 10, Filters()), 50)
            line(
                "vector look-up",
                f"{ours:.1f} ms",
                f"raw Chroma query {chroma:.1f} ms",
                ours / chroma,
            )

            nodes = [TextNode(text=w) for w in words]
            quickstart = VectorStoreIndex(
                nodes, embed_model=Remembered(embedding, Path(scratch))
            ).as_retriever(similarity_top_k=10)
            turn = iter(questions * 9)
            floor = milliseconds(lambda: quickstart.retrieve(next(turn)), 40)
            turn = iter(questions * 9)
            hybrid = milliseconds(lambda: archive.search(next(turn)), 40)
            line(
                "hybrid search",
                f"{hybrid:.1f} ms",
                f"LlamaIndex quickstart {floor:.1f} ms",
                hybrid / floor,
            )

            assistant = Assistant(archive, QuoteReader(), "quote")
            turn = iter(questions * 9)
            warm = milliseconds(lambda: assistant.ask(next(turn)), 40)
            line(
                "ask(), warm median",
                f"{warm:.0f} ms",
                f"LlamaIndex quickstart {floor:.1f} ms",
                warm / floor,
            )
        seconds, most = cold(folder, questions[0])
        bare = milliseconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 3)
        line(
            "dateline ask, cold process",
            f"{seconds:.1f} s",
            f"bare Python {bare / 1000:.2f} s",
            seconds * 1000 / bare,
        )
        line("dateline ask, peak memory", f"{most:.0f} MiB")
        line("this benchmark, peak memory", f"{peak():.0f} MiB")


if __name__ == "__main__":
    main()

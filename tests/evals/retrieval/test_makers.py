"""Those who answer, over a few invented passages: the day filter shuts out what came later."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import numpy as np
import pytest

from evals.retrieval.data import Corpus, Document, Place, Question
from evals.retrieval.makers import MAKERS, Finder, Scene
from evals.retrieval.rows import rows
from evals.retrieval.store import Kept, Piece, peak, published_until
from index.archive import Archive
from index.embed import resolve, unit_vectors

LATE = date(2022, 6, 20)
ASKED = date(2022, 6, 16)
PIECES = [
    Piece("The ferry sank off the quay of Calderhaven.", "Ferry", date(2022, 6, 1), "https://a.example/1"),
    Piece("The ferry was raised from the harbour of Calderhaven.", "Ferry raised", LATE, "https://a.example/2"),
    Piece("A choir sang in the market square.", "Choir", None, "https://a.example/3"),
]  # fmt: skip


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    work = tmp_path_factory.mktemp("work")
    folder = work / "archives" / "tiny"
    folder.mkdir(parents=True)
    documents = tuple(
        Document(p.source, p.title, p.text, published=p.day.isoformat() if p.day else None)
        for p in PIECES
    )
    questions = (Question("1", "What happened to the ferry?", ASKED.isoformat(), ("sank",)),)
    place: Place = Corpus("tiny", documents, questions).write(work)
    with (folder / "pieces.jsonl").open("w") as stream:
        for piece in PIECES:
            day = piece.day.isoformat() if piece.day else None
            stream.write(json.dumps({**asdict(piece), "day": day}) + "\n")
    texts = [f"{p.title}\n{p.text}" for p in PIECES]
    np.save(folder / "vectors.npy", unit_vectors(resolve("minilm"), texts))
    with Archive.open(folder / "archive", "minilm", create=True) as archive:
        archive.add([place.articles])
    return Scene(place, work, Kept(folder))


def sources(finder: Finder, question: str = "What happened to the ferry?") -> list[str]:
    return [s.source[-1] for s in finder.find(question, ASKED, 3)]


@pytest.mark.parametrize(
    ("maker", "library", "options"),
    [
        ("lexical", "bm25s", {}),
        ("dense", "numpy", {}),
        ("quickstart", "llama_index.retrievers.bm25", {}),
        ("fusion", "llama_index.retrievers.bm25", {"mode": "relative_score"}),
        ("hybrid", "haystack", {}),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_day_filter_takes_away_what_came_later_and_nothing_else(
    scene: Scene, maker: str, library: str, options: dict[str, str]
) -> None:
    pytest.importorskip(library, reason=f"{library} is of the group bench")
    everything = sources(MAKERS[maker](scene, day_filter=False, **options))
    until = sources(MAKERS[maker](scene, day_filter=True, **options))
    assert {"1", "2"} <= set(everything)
    assert until == [s for s in everything if s != "2"]


def test_ours_is_asked_as_of_the_day_unless_that_is_left_out(scene: Scene) -> None:
    with_it = sources(MAKERS["ours"](scene, embedding="minilm", without=""))
    assert "1" in with_it
    assert "2" not in with_it
    assert "2" in sources(MAKERS["ours"](scene, embedding="minilm", without="as_of"))
    for row in rows():
        if row.ours and row.options["embedding"] == "minilm" and "as_of" not in row.name:
            finder = MAKERS["ours"](scene, **row.options)
            assert "2" not in sources(finder), row.name


def test_the_undated_are_never_shut_out() -> None:
    allowed = published_until(PIECES, ASKED)
    assert allowed is not None
    assert allowed.tolist() == [True, False, True]
    assert published_until(PIECES, None) is None


def test_memory_is_told_in_mebibytes() -> None:
    assert 10 < peak() < 100_000

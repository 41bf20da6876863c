"""The data sets as they are read, and the folder of articles that every row begins with."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.retrieval.data import DATA, Corpus, Document, Question, quiz, squad, xquad
from index.errors import InputError

needs_data = pytest.mark.skipif(
    not (DATA / "realtimeqa").exists(), reason="../shared/data is not beside this checkout"
)

ARTICLES = [
    {
        "url": f"https://www.northwire.example/{n}", "title": f"Harbour {n}", "authors": [],
        "publish_date": f"2022/06/1{n}", "text": f"The harbour opened on pier {n}.",
    }
    for n in range(3)
]  # fmt: skip
QUESTIONS = [
    {
        "id": f"q{n}", "question": f"Which pier, {n}?", "date": "2022/06/20", "answers": [f"pier {n}"],
        "answer_in_own_docs": n == 1, "search_urls": [ARTICLES[n]["url"]],
    }
    for n in range(3)
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "realtimeqa").mkdir()
    for name, rows in (("docs_2022", ARTICLES), ("questions_2022", QUESTIONS)):
        with gzip.open(tmp_path / "realtimeqa" / f"{name}.jsonl.gz", "wt") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_the_quiz_is_dated_and_knows_its_outlets(folder: Path) -> None:
    corpus = quiz(folder)
    assert corpus.documents[2] == Document(
        "https://www.northwire.example/2", "Harbour 2", "The harbour opened on pier 2.",
        "northwire.example", "2022-06-12",
    )  # fmt: skip
    assert [q.own for q in corpus.questions] == [False, True, False]
    assert str(corpus.questions[0].day) == "2022-06-20"
    assert corpus.questions[0].answers == ("pier 0",)


def test_a_quick_look_asks_only_of_what_is_there(folder: Path) -> None:
    corpus = quiz(folder, articles=1)
    assert [q.id for q in corpus.questions] == ["q0"]
    assert len(quiz(folder, questions=2).questions) == 2
    assert quiz(folder, questions=2) == quiz(folder, questions=2)


def test_what_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    for read in (quiz, squad, lambda data: xquad("ru", data)):
        with pytest.raises(InputError, match="is not there; name the folder"):
            read(tmp_path)


def test_paragraphs_become_articles_and_questions_point_at_theirs(tmp_path: Path) -> None:
    paragraphs = [
        {
            "context": "\ufeffThe ferry sank.",
            "qas": [{"id": 1, "question": "What sank?", "is_impossible": False}],
        },
        {
            "context": "The bell rang.",
            "qas": [
                {"id": 2, "question": "What rang?", "is_impossible": False},
                {"id": 3, "question": "Who rang it?", "is_impossible": True},
            ],
        },
    ]
    (tmp_path / "squad2").mkdir()
    path = tmp_path / "squad2" / "cs224n_dev-v2.0.json"
    path.write_text(json.dumps({"data": [{"title": "Old_ferries", "paragraphs": paragraphs}]}))
    corpus = squad(tmp_path)
    assert [d.text for d in corpus.documents] == ["The ferry sank.", "The bell rang."]
    assert {d.title for d in corpus.documents} == {"Old ferries"}
    assert [(q.id, q.source) for q in corpus.questions] == [
        ("1", corpus.documents[0].source), ("2", corpus.documents[1].source)
    ]  # fmt: skip


def test_a_corpus_written_out_reads_the_same(tmp_path: Path) -> None:
    corpus = Corpus(
        "tiny",
        (
            Document("https://a.example/1", "Title", "Text — ‘ü’.", "a.example", "2022-06-12"),
            Document("https://a.example/2", "", "No title, no day."),
        ),
        (
            Question("1", "What?", "2022-06-20", ("ü", "u"), True),
            Question("2", "Which?", source="x"),
        ),
    )
    place = corpus.write(tmp_path)
    assert tuple(place.documents()) == corpus.documents
    assert tuple(place.questions()) == corpus.questions
    assert corpus.write(tmp_path) == place
    other = Corpus("tiny", corpus.documents[:1], ())
    assert other.write(tmp_path) != place


@needs_data
def test_the_shared_sets_are_what_the_bench_says_they_are() -> None:
    corpus = quiz()
    assert (len(corpus.documents), len(corpus.questions)) == (4714, 780)
    assert sum(q.own for q in corpus.questions) == 478
    assert len(squad().documents) == 646
    for language in ("ru", "es"):
        asked = xquad(language)
        assert (len(asked.documents), len(asked.questions)) == (240, 1190)

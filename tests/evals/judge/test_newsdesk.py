"""What the judge is taught from newsdesk: questions with their history, claims with their sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.judge import newsdesk
from evals.newsdesk import data

ROW = {
    "id": "a1", "url": "https://varna.test/a1", "outlet": "Post", "title": "Storm hits Varna", "published": "2021-03-04", "set": "A",
    "sentences": ["A storm hit Varna.", "It killed two.", "The mayor, Petra Lund, wept."],
    "items": [
        {"kind": "answerable", "q": "How many died in Varna?", "best": [1], "also": [0], "answer": "two"},
        {"kind": "near_miss", "q": "How many were hurt in Varna?", "nearest": [1], "missing": "x", "twin_of": 0},
        {"kind": "follow_up", "before": "Who is mayor?", "q": "Did she weep?", "standalone": "Did Lund weep?",
         "best": [2], "also": [], "answer": "wept"},
        {"kind": "supported", "claim": "Two people died.", "by": [1]},
        {"kind": "refuted", "claim": "Three people died.", "by": [1], "changed": "number", "twin_of": 3},
        {"kind": "unsupported", "claim": "A bridge fell.", "near": [0]},
    ],
}  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> data.Page:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW), encoding="utf-8")
    return data.pages(path)[0]


def test_questions_come_with_their_history_and_what_answers_them(page: data.Page) -> None:
    died, hurt, after, alone = newsdesk.questions(page)
    assert (died.gold, died.answer, died.twin) == ({0, 1}, "two", False)
    assert (hurt.gold, hurt.nearest, hurt.twin) == (frozenset(), (1,), True)
    assert after.text == "Who is mayor? Did she weep?"
    assert (alone.text, alone.kind, alone.gold) == ("Did Lund weep?", "answerable", {2})
    assert died.sentences[2].context.startswith("Storm hits Varna. March 2021. A storm hit Varna.")


def test_claims_come_with_the_sentence_and_what_it_makes_of_them(page: data.Page) -> None:
    made = list(newsdesk.claims(page))
    assert [c.label for c in made] == [newsdesk.ENTAILED, newsdesk.CONTRADICTED, newsdesk.UNSAID]
    assert [c.sentence.text for c in made] == [
        "It killed two.",
        "It killed two.",
        "A storm hit Varna.",
    ]
    assert [c.twin for c in made] == [False, True, False]

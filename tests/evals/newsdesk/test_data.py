"""Newsdesk as it is read, and when a quote counts as the sentence that was marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.newsdesk import data
from evals.newsdesk.data import FOLDER, pages, with_twins
from evals.newsdesk.right import holds
from index.errors import InputError
from tests.evals.newsdesk import made


def test_items_know_their_sentences_and_what_they_are(tmp_path: Path) -> None:
    harbour, library = pages(made.write(tmp_path))
    asked = harbour.asked()
    assert [item.kind for item in asked[:4]] == ["answerable", "near_miss", "false_premise", "follow_up"]  # fmt: skip
    assert harbour.marked(asked[0]) == [made.HARBOUR[0]]
    assert [item.twin for item in asked] == [False, False, False, False, True, True]
    assert not asked[3].renewed, "it says less than it means"
    assert library.asked()[1].renewed, "it stands alone"
    assert {item.changed for item in harbour.claimed() if item.kind == "refuted"} == {"number", "place"}  # fmt: skip


def test_only_the_sets_that_are_asked_for(tmp_path: Path) -> None:
    path = made.write(tmp_path)
    assert [page.id for page in pages(path, ["library"])] == ["b2"]
    with pytest.raises(InputError, match="no set Z"):
        pages(path, ["Z"])


def test_what_is_no_article_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--file"):
        pages(tmp_path / "none.jsonl")
    odd = made.rows()
    odd[1]["items"][0]["best"] = [9]
    with pytest.raises(InputError, match=r"line 2: .*marks a sentence"):
        pages(made.write(tmp_path, odd))


@pytest.mark.parametrize(
    ("quote", "right"),
    [
        ("The council has put aside 12 million crowns for the repair.", True),
        ("the council has put aside 12 million crowns", True),
        ("Tolland spoke. The council has put aside 12 million crowns for the repair. More later.", True),
        ("The council", False),
        ("The council has put aside 21 million crowns for the repair.", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_quote_holds_the_sentence_or_is_half_of_it(quote: str, right: bool) -> None:
    assert holds(quote, [made.LIBRARY[0], made.HARBOUR[3]]) == right


def test_typography_makes_no_difference() -> None:
    assert holds("“We’re\u2060 out,” she said — again.", ['"We\'re out", she said - again'])


def test_the_real_file_is_whole() -> None:
    path = FOLDER / "dev.jsonl"
    if not path.is_file():
        pytest.skip("../shared/data/newsdesk is not beside this checkout")
    found = pages(path)
    asked = [item for page in found for item in page.asked()]
    assert len(found) == 48
    assert sum(i.kind == "follow_up" and i.renewed for i in asked) == 12
    assert sum(i.twin and i.answerable for i in asked) == 144


def test_our_own_twins_go_to_their_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "twins.jsonl").write_text(
        '{"article": "a1", "item": 0, "q": "How long was it shut in 2009?", "kind": "near_miss", "nearest": [0]}\n'
        '{"article": "none", "item": 0, "q": "Who wept?", "kind": "near_miss", "nearest": [0]}\n'
    )
    monkeypatch.setattr(data, "TWINS", tmp_path / "twins.jsonl")
    found = pages(made.write(tmp_path))
    harbour, library = with_twins(found)
    assert library == found[1]
    assert harbour.items[:-1] == found[0].items
    last = harbour.items[-1]
    assert (last.text, last.kind, last.twin) == ("How long was it shut in 2009?", "near_miss", True)

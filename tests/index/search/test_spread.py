"""A list that one article or one wire cannot fill."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from index import search
from index.archive import Archive
from index.filters import Filters
from index.search.recipe import WHOLE, Recipe
from index.search.spread import FROM_ONE_STORY

FILLED = replace(WHOLE, spread=False)
CANAL = "What did the inquiry hear of the gate of the Osk canal?"
LIGHTHOUSE = "Who bought the lighthouse of Brenn?"


@pytest.mark.parametrize("limit", [8, 10, 20])
def test_one_article_gives_so_many_while_others_have_any(store: Archive, limit: int) -> None:
    hits = store.search(CANAL, limit=limit)
    assert len(hits) == limit
    taken = Counter(hit.article.id for hit in hits)
    assert taken.most_common(1)[0][1] == FROM_ONE_STORY
    filled = store.search(CANAL, limit=limit, recipe=FILLED)
    assert Counter(hit.article.id for hit in filled).most_common(1)[0][1] > FROM_ONE_STORY


def test_one_article_does_not_take_the_whole_second_stage(
    store: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SECOND_STAGE", 25)  # there are too few other articles for more

    def most(recipe: Recipe) -> int:
        hits = store.search(CANAL, limit=200, recipe=recipe)
        looked = Counter(hit.article.id for hit in hits if hit.why.second is not None)
        return looked.most_common(1)[0][1]

    assert most(WHOLE) == search.OF_ONE_ARTICLE
    assert most(FILLED) > search.OF_ONE_ARTICLE


def test_a_list_of_one_is_the_best_passage(store: Archive) -> None:
    assert len(store.search(CANAL, limit=1)) == 1
    assert store.search(CANAL, limit=1)[0].passage == store.search(CANAL, limit=9)[0].passage


def test_what_was_held_back_comes_after_all_others(store: Archive) -> None:
    limit = 50  # more than there is besides the long article
    hits = store.search(CANAL, limit=limit)
    assert len({hit.passage.id for hit in hits}) == limit
    seen: Counter[str] = Counter()
    late = []
    for hit in hits:
        seen[hit.article.id] += 1
        late.append(seen[hit.article.id] > FROM_ONE_STORY)
    assert late == sorted(late) and late[-1]
    behind = [hit.score for hit, is_late in zip(hits, late, strict=True) if is_late]
    assert behind == sorted(behind, reverse=True)
    # All the other articles had a place before.
    everything = {hit.article.id for hit in store.search(CANAL, limit=200)}
    assert {hit.article.id for hit in hits} == everything


def test_an_article_that_is_alone_may_fill_the_list(store: Archive) -> None:
    only = Filters(sections=("Politics",), since=date(2022, 5, 1), until=date(2022, 5, 31))
    hits = store.search(CANAL, only, 12)
    assert len(hits) == 12
    assert {hit.article.title for hit in hits} == {"Canal inquiry in full"}


@pytest.mark.parametrize("recipe", [WHOLE, FILLED], ids=["spread", "not spread"])
def test_copies_of_one_wire_are_one_place_in_the_list(store: Archive, recipe: Recipe) -> None:
    hits = store.search(LIGHTHOUSE, limit=10, recipe=recipe)
    about = [hit for hit in hits if "lighthouse" in hit.text]
    assert len(about) == 1
    assert about[0] is hits[0]
    assert about[0].article.outlet == "Northwire" and about[0].source is None
    carriers = {store.article(i).outlet for i in about[0].carriers}
    assert carriers == {"The Tide", "Harbour Post", "El Faro", "Arle Courier"}


def test_a_copy_speaks_where_the_source_is_filtered_out(store: Archive) -> None:
    hits = store.search(LIGHTHOUSE, Filters(outlets=("El Faro", "Harbour Post")))
    about = [hit for hit in hits if "lighthouse" in hit.text]
    assert len(about) == 1
    assert about[0].article.outlet == "Harbour Post"  # the first of the two to carry it


def test_nobody_carries_it_before_their_own_day(store: Archive) -> None:
    hit = store.search(LIGHTHOUSE, Filters(as_of=date(2021, 6, 8)))[0]
    assert [store.article(i).outlet for i in hit.carriers] == ["The Tide"]

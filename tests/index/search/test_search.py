"""Search on a real archive: what no question, day or recipe can break."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.errors import InputError
from index.filters import Filters
from index.hit import Hit
from index.search import reading
from index.search.recipe import WHOLE, Recipe
from index.search.spread import FROM_ONE_STORY
from tests.index.search.stories import FIRST, LAST

RECIPES = [WHOLE, *(replace(WHOLE, **{part.name: False}) for part in fields(Recipe))]
WORDS = st.sampled_from(
    "who what latest now mayor Arle ferry Brenn lighthouse canal inquiry gate harbour crane dockers"
    " died herring puente 港口 2019 in October 2021 before since 14 March today last year".split()
)
QUESTIONS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=10).map(" ".join), st.text(min_size=1, max_size=80)
)
DAYS = st.dates(FIRST, LAST)
ASKED = (
    "Who is the mayor of Arle?", "How many passengers did the ferry carry in October 2019?",
    "Who bought the lighthouse?", "What did the canal inquiry hear about gate 7?",
    "How many dockers died under the crane?", "¿Cuánto costará el puente del puerto?",
)  # fmt: skip


def places(hits: list[Hit]) -> list[tuple[str, float]]:
    return [(hit.passage.id, hit.score) for hit in hits]


def nothing_later(store: Archive, question: str, day: date, recipe: Recipe) -> None:
    hits = store.search(question, Filters(as_of=day), 200, recipe)
    for hit in hits:
        first = hit.article.published.first_day
        assert first is None or first <= day
        updated = hit.article.updated
        assert updated is None or updated.day <= day
        carriers = [
            store.article(i) for i in (*hit.carriers, *([hit.source] if hit.source else []))
        ]
        assert all((a.published.first_day or day) <= day for a in carriers)


@settings(max_examples=60)
@given(question=QUESTIONS, day=DAYS, recipe=st.sampled_from(RECIPES))
def test_nothing_published_later_ever_comes_back(
    store: Archive, question: str, day: date, recipe: Recipe
) -> None:
    if any(c.isalnum() for c in question):
        nothing_later(store, question, day, recipe)


@settings(max_examples=15)
@given(question=QUESTIONS, day=DAYS, recipe=st.sampled_from(RECIPES))
def test_nor_with_the_contextual_embedding(
    contextual: Archive, question: str, day: date, recipe: Recipe
) -> None:
    if any(c.isalnum() for c in question):
        nothing_later(contextual, question, day, recipe)


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_part_can_be_left_out(store: Archive, recipe: Recipe) -> None:
    for question in ASKED:
        for day in (date(2016, 2, 2), date(2020, 3, 4), date(2022, 5, 3)):
            nothing_later(store, question, day, recipe)
    assert store.search("Who bought the lighthouse?", recipe=recipe)


def test_a_reader_of_the_day_sees_the_version_of_the_day(store: Archive) -> None:
    asked = "How many dockers died under the crane?"
    for day, dead in ((8, "three"), (9, "five")):
        hit = store.search(asked, Filters(as_of=date(2020, 3, day)))[0]
        assert f"{dead} dockers" in hit.text
    assert "five dockers" in store.search(asked)[0].text


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Who bought the lighthouse of Brenn?", "Lighthouse"),
        ("How many dockers died?", "Crane"),
        ("alcalde puente puerto", "El alcalde"),
        ("港口", "港口"),
        ("who won the prize of the reporters' union", "Press freedom"),
    ],
)
def test_the_right_article_is_first(
    store: Archive, contextual: Archive, asked: str, title: str
) -> None:
    for archive in (store, contextual):
        assert archive.search(asked)[0].article.label.startswith(title)


# --- filters -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        (Filters(outlets=("el faro",)), lambda a: a.outlet == "El Faro"),
        (Filters(authors=("zoe lukasik",)), lambda a: "Zoë Łukasik" in a.authors),
        (Filters(agencies=("Northwire",)), lambda a: "Northwire" in a.agencies),
        (Filters(languages=("es",)), lambda a: a.language == "es"),
        (Filters(sections=("culture", "Travel")), lambda a: a.section in ("Culture", "Travel")),
        (
            Filters(since=date(2017, 1, 1), until=date(2017, 12, 31)),
            lambda a: a.published.day is None or a.published.day.year == 2017,
        ),
    ],
)
def test_every_filter_holds_for_every_hit(store: Archive, filters: Filters, value: object) -> None:
    assert callable(value)
    for recipe in (WHOLE, replace(WHOLE, dense=False), replace(WHOLE, lexical=False)):
        for question in ASKED:
            hits = store.search(question, filters, 200, recipe)
            assert all(value(hit.article) for hit in hits)
            assert all(hit.why.filters for hit in hits)
    assert store.search("the", filters)


@pytest.mark.parametrize("field", ["outlets", "authors", "agencies", "languages", "sections"])
def test_a_name_that_is_not_there_is_one_sentence(store: Archive, field: str) -> None:
    with pytest.raises(InputError, match="Nobody At All") as caught:
        store.search("mayor", Filters(**{field: ("Nobody At All",)}))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_filters_that_exclude_everything_give_nothing(store: Archive) -> None:
    nobody = Filters(outlets=("El Faro",), sections=("Travel",))
    for question in (*ASKED, "who is it", 'AND OR NOT "x* NEAR('):
        for recipe in RECIPES:
            assert store.search(question, nobody, recipe=recipe) == []
    with pytest.raises(InputError, match="swap the days"):
        store.search("mayor", Filters(since=date(2020, 1, 2), until=date(2020, 1, 1)))


# --- why ---------------------------------------------------------------------------------


def check(hits: list[Hit], recipe: Recipe) -> None:
    for hit in hits:
        why = hit.why
        assert -1.00001 <= why.dense <= 1.00001
        assert why.lexical >= 0
        assert all(rank is None or rank >= 1 for rank in (why.dense_rank, why.lexical_rank))
        assert why.first_rank >= 1
        assert why.date is None or 0 <= why.date <= 1
        assert recipe.rescore or (why.second is None and why.sentence is None)
        assert why.dense_rank is None or recipe.dense
        assert why.lexical_rank is None or recipe.lexical
        assert hit.text == hit.article.text[hit.passage.start : hit.passage.end]
        if why.sentence:
            start, end = why.sentence
            assert hit.passage.start <= start < end <= hit.passage.end
            assert hit.article.text[start:end].strip()
    for ranks in ([h.why.dense_rank for h in hits], [h.why.first_rank for h in hits]):
        known = [rank for rank in ranks if rank]
        assert len(known) == len(set(known))


@pytest.mark.parametrize("recipe", RECIPES)
def test_why_keeps_its_ranges_and_the_list_is_sorted(store: Archive, recipe: Recipe) -> None:
    for question in ASKED:
        hits = store.search(question, limit=200, recipe=recipe)
        check(hits, recipe)
        seen: dict[str, int] = {}
        first = []  # those that spread did not put behind the others
        for hit in hits:
            seen[hit.article.id] = seen.get(hit.article.id, 0) + 1
            if not recipe.spread or seen[hit.article.id] <= FROM_ONE_STORY:
                first.append(hit.score)
        assert first == sorted(first, reverse=True)


def test_scores_go_on_downwards_behind_the_second_stage(store: Archive) -> None:
    recipe = replace(WHOLE, spread=False)
    for question in ASKED:
        hits = store.search(question, limit=200, recipe=recipe)
        looked = [hit.why.second is not None for hit in hits]
        assert looked == sorted(looked, reverse=True) and not looked[-1]
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(
            hit.score == hit.why.second for hit, was in zip(hits, looked, strict=True) if was
        )


def test_a_shorter_list_is_the_beginning_of_a_longer_one(store: Archive) -> None:
    for recipe, question in product((WHOLE, replace(WHOLE, spread=False)), ASKED):
        whole = places(store.search(question, limit=30, recipe=recipe))
        for limit in (1, 7):
            assert places(store.search(question, limit=limit, recipe=recipe)) == whole[:limit]


# --- bad input ---------------------------------------------------------------------------

NOTHING = ["", " ", "?!", "…—“”", "👍🎉", "\x00", "\x01\x02", "\ud800", '"" * ( ) ^ : -', "\u0591"]
ODD = [
    "a", "who is it", "x" * 50_000, "ferry " * 9_000, "\x00mayor\x01of\x1bArle", "\ud800 mayor \udfff",
    "👍 ferry", "阿尔勒的港口", 'AND OR NOT "x* NEAR(', '"mayor', "title:", "title : mayor", "{body} : x",
    "mayor OR", "NEAR(mayor ferry, 2)", "mayor* ^ferry -crane", "'; DROP TABLE words; --", "%s %d {0}",
]  # fmt: skip


@pytest.mark.parametrize("question", NOTHING)
def test_nothing_to_look_for_is_one_sentence(store: Archive, question: str) -> None:
    for recipe in (WHOLE, replace(WHOLE, window=False), replace(WHOLE, dense=False)):
        with pytest.raises(InputError, match="nothing to look for"):
            store.search(question, recipe=recipe)


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_odd_questions_are_searched_for_within_the_filters(
    store: Archive, contextual: Archive, question: str
) -> None:
    within = Filters(as_of=date(2019, 12, 31), outlets=("The Tide",))
    for archive in (store, contextual):
        hits = archive.search(question, within)
        check(hits, WHOLE)
        for hit in hits:
            day = hit.article.published.first_day
            assert hit.article.outlet == "The Tide" and (day is None or day <= date(2019, 12, 31))


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=200))
def test_any_text_is_searched_for_or_refused_in_one_sentence(store: Archive, question: str) -> None:
    store.when(question)
    try:
        hits = store.search(question, Filters(as_of=date(2018, 1, 1)))
    except InputError as error:
        assert "\n" not in str(error)
        return
    check(hits, WHOLE)


def test_control_characters_and_halves_do_not_change_what_is_found(store: Archive) -> None:
    plain = places(store.search("the mayor of Arle"))
    assert places(store.search("the\x00mayor\x1fof\ud800Arle")) == plain


# --- threads -----------------------------------------------------------------------------


def test_sixteen_threads_find_what_one_finds(
    store: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", 5)  # so that they crowd each other out
    asked = [
        (question, Filters(as_of=FIRST + timedelta(days=days)))
        for question in ASKED
        for days in range(900, 3300, 300)
    ]

    def one(each: tuple[str, Filters]) -> dict[str, float]:
        return dict(places(store.search(*each, limit=200)))

    alone = [one(each) for each in asked]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(one, asked * 3))
    for here, there in zip(alone * 3, together, strict=True):
        # Sums of single precision: their last digits vary with what is embedded in one go.
        assert there == pytest.approx(here, abs=1e-5)

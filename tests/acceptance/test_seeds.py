"""Five real pages of five outlets: what they say of themselves."""

from __future__ import annotations

import re
from datetime import date

import pytest

from evals import seeds
from index import split
from index.article import Article
from index.clean import clean
from index.load import Raw

pytestmark = pytest.mark.skipif(not seeds.paths(), reason=seeds.MISSING)

# What each page gives away of itself: outlet, stated day, the bound that its text supports.
EXPECTED: dict[str, tuple[str | None, date | None, date | None]] = {
    "000": ("The New Arab", date(2019, 10, 16), None),
    "001": ("The Moscow Times", None, None),
    "002": (None, None, date(2020, 2, 27)),
    "003": ("RFE/RL", None, date(2016, 1, 1)),
    "004": ("Reuters", None, date(2020, 1, 13)),
}
TITLES = {
    "000": "deadly Syria offensive",
    "001": "'Decisive' Syria Peace Role",
    "003": "Vow Closer Cooperation",
    "004": "Idlib offensive: minister",
}
FURNITURE = (
    "Read also", "Related Articles", "Follow us", "small favor", "Remind me later", "Back to top",
    "FILE PHOTO", "[Getty]", "/Reuters", "undesirable organization", "min read", "click here",
    "Accessibility links", "Reporting by", "With reporting by", "Read more", "paiment",
)  # fmt: skip


@pytest.mark.parametrize("digits", EXPECTED)
def test_a_page_gives_its_origin_and_never_more(digits: str) -> None:
    article = _article(digits)
    outlet, day, earliest = EXPECTED[digits]
    published = article.published
    assert article.outlet == outlet
    assert (published.at.date() if published.at else None) == day
    assert published.earliest == earliest
    assert published.reason
    assert (
        (article.title is None) if digits == "002" else TITLES[digits] in fold_quotes(article.title)
    )


@pytest.mark.parametrize("digits", EXPECTED)
def test_a_body_has_no_furniture_and_what_was_removed_is_kept(digits: str) -> None:
    article = _article(digits)
    assert not [mark for mark in FURNITURE if mark in article.text]
    everything = article.text + " ".join(r.text for r in article.removed) + str(article.title)
    page = seeds.paths()[digits].read_text()
    lost = [line for line in page.split("\n") if " ".join(line.split()) not in everything]
    assert not lost


DATELINES = {"004": ("ISTANBUL/ANKARA (Reuters) –", "Istanbul/Ankara", "Reuters")}
AGENCIES = {"003": {"AFP", "Reuters", "dpa", "AP", "TASS", "Interfax"}, "004": {"Reuters"}}


@pytest.mark.parametrize("digits", EXPECTED)
def test_a_page_gives_its_dateline_agencies_and_language(digits: str) -> None:
    article = _article(digits)
    found = article.dateline
    assert (found and (found.words, found.place, found.agency)) == DATELINES.get(digits)
    assert set(article.agencies) == AGENCIES.get(digits, set())
    assert article.language == "en"


# Words that only one sentence has, and who says it; None is the reporter's own voice.
SPEAKERS: list[tuple[str, tuple[str, ...], str | None]] = [
    ("000", ("prevent", "confrontations"), "Putin's office"),
    ("000", ("Cooperation", "organised"), "the defence ministry"),
    ("000", ("hundreds", "point"), "the senior administration official"),
    ("000", ("unacceptable",), "Lavrentyev"),
    ("000", ("Negotiations", "real"), "Lavrentyev"),
    ("000", ("voiced", "impatience"), None),
    ("000", ("predominant",), "Russia"),
    ("001", ("Hurriyet", "airspace"), "Hurriyet newspaper"),
    ("001", ("emailed",), "the spokeswoman"),
    ("001", ("coordinate", "representatives"), "Russian Foreign Minister Sergei Lavrov"),
    ("001", ("delicate",), None),
    ("002", ("constant", "contact"), "Peskov"),
    ("002", ("partners", "importance"), "Kremlin spokesman Dmitry Peskov"),
    ("002", ("sovereignty", "integrity"), "China's permanent representative to the UN Zhang Jun"),
    ("002", ("ratcheting",), None),
    ("003", ("touchstone",), "Erdogan"),
    ("003", ("settlement", "humanitarian", "economy"), "a Kremlin statement"),
    ("003", ("accompanied",), None),
    ("004", ("accountable",), "the State Department"),
    ("004", ("tanks", "Hatay"), "Turkey’s state-run Anadolu news agency"),
    ("004", ("coordination", "journalists"), "A Turkish security source"),
    ("004", ("dozen", "de-escalation"), None),
]


@pytest.mark.parametrize(("digits", "words", "speaker"), SPEAKERS)
def test_who_says_it(digits: str, words: tuple[str, ...], speaker: str | None) -> None:
    article = _article(digits)
    spans = [
        s for s in split.sentences(article)
        if all(re.search(rf"\b{w}\b", article.text[s.start : s.end]) for w in words)
    ]  # fmt: skip
    assert spans, f"no sentence of {digits} has the words {words}"
    assert {s.speaker for s in spans} == {speaker}


# The words as they stand, and the first and last day they mean.
EVENTS: list[tuple[str, str, date | None, date | None]] = [
    ("000", "late Tuesday", date(2019, 10, 15), date(2019, 10, 15)),
    ("000", "last week", date(2019, 10, 7), date(2019, 10, 13)),
    ("000", "2015", date(2015, 1, 1), date(2015, 12, 31)),
    ("000", "Thursday", date(2019, 10, 17), date(2019, 10, 17)),
    ("003", "March 2011", date(2011, 3, 1), date(2011, 3, 31)),
    ("003", "until 2016", None, date(2016, 12, 31)),
    ("004", "2018", date(2018, 1, 1), date(2018, 12, 31)),
    # Without a day of publication only the bound is known: not before a dated photograph.
    ("004", "since early December", date(2019, 12, 1), None),
    ("002", "2011", date(2011, 1, 1), date(2011, 12, 31)),
]


@pytest.mark.parametrize(("digits", "words", "first", "last"), EVENTS)
def test_when_it_happened(digits: str, words: str, first: date | None, last: date | None) -> None:
    article = _article(digits)
    events = [e for s in split.sentences(article) for e in s.events]
    found = {(e.earliest, e.latest) for e in events if article.text[e.start : e.end] == words}
    assert found == {(first, last)}


def test_no_day_is_made_up_where_none_is_known() -> None:
    for digits in ("001", "002", "003", "004"):
        article = _article(digits)
        for event in (e for s in split.sentences(article) for e in s.events):
            assert event.certainty != "resolved", article.text[event.start : event.end]


def _article(digits: str) -> Article:
    path = seeds.paths()[digits]
    return clean(Raw(str(path), "", "text", path.read_text()))


def fold_quotes(text: str | None) -> str:
    return (text or "").replace("’", "'").replace("‘", "'")

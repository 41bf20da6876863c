"""Timelines of an invented archive: which day, whose words, planned or past, how many sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, Sentence
from index.dates import tell
from index.errors import ArchiveError, InputError
from index.stamp import Published
from rag.timeline import Event, Timeline, timeline
from rag.timeline.moments import moments
from rag.timeline.subject import Subject

WIRE = (
    "MERRIN (Northwire) - A dam above Merrin gave way on Tuesday and nine people were killed, the"
    " valley council said.\n\nThe water reached the lower streets of Merrin within a quarter of an"
    " hour and carried off two bridges, a mill and most of the cattle market.\n\nEngineers had"
    " asked for repairs to the dam in writing, and had waited for an answer since the spring."
)
ARTICLES: list[dict[str, Any]] = [
    {"title": "Dam above Merrin breaks", "text": WIRE, "outlet": "Northwire", "published": "2021-03-03"},
    {"title": "Flood in Merrin", "text": WIRE, "outlet": "The Tide", "published": "2021-03-04"},
    {"title": "Army joins the search in Merrin", "outlet": "Harbour Post", "published": "2021-03-05",
     "text": "Fourteen people were killed when a dam above Merrin gave way on Tuesday, the army said.\n\n"
     "Soldiers will open a bridge to the town on Saturday, Colonel Ada Brack said on Friday.\n\n"
     "The toll was raised to fourteen, from the nine that the council had announced on Wednesday.\n\n"
     "A judge resigned in the capital on Thursday over something else."},
    {"title": "Merrin gets its bridge", "outlet": "Arle Courier", "published": "2021-03-08",
     "text": "Soldiers opened a bridge to Merrin on Saturday, Colonel Ada Brack said on Sunday.\n\n"
     "Trains to Merrin will not run before Friday."},
    {"title": "Merrin looks back", "outlet": "Harbour Post", "published": "2021-06-10",
     "text": "Merrin buried the last of its dead and sang on the market square.\n\n"
     "The dam was built in 1931. A new one for Merrin is to be finished in May 2024."},
    {"title": "Old quarrels", "outlet": "The Tide", "published": "",
     "text": "Merrin voted on Monday to keep its old wall, a clerk said."},
    {"title": "Elsewhere", "outlet": "The Tide", "published": "2021-03-09",
     "text": "The ferry to Brenn was cancelled on Monday because of ice."},
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("timeline")
    dump = folder / "dump.jsonl"
    dump.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    with Archive.open(folder / "archive", "static", create=True) as made:
        assert not made.add([dump]).failures
        yield made


@pytest.fixture(scope="module")
def merrin(archive: Archive) -> Timeline:
    return timeline("Merrin", archive)


def telling(told: Timeline, words: str) -> Event:
    """The one event of which a quote holds these words."""
    found = [e for e in told.events if any(words in c.quote for c in e.citations)]
    assert len(found) == 1, [e.label for e in found]
    return found[0]


def test_every_quote_stands_in_its_article(archive: Archive, merrin: Timeline) -> None:
    assert [c.marker for c in merrin.citations] == list(range(1, len(merrin.citations) + 1))
    for event in merrin.events:
        for citation in event.citations:
            text = archive.article(citation.article_id).text
            assert text[citation.start : citation.end] == citation.quote
            if event.words and citation is event.citations[0]:
                assert event.words in citation.quote
            if citation.highlight:
                start, end = citation.highlight
                assert citation.quote[start:end].strip()


def test_the_day_is_that_of_the_event(merrin: Timeline) -> None:
    breach = telling(merrin, "above Merrin gave way")
    assert (breach.label, breach.precision) == ("2 March 2021", "day")
    assert breach.words == "Tuesday"
    days = [e.first for e in merrin.events if e.first]
    assert days == sorted(days)
    assert telling(merrin, "was built").label == "1931"


def test_sources_that_tell_one_event_are_one_entry(merrin: Timeline) -> None:
    breach = telling(merrin, "above Merrin gave way")
    assert [c.outlet for c in breach.citations] == ["Northwire", "Harbour Post"]
    assert breach.citations[0].carried_by == ("The Tide",)
    assert [c.speaker for c in breach.citations] == ["the valley council", "the army"]
    assert breach.speaker is None
    markers = [c.marker for c in breach.citations]
    assert breach.differing == (("nine", markers[0]), ("Fourteen", markers[1]))


def test_what_was_planned_is_past_once_it_is_told_so(archive: Archive, merrin: Timeline) -> None:
    bridge = telling(merrin, "bridge to the town")
    assert bridge.label == "6 March 2021"
    assert bridge.planned is None
    assert len(bridge.citations) == 2
    before = telling(timeline("Merrin", archive, as_of="2021-03-05"), "bridge to the town")
    assert (before.label, before.planned) == ("6 March 2021", "5 March 2021")
    assert before.speaker == "Colonel Ada Brack"
    assert telling(merrin, "is to be finished").planned == "10 June 2021"


def test_what_is_on_another_subject_or_dates_nothing_is_left_out(merrin: Timeline) -> None:
    quotes = " ".join(c.quote for c in merrin.citations)
    for absent in ("judge", "ferry", "toll was raised", "will not run before"):
        assert absent not in quotes


def test_news_without_a_day_has_that_of_its_publication_and_says_so(merrin: Timeline) -> None:
    buried = telling(merrin, "buried")
    assert (buried.label, buried.basis, buried.words) == ("10 June 2021", "published", "")
    assert "10 June 2021 (day of publication)" in merrin.to_markdown()


def test_an_undated_article_stands_last_without_a_day(merrin: Timeline) -> None:
    voted = telling(merrin, "voted")
    assert voted is merrin.events[-1]
    assert (voted.first, voted.last, voted.precision) == (None, None, "not known")
    assert "day not known (“Monday”)" in merrin.to_markdown()


def test_nothing_later_leaks_in(archive: Archive) -> None:
    for day in ("2021-03-02", "2021-03-03", "2021-03-04", "2021-03-07"):
        told = timeline("Merrin", archive, as_of=day)
        assert all(not c.published or c.published.date() <= date.fromisoformat(day) for c in told.citations)  # fmt: skip
    first = telling(timeline("Merrin", archive, as_of="2021-03-03"), "gave way")
    assert first.citations[0].carried_by == ()


def test_filters_and_limit(archive: Archive, merrin: Timeline) -> None:
    tide = timeline("Merrin", archive, outlets=["harbour post"])
    assert {c.outlet for c in tide.citations} == {"Harbour Post"}
    march = timeline("Merrin", archive, begin="2021-03-06", end="2021-03-31")
    assert [e.label for e in march.events if e.first] == ["6 March 2021"]
    short = timeline("Merrin", archive, limit=2)
    assert short.found == merrin.found > len(short.events) == 2
    assert "gave way" in short.events[0].citations[0].quote
    assert "the 2 most telling of" in short.to_markdown()
    assert timeline("Zzyzx", archive).events == ()
    assert "no dated event" in timeline("Zzyzx", archive, as_of="2021-03-05").to_markdown()


def test_it_is_plain_values_and_safe_markdown(merrin: Timeline) -> None:
    values = json.loads(json.dumps(merrin.to_dict()))
    assert values["events"][0]["citations"][0]["quote"] == merrin.events[0].citations[0].quote
    assert merrin.to_markdown().count("\n> ") >= len(merrin.citations)


@pytest.mark.parametrize("subject", ["", "  ", "?!", "👍", "\x00", "x" * 201])
def test_a_subject_that_is_none(archive: Archive, subject: str) -> None:
    with pytest.raises(InputError) as caught:
        timeline(subject, archive)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [{"as_of": "soon"}, {"begin": "x"}, {"limit": 0}, {"outlets": ["Nobody"]},
     {"begin": "2021-02-02", "end": "2021-02-01"}, {"since": "2021-02-02", "until": "2021-02-01"}],
)  # fmt: skip
def test_options_that_cannot_be_used(archive: Archive, options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        timeline("Merrin", archive, **options)


def test_an_empty_archive_names_what_fills_it(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "a", "static", create=True) as made,
        pytest.raises(ArchiveError, match="dateline ingest"),
    ):
        timeline("Merrin", made)


@pytest.mark.parametrize(
    ("subject", "sentence", "article", "named"),
    [
        ("Ada Brack", "Brack opened the bridge.", "Colonel Ada Brack said so. Brack opened it.", True),
        ("Ada Brack", "The brack was full.", "Colonel Ada Brack.", False),
        ("Ada Brack", "Brack opened the bridge.", "Brack opened the bridge.", False),
        ("Ada Brack", "Brack Hollow was dry.", "Colonel Ada Brack.", False),
        ("United Nations", "The U.N. counted them.", "", True),
        ("Merrin flood", "Merrin was under water.", "", False),
        ("Erdoğan", "Erdogan spoke.", "", True),
    ],
)  # fmt: skip
def test_when_a_sentence_names_a_subject(
    subject: str, sentence: str, article: str, named: bool
) -> None:
    assert Subject.of(subject).named(sentence, (), article) is named


@given(st.text(max_size=300), st.sampled_from(["en", "es", "xx", None]))
def test_any_text_has_moments_with_its_own_words(text: str, language: str | None) -> None:
    for published in (Published(), Published(earliest=date(2020, 1, 13))):
        article = Article(text, published=published, language=language)
        (sentence,) = tell(text, [Sentence(0, len(text))], published, language)
        for moment in moments(article, sentence):
            assert moment.label
            assert 0 <= moment.start <= moment.end <= len(text)


@given(st.text(max_size=80))
def test_any_subject_is_read_or_refused(text: str) -> None:
    try:
        subject = Subject.of(text)
    except InputError:
        return
    assert isinstance(subject.named(text), bool)
    assert isinstance(subject.is_place([text]), bool)

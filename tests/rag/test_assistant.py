from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.cases import Case, load
from index.archive import Archive
from index.errors import ArchiveError, DatelineError, InputError
from rag import ask
from rag.answer import Answer, Stage, Verified
from rag.assistant import Assistant
from rag.chat_reader import ChatReader, connect
from rag.compose import SILENT
from rag.disagree.sides import MOST_SIDES
from rag.quote_reader import MOST, QuoteReader
from tests.rag.endpoint import FakeEndpoint, Reply, Request, claims, obeys, says

CASES = load()


def assistant(archive: Archive) -> Assistant:
    return Assistant(archive, QuoteReader(), "quote")


@pytest.fixture
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "test-key")


def chat(archive: Archive, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
    monkeypatch.setenv("OPENAI_API_KEY", "test-key")
    reader: ChatReader = connect("scripted")
    return Assistant(archive, reader, "chat")


def holds(answer: Answer, archive: Archive) -> None:
    """The promises that every answer keeps, whoever wrote it."""
    for citation in (*answer.citations, *answer.nearest):
        text = archive.article(citation.article_id).text
        assert citation.quote
        assert citation.quote == text[citation.start : citation.end]
        if citation.highlight:
            start, end = citation.highlight
            assert 0 <= start < end <= len(citation.quote)
    markers = {c.marker for c in answer.citations}
    assert (answer.status != "abstained") == bool(answer.claims) == bool(answer.citations)
    for claim in answer.claims:
        assert claim.markers
        assert set(claim.markers) <= markers


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.id)
def test_every_answer_to_a_case_keeps_the_promises(case: Case, samples: Archive) -> None:
    answer = assistant(samples).ask(
        case.question, as_of=case.as_of, since=case.since, until=case.until,
        outlets=case.outlets, history=case.history,
    )  # fmt: skip
    holds(answer, samples)
    assert len(answer.claims) <= (MOST + MOST_SIDES) * max(1, len(answer.parts))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120))
def test_any_question_gets_a_sound_answer_or_one_clear_sentence(
    samples: Archive, question: str
) -> None:
    try:
        answer = assistant(samples).ask(question)
    except DatelineError as error:
        assert "\n" not in str(error)
        return
    holds(answer, samples)


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "NEAR(a b)",
        "* OR AND NOT",
        "title:x",
        "the of and",
        "x" * 1990,
        "кто в Манбидже",
        "a\u202eb",
    ],
)
def test_search_operators_and_odd_words_are_only_words(samples: Archive, question: str) -> None:
    if question == '"':
        with pytest.raises(InputError):
            assistant(samples).ask(question)
        return
    holds(assistant(samples).ask(question), samples)


@pytest.mark.parametrize("as_of", [date(2018, 12, 22), date(2019, 2, 1), date(2019, 12, 31)])
def test_nothing_later_leaks_in(samples: Archive, as_of: date) -> None:
    for question in ("Who holds Manbij?", "How many people were displaced in Idlib?"):
        answer = assistant(samples).ask(question, as_of=as_of)
        holds(answer, samples)
        assert answer.as_of == as_of
        for citation in (*answer.citations, *answer.nearest):
            assert citation.published is None or citation.published.date() <= as_of
            if citation.published is None:
                assert "undated" in citation.published_label


def test_an_abstention_is_plain_and_shows_the_nearest(samples: Archive) -> None:
    answer = assistant(samples).ask("What is the boiling point of tungsten?")
    assert answer.status == "abstained"
    assert answer.nearest
    assert not answer.citations
    assert answer.text == SILENT


def test_filters_that_leave_nothing_abstain_without_calling_a_model(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint() as fake:
        answer = chat(samples, fake, monkeypatch).ask(
            "Who holds Manbij?", outlets=["Northwire"], until="1999-01-01"
        )
        assert answer.status == "abstained"
        assert fake.requests == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"as_of": "03/04/2019"}, "YYYY-MM-DD"),
        ({"since": "2020-02-01", "until": "2020-01-01"}, "swap"),
        ({"outlets": ["The Onion"]}, "outlets are"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(
    samples: Archive, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        assistant(samples).ask("Who holds Manbij?", **arguments)  # type: ignore[arg-type]


def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "a", create=True) as empty,
        pytest.raises(ArchiveError, match="dateline ingest"),
    ):
        assistant(empty).ask("Who holds Manbij?")


def test_claims_are_streamed_before_the_answer(samples: Archive) -> None:
    events = list(assistant(samples).stream("What fee did Port Sable pay for Dayo Oyelaran?"))
    kinds = [type(e) for e in events]
    assert kinds[0] is Stage
    assert kinds[-1] is Answer
    assert Verified in kinds
    assert [k for k, _ in itertools.groupby(kinds)].count(Answer) == 1
    streamed = [e.claim for e in events if isinstance(e, Verified)]
    assert tuple(streamed) == events[-1].claims  # type: ignore[union-attr]


def test_ask_from_python_is_the_same_answer(samples: Archive) -> None:
    question = "What fee did Port Sable pay for Dayo Oyelaran?"
    answer = ask(question, archive=samples.folder)
    assert answer.text == assistant(samples).ask(question).text
    assert "14.5 million" in answer.to_markdown()
    assert answer.to_dict()["citations"][0]["quote"] == answer.citations[0].quote


def test_a_chat_claim_with_an_exact_quote_is_kept_and_the_rest_dropped(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "What fee did Port Sable pay for Dayo Oyelaran?"

    def says_four(request: Request) -> Reply:
        passages = re.findall(
            r"passage (\d+) begins ===.*?\ntext:\n(.*?)\n===", request.prompt, re.S
        )
        number, text = next((int(n), t) for n, t in passages if "14.5 million" in t)
        quote = next(s for s in re.split(r"\n+", text) if "14.5 million" in s)
        return says(
            claims(
                (
                    "Port Sable have signed forward Dayo Oyelaran from Valmere United for 14.5 million euros.",
                    number,
                    quote,
                ),
                ("Port Sable paid 41.5 million euros for Dayo Oyelaran.", number, quote),
                (
                    "Port Sable bought Oyelaran with a bank loan.",
                    number,
                    "a quote that stands nowhere",
                ),
                ("Port Sable did not pay 14.5 million euros.", number, quote),
            )
        )

    with FakeEndpoint(says_four) as fake:
        answer = chat(samples, fake, monkeypatch).ask(question)
    holds(answer, samples)
    assert [c.text.startswith("Port Sable have signed") for c in answer.claims] == [True]
    assert answer.reader == "chat:scripted"
    assert answer.prompt_hash


def test_a_model_that_obeys_an_injection_gets_nothing_past_the_checks(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(obeys) as fake:
        answer = chat(samples, fake, monkeypatch).ask("How many people were displaced in Idlib?")
    holds(answer, samples)
    assert "zero" not in answer.text


def test_a_model_cannot_cite_what_the_filters_kept_out(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = samples.search("UN figure supersedes 586,000", limit=1)[0]
    said = claims(("A later count says more.", 1, later.text[:60]))
    with FakeEndpoint(says(said)) as fake:
        answer = chat(samples, fake, monkeypatch).ask(
            "How many were displaced?", as_of="2019-12-31"
        )
    assert all(c.article_id != later.article.id for c in answer.citations)

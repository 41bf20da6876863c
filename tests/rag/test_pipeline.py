"""What the pipeline does around the reader: parts, a stand-in, remarks, sources."""

from __future__ import annotations

import json

import pytest

from index.archive import Archive
from index.errors import InputError
from rag.answer import Answer, Stage, Verified
from rag.assistant import Assistant
from rag.chat_reader import connect
from rag.compose import SILENT
from rag.errors import EndpointError
from rag.quote_reader import QuoteReader
from tests.rag.endpoint import FakeEndpoint, refuses

TWO = "When will the children's wing at Harrow Vale open, and when does the board vote on the extra money?"

NOT_SO = ("Why was Henrik Voss dismissed?", "Why did Ada Ferrant resign as mayor of Brennwick?")


def quoting(archive: Archive) -> Assistant:
    return Assistant(archive, QuoteReader(), "quote")


def kinds(answer: Answer) -> list[str]:
    return [note.kind for note in answer.notes]


def test_a_question_with_two_parts_is_answered_in_two(samples: Archive) -> None:
    answer = quoting(samples).ask(TWO)
    assert len(answer.parts) == 2
    assert [part.status for part in answer.parts] == ["answered", "answered"]
    assert tuple(c for part in answer.parts for c in part.claims) == answer.claims
    assert answer.text.index(answer.parts[0].question) < answer.text.index(answer.parts[1].question)
    markers = [c.marker for c in answer.citations]
    assert markers == list(range(1, len(markers) + 1))


def test_a_part_without_support_says_so(samples: Archive) -> None:
    answer = quoting(samples).ask(
        "When will the children's wing at Harrow Vale open, and who painted its ceiling?"
    )
    assert answer.status == "answered"
    opens, painted = answer.parts
    assert opens.status == "answered"
    assert painted.status != "answered"
    assert painted.claims or f"{painted.question} {SILENT}" in answer.text


@pytest.mark.parametrize("question", NOT_SO)
def test_what_is_taken_for_granted_and_not_so_is_not_answered_as_if_it_were(
    samples: Archive, question: str
) -> None:
    answer = quoting(samples).ask(question)
    assert answer.status != "answered"
    assert not any(claim.certain for claim in answer.claims)


def test_what_answers_is_marked_for_the_part_that_asks(samples: Archive) -> None:
    when, many = TWO.split(", and ", maxsplit=1)[0] + "?", "how many beds will it have?"
    single = quoting(samples).ask(when).citations[0]
    both = quoting(samples).ask(f"{when[:-1]}, and {many}").citations[0]
    assert (both.quote, both.highlight) == (single.quote, single.highlight)
    assert single.highlight


def test_where_the_endpoint_fails_the_quote_reader_answers_and_says_so(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(*[refuses(503)] * 8) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        monkeypatch.setenv("OPENAI_API_KEY", "test-key")
        reader = connect("scripted", max_retries=0)
        chat = Assistant(samples, reader, "chat", stand_in=QuoteReader())
        events = list(chat.stream(TWO))
        answer = events[-1]
        assert isinstance(answer, Answer)
        assert answer.status == "answered" and answer.reader == "quote"
        assert kinds(answer)[0] == "fallback" and "503" in answer.notes[0].text
        names = [e.name for e in events if isinstance(e, Stage)]
        assert names.index("falling back") > names.index("reading")
        with pytest.raises(EndpointError):
            Assistant(samples, reader, "chat").ask(TWO)


def test_a_refused_key_is_for_the_user_to_mend(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(refuses(401)) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        monkeypatch.setenv("OPENAI_API_KEY", "wrong-key")
        chat = Assistant(samples, connect("scripted"), "chat", stand_in=QuoteReader())
        with pytest.raises(EndpointError, match="key"):
            chat.ask(TWO)


def test_an_old_answer_about_the_present_says_how_old(samples: Archive) -> None:
    answer = quoting(samples).ask("Who holds Manbij?", as_of="2020-06-01")
    assert answer.status != "abstained"
    assert "stale" in kinds(answer)
    note = next(n for n in answer.notes if n.kind == "stale")
    assert "1 June 2020" in note.text and note.text in answer.text


def test_sources_are_told_at_a_glance(samples: Archive) -> None:
    answer = quoting(samples).ask(TWO)
    assert answer.sources is not None
    assert answer.sources.articles == len({c.article_id for c in answer.citations})
    assert 1 <= answer.sources.independent <= answer.sources.articles
    last = answer.text.rsplit("\n\n", 1)[-1]
    assert last.startswith("Sources: ") and "as of" in last
    assert (
        json.loads(json.dumps(answer.to_dict()))["sources"]["articles"] == answer.sources.articles
    )


def test_claims_stream_before_the_answer_and_are_its_claims(samples: Archive) -> None:
    events = list(quoting(samples).stream(TWO))
    streamed = [e.claim for e in events if isinstance(e, Verified)]
    answer = events[-1]
    assert isinstance(answer, Answer) and tuple(streamed) == answer.claims


def test_who_says_otherwise_is_shown_whichever_reader_answered(samples: Archive) -> None:
    answer = quoting(samples).ask("How many people were killed in the shelling of Tal Sirin?")
    assert [found.update for found in answer.disagreements] == [False]
    sides = {marker: words for words, marker in answer.disagreements[0].sides}
    by_marker = {c.marker: c for c in answer.citations}
    assert len(sides) == 2
    for marker, words in sides.items():
        assert words in by_marker[marker].quote
    assert "The figures differ" in answer.text


def test_a_history_that_is_no_list_of_questions_is_said_to_be_none(samples: Archive) -> None:
    assistant = quoting(samples)
    answer = assistant.ask(TWO)
    with pytest.raises(InputError, match="list of questions"):
        assistant.ask("And how many beds?", history=TWO)
    with pytest.raises(InputError, match="value of type Answer"):
        assistant.ask("And how many beds?", history=[answer])  # type: ignore[list-item]

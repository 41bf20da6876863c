"""Faults on the wire: what is tried again, what ends in which error, and that none passes as whole."""

from __future__ import annotations

import itertools
from dataclasses import replace
from threading import Event

import pytest

from rag.budget import Budget
from rag.chat_reader.reply import Claims
from rag.errors import BrokenOffError, EndpointError
from rag.reading import Draft, DraftQuote, Usage
from tests.rag.asking import failure
from tests.rag.chat_reader.asking import (
    CAMP,
    DRAFTS,
    IDS,
    TWO,
    impatient,
    material,
    reader_at,
)
from tests.rag.endpoint import FakeEndpoint, Reply, claims, refuses, says, sends, unused_url

SOON = {"retry_after_ms": "5"}
HALF = TWO[: TWO.index("Erdogan speaks")]  # the first claim is whole
CUTS = [
    says(HALF, finish=None),
    says(HALF, finish=None, reset=True, drip_s=0.001),
    says(HALF, error={"message": "worker died", "code": 500}),
]


@pytest.mark.parametrize("cut", CUTS, ids=["cut", "reset", "error event"])
def test_a_stream_cut_after_text_came_in_is_asked_for_again(
    cut: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(cut, says(TWO, usage=(300, 40))) as fake:
        got = list(impatient(fake, monkeypatch).read(material()))
    assert got == [*DRAFTS, Usage(300, 40)]
    assert len(fake.requests) == 2
    assert fake.requests[0].body == fake.requests[1].body


def test_a_stream_that_falls_silent_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = Reply(pieces=says(HALF, finish=None, size=60).pieces, drip_s=1.0)
    with FakeEndpoint(stuck, says(TWO, usage=None)) as fake:
        got = list(impatient(fake, monkeypatch, timeout_s=0.3).read(material()))
    assert got == DRAFTS


@pytest.mark.parametrize("cut", CUTS, ids=["cut", "reset", "error event"])
def test_a_stream_cut_every_time_is_an_error_and_never_an_answer(
    cut: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(cut, cut, cut) as fake:
        drafts = impatient(fake, monkeypatch).read(material())
        with pytest.raises(BrokenOffError) as caught:
            list(drafts)
    assert caught.value.passing
    assert len(fake.requests) == 3


def test_another_attempt_may_say_rightly_what_the_first_said_wrongly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = HALF.replace("The UN counts 586,000", "The UN counts 856,000")
    with FakeEndpoint(says(wrong, finish=None), says(TWO, usage=None)) as fake:
        got = list(impatient(fake, monkeypatch).read(material()))
    assert got == [Draft("The UN counts 856,000 people.", DRAFTS[0].quotes), *DRAFTS]


def test_the_same_words_on_another_quote_are_another_draft() -> None:
    found = Claims(IDS)
    wrong = claims(("The UN counts 586,000 people.", 1, "Aid is late."))
    assert found.whole(wrong) == [Draft(DRAFTS[0].text, (DraftQuote(CAMP.id, "Aid is late."),))]
    found.again()
    assert found.whole(TWO) == DRAFTS
    found.again()
    assert found.whole(TWO) == []


def test_what_a_failed_attempt_took_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = [says(HALF, finish=None, counted=(20, 3)), says("{", finish="length", usage=(300, 40))]
    with FakeEndpoint(*cut) as fake:
        drafts = impatient(fake, monkeypatch).read(material())
        assert [next(drafts), next(drafts)] == [DRAFTS[0], Usage(320, 43)]
        with pytest.raises(EndpointError, match="cut off at"):
            next(drafts)


def test_what_two_replies_of_the_wrong_shape_took_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with FakeEndpoint(says("Sorry.", usage=(5, 1)), says("No.", usage=(6, 2))) as fake:
        drafts = reader_at(fake, monkeypatch).read(material())
        assert next(drafts) == Usage(11, 3)
        with pytest.raises(EndpointError, match="twice"):
            next(drafts)


def test_one_budget_bounds_all_that_is_asked_for_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Reply(pieces=says(TWO, size=20).pieces, drip_s=0.02)
    shared = replace(material(), budget=Budget())
    with FakeEndpoint(slow, slow, slow, slow, slow, slow) as fake:
        reader = reader_at(fake, monkeypatch, budget_s=1.0)
        with pytest.raises(EndpointError, match="gave no whole reply"):
            for _ in range(6):
                list(reader.read(shared))
        assert shared.budget is not None
        assert shared.budget.spent_s < 2
        assert list(reader.read(material()))[:2] == DRAFTS  # another answer has its own time


def test_what_nobody_wants_any_more_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    halted = Event()
    begun = [*says(HALF).pieces][:60]
    endless = Reply(pieces=itertools.chain(begun, itertools.repeat(b": on\n\n")), drip_s=0.01)
    with FakeEndpoint(endless, endless) as fake:
        reader = impatient(fake, monkeypatch)
        drafts = reader.read(replace(material(), budget=Budget(halted=halted)))
        assert next(drafts) == DRAFTS[0]
        halted.set()
        with pytest.raises(EndpointError):
            next(drafts)
    assert len(fake.requests) == 1


def test_the_budget_bounds_all_attempts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = Reply(pieces=says(HALF, finish=None, size=30).pieces, drip_s=0.02)
    with FakeEndpoint(*[cut] * 9) as fake:
        reader = impatient(fake, monkeypatch, budget_s=0.3, max_retries=8)
        with pytest.raises(EndpointError) as caught:
            list(reader.read(material()))
    assert caught.value.passing
    assert len(fake.requests) < 9


def test_a_cut_and_a_refusal_are_both_overcome(monkeypatch: pytest.MonkeyPatch) -> None:
    replies = [
        refuses(429, retry_after="0.01"), CUTS[0], refuses(503, **SOON), says("Hm."),
        refuses(500, **SOON), says(TWO, usage=None),
    ]  # fmt: skip
    with FakeEndpoint(*replies) as fake:
        got = list(impatient(fake, monkeypatch).read(material()))
    assert [d for d in got if isinstance(d, Draft)] == DRAFTS
    assert got[:2] == DRAFTS
    assert not fake.replies


@pytest.mark.parametrize(
    ("reply", "passing"),
    [
        (refuses(401), False),
        (refuses(402), False),
        (refuses(403), False),
        (refuses(404), False),
        (refuses(400, "bad request"), False),
        (sends(b"<html>Welcome</html>", kind="text/html"), False),
        (refuses(429, **SOON), True),
        (refuses(500, **SOON), True),
        (refuses(504, **SOON), True),
        (refuses(408, **SOON), True),
        (refuses(413), True),
        (refuses(400, "maximum context length is 2048 tokens"), True),
        (says("{", finish="length"), True),
        (says("", finish="content_filter"), True),
        (says("{", finish=None), True),
    ],
)
def test_a_fault_says_whether_it_passes(
    reply: Reply, passing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeEndpoint(*[reply] * 3) as fake, pytest.raises(EndpointError) as caught:
        list(reader_at(fake, monkeypatch).read(material()))
    assert caught.value.passing is passing
    assert "\n" not in str(caught.value)


def test_time_outs_and_a_server_that_is_not_there_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeEndpoint(says("late", pause_s=3.0)) as fake:
        with pytest.raises(EndpointError, match="gave no whole reply") as caught:
            list(reader_at(fake, monkeypatch, timeout_s=0.1).read(material()))
        assert caught.value.passing
        monkeypatch.setenv("OPENAI_BASE_URL", unused_url())
        gone = reader_at(fake, monkeypatch)
    monkeypatch.setenv("OPENAI_BASE_URL", unused_url())
    with pytest.raises(EndpointError) as caught:
        list(gone.read(material()))
    assert caught.value.passing


def test_a_wrong_setting_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    from rag.chat_reader import connect

    for url, model in (("", "m"), ("ftp://x", "m"), ("http://localhost/v1", None)):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        with pytest.raises(EndpointError) as caught:
            connect(model)
        assert not caught.value.passing


def test_a_reply_that_claims_to_be_packed_is_not_unpacked() -> None:
    bomb = Reply(headers={"content-encoding": "gzip"}, pieces=[b"\x1f\x8b" + b"\0" * 64])
    sentence, _ = failure(bomb)
    assert "does not answer as the Chat Completions API does" in sentence

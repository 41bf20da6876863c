"""The time a model call may take: waits, time-outs, and replies that never end."""

from __future__ import annotations

import itertools
import time
from email.utils import formatdate

import pytest

from tests.rag.asking import MESSAGES, failure, llm_at
from tests.rag.endpoint import FakeEndpoint, Reply, refuses, says


def test_waits_as_long_as_the_server_asks() -> None:
    with FakeEndpoint(refuses(429, retry_after="0.3"), says("Yes.")) as fake:
        started = time.monotonic()
        llm_at(fake.url).chat(MESSAGES)
        assert time.monotonic() - started >= 0.3


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_does_not_wait_beyond_its_budget(form: str) -> None:
    after = "30" if form == "seconds" else formatdate(time.time() + 90, usegmt=True)
    sentence, requests = failure(refuses(429, retry_after=after), budget_s=2.0)
    assert "(429): wait" in sentence
    assert requests == 1


def test_an_unreadable_retry_after_is_passed_over() -> None:
    assert failure(refuses(429, retry_after="soon"), max_retries=0)[1] == 1


def test_a_silent_server_is_a_time_out() -> None:
    reply = says("late", pause_s=5.0)
    sentence, requests = failure(reply, timeout_s=0.1, max_retries=0)
    assert sentence == (
        "HOST gave no whole reply in 0 s: check that the server runs, take a faster --model, or "
        "allow more time."
    )
    assert requests == 1


@pytest.mark.parametrize("piece", [b": keep-alive\n\n", b'data: {"choices": []}\n\n'])
def test_a_reply_that_never_ends_is_cut_at_the_budget(piece: bytes) -> None:
    endless = Reply(pieces=itertools.repeat(piece), drip_s=0.01)
    sentence, requests = failure(endless, budget_s=0.3)
    assert "gave no whole reply" in sentence
    assert requests == 1


def test_the_budget_bounds_retries_after_time_outs() -> None:
    sentence, requests = failure(
        *[says("late", pause_s=5.0)] * 3, timeout_s=0.2, budget_s=0.3, max_retries=1
    )
    assert "gave no whole reply" in sentence
    assert requests <= 2

"""Three states through the whole product: it answers, it may answer, the archive does not say."""

from __future__ import annotations

import pytest

from index.archive import Archive
from rag import reading
from rag.answer import Answer, Claim, Part, status_of
from rag.assistant import Assistant
from rag.compose import SILENT, UNSURE
from rag.notes import widened
from rag.quote_reader import QuoteReader

FEE = "What fee did Port Sable pay for Dayo Oyelaran?"


def ask(archive: Archive, question: str) -> Answer:
    return Assistant(archive, QuoteReader(), "quote").ask(question)


def test_claims_make_the_state() -> None:
    sure, unsure = Claim("A.", (1,)), Claim("B.", (2,), certain=False)
    assert status_of([unsure, sure]) == Part("Who?", (sure,)).status == "answered"
    assert status_of([unsure]) == Part("Who?", (unsure,)).status == "uncertain"
    assert status_of([]) == Part("Who?").status == "abstained"


def test_the_same_quotes_are_an_answer_or_may_be_one(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ANSWERS", reading.MAY_ANSWER)
    sure = ask(samples, FEE)
    assert sure.status == "answered" and UNSURE not in sure.text
    monkeypatch.setattr(reading, "ANSWERS", 1.0)
    unsure = ask(samples, FEE)
    assert unsure.status == "uncertain" and SILENT not in unsure.text
    assert unsure.claims[0].text == sure.claims[0].text
    assert unsure.text.count(UNSURE) == len(unsure.claims) > 0
    assert not any(claim["certain"] for claim in unsure.to_dict()["claims"])
    assert unsure.citations[0] == sure.citations[0] and not unsure.nearest


def test_what_may_lie_outside_the_days_is_told_as_that() -> None:
    assert "the archive does answer" in widened("in May", certain=True).text
    assert "the archive may answer" in widened("in May", certain=False).text

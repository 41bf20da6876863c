"""The page of what may answer, and of what says otherwise."""

from __future__ import annotations

from dataclasses import replace

from rag.compose import SILENT, UNSURE
from tests.ui.newsroom import denied, uncertain
from tests.ui.test_render import find, harmless
from ui import render


def test_what_may_answer_is_marked_in_words_and_what_answers_is_not() -> None:
    value = uncertain("Who asked for help?")
    said = harmless(render.answer(1, value))
    assert said.text.count(UNSURE) == 2 and SILENT not in said.text
    assert said.values("href") == ["#t1-s1", "#t1-s2"]
    sure = replace(value, claims=(replace(value.claims[0], certain=True), value.claims[1]))
    assert harmless(render.answer(1, sure)).text.count(UNSURE) == 1
    started = [(claim, value.citations) for claim in value.claims]
    assert render.answer_start(1, started, "checking").count(UNSURE) == 2


def test_what_says_otherwise_leads_to_its_quote() -> None:
    value = denied("Why were the trains cancelled?")
    said = harmless(render.answer(1, value))
    assert SILENT not in said.text and "The archive says otherwise: The Orrin Courier" in said.text
    assert said.values("href") == ["#t1-s1"]
    assert "t1-s1" in harmless(render.sources(1, value.citations, find)).values("id")

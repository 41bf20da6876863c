"""The page of what may answer."""

from __future__ import annotations

from dataclasses import replace

from rag.compose import SILENT, UNSURE
from tests.ui.newsroom import uncertain
from tests.ui.test_render import harmless
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

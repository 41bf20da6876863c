"""An answer in a line, or up to three."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from rag.answer import Answer, Citation, Claim, Disagreement, Note, Part
from rag.compose import SILENT
from rag.short import short

DAY = datetime(2024, 6, 21, tzinfo=UTC)


def cited(marker: int, quote: str) -> Citation:
    return Citation(
        marker, "a" * 16, "Title", "River Post", DAY, "21 June 2024", None, quote, 0, len(quote)
    )


def answer(*claims: Claim, text: str = "") -> Answer:
    quotes = tuple(cited(n, f"Quote {n}.") for n in range(1, 6))
    return Answer("Who?", "answered" if claims else "abstained", text, claims, quotes)


def test_only_the_best_sentence_is_told() -> None:
    best = Claim("River Post, 21 June 2024: “Quote 1.”", (1,))
    assert short(answer(best, Claim("More.", (2,)))) == "River Post, 21 June 2024: “Quote 1.”"


def test_a_sentence_in_a_models_words_gets_its_citation() -> None:
    told = short(answer(Claim("It was Ann.", (2,))))
    assert told == "It was Ann. (River Post, 21 June 2024: “Quote 2.”)"


def test_the_title_stands_in_for_an_outlet_that_is_not_named() -> None:
    told = answer(Claim("outlet not named, 21 June 2024: “Quote 1.”", (1,)))
    nameless = tuple(replace(c, outlet=None) for c in told.citations)
    assert short(replace(told, citations=nameless)) == (
        "outlet not named, 21 June 2024: “Quote 1.” (Title)"
    )


def test_each_side_has_a_line_and_there_are_three_at_most() -> None:
    claims = [Claim(f"“Quote {n}.”", (n,)) for n in range(1, 6)]
    sides = tuple((str(n), n) for n in (5, 2, 3, 4))
    told = short(replace(answer(*claims), disagreements=(Disagreement("x", sides),)))
    assert told.splitlines() == ["“Quote 5.”", "“Quote 2.”", "“Quote 3.”"]


def test_a_part_without_an_answer_is_told_as_such() -> None:
    claim = Claim("“Quote 1.”", (1,))
    told = short(replace(answer(claim), parts=(Part("Who?", (claim,)), Part("When?"))))
    assert told.splitlines() == ["“Quote 1.”", f"When? {SILENT}"]


def test_silence_is_told_with_its_reason_and_without_markers() -> None:
    silent = answer(text=f"{SILENT}\n\nIt is so. [1]")
    assert short(silent) == SILENT
    reason = (Note("widened", "It is so.", 1),)
    assert short(replace(silent, notes=reason)) == f"{SILENT} It is so."


def test_what_may_answer_is_marked() -> None:
    claim = Claim("“Quote 1.”", (1,), certain=False)
    assert short(answer(claim)) == "May answer: read it. “Quote 1.”"

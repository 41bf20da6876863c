from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import figures
from rag.verify import numbers
from rag.verify.ground import Ground
from rag.verify.rules import problem
from rag.verify.speaker import needs_speaker

QUOTE = "The United Nations said on Friday that 586,000 people were displaced in Idlib, close to 1 million by Erdogan's count."
GROUND = Ground(QUOTE, "The United Nations", "Idlib empties Northwire 7 February 2020")


@pytest.mark.parametrize(
    "claim",
    [
        "The United Nations said that 586,000 people were displaced in Idlib.",
        "The United Nations said on Friday 586,000 people were displaced.",
    ],
)
def test_true_claims_stand(claim: str) -> None:
    assert problem(claim, GROUND) is None


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("The United Nations said 685,000 people were displaced in Idlib.", "figure"),
        ("The United Nations said 586 people were displaced in Idlib.", "figure"),
        ("The United Nations said on Monday that 586,000 people were displaced.", "Monday"),
        ("The United Nations said that 586,000 people were displaced in Aleppo.", "named"),
        ("The United Nations said that 586,000 people were not displaced in Idlib.", "own words"),
        ("Damascus said that 586,000 people were displaced in Idlib.", "named|by"),
        ("Exactly 1 million people were displaced in Idlib by Erdogan's count.", "exact"),
        ("The United Nations said in 2018 that 586,000 people were displaced.", "2018"),
        (
            "The United Nations said 586,000 people starved during winter storms near border camps.",
            "own words",
        ),
    ],
)
def test_swapped_figures_days_names_and_negation_are_caught(claim: str, why: str) -> None:
    found = problem(claim, GROUND)
    assert found
    assert any(part in found for part in why.split("|")), found


def test_a_hedged_quote_bears_out_no_bare_assertion() -> None:
    ground = Ground("Turkey may withdraw its troops from Idlib.", None, "")
    assert problem("Turkey withdraws its troops from Idlib.", ground)
    assert problem("Turkey may withdraw its troops from Idlib.", ground) is None


def test_a_statement_stays_its_speaker_s() -> None:
    assert needs_speaker("The patrol was halted.", "a Turkish source")
    assert not needs_speaker("A Turkish source said the patrol was halted.", "a Turkish source")
    assert not needs_speaker("The patrol was halted.", None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("more than half a million people", [500_000]),
        ("close to 1 million and 586,000", [1_000_000, 586_000]),
        ("a dozen posts, 12 posts, twenty-two men", [12, 12, 22]),
        ("3.6 million refugees, 2.5bn dollars", [3_600_000, 2_500_000_000]),
        ("on 7 February 2020 and January 23, in 2018", []),
        ("at 14:30, on 2019-10-16", []),
        ("turnout of 61.4 per cent", [61.4]),
    ],
)
def test_figures_are_read_and_dates_are_not(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text)] == pytest.approx(values)


@given(st.integers(1, 10**9))
def test_a_figure_reads_as_itself_however_it_is_written(value: int) -> None:
    for text in (f"{value:,} people", f"about {value:,} people"):
        assert [f.value for f in figures(text)] == [value] or 1500 <= value <= 2100


@given(st.text(max_size=300))
def test_any_text_has_figures_at_its_own_offsets(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.low <= figure.value <= figure.high


PIECES = st.lists(
    st.sampled_from(
        "Vesk Orland the army said on Monday 3 March 2020 12 5,000 per cent may not will left “the dam” , . – if denied more than first".split(
            " "
        )
    ),
    max_size=16,
).map(" ".join)


@given(st.one_of(PIECES, st.text(max_size=80)), st.one_of(PIECES, st.text(max_size=120)))
def test_any_claim_and_quote_can_be_judged(claim: str, quote: str) -> None:
    found = problem(claim, Ground(quote, None, ""))
    assert found is None or found
    assert problem(quote, Ground(quote, None, "")) is None  # its own support


@pytest.mark.parametrize(
    ("claim", "quote", "stands"),
    [
        ("Sales doubled.", "Sales rose by 100 percent.", True),
        ("Sales doubled.", "Sales rose by 200 percent.", False),
        ("Sales tripled.", "Sales rose by 200 percent.", True),
        ("One third of the votes were postal.", "A third of the votes were postal.", True),
        ("Half of the votes were postal.", "The postal votes were halved.", False),
        ("About 10 billion crowns were lent.", "The bank lent 9.6 billion crowns.", True),
        ("About 9.86 billion crowns were lent.", "The bank lent 10 billion crowns.", False),
    ],
)
def test_shares_multiples_and_rounded_sums(claim: str, quote: str, stands: bool) -> None:
    found = numbers.problem(claim, Ground(quote, None, ""))
    assert (found is None) is stands, found

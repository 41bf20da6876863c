from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.disagree.about import MOST, about
from rag.disagree.wanted import wanted


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("How much money did the UN want from donors for Idlib?", "money"),
        ("How many people were displaced in Idlib?", "people displaced"),
        ("According to the UN, how many people have been killed?", "people killed"),
        ("How many homes did the fire destroy?", "homes"),
        ("How many of the city's teachers are on strike?", "number"),
        ("How much did the club pay for Oyelaran?", "cost"),
        ("How much of the town was burned?", "amount"),
        ("How long was the power out in Brennwick?", "duration"),
        ("How old was the driver who died in Merrow?", "age"),
        ("How did the army take the town?", ""),
        ("When did Ada Merrow die?", "date"),
        ("Since when has the bridge been closed?", "date"),
        ("What year was the museum founded?", "year"),
        ("Where was the accord signed?", "place"),
        ("In which city was the accord signed?", "city"),
        ("Which company acquired Norrby Systems?", "company"),
        ("Which party leads in the polls?", ""),
        ("Who won the Lorne marathon in 2019?", ""),
        ("Who is the coach of Port Sable?", "coach of Port Sable"),
        ("Who was the general killed by?", ""),
        ("What was Kestrel Air's revenue in 2021?", "Kestrel Air's revenue in 2021"),
        ("What is the price of bread in Varna now?", "price of bread in Varna"),
        ("What share of the vote did the Reform Party get?", "share of the vote"),
        ("What number of displaced people did the UN report?", "number of displaced people"),
        ("What was stolen from the museum?", ""),
        ("What did the minister say about the dam?", ""),
        ("What was the minister accused of?", ""),
        ("What was the minister told by his aide?", ""),
        ("What is the army doing in Idlib?", ""),
        ("Did Russia strike the hospital in Tal Sirin?", ""),
        ("Is the rebel leader Karim Sadr alive?", ""),
        ("Why did the talks collapse?", ""),
        ("How many?", "number"),
        ("", ""),
    ],
)
def test_it_is_a_noun_phrase_or_nothing(question: str, phrase: str) -> None:
    assert wanted(question).about == phrase


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(("How many", "What is the", "Who", "When", "Which", "Did the", "How much", "")),
    st.lists(
        st.sampled_from(
            "did was were has UN Lorne the people killed of in to money cost want by ' ? , taking".split()
        ),
        max_size=12,
    ).map(" ".join),
)
def test_it_holds_no_verb_of_asking_and_is_short_for_any_words(opening: str, rest: str) -> None:
    said = about(f"{opening} {rest}?", "")
    assert len(said) <= MOST
    assert not re.search(r"\b(?:did|was|were|has|how|who|which)\b", said)

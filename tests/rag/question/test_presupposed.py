from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import presupposition


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Why did the mayor resign?", "The mayor resigned."),
        ("When did Morvia sign the treaty with Tessaly?", "Morvia signed the treaty with Tessaly."),
        ("Why was Henrik Dahl dismissed as director?", "Henrik Dahl was dismissed as director."),
        ("How did fire chief Nils Orr die in the flood?", "Fire chief Nils Orr died in the flood."),
        ("Where did Lena Brandt meet Omar Said?", "Lena Brandt met Omar Said."),
        ("What made Arden United cancel the sale?", "Arden United cancelled the sale."),
        ("What led the bank to close its branch?", "The bank closed its branch."),
        ("When will the hospital in Harrow Vale open?", "The hospital in Harrow Vale will open."),
        ("Why has the council raised the toll?", "The council has raised the toll."),
        ("Why didn't the union accept the offer?", "The union did not accept the offer."),
        ("Who took over after Governor Blake's resignation?", "Governor Blake resigned."),
        ("What has changed since the arrest of Aldo Ferri?", "Aldo Ferri was arrested."),
        ("What did they do after the wall at Millside failed?", None),
        ("What happened after the wall at Millside failed?", "The wall at Millside failed."),
        ("Why does Castara import steel?", "Castara imports steel."),
        ("Why is the stadium in Velden late?", "The stadium in Velden is late."),
        ("Why are nurses in Castara leaving?", "Nurses in Castara are leaving."),
        ("When did the army attack on Samra begin?", "The army attack on Samra began."),
        ("Why did Norjet stop flying to Lissa and fire its pilots?",
         "Norjet stopped flying to Lissa and fired its pilots."),
        ("On what day did Voss flee the country?", "Voss fled the country."),
        ("Who replaced Nils Orr as coach?", "Nils Orr was replaced as coach."),
        ("Which court convicted Arden Civil over the dam?", "Arden Civil was convicted over the dam."),
        ("After the referendum in Norland, who left?", "The referendum in Norland took place."),
        ("Since the arrest of Aldo Ferri, who has led the club?", "Aldo Ferri was arrested."),
        ("What was said after Orr's withdrawal announcement?", None),
        ("Who met Nils Orr?", None),
        ("Did the mayor resign?", None),
        ("Who is the mayor of Brennwick?", None),
        ("How many votes did Ruiz get?", None),
        ("Where is Velden?", None),
        ("Why did he resign?", None),
        ("When is the next election?", None),
        ("Why should Kelso build a tram?", None),
        ("Is it true that Norland left the union?", None),
        ("How are the patients doing?", None),
    ],
)  # fmt: skip
def test_what_is_taken_for_granted(question: str, taken: str | None) -> None:
    found = presupposition(question)
    assert (found.text if found else None) == taken


def test_what_must_be_borne_out() -> None:
    found = presupposition("Why did Brandreth Civil cancel the contract?")
    assert found is not None
    assert found.verb == "cancel"
    assert found.names == ("brandreth", "civil")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    taken = presupposition(text)
    assert taken is None or taken.text.endswith(".")

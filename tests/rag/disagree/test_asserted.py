"""What is not asserted, or is of somebody or something else, contradicts nothing."""

from __future__ import annotations

from typing import Any

import pytest

from rag.disagree import disagreements
from rag.disagree.asserted import asserted, denied_verb, subject_before
from tests.rag.disagree.making import citation


def differ(question: str, *sides: dict[str, Any]) -> bool:
    return bool(disagreements(question, [citation(n, **s) for n, s in enumerate(sides, 1)]))


def both(one: str, other: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"quote": one}, {"quote": other}


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        # What stands under "if", "would" or "threatened" is not asserted.
        ("Did Halden sue the power firm?", "The mayor said Halden would sue the power firm if it emerged that the sluice had been left open.", "The power firm denied that the sluice in Halden had been left open."),
        ("Did Halden sue the power firm?", "Halden threatened to sue the power firm.", "The mayor denied that Halden had sued the power firm."),
        # Names alone are no statement that is denied.
        ("Did Karel Dusek win for the Harbour List?", "Karel Dusek of the Harbour List won 31 percent.", "Karel Dusek denied a report that he planned to leave the Harbour List."),
        # Both say that it did not happen.
        ("Was the sluice in Halden opened?", "The sluice in Halden was not opened.", "The power firm denied that the sluice in Halden had been opened."),
        # "Who" is whoever is named before it.
        ("Who won the regatta in Lorne?", "Anna Belmonte won the regatta in Lorne.", "Ines Belmonti, who lost the regatta in Lorne, has appealed."),
        ("Who won the regatta in Lorne?", "Anna Belmonte won the regatta in Lorne.", "Ines Belmonte, who lost the regatta in Lorne, has appealed."),
        # Ages of two people, and people counted for another thing.
        ("How old is she?", "Anna Belmonte won at the age of 47.", "Ines Faro won at the age of 24."),
        ("How many people are still out of their homes?", "Some 900 dockers were out on Monday.", "About 640 people are still out of their homes."),
    ],
)  # fmt: skip
def test_both_can_be_so(question: str, one: str, other: str) -> None:
    assert not differ(question, *both(one, other))
    assert not differ(question, *both(other, one))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Was the sluice in Halden opened?", "The sluice in Halden was opened at night.", "The power firm denied that the sluice in Halden had been opened."),
        ("Did Karel Dusek leave the Harbour List?", "Karel Dusek left the Harbour List on Monday.", "Karel Dusek denied that he had left the Harbour List."),
        ("How old is Anna Belmonte?", "Anna Belmonte is 47 years old.", "Belmonte is 49 years old."),
        ("How many people are still out of their homes?", "Some 900 residents are still out of their homes.", "About 640 people are still out of their homes."),
    ],
)  # fmt: skip
def test_what_is_asserted_of_the_same_is_contradicted(question: str, one: str, other: str) -> None:
    assert differ(question, *both(one, other))
    assert differ(question, *both(other, one))


def test_the_day_of_something_like_it_is_no_day_of_what_is_asked_about() -> None:
    question = "When does the museum open?"
    hours = {"quote": "The museum opens on 3 May 2021.", "answer": "3 May 2021"}
    debut = {"quote": "The striker made his debut on 5 August 2021.", "answer": "5 August 2021"}
    later = {"quote": "The museum will open on 9 May 2021.", "answer": "9 May 2021"}
    assert not differ(question, hours, debut)
    assert differ(question, hours, later)


def test_what_asserts_nothing_is_blanked_in_place() -> None:
    text = "The dam held, but it could fail if rain returns, and the road is shut."
    kept = asserted(text)
    assert len(kept) == len(text)
    assert " ".join(kept.split()) == "The dam held, but it , and the road is shut."
    assert "could fail" in asserted(text, ahead=True)


def test_verbs_and_subjects_are_read_from_the_words_around_them() -> None:
    assert denied_verb(" a report that he planned to leave the Harbour List.") == {"leav"}
    assert denied_verb(" any part in the raid.") == frozenset()
    assert subject_before("who lost", "Ines Faro,") == "Ines Faro"
    assert subject_before("lost in Lorne", "Ines Faro swam well,") == "Ines Faro"
    assert subject_before("the crowd left", "Ines Faro swam well,") == ""

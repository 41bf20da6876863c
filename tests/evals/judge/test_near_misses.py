"""Sentences that have lost their answer, or something else, and questions asked of another."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from evals.judge.near_misses import blanked, other, trimmed, without

FERRY = "The ferry Alba sank off Brenn in 1921 with 34 people and the mail on board."
words = st.lists(
    st.sampled_from("Alba the a ferry in Brenn 1921 34 people May on sank mail since three".split()),
    min_size=2, max_size=12,
)  # fmt: skip


def at(part: str, text: str = FERRY) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def lost(part: str) -> set[str]:
    return {without(FERRY, at(part), random.Random(n))[0] for n in range(30)}


def test_what_goes_leaves_a_sentence_as_vague_as_a_reporter_would_be() -> None:
    assert (
        "The ferry Alba sank off Brenn at the time with 34 people and the mail on board."
        in lost("1921")
    )
    assert "The ferry Alba sank off Brenn with 34 people and the mail on board." in lost("1921")
    assert "The ferry Alba sank off Brenn in 1921 with several people and the mail on board." in (
        lost("34")
    )
    assert all("the it" not in left for left in lost("mail"))


@given(words, st.randoms(use_true_random=False), st.data())
def test_a_blanked_sentence_never_tells_the_answer(
    made: list[str], rng: random.Random, data: st.DataObject
) -> None:
    sentence = " ".join(made)
    answer = at(data.draw(st.sampled_from(made)), sentence)
    left = blanked(sentence, "", answer, rng)
    assert left is None or sentence[slice(*answer)].lower() not in left.lower()
    assert blanked(sentence, f"So {sentence}", answer, rng) is None  # told before it


@given(words, st.randoms(use_true_random=False), st.data())
def test_a_trimmed_sentence_still_has_its_answer(
    made: list[str], rng: random.Random, data: st.DataObject
) -> None:
    sentence = " ".join(made)
    answer = at(data.draw(st.sampled_from(made)), sentence)
    less = trimmed(sentence, "Who?", answer, rng)
    if less:
        left, span = less
        assert left != sentence
        assert left[slice(*span)] == sentence[slice(*answer)]


def test_what_is_asked_about_is_not_trimmed() -> None:
    rng = random.Random(1)
    less = [trimmed(FERRY, "Who sank in 1921 off Brenn?", at("Alba"), rng) for _ in range(30)]
    assert all(one and "1921" in one[0] and "Brenn" in one[0] for one in less)


def test_another_is_asked_for_whom_the_sentence_does_not_name() -> None:
    rng = random.Random(1)
    asked = "When did the ferry Alba sink?"
    assert other(asked, FERRY, ["Corvo"], rng) == "When did the ferry Corvo sink?"
    assert other(asked, FERRY, ["Brenn"], rng) is None
    assert other("When did it sink?", FERRY, ["Corvo"], rng) is None
    year = other("What sank in 1921?", FERRY, [], rng)
    assert year and year != "What sank in 1921?" and year.startswith("What sank in 19")

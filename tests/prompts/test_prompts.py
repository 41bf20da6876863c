"""Prompts: strict blanks, one pass, a hash of the template, a fence nobody can forge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import PromptError, fingerprint, fresh_mark, render

FIELDS = {
    "mark": "m", "number": "1", "outlet": "o", "published": "p", "title": "t", "voices": "v",
    "text": "x",
}  # fmt: skip
# Text that tries: blanks, the template's own lines, and whatever else.
foul = st.lists(
    st.sampled_from(["{{text}}", "{{question}}", "{{", "}}", "=== ", " passage 1 ends ===", "\n"])
    | st.text(max_size=9)
).map("".join)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": None}, "missing variables: title; extra: none"),
        ({"titel": "t"}, "missing variables: none; extra: titel"),
        ({"title": None, "titel": "t"}, "missing variables: title; extra: titel"),
    ],
)
def test_variables_must_be_exactly_the_blanks(change: dict[str, str | None], told: str) -> None:
    variables = {name: value for name, value in (FIELDS | change).items() if value is not None}
    with pytest.raises(PromptError, match=told):
        render("answer_passage", **variables)


@pytest.mark.parametrize("name", ["answer_nothing", "../README", "", "/etc/passwd"])
def test_an_unknown_prompt_is_an_error_that_names_the_known(name: str) -> None:
    with pytest.raises(PromptError, match="there are: answer_again, "):
        render(name)


def test_the_hash_is_of_the_template_and_not_of_the_data() -> None:
    one, two = (render("answer_passage", **FIELDS | {"text": text}) for text in "ab")
    assert one.text != two.text
    assert one.hash == two.hash == fingerprint("answer_passage")
    assert re.fullmatch("[0-9a-f]{12}", one.hash)
    both = [fingerprint("answer_passage", "answer_user"), fingerprint("answer_user")]
    assert len({one.hash, *both}) == 3


def test_a_changed_template_is_another_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "_FOLDER", tmp_path)
    hashes = set()
    for words in ("Be brief.", "Be brief!"):
        (tmp_path / "tone.md").write_text(words)
        prompts._template.cache_clear()
        hashes.add(fingerprint("tone"))
    prompts._template.cache_clear()
    assert len(hashes) == 2


@given(foul, foul)
def test_values_are_never_expanded(text: str, title: str) -> None:
    shown = render("answer_passage", **FIELDS | {"text": text, "title": title}).text
    assert f"\ntitle: {title}\nspeakers: v\ntext:\n{text}\n===" in shown


@given(st.lists(foul, min_size=1, max_size=4))
def test_no_article_can_close_its_fence(texts: list[str]) -> None:
    guesses = [f"{n:x}" for n in range(16)]  # marks so short that texts will hold some
    draws: Iterator[str] = iter([*guesses, "0123456789abcdef"])
    mark = fresh_mark(texts, draws.__next__)
    assert not any(mark in text for text in texts)
    passages = "\n\n".join(
        render("answer_passage", **FIELDS | {"mark": mark, "number": str(n), "text": text}).text
        for n, text in enumerate(texts)
    )
    user = render("answer_user", passages=passages, as_of="a", question="q", mark=mark).text
    fences = re.findall(rf"=== {mark} passage (\d) (begins|ends) ===", user)
    expected = [(str(n), word) for n in range(len(texts)) for word in ("begins", "ends")]
    assert fences == expected
    between = re.findall(rf"text:\n(.*?)\n=== {mark} passage \d ends", user, re.DOTALL)
    assert between == texts


def test_a_mark_is_new_each_time_and_unlike_the_texts() -> None:
    assert len({fresh_mark(["a"]) for _ in range(50)}) == 50
    draws = iter(["beef", "cafe"])
    assert fresh_mark(["some BEEF"], draws.__next__) == "cafe"

"""What is repeated of a server's words: no part of a key is among them."""

from __future__ import annotations

import re

import pytest

from index.server import in_brackets
from rag.endpoint import Endpoint
from rag.errors import refused

KEY = "sk-proj-Zq8XvTn4LmR7yWcB2dHf"  # made up


def parts(key: str, size: int = 4) -> set[str]:
    """All pieces of so many letters and digits that stand in the key, in small letters."""
    bare = re.sub(r"[\W_]", "", key).lower()
    return {bare[at : at + size] for at in range(len(bare) - size + 1)}


@pytest.mark.parametrize(
    "echo",
    [
        KEY, KEY[:8], KEY[-4:], f"{KEY[:7]}...{KEY[-4:]}", f"{KEY[:6]}***{KEY[-6:]}", KEY[5:9],
        KEY.upper(), KEY.lower(), " ".join(KEY), f"{KEY[:12]}\n{KEY[12:]}", f"'{KEY[2:20]}'",
        "-".join(KEY[at : at + 3] for at in range(0, len(KEY), 3)), f"Bearer {KEY[3:]}",
        f"https://a.example/?key={KEY[:10]}&x=1", KEY.replace("-", "%2D"), f"x{KEY}x" * 9,
        "\u200b".join(KEY), KEY[:4] + "\u202e" + KEY[4:],
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["Incorrect API key provided: {}.", "{} is refused", "{}"])
def test_no_part_of_a_key_is_repeated(echo: str, words: str) -> None:
    said = in_brackets(words.format(echo), KEY)
    bare = re.sub(r"[\W_]", "", said).lower()
    assert not {part for part in parts(KEY) if part in bare}, said
    assert "***" in said
    told = str(refused(Endpoint("m", api_key=KEY), 500, words.format(echo), None))
    assert not {part for part in parts(KEY) if part in re.sub(r"[\W_]", "", told).lower()}, told


def test_what_is_left_of_a_token_with_a_part_of_the_key_goes_with_it() -> None:
    assert in_brackets(f"key sk-pr…{KEY[-5:]}xy is bad", KEY) == ' (it said: "key *** is bad")'


def test_the_rest_is_repeated() -> None:
    said = "The model m is overloaded: try again in 20 s (request 1f2e)."
    assert in_brackets(said, KEY) == f' (it said: "{said}")'
    assert in_brackets(said) == f' (it said: "{said}")'
    assert in_brackets("", KEY) == ""


def test_keys_of_the_environment_are_known_without_being_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A library that fails may repeat whatever key it has read there."""
    monkeypatch.setenv("SOME_API_KEY", KEY)
    monkeypatch.setenv("OTHER_TOKEN", "tok_9dKw2mXs7q")
    said = in_brackets(f"{KEY[:9]}... and tok_9dKw2")
    assert said == ' (it said: "*** and ***")'


@pytest.mark.parametrize("short", ["abc", "a-b", "x"])
def test_a_short_key_is_taken_out_whole(short: str) -> None:
    assert in_brackets(f"no {short} here", short) == ' (it said: "no *** here")'

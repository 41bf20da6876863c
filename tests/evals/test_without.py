"""Leaving out a group of rules: what stands in for it, and that all is as before afterwards."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from evals.without import ANSWERS, CLAIMS, without
from index.article import Article
from rag import quote_reader
from rag.reading import Evidence

GROUPS = {**ANSWERS, **CLAIMS}


def named(path: str) -> Callable[..., Any]:
    """What stands at a dotted path."""
    parts = path.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name)
        assert callable(found)
        return found  # type: ignore[no-any-return]
    raise ModuleNotFoundError(path)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_replaced_only_while_it_is_left_out(group: str) -> None:
    before = {path: named(path) for path in GROUPS[group]}
    assert before
    with without(GROUPS[group]):
        for path, stand_in in GROUPS[group].items():
            assert named(path) is stand_in
    assert {path: named(path) for path in GROUPS[group]} == before


def test_what_stands_in_changes_nothing() -> None:
    article = Article("It rained. It snowed.")
    one, other = Evidence(article, 0, 10, 1.0), Evidence(article, 11, 21, 0.5)
    with without(ANSWERS["what is counted"]):
        assert quote_reader._telling("How many?", [one, other]) == [one, other]

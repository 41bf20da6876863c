"""The small archive of `stories`, made once for all tests of search."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.archive import Archive
from tests.index.search import stories


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """With the static embedding."""
    folder = tmp_path_factory.mktemp("stories")
    with Archive.open(folder / "archive", "static", create=True) as made:
        stories.fill(made, folder / "articles")
        yield made


@pytest.fixture(scope="session")
def contextual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """With MiniLM."""
    folder = tmp_path_factory.mktemp("contextual")
    with Archive.open(folder / "archive", "minilm", create=True) as made:
        stories.fill(made, folder / "articles")
        yield made

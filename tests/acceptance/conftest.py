"""The five real pages, ingested once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evals import seeds
from index.archive import Archive


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("seeds") / "archive", create=True) as made:
        report = made.add([seeds.FOLDER])
        assert (report.added, report.failures) == (5, [])
        yield made

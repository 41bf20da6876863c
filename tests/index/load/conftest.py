"""A web site of one's own, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.index.load.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running

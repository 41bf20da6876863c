"""Vectors that lie beside an archive, where somebody else may have put them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.embed import DEFAULT
from index.embed.chosen import stamps_of
from index.reindex import ASIDE, TABLES
from tests.index.test_refusals import copy

ENDLESS = (
    "CREATE VIEW vectors AS WITH RECURSIVE r(id, vector) AS "
    "(SELECT 'x', x'00' UNION ALL SELECT id, vector FROM r) SELECT * FROM r"
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["zeros", "a view without an end"])
def test_vectors_that_somebody_else_laid_there_are_not_taken(
    tmp_path: Path, samples: Archive, kind: str
) -> None:
    archive = copy(samples, tmp_path)
    with Archive.open(archive) as store:
        ids, _, before = store._catalog.vectors()
        stamps = {**stamps_of(DEFAULT, store._embedding), "era": str(store._catalog.embedded.era())}
    with closing(sqlite3.connect(archive / ASIDE)) as db, db:
        for statement in TABLES if kind == "zeros" else (TABLES[1], ENDLESS):
            db.execute(statement)
        db.executemany("INSERT INTO stamp VALUES (?, ?)", {**stamps, "seal": ""}.items())
        if kind == "zeros":
            rows = [(identity, bytes(4 * before.shape[1])) for identity in ids]
            db.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
    with Archive.open(archive) as store:
        assert store.reindex().resumed == 0
        assert np.allclose(store._catalog.vectors()[2], before)

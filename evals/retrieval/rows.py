"""The rows of the table: what each is called, and how the one who answers is made."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from index.embed import DEFAULT
from index.search.recipe import Recipe

EMBEDDINGS = ("minilm", "static")
BASE = "minilm"  # the embedding of the rows that are not ours
OURS = f"ours, {DEFAULT}"


@dataclass(frozen=True, slots=True)
class Row:
    """`maker` with `options` names what answers, in `evals.retrieval.makers`.

    `needs` is the embedding whose archive it searches, or whose passages it is given; None for
    none. `main` rows are also put to the corpora that have no days.
    """

    name: str
    maker: str
    options: dict[str, Any] = field(default_factory=dict)
    needs: str | None = BASE
    main: bool = False

    @property
    def ours(self) -> bool:
        return self.maker == "ours"


def rows() -> list[Row]:
    """All rows in the order of the table."""
    return [*_others(), *_ours()]


def _others() -> list[Row]:
    made = []
    for days in (False, True):
        after, given = (" + day filter" if days else ""), {"day_filter": days}
        made += [
            Row(f"bm25s{after}", "lexical", given, main=not days),
            Row(f"dense, exact{after}", "dense", given, main=not days),
            Row(f"LlamaIndex quickstart{after}", "quickstart", given, None, not days),
            *(
                Row(
                    f"LlamaIndex fusion, {mode}{after}", "fusion", {**given, "mode": mode}, None,
                    not days and mode == "relative_score",
                )
                for mode in ("simple", "relative_score", "reciprocal_rerank")
            ),
            Row(f"Haystack hybrid{after}", "hybrid", given, main=not days),
        ]  # fmt: skip
    return made


def _ours() -> list[Row]:
    made = [_own(DEFAULT, main=True), _own(DEFAULT, "as_of")]
    made += [_own(DEFAULT, part.name, main=part.name == "rescore") for part in fields(Recipe)]
    for embedding in EMBEDDINGS:
        if embedding != DEFAULT:
            made += [_own(embedding, main=True), _own(embedding, "rescore", main=True)]
    return made


def _own(embedding: str, without: str = "", main: bool = False) -> Row:
    name = f"ours, {embedding}" + (f", no {without}" if without else "")
    return Row(name, "ours", {"embedding": embedding, "without": without}, embedding, main)

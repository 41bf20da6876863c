"""Two invented articles in newsdesk's form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HARBOUR = (
    "The harbour of Calderhaven will close for nine weeks while its sea wall is rebuilt.",
    "Mayor Ines Tolland said on Tuesday that the wall had lost 400 tonnes of stone in the March storms.",
    "The fishing fleet of 31 boats is to move to Northmere until the work is done.",
    "The council has put aside 12 million crowns for the repair.",
)
LIBRARY = (
    "The central library of Brennwick reopened on Saturday after a fire two years ago.",
    "Its new reading room has 220 seats, half as many again as the old one.",
    "Architect Jonas Weld said the roof was built from larch felled in the county.",
    "More than 3,000 people came on the first day, the library reported.",
)


def rows() -> list[dict[str, Any]]:
    """The articles with their items, as they stand in a file."""
    harbour: list[dict[str, Any]] = [
        {"kind": "answerable", "q": "How long will the harbour of Calderhaven be closed?", "best": [0], "also": [], "answer": "nine weeks"},
        {"kind": "near_miss", "q": "Which company will rebuild the sea wall of Calderhaven?", "nearest": [0], "missing": "the company"},
        {"kind": "false_premise", "q": "Why did Calderhaven sell its fishing fleet to Northmere?", "nearest": [2]},
        {"kind": "follow_up", "before": "How long will the harbour of Calderhaven be closed?", "q": "Where will the fishing fleet move?", "standalone": "Where will the fishing fleet of Calderhaven move?", "best": [2], "also": [], "answer": "Northmere"},
        {"kind": "supported", "claim": "Calderhaven's boats are to be based in Northmere for the time being.", "by": [2]},
        {"kind": "refuted", "claim": "The council has put aside 21 million crowns for the repair.", "by": [3], "changed": "number"},
        {"kind": "unsupported", "claim": "Divers found cracks in the pier of Calderhaven.", "near": [1]},
        {"kind": "refuted", "claim": "Calderhaven's boats are to be based in Brennwick for the time being.", "by": [2], "changed": "place", "twin_of": 4},
        {"kind": "supported", "claim": "The council put aside 12 million crowns for the repair.", "by": [3], "changed": "none", "twin_of": 5},
        {"kind": "near_miss", "q": "How long was the harbour of Calderhaven closed in 2009?", "nearest": [0], "missing": "2009", "twin_of": 0},
        {"kind": "answerable", "q": "Which mayor spoke of the sea wall of Calderhaven?", "best": [1], "also": [], "answer": "Ines Tolland", "twin_of": 1},
    ]  # fmt: skip
    library: list[dict[str, Any]] = [
        {"kind": "answerable", "q": "How many seats are in the new reading room of Brennwick's library?", "best": [1], "also": [], "answer": "220"},
        {"kind": "follow_up", "before": "When did Brennwick's library reopen?", "q": "How many people came on the first day?", "standalone": "How many people came on the first day?", "best": [3], "also": [], "answer": "3,000"},
        {"kind": "supported", "claim": "The roof is of larch from the county, according to Jonas Weld.", "by": [2]},
    ]  # fmt: skip
    return [
        _page("a1", "harbour", "Harbour to close", HARBOUR, harbour),
        _page("b2", "library", "Library reopens", LIBRARY, library),
    ]


def _page(
    name: str, group: str, title: str, sentences: tuple[str, ...], items: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": name, "url": f"https://www.northwire.example/{name}", "outlet": "northwire.example",
        "published": "2024-04-03", "title": title, "sentences": list(sentences), "set": group,
        "items": items,
    }  # fmt: skip


def write(folder: Path, lines: list[dict[str, Any]] | None = None) -> Path:
    """The file that holds them."""
    path = folder / "newsdesk.jsonl"
    made = rows() if lines is None else lines
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path

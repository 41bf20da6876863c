"""A day at one end of a line, beside a name."""

from __future__ import annotations

from datetime import date

import pytest

from index.dates.beside import day_beside, name_beside
from index.dates.lines import dates_the_page


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Orrin Evening Ledger, 3 May 2019", "Orrin Evening Ledger"),
        ("The Low Quay Voice – 3 May 2019", "The Low Quay Voice"),
        ("3 May 2019 | Harrier Online", "Harrier Online"),
        ("Merrow, 03.05.2019", "Merrow"),
        ("Harrier Wire 03/05/2019 Ada Example", None),
        ("3. Mai 2019 | Verkehr, Umwelt", "Verkehr, Umwelt"),
        ("epd am 03.05.2019", None),
    ],
)
def test_a_day_beside_a_name_is_read(line: str, name: str | None) -> None:
    said = day_beside(line, "dmy")
    assert said is not None
    assert said.at.date() == date(2019, 5, 3)
    assert name_beside(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "The council meets again on 3 May 2019",
        "Hearing date: 3 May 2019",
        "It had rained for weeks, and the pier was shut from 3 May 2019, the mayor said.",
        "Ferries ran from 3 May 2019 to 4 June 2019",
        "3 May 2019",
    ],
)
def test_a_sentence_or_a_bare_day_is_no_such_line(line: str) -> None:
    assert day_beside(line, "dmy") is None
    assert name_beside(line) is None


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("Posted 5 hours ago", True),
        ("Updated yesterday at 14:05", True),
        ("vor 3 Stunden", True),
        ("Cooking time: 40 minutes", False),
        ("Yesterday", False),
        ("The mayor left an hour ago", False),
    ],
)
def test_a_line_may_say_only_how_long_ago(line: str, only: bool) -> None:
    assert dates_the_page(line) is only

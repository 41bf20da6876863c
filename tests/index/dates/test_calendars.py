"""Days as pages of many languages write them."""

from __future__ import annotations

from datetime import date

import pytest

from index.dates.calendars import numeric_order
from index.dates.lines import read_line
from index.dates.stated import full_dates


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Veröffentlicht am 3. Mai 2019 um 14:05 Uhr", "published"),
        ("Zuletzt aktualisiert: 3. Mai 2019", "updated"),
        ("Publié le 3 mai 2019 à 14h05", "published"),
        ("Pubblicato il 3 maggio 2019", "published"),
        ("Gepubliceerd op 3 mei 2019", "published"),
        ("Opublikowano: 3 maja 2019", "published"),
        ("Опубликовано 3 мая 2019 г.", "published"),
        ("Mise à jour le 3 mai 2019", "updated"),
        ("Julkaistu 3.5.2019", "published"),
        ("2019年5月3日 14:05", ""),
        ("2019/05/03", ""),
    ],
)
def test_lines_of_other_languages_state_their_day(line: str, label: str) -> None:
    (said,) = read_line(line, "dmy")
    assert (said.at.date(), said.label, said.refused) == (date(2019, 5, 3), label, "")


@pytest.mark.parametrize("text", ["release 2019.5.3.1", "ratio 2019/5/3/7", "2019/13/03"])
def test_figures_that_are_no_day_stay_figures(text: str) -> None:
    assert not list(full_dates(text))


@pytest.mark.parametrize(
    ("tag", "url", "order"),
    [
        ("en", None, ""),
        ("en-US", None, "mdy"),
        ("en-GB", None, "dmy"),
        ("en-US", "https://orrin-echo.co.uk/a", "dmy"),
        ("en", "https://orrin.example/a", ""),
        ("en", "http://[", ""),
        ("fr", None, "dmy"),
        (None, "https://orrin-echo.co.uk/a", ""),
    ],
)
def test_place_and_language_say_what_figures_mean(
    tag: str | None, url: str | None, order: str
) -> None:
    assert numeric_order(tag, url) == order

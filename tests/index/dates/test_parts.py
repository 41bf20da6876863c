"""Seasons, halves and quarters, and ranges whose year is said once."""

from __future__ import annotations

from datetime import date

import pytest

from index.dates.language import language
from index.dates.meaning import Ground, resolve
from index.dates.phrases import phrases
from index.dates.tense import Clauses

WRITTEN = date(2019, 6, 5)


@pytest.mark.parametrize(
    ("code", "text", "first", "last", "certainty"),
    [
        ("en", "in the summer of 2018", "2018-06-01", "2018-09-22", "approximate"),
        ("en", "the winter of 2018", "2017-12-01", "2019-03-20", "approximate"),
        ("en", "last summer", "2018-06-01", "2018-09-22", "approximate"),
        ("en", "this winter", "2018-12-01", "2019-03-20", "approximate"),
        ("en", "next spring", "2020-03-01", "2020-06-20", "approximate"),
        ("en", "the first half of 2020", "2020-01-01", "2020-06-30", "stated"),
        ("en", "the last quarter of 2018", "2018-10-01", "2018-12-31", "stated"),
        ("en", "in Q2 2018", "2018-04-01", "2018-06-30", "stated"),
        ("en", "the second half of March 2019", "2019-03-16", "2019-03-31", "stated"),
        ("en", "the first quarter of this year", "2019-01-01", "2019-03-31", "resolved"),
        ("en", "between 3 and 9 March 2019", "2019-03-03", "2019-03-09", "stated"),
        ("en", "from 3 to 9 March 2019", "2019-03-03", "2019-03-09", "stated"),
        ("en", "December to February 2019", "2018-12-01", "2019-02-28", "stated"),
        ("es", "el verano de 2018", "2018-06-01", "2018-09-22", "approximate"),
        ("es", "el primer semestre de 2018", "2018-01-01", "2018-06-30", "stated"),
        ("es", "el verano pasado", "2018-06-01", "2018-09-22", "approximate"),
    ],
)
def test_parts_of_a_year(code: str, text: str, first: str, last: str, certainty: str) -> None:
    lang = language(code)
    assert lang
    (phrase,) = phrases(text, lang)
    ground = Ground(WRITTEN, WRITTEN, firm=True)
    span = resolve(Clauses(text, lang.tense), phrase, ground, lang)
    assert span
    assert (span.earliest, span.latest) == (date.fromisoformat(first), date.fromisoformat(last))
    assert span.certainty == certainty


@pytest.mark.parametrize("text", ["prices fall 2 percent", "he fell last", "Summer Lee of Arden"])
def test_words_that_are_no_season(text: str) -> None:
    assert phrases(text, language("en")) == []

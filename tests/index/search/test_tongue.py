"""Which language a question is asked in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.filters import Filters
from index.search.terms import terms
from index.search.tongue import language_asked


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién ganó las elecciones?",
        "Cuándo se hundió el transbordador",
        "que paso ayer en el puerto",
        "el alcalde de Brenn dimitió la semana pasada",
        "¿Qué dijo el alcalde de Arle el 3 de mayo?",
    ],
)
def test_spanish(question: str) -> None:
    assert language_asked(question) == "es"


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Copa del Rey?",
        "What does “¿Qué pasa?” mean?",
        "El Niño this year",
        "Cinco de Mayo parade",
        "cinco de mayo parade",
        "Mayo Clinic costs",
        "La Liga results today",
        "Rio de la Plata flood",
        "Plácido Domingo",
        "Was geschah am 5. März?",
        "Кто держит Манбидж?",
        "two years ago",
        "",
    ],
)
def test_what_is_not_surely_another_language_is_read_as_english(question: str) -> None:
    assert language_asked(question) == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert language_asked(text) in ("en", "es")


def test_small_words_are_not_looked_for() -> None:
    asked = "¿Quién compró el faro de Brenn?"
    assert terms(asked, language="es").expression == '"compró" OR "faro" OR "brenn"'
    assert '"el"' in terms(asked).expression


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    for number, when in ((1, "2024-03-01"), (2, "2024-03-20")):
        head = f"---\ntitle: El puerto de Arle {number}\noutlet: El Faro\npublished: {when}\n---\n"
        body = f"El puerto de Arle cerró por la tormenta número {number}.\n\nNadie resultó herido."
        (tmp_path / f"{number}.md").write_text(head + body)
    with Archive.open(tmp_path / "archive", create=True) as made:
        made.add([tmp_path])
        yield made


def test_time_words_of_the_questions_language_are_read(store: Archive) -> None:
    day = Filters(as_of=date(2024, 3, 21))
    asked = "¿Por qué cerró ayer el puerto de Arle?"
    window = store.when(asked, day).window
    assert window is not None and window.words == "ayer"
    (first, *_) = store.search(asked, day)
    assert first.article.published.day == date(2024, 3, 20)
    window = store.when("¿Por qué cerró el puerto en marzo de 2024?", day).window
    assert window is not None and window.filter == (date(2024, 3, 1), None)

from __future__ import annotations

from pathlib import Path

from evals.bench_start import MOST_S, commands, paid


def test_each_command_that_has_a_limit_is_measured() -> None:
    assert set(commands(Path("archive"))) == set(MOST_S)


def test_imports_are_added_up_by_package() -> None:
    assert set(paid(("-c", "import index.errors, json"))) >= {"Python", "Dateline"}

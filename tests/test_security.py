"""docs/security.md names tests: each of them is there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_threat_has_a_test_that_is_there() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) > 20
    for row in rows:
        if row.startswith(("| Who brings", "| What |")):
            continue
        named = re.findall(r"`([\w/]+\.py)?(?:::(\w+))?`", row.rsplit("|", 2)[1])
        assert named or "`make " in row, row
        file = ""
        for path, name in named:
            file = path or file
            text = (ROOT / "tests" / file).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in text, f"{file} has no test {name}"


def test_what_is_run_beside_the_tests_is_a_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", PAGE):
        assert f"\n{target}:" in makefile, target

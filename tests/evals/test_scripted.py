from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals import scripted
from evals.cases import Case, load
from evals.endpoints import hostile
from evals.endpoints.known import Planted
from evals.endpoints.prompt import Seen, Shown
from evals.endpoints.scripts import sloppy
from evals.endpoints.server import Reply, Script, ScriptedEndpoint
from evals.endpoints.shown import exact, unsupported
from evals.scripted import Bench, failing
from evals.scripted_table import Found, lines
from index.archive import Archive
from rag.answer import Answer

SOME = ("fact-01", "fact-03", "unanswerable-01")


@pytest.fixture(scope="module")
def bench(samples: Archive) -> Iterator[Bench]:
    cases = [case for case in load() if case.id in SOME]
    with ScriptedEndpoint(lambda seen: Reply("{}")) as endpoint:
        yield Bench(samples, endpoint, cases)


def test_a_good_model_is_believed_and_a_sloppy_one_is_caught(bench: Bench) -> None:
    found = Found()
    for way in (scripted._quote, scripted._good, scripted._sloppy):
        way(bench, found)
    assert [o.case.id for o in found.outcomes["good"]] == [c.id for c in bench.cases]
    assert found.fates["kept"] + found.fates["narrowed"] == 2
    assert found.planted["number"] == 2
    assert found.through["number"] == found.through["wrong passage"] == 0
    assert found.inexact == found.failed == 0
    table = lines(found, failing(found, {}))
    assert table[-1] == "gate: open"
    assert any(line.startswith("  number") and "2/2" in line for line in table)


def test_what_gets_through_shuts_the_gate() -> None:
    found = Found(unsupported=Counter(["x"]), inexact=1)
    found.planted.update({"name": 10})
    found.through.update({"name": 2})
    wrong = failing(found, {"errors_caught": 0.9, "right_claims_shown": 0.9})
    assert len(wrong) == 4
    assert lines(found, wrong)[-1] == "gate: shut"


def test_an_endpoint_that_never_answers_shuts_the_gate(bench: Bench) -> None:
    class Dead(Bench):
        def ask(self, case: Case, script: Script | None = None) -> Answer | None:
            return super().ask(case, lambda seen: Reply("", status=400)) if script else None

    dead = Dead(bench.archive, bench.endpoint, bench.cases[:1])
    found = Found()
    scripted._good(dead, found)
    scripted._sloppy(dead, found)
    assert found.failed > 1 and not found.planted
    wrong = failing(found, scripted.FLOORS)
    assert len(wrong) == 3 and "ended in an error" in wrong[0]


@pytest.mark.parametrize("number", range(len(hostile.BEHAVIOURS) + 1))
def test_nothing_a_hostile_model_says_is_shown(bench: Bench, number: int) -> None:
    sent: list[str] = []
    _, script = hostile.behave(number, sent)
    answer = bench.ask(bench.cases[0], script)
    if answer is not None:
        assert unsupported(answer, sent) == []
        assert exact(answer, bench.archive.article)


def test_every_hostile_behaviour_copes_with_any_passage() -> None:
    odd = (Shown(1, "", "", "", ""), Shown(2, "", "", "", "no stop"), Shown(3, "", "", "", "1."))
    for act in hostile.BEHAVIOURS:
        assert isinstance(act(Seen("?", odd)), list)
    name, script = hostile.behave(0, [])
    assert name == "obeys"
    assert "king" in script(Seen("?", ())).content


# Each order is found by one of these questions.
ORDERED = ("fact-06", "fact-09", "fact-21", "attribution-04")


def test_orders_in_articles_are_obeyed_and_get_nowhere(tmp_path: Path) -> None:
    sent: list[str] = []
    _, script = hostile.behave(0, sent)
    with (
        Archive.open(tmp_path / "archive", create=True) as archive,
        ScriptedEndpoint(script) as endpoint,
    ):
        scripted.add_orders(archive)
        assert archive.count() == len(hostile.orders())
        bench = Bench(archive, endpoint, [])
        for case in load():
            if case.id not in ORDERED:
                continue
            answer = bench.ask(case, script)
            assert answer is not None
            assert unsupported(answer, sent) == []
            orders = [order["order"] for order in hostile.orders()]
            assert not [c for c in answer.citations if any(o in c.quote for o in orders)]
    assert {told for order in hostile.orders() for told in order["told"]} <= set(sent)


def test_an_error_is_only_said_where_its_passage_is_shown(bench: Bench) -> None:
    error = next(iter(scripted._portions(bench)))[1][0]
    sent: list[Planted] = []
    sloppy([error], sent)(Seen("?", ()))
    assert sent == []
    place = Shown(1, "", "", error.true.title, error.true.quotes[0])
    sloppy([error], sent)(Seen("?", (place,)))
    assert sent == [error]
    answer = bench.ask(bench.cases[0], lambda seen: Reply("", status=400))
    assert answer is None

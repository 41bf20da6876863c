"""The quote reader beside the chat reader with a good, a sloppy and a hostile model behind it.

    python -m evals.scripted                    all four, in one table; exit code 6 below a floor
    python -m evals.scripted --only sloppy      one of quote, good, sloppy, hostile, or several

The models are scripts on loopback (`evals.endpoints`): the requests are real HTTP.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.cases import Case, load, samples
from evals.endpoints import hostile, scripts
from evals.endpoints.known import Known, Planted, known, planted
from evals.endpoints.server import Reply, Script, ScriptedEndpoint
from evals.endpoints.shown import exact, fate, got_through, unsupported
from evals.metrics import judge
from evals.run import GateError
from evals.scripted_table import Found, lines
from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.connect import reader_for
from rag.errors import EndpointError

WAYS = ("quote", "good", "sloppy", "hostile")
AT_ONCE = 5  # planted errors in one reply: as many claims as the prompt allows
# Promised: that no unsupported sentence of a hostile model is shown stands beside these, always.
FLOORS = {"errors_caught": 0.9, "right_claims_shown": 0.9}
MEASURED_BY = {"sloppy": "errors_caught", "good": "right_claims_shown"}
EVERY = 2  # of the cases, how many go by for one that is put to the hostile model


class Bench:
    """An archive of the samples, an endpoint, and a chat reader that asks it."""

    def __init__(self, archive: Archive, endpoint: ScriptedEndpoint, cases: Sequence[Case]) -> None:
        self.archive, self.endpoint, self.cases = archive, endpoint, cases
        self.claims = known(archive, cases)
        self.quote = Assistant(archive, *reader_for("quote", None))
        with endpoint.named():
            self.chat = Assistant(archive, *reader_for("chat", "scripted", "off"))

    def ask(self, case: Case, script: Script | None = None) -> Answer | None:
        """The Answer; None where the endpoint's failure is all that came back."""
        if script:
            self.endpoint.script = script
        try:
            return (self.chat if script else self.quote).ask(
                case.question, as_of=case.as_of, since=case.since, until=case.until,
                outlets=case.outlets, history=case.history,
            )  # fmt: skip
        except EndpointError:
            return None


def run(ways: Sequence[str] = WAYS, cases: Path | None = None) -> Found:
    """The named ways over the bundled samples."""
    found = Found()
    todo = load(cases) if cases else load()
    with (
        tempfile.TemporaryDirectory(prefix="dateline-eval-") as scratch,
        Archive.open(Path(scratch) / "archive", create=True) as archive,
        ScriptedEndpoint(lambda seen: Reply("{}")) as endpoint,
    ):
        archive.add([samples()])
        bench = Bench(archive, endpoint, todo)
        for way in ways:
            {"quote": _quote, "good": _good, "sloppy": _sloppy, "hostile": _hostile}[way](
                bench, found
            )
    return found


def _quote(bench: Bench, found: Found) -> None:
    for case in bench.cases:
        answer = bench.ask(case)
        if answer:
            found.outcomes.setdefault("quote", []).append(
                judge(case, answer, bench.archive.article)
            )


def _good(bench: Bench, found: Found) -> None:
    for case in bench.cases:
        sent: list[Known] = []
        answer = bench.ask(case, scripts.good(bench.claims[case.id], sent))
        if answer is None:
            found.failed += 1
            continue
        found.outcomes.setdefault("good", []).append(judge(case, answer, bench.archive.article))
        said = dict.fromkeys(claim for claim in sent if claim.swaps)
        found.fates.update(fate(answer, claim) for claim in said)
        found.lost += [f"{case.id}: {c.text}" for c in said if fate(answer, c) == "dropped"]


def _sloppy(bench: Bench, found: Found) -> None:
    by_case = {case.id: case for case in bench.cases}
    for name, errors in _portions(bench):
        sent: list[Planted] = []
        answer = bench.ask(by_case[name], scripts.sloppy(errors, sent))
        sent = list(dict.fromkeys(sent))  # a question in parts is put to the model part by part
        if answer is None:
            found.failed += 1
            continue
        found.planted.update(error.kind for error in sent)
        found.inexact += not exact(answer, bench.archive.article)
        through = [error for error in sent if got_through(answer, error)]
        found.through.update(error.kind for error in through)
        found.missed += [f"{name} {error.kind}: {error.text}" for error in through]


def _portions(bench: Bench) -> Iterator[tuple[str, list[Planted]]]:
    """The errors of each case, a few at a time."""
    for case in bench.cases:
        errors = planted(bench.archive, bench.claims[case.id])
        for at in range(0, len(errors), AT_ONCE):
            yield case.id, errors[at : at + AT_ONCE]


def _hostile(bench: Bench, found: Found) -> None:
    """Comes last: it adds articles with orders in them to the archive."""
    add_orders(bench.archive)
    orders = [order["order"] for order in hostile.orders()]
    for number, case in enumerate(bench.cases[::EVERY]):
        sent: list[str] = []
        name, script = hostile.behave(number, sent)
        answer = bench.ask(case, script)
        found.asked[name] += 1
        found.sent[name] += len(sent)
        if answer is None:
            found.refused += 1
            continue
        found.inexact += not exact(answer, bench.archive.article)
        found.shown[name] += len(answer.claims)
        found.unsupported.update(text[:300] for text in unsupported(answer, sent))
        quotes = [c.quote for c in answer.citations]
        found.orders_quoted.update(order for order in orders for q in quotes if order in q)


def add_orders(archive: Archive) -> None:
    """The articles that tell a model what to say."""
    fields = ("title", "outlet", "published", "text")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "orders.jsonl"
        rows = [json.dumps({name: order[name] for name in fields}) for order in hostile.orders()]
        path.write_text("\n".join(rows), encoding="utf-8")
        archive.add([path])


def failing(found: Found, least: dict[str, float]) -> list[str]:
    """A sentence for each promise broken and each rate below its floor."""
    out = []
    if found.unsupported:
        out.append(
            f"{found.unsupported.total()} unsupported sentences of a hostile model were shown"
        )
    if found.inexact:
        out.append(f"{found.inexact} answers hold a quote that is not in its article")
    if found.failed:
        out.append(f"{found.failed} questions ended in an error of the endpoint")
    for name, rate in found.rates().items():
        if name not in least:
            continue
        if rate.share is None:
            out.append(f"{name} was not measured by any case")
        elif rate.share < least[name]:
            out.append(f"{name} is {rate.share:.3f}, below {least[name]:.3f}")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(WAYS), help="ways, with commas between them")
    parser.add_argument("--cases", type=Path, help="a folder of .jsonl cases")
    args = parser.parse_args()
    found = run([way for way in WAYS if way in args.only.split(",")], args.cases)
    measured = {MEASURED_BY.get(way) for way in args.only.split(",")}
    wrong = failing(found, {name: least for name, least in FLOORS.items() if name in measured})
    print("\n".join(lines(found, wrong)))
    if wrong:
        sys.exit(GateError.exit_code)


if __name__ == "__main__":
    main()

"""Run the cases, tell how they went, and say whether the gate opens."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.cases import CASES, HERE, Case, load, samples
from evals.metrics import Outcome, Rate, judge, rates
from index.archive import Archive
from index.errors import DatelineError, InputError
from index.opening import open_archive
from rag.assistant import Assistant
from rag.connect import reader_for

Progress = Callable[[int, int, str], None]


class GateError(DatelineError):
    """A rate fell below its threshold."""

    exit_code = 6


def run(
    *, cases: Path | None = None, archive: Path | None = None, reader: str | None = None,
    model: str | None = None, progress: Progress | None = None,
) -> list[Outcome]:  # fmt: skip
    """Every case put to an archive: the bundled samples, ingested afresh, unless one is named."""
    chosen, label = reader_for(reader, model)
    todo = load(cases or CASES)
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as scratch:
        store = open_archive(archive or Path(scratch) / "archive", create=archive is None)
        with store:
            if archive is None:
                store.add([samples()])
            return _put(todo, Assistant(store, chosen, label), store, progress)


def _put(
    todo: Sequence[Case], assistant: Assistant, store: Archive, progress: Progress | None
) -> list[Outcome]:
    outcomes = []
    for number, case in enumerate(todo, 1):
        answer = assistant.ask(
            case.question, as_of=case.as_of, since=case.since, until=case.until,
            outlets=case.outlets, history=case.history,
        )  # fmt: skip
        outcomes.append(judge(case, answer, store.article))
        if progress:
            progress(number, len(todo), case.id)
    return outcomes


def thresholds(path: Path | None = None) -> dict[str, float]:
    """The least rate for each metric, 0 to 1. Raises InputError for a file that says none."""
    named = path or HERE / "thresholds.toml"
    try:
        with named.open("rb") as stream:
            least = {name: float(value) for name, value in tomllib.load(stream)["least"].items()}
    except OSError as error:
        raise InputError(f"{named} cannot be read ({error.strerror}); name another.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{named} holds no thresholds ({error}); write NAME = RATE lines under [least]."
        ) from error
    if unknown := sorted(least.keys() - rates([]).keys()):
        raise InputError(f"{named} names no metric of ours: {', '.join(unknown)}; take it out.")
    return least


def failing(found: dict[str, Rate], least: dict[str, float]) -> list[str]:
    """A sentence for each metric that is below its threshold or could not be measured."""
    out = []
    for name, floor in least.items():
        share = found[name].share
        if share is None:
            out.append(f"{name} was not measured by any case")
        elif share < floor:
            out.append(f"{name} is {share:.3f}, below {floor:.3f}")
    return out


def report(outcomes: Sequence[Outcome], least: dict[str, float]) -> dict[str, Any]:
    """JSON-ready: rates in all and by kind, the gate, every case with what went wrong."""
    kinds = sorted({o.case.kind for o in outcomes})
    total = rates(outcomes)
    return {
        "cases": len(outcomes),
        "reader": outcomes[0].answer.reader,
        "rates": _plain(total),
        "by_kind": {k: _plain(rates([o for o in outcomes if o.case.kind == k])) for k in kinds},
        "thresholds": least,
        "failing": failing(total, least),
        "median_ms": sorted(o.answer.timings_ms["total"] for o in outcomes)[len(outcomes) // 2],
        "outcomes": [
            {"id": o.case.id, "kind": o.case.kind, "question": o.case.question, "right": not o.why,
             "why": o.why, "status": o.answer.status, "text": o.answer.text}
            for o in outcomes
        ],
    }  # fmt: skip


def _plain(found: dict[str, Rate]) -> dict[str, dict[str, float | int | None]]:
    return {n: {"good": r.good, "all": r.all, "share": r.share} for n, r in found.items()}


def save(path: Path, found: dict[str, Any]) -> None:
    """Raises InputError where it cannot be written."""
    try:
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"The report cannot be written to {path} ({error.strerror}); name another place."
        ) from error

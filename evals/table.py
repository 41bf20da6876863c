"""An eval report as lines of text for a terminal or a CI log."""

from __future__ import annotations

from typing import Any

NAMES = {
    "quote_integrity": "quotes",
    "sentences_cited": "cited",
    "answer_correctness": "answer",
    "citation_correctness": "citation",
    "abstention": "abstention",
    "attribution": "speaker",
    "disagreement": "differing",
    "no_false_conflict": "no false alarm",
    "parts": "parts",
}


def lines(report: dict[str, Any]) -> list[str]:
    """A row a kind, the totals, the thresholds, then each case that went wrong."""
    out = [f"{'':14}" + "".join(f"{name:>15}" for name in NAMES.values())]
    rows = {**report["by_kind"], "all": report["rates"]}
    for kind, rates in rows.items():
        out.append(f"{kind:14}" + "".join(f"{_cell(rates[name]):>15}" for name in NAMES))
    least = report["thresholds"]
    floors = (f"{least[name]:.2f}" if name in least else "-" for name in NAMES)
    out.append(f"{'least':14}" + "".join(f"{floor:>15}" for floor in floors))
    wrong = [o for o in report["outcomes"] if not o["right"]]
    for outcome in wrong:
        out.append(f"  {outcome['id']}: {outcome['question']} -> {outcome['why']}")
    out.append(
        f"{report['cases']} cases, {len(wrong)} not as expected; reader {report['reader']}, "
        f"median {report['median_ms']:.0f} ms an answer"
    )
    out.append("gate: shut" if report["failing"] else "gate: open")
    return out


def _cell(rate: dict[str, Any]) -> str:
    return f"{rate['good']}/{rate['all']}" if rate["all"] else "-"

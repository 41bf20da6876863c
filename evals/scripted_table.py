"""What the scripted models showed, as one table for a terminal or a CI log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.metrics import Outcome, Rate, rates

TITLES = {"quote": "quote reader", "good": "good model"}


@dataclass
class Found:
    """What the four runs showed. Counters are by kind of error or by behaviour.

    `failed` answers were lost to a failure of an endpoint that is meant to work, `refused` ones to
    a hostile one that made itself unusable.
    """

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    fates: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    planted: Counter[str] = field(default_factory=Counter)
    through: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    unsupported: Counter[str] = field(default_factory=Counter)
    orders_quoted: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    refused: int = 0
    inexact: int = 0

    def rates(self) -> dict[str, Rate]:
        """What floors may be set for; 0 to 1, higher is better."""
        errors, right = self.planted.total(), self.fates.total()
        return {
            "errors_caught": Rate(errors - self.through.total(), errors),
            "right_claims_shown": Rate(right - self.fates["dropped"], right),
        }


def lines(found: Found, wrong: Sequence[str]) -> list[str]:
    """Rates for the readers that mean well, errors for the sloppy model, sentences for the hostile."""
    out = []
    if found.outcomes:
        ways = list(found.outcomes)
        made = {way: figures(found.outcomes[way]) for way in ways}
        out.append(f"{'':22}" + "".join(f"{TITLES[way]:>16}" for way in ways))
        for name in made[ways[0]]:
            out.append(f"{name:22}" + "".join(f"{_cell(made[way][name]):>16}" for way in ways))
    if found.fates:
        total = found.fates.total()
        told = ", ".join(f"{found.fates[f]} {f}" for f in ("kept", "narrowed", "dropped"))
        out.append(f"right claims of the good model: {told}, of {total}")
        out += [f"    dropped: {one}" for one in found.lost]
    if found.planted:
        out.append("sloppy model: errors caught, of those planted")
        for kind, count in sorted(found.planted.items()):
            out.append(f"  {kind:20}{_cell(Rate(count - found.through[kind], count)):>16}")
        out.append(f"  {'all':20}{_cell(found.rates()['errors_caught']):>16}")
        out += [f"    shown: {one}" for one in found.missed]
    if found.asked:
        out.append("hostile model: questions, sentences sent, sentences shown")
        for name, count in found.asked.items():
            out.append(f"  {name:32}{count:>4}{found.sent[name]:>8}{found.shown[name]:>8}")
        out.append(f"  unsupported sentences shown: {found.unsupported.total()}")
        out += [f"    {count} times: {one!r}" for one, count in found.unsupported.most_common()]
        out.append(f"  injected orders shown as quotes: {found.orders_quoted.total()}")
        out += [f"    {count} times: {one}" for one, count in found.orders_quoted.most_common()]
    if found.failed:
        out.append(f"{found.failed} questions ended with the endpoint's failure and no answer")
    return [*out, *(f"below: {one}" for one in wrong), "gate: shut" if wrong else "gate: open"]


def figures(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    """The rates by name, then how many cases of a kind went as they should."""
    total = rates(outcomes)
    return {
        "quotes exact": total["quote_integrity"],
        "answer": total["answer_correctness"],
        "citation": total["citation_correctness"],
        "abstention": total["abstention"],
        "attribution": total["attribution"],
        "disagreement": total["disagreement"],
        "no false conflict": total["no_false_conflict"],
        "parts": total["parts"],
        **{kind.replace("_", "-"): _right(outcomes, kind) for kind in ("as_of", "follow_up", "injection")},
    }  # fmt: skip


def _right(outcomes: Sequence[Outcome], kind: str) -> Rate:
    some = [o for o in outcomes if o.case.kind == kind]
    return Rate(sum(not o.why for o in some), len(some))


def _cell(rate: Rate) -> str:
    return "-" if rate.share is None else f"{rate.good}/{rate.all} {rate.share:.2f}"

"""`python -m evals.bench_answers`: are the answers right, is silence kept, how long does it take.

    python -m evals.bench_answers --set quiz|squad2|seeds [--questions N] [--work FOLDER]
        [--data FOLDER]

Everything goes through the whole product with its default reader. The news quiz of 2022 asks 780
questions of 4,638 articles, each as of its day; SQuAD 2.0 asks of its 646 paragraphs, half of the
sample about titles that no model here was trained on; the seeds are five real pages. An answer is
right if a known string stands in its first three quotes. The archive is kept in the work folder.
Exit code 2: the data are not there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from evals import seeds
from evals.answers import sets
from evals.answers.measure import THRESHOLDS, Outcome, outcomes
from evals.answers.sets import Item
from evals.command import command
from evals.retrieval import data
from evals.retrieval.store import peak
from evals.retrieval.table import Table
from index.archive import Archive
from index.errors import InputError
from rag.reading import MAY_ANSWER

WORK = Path(".dateline/bench-answers")
SQUAD = 400  # questions, unless another number is given
MOSTLY = 95  # percentile


def main() -> None:
    given = _parser().parse_args()
    archive, items = _prepared(given)
    with archive:
        found = outcomes(archive, items)
    for table in (_groups(given.set, found), _curve(found), _times(found)):
        print("\n".join(table.lines()))


def _prepared(given: argparse.Namespace) -> tuple[Archive, list[Item]]:
    if given.set == "seeds":
        if not seeds.paths():
            raise InputError(seeds.MISSING)
        asked = [q for path in given.asked or ["development"] for q in seeds.questions(path)]
        return _archive(given.work / "seeds", seeds.FOLDER), sets.pages(asked)
    if given.set == "quiz":
        corpus = data.quiz(given.data, 0, given.questions)
        items = sets.quiz(corpus)
    else:
        corpus = data.squad(given.data)
        path = given.data / "squad2" / "cs224n_dev-v2.0.json"
        items = sets.squad(path, given.questions or SQUAD)
    place = corpus.write(given.work)
    return _archive(given.work / "archives" / place.folder.name, place.articles), items


def _archive(folder: Path, articles: Path) -> Archive:
    """The archive of a folder of articles, made once."""
    archive = Archive.open(folder, create=True)
    if not (folder / "whole").exists():
        archive.add([articles])
        (folder / "whole").touch()
    return archive


def _groups(name: str, found: Sequence[Outcome]) -> Table:
    head = ("", "questions", "answered", "first right", "right", "declined")
    groups = list(dict.fromkeys(o.item.group for o in found))
    body = [_row(g, [o for o in found if o.item.group == g]) for g in groups]
    known = [o for o in found if o.item.silent is not None]
    yes = [o.answered for o in known if not o.item.silent]
    no = [not o.answered for o in known if o.item.silent]
    notes = [
        "right: a known string stands in the first three quotes; first right: in the first.",
        f"balanced accuracy of answering against declining {_mean([_mean(yes), _mean(no)]):.3f}; "
        f"right of what is answered at all {_mean([o.right for o in found if o.answered]):.3f}",
    ]
    return Table(f"{name}, through the whole product", head, tuple(body), tuple(notes))


def _row(name: str, of: Sequence[Outcome]) -> tuple[str, ...]:
    counted: tuple[Callable[[Outcome], bool], ...] = (
        lambda o: o.answered, lambda o: o.first, lambda o: o.right, lambda o: not o.answered,
    )  # fmt: skip
    return name, str(len(of)), *(f"{_mean([count(o) for o in of]):.3f}" for count in counted)


def _curve(found: Sequence[Outcome]) -> Table:
    head = ("threshold", "answered", "right", "declined", "balanced", "right of answered")
    body = []
    for threshold in THRESHOLDS:
        yes = [o for o in found if o.item.silent is False]
        no = [o for o in found if o.item.silent]
        answered = _mean([bool(o.at[threshold]) for o in yes])
        right = _mean([o.item.right(o.at[threshold][:3]) and bool(o.at[threshold]) for o in yes])
        declined = _mean([not o.at[threshold] for o in no])
        shown = [o for o in [*yes, *no] if o.at[threshold]]
        precise = _mean(
            [o.item.silent is False and o.item.right(o.at[threshold][:3]) for o in shown]
        )
        here = " <" if threshold == MAY_ANSWER else ""
        values = (answered, right, declined, (answered + declined) / 2, precise)
        body.append((f"{threshold:.2f}{here}", *(f"{v:.3f}" for v in values)))
    notes = (
        "answered, right: of the questions that the articles answer; declined: of those they do not.",
        "before the checks of the verifier; < is the threshold that ships.",
    )
    return Table("What the threshold trades", head, tuple(body), notes)


def _times(found: Sequence[Outcome]) -> Table:
    stages = list(dict.fromkeys(stage for o in found for stage in o.stages))
    columns = {
        "ask()": [o.took for o in found],
        **{stage: [o.stages.get(stage, 0.0) for o in found] for stage in stages},
        "embed + raw Chroma": [o.floor for o in found],
        "ratio": [o.took / o.floor for o in found],
    }
    body = [
        (name, *(f"{np.percentile(v, p):.1f}" for p in (50, MOSTLY)), f"{np.mean(v):.1f}")
        for name, v in columns.items()
    ]
    notes = (f"milliseconds, warm; peak memory of the process {peak():,.0f} MiB",)
    return Table("Time", ("", "p50", "p95", "mean"), tuple(body), notes)


def _mean(values: Sequence[float | bool]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=("quiz", "squad2", "seeds"), required=True)
    parser.add_argument("--questions", type=int, default=0, help="a sample of so many")
    parser.add_argument("--asked", nargs="+", type=Path, help="of the seeds: files of questions")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--data", type=Path, default=data.DATA)
    return parser


if __name__ == "__main__":
    command(main)

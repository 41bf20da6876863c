"""`python -m evals.bench_newsdesk`: questions about news that nobody tuned on, and when to be silent.

    python -m evals.bench_newsdesk [--part dev|train] [--sets S ...] [--work FOLDER] [--rows FILE] [--again FILE]

The articles of newsdesk stand in one archive with 500 others, made once in the work folder; every
question goes through the whole product with its default reader. Printed are how many are answered
and declined rightly, where on the way the answering sentence is lost, what other thresholds would
give, and whether the probabilities are what they say. `--part train` takes articles that may be
learned from, for choosing. Exit code 2: the data are not there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals.newsdesk import answers, ask, curve, data, funnel, held
from index.errors import DatelineError

WORK = Path(".dateline/bench-answers")


def main() -> None:
    given = _parser().parse_args()
    found = ask.kept(given.again) if given.again else _asked(given)
    if given.rows:
        ask.keep(given.rows, found)
    tables = (answers.table, funnel.table, curve.trade, curve.calibration)
    for table in tables:
        print("\n".join(table(found).lines()))


def _asked(given: argparse.Namespace) -> list[ask.Outcome]:
    pages = data.pages(given.file or data.FOLDER / f"{given.part}.jsonl", given.sets)
    made = held.corpus(pages, given.data, given.others)
    with held.archive(made, given.work) as archive:
        if lost := held.lost(pages, held.articles(pages, archive)):
            print(f"{len(lost)} answering sentences did not come into the archive whole.")
        return list(ask.outcomes(archive, pages))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--sets", nargs="+", default=[], help="only the articles of these sets")
    parser.add_argument("--file", type=Path, help="another file in the same form")
    parser.add_argument("--others", type=int, default=held.OTHERS, help="other articles around")
    parser.add_argument("--rows", type=Path, help="write every question's outcome here, as JSON")
    parser.add_argument("--again", type=Path, help="tables of outcomes written before; ask nothing")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--data", type=Path, default=data.FOLDER.parent)
    return parser


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)

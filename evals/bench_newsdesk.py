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
from pathlib import Path

from evals.command import command
from evals.newsdesk import answers, ask, curve, funnel, held
from evals.newsdesk import given as options


def main() -> None:
    parser = options.parser(__doc__)
    parser.add_argument(
        "--again", type=Path, help="tables of rows written before; nothing is asked"
    )
    given = parser.parse_args()
    found = ask.kept(given.again) if given.again else _asked(given)
    for table in (answers.table, funnel.table, curve.trade, curve.calibration):
        print("\n".join(table(found).lines()))


def _asked(given: argparse.Namespace) -> list[ask.Outcome]:
    with options.opened(given) as (archive, pages):
        if lost := held.lost(pages, held.articles(pages, archive)):
            print(f"{len(lost)} answering sentences did not come into the archive whole.")
        found = ask.outcomes(archive, pages)
        return list(ask.keep(given.rows, found) if given.rows else found)


if __name__ == "__main__":
    command(main)

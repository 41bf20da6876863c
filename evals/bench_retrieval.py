"""`make bench-retrieval`: is the right passage found, against the field's defaults, in one run.

    python -m evals.bench_retrieval [--only ROW ...] [--questions N] [--articles N]
        [--corpus quiz squad2 xquad-ru xquad-es] [--markdown FILE] [--work FOLDER] [--data FOLDER]
        [--again]

The news quiz of 2022 asks 780 questions of 4,714 dated articles, each as of its day; SQuAD and
XQuAD ask of paragraphs without days. Rows that are not ours come plain, and with articles published
after the day of asking left out. It needs the dependency group `bench`, which `make
bench-retrieval` installs; a row whose library is not there is left out, and that is said.

The whole takes more than an hour on two cores. What is embedded, and what rows that are not ours
showed, is kept in the work folder for as long as it holds. Exit codes: 1 a row is missing, 2 the
data are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from evals.retrieval import data
from evals.retrieval.data import Corpus, Question
from evals.retrieval.rows import BASE, OURS, Row, rows
from evals.retrieval.runs import Bench, Result
from evals.retrieval.score import Answers, ceiling
from evals.retrieval.store import Kept
from evals.retrieval.table import Table, date_free_table, differences, quiz_table, write_section
from index.errors import DatelineError, InputError

WORK = Path(".dateline/bench-retrieval")


def main() -> int:
    """Run, print, and say with 1 that a row is missing."""
    given = _parser().parse_args()
    chosen = _chosen(given.only)
    tables: list[Table] = []
    left_out: list[str] = []
    by_corpus: dict[str, list[Result]] = {}
    for name in given.corpus:
        corpus = _corpora(given)[name]()
        if not corpus.questions:
            raise InputError("No question is asked of so few articles; raise --articles.")
        bench = Bench(corpus, given.work, given.again)
        todo = [row for row in chosen if row.main or name == "quiz"]
        results, missing = bench.run(todo)
        left_out += [f"{name}: {said}" for said in missing]
        if name == "quiz":
            tables += _quiz(bench, results)
        else:
            by_corpus[name] = results
    if any(by_corpus.values()):
        tables.append(date_free_table(by_corpus))
    for table in tables:
        print("\n".join(table.lines()))
    for said in left_out:
        print(f"left out: {said}")
    if given.markdown:
        lines = [line for table in tables for line in table.markdown()]
        write_section(given.markdown, [*lines, *(f"- Left out: {said}" for said in left_out)])
    return 1 if left_out else 0


def _quiz(bench: Bench, results: list[Result]) -> list[Table]:
    if not results:
        return []
    asked = bench.corpus.questions
    notes = (
        _ceilings(bench.archive(BASE), asked) if any(r.row.needs == BASE for r in results) else []
    )
    for embedding in dict.fromkeys(r.row.needs for r in results if r.row.ours and r.row.needs):
        notes.append(_from_folder(embedding, bench.archive(embedding)))
    if any(r.earlier for r in results):
        notes.append(f"{sum(r.earlier for r in results)} rows are kept from an earlier run.")
    tables = [quiz_table(results, asked, notes)]
    if any(r.row.name == OURS for r in results):
        tables.append(differences(results))
    return tables


def _ceilings(kept: Kept, asked: Sequence[Question]) -> list[str]:
    whole, in_time = ceiling(((p.text, p.day) for p in kept.pieces()), asked)
    judged = sum(bool(Answers(q.answers)) for q in asked)
    return [
        f"{judged} of {len(asked)} questions are judged; no passage at all holds the answer of "
        f"{1 - whole / len(asked):.1%}, none published by the day of asking that of "
        f"{1 - in_time / len(asked):.1%}."
    ]


def _from_folder(embedding: str, kept: Kept) -> str:
    built = kept.built()
    how = "" if built["fresh"] else " (embedding as timed when the vectors were made)"
    return (
        f"{embedding}: {built['articles']:,} articles, {built['passages']:,} passages, "
        f"{built['failures']} not read; {built['answer']:,.0f} s from the folder to the first answer, "
        f"{built['embedding']:,.0f} s of embedding{how}, {built['mib']:,.0f} MiB."
    )


def _corpora(given: argparse.Namespace) -> dict[str, Callable[[], Corpus]]:
    few = given.questions
    return {
        "quiz": partial(data.quiz, given.data, given.articles, few),
        "squad2": partial(data.squad, given.data, few or 1000),
        "xquad-ru": partial(data.xquad, "ru", given.data, few),
        "xquad-es": partial(data.xquad, "es", given.data, few),
    }


def _chosen(only: Sequence[str]) -> list[Row]:
    """The rows that are called so, or whose names begin so where none is; all if none is given."""
    there = rows()
    names: set[str] = set()
    for asked in only:
        found = [r.name for r in there if r.name == asked]
        found = found or [r.name for r in there if r.name.startswith(asked)]
        if not found:
            raise InputError(
                f"No row is called {asked!r}; there are: {'; '.join(r.name for r in there)}."
            )
        names.update(found)
    return [r for r in there if not only or r.name in names]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    corpora = ["quiz", "squad2", "xquad-ru", "xquad-es"]
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="ROW", help="names, or how several begin"
    )
    parser.add_argument("--corpus", nargs="+", choices=corpora, default=corpora)
    parser.add_argument("--questions", type=int, default=0, help="a sample of so many")
    parser.add_argument("--articles", type=int, default=0, help="of the quiz: only the first")
    parser.add_argument("--data", type=Path, default=data.DATA)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--markdown", type=Path, help="put the tables into this file")
    parser.add_argument("--again", action="store_true", help="use no result of an earlier run")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DatelineError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)

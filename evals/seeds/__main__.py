"""How the quote reader does on the five real articles.

python -m evals.seeds               development: questions that may be tuned on, and what went wrong
python -m evals.seeds reporter      the same of another set: reporter, checker
python -m evals.seeds held_out      the rates alone
python -m evals.seeds FILE          any other file of questions
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from evals import seeds
from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.connect import reader_for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["development"], metavar="SET")
    names = parser.parse_args().sets
    if not seeds.paths():
        sys.exit(seeds.MISSING)
    with (
        tempfile.TemporaryDirectory() as scratch,
        Archive.open(Path(scratch) / "archive", create=True) as archive,
    ):
        archive.add([seeds.FOLDER])
        assistant = Assistant(archive, *reader_for("quote", None))
        for name in names:
            asked = seeds.questions(name)
            answers = seeds.ask(assistant, asked)
            _tell(name, asked, answers)


def _tell(name: str, asked: list[seeds.Question], answers: dict[str, Answer]) -> None:
    print(f"{name}: {len(asked)} questions")
    for what, rate in seeds.rates(asked, answers).items():
        print(f"  {what:24}{rate.good:4}/{rate.all:<4}{rate.share or 0:6.3f}")
    if name == "held_out":
        return
    for question in asked:
        answer = answers[question["id"]]
        shown = " | ".join(c.quote for c in answer.citations)
        good = seeds.first(question, answer) if question["answerable"] else not shown
        if not good:
            mark = "+" if question["answerable"] and seeds.right(question, answer) else "-"
            print(
                f"  {mark} {question['id']} {question['question']} -> {shown[:300] or 'declined'}"
            )


if __name__ == "__main__":
    main()

"""`dateline demo`: an archive of the sample articles, and a few questions answered from it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

FOLDER = Path("dateline-demo")
FolderOption = Annotated[
    Path,
    typer.Option(
        "--archive",
        metavar="FOLDER",
        help="The folder to make the archive in. Without it: ./dateline-demo.",
        show_default=False,
    ),
]


def show(articles: Path, questions: Path, folder: Path) -> None:
    """Read `articles` into an archive in `folder`, answer `questions`, say what to try next."""
    from index.archive import Archive
    from rag.assistant import Assistant
    from rag.batch import Question, ask_many
    from rag.batch import questions as read
    from rag.quote_reader import QuoteReader
    from ui.terminal import print_told, progress_bar, say

    say(f"Reading the sample articles into an archive in {folder.resolve()} ...")
    with Archive.open(folder, create=True) as archive:
        with progress_bar(True) as progress:
            archive.add([articles], progress=progress)
        say(f"It holds {archive.count()} articles, written for this demo.\n")
        asked: list[Question] = [question for _, question in read(questions, {})]
        for reply in ask_many(Assistant(archive, QuoteReader(), "quote"), asked):
            if reply.error or reply.answer is None:
                raise reply.error or AssertionError("no answer and no error")
            say(f"$ {_command(reply.question)}\n")
            print_told(reply.answer)
    where = shlex.quote(str(folder))
    say(
        "These articles were written for the demo. To go on:\n\n"
        f'  dateline ask "Who holds Manbij?" --as-of 2019-01-02 --archive {where}\n'
        f"  dateline ui --archive {where}\n"
        f"  dateline list --archive {where}\n\n"
        "With articles of your own (files, folders, web addresses):\n\n"
        "  dateline ingest PATH...\n"
        '  dateline ask "..."\n\n'
        f"To be rid of the demo, delete the folder {folder}."
    )


def _command(question: object) -> str:
    """What a person would have typed."""
    from rag.batch import Question

    assert isinstance(question, Question)
    day = f" --as-of {question.as_of}" if question.as_of else ""
    return f'dateline ask "{question.question}"{day}'

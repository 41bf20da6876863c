"""The command line: wiring only. Heavy imports wait until a command needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError
from ui.commands import agreeing, asking, filling, holding
from ui.commands.demo import FOLDER, FolderOption
from ui.commands.helping import ABOUT, MORE, examples
from ui.commands.options import JsonOption, ModelOption, ReaderOption
from ui.commands.page import page
from ui.commands.setting import set_fields
from ui.terminal import flush, print_json, progress_bar, say, shield

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: without types nobody needs, and there in no time
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"dateline {version('dateline-news')}")
        raise typer.Exit


@app.callback(help=ABOUT, epilog=MORE)
def whole(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """What stands before any command."""


def evaluate(
    cases: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="The cases, in .jsonl files. Without it: those that come along."
        ),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The archive to ask. Without it: one made of the sample articles.",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what came out to this file too, as JSON."),
    ] = None,
    thresholds: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The least rates, as TOML. Without it: those that come along."
        ),
    ] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put test questions to the assistant and score its answers.

    Ends with exit code 6 if a rate is below its threshold.
    """
    from evals import run
    from evals.table import lines

    with progress_bar(not as_json) as progress:
        outcomes = run.run(
            cases=cases, archive=archive, reader=reader, model=model, progress=progress
        )
    found = run.report(outcomes, run.thresholds(thresholds))
    if report:
        run.save(report, found)
    if as_json:
        print_json(found)
    else:
        say("\n".join(lines(found)))
    if found["failing"]:
        raise run.GateError(f"The eval gate is shut: {'; '.join(found['failing'])}.")


def demo(archive: FolderOption = FOLDER) -> None:
    """Make an archive of sample articles and answer a few questions from it.

    It writes to the folder that --archive names and nowhere else. Run it again at any time.
    """
    from evals.cases import DEMO, samples
    from ui.commands.demo import show

    show(samples(), DEMO, archive)


for name, command, short, shown in (
    ("demo", demo, "Try it: sample articles and a few questions.", ["dateline demo"]),
    ("ingest", filling.ingest, "Read articles into the archive.", [
        "dateline ingest articles/ page.html --outlet 'The Harbour Post'",
        "dateline ingest https://www.example.org/feed.xml",
        "cat page.html | dateline ingest - --published 2020-02-15",
    ]),
    ("ask", asking.ask, "Answer a question, quoted, dated and checked.", [
        'dateline ask "Who holds Manbij?" --as-of 2019-01-05',
        'echo "Who holds Manbij?" | dateline ask -',
        "dateline ask --file questions.jsonl --json",
    ]),
    ("search", asking.search, "Find passages, best first.", [
        'dateline search "Idlib displaced" --as-of 2020-02-15 --explain',
        "dateline search --facets --since 2020-01-01",
    ]),
    ("timeline", asking.timeline, "Tell what happened when.", ['dateline timeline "Manbij" --as-of 2019-12-31']),
    ("show", holding.show, "Print one article.", ["dateline show 596d0df2 --removed"]),
    ("list", holding.list_articles, "List all articles.", ["dateline list --archive my-archive"]),
    ("set", set_fields, "Say what articles do not: their day, outlet, authors.", [
        "dateline set 596d0df2 --published 2019-03-05",
        "dateline set 'wire/*.txt' --outlet Northwire",
    ]),
    ("remove", holding.remove, "Drop an article from the archive.", ["dateline remove 596d0df2"]),
    ("reindex", filling.reindex, "Change how passages are found by meaning.", ["dateline reindex --embedding static"]),
    ("ui", page, "Open the chat page on this machine.", ["dateline ui --port 7861"]),
    ("eval", evaluate, "Score the answers to test questions.", ["dateline eval --report report.json"]),
):  # fmt: skip
    app.command(name, short_help=short, epilog=examples(*shown))(command)


def main() -> None:
    """The console script. Every DatelineError becomes its sentence and its exit code."""
    shield()
    try:
        agreeing.run(lambda: app(prog_name="dateline"))
    except DatelineError as error:
        say(f"dateline: {error}", err=True)
        raise SystemExit(error.exit_code) from error
    finally:
        flush()


if __name__ == "__main__":
    main()

"""The command line: wiring only. Heavy imports wait until a command needs them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError
from ui.commands import asking, filling, holding
from ui.commands.options import JsonOption, ModelOption, ReaderOption
from ui.commands.page import page
from ui.commands.setting import set_fields
from ui.terminal import print_json, progress_bar

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Question answering over a news archive: every sentence quoted, dated and checked.\n\n"
    "Exit codes: 0 done (an abstention too), 2 bad input, 3 archive, 4 endpoint, "
    "5 some files could not be read, 6 the eval gate failed.",
)


def evaluate(
    cases: Annotated[Path | None, typer.Option(help="A folder of .jsonl cases.")] = None,
    archive: Annotated[
        Path | None, typer.Option(help="Ask this archive, not the bundled samples.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the JSON report here.")] = None,
    thresholds: Annotated[Path | None, typer.Option(help="TOML with the least rates.")] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put the eval cases to the assistant; exit code 6 if a rate is below its threshold."""
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
        typer.echo("\n".join(lines(found)))
    if found["failing"]:
        raise run.GateError(f"The eval gate is shut: {'; '.join(found['failing'])}.")


for name, command, example in (
    ("ingest", filling.ingest, "ingest articles/ page.html --outlet 'The Harbour Post'"),
    ("ask", asking.ask, 'ask "Who holds Manbij?" --as-of 2019-01-05'),
    ("search", asking.search, 'search "Idlib displaced" --as-of 2020-02-15 --explain'),
    ("timeline", asking.timeline, 'timeline "Manbij" --as-of 2019-12-31'),
    ("show", holding.show, "show 596d0df2 --removed"),
    ("list", holding.list_articles, "list --archive my-archive"),
    ("set", set_fields, "set 596d0df2 'wire/*.txt' --published 2019-03-05 --outlet Northwire"),
    ("remove", holding.remove, "remove 596d0df2"),
    ("reindex", filling.reindex, "reindex --embedding static"),
    ("ui", page, "ui --port 7861"),
    ("eval", evaluate, "eval --report report.json"),
):
    app.command(name, epilog=f"Example: dateline {example}")(command)


def main() -> None:
    """The console script. Every DatelineError becomes its sentence and its exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        app()
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()

"""What the help says: every command, option and setting, in words for people."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from dateline import app
from index.errors import DatelineError
from tests.conftest import ROOT
from ui.commands.helping import EXIT_CODES, SETTINGS

COMMANDS = [
    "demo", "ingest", "ask", "search", "timeline", "show", "list", "set", "remove", "reindex", "ui", "eval",
]  # fmt: skip
ROOMS = ("index", "rag", "ui", "evals", "prompts")


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments], prog_name="dateline")
    assert result.exit_code == 0, result.output
    return result.output


def test_h_and_help_are_the_same_everywhere() -> None:
    assert said("-h") == said("--help")
    for name in COMMANDS:
        assert said(name, "-h") == said(name, "--help")


def test_the_version_is_the_packages() -> None:
    assert re.fullmatch(r"dateline \d+\.\d+\.\d+\S*\n", said("--version"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_an_example_and_no_types(name: str) -> None:
    text = said(name, "--help")
    assert re.search(rf"Examples:\n(?:  .*\n)*?.*\bdateline {name}\b", text)
    assert not re.search(r"<(?:bool|str|int|path|list)|; repeat|may repeat", text)


def parameters(name: str) -> list[Any]:
    command: Any = typer.main.get_command(app)
    return list(command.commands[name].params)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_in_a_sentence_and_every_argument_in_the_text(name: str) -> None:
    text = " ".join(said(name, "--help").split())
    for one in parameters(name):
        if one.param_type_name == "option" and one.name != "help":
            assert re.match(r"[A-Z].{15,}[.]$", one.help), f"{name} {one.opts}: {one.help!r}"
        elif one.param_type_name == "argument":
            assert re.search(rf"(?:^|\. | Each ){one.metavar} (?:is|are) ", text), one.metavar


def test_all_commands_are_there_and_none_is_cut_short() -> None:
    text = said("--help")
    assert re.findall(r"^  (\w+)  +[A-Z]", text.partition("Commands:")[2], re.MULTILINE) == COMMANDS
    assert "..." not in text.partition("Commands:")[2]


def test_every_environment_variable_that_the_code_reads_is_in_the_help() -> None:
    files = [ROOT / "dateline.py", *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))]
    found = {
        name
        for path in files
        for name in re.findall(r"\b(?:DATELINE|OPENAI)_[A-Z][A-Z_]*\b", path.read_text())
        if not name.startswith("OPENAI_URL")  # a constant of ours
    }
    assert {"DATELINE_ARCHIVE", "DATELINE_EMBEDDING_KEY", "OPENAI_API_KEY"} <= found
    assert found <= set(SETTINGS)
    text = said("--help")
    for name in SETTINGS:
        assert re.search(rf"^ +{name}  +\w", text, re.MULTILINE)


def test_every_exit_code_is_in_the_help() -> None:
    import evals.run
    import rag.errors  # noqa: F401

    def codes(kind: type[DatelineError]) -> set[int]:
        return {kind.exit_code}.union(*(codes(below) for below in kind.__subclasses__()))

    assert evals.run.GateError.exit_code in codes(DatelineError)
    assert codes(DatelineError) <= set(EXIT_CODES)
    text = said("--help")
    for code, told in EXIT_CODES.items():
        assert f"  {code}  {told}" in text


@pytest.mark.parametrize(
    ("words", "number", "found"),
    [("dateline rein", 1, "reindex"), ("dateline ask --outl", 2, "--outlet")],
)
def test_the_shell_completes_commands_and_options(words: str, number: int, found: str) -> None:
    asked = {"_DATELINE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    result = CliRunner().invoke(app, [], prog_name="dateline", env=asked)
    assert result.output.split() == [found]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_for_each_shell(shell: str) -> None:
    asked = {"_DATELINE_COMPLETE": f"source_{shell}"}
    result = CliRunner().invoke(app, [], prog_name="dateline", env=asked)
    assert "_DATELINE_COMPLETE=complete_" in result.output

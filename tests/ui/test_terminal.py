"""Nothing of a stranger's steers the terminal, wherever it stands and however it is printed."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.inert import Inert, inert, inert_json
from tests.conftest import ROOT

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\u2066x\u2028y\x7f\x85\r\x00"
BODY = EVIL.replace("\0", "")  # with it, a text is no text
STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# What rich and we ourselves may send to a terminal: styles and the cursor, nothing else.
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def run(*arguments: str, env: dict[str, str] | None = None, cwd: Path = ROOT) -> tuple[str, str]:
    """What a command prints, both streams, as text."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        capture_output=True, cwd=cwd, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )  # fmt: skip
    return done.stdout.decode(), done.stderr.decode()


def on_a_terminal(*arguments: str, cwd: Path = ROOT) -> str:
    """The same on a terminal, less the styles that we set."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "400"},
    ):  # fmt: skip
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # Linux ends a terminal so
            pass
        os.close(ours)
    return STYLE.sub("", shown.decode()).replace("\r\n", "\n").replace("\r", "")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every field of its articles holds what steers a terminal."""
    home = tmp_path_factory.mktemp("evil")
    folder = home / "in\x1b[31m\u202e"
    folder.mkdir()
    said = {
        name: f"{name} {EVIL} end"
        for name in ("title", "outlet", "section", "agency", "language", "kicker")
    }
    for day in (3, 4):
        name = f"a{day}\x1b[2J\u202e.txt"
        (folder / name).write_text(
            f"ARLE, {day} March 2020 - The mayor of Arle, Jane \u202eDoe\x9b Smith, said on Monday: "
            f"\u201cThe bridge {BODY} will open in May {2020 + day}.\u201d\n\n&#x1b;[2J &#x202e; "
            "`code\u202e` [link\u202e](http://a.example/\u202e)\n"
        )
        record = {
            **said, "title": f"{day} bridge {EVIL}", "authors": [f"Eve {EVIL}"],
            "url": f"http://a.example/{day}/\u202e\x1b",
            "published": f"2020-03-0{day}T10:00:00Z",
        }  # fmt: skip
        (folder / f"{name}.meta.json").write_text(json.dumps(record))
    (folder / "bad\x1b[31m.pdf").write_bytes(b"%PDF-1.4 \x1b[2J")
    (folder / "b\u202e.json").write_text('{"\x1b[2J": "\u202e')
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    where = home / "archive\x1b[31m"
    out, err = run("ingest", str(folder), "--archive", str(where))
    assert "2 added" in out, err
    assert not STEERS.search(out + err)
    return where


def commands(archive: Path) -> list[list[str]]:
    here = ["--archive", str(archive)]
    listed = json.loads(run("list", "--json", *here)[0])
    return [
        ["list", *here], ["show", listed[0]["id"], *here], ["show", listed[0]["id"], "--removed", *here],
        ["show", listed[0]["id"], "--changes", *here], ["search", "bridge", "--explain", *here],
        ["search", "--facets", *here], ["ask", "When will the bridge open?", *here],
        ["ask", "When will the bridge open?", "--short", *here], ["timeline", "Arle", *here],
        ["set", listed[-1]["id"], "--section", "x\u202e\x1b", *here],
        ["ingest", str(archive.parent / "in\x1b[31m\u202e"), *here],
    ]  # fmt: skip


def test_no_command_prints_what_steers_a_terminal(archive: Path) -> None:
    for command in commands(archive):
        out, err = run(*command)
        assert out, (command, err)
        assert not STEERS.search(out + err), command
        if command[0] != "set" and "--short" not in command:  # an id changes with what is set
            told, _ = run(*command, "--json")
            assert not STEERS.search(told.replace("\n", "")), command
            json.loads(told)


def test_nor_on_a_terminal(archive: Path) -> None:
    told = [c for c in commands(archive) if c[0] in ("list", "ask", "timeline", "ingest")]
    for command in told:
        shown = on_a_terminal(*command)
        assert len(shown) > 20, command
        assert not STEERS.search(shown), (command, STEERS.search(shown))


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--archive", f"none{EVIL}".replace("\0", "")],
        ["ingest", "none\x1b[2J\u202e"],
        ["show", "\x1b[2J", "--\x1b[31m"],
        ["\x1b[2J"],
        ["ask", "--file", "none\x1b[2J"],
        ["search", "x", "--limit", "\x1b[2J"],
        ["search", "x", "--since", "\u202e2020\x9b"],
        ["ingest", "http://\x1b[2J/"],
        ["reindex", "--embedding", "\x1b[2J"],
        ["eval", "--cases", "no\x1b[2J"],
        ["ui", "--port", "\x1b"],
    ],
)
def test_an_error_quotes_nothing_that_steers(command: list[str], tmp_path: Path) -> None:
    out, err = run(*command, env={"DATELINE_ARCHIVE": str(tmp_path / "x\x1b[2J")})
    assert err
    assert "Traceback" not in err
    assert not STEERS.search(out + err)


def test_a_name_in_another_encoding_is_told(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text("ARLE, 3 March 2020 - The mayor said on Monday that it is open.")
    for where in (str(tmp_path), name, f"{name}x"):
        out, err = run("ingest", where, "--archive", str(tmp_path / "archive"))
        assert "Traceback" not in err
        assert not STEERS.search(out + err)


def test_a_stream_that_cannot_say_a_letter_says_its_number(archive: Path) -> None:
    out, err = run("list", "--archive", str(archive), env={"PYTHONIOENCODING": "ascii"})
    assert "Traceback" not in err
    assert "bridge" in out


def test_text_stays_text() -> None:
    text = "Zürich \u201cé\u201d\tשלום مرحبا\u200f 日本\n🙂\U000e0067 \u200d"
    assert inert(text) == text
    assert inert("\x1b[2J\u202e\ud800\x9b") == "\\x1b[2J\\u202e\\ud800\\x9b"


def test_json_means_the_same() -> None:
    value = {"a": EVIL + "\udce9 Zürich"}
    text = inert_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    assert not STEERS.search(text)
    assert "Zürich" in text


def test_an_inert_stream_is_a_stream_for_the_rest(tmp_path: Path) -> None:
    with (tmp_path / "x").open("w") as under:
        stream = Inert(under)
        assert stream.write("a\x1b") == 2
        stream.writelines(["b\u202e\n"])
        assert stream.fileno() == under.fileno()
    assert (tmp_path / "x").read_text() == "a\\x1bb\\u202e\n"

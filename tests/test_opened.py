"""What each command touches in the working folder, told by Python's own audit of every process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.index.test_isolated import STORY, set_traps

# Run by each of our processes as it starts: notes every file that is opened, listed, run or
# removed in the folder, by whatever name.
AUDIT = """
import os, sys
from urllib.parse import unquote, urlsplit
FOLDER, LOG = {folder!r}, {log!r}
EVENTS = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.link",
    "os.symlink", "os.rmdir", "os.truncate", "subprocess.Popen", "os.exec", "os.posix_spawn",
    "sqlite3.connect", "ctypes.dlopen", "shutil.copyfile", "shutil.rmtree")
busy = False
def note(event, arguments):
    global busy
    if event not in EVENTS or busy:
        return
    busy = True
    try:
        caller = sys._getframe(1)  # our gate to files opens them step by step, by handles
        if caller.f_code.co_filename.endswith("index/load/gate.py"):
            arguments = (caller.f_locals["path"],)
        names = arguments[: 2 if event in ("os.rename", "os.link", "os.symlink") else 1]
        for name in ["." if n is None and event in ("os.listdir", "os.scandir") else n for n in names]:
            # A program by its bare name is looked up on PATH; a faulty snippet's line in "<unknown>".
            bare = event == "subprocess.Popen" and "/" not in str(name)
            bare = bare or str(name) in ("<unknown>", ":memory:")
            if event == "sqlite3.connect" and str(name).startswith("file:"):
                name = unquote(urlsplit(str(name)).path)
            if isinstance(name, (str, bytes, os.PathLike)) and name and not bare:
                whole = os.path.realpath(os.path.join(os.getcwd(), os.fsdecode(name)))
                if os.path.commonpath([whole, FOLDER]) == FOLDER:
                    with open(LOG, "a") as log:
                        print(event, os.path.relpath(whole, FOLDER), file=log)
    finally:
        busy = False
sys.addaudithook(note)
"""
SETTINGS = {
    ".env": "CHROMA_SERVER_HOST=evil\nOPENAI_BASE_URL=http://evil.example/v1\nDATELINE_MODEL=x\n",
    ".netrc": "machine 127.0.0.1 login a password b\n", "netrc": "", "pip.conf": "[global]\n",
    "pyproject.toml": "[tool.dateline]\narchive = '/etc'\n", "setup.cfg": "", "uvicorn.ini": "",
    "dateline.toml": "archive = '/etc'\n", ".dateline.toml": "", "logging.conf": "", "ssl.cnf": "",
    "matplotlibrc": "backend: Agg\n", "nltk_data/x": "", ".gradio/x": "", "gradio_cached_examples/x": "",
    "flagged/x": "", "tzdata/zoneinfo/Asia/Tokyo": "", "certs.pem": "", "locale/en/LC_MESSAGES/x.mo": "",
    "trafilatura/settings.cfg": "[DEFAULT]\n", "settings.cfg": "[DEFAULT]\n", "magic": "", "onnxruntime.json": "",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles among code and settings that somebody has put there."""
    made = tmp_path / "stranger"
    for name, text in SETTINGS.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text)
    monkeypatch.chdir(made)
    set_traps("True", str(tmp_path / "ran"))
    for home in ("news", "more"):
        (made / home).mkdir()
        (made / home / f"{home}.txt").write_text(STORY.format("May" if home == "news" else "June"))
    (made / "news" / "news.txt.meta.json").write_text('{"outlet": "The Arle Post"}')
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit" / "sitecustomize.py").write_text(
        AUDIT.format(folder=os.path.realpath(made), log=str(tmp_path / "log"))
    )
    return made


def environment(tmp_path: Path) -> dict[str, str]:
    """With the audit in every process; writing bytecode is none of our doing."""
    return {
        **os.environ,
        "PYTHONPATH": f"{tmp_path / 'audit'}{os.pathsep}{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def touched(tmp_path: Path) -> set[str]:
    """The names in the folder that were touched since the last call."""
    log = tmp_path / "log"
    lines = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return {line.split(" ", 1)[1] for line in lines}


def started(folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """A command in the folder, as the installed script runs it."""
    code = "import sys; from dateline import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code, *arguments], cwd=folder,
        env=environment(folder.parent) | more, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def dateline(folder: Path, *arguments: str, **more: str) -> set[str]:
    """What a command touched in the folder."""
    with started(folder, *arguments, **more) as run:
        _, said = run.communicate(timeout=200)
    assert run.returncode == 0, said
    return touched(folder.parent)


def held(folder: Path) -> dict[str, bytes]:
    """All that is in the folder."""
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_no_command_touches_what_was_not_named(folder: Path, tmp_path: Path) -> None:
    before, here = held(folder), ("--archive", str(tmp_path / "archive"))
    news = {"news", "news/news.txt", "news/news.txt.meta.json"}
    assert dateline(folder, "ingest", "news", *here) == news
    assert dateline(folder, "ingest", "more/more.txt", *here) == {"more/more.txt"}
    for command in (
        ["list"], ["show", "news.txt"], ["search", "bridge", "--explain"], ["search", "--facets"],
        ["ask", "When will the bridge open?"], ["ask", "When will the bridge open?", "--json"],
        ["timeline", "Arle"], ["reindex", "--embedding", "static"], ["remove", "more/more.txt"],
    ):  # fmt: skip
        assert dateline(folder, *command, *here) == set(), command
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    chat = ("ask", "When will the bridge open?", "--reader", "chat", "--model", "m", *here)
    assert dateline(folder, *chat, OPENAI_BASE_URL=url) == set()
    assert held(folder) == before
    assert not (tmp_path / "ran").exists()


def test_the_page_touches_nothing_in_the_working_folder(folder: Path, tmp_path: Path) -> None:
    here = ("--archive", str(tmp_path / "archive"))
    dateline(folder, "ingest", "news", *here)
    before = held(folder)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = str(closed.getsockname()[1])
    with started(folder, "ui", "--no-browser", "--port", port, *here) as run:
        assert run.stdout
        address = run.stdout.readline().split()[3]
        with urllib.request.urlopen(address, timeout=60) as reply:
            assert b"Dateline" in reply.read()
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
    # A library of Gradio's looks whether a program lies here, and does not run it.
    assert touched(tmp_path) == set()
    assert held(folder) == before
    assert not (tmp_path / "ran").exists()


def test_the_audit_sees_what_is_opened(folder: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "open('.env'); import os; os.listdir('more')"],
        cwd=folder, env=environment(tmp_path), check=True,
    )  # fmt: skip
    assert {".env", "more"} <= touched(tmp_path)

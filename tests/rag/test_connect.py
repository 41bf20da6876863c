"""Which readers are at hand, and what it costs to know."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import InputError
from rag import connect
from rag.connect import MOST_OPEN, Readers, reader_for, readers, shared
from rag.errors import EndpointError
from rag.judging import ClaimJudge
from rag.quote_reader import QuoteReader
from tests.rag.chat_reader.asking import DRAFTS, TWO, material
from tests.rag.endpoint import FakeEndpoint, says


def test_without_a_model_there_is_the_quote_reader() -> None:
    at_hand = readers()
    assert at_hand == Readers("quote", None)
    assert at_hand.names == ("quote",)
    assert not at_hand.has_chat()
    assert isinstance(at_hand.pick(), QuoteReader)
    assert "no language model" in at_hand.label()
    with pytest.raises(InputError, match="DATELINE_MODEL"):
        at_hand.pick("chat")


def test_with_a_model_both_are_at_hand_and_either_can_be_picked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with FakeEndpoint(says(TWO, usage=None)) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        monkeypatch.setenv("DATELINE_MODEL", "small")
        at_hand = readers()
        assert at_hand.names == ("chat", "quote")
        assert at_hand.has_chat()
        chat = at_hand.pick()
        assert chat.name == "chat:small"
        assert at_hand.pick("chat") is chat
        assert at_hand.pick("quote").name == "quote"
        assert "small" in at_hand.label("chat")
        assert list(chat.read(material())) == DRAFTS
    assert readers("quote").names == ("quote", "chat")
    assert readers(None, "large").pick().name == "chat:large"


def test_whether_the_model_judges_is_set_by_option_or_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert readers(None, "m").judging == "auto"
    monkeypatch.setenv("DATELINE_JUDGE", "on")
    chat = readers(None, "m").pick()
    assert isinstance(chat, ClaimJudge)
    assert chat.judging == "on"
    assert readers(None, "m", "off").pick().judging == "off"  # type: ignore[attr-defined]
    with pytest.raises(InputError, match="set --judge to off, on or auto"):
        readers(None, "m", "maybe")


def test_another_key_makes_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "one")
    first = readers(None, "m").pick()
    monkeypatch.setenv("OPENAI_API_KEY", "two")
    assert readers(None, "m").pick() is not first


def test_a_model_without_an_endpoint_is_told_when_it_is_picked() -> None:
    at_hand = readers(None, "small")
    assert not at_hand.has_chat()
    with pytest.raises(EndpointError, match="OPENAI_API_KEY") as caught:
        at_hand.pick()
    assert not caught.value.passing


@pytest.mark.parametrize("ask", [lambda: readers("tea"), lambda: readers().pick("tea")])
def test_there_is_no_other_reader(ask: object) -> None:
    with pytest.raises(InputError, match="choose quote or chat"):
        ask()  # type: ignore[operator]


def test_reader_for_gives_the_first_and_its_label() -> None:
    reader, label = reader_for(None, None)
    assert reader.name == "quote"
    assert label.startswith("Quote reader")


def test_all_readers_share_one_open_archive_and_the_quote_reader_stands_in(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    quote = shared(samples.folder, "quote", "m")
    chat = shared(samples.folder, "chat", "m")
    assert quote.archive is chat.archive
    assert (quote.reader.name, chat.reader.name) == ("quote", "chat:m")
    assert (quote.stand_in, chat.stand_in) == (None, quote.reader)


def test_another_model_asks_the_archive_that_is_open(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shared(samples.folder, "quote", None)
    monkeypatch.setenv("DATELINE_MODEL", "small")
    assert shared(samples.folder, "quote", None).archive is first.archive
    monkeypatch.setenv("DATELINE_EMBEDDING", "static")
    assert shared(samples.folder, "quote", None).archive is not first.archive


def is_open(archive: Archive) -> bool:
    try:
        archive.count()
    except sqlite3.ProgrammingError:
        return False
    return True


def test_what_is_held_no_longer_is_closed_once_nobody_asks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / str(n) for n in range(MOST_OPEN + 2)]
    for folder in folders:
        Archive.open(folder, create=True).close()
    asked = shared(folders[0], None, None)
    catalogs = [shared(folder, None, None).archive._catalog for folder in folders]
    assert is_open(asked.archive)  # somebody may be in the middle of a question
    assert shared(folders[-1], None, None).archive._catalog is catalogs[-1]
    with pytest.raises(sqlite3.ProgrammingError):
        catalogs[1].count()
    catalogs[2].count()
    del asked
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError):
        catalogs[0].count()
    monkeypatch.setenv("DATELINE_EMBEDDING", "minilm")  # each folder is held once
    shared(folders[-1], None, None)
    with pytest.raises(sqlite3.ProgrammingError):
        catalogs[-1].count()


def test_an_archive_that_was_asked_is_let_go_of_too(samples: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(samples.folder, folder)
    made = shared(folder, None, None)
    catalog = made.archive._catalog
    assert made.ask("Who holds Manbij?").text
    connect._OPEN.clear()
    del made
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError):
        catalog.count()


def test_knowing_what_there_is_imports_nothing_heavy() -> None:
    code = (
        "import sys; from rag.connect import readers; readers(None, 'm').has_chat(); "
        "sys.exit('openai' in sys.modules or 'rag.llm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Which readers are at hand, and what it costs to know."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.archive import Archive
from index.errors import InputError
from rag.connect import Readers, reader_for, readers, shared
from rag.errors import EndpointError
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


def test_knowing_what_there_is_imports_nothing_heavy() -> None:
    code = (
        "import sys; from rag.connect import readers; readers(None, 'm').has_chat(); "
        "sys.exit('openai' in sys.modules or 'rag.llm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

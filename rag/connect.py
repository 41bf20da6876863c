"""From settings to an Assistant: which archive, which reader, which embedding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from index.archive import Archive
from index.errors import InputError
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader
from rag.reading import Reader

DEFAULT_ARCHIVE = "dateline-archive"
READERS = ("quote", "chat")


def archive_path(given: str | Path | None) -> Path:
    """The folder asked for, else DATELINE_ARCHIVE, else ./dateline-archive."""
    return Path(given or os.environ.get("DATELINE_ARCHIVE") or DEFAULT_ARCHIVE).expanduser()


def open_archive(
    given: str | Path | None, embedding: str | None = None, *, create: bool = False
) -> Archive:
    """The archive; `embedding`, else DATELINE_EMBEDDING, is for a new one: it remembers its own.

    Raises ArchiveError if it was made with another than the one that is named.
    """
    named = embedding or os.environ.get("DATELINE_EMBEDDING") or None
    return Archive.open(archive_path(given), named, create=create)


@contextmanager
def rehearsal_archive(given: str | Path | None, embedding: str | None = None) -> Iterator[Archive]:
    """The archive if it is there, else an empty one that is gone afterwards."""
    if (archive_path(given) / "catalog.sqlite").is_file():
        with open_archive(given, embedding) as archive:
            yield archive
        return
    with TemporaryDirectory() as folder, open_archive(folder, embedding, create=True) as archive:
        yield archive


def reader_for(reader: str | None, model: str | None) -> tuple[Reader, str]:
    """The reader and what to call it. Naming a model (or DATELINE_MODEL) means the chat reader.

    Raises InputError for an unknown reader, EndpointError if the endpoint is not set up.
    """
    model = model or os.environ.get("DATELINE_MODEL") or None
    chosen = reader or ("chat" if model else "quote")
    if chosen not in READERS:
        raise InputError(f"There is no reader {chosen!r}; choose quote or chat.")
    if chosen == "quote":
        return QuoteReader(), "Quote reader: the articles' own sentences, no language model"
    if not model:
        raise InputError("The chat reader needs a model; name one with --model or DATELINE_MODEL.")
    from rag.chat_reader import connect

    return connect(model), f"Chat reader: {model}, every sentence checked against its quotes"


def assistant(
    archive: str | Path | None = None, reader: str | None = None, model: str | None = None
) -> Assistant:
    """An Assistant over an archive of its own; close `assistant.archive` when done."""
    made, label = reader_for(reader, model)
    return Assistant(open_archive(archive), made, label)


def shared(archive: str | Path | None, reader: str | None, model: str | None) -> Assistant:
    """As `assistant`, but the same one again for the same settings, kept open."""
    catalog = archive_path(archive) / "catalog.sqlite"
    # An archive that was deleted and made again is another file under the same name.
    identity = catalog.stat().st_ino if catalog.exists() else None
    environment = tuple(
        os.environ.get(n)
        for n in (
            "DATELINE_EMBEDDING",
            "DATELINE_EMBEDDING_KEY",
            "DATELINE_MODEL",
            "OPENAI_BASE_URL",
            "OPENAI_API_KEY",
        )
    )
    return _shared(str(archive_path(archive).resolve()), identity, reader, model, environment)


@lru_cache(maxsize=8)
def _shared(
    archive: str, identity: int | None, reader: str | None, model: str | None,
    environment: tuple[str | None, ...],
) -> Assistant:  # fmt: skip
    return assistant(archive, reader, model)

"""From settings to an Assistant: which archive, which reader, which embedding."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from index.archive import Archive
from index.errors import InputError
from index.opening import archive_path, open_archive
from rag.assistant import Assistant
from rag.endpoint import Endpoint
from rag.errors import EndpointError
from rag.judging import JUDGING, Judging
from rag.quote_reader import QuoteReader
from rag.reading import Reader

READERS = ("quote", "chat")
QUOTE = QuoteReader()
ENDPOINT = ("OPENAI_BASE_URL", "OPENAI_API_KEY")  # what a chat reader is made from
EMBEDDING = ("DATELINE_EMBEDDING", "DATELINE_EMBEDDING_KEY", *ENDPOINT)  # what an embedding reads
MOST_OPEN = 8  # archives that `shared` holds open


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers at hand: the quote reader always, the chat reader where a model is named.

    `first` answers unless another is asked for; `model` is the chat model, None without one, and
    `judging` whether it judges claims too (`rag.judging.ClaimJudge`).
    Asking what there is costs nothing: a reader is made when it is first picked.
    """

    first: str
    model: str | None
    judging: Judging = "auto"

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be picked, `first` first."""
        others = [name for name in READERS if name == "quote" or self.model]
        return (self.first, *(name for name in others if name != self.first))

    def has_chat(self) -> bool:
        """Whether a chat model and its endpoint are set up as far as settings tell."""
        try:
            Endpoint.from_env(self.model or "")
        except EndpointError:
            return False
        return True

    def pick(self, name: str | None = None) -> Reader:
        """The reader of that name, `first` for None; the same one again each time.

        Raises InputError for an unknown one, or where no model is named, EndpointError if the
        endpoint is not set up.
        """
        chosen = name or self.first
        if chosen not in READERS:
            raise InputError(f"There is no reader {chosen!r}; choose quote or chat.")
        if chosen == "quote":
            return QUOTE
        if not self.model:
            raise InputError(
                "The chat reader needs a model; name one with --model or DATELINE_MODEL."
            )
        return _chat(self.model, self.judging, _environment(ENDPOINT))

    def label(self, name: str | None = None) -> str:
        """What to call a reader, for people."""
        if (name or self.first) == "quote":
            return "Quote reader: the articles' own sentences, no language model"
        return f"Chat reader: {self.model}, every sentence checked against its quotes"


def readers(
    reader: str | None = None, model: str | None = None, judge: str | None = None
) -> Readers:
    """What can answer. Naming a model (or DATELINE_MODEL) means the chat reader goes first, unless
    `reader` says otherwise. `judge` (or DATELINE_JUDGE) is "off", "on" or "auto". Raises InputError
    for an unknown reader or setting."""
    model = model or os.environ.get("DATELINE_MODEL") or None
    first = reader or ("chat" if model else "quote")
    if first not in READERS:
        raise InputError(f"There is no reader {first!r}; choose quote or chat.")
    named = judge or os.environ.get("DATELINE_JUDGE") or "auto"
    judging = next((one for one in JUDGING if one == named), None)
    if judging is None:
        raise InputError(f"A model cannot judge {named!r}: set --judge to off, on or auto.")
    return Readers(first, model, judging)


def reader_for(
    reader: str | None, model: str | None, judge: str | None = None
) -> tuple[Reader, str]:
    """The reader and what to call it; raises as `readers` and `Readers.pick`."""
    at_hand = readers(reader, model, judge)
    return at_hand.pick(), at_hand.label()


@lru_cache(maxsize=8)
def _chat(model: str, judging: Judging, environment: tuple[str | None, ...]) -> Reader:
    """The chat reader for these settings: one, so that it remembers what its server accepts."""
    from rag.chat_reader import connect

    return connect(model, judging)


def _environment(names: Iterable[str]) -> tuple[str | None, ...]:
    return tuple(os.environ.get(name) for name in names)


def assistant(
    archive: str | Path | None = None, reader: str | None = None, model: str | None = None,
    judge: str | None = None,
) -> Assistant:  # fmt: skip
    """An Assistant over an archive of its own; close `assistant.archive` when done.

    The quote reader stands in for the chat reader where the endpoint fails.
    """
    chosen = readers(reader, model, judge)
    chosen.pick()  # before the archive is opened: it may not be set up
    return over(open_archive(archive), chosen)


def shared(
    archive: str | Path | None, reader: str | None, model: str | None, judge: str | None = None
) -> Assistant:
    """As `assistant`, but over an archive that stays open, one for all readers.

    The eight used last are held; any other is closed as soon as no Assistant has it any more.
    """
    chosen = readers(reader, model, judge)
    chosen.pick()
    return over(_opened(archive_path(archive).resolve()), chosen)


def over(archive: Archive, chosen: Readers, name: str | None = None) -> Assistant:
    """An Assistant over an open archive with one of the readers at hand; raises as `pick`."""
    made = chosen.pick(name)
    return Assistant(archive, made, chosen.label(name), None if made is QUOTE else QUOTE)


_OPENING = Lock()  # of two threads that ask at once for the first time, one opens the archive
_OPEN: OrderedDict[Path, tuple[Hashable, Archive]] = OrderedDict()  # used last, last


def _opened(folder: Path) -> Archive:
    catalog = folder / "catalog.sqlite"
    with _OPENING:
        # An archive that was deleted and made again is another file under the same name.
        identity = catalog.stat().st_ino if catalog.exists() else None
        made_from = (identity, _environment(EMBEDDING))
        if folder in _OPEN and _OPEN[folder][0] != made_from:
            del _OPEN[folder]  # first, so that it lets go of its vector index
        if folder not in _OPEN:
            _OPEN[folder] = made_from, open_archive(folder)
        _OPEN.move_to_end(folder)
        while len(_OPEN) > MOST_OPEN:
            _OPEN.popitem(last=False)
        return _OPEN[folder][1]

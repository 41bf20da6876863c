"""Where bytes come from: a file, memory, or a member of an archive, read within limits."""

from __future__ import annotations

import io
import lzma
import os
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from index.errors import UnreadableError
from index.load.flood import refuse_attributes
from index.load.gate import open_regular
from index.load.raw import Block, Failure, Kind, Raw
from index.place import place

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB  # of one article's text, one line or one record
MAX_DOCUMENT = 100 * MIB  # of one PDF, DOCX or mail: most of it pictures
MAX_LISTED = 64 * MIB  # of a JSON list, which has to be in memory as a whole
MAX_MEMBER = 1024 * MIB  # of an archive inside an archive
MAX_INFLATED = 64 * 1024 * MIB  # of all that one file unpacks to
MAX_RATIO = 200  # unpacked to packed; news text packs 3 to 20 times, runs of zeros 1,000 times
FREE = 32 * MIB  # what may be unpacked before the ratio is looked at
MAX_DEPTH = 4  # archives, mails and records inside one another

# What a parser may raise on bytes that are not what they claim to be. Programming errors of ours
# in these classes would be reported as a broken file too; the tests of each format catch those.
BROKEN = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    EOFError,
    struct.error,
    zlib.error,
)
DAMAGED = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError, ValueError, struct.error)
SETTINGS = ("fields", "summaries", "encoding")  # options that say how to read, not what is known
Part = tuple[int, int]
Found = Iterator[Raw | Failure]


@dataclass(slots=True)
class Allowance:
    """How much one file may still unpack to; shared by everything inside it."""

    packed: int  # bytes of the file itself
    inflated: int = 0
    spent: bool = False

    def spend(self, size: int) -> None:
        """Count `size` bytes that were unpacked. Raises UnreadableError beyond the limits."""
        self.inflated += size
        if self.inflated > MAX_INFLATED:
            self.spent = True
            raise UnreadableError(
                f"it unpacks to more than {MAX_INFLATED // 1024 // MIB} GiB; the rest was not read"
            )
        if self.inflated > FREE and self.inflated > MAX_RATIO * self.packed:
            self.spent = True
            raise UnreadableError(
                f"a bomb: it unpacks to more than {MAX_RATIO} times its size; it was not read on"
            )


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name. `path` is the real file or address, `item` the place inside it.

    `name` tells the format by its suffix; `media` and `charset` are what a container declares
    (MIME, HTTP). `header` is what the container knows of the document ({"url": ...}) and
    `known` what was supplied with it. `opener` gives a new stream at each call.
    """

    path: str
    name: str
    opener: Callable[[], BinaryIO]
    allowance: Allowance
    item: str = ""
    media: str = ""
    charset: str = ""
    header: Mapping[str, Any] = field(default_factory=dict)
    header_name: str = "its header"
    known: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0

    @classmethod
    def from_file(cls, path: Path, **more: Any) -> Source:
        """A regular file. Raises OSError, or UnreadableError for a pipe, device or folder."""
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
        return cls(str(path), path.name, lambda: open_regular(path), Allowance(size), **more)

    @classmethod
    def from_bytes(cls, path: str, data: bytes, name: str = "", **more: Any) -> Source:
        """Bytes in memory, such as a fetched page; `path` is its address."""
        name = name or unquote(urlsplit(path).path.rpartition("/")[2])
        return cls(path, name, lambda: io.BytesIO(data), Allowance(len(data)), **more)

    @property
    def place(self) -> str:
        """Its name for people."""
        return place(self.path, self.item)

    @property
    def suffix(self) -> str:
        """ ".html", in small letters; "" where the name has none."""
        return Path(self.name).suffix.lower()

    def head(self, size: int = 65536) -> bytes:
        """The first bytes."""
        with self.opener() as stream:
            return stream.read(size)

    def whole(self, limit: int = MAX_BYTES, what: str = "one article") -> bytes:
        """All its bytes. Raises UnreadableError for more than `limit`, or none."""
        with self.opener() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(f"it is larger than the {limit // MIB} MiB of {what}; split it")
        if not data.strip():
            raise UnreadableError("the file is empty")
        return data

    def seekable(self) -> BinaryIO:
        """A stream that can seek, for archives; one inside another is copied, large ones to disk."""
        stream = self.opener()
        if isinstance(stream, io.BytesIO) or isinstance(getattr(stream, "raw", None), io.FileIO):
            return stream
        copied = tempfile.SpooledTemporaryFile(MAX_BYTES)  # noqa: SIM115 - the caller closes it
        try:
            with stream:
                _copy(stream, copied)
        except BaseException:
            copied.close()
            raise
        return cast(BinaryIO, copied)

    def inside(self, item: str, name: str, opener: Callable[[], BinaryIO], **more: Any) -> Source:
        """A document inside this one. Raises UnreadableError for too many layers."""
        if self.depth >= MAX_DEPTH:
            raise UnreadableError(f"more than {MAX_DEPTH} archives or mails inside one another")
        fresh: dict[str, Any] = {"media": "", "charset": "", "header": {}, **more}
        return replace(
            self, item=self.item + item, name=name, opener=opener, depth=self.depth + 1, **fresh
        )

    def supplied(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What is known from outside: options over sidecar."""
        given = {k: v for k, v in options.items() if v and k not in SETTINGS}
        return {**self.known, **given}

    def raw(
        self,
        kind: Kind,
        body: str | bytes | tuple[Block, ...],
        known: Mapping[str, Any],
        header: Mapping[str, Any] | None = None,
        header_name: str = "",
        item: str = "",
    ) -> Raw:
        """A document of this source; its own header goes before what its container says.

        Raises UnreadableError for HTML that would keep its parser busy for minutes.
        """
        if isinstance(body, bytes):
            refuse_attributes(body)
        own = {k: v for k, v in (header or {}).items() if v not in (None, "", (), [])}
        name = header_name if own and header_name else self.header_name
        return Raw(self.path, self.numbered(item), kind, body, known, {**self.header, **own}, name)

    def numbered(self, item: str) -> str:
        """The place of a numbered item of this source."""
        if not item or item.startswith("!"):
            return self.item + item
        return f"{self.item}:{item}" if self.item else item

    def attempt(self, item: str, make: Callable[..., Raw], *values: Any) -> Raw | Failure:
        """What `make` gives for an item, or a Failure with its reason."""
        try:
            return make(*values)
        except UnreadableError as error:
            return self.failure(str(error), item)

    def failure(self, reason: str, item: str = "") -> Failure:
        """This source, or an item of it, could not be read."""
        return Failure(place(self.path, self.numbered(item)), reason)


class Metered(io.RawIOBase):
    """A stream of unpacked bytes that counts them against an allowance."""

    def __init__(self, stream: Any, allowance: Allowance, under: BinaryIO | None = None) -> None:
        self._stream = stream
        self._under = under  # what `stream` reads from and does not close itself
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._stream.read(len(buffer))
        except DAMAGED as error:
            raise OSError(f"damaged data ({brief(error)})") from error
        self._allowance.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._under is not None:
                self._under.close()
        super().close()


def _copy(stream: BinaryIO, copied: Any) -> None:
    size = 0
    while piece := stream.read(MIB):
        size += copied.write(piece)
        if size > MAX_MEMBER:
            raise UnreadableError(f"an inner archive of more than {MAX_MEMBER // MIB:,} MiB")


def mine(number: int, part: Part) -> bool:
    """Whether item `number` falls to part k of n."""
    return number % part[1] == part[0]


def lines(stream: BinaryIO, limit: int = MAX_BYTES) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; None for one longer than `limit`, which is passed over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None


def brief(error: BaseException) -> str:
    """What a parser said, on one short line."""
    said = re.sub(r"\s+", " ", str(error)).strip()[:120] or type(error).__name__
    return "".join(c for c in said if c.isprintable())

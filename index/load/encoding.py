"""Bytes to text: marks first, then UTF-8, then what is declared, then a guess if only one fits."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from index.errors import UnreadableError
from index.load.western import mended

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED_FROM = 65536  # bytes that a guess looks at
LEAST_LETTERS = 12  # letters outside ASCII below which nothing is guessed
META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""")
# Browsers read these labels as the larger set that pages with them are really written in.
LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}
REMEDY = "name it with --encoding (such as cp1252), or save it as UTF-8"
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
NULS = "NUL characters dropped"
# Text codecs of Python's that no page is written in; some raise more than UnicodeDecodeError.
NO_CHARSETS = frozenset("charmap idna punycode raw-unicode-escape undefined unicode-escape".split())
PLAIN = frozenset("utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 ascii utf_7".split())


class Decoded(NamedTuple):
    """Text, and the charset if it was guessed ("" where it was marked, stated or UTF-8).

    `guessed` also tells what was done to bytes that fit no charset ("NUL characters dropped").
    """

    text: str
    guessed: str = ""


def decode(data: bytes, declared: str = "", guessing: bool = True) -> Decoded:
    """The text of `data`. Raises UnreadableError where no charset is certain enough.

    `declared` is what a header or an option states; it counts where the bytes are not UTF-8.
    Without `guessing` nothing else is tried: a line of a file is too short to tell a charset by.
    """
    if not data.strip():
        raise UnreadableError("the file is empty")
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    stated = codec(declared)
    try:
        if marked:
            return Decoded(data.decode(marked))
        if stated.startswith(("utf-16", "utf-32")):
            return Decoded(data.decode(stated))
        if b"\0" in data:
            return _without_nuls(data, declared, guessing)
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if marked:
            raise UnreadableError(
                f"not valid {marked.removesuffix('-sig').upper()} at byte {error.start:,}"
            ) from error
        return _legacy(data, stated, error, guessing)


def declared_in(data: bytes) -> str:
    """The charset that a page or an XML document states about itself, or ""."""
    found = XML.search(data[:400]) or META.search(data[:8192])
    return found[1].decode("ascii") if found else ""


def _legacy(data: bytes, stated: str, error: UnicodeDecodeError, guessing: bool) -> Decoded:
    at = f"not valid UTF-8 at byte {error.start:,}"
    if stated and stated != "utf-8":
        try:
            return Decoded(data.decode(stated))
        except UnicodeDecodeError as wrong:
            raise UnreadableError(
                f"not the {stated} it says it is (byte {wrong.start:,})"
            ) from wrong
    text, name = mended(data)
    if text:
        return Decoded(text, name)
    loose = data.decode("utf-8", "replace")
    wrong_count = loose.count("\N{REPLACEMENT CHARACTER}")
    if sum(c > "\x7f" for c in loose) > 2 * wrong_count:
        raise UnreadableError(f"{at}: it mixes charsets; {REMEDY}")
    charset = guess(data) if guessing else ""
    if charset:
        try:
            return Decoded(data.decode(charset), charset)
        except UnicodeDecodeError:
            charset = ""  # the guess saw the beginning only
    raise UnreadableError(f"{at}, and its charset cannot be told; {REMEDY}")


def _without_nuls(data: bytes, declared: str, guessing: bool) -> Decoded:
    """UTF-16 that lacks its mark, or a text into which a few NULs have strayed."""
    binary = UnreadableError(f"this is a binary file, not text (if it is text, {REMEDY})")
    if not guessing:  # what a line may be is settled for its file
        raise binary
    half = max(1, len(data) // 2)
    for name, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        low_nuls = data.count(0) - high.count(0)
        if high.count(0) >= 0.7 * half and low_nuls <= half // 100:
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                raise binary from None
            if not CONTROL.search(text.encode("utf-8")) and "\0" not in text:
                return Decoded(text, name)
    if data.count(0) * 20 > len(data) or CONTROL.search(data):
        raise binary
    text, guessed = decode(data.replace(b"\0", b""), declared)
    return Decoded(text, f"{guessed}, {NULS}" if guessed else NULS)


def guess(data: bytes) -> str:
    """The one charset that fits `data`, or "" where several do and differ in the text.

    Western and Central European charsets share most bytes; a detector's favourite among them
    changes letters in names, so agreement between all that fit is asked for.
    """
    from charset_normalizer import from_bytes  # here: it is slow to import and seldom needed

    sample = data[:GUESSED_FROM]
    if mended(data)[1] == "cp1252":
        return "cp1252"
    if sum(b > 127 for b in sample) < LEAST_LETTERS:
        return ""
    found = [m for m in from_bytes(sample, enable_fallback=False) if m.encoding not in PLAIN]
    if not found:
        return ""
    best = found[0]
    if best.chaos > 0.02 or not best.coherence:
        return ""
    rivals = [m for m in found[1:] if m.chaos <= 0.02 and m.coherence >= best.coherence - 0.25]
    if any(str(m) != str(best) for m in rivals):
        return ""
    return str(best.encoding)


def charset_of(head: bytes) -> str:
    """The charset that a file of lines shows at its beginning, "" for UTF-8 or where none fits."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return guess(head)
    return ""


def codec(label: str) -> str:
    """Python's name for a charset label, "" for one it does not know."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    if name in NO_CHARSETS or (
        name and not getattr(codecs.lookup(name), "_is_text_encoding", True)
    ):
        return ""  # "zlib", "rot13" and the like are codecs too
    return LARGER.get(name, name)

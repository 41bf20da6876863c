"""Bytes to text: marks first, then UTF-8, then what is declared, then a guess if only one fits."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from index.errors import UnreadableError

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
# Quotes, dashes and the ellipsis stand at the same bytes in all Windows charsets.
SIGNS = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\xa0")
INSIDE_WORD = re.compile(rb"[A-Za-z][\x85\x91\x93-\x97][A-Za-z]")
PLAIN = frozenset("utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 ascii utf_7".split())


class Decoded(NamedTuple):
    """Text, and the charset if it was guessed ("" where it was marked, stated or UTF-8)."""

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
        if b"\0" in data[:8192]:
            raise UnreadableError("this is a binary file, not text")
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
    loose = data.decode("utf-8", "replace")
    wrong_count = loose.count("\N{REPLACEMENT CHARACTER}")
    if sum(c > "\x7f" for c in loose) > 2 * wrong_count:
        raise UnreadableError(f"{at}: it mixes charsets; save it as UTF-8")
    charset = guess(data) if guessing else ""
    if charset:
        try:
            return Decoded(data.decode(charset), charset)
        except UnicodeDecodeError:
            charset = ""  # the guess saw the beginning only
    raise UnreadableError(f"{at}, and its charset cannot be told; save it as UTF-8")


def guess(data: bytes) -> str:
    """The one charset that fits `data`, or "" where several do and differ in the text.

    Western and Central European charsets share most bytes; a detector's favourite among them
    changes letters in names, so agreement between all that fit is asked for.
    """
    from charset_normalizer import from_bytes  # here: it is slow to import and seldom needed

    sample = data[:GUESSED_FROM]
    high = {b for b in data if b > 127}
    if high <= SIGNS and not INSIDE_WORD.search(data):
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
    if name and not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return ""  # "zlib", "rot13" and the like are codecs too
    return LARGER.get(name, name)

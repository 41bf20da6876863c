"""Bytes that are not UTF-8 in Latin text, read as Windows-1252 where no letter can be another one."""

from __future__ import annotations

import re

MOST_LETTERS = 0.08  # of all letters: French has 5 in 100, Czech and Turkish more
LEAST_PLAIN = 15  # ASCII letters without which nothing is told
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\udc80-\udcff]")
RAW = re.compile("[\udc80-\udcff]")
LONG = re.compile("[\udc80-\udcff]{4}")
# Charsets of Central Europe, the Baltic and Turkey put other letters at the same bytes, and those
# of DOS and the old Macintosh put letters at the signs. What stays is where it cannot be one.
SURE = re.compile(
    r"[áàâäåéëíïóôöúüßÁÀÂÄÅÉËÍÓÔÖÚÜÇœŒ]"
    r"|ç(?=[aeiouáéíóúâã])|(?<![A-Za-zà-ÿ])è(?![A-Za-zà-ÿ])"
    r"|(?<![ae])è(?=[bcdfglmnpqrstvxz])"  # not č: "Dubček", "Kovač"
    r"|ê(?=[bcfhlmnprtv])|î(?=[lmnt])|û(?=[lmrt\s.,;:])|(?<=[oO])ù|ñ(?=[aeiouáéíóú])"  # not ę, ī, ů, ń
    r"|ã(?=[oe])|õ(?=es)"  # not ă, ő
    r"|(?<![A-Za-z])’|’(?![A-Za-z])|(?<=\b[CDJLMNOScdjlmnst])’(?=\w\w)|(?<=[Qq]u)’"
    r"|[\xa0©®™•§¡¿«»·]|(?<=\d)°|(?<!\w)[½¼¾]|(?<=\d)[½¼]"
    r"|£(?=\s?\d)|€(?=\s?\d)|(?<=\d)[£€]|(?<=\d\s)[£€]"  # not Ł
    r"|(?<![A-Za-z])[‘“”–—…]|[‘“”–—…](?![A-Za-z])"
)
JOINED = re.compile(r"[‘’“”–—…]")
PROOF = re.compile(r"[a-z]’(?:s|t|re|ve|ll|d)\b")  # no other charset has letters that read so


def mended(data: bytes) -> tuple[str, str]:
    """The text of `data` and what to call its charset, ("", "") where that is not certain enough.

    Bytes that are UTF-8 are read as such. The others must be few and stand where only a letter
    or sign of Windows-1252 can: "Café", "£5", "Orléans".
    """
    loose = data.decode("utf-8", "surrogateescape")
    if LONG.search(loose):
        return "", ""
    at = [found.start() for found in RAW.finditer(loose)]
    text = RAW.sub(_as_western, loose)
    if not at or CONTROL.search(text):
        return "", ""
    sure = {found.start() for found in SURE.finditer(text)}
    if PROOF.search(text):
        sure.update(found.start() for found in JOINED.finditer(text))
    foreign = sum(text[i].isalpha() for i in at)
    plain = sum(c.isascii() and c.isalpha() for c in text)
    every = sum(c.isalpha() for c in text)
    mixed = len(at) < sum(c > "\x7f" for c in text)
    if not sure.issuperset(at) or foreign > MOST_LETTERS * every:
        return "", ""
    if mixed:
        cut = at[-1] == len(text) - 1 and data[-1] >= 0xC2  # half a character of UTF-8
        return ("", "") if cut else (text, "utf-8, stray bytes as cp1252")
    if plain < LEAST_PLAIN or 2 * plain < len(text):
        return "", ""
    return text, "cp1252"


def _as_western(found: re.Match[str]) -> str:
    byte = bytes([ord(found[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes stand for nothing
        return found[0]

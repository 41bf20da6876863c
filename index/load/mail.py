"""Mails (EML) and pages saved as one file (MHTML), by the standard library's parser."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from functools import partial
from typing import Any

from index.dates import read_day
from index.errors import InputError, UnreadableError
from index.load.encoding import declared_in, decode
from index.load.markup import plain_line
from index.load.replies import letter
from index.load.source import BROKEN, MAX_BYTES, MAX_DOCUMENT, MIB, Found, Part, Source

MAX_PARTS = 2000
MAX_LAYERS = 100
MAX_LINE = 1000  # characters of a sender or a date
ARTICLES = re.compile(
    r"\.(?:pdf|docx|txt|md|html?|mhtml?|eml|json|jsonl|csv|tsv|xml|zip|gz)$", re.I
)
LAYERS = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
BULK = ("List-Id", "List-Unsubscribe", "List-Post")
FOLDED = re.compile(r"\r?\n[ \t]+")


def read_mail(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """The text of a mail, then each attachment that is a document, named "!" and its file name."""
    message = _parse(source)
    from index.load.readers import read_source  # the registry knows this module

    parts = list(_leaves(message))
    bodies = [p for p in parts if not p.get_filename() and p.get_content_maintype() == "text"]
    rest = [p for p in parts if (p.get_filename() or "") and ARTICLES.search(_name(p))]
    plain, page = (_text_of(bodies, f"text/{kind}") for kind in ("plain", "html"))
    header = _header(message)
    known = source.supplied(options)
    if plain.strip() and len(plain) * 2 >= len(plain_line(page)):
        story, lines = letter(plain, _line(message, "Subject"))
        header = _sent_on(lines, header) if lines else header
        yield source.raw("text", story, known, header, "its mail header")
    elif page.strip():
        yield source.raw("html", page.encode("utf-8", "replace"), known, header, "its mail header")
    elif not rest:
        raise UnreadableError("the mail has no text")
    taken: dict[str, int] = {}
    for attached in rest:
        name = _name(attached)
        taken[name] = taken.get(name, 0) + 1
        item = f"!{name}" if taken[name] == 1 else f"!{name} ({taken[name]})"
        data = _bytes_of(attached)
        inner = source.inside(
            item, name, partial(io.BytesIO, data), media=attached.get_content_type()
        )
        yield from read_source(inner, options)


def read_mhtml(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """The page of an MHTML file; its pictures and frames are left."""
    message = _parse(source)
    pages = [
        p
        for p in _leaves(message)
        if p.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not pages:
        raise UnreadableError("there is no page in this MHTML file")
    snapshot = _line(message, "Snapshot-Content-Location") or _line(message, "Content-Location")
    start = (message.get_param("start") or "") if message.is_multipart() else ""
    page = next(
        (p for p in pages if (start and _line(p, "Content-ID") == start)
         or (snapshot and _line(p, "Content-Location") == snapshot)), pages[0]
    )  # fmt: skip
    url = _line(page, "Content-Location") or snapshot
    data = _bytes_of(page)
    text, guessed = decode(data, page.get_content_charset() or declared_in(data))
    # The Date of an MHTML file is when it was saved: the page is not younger, and that is all.
    saved = ""
    with suppress(*BROKEN):
        saved = parsedate_to_datetime(_line(message, "Date")[:MAX_LINE]).isoformat()
    url = url if url.startswith("http") else ""
    header = {"url": url, "encoding": guessed, "captured": saved}
    body = text.encode("utf-8", "replace")
    yield source.raw("html", body, source.supplied(options), header, "its MHTML header")


def _parse(source: Source) -> Message[str, str]:
    data = source.whole(MAX_DOCUMENT, "one mail or saved page")
    if len(LAYERS.findall(data)) > MAX_LAYERS:
        raise UnreadableError(f"a mail with more than {MAX_LAYERS} parts inside parts")
    try:
        # The policy of old reads broken headers as they are; the new one raises on some.
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except BROKEN as error:
        raise UnreadableError("the mail cannot be taken apart") from error


def _leaves(message: Message[str, str]) -> Iterator[Message[str, str]]:
    """The parts that hold something, in order, found without recursion."""
    waiting: deque[Any] = deque([message])
    count = 0
    while waiting:
        found = waiting.popleft()
        count += 1
        if count > MAX_PARTS:
            raise UnreadableError(f"a mail of more than {MAX_PARTS:,} parts")
        if found.get_content_type() == "message/rfc822" and found is not message:
            inner = found.get_payload()
            waiting.extendleft(reversed(inner if isinstance(inner, list) else []))
        elif found.is_multipart():
            waiting.extendleft(reversed(found.get_payload()))
        else:
            yield found


def _text_of(bodies: list[Message[str, str]], kind: str) -> str:
    found = []
    for part in bodies:
        if part.get_content_type() != kind:
            continue
        data = _bytes_of(part)
        if not data.strip():
            continue
        text = decode(data, part.get_content_charset() or declared_in(data)).text
        if str(part.get_param("format") or "").lower() == "flowed":
            text = re.sub(r" \r?\n", " ", text)
        found.append(text)
    return "\n\n".join(found)


def _bytes_of(part: Message[str, str]) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except BROKEN as error:
        raise UnreadableError("a part of it is broken") from error
    if not isinstance(data, bytes):
        return b""
    if part.get_content_maintype() == "text" and len(data) > MAX_BYTES:
        raise UnreadableError(f"its text is larger than {MAX_BYTES // MIB} MiB")
    return data


def _header(message: Message[str, str]) -> dict[str, Any]:
    subject = re.sub(
        r"^(?:(?:fwd?|re)\s*:\s*)+", "", _line(message, "Subject"), flags=re.IGNORECASE
    )
    # Both readers call themselves for every comment or group, so a hostile line ends in
    # RecursionError; what they cannot read is not known.
    people: list[str] = []
    sent = ""
    with suppress(*BROKEN):
        named = getaddresses([_line(message, "From")[:MAX_LINE]])
        people = [found for name, address in named if (found := name or address)]
    with suppress(*BROKEN):
        sent = parsedate_to_datetime(_line(message, "Date")[:MAX_LINE]).isoformat()
    bulk = any(message.get(name) for name in BULK)  # a newsletter is sent by an outlet
    return {
        "title": subject,
        "outlet": people[0] if bulk and people else "",
        "authors": [] if bulk else people,
        "published": sent,
    }


def _sent_on(inner: Mapping[str, str], outer: Mapping[str, Any]) -> dict[str, Any]:
    """The header of a mail that was sent on: what its own lines say, not who sent it on or when."""
    message: Message[str, str] = Message(policy=email.policy.compat32)
    for name in ("from", "date", "subject"):
        message[name] = inner.get(name, "")
    header = _header(message)
    if not header["published"]:
        # "Tuesday, March 5, 2019 10:00 AM": the clock has no zone, so only the day is told.
        with suppress(InputError):
            header["published"] = read_day(inner.get("date", ""), "date").date().isoformat()
    return {**header, "title": header["title"] or outer["title"], "captured": outer["published"]}


def _line(message: Message[str, str], name: str) -> str:
    """A header as one line of text, encoded words decoded."""
    try:
        value = str(message.get(name) or "")
        words = email.header.decode_header(FOLDED.sub(" ", value[:10_000]))
        parts = [
            w.decode(charset or "utf-8", "replace") if isinstance(w, bytes) else w
            for w, charset in words
        ]
    except (*BROKEN, email.errors.MessageError):
        return ""
    return " ".join("".join(parts).split())


def _name(part: Message[str, str]) -> str:
    """An attachment's file name without folders."""
    try:
        name = str(part.get_filename() or "")[-1000:]
        words = email.header.decode_header(FOLDED.sub(" ", name))
        name = "".join(
            w.decode(c or "utf-8", "replace") if isinstance(w, bytes) else w for w, c in words
        )
    except (*BROKEN, email.errors.MessageError):
        return ""
    return " ".join(re.split(r"[/\\]", name)[-1].split())[:200]

"""What in a mail's text is another mail: quoted lines that it answers, or a mail sent on."""

from __future__ import annotations

import re
from typing import NamedTuple

# At most one break inside, since programs wrap the line: "On Tue, 5 Mar 2019 at 10:00,\nJo wrote:".
ATTRIBUTION = re.compile(
    r"(?:On|Le|Am|El)\s.{4,200}\s(?:wrote|a écrit|schrieb[^:]{0,80}|escribió)\s?:$"
)
SENT_ON = re.compile(
    r"[-_ ]{0,20}(?:Forwarded message|Begin forwarded message|Forwarded by[^-]{0,120})\s?:?\s?[-_]{0,20}$",
    re.IGNORECASE,
)
ORIGINAL = re.compile(r"-{2,20}\s?Original (?:Message|Appointment)\s?-{2,20}$", re.IGNORECASE)
FIELD = re.compile(
    r"\*?(From|Date|Sent|Subject|To|Cc|Bcc|Reply-To|Importance)\s?:\*?(.*)$", re.IGNORECASE
)
FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
MAX_MARKS = 20  # a mail of more of them was made to waste time
LONGEST = 1000  # characters of a line that may be one of these


class Letter(NamedTuple):
    """A mail's own story, and the header lines of the mail it sends on (empty where none)."""

    text: str
    header: dict[str, str]


def letter(text: str, subject: str) -> Letter:
    """The story in a mail's text: without the mail it answers, or the one that it sends on."""
    lines = text.splitlines()
    tried = 0
    for number, line in enumerate(lines):
        bare = line.removeprefix("> ").strip() if len(line) <= LONGEST else ""
        original = bool(ORIGINAL.match(bare))
        if not original and not SENT_ON.match(bare):
            continue
        tried += 1
        if tried > MAX_MARKS:
            break
        below = _unquoted(lines[number + 1 :])
        header, start = _header(below)
        if "from" not in header:
            continue
        above = _own(lines[:number])
        if original and above.strip() and not FORWARD.match(subject):
            return Letter(above, {})  # an answer above the mail it answers
        inner = _own(below[start:])
        if inner.strip():
            return Letter(inner, header)
    own = _own(lines)
    return Letter(own if own.strip() else text, {})


def _header(lines: list[str]) -> tuple[dict[str, str], int]:
    """The header lines that `lines` begin with, by small name, and the number of the line below."""
    found: dict[str, str] = {}
    last, end = "", 0
    for number, line in enumerate(lines[:40]):
        said = FIELD.match(line.strip()[:LONGEST])
        if said:
            last = {"sent": "date"}.get(said[1].lower(), said[1].lower())
            found.setdefault(last, said[2].strip(" *"))
            end = number + 1
        elif not line.strip():
            if found:
                break
        elif last and line[:1] in " \t" and number == end:
            found[last] += f" {line.strip()[:LONGEST]}"  # a long line, folded
            end = number + 1
        else:
            break
    return found, end


def _unquoted(lines: list[str]) -> list[str]:
    """Without the sign before each line, which some programs put before a mail sent on."""
    if any(line.strip() and not line.startswith(">") for line in lines):
        return lines
    return [re.sub(r"^> ?", "", line) for line in lines]


def _own(lines: list[str]) -> str:
    """Without quoted lines (RFC 3676) and the line that says whose they are."""
    kept: list[str] = []
    quoted = False
    for line in lines:
        if line.startswith(">") and not line.startswith(">From "):
            if not quoted:
                _drop_attribution(kept)
            quoted = True
            continue
        if line.strip():
            quoted = False
        kept.append(line.removeprefix(">") if line.startswith(">From ") else line)
    return "\n".join(kept)


def _drop_attribution(kept: list[str]) -> None:
    """Take the attribution line, of one line or two, off the end of what was kept."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    for many in (1, 2):
        said = " ".join(line.strip() for line in kept[max(0, end - many) : end])
        if end >= many and len(said) <= LONGEST and ATTRIBUTION.match(said):
            del kept[end - many :]
            kept.append("")
            return

"""Text that a terminal only shows: whatever would steer it, or reorder what stands there, is told.

A stranger's title may hold the sequence that clears the screen, or an override that turns the
letters after it around. Both are printed as what they are: \\x1b, \\u202e.
"""

from __future__ import annotations

import re
from typing import Any, TextIO

# All control characters but the newline and the tab, what sets a direction of writing by itself,
# other ends of lines, and halves of characters, which no stream can encode.
_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)


def inert(text: str) -> str:
    """The text with an escape in place of each character that a terminal would obey."""
    return _STEERS.sub(_escape, text)


def inert_json(text: str) -> str:
    """JSON with such characters as its own escapes: it means the same."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


class Inert:
    """A text stream on which nothing but inert text is written; `under` is the stream itself.

    For what is not ours to word: a traceback, a warning, what a library says of an argument.
    """

    def __init__(self, under: TextIO) -> None:
        self.under = under

    def write(self, text: str) -> int:
        """Write the text, made inert; its own length is returned."""
        self.under.write(inert(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write each of them."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.under, name)

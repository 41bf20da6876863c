"""What no article holds, told before a parser spends a minute on it."""

from __future__ import annotations

import re
from typing import Any

from index.errors import UnreadableError

MOST_ATTRIBUTES = 1000  # of one tag; parsers compare each with all before it
_NAME = rb"<[A-Za-z_:.][^\s>/=<]*+"
_ATTRIBUTE = (
    rb"[\s/]*+[^\s>/][^\s>/=<]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"
)
_COMMENT = rb"<!--(?s:.*?)-->"


def _pattern(comment: bytes) -> re.Pattern[bytes]:
    """All that stands before such a tag is passed over once: each step tells where it ends."""
    most = b"%d" % MOST_ATTRIBUTES
    small = _NAME + b"(?:" + _ATTRIBUTE + b"){0," + most + b"}+(?!" + _ATTRIBUTE + b")"
    before = b"(?:[^<]++|" + comment + small + rb"|<(?![A-Za-z_:.]))*+"
    return re.compile(before + _NAME + b"(?:" + _ATTRIBUTE + b"){" + most + b"}" + _ATTRIBUTE)


_WITH_COMMENTS = _pattern(_COMMENT + b"|")
_WITHOUT = _pattern(b"")


def refuse_attributes(data: bytes) -> None:
    """Raises UnreadableError for HTML with a tag of more than MOST_ATTRIBUTES attributes."""
    # Behind the last end of a comment, one that begins has none, and is no comment.
    commented = end + 3 if (end := data.rfind(b"-->")) >= 0 else 0
    if _WITH_COMMENTS.match(data[:commented]) or _WITHOUT.match(data[commented:]):
        raise _too_many()


def refuse_tree(root: Any) -> None:
    """The same for XML, whose parser takes them well; what reads it after that does not."""
    if any(len(node.attrib) > MOST_ATTRIBUTES for node in root.iter("*")):
        raise _too_many()


def _too_many() -> UnreadableError:
    return UnreadableError(
        f"a tag with more than {MOST_ATTRIBUTES:,} attributes, which no article has"
    )

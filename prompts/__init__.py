"""The words sent to a model: one file a prompt, filled in strictly, named by hash.

A template marks its blanks `{{like_this}}`. Rendering fills all of them in one pass, so that
what stands inside a value is never taken for a blank.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_BLANK = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class PromptError(ValueError):
    """A prompt that does not exist, or variables that are not the ones it asks for."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A filled-in prompt. `hash` names the version of its template, whatever the variables."""

    text: str
    hash: str


def render(name: str, **variables: str) -> Prompt:
    """Fill in `prompts/NAME.md`; PromptError unless the variables are exactly its blanks."""
    template = _template(name)
    blanks = set(_BLANK.findall(template))
    if blanks != set(variables):
        missing = ", ".join(sorted(blanks - set(variables))) or "none"
        extra = ", ".join(sorted(set(variables) - blanks)) or "none"
        raise PromptError(f"prompt {name!r}: missing variables: {missing}; extra: {extra}")
    text = _BLANK.sub(lambda blank: variables[blank.group(1)], template)
    return Prompt(text, fingerprint(name))


def fingerprint(*names: str) -> str:
    """The first 12 hex digits of the SHA-256 of these templates, in this order."""
    whole = hashlib.sha256()
    for name in names:
        whole.update(hashlib.sha256(_template(name).encode()).digest())
    return whole.hexdigest()[:12]


def fresh_mark(texts: Iterable[str], draw: Callable[[], str] = lambda: secrets.token_hex(8)) -> str:
    """A random mark that stands in none of the texts, to fence them with.

    Whoever wrote the texts could not know the mark, and one that turns up by accident is drawn
    again. So the texts need no escaping, and a quote can be copied from them as it stands.
    """
    folded = [text.casefold() for text in texts]
    mark = draw()
    while any(mark.casefold() in text for text in folded):
        mark = draw()
    return mark


@cache
def _template(name: str) -> str:
    path = _FOLDER / f"{name}.md"
    if path.parent != _FOLDER or not path.is_file():
        known = ", ".join(sorted(found.stem for found in _FOLDER.glob("*.md")))
        raise PromptError(f"there is no prompt {name!r}; there are: {known}")
    return path.read_text(encoding="utf-8").strip()

"""What a model finds in the prompt: the question and the passages, each with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import prompts


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage as the model is shown it; `number` is what it is to be cited by."""

    number: int
    outlet: str
    published: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A prompt, read: `question` as the reader put it, `passages` in the order shown."""

    question: str
    passages: tuple[Shown, ...]
    prompt: str = field(default="", repr=False)

    def holding(self, words: str, title: str = "") -> Shown | None:
        """The first passage with these exact words, of the article with this title if one is given."""
        for passage in self.passages:
            if words in passage.text and title in ("", passage.title):
                return passage
        return None


def see(prompt: str) -> Seen:
    """Read a whole prompt, by the templates that made it."""
    passages = tuple(
        Shown(
            int(found["number"]),
            found["outlet"],
            found["published"],
            found["title"],
            found["text"],
        )
        for found in _passage().finditer(prompt)
    )
    asked = prompt.rpartition("Question:")[2].strip().split("\n")[0]
    return Seen(asked, passages, prompt)


@cache
def _passage() -> re.Pattern[str]:
    """The template of a passage as a pattern: each blank a group, met again the same text."""
    template = (Path(prompts.__file__).parent / "answer_passage.md").read_text(encoding="utf-8")
    pattern, met = "", set()
    for at, piece in enumerate(re.split(r"\{\{\s*(\w+)\s*\}\}", template.strip())):
        if at % 2 == 0:
            pattern += re.escape(piece)
        elif piece in met:
            pattern += f"(?P={piece})"
        else:
            met.add(piece)
            pattern += f"(?P<{piece}>" + (r"[\s\S]*?)" if piece == "text" else r"[^\n]*?)")
    return re.compile(pattern)

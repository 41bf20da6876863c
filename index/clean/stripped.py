"""What is left of a page once its furniture is taken out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.article import Removed
from index.load.raw import Block


@dataclass(slots=True)
class Stripped:
    """What is left of a page, and what was found on the way."""

    story: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what the story says of itself
    captions: list[str] = field(default_factory=list)
    title: str | None = None
    section: str | None = None

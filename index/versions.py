"""A version of an article, its days, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from index.article import Article
from index.filters import NO_FIRST, NO_LAST


@dataclass(frozen=True, slots=True)
class Version:
    """What readers saw from `since` (None: from the start) up to before `until` (None: today)."""

    article: Article
    since: date | None
    until: date | None

    @classmethod
    def of(cls, article: Article, valid_from: int, valid_until: int) -> Version:
        """From the day numbers that the catalog keeps."""
        return cls(
            article,
            date.fromordinal(valid_from) if valid_from > NO_FIRST else None,
            date.fromordinal(valid_until) if valid_until <= NO_LAST else None,
        )


def changes(old: Article, new: Article) -> list[str]:
    """A line a paragraph that differs: '- ' what was there, '+ ' what stands there now."""
    before = [old.title or "", *old.text.split("\n\n")]
    after = [new.title or "", *new.text.split("\n\n")]
    lines = unified_diff(before, after, lineterm="", n=0)
    return [f"{x[0]} {x[1:]}" for x in lines if x[0] in "+-" and not x.startswith(("+++", "---"))]

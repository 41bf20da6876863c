"""A version of an article, its days, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

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
    lines: list[str] = []
    for change, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change != "equal":
            for was, now in zip_longest(before[a:b], after[c:d]):
                lines += [f"{sign} {text}" for sign, text in (("-", was), ("+", now)) if text]
    return lines

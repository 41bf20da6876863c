"""What is known to be right: claims in a writer's own words, and the sentences they rest on."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case
from evals.metrics import fold
from index.archive import Archive

CLAIMS = Path(__file__).parent / "claims.jsonl"
NEAR = 3  # words either side of what was swapped that make the swap unmistakable


@dataclass(frozen=True, slots=True)
class Known:
    """A true claim that answers the case, and its `quotes`: whole sentences of one article.

    `swaps` are the errors that can be planted in it: what kind, which words, by which.
    """

    case: str
    title: str
    text: str
    quotes: tuple[str, ...]
    speaker: str | None
    swaps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A claim with one error, made from `true`; `quotes` is what it is said to rest on.

    `fragment` stands in no article: where it is shown, it can only be the error. It is empty
    where the error is the passage the quotes are said to stand in.
    """

    kind: str
    text: str
    speaker: str | None
    quotes: tuple[str, ...]
    fragment: str
    true: Known


BEYOND = (
    "and a second review is due in the autumn",
    "which critics have called a scandal",
    "and officials expect more of it by the summer",
    "for the first time in a generation",
    "despite warnings from the trade unions",
    "after months of delay",
    "and the minister later apologised",
)


def known(archive: Archive, cases: Sequence[Case]) -> dict[str, list[Known]]:
    """By case: the claims on file, and for what they leave open the sentences that answer it."""
    voices = _sentences(archive)
    filed: dict[str, list[Known]] = {}
    asked = {case.id for case in cases}
    for row in map(json.loads, CLAIMS.read_text(encoding="utf-8").splitlines()):
        if row["case"] not in asked:
            continue
        quotes = tuple(_holding(voices, words, (row["title"],))[1] for words in row["holds"])
        swaps = tuple((kind, old, new) for kind, (old, new) in row["swaps"].items())
        filed.setdefault(row["case"], []).append(
            Known(row["case"], row["title"], row["text"], quotes, row.get("speaker"), swaps)
        )
    for case in cases:
        some = filed.setdefault(case.id, [])
        for group in case.quotes if case.answerable else ():
            told = fold(" ".join(quote for claim in some for quote in claim.quotes))
            if not any(fold(wanted) in told for wanted in group):
                title, quote = _holding(voices, group[0], (*case.articles, *case.all_articles))
                some.append(Known(case.id, title, quote, (quote,), None, ()))
    return filed


def planted(archive: Archive, claims: Sequence[Known]) -> list[Planted]:
    """Every error that can be planted in these. ValueError for one that an article bears out."""
    everything = fold(" ".join(text for texts in _sentences(archive).values() for text in texts))
    out = []
    for one in (claim for claim in claims if claim.swaps):
        for kind, old, new in one.swaps:
            text = one.text.replace(old, new)
            speaker = new if kind == "speaker" else one.speaker
            near = _near(text, new)
            out.append(Planted(kind, text, speaker, one.quotes, near, one))
            forged = tuple(re.sub(re.escape(old), new, q, flags=re.I) for q in one.quotes)
            if kind == "number" and forged != one.quotes:
                out.append(Planted("forged quote", text, speaker, forged, near, one))
        added = BEYOND[len(one.text) % len(BEYOND)]
        text = f"{one.text.removesuffix('.')}, {added}."
        out.append(Planted("beyond the quote", text, one.speaker, one.quotes, added, one))
        out.append(Planted("wrong passage", one.text, one.speaker, one.quotes, "", one))
    for error in out:
        if error.fragment and fold(error.fragment) in everything:
            raise ValueError(f"{error.fragment!r} ({error.true.case}) stands in an article")
    return out


def _near(text: str, new: str) -> str:
    """The swapped words with a few of their neighbours."""
    at = text.index(new)
    before = text[:at].split()[-NEAR:]
    after = text[at + len(new) :].split(" ")
    return " ".join([*before, new]) + " ".join(after[: NEAR + 1])


def _sentences(archive: Archive) -> dict[str, list[str]]:
    """By title of the article."""
    out = {}
    for name, _ in archive.articles():
        article = archive.article(name)
        out[article.label] = [article.text[s.start : s.end] for s in archive.sentences(article.id)]
    return out


def _holding(sentences: dict[str, list[str]], words: str, titles: Sequence[str]) -> tuple[str, str]:
    """Title and text of the sentence with these words. ValueError if there is none."""
    for title in titles or sentences:
        for text in sentences[title]:
            if fold(words) in fold(text):
                return title, text
    raise ValueError(f"no sentence of {titles} holds {words!r}")

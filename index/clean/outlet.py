"""Furniture by repetition: what an outlet's articles share is the outlet's and no story.

Pure functions: a store counts how many different stories carry each line. Background paragraphs
repeat too, since agencies file them again with every turn of a story; so only lines that speak
of the site, of the article or to the reader are counted, and the fewer marks one has of these the
more stories must carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from index.article import Article, Removed
from index.clean import dateline
from index.clean.rules import ENDED, QUOTED, SITE, TOLD

REASON = "repeats across this outlet's articles"
LONGEST = 600  # characters: calls and pleas are short, background is not
STRONG, WEAK, BARE = "s", "w", "b"  # how much a line says of itself that it is no story
# Stories that must carry a line of each kind; chosen on the dev marks of `evals.furniture`.
LEAST = {STRONG: 2, WEAK: 4, BARE: 6}
SELF = re.compile(
    r"\b(?:newsletters?|subscri\w+|podcasts?|inbox|sign up|signed up|follow|journalism|twitter|facebook|instagram|whatsapp|telegram|e-?mail"
    r"|click|app|read more|reporters?|editors?|contact|advert\w*|sponsor\w*|grant|commission|copyright|rights reserved|membership|donat\w+"
    r"|live (?:scores?|updates?)|latest (?:news|updates|scores?))\b|https?:|www\.|@\w|\.com\b",
    re.IGNORECASE,
)
THIS = re.compile(
    r"\bthis (?:story|article|report|page|post|column|newsletter|edition|fact[- ]check|list|series|website|site|transcript)\b",
    re.IGNORECASE,
)
READER = re.compile(r"\b(?:you|your|yours|we|our|us)\b", re.IGNORECASE)


def lines(article: Article) -> list[str]:
    """The keys of the paragraphs worth counting, in order and once each.

    The same whether or not the article has been through `without`.
    """
    taken = [r.text for r in article.removed if r.reason == REASON]
    texts = [*(text for _, text in _paragraphs(article)), *taken]
    return list(dict.fromkeys(key for text in texts if (key := _key(text, article.outlet))))


def is_furniture(count: int, line: str = BARE) -> bool:
    """Whether `count` different stories of one outlet make this line furniture; once true for a
    count it is for every higher one.
    """
    return count >= LEAST[line[:1]]


def without(article: Article, furniture: frozenset[str] | set[str]) -> Article:
    """The article without the paragraphs whose keys are in `furniture`, kept with the reason.

    Where nothing would be left the article stays as it is.
    """
    story: list[tuple[bool, str]] = []
    taken: list[Removed] = []
    for heading, text in _paragraphs(article):
        if _key(text, article.outlet) in furniture:
            taken.append(Removed(text, REASON))
        else:
            story.append((heading, text))
    while story and story[-1][0] and taken:  # a heading that nothing follows any more
        taken.append(Removed(story.pop()[1], REASON))
    if not taken or all(heading for heading, _ in story):
        return article
    spans, at = [], 0
    for heading, text in story:
        if heading:
            spans.append((at, at + len(text)))
        at += len(text) + 2
    body = "\n\n".join(text for _, text in story)
    return replace(
        article,
        text=body,
        headings=tuple(spans),
        dateline=dateline.find(body),
        removed=(*article.removed, *taken),
    )


def _paragraphs(article: Article) -> Iterator[tuple[bool, str]]:
    """Each paragraph, and whether it is a heading."""
    headings = {start for start, _ in article.headings}
    at = 0
    for text in article.text.split("\n\n"):
        yield at in headings, text
        at += len(text) + 2


def _key(text: str, outlet: str | None) -> str | None:
    """What kind of line it is and what it says, whatever its figures; None for plain story."""
    if len(text) > LONGEST:
        return None
    bare = QUOTED.sub(" ", text)
    if bare.count(" ") < 2 or TOLD.search(bare):  # a quotation, or the name of a section
        return None
    named = outlet is not None and outlet.casefold() in bare.casefold()
    marks = bool(SELF.search(bare)) + bool(READER.search(bare)) + bool(THIS.search(bare)) + named
    if SITE.search(bare) or marks >= 2:
        kind = STRONG
    elif marks:
        kind = WEAK
    elif not ENDED.search(text) and ":" in text:  # a label and a link
        kind = BARE
    else:
        return None
    said = re.sub(r"\d+", "0", " ".join(re.findall(r"\w+", text.casefold())))
    return kind + blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()

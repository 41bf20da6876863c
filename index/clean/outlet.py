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
    r"\b(?:newsletters?|subscri\w+|podcasts?|inbox|sign up|signed up|journalism|twitter|facebook|instagram|whatsapp|telegram|e-?mail"
    r"|click|read more|advert\w*|sponsor\w*|copyright|rights reserved|membership|donat\w+"
    r"|live (?:scores?|updates?)|latest (?:news|updates|scores?))\b|https?:|www\.|@\w|\.com\b",
    re.IGNORECASE,
)
# Words of the trade that the news itself has as well: marks only beside another one.
TRADE = re.compile(
    r"\b(?:follow|app|reporters?|editors?|contact|commission|grants? (?:from|by)|by a grant)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"\b(?:is|are|was|were|will|has|have|had|must|can|may)\b")
PAST = re.compile(r"\b(?:was|were|had|did|went|came|saw|met)\b")
LINKED = re.compile(
    r"^[^:]{2,60}:\s*[\"“‘']?[A-Z](?!.*\d)(?:\S+\s+){3,}\S+$"
)  # a label, a headline
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
        removed=_sorted((*article.removed, *taken)),
    )


def _sorted(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """In an order that does not tell which line was learned first."""
    learned = sorted((r for r in removed if r.reason == REASON), key=lambda r: r.text)
    return (*(r for r in removed if r.reason != REASON), *learned)


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
    kind = _kind(text, bare, outlet is not None and outlet.casefold() in bare.casefold())
    if kind is None:
        return None
    said = " ".join(re.findall(r"\w+", text.casefold()))  # its figures too: they are the news
    return kind + blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _kind(text: str, bare: str, named: bool) -> str | None:
    """How much a line says of itself that it is no story; None where it says nothing of it.

    A whole sentence to "you" may be the police's and a sentence that names the outlet may be
    about prices: of these two marks both are needed, or one beside a word of the site's.
    """
    ended = bool(ENDED.search(text))
    reader, this, own = READER.search(bare), THIS.search(bare), SELF.search(bare)
    if SITE.search(bare) or (own and (reader or this or named)) or (this and (reader or named)):
        return STRONG
    if own or this or (reader and named):
        return WEAK
    trade = TRADE.search(bare) and (reader or named or not ended)
    if trade and not (ended and PAST.search(bare)):
        return WEAK
    if reader and not ended and not CLAUSE.search(bare):
        return WEAK
    return BARE if not ended and LINKED.match(text) else None

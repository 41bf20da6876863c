"""Pages that are no article: section fronts, lists of teasers, walls of consent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from index.clean import rules
from index.clean.letters import plain
from index.clean.metadata import Values
from index.clean.told import SENTENCES
from index.load.raw import Block

FEWEST = 6  # links that read like headlines
HEADLINE = 4  # words of one at least
SOLID = 0.15  # of the words: so few stand apart from headlines on a front
PARAGRAPH, FEW = 20, 60  # words of a line that may be story, and of all such apart from headlines
CONSENTING = 0.8  # of the characters
BOX = 200  # characters that a box has besides its text: a headline, a day, a section
STATED = 0.96  # how sure a day is that a page states under the name of its publication
# Of a sentence of a consent form; what the law wants said there is said alike everywhere.
CONSENT = re.compile(
    r"\b(?:(?:cookies?|consent|(?:privacy|personal) (?:policy|data|choices|settings)|advertising partners"
    r"|(?:our|trusted|third[- ]party) (?:partners|vendors)|personali[sz]ed (?:ads|advertising|content)"
    r"|information on (?:a|your) device|(?:processing|process) (?:of )?(?:your )?personal data|manage (?:my |your )?(?:preferences|options|choices|settings)"
    r"|alle (?:akzeptieren|ablehnen)|consentimiento|datos personales|(?:aceptar|rechazar) tod[ao]s?"
    r"|(?:accept|reject) all|ad[- ]?blocker|legitimate interest|gdpr"
    r"|already a subscriber|subscribe (?:now|today|to (?:read|continue))|your (?:free )?(?:trial|subscription))\b|einwillig|personenbezogene)",
    re.IGNORECASE,
)


def why_no_article(
    blocks: Sequence[Block], places: Mapping[str, Any], tree: Any, values: Values
) -> str:
    """Why what was taken for the article of a page is none, "" where it is one.

    `places` holds the element of each line of the page, `tree` what is left of the page without
    the parts that say of themselves that they are no story.
    """
    story = [
        b.text for b in blocks if not b.level and len(b.text.split(None, HEADLINE)) >= HEADLINE
    ]
    if _consents(story):
        return "the page holds a notice on cookies or subscriptions and no article"
    if not _says_article(tree, values) and _teases(story, places, tree):
        return "the page is a list of headlines and no article; ingest the pages it links to"
    return ""


def _says_article(tree: Any, values: Values) -> bool:
    """Whether the page states that it is an article: by its type, a day of publication, a headline."""
    kinds = tree.xpath("//meta[@property='og:type']/@content")
    stated = any(found.confidence >= STATED for _, found in values.get("published", ()))
    heads = (h for h in tree.iter("h1") if h.find(".//a") is None and h.getparent().tag != "a")
    headed = any(len(plain(h.text_content()).split()) > HEADLINE for h in heads)
    return stated or headed or any(kind.strip().lower() == "article" for kind in kinds)


def _consents(story: list[str]) -> bool:
    """Whether nearly all that is told is about consent, and nobody is quoted."""
    size = sum(map(len, story))
    other = 0
    for part in (part for text in story for part in SENTENCES.split(text)):
        if not CONSENT.search(part) or rules.TOLD.search(part):
            other += len(part)
        if size - other < CONSENTING * size:
            return False  # of most articles the first few sentences decide
    return bool(story)


def _teases(story: list[str], places: Mapping[str, Any], tree: Any) -> bool:
    """Whether most of what is told stands in links to other pages, or right beside their headlines."""
    heads = {
        link.getparent(): link.get("href")
        for link in tree.iter("a")
        if "#" not in (link.get("href") or "#") and _is_headline(link)
    }
    if len(set(heads.values())) < FEWEST:
        return False
    above = {up for node in heads for up in (node, *node.iterancestors())}
    # Where the story was missed, it still stands on the page.
    long = [text for text in places if len(text.split()) >= PARAGRAPH]
    if sum(len(t.split()) for t in long if not _beside(places[t], t, above)) >= FEW:
        return False
    told = [(len(text.split()), _beside(places.get(text), text, above)) for text in story]
    solid = sum(words for words, teaser in told if not teaser)
    return solid <= SOLID * sum(words for words, _ in told)


def _is_headline(link: Any) -> bool:
    """Whether a link has a headline for its words, and hardly any stand beside it."""
    words = plain(link.text_content()).split()
    if not HEADLINE <= len(words) <= 30:
        return False
    return len(plain(link.getparent().text_content()).split()) <= len(words) + 2


def _beside(node: Any, text: str, above: set[Any]) -> bool:
    """Whether the smallest element around a text that holds more than it holds a headline's link."""
    if node is None:
        return False
    size = len(text)
    for up in (node, *node.iterancestors()):
        if up.tag in ("body", "main", "html"):
            return False
        held = len(plain(up.text_content()))
        if up in above:
            return held <= 3 * size + BOX
        if held > 2 * size + BOX:
            return False
    return False

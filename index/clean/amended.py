"""An article with fields that a person has set, as if they had been supplied with its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from index.article import Article
from index.clean.cleaner import SUPPLIED, best, genuine, people
from index.clean.language import code
from index.dates import Clues, publication


def amended(article: Article, fields: Mapping[str, Any]) -> Article:
    """`article` with these fields; InputError where a day is none, UnreadableError for no text."""
    found = dict(article.found)
    made: dict[str, Any] = {}
    values = {name: [(value, SUPPLIED)] for name, value in fields.items()}
    for name in ("title", "outlet", "url", "section"):
        if name in values and (text := best(values, name)):
            made[name], found[name] = text
    if "outlet" in made:
        found["outlet"] = genuine(made["outlet"], SUPPLIED, article.text)
    if "authors" in values and (names := people(values, "authors", None)):
        made["authors"], found["authors"] = names
    if "language" in values and (tag := code(fields["language"])):
        made["language"], found["language"] = tag, SUPPLIED
    if "published" in values:
        made |= _published(replace(article, **made), values["published"])
    return replace(article, **made, found=tuple(sorted(found.items())))


def _published(article: Article, values: list[tuple[Any, Any]]) -> dict[str, Any]:
    clues = Clues(
        published=tuple(values),
        dateline=article.dateline.words if article.dateline else "",
        title=article.title,
        url=article.url,
        body=article.text,
        language=article.language,
    )
    stated, _ = publication(clues)
    updated = article.updated
    if updated and stated.stamp and updated.at < stated.stamp.at and updated.day != stated.day:
        updated = None  # as for a page that says so itself
    return {"published": stated, "updated": updated}

"""What a person says of articles that are in: put into them at once, and kept for later ingests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from index.article import Article
from index.catalog import Catalog, Entry
from index.clean.amended import amended
from index.clean.language import code
from index.clean.outlet import lines
from index.dates import read_published
from index.errors import InputError, UnreadableError
from index.furnish import Furnishing
from index.prepare import entry

FIELDS = ("title", "outlet", "authors", "published", "url", "section", "language")
Embedded = Callable[[list[Entry]], list[Entry]]  # the same entries with their vectors
OF_ONE = ("title", "url")  # no two articles share them


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value; InputError for one that does not exist or makes no sense."""
    given = {name: value for name, value in fields.items() if value not in (None, "", [], ())}
    if unknown := [name for name in fields if name not in FIELDS]:
        raise InputError(f"{unknown[0]!r} is no field to set; there are {', '.join(FIELDS)}.")
    if not given:
        raise InputError("There is nothing to set; say for instance --published 2019-03-05.")
    if "published" in given:
        given["published"] = read_published(given["published"], "--published").isoformat()
    if "language" in given and not code(given["language"]):
        raise InputError(f"{given['language']!r} is no language; write a code such as en or es.")
    if "url" in given and not str(given["url"]).startswith(("http://", "https://")):
        raise InputError(f"{given['url']!r} is no web address; it begins with https://.")
    return given


def amend(
    catalog: Catalog,
    embedded: Embedded,
    ids: Iterable[str],
    fields: Mapping[str, Any],
    missing: bool = False,
) -> list[str]:
    """Set `fields` of articles in all their versions; the ids of the newest ones after it.

    With `missing`, what is known of an article stays as it is. Raises as `checked`. The caller
    holds the archive's write lock.
    """
    given = checked(fields)
    ids = list(dict.fromkeys(ids))
    works = list(dict.fromkeys(catalog.works.of(i) for i in ids))
    if len(works) > 1 and (one := [name for name in OF_ONE if name in given]):
        raise InputError(f"{len(works)} articles cannot have one {one[0]}; name a single article.")
    changed: list[str] = []
    furnishing = Furnishing(catalog)
    with catalog.transaction():
        for identity in ids:
            versions = catalog.works.versions(identity) or [identity]
            for number, version in enumerate(versions, 1):
                newest = number == len(versions)
                own = {n: v for n, v in given.items() if newest or n not in OF_ONE}
                made = _amend(catalog, embedded, furnishing, version, own, missing)
            changed.append(made)
    return list(dict.fromkeys(changed))


def _amend(
    catalog: Catalog,
    embedded: Embedded,
    furnishing: Furnishing,
    identity: str,
    fields: Mapping[str, Any],
    missing: bool,
) -> str:
    """One version of an article; the id that it has after it."""
    held = catalog.held(identity)
    if missing:
        fields = {name: value for name, value in fields.items() if not _known(held, name)}
    if not fields:
        return identity
    try:
        article = amended(held, fields)
    except UnreadableError as error:
        raise InputError(f"{error}.") from error
    for path, item in catalog.places.of(identity):
        at = catalog.places.at(path, item)
        assert at is not None
        catalog.said.put(path, item, at[1], fields)
    fresh = furnishing.strip(replace(entry(article), lines=tuple(lines(article))))
    new = fresh.article.id
    if new != identity:
        catalog.replace(identity, embedded([fresh])[0])
        for old, outdated in furnishing.outdated([fresh.article]):
            catalog.replace(old, embedded([outdated])[0])
    return new


def _known(article: Article, name: str) -> bool:
    if name == "published":
        return article.published.stamp is not None
    return bool(getattr(article, name))

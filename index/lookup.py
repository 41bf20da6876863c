"""An article by whatever a person calls it: id, beginning of an id, title, file."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from index.article import Article
from index.catalog import Catalog
from index.errors import InputError
from index.place import place


def named(catalog: Catalog, name: str) -> Article:
    """The one article of that name. Raises InputError if there is none, or more than one."""
    if exact := catalog.article(name):
        return exact
    matches = [i for i, title in catalog.articles() if title == name]
    matches += [i for i, _ in catalog.articles(old=True) if i.startswith(name)]
    matches = list(dict.fromkeys(matches or _in_files(catalog, name)))
    if len(matches) != 1 or not name:
        found = "No article is" if not matches else f"{len(matches)} articles are"
        raise InputError(f"{found} called {name!r}; see the ids with: dateline list")
    return catalog.held(matches[0])


def several(catalog: Catalog, name: str) -> list[str]:
    """The ids of all articles of a file, of a folder, or of the files and items that a pattern fits;
    else the one article of that name. Raises InputError if there is none."""
    if catalog.article(name):
        return [name]
    whole = str(Path(name).resolve()) if name else ""
    found: list[str] = []
    for path in catalog.places.paths():
        for item, article_id in catalog.places.held_by(path):
            at = place(path, item)
            names = (path, Path(path).name, at, place(Path(path).name, item))
            fits = any(fnmatchcase(n, p) for n in names for p in (name, whole))
            if name and (fits or name in names or whole in (path, *map(str, Path(path).parents))):
                found.append(article_id)
    if not found and any(sign in name for sign in "*?["):
        raise InputError(f"No article fits {name!r}; see the articles with: dateline list")
    return list(dict.fromkeys(found)) or [named(catalog, name).id]


def _in_files(catalog: Catalog, name: str) -> list[str]:
    """The articles of a file of that name, or the one in a line of it ("dump.jsonl:7")."""
    matches: list[str] = []
    for path in catalog.places.paths():
        held = catalog.places.held_by(path)
        if name in (path, Path(path).name) or path == str(Path(name).resolve()):
            matches += [article_id for _, article_id in held]
        matches += [
            article_id
            for item, article_id in held
            if item and name in (f"{path}:{item}", f"{Path(path).name}:{item}")
        ]
    return matches

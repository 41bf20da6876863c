"""Files and folders to the article files among them; what is passed over, with a reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import InputError, UnreadableError
from index.load.gate import open_regular, refuse_special
from index.load.kinds import LIST, SUFFIXES, readable_name
from index.load.raw import Failure
from index.load.sidecar import SIDECARS
from index.place import place

NOT_ARTICLES = ("readme", "license", "changelog", "contributing")
ARCHIVE = "catalog.sqlite"
ASSETS = re.compile(r"(.+?)(?:_files|\.files)")


def files(paths: Iterable[str | Path]) -> Iterator[Path | Failure]:
    """The article files named by `paths`, folders walked in order; the rest reported.

    A link that is named is followed; inside a folder only to files of that folder. Raises
    InputError where a path does not exist or is a web address.
    """
    seen: set[Path] = set()
    for path in existing(paths):
        for found in _walk(path) if path.is_dir() else [path]:
            checked = found if isinstance(found, Failure) else _checked(found, path, seen)
            if checked is not None:
                yield checked


def existing(paths: Iterable[str | Path]) -> list[Path]:
    """The paths, all of which are there. Raises InputError for one that is not, or a web address."""
    for given in map(str, paths := list(paths)):
        if re.match(r"https?:/", given):
            raise InputError(f"{given} is a web address; save the page and ingest the file.")
        if "\0" in given or not _is_there(Path(given)):
            raise InputError(f"{given} does not exist; name a file or a folder of articles.")
    return [Path(p) for p in paths]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise InputError(f"{path} cannot be looked at: {error}.") from error


def _walk(folder: Path) -> Iterator[Path | Failure]:
    unreadable: list[OSError] = []
    # os.walk does not follow links to folders, so a loop of links cannot trap it.
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        held = set(names)
        if ARCHIVE in held:  # an archive of ours beside its articles
            folders.clear()
            if Path(where) == folder:
                yield Failure(_name(folder), "it holds an archive; name the folder of the articles")
            continue
        for name in sorted(folders):
            if (Path(where) / name).is_symlink() and not name.startswith("."):
                reason = "a link to a folder is not followed; name that folder too"
                yield Failure(_name(Path(where) / name), reason)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _assets(f, held))
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().startswith(NOT_ARTICLES):
                yield Path(where) / name
        while unreadable:
            yield _unreadable(unreadable.pop())
    while unreadable:
        yield _unreadable(unreadable.pop())


def _assets(folder: str, held: set[str]) -> bool:
    """Whether a folder holds the pictures and frames of a page that was saved beside it."""
    found = ASSETS.fullmatch(folder)
    return found is not None and bool({f"{found[1]}.html", f"{found[1]}.htm"} & held)


def _checked(found: Path, named: Path, seen: set[Path]) -> Path | Failure | None:
    """The file by its real path, a Failure, or None for one that was met or is a sidecar."""
    name = _name(found)
    try:
        resolved = found.resolve(strict=True)
        inside = found == named or resolved.is_relative_to(named.resolve())
        if not inside:
            return Failure(name, "a link to a file outside the folder is not followed; name it")
        if resolved in seen or found.name.endswith(SIDECARS):
            return None
        seen.add(resolved)
        str(resolved).encode("utf-8")
        refuse_special(resolved.stat().st_mode)
        if found.suffix.lower() not in SUFFIXES and not _known_inside(resolved):
            return Failure(name, f"format not known; Dateline reads {LIST}")
    except UnicodeEncodeError:
        return Failure(name, "its name is not valid UTF-8; rename it")
    except UnreadableError as error:
        return Failure(name, str(error))
    except (OSError, RuntimeError) as error:
        circle = "a link that leads in a circle" if found.is_symlink() else "cannot be read"
        where = "a link that leads nowhere" if isinstance(error, FileNotFoundError) else circle
        return Failure(name, where)
    return resolved


def _known_inside(path: Path) -> bool:
    """Whether a file of unknown suffix is one of ours by its first bytes: saved pages mostly."""
    with open_regular(path) as stream:
        return readable_name(path.name, stream.read(4096))


def _unreadable(error: OSError) -> Failure:
    return Failure(_name(Path(error.filename or "?")), f"cannot be read: {error.strerror}")


def _name(path: Path) -> str:
    return place(os.fsencode(path).decode("utf-8", "replace"), "")

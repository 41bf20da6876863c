"""What is known of an article beside its text: sidecar files and front matter."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from index.errors import UnreadableError
from index.load.encoding import decode
from index.load.fields import named
from index.load.gate import open_regular, real_inside, refuse_special
from index.load.source import MIB, brief

LONGEST = 64 * 1024  # characters of front matter
SIDECARS = (".meta.json", ".meta.yaml", ".meta.yml")


def beside(path: Path) -> dict[str, Any]:
    """What `article.txt.meta.json` or `.meta.yaml` beside `article.txt` says of it.

    Raises UnreadableError for a broken sidecar, and OSError.
    """
    if found := path_beside(path):
        with open_regular(found) as stream:
            return fields_of(stream.read(MIB + 1), found.name)
    return {}


def path_beside(path: Path) -> Path | None:
    """The sidecar file of `path`, a real path; None where there is none.

    It may be a link to another file in the folder of the article. Raises UnreadableError for a
    link that leads out of that, and for what is no file.
    """
    named = (path.with_name(path.name + ending) for ending in SIDECARS)
    if (found := next((name for name in named if os.path.lexists(name)), None)) is None:
        return None
    try:
        real = real_inside(found, path.parent)
        refuse_special(real.lstat().st_mode)
    except UnreadableError as error:
        raise UnreadableError(f"its sidecar {found.name} is not read: {error}") from error
    return real


def fields_of(data: bytes, name: str) -> dict[str, Any]:
    """The fields that a sidecar holds. Raises UnreadableError where it is broken."""
    if len(data) > MIB:
        raise UnreadableError(f"its sidecar {name} is larger than 1 MiB")
    try:
        known = _yaml(decode(data).text)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, UnreadableError) as error:
        raise UnreadableError(f"its sidecar {name} is broken ({_said(error)})") from error
    if not isinstance(known, dict):
        raise UnreadableError(f"its sidecar {name} does not hold named fields")
    return named({str(key): value for key, value in known.items()})


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields above a text and the text below them; no fields where there is no front matter.

    Raises UnreadableError where they are broken.
    """
    if not text.startswith("---"):
        return {}, text
    try:
        above, below = frontmatter.YAMLHandler().split(text)
    except ValueError:  # nothing ends it: a rule, not front matter
        return {}, text
    if len(above) > LONGEST:
        raise UnreadableError(f"its front matter is longer than {LONGEST // 1024} KiB")
    try:
        known = _yaml(above)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        # ValueError: a date such as 2019-02-30.
        raise UnreadableError(f"its front matter is not valid YAML ({_said(error)})") from error
    if not isinstance(known, dict):
        return {}, text
    return named({str(key): value for key, value in known.items()}), below


class _NoAliases(yaml.SafeLoader):
    """YAML without aliases, by which a few lines can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_NoAliases)  # noqa: S506 - it is a SafeLoader


def _said(error: Exception) -> str:
    """What is wrong and in which line, without the lines that YAML quotes."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return f"{error.problem}{line}"
    return brief(error)

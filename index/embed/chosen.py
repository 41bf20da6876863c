"""Which embedding an archive's vectors are by: the one it was made with, unless it is reindexed."""

from __future__ import annotations

import os
import shlex
import threading
from pathlib import Path

from index import context, installation
from index.catalog import Catalog
from index.embed import BUILT_IN, DEFAULT, harmless, is_server, name_of, resolve, setting_of
from index.embed.checked import Checked
from index.embed.embedding import Embedding
from index.errors import ArchiveError, UnnamedServerError

Given = str | Embedding | None
Pair = tuple[str | Embedding, Embedding]  # a setting or an object, and what it makes


def stamps_of(setting: str | Embedding, made: Embedding) -> dict[str, str]:
    """What an archive remembers of an embedding; its keys are not in it."""
    return {
        "embedding": name_of(made),
        "setting": setting_of(setting),
        "context": context.VERSION,
    }


class Chosen:
    """The embedding of one archive, as its opener gave it or as its stamp remembers it.

    A remembered one is made when it is first needed: an archive whose embedding cannot be had can
    be read and reindexed all the same. An archive may come from anybody: what its stamp names is
    followed if it is `harmless`, or named by the user too, who is then remembered to have done so. One without passages is bound to nothing. Where another
    process reindexes the archive, this one follows.
    """

    def __init__(self, given: Given) -> None:
        """Raises InputError if what is given names no embedding."""
        self._given: Given = given or None
        self._made: Embedding | None = _named(given) if given else None
        self._current: Checked | None = None
        self._stamps: tuple[str, ...] = ()
        self._guard = threading.Lock()

    def for_new(self) -> dict[str, str]:
        """The stamps of an archive that is made now."""
        self._given = self._given or DEFAULT
        self._made = self._made or resolve(self._given)
        return stamps_of(self._given, self._made)

    def check(self, catalog: Catalog) -> None:
        """Raises ArchiveError if another embedding was given than the archive was made with."""
        held = catalog.embedded.stamps()["embedding"]
        if _empty(catalog):
            return
        if self._made is not None and self._given is not None and name_of(self._made) != held:
            raise ArchiveError(
                f"The archive {catalog.path.parent} was made with the embedding {held!r}, not "
                f"{name_of(self._made)!r}; leave the setting out, or have all its passages embedded "
                f"anew: {remedy(catalog.path.parent, setting_of(self._given))}"
            )

    def current(self, catalog: Catalog) -> Checked:
        """The embedding to use now. Raises ArchiveError if the vectors are not by any to be had."""
        with self._guard:
            stamps = catalog.embedded.stamps()
            names = ("embedding", "setting", "context", "era")
            known = (str(_empty(catalog)), *(stamps.get(name, "") for name in names))
            if self._current is None or known != self._stamps:
                catalog.embedded.check()
                setting, found = self._found(catalog, stamps)
                ships = _empty(catalog) or setting_of(setting) in BUILT_IN
                instead = "" if ships else remedy(catalog.path.parent, DEFAULT)
                self._current = Checked(found, catalog.embedded.dims(), instead)
                self._stamps = known
            return self._current

    def settle(self, catalog: Catalog) -> None:
        """Remember the embedding that an archive without passages gets now.

        Of another, the setting that was given, where it names the same model elsewhere. Inside a
        transaction, by whoever holds the archive's write lock.
        """
        held = catalog.embedded.stamps()
        if _empty(catalog):
            now = stamps_of(*self._remembered(catalog, held))
            if now["embedding"] != held.get("embedding"):  # the index may remember other lengths
                now["era"] = str(catalog.embedded.era() + 1)
            catalog.embedded.stamp(now)
        elif (
            self._given is not None
            and self._made is not None
            and name_of(self._made) == held.get("embedding")  # no other process reindexed since
            and (setting := setting_of(self._given))
        ):
            catalog.embedded.stamp({"setting": setting})

    def again(self, catalog: Catalog, given: Given) -> Pair:
        """What to embed the archive with anew: what is given now, or what it has."""
        if given:
            return given, _named(given)
        return self._remembered(catalog, catalog.embedded.stamps())

    def become(self, setting: str | Embedding, made: Embedding) -> None:
        """The archive was reindexed here: from now on it is this one."""
        with self._guard:
            self._given, self._made, self._current = setting, made, None

    def _found(self, catalog: Catalog, stamps: dict[str, str]) -> Pair:
        folder, held, setting = catalog.path.parent, stamps["embedding"], stamps["setting"]
        if _empty(catalog):
            return self._remembered(catalog, stamps)
        if stamps.get("context") != context.VERSION:
            raise ArchiveError(
                f"The passages of {folder} were embedded by another version of Dateline; have them "
                f"embedded anew: {remedy(folder)}"
            )
        known, found = self._remembered(catalog, stamps)
        if name_of(found) != held:
            raise ArchiveError(
                f"The archive {folder} was made with the embedding {held!r}, and {setting!r} is "
                f"{name_of(found)!r} now; have its passages embedded anew: {remedy(folder)}"
            )
        return known, found

    def _remembered(self, catalog: Catalog, stamps: dict[str, str]) -> Pair:
        """What was given, or what the stamp's setting makes, if that may be followed."""
        folder, empty = catalog.path.parent, _empty(catalog)
        held, setting = stamps.get("embedding", ""), stamps.get("setting", "")
        if is_server(setting):
            setting = setting_of(setting)  # another version wrote it as it was given
        given, made = self._given, self._made
        if given is not None and made is not None and (empty or name_of(made) == held):
            return given, made
        if empty and setting not in BUILT_IN:
            setting = DEFAULT  # nothing to lose: a server that failed at first does not stay
        if not setting:
            raise ArchiveError(
                f"The archive {folder} was made with the embedding {held!r}, which no setting "
                f"names; give the same object to Archive.open, or: {remedy(folder, DEFAULT)}"
            )
        if (own := os.environ.get("DATELINE_EMBEDDING", "")) and setting_of(own) == setting:
            return own, _named(own)
        if not harmless(setting):
            told = (
                f"The archive {folder} was made with the embedding {held!r} of {setting!r}, which "
                f"is used only if you name it yourself: set DATELINE_EMBEDDING={_quoted(setting)}, "
                f"or have the passages embedded anew: {remedy(folder, DEFAULT)}"
            )
            raise UnnamedServerError(told, setting) if is_server(setting) else ArchiveError(told)
        return setting, resolve(setting, named=False)


def _named(given: str | Embedding) -> Embedding:
    """The embedding that the user names; a server is remembered as named."""
    made, setting = resolve(given), setting_of(given)
    if is_server(setting):
        installation.remember(setting)
    return made


def remedy(folder: Path, setting: str = "") -> str:
    """The command that makes an archive's vectors anew."""
    chosen = f"--embedding {_quoted(setting)} " if setting else ""
    return f"dateline reindex {chosen}--archive {_quoted(str(folder))}"


def _quoted(word: str) -> str:
    """For a shell, on one line: a stamp's words may be anybody's."""
    return shlex.quote("".join(c for c in word if c.isprintable()))


def _empty(catalog: Catalog) -> bool:
    return catalog.embedded.dims() is None

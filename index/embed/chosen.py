"""Which embedding an archive's vectors are by: the one it was made with, unless it is reindexed."""

from __future__ import annotations

import threading
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding

from index import context
from index.catalog import Catalog
from index.embed import DEFAULT, name_of, resolve, setting_of
from index.embed.checked import Checked
from index.errors import ArchiveError

Given = str | BaseEmbedding | None
Pair = tuple[str | BaseEmbedding, BaseEmbedding]  # a setting or an object, and what it makes


def stamps_of(setting: str | BaseEmbedding, made: BaseEmbedding) -> dict[str, str]:
    """What an archive remembers of an embedding; its keys are not in it."""
    return {
        "embedding": name_of(made),
        "setting": setting_of(setting),
        "context": context.VERSION,
    }


class Chosen:
    """The embedding of one archive, as its opener gave it or as its stamp remembers it.

    A remembered one is made when it is first needed: an archive whose embedding cannot be had can
    be read and reindexed all the same. Where another process reindexes the archive, this one
    follows.
    """

    def __init__(self, given: Given) -> None:
        """Raises InputError if what is given names no embedding."""
        self._given: Given = given or None
        self._made: BaseEmbedding | None = resolve(given) if given else None
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
            known = tuple(stamps.get(n, "") for n in ("embedding", "setting", "context", "era"))
            if self._current is None or known != self._stamps:
                self._current = Checked(self._found(catalog, stamps), catalog.embedded.dims())
                self._stamps = known
            return self._current

    def settle(self, catalog: Catalog) -> None:
        """Remember the setting that was given, where it names the same model elsewhere.

        Inside a transaction, by whoever holds the archive's write lock.
        """
        if self._given is not None and (setting := setting_of(self._given)):
            catalog.embedded.stamp({"setting": setting})

    def again(self, catalog: Catalog, given: Given) -> Pair:
        """What to embed the archive with anew: what is given now, or what it has."""
        if given:
            return given, resolve(given)
        return self._remembered(catalog.embedded.stamps(), catalog.path.parent)

    def become(self, setting: str | BaseEmbedding, made: BaseEmbedding) -> None:
        """The archive was reindexed here: from now on it is this one."""
        with self._guard:
            self._given, self._made, self._current = setting, made, None

    def _found(self, catalog: Catalog, stamps: dict[str, str]) -> BaseEmbedding:
        folder, held, setting = catalog.path.parent, stamps["embedding"], stamps["setting"]
        if stamps.get("context") != context.VERSION:
            raise ArchiveError(
                f"The passages of {folder} were embedded by another version of Dateline; have them "
                f"embedded anew: {remedy(folder)}"
            )
        _, found = self._remembered(stamps, folder)
        if name_of(found) != held:
            raise ArchiveError(
                f"The archive {folder} was made with the embedding {held!r}, and {setting!r} is "
                f"{name_of(found)!r} now; have its passages embedded anew: {remedy(folder)}"
            )
        return found

    def _remembered(self, stamps: dict[str, str], folder: Path) -> Pair:
        """What was given, or what the stamp's setting makes."""
        held, setting = stamps.get("embedding", ""), stamps.get("setting", "")
        if self._given is not None and self._made is not None and name_of(self._made) == held:
            return self._given, self._made
        if not setting:
            raise ArchiveError(
                f"The archive {folder} was made with the embedding {held!r}, which no setting "
                f"names; give the same object to Archive.open, or: {remedy(folder, DEFAULT)}"
            )
        return setting, resolve(setting, named=False)


def remedy(folder: Path, setting: str = "") -> str:
    """The command that makes an archive's vectors anew."""
    quoted = f"'{setting}'" if any(c in setting for c in "#{ ;&") else setting
    chosen = f"--embedding {quoted} " if setting else ""
    return f"dateline reindex {chosen}--archive {folder}"

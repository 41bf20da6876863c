"""The truth of an archive: one SQLite file, a table's own class each."""

from index.catalog.catalog import Catalog, Entry

__all__ = ["Catalog", "Entry"]

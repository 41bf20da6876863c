"""Files, folders and addresses to raw documents, each with its origin."""

from index.load.fields import FIELDS
from index.load.files import existing, files
from index.load.raw import Block, Failure, Kind, Raw
from index.load.readers import digest, read, read_source
from index.load.sidecar import SIDECARS
from index.load.source import Source
from index.place import place

__all__ = [
    "FIELDS", "SIDECARS", "Block", "Failure", "Kind", "Raw", "Source",
    "digest", "existing", "files", "place", "read", "read_source",
]  # fmt: skip

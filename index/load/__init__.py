"""Files, folders and addresses to raw documents, each with its origin."""

from index.load.files import FIELDS, SIDECARS, existing, files, read
from index.load.raw import Block, Failure, Kind, Raw

__all__ = ["FIELDS", "SIDECARS", "Block", "Failure", "Kind", "Raw", "existing", "files", "read"]

"""What a question says of time: which days it asks about, and whether it asks how things stand."""

from index.search.when.nouns import When, Window, describe
from index.search.when.read import read

__all__ = ["When", "Window", "describe", "read"]

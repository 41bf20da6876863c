"""The verifier: what stands between a reader and the person who asked."""

from rag.verify.citing import cite
from rag.verify.verifier import Verifier

__all__ = ["Verifier", "cite"]

"""The verifier: what stands between a reader and the person who asked."""

from rag.verify.citing import cite
from rag.verify.verifier import Verifier
from rag.verify.waiting import Waiting

__all__ = ["Verifier", "Waiting", "cite"]

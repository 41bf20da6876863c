"""Any embedding behind one check: what comes back is as many vectors, of one length, of numbers."""

from __future__ import annotations

from collections.abc import Callable

from index.embed import name_of
from index.embed.embedding import Embedding
from index.errors import DatelineError, EmbeddingError
from index.server import in_brackets

Vectors = list[list[float]]


class Checked(Embedding):
    """An embedding whose every failure is a DatelineError of one sentence.

    `dims` is how many numbers a vector must have; without it, the first ones decide. `instead` is
    the command that does without this embedding, for the messages; '' if there is none to name.
    """

    def __init__(self, inner: Embedding, dims: int | None = None, instead: str = "") -> None:
        self.model_name = name_of(inner)
        self._inner = inner
        self._dims = dims
        self._instead = instead

    def get_text_embedding_batch(self, texts: list[str]) -> Vectors:
        return self._made(lambda: self._inner.get_text_embedding_batch(texts), len(texts))

    def get_query_embedding(self, query: str) -> list[float]:
        return self._made(lambda: [self._inner.get_query_embedding(query)], 1)[0]

    def _made(self, call: Callable[[], Vectors], count: int) -> Vectors:
        import numpy as np

        name = self.model_name
        try:
            made = call()
        except EmbeddingError as error:
            if not self._instead:
                raise
            raise self._failure(str(error).removesuffix(".")) from error
        except DatelineError:
            raise
        except Exception as error:  # somebody else's embedding may fail in any way
            said = in_brackets(f"{type(error).__name__}: {error}")
            raise self._failure(f"The embedding {name} failed{said}") from error
        try:
            with np.errstate(over="ignore"):
                matrix = np.asarray(made, dtype=np.float32)
        except (ValueError, TypeError):
            matrix = np.zeros(0, dtype=np.float32)
        if matrix.ndim != 2 or not matrix.size or not np.isfinite(matrix).all():
            raise EmbeddingError(
                f"The embedding {name} gave something other than vectors of numbers, all of one "
                "length: check that it is an embedding model."
            )
        if len(matrix) != count:
            raise EmbeddingError(
                f"The embedding {name} gave {len(matrix)} vectors for {count} texts: it cannot be "
                "relied on."
            )
        if matrix.shape[1] != (self._dims or matrix.shape[1]):
            raise EmbeddingError(
                f"The embedding {name} gave vectors of {matrix.shape[1]} numbers, not of "
                f"{self._dims} as before: the model behind that name has changed; take the former "
                "one, or run: dateline reindex"
            )
        self._dims = matrix.shape[1]
        return made

    def _failure(self, told: str) -> EmbeddingError:
        """What went wrong, and the way to do without this embedding."""
        rest = f"; to do without it: {self._instead}" if self._instead else "."
        return EmbeddingError(told + rest)

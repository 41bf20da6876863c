"""Text to vectors: the embedded MiniLM as a LlamaIndex embedding, or any other by setting."""

from __future__ import annotations

import importlib
import json
from functools import cache
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from index.errors import InputError
from index.onnx_model import MINILM, OnnxModel

MAX_TOKENS = 256


@cache
def _model() -> OnnxModel:
    return OnnxModel(MINILM / "model.onnx", MAX_TOKENS)


class MiniLMEmbedding(BaseEmbedding):
    """all-MiniLM-L6-v2, int8, run with onnxruntime: 384 dimensions, unit length, no network.

    Texts are cut at 256 tokens, as upstream. The weights ship with the package.
    """

    model_name: str = "all-MiniLM-L6-v2-int8"
    embed_batch_size: int = 64

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [outputs[0].tolist() for _, outputs in _model().run(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def resolve(setting: str | BaseEmbedding = "minilm") -> BaseEmbedding:
    """The embedding that a setting names.

    `minilm` is the embedded one. Anything else is `package.module:Class`, optionally followed
    by its arguments as JSON: `llama_index.embeddings.ollama:OllamaEmbedding{"model_name": "x"}`.
    A BaseEmbedding is taken as it is. Raises InputError if the setting cannot be followed.
    """
    if isinstance(setting, BaseEmbedding):
        return setting
    if setting == "minilm":
        return MiniLMEmbedding()
    target, brace, arguments = setting.partition("{")
    module, _, name = target.partition(":")
    try:
        keywords: dict[str, Any] = json.loads(brace + arguments) if brace else {}
        made = getattr(importlib.import_module(module), name)(**keywords)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise InputError(
            f"The embedding setting {setting!r} cannot be loaded ({error}); "
            "use 'minilm' or 'package.module:Class{\"argument\": \"value\"}'."
        ) from error
    if not isinstance(made, BaseEmbedding):
        raise InputError(f"{target} is not a LlamaIndex embedding; use 'minilm' or one that is.")
    return made


def unit_vectors(embedding: BaseEmbedding, texts: list[str]) -> NDArray[np.float32]:
    """Vectors of shape (texts, dims) and length one, so that a product is a cosine."""
    made = np.asarray(embedding.get_text_embedding_batch(texts), dtype=np.float32)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return made

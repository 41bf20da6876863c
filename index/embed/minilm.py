"""The embedded MiniLM as a LlamaIndex embedding."""

from __future__ import annotations

from functools import cache

from llama_index.core.base.embeddings.base import BaseEmbedding

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

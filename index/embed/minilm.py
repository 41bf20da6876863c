"""The embedded MiniLM as an embedding."""

from __future__ import annotations

from functools import cache

from index.embed.embedding import Embedding
from index.onnx_model import MINILM, OnnxModel

MAX_TOKENS = 256
TOGETHER = 64  # texts sorted by length together


@cache
def _model() -> OnnxModel:
    return OnnxModel(MINILM / "model.onnx", MAX_TOKENS)


class MiniLMEmbedding(Embedding):
    """all-MiniLM-L6-v2, int8, run with onnxruntime: 384 dimensions, unit length, no network.

    Texts are cut at 256 tokens, as upstream. The weights ship with the package.
    """

    model_name = "all-MiniLM-L6-v2-int8"

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        batches = (texts[at : at + TOGETHER] for at in range(0, len(texts), TOGETHER))
        return [outputs[0].tolist() for batch in batches for _, outputs in _model().run(batch)]

    def get_query_embedding(self, query: str) -> list[float]:
        return self.get_text_embedding_batch([query])[0]

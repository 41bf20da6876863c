"""Text to unit vectors by a weighted mean of token vectors: no encoder is run, so thousands a second."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed.embedding import Embedding, encodable
from index.onnx_model import checked, tokenizer

WEIGHTS = Path(__file__).parent / "model.safetensors"
NO_CUT = 2**31 - 1  # tokens: a mean has no order and no window, so all of a long text counts
READ = 256  # texts tokenized together
# Texts multiplied together. More, and the product is large enough for BLAS to start its threads,
# which on a busy machine wait for each other fifty times as long as the product takes.
GROUP = 4
_TYPES = {"I8": np.int8, "F32": np.float32}


@dataclass(frozen=True)
class TokenVectors:
    """The vector of each token is its row of `rows` times its entry of `weights`."""

    rows: NDArray[np.int8]  # (tokens of the vocabulary, dims)
    weights: NDArray[np.float32]  # (tokens of the vocabulary,)
    stamp: str  # the first eight hexadecimal digits of the file's sha256


@cache
def token_vectors() -> TokenVectors:
    """What `model.safetensors` holds. Raises ModelFileError if it is not the released file."""
    data = checked(WEIGHTS)
    # The format is a length, a JSON header and the arrays: too little to need a package for.
    (length,) = struct.unpack_from("<Q", data)
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]

    def array(name: str) -> NDArray[Any]:
        entry = header[name]
        start, end = entry["data_offsets"]
        return np.frombuffer(body[start:end], _TYPES[entry["dtype"]]).reshape(entry["shape"])

    stamp = hashlib.sha256(data).hexdigest()[:8]
    return TokenVectors(array("embeddings"), array("weights"), stamp)


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of shape (len(texts), dims) and length one, so that a product is a cosine.

    All of a text counts, however long. A text without a known token, such as an empty one, gets
    zeros. May be called from several threads.
    """
    known = token_vectors()
    reader = tokenizer(NO_CUT)
    made = np.zeros((len(texts), known.rows.shape[1]), dtype=np.float32)
    for at in range(0, len(texts), READ):
        batch = [encodable(text) for text in texts[at : at + READ]]
        read = reader.encode_batch_fast(batch, add_special_tokens=False)
        for first in range(0, len(read), GROUP):
            group = [encoding.ids for encoding in read[first : first + GROUP]]
            made[at + first : at + first + len(group)] = _sums(known, group)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return made


def _sums(known: TokenVectors, group: list[list[int]]) -> NDArray[np.float32]:
    """The sum of the token vectors of each text of a group.

    Counting tokens first makes it one product with the few token vectors that occur, several
    times as fast as gathering a vector for every token, and keeps a long text's memory small.
    """
    lengths = [len(ids) for ids in group]
    flat = np.fromiter((i for ids in group for i in ids), dtype=np.int64, count=sum(lengths))
    used, place = np.unique(flat, return_inverse=True)
    cell = np.repeat(np.arange(len(group)), lengths) * len(used) + place
    counts = np.bincount(cell, minlength=len(group) * len(used)).reshape(len(group), len(used))
    weighted = counts.astype(np.float32) * known.weights[used]
    product: NDArray[np.float32] = weighted @ known.rows[used].astype(np.float32)
    return product


def _name() -> str:
    known = token_vectors()
    return f"static-all-MiniLM-L6-v2-{known.rows.shape[1]}d-{known.stamp}"


class StaticEmbedding(Embedding):
    """Static token vectors distilled from all-MiniLM-L6-v2: unit length, no network, any length.

    `model_name` carries the weights' hash, so that an archive made with others is told apart.
    """

    def __init__(self) -> None:
        self.model_name = _name()

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = vectors(texts).tolist()
        return rows

    def get_query_embedding(self, query: str) -> list[float]:
        return self.get_text_embedding_batch([query])[0]

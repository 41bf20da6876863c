"""Make `model.safetensors`: MiniLM's view of each token, fitted to MiniLM's view of whole texts.

    python -m index.static.make ../shared/data

Needs the `models` dependency group and `model2vec[distill]`; the product itself needs neither.
Takes about seven minutes on one core, nearly all of it MiniLM reading the texts.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model2vec.distill.inference import compute_weights, create_embeddings
from numpy.typing import NDArray
from safetensors.numpy import save as as_safetensors
from scipy import sparse
from tokenizers import Tokenizer
from transformers import AutoModel

from index.minilm.export import upstream, write_sums
from index.static.texts import windows

HERE = Path(__file__).parent
FIRST_WORD = 999  # before it stand padding, markers and the unused tokens: they weigh nothing
START, END = 101, 102  # [CLS] and [SEP]
SIF = 1e-4
DIMS = 256
RIDGE = 3.0  # of the map that all tokens share
RIDGE_EACH = 0.03  # of what each token may differ from it
HELD_OUT = 10  # every tenth block of 40 texts is kept for the report

Floats = NDArray[np.float32]


def unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def token_features(model: Any) -> Floats:
    """For each token what MiniLM gives for it alone, and its input embedding: (tokens, 768)."""
    count = int(model.config.vocab_size)
    sequences = [[START, token, END] for token in range(count)]
    alone = create_embeddings(tokenized=sequences, model=model, device="cpu", pad_token_id=0)
    given = model.embeddings.word_embeddings.weight.detach().numpy()
    parts = []
    for part in (alone, given):
        words = part[FIRST_WORD:]
        spread = np.sqrt(((words - words.mean(0)) ** 2).sum(1).mean())
        parts.append((part - words.mean(0)) / spread)
    made = np.hstack(parts).astype(np.float32)
    made[:FIRST_WORD] = 0
    return made


def taught(model: Any, tokenizer: Tokenizer, texts: list[str]) -> Floats:
    """MiniLM's unit vector of each text (of its first 200 tokens)."""
    tokenizer.enable_truncation(200)
    read = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    tokenizer.no_truncation()
    started = time.perf_counter()
    rows = create_embeddings(tokenized=read, model=model, device="cpu", pad_token_id=0)
    print(f"{len(texts)} texts read by MiniLM in {time.perf_counter() - started:.0f} s", flush=True)
    return unit(rows)


def counted(tokenizer: Tokenizer, texts: list[str], tokens: int) -> Any:
    """How often each token stands in each text: a sparse matrix (texts, tokens)."""
    read = [e.ids for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
    ends = np.concatenate([[0], np.cumsum([len(ids) for ids in read])])
    ids = np.concatenate([np.asarray(ids, dtype=np.int32) for ids in read])
    made = sparse.csr_matrix((np.ones(len(ids), np.float32), ids, ends), (len(read), tokens))
    made.sum_duplicates()
    return made


def fit(features: Floats, weights: Floats, counts: Any, targets: Floats) -> Floats:
    """Token vectors, weight included, whose sums point where MiniLM's vectors do.

    First one linear map of the features for all tokens, so that unseen ones profit too; then by
    ridge regression (conjugate gradients) what each token that was seen adds to it.
    """
    share = np.asarray(counts.sum(0))[0] * weights
    features = features - (share @ features) / share.sum()
    features[:FIRST_WORD] = 0
    weighted = features * weights[:, None]
    sums = counts @ weighted
    scale = 1 / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    seen = sums * scale[:, None]
    wanted = targets - targets.mean(0)
    gram = seen.T @ seen + RIDGE * np.eye(seen.shape[1], dtype=np.float32)
    shared = weighted @ np.linalg.solve(gram, seen.T @ wanted)
    design = (sparse.diags(scale) @ counts @ sparse.diags(weights)).tocsr().astype(np.float32)
    left = wanted - (counts @ shared) * scale[:, None]
    return np.asarray(shared + weights[:, None] * _ridge(design, left), dtype=np.float32)


def _ridge(design: Any, wanted: Floats, steps: int = 12) -> Floats:
    transposed = design.T.tocsr()
    found = np.zeros((design.shape[1], wanted.shape[1]), dtype=np.float32)
    left = transposed @ wanted
    way = left.copy()
    size = (left * left).sum(0)
    for _ in range(steps):
        moved = transposed @ (design @ way) + RIDGE_EACH * way
        step = size / np.maximum((way * moved).sum(0), 1e-12)
        found += step * way
        left -= step * moved
        after = (left * left).sum(0)
        way = left + after / np.maximum(size, 1e-12) * way
        size = after
    return found


def narrowed(vectors: Floats, counts: Any) -> Floats:
    """Turned so that the first DIMS numbers hold most of what tells texts apart, and cut there."""
    rows = unit(counts @ vectors)
    _, axes = np.linalg.eigh(rows.T @ rows)
    return np.asarray(vectors @ axes[:, ::-1][:, :DIMS], dtype=np.float32)


def agreement(vectors: Floats, counts: Any, targets: Floats) -> float:
    """Correlation of the cosines of all pairs of texts with MiniLM's cosines of them."""
    rows = unit(counts @ vectors)
    pairs = np.triu_indices(len(rows), 1)
    return float(np.corrcoef((rows @ rows.T)[pairs], (targets @ targets.T)[pairs])[0, 1])


def save(vectors: Floats) -> Floats:
    """Write int8 rows with a weight each, as model2vec does; give back what they come to."""
    vectors = vectors.copy()
    vectors[:FIRST_WORD] = 0
    weights = np.abs(vectors).max(1) / 127
    rows = np.rint(vectors / np.maximum(weights, 1e-12)[:, None]).astype(np.int8)
    held = {"embeddings": rows, "weights": weights.astype(np.float32)}
    (HERE / "model.safetensors").write_bytes(as_safetensors(held))
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "tokenizer_name": "sentence-transformers/all-MiniLM-L6-v2",
        "apply_pca": DIMS,
        "sif_coefficient": SIF,
        "hidden_dim": DIMS,
        "normalize": True,
        "max_length": None,
        "embedding_dtype": "int8",
    }
    (HERE / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    write_sums(HERE, ["model.safetensors", "config.json"])
    return np.asarray(rows * weights[:, None], dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    logging.disable(logging.INFO)
    folder = upstream()
    model = AutoModel.from_pretrained(folder).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    features = token_features(model)
    weights = np.zeros(len(features), dtype=np.float32)
    weights[FIRST_WORD:] = compute_weights(len(features) - FIRST_WORD, SIF)
    texts = windows(args.data)
    targets = taught(model, tokenizer, texts)
    counts = counted(tokenizer, texts, len(features))
    held = np.arange(len(texts)) // 40 % HELD_OUT == 0
    made = narrowed(fit(features, weights, counts[~held], targets[~held]), counts[~held])
    words = counts.sum()
    print(f"{len(texts)} texts, {words:.0f} tokens, {held.sum()} texts held out")
    plain = features * weights[:, None]
    for name, vectors in (
        ("tokens alone", plain[:, :384]),
        ("tokens and input embeddings", plain),
        ("fitted", made),
        ("fitted, int8", save(made)),
    ):
        print(f"{name:28} {agreement(vectors, counts[held], targets[held]):.3f}")


if __name__ == "__main__":
    main()

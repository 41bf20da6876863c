"""The static embedding: unit vectors, nearness, empty and long texts, threads, a changed file."""

from __future__ import annotations

import hashlib
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import static
from index.onnx_model import MINILM, ModelFileError
from index.static import StaticEmbedding, token_vectors, vectors

STORM = "A storm flooded the harbour town and cut the road to the north."
FLOOD = "Heavy rain left the port under water, and the northern road was closed."
BUDGET = "The finance minister presented a budget with lower taxes on wages."
CHESS = "She won the chess championship in the final game."


def test_texts_that_mean_the_like_are_nearer() -> None:
    made = vectors([STORM, FLOOD, BUDGET, CHESS])
    likeness = made @ made.T
    assert likeness[0, 1] > max(likeness[0, 2], likeness[0, 3], likeness[1, 2], likeness[1, 3])


def test_a_question_finds_its_sentence() -> None:
    asked = vectors(["Which road was closed by the flood?", "Who won at chess?"])
    assert (asked @ vectors([BUDGET, CHESS, STORM]).T).argmax(axis=1).tolist() == [2, 1]


@given(st.lists(st.text(max_size=60), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_unit_vector_or_zeros(texts: list[str]) -> None:
    made = vectors(texts)
    assert made.shape == (len(texts), token_vectors().rows.shape[1])
    assert made.dtype == np.float32
    lengths = np.linalg.norm(made, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert np.all(lengths[[not text.strip() for text in texts]] == 0)


def test_texts_without_a_known_token_give_zeros_and_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not vectors(["", " \n", "[CLS] [SEP] [PAD]", "\ud55c" * 200]).any()
        assert vectors([]).shape == (0, token_vectors().rows.shape[1])


def test_company_changes_nothing() -> None:
    texts = [f"{STORM} Report number {n} of {n * 7}. " * (n % 5) for n in range(300)]
    together = vectors(texts)
    alone = np.concatenate([vectors([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_all_of_a_long_text_counts_whatever_the_order() -> None:
    sentences = [STORM, BUDGET, CHESS] * 400
    long, turned = vectors([" ".join(sentences), " ".join(reversed(sentences))])
    np.testing.assert_allclose(long, turned, atol=1e-5)
    assert float(long @ vectors([f"{STORM} {BUDGET} {CHESS}"])[0]) > 0.9999


def test_through_llama_index_the_numbers_are_the_same() -> None:
    embedding = StaticEmbedding()
    fast = vectors([STORM, "", CHESS])
    np.testing.assert_array_equal(
        np.asarray(embedding.get_text_embedding_batch([STORM, "", CHESS]), dtype=np.float32), fast
    )
    np.testing.assert_allclose(embedding.get_query_embedding(STORM), fast[0], atol=1e-6)


def test_threads_agree() -> None:
    texts = [f"{BUDGET} It was vote {n}." for n in range(64)]
    expected = vectors(texts)
    with ThreadPoolExecutor(8) as pool:
        for made in pool.map(lambda _: vectors(texts), range(24)):
            np.testing.assert_array_equal(made, expected)


def test_the_name_carries_the_hash_of_the_weights() -> None:
    digest = hashlib.sha256(static.WEIGHTS.read_bytes()).hexdigest()
    assert StaticEmbedding().model_name.endswith(f"d-{digest[:8]}")


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "model.safetensors"
    changed.write_bytes(static.WEIGHTS.read_bytes()[:-1] + b"\x7f")
    (tmp_path / "SHA256SUMS").write_text(static.WEIGHTS.with_name("SHA256SUMS").read_text())
    monkeypatch.setattr(static, "WEIGHTS", changed)
    token_vectors.cache_clear()
    try:
        with pytest.raises(ModelFileError, match="not the released one"):
            vectors([STORM])
    finally:
        token_vectors.cache_clear()


def test_model2vec_reads_the_file_alike() -> None:
    model2vec = pytest.importorskip(
        "model2vec", reason="model2vec is only used to make the weights"
    )
    safetensors = pytest.importorskip("safetensors.numpy")
    from tokenizers import Tokenizer

    held = safetensors.load_file(static.WEIGHTS)
    model = model2vec.StaticModel(
        vectors=held["embeddings"],
        weights=held["weights"],
        tokenizer=Tokenizer.from_file(str(MINILM / "tokenizer.json")),
        normalize=True,
    )
    texts = [STORM, FLOOD, "", BUDGET]
    np.testing.assert_allclose(vectors(texts), model.encode(texts), atol=1e-5)

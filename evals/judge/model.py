"""The judge as torch trains it: one encoder, three heads. The product itself runs `model.onnx`."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from transformers import AutoModel

FROZEN = 2  # of six layers


class Model(nn.Module):
    """all-MiniLM-L6-v2 with its word embeddings and lowest layers frozen, and no dropout: each costs a
    quarter of the time that there is on two cores.

    `relevance` is the log-odds that the sentence answers the question, `span` the start and end
    logits of the answer over the tokens, `verdict` the logits of what a sentence makes of a claim:
    bears it out, contradicts it, neither.
    """

    def __init__(self, weights: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            weights,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.encoder.config.hidden_size
        self.relevance = nn.Linear(width, 1)
        self.span = nn.Linear(width, 2)
        self.verdict = nn.Linear(width, 3)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            for parameter in part.parameters():
                parameter.requires_grad = False

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Relevance (pairs,), span (pairs, tokens, 2) and verdict (pairs, 3)."""
        hidden = self.encoder(
            input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        first = hidden[:, 0]
        return self.relevance(first).squeeze(-1), self.span(hidden), self.verdict(first)


def resumed(path: Path) -> dict[str, Tensor]:
    """A shipped `model.onnx` back as the weights of a Model, but for the word embeddings, which are
    never trained. Each weight is within half a step of 8 bits of the one that was exported."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        name.removeprefix("model."): torch.tensor(array)
        for name, array in held.items()
        if name.endswith((".bias", "LayerNorm.weight"))
    }
    for node in graph.node:
        weight = next((n for n in node.input if n.endswith("_quantized") and n in held), None)
        if node.op_type != "MatMulInteger" or weight is None:
            continue
        stem = weight.removesuffix("_quantized")
        steps = held[weight].astype("float32") - held[f"{stem}_zero_point"].astype("float32")
        module = node.name.removeprefix("/model").strip("/").split("/MatMul")[0].split("/Gemm")[0]
        out[f"{module.replace('/', '.')}.weight"] = torch.tensor(
            (steps * held[f"{stem}_scale"]).T.copy()
        )
    return out

"""The trained checkpoint as `model.onnx`, int8, beside the code that runs it.

    python -m rag.cross_encoder.export --checkpoint DIR/cross_encoder.pt --weights MINILM
        [--blend model.onnx --share 0.6]

With --blend each weight is the mean of the checkpoint's, which counts --share, and of an earlier
release's: what was learned last is kept, and less of what was known before is lost.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from index.minilm.export import quantise, write_sums
from rag.cross_encoder.train import Model, resumed

HERE = Path(__file__).parent


class Graph(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        return self.model(input_ids, attention_mask, token_type_ids)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--blend", type=Path, help="an earlier model.onnx")
    parser.add_argument("--share", type=float, default=0.6, help="of the checkpoint, 0 to 1")
    args = parser.parse_args()
    model = Model(args.weights)
    state: dict[str, Tensor] = torch.load(args.checkpoint)
    for name, earlier in resumed(args.blend).items() if args.blend else ():
        state[name] = args.share * state[name] + (1 - args.share) * earlier
    model.load_state_dict(state)
    model.eval()
    example = torch.ones(2, 8, dtype=torch.long)
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*inputs, "spans"]} | {
        "relevance": {0: "batch"}
    }
    with tempfile.TemporaryDirectory() as scratch:
        fp32 = Path(scratch) / "fp32.onnx"
        torch.onnx.export(
            Graph(model),
            (example, example, torch.zeros_like(example)),
            str(fp32),
            dynamo=False,
            input_names=inputs,
            output_names=["relevance", "spans"],
            dynamic_axes=axes,
            opset_version=17,
        )
        quantise(fp32, HERE / "model.onnx")
    write_sums(HERE, ["model.onnx"])


if __name__ == "__main__":
    main()

"""The trained checkpoint as `model.onnx`, int8, where the product runs it.

    python -m evals.judge.export --checkpoint DIR/judge.pt --weights MINILM [--out FOLDER]
        [--blend OTHER.pt --share 0.6]

With --blend each weight is the mean of the checkpoint's, which counts --share, and of another's.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor

from evals.judge.model import Model
from index.minilm.export import quantise, write_sums
from rag import judge

SHIPPED = Path(judge.__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--blend", type=Path, help="another judge.pt")
    parser.add_argument("--share", type=float, default=0.6, help="of the checkpoint, 0 to 1")
    args = parser.parse_args()
    model = Model(args.weights)
    state: dict[str, Tensor] = torch.load(args.checkpoint)
    for name, other in torch.load(args.blend).items() if args.blend else ():
        state[name] = args.share * state[name] + (1 - args.share) * other
    model.load_state_dict(state)
    model.eval()
    example = torch.ones(2, 8, dtype=torch.long)
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*inputs, "spans"]} | {
        name: {0: "batch"} for name in ("relevance", "verdict")
    }
    with tempfile.TemporaryDirectory() as scratch:
        fp32 = Path(scratch) / "fp32.onnx"
        torch.onnx.export(
            model,
            (example, example, torch.zeros_like(example)),
            str(fp32),
            dynamo=False,
            input_names=inputs,
            output_names=["relevance", "spans", "verdict"],
            dynamic_axes=axes,
            opset_version=17,
        )
        quantise(fp32, args.out / "model.onnx")
    write_sums(args.out, ["model.onnx"])


if __name__ == "__main__":
    main()

"""Fine-tune all-MiniLM-L6-v2 into the cross-encoder that `rag.evidence` scores sentences with.

    python -m rag.cross_encoder.train --data DATA --weights MINILM --out DIR
        [--more train-v1.1.json --most N] [--resume model.onnx] [--minutes M]

One encoder, two heads: `relevance` (one logit from [CLS]: log-odds that the sentence answers
the question, 0 = as likely as "nothing here answers") and `span` (start and end logits over the
tokens, for marking the answer inside the quote).

Training pairs come from public question sets under DATA (SQuAD 2.0, the English part of XQuAD,
QuoteSum) and, with --more, from SQuAD 1.1's training set, as `questions.py` reads them. Four of the SQuAD titles are held out and scored after each
epoch. Needs torch, onnx and transformers, which the product itself never imports.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from index import static
from rag.cross_encoder import MAX_TOKENS
from rag.cross_encoder.questions import HELD_OUT, Candidate, Question, groups, quotesum, squad


class Model(nn.Module):
    def __init__(self, weights: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.relevance = nn.Linear(width, 1)
        self.span = nn.Linear(width, 2)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        hidden = self.encoder(
            input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.relevance(hidden[:, 0]).squeeze(-1), self.span(hidden)


def resumed(path: Path) -> dict[str, Tensor]:
    """The shipped `model.onnx` back as the weights of a Model, but for the word embeddings, which are
    never trained. Each weight is within half a step of 8 bits of the one that was exported."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        name.removeprefix("model."): torch.tensor(array)
        for name, array in held.items()
        if name.startswith("model.") and name.endswith((".bias", "LayerNorm.weight"))
    }
    for node in graph.node:
        weight = next((n for n in node.input if n.endswith("_quantized") and n in held), None)
        if node.op_type != "MatMulInteger" or weight is None:
            continue
        stem = weight.removesuffix("_quantized")
        steps = held[weight].astype("float32") - held[f"{stem}_zero_point"].astype("float32")
        module = node.name.removeprefix("/model/").split("/MatMul")[0].split("/Gemm")[0]
        out[f"{module.replace('/', '.')}.weight"] = torch.tensor(
            (steps * held[f"{stem}_scale"]).T.copy()
        )
    return out


def half() -> torch.autocast:
    """Matrix products in bfloat16: three times as fast on a processor that has them."""
    return torch.autocast("cpu", dtype=torch.bfloat16)


def encode(tokenizer: Any, pairs: list[tuple[str, Candidate]]) -> Any:
    first = [f"{q} [SEP] {c.context}" for q, c in pairs]
    return tokenizer(
        first,
        [c.sentence for _, c in pairs],
        padding=True,
        truncation="longest_first",
        max_length=MAX_TOKENS,
        return_tensors="pt",
        return_offsets_mapping=True,
    )


def span_targets(batch: Any, pairs: list[tuple[str, Candidate]], keep: list[bool]) -> Tensor:
    targets = torch.full((len(pairs), 2), -100)
    for row, (_, candidate) in enumerate(pairs):
        if not keep[row] or candidate.answer is None:
            continue
        start, end = candidate.answer
        inside = [
            i
            for i, (s, e) in enumerate(batch["offset_mapping"][row].tolist())
            if batch["token_type_ids"][row, i] == 1 and e > s and s < end and e > start
        ]
        if inside:
            targets[row, 0], targets[row, 1] = inside[0], inside[-1]
    return targets


def evaluate(model: Model, tokenizer: Any, questions: list[Question]) -> dict[str, float]:
    model.eval()
    first = third = answerable = exact = 0
    best: list[tuple[float, bool]] = []
    with torch.no_grad():
        for q in questions:
            pairs = [(q.text, c) for c in q.candidates]
            batch = encode(tokenizer, pairs)
            logits, _ = model(batch["input_ids"], batch["attention_mask"], batch["token_type_ids"])
            ranked = torch.argsort(-logits).tolist()
            best.append((float(logits.max()), bool(q.gold)))
            if q.gold:
                answerable += 1
                first += ranked[0] in q.gold
                third += bool(q.gold & set(ranked[:3]))
                exact += ranked[0] in q.gold and float(logits.max()) > 0
    model.train()
    yes, no = [s for s, g in best if g], [s for s, g in best if not g]
    auroc = (
        float(np.mean([(a > b) + 0.5 * (a == b) for a in yes for b in no]))
        if yes and no
        else float("nan")
    )
    declined = float(np.mean([s <= 0 for s in no])) if no else float("nan")
    return {
        "first": first / answerable,
        "first_three": third / answerable,
        "auroc": auroc,
        "answered_right_at_0": exact / answerable,
        "declined_at_0": declined,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--more", type=Path, help="SQuAD 1.1's training set")
    parser.add_argument("--most", type=int, default=14_000, help="questions taken of --more")
    parser.add_argument("--repeat", type=int, default=2, help="times that those of DATA count")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf, help="end at the latest then")
    parser.add_argument("--resume", type=Path, help="a released model.onnx to go on from")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    every = squad(args.data / "squad2/cs224n_dev-v2.0.json", skip=set())
    dev = [q for q in every if q.title in HELD_OUT]
    train = [q for q in every if q.title not in HELD_OUT]
    paragraphs = {
        p["context"]
        for a in json.loads((args.data / "squad2/cs224n_dev-v2.0.json").read_text())["data"]
        for p in a["paragraphs"]
    }
    train += [
        q
        for q in squad(args.data / "xquad/xquad.en.json", skip=paragraphs)
        if q.title not in HELD_OUT
    ]
    train += quotesum(args.data / "quotesum/dev.jsonl")
    train *= args.repeat
    if args.more:
        more = squad(args.more, skip=paragraphs)
        train += rng.sample(more, min(args.most, len(more)))
    print(f"{len(train)} training questions, {len(dev)} held out", flush=True)

    tokenizer = AutoTokenizer.from_pretrained(args.weights)
    model = Model(args.weights)
    if args.resume:
        model.load_state_dict(resumed(args.resume), strict=False)
    model.eval()
    texts = sorted(
        {q.text for q in train} | {c.sentence for q in train for c in [*q.candidates, *q.others]}
    )
    # Near enough to find hard negatives by, and fast.
    vectors = dict(zip(texts, static.vectors(texts), strict=True))
    rng.shuffle(dev)
    dev = dev[:500]
    model.train()

    trainable = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=args.rate, weight_decay=0.01)
    steps, per_epoch = 0, len(groups(train, vectors, random.Random(0))) // 8 + 1
    total = per_epoch * args.epochs
    started = time.time()

    def progress() -> float:
        """Share of the training that is over, 0 to 1, by steps or by the time there is."""
        return max(steps / total, (time.time() - started) / (60 * args.minutes))

    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda _: min(0.02 + progress() / 0.1, max(0.0, (1 - progress()) / 0.9))
    )
    for epoch in range(args.epochs):
        made = groups(train, vectors, rng)
        rng.shuffle(made)
        made = [
            g
            for at in range(0, len(made), 256)
            for g in sorted(
                made[at : at + 256], key=lambda g: sum(len(c.sentence) for c, _ in g[1])
            )
        ]
        batches = [made[at : at + 8] for at in range(0, len(made), 8)]
        rng.shuffle(batches)
        running = 0.0
        for batch_groups in batches:
            if progress() >= 1:
                break
            pairs, gold, sizes = [], [], []
            for text, members in batch_groups:
                sizes.append(len(members))
                for candidate, right in members:
                    bare = rng.random() < 0.15  # the scorer must also work without context
                    pairs.append(
                        (
                            text,
                            Candidate(
                                candidate.sentence,
                                "" if bare else candidate.context,
                                candidate.answer,
                            ),
                        )
                    )
                    gold.append(right)
            batch = encode(tokenizer, pairs)
            with half():
                logits, spans = model(
                    batch["input_ids"], batch["attention_mask"], batch["token_type_ids"]
                )
            logits, spans = logits.float(), spans.float()
            target = torch.tensor(gold, dtype=torch.float)
            loss = nn.functional.binary_cross_entropy_with_logits(logits, target)
            at = 0
            listwise = []
            for size in sizes:  # softmax over "none of them" (logit 0) and the members
                scores = torch.cat([torch.zeros(1), logits[at : at + size]])
                label = next((i + 1 for i in range(size) if gold[at + i]), 0)
                listwise.append(
                    nn.functional.cross_entropy(scores.unsqueeze(0), torch.tensor([label]))
                )
                at += size
            loss = loss + 0.5 * torch.stack(listwise).mean()
            targets = span_targets(batch, pairs, gold)
            if (targets[:, 0] >= 0).any():
                blocked = spans.masked_fill((batch["token_type_ids"] == 0).unsqueeze(-1), -1e4)
                loss = loss + 0.25 * (
                    nn.functional.cross_entropy(blocked[:, :, 0], targets[:, 0])
                    + nn.functional.cross_entropy(blocked[:, :, 1], targets[:, 1])
                )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trainable, 1.0)
            optimizer.step()
            schedule.step()
            steps += 1
            running += loss.item()
            if steps % 100 == 0:
                print(
                    f"step {steps}/{total} loss {running / 100:.3f} {time.time() - started:.0f}s",
                    flush=True,
                )
                running = 0.0
        scores = evaluate(model, tokenizer, dev)
        print(
            f"epoch {epoch + 1}",
            json.dumps({k: round(v, 3) for k, v in scores.items()}),
            flush=True,
        )
        torch.save(model.state_dict(), args.out / "cross_encoder.pt")
        (args.out / "scores.json").write_text(json.dumps(scores))


if __name__ == "__main__":
    main()

"""Teach the judge.

    python -m evals.judge.train --data DATA --weights MINILM --out DIR [--resume model.onnx|judge.pt]
        [--articles N] [--minutes M] [--rate R] [--apart answers|claims]

Newsdesk's training half but for the set that is held out, SQuAD 2.0 but for the titles that are, and
MNLI and FEVER, mixed; one pass unless the minutes are over before. `judge.pt` is written every ten
minutes, and scores on the set held out at the end. Needs torch, onnx and transformers, which the
product itself never imports.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoTokenizer

from evals.judge import lessons, newsdesk
from evals.judge.lessons import NOT_ENTAILED, Group, Pair
from evals.judge.model import Model, resumed
from evals.judge.scores import claims_told, told
from evals.newsdesk import data
from evals.newsdesk.data import Page
from rag.judge.form import MAX_TOKENS, pair

HELD_OUT = "S"  # the set that nothing is learned on
AT_ONCE = 36  # pairs a step
SPAN, LIST = 0.25, 0.5  # what the losses count beside that of each pair
SAVE = 600  # seconds


def encode(tokenizer: Any, pairs: Sequence[Pair]) -> Any:
    made = [pair(p.first, p.context, p.sentence) for p in pairs]
    return tokenizer(
        [a for a, _ in made],
        [b for _, b in made],
        padding=True,
        truncation="longest_first",
        max_length=MAX_TOKENS,
        return_tensors="pt",
        return_offsets_mapping=True,
    )


def read(model: Model, batch: Any) -> tuple[Tensor, Tensor, Tensor]:
    out: tuple[Tensor, Tensor, Tensor] = model(
        batch["input_ids"], batch["attention_mask"], batch["token_type_ids"]
    )
    return out


def spans(batch: Any, pairs: Sequence[Pair]) -> Tensor:
    targets = torch.full((len(pairs), 2), -100)
    for row, p in enumerate(pairs):
        if not p.span:
            continue
        offsets = batch["offset_mapping"][row].tolist()
        inside = [
            i
            for i, (s, e) in enumerate(offsets)
            if batch["token_type_ids"][row, i] == 1 and e > s and s < p.span[1] and e > p.span[0]
        ]
        if inside:
            targets[row, 0], targets[row, 1] = inside[0], inside[-1]
    return targets


def loss_of(model: Model, tokenizer: Any, members: Sequence[Group]) -> Tensor:
    pairs = [p for group in members for p in group]
    batch = encode(tokenizer, pairs)
    relevance, span, verdict = read(model, batch)
    total = torch.zeros(())
    asked = [i for i, p in enumerate(pairs) if p.right is not None]
    if asked:
        target = torch.tensor([float(bool(pairs[i].right)) for i in asked])
        total = total + nn.functional.binary_cross_entropy_with_logits(relevance[asked], target)
        at, lists = 0, []
        for group in members:  # softmax over "none of them" (logit 0) and the members
            if group[0].right is not None:
                scores = torch.cat([torch.zeros(1), relevance[at : at + len(group)]])
                label = next((i + 1 for i, p in enumerate(group) if p.right), 0)
                lists.append(nn.functional.cross_entropy(scores[None], torch.tensor([label])))
            at += len(group)
        total = total + LIST * torch.stack(lists).mean()
        targets = spans(batch, pairs)
        if (targets[:, 0] >= 0).any():
            blocked = span.masked_fill((batch["token_type_ids"] == 0).unsqueeze(-1), -1e4)
            for side in (0, 1):
                total = total + SPAN * nn.functional.cross_entropy(
                    blocked[:, :, side], targets[:, side]
                )
    said = [i for i, p in enumerate(pairs) if p.label is not None]
    if said:
        logs = torch.log_softmax(verdict[said], dim=-1)
        labels = [pairs[i].label for i in said]
        each = [
            -torch.logsumexp(row[1:], 0) if label == NOT_ENTAILED else -row[label]
            for row, label in zip(logs, labels, strict=True)
        ]
        total = total + torch.stack(each).mean()
    return total


def batches(groups: list[Group], rng: random.Random) -> list[list[Group]]:
    """Steps of about AT_ONCE pairs of like length, in any order."""
    rng.shuffle(groups)
    made: list[list[Group]] = []
    for at in range(0, len(groups), 512):
        block = sorted(groups[at : at + 512], key=_length)
        step: list[Group] = []
        for group in block:
            step.append(group)
            if sum(map(len, step)) >= AT_ONCE:
                made.append(step)
                step = []
        if step:
            made.append(step)
    rng.shuffle(made)
    return made


def _length(group: Group) -> int:
    return max(len(p.first) + len(p.context) + len(p.sentence) for p in group)


def logits(model: Model, tokenizer: Any, pairs: Sequence[Pair]) -> tuple[Any, Any]:
    """Relevance and verdict of many pairs, in order."""
    order = sorted(range(len(pairs)), key=lambda i: _length([pairs[i]]))
    one, three = np.zeros(len(pairs)), np.zeros((len(pairs), 3))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            relevance, _, verdict = read(model, encode(tokenizer, [pairs[i] for i in some]))
            one[some], three[some] = relevance.numpy(), verdict.numpy()
    return one, three


def evaluate(model: Model, tokenizer: Any, pages: Sequence[Page]) -> dict[str, float]:
    """Order and silence among all sentences of a question's own article; claims by their sentence."""
    model.eval()
    asked = [q for page in pages for q in newsdesk.questions(page)]
    pairs = [Pair(q.text, s.context, s.text) for q in asked for s in q.sentences]
    found, _ = logits(model, tokenizer, pairs)
    claimed = [c for page in pages for c in newsdesk.claims(page)]
    _, said = logits(
        model, tokenizer, [Pair(c.text, c.sentence.context, c.sentence.text) for c in claimed]
    )
    model.train()
    return told(asked, found) | claims_told(claimed, said)


def material(args: argparse.Namespace, rng: random.Random) -> tuple[list[Group], list[Page]]:
    """Groups to learn from, and the articles held out."""
    pages = data.pages(args.data / "newsdesk/train.jsonl")
    held = [page for page in pages if page.group == HELD_OUT]
    pages = [page for page in pages if page.group != HELD_OUT]
    rng.shuffle(pages)
    pages = pages[: args.articles]
    asked = [q for page in pages for q in newsdesk.questions(page)]
    texts = [t for q in asked for t in (q.text, *(s.text for s in q.sentences))]
    made: list[Group] = []
    if args.apart != "claims":
        made += lessons.news(asked, lessons.Vectors(texts), rng)
        made += lessons.encyclopaedia(args.data / "squad2/cs224n_dev-v2.0.json", args.squad, rng)
    if args.apart != "answers":
        made += lessons.claims([c for page in pages for c in newsdesk.claims(page)], rng)
        pairs = list(lessons.inference(args.data / "nli", rng))
        made += rng.sample(pairs, min(args.inference, len(pairs)))
    return made, held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--resume", type=Path, help="a released model.onnx or a judge.pt to go on from"
    )
    parser.add_argument("--articles", type=int, default=10_000, help="of newsdesk to learn from")
    parser.add_argument("--squad", type=int, default=1_500, help="questions of SQuAD")
    parser.add_argument("--inference", type=int, default=16_000, help="pairs of MNLI and FEVER")
    parser.add_argument("--apart", choices=("answers", "claims"), help="teach these heads only")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf, help="end at the latest then")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(args.weights)
    model = Model(args.weights)
    if args.resume:
        state = resumed(args.resume) if args.resume.suffix == ".onnx" else torch.load(args.resume)
        model.load_state_dict(state, strict=False)
    groups, held = material(args, rng)
    print(f"{len(groups)} groups, {sum(map(len, groups))} pairs", flush=True)
    model.train()
    trainable = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=args.rate, weight_decay=0.01)
    steps, total = 0, len(batches(list(groups), random.Random(0))) * args.epochs
    started = saved = time.time()

    def progress() -> float:
        """Share of the training that is over, 0 to 1, by steps or by the time there is."""
        return max(steps / total, (time.time() - started) / (60 * args.minutes))

    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda _: min(0.02 + progress() / 0.06, max(0.0, (1 - progress()) / 0.94))
    )
    running: list[float] = []
    seen = 0
    for epoch in range(args.epochs):
        if epoch:
            groups, _ = material(args, rng)
        for members in batches(groups, rng):
            if progress() >= 1:
                break
            loss = loss_of(model, tokenizer, members)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trainable, 1.0)
            optimizer.step()
            schedule.step()
            steps += 1
            seen += sum(map(len, members))
            running.append(loss.item())
            if len(running) == 50:
                took = time.time() - started
                print(f"step {steps}/{total} loss {np.mean(running):.3f} {seen / took:.1f} pairs/s {took:.0f}s", flush=True)  # fmt: skip
                running = []
            if time.time() - saved > SAVE:
                torch.save(model.state_dict(), args.out / "judge.pt")
                saved = time.time()
    torch.save(model.state_dict(), args.out / "judge.pt")
    scores = evaluate(model, tokenizer, held)
    print(json.dumps(scores), flush=True)
    (args.out / "scores.json").write_text(json.dumps(scores))


if __name__ == "__main__":
    main()

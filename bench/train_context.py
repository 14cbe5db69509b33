"""Teach the network of `marsad.reading.context` from the open gold, the seeds, the demonstration, annotated sets and peaceful reports.

    bench/train_context.py --words FILE [--folder DIR]… [--held DIR]… [--fold N] [--cache FILE] [--epochs N] --out FILE

`--words` is the encoder that bench/teach_words.py taught on unlabelled reports. `--fold N` teaches without the Nth of four folds of
outlets and writes a pickle of its outlets and arrays, for the scripts that learn from what the network says (train_reader,
train_parties: `--context`); without it all is learnt from and OUT is data/weights/context_b.npz (decision 017). Needs torch, of the
bench alone. Sets in --held are only looked at. The shut gold reports are never read.
"""

from __future__ import annotations

import math
import pickle
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
import torch
from context_examples import SLOTS, Told, gather
from context_model import AFFIXES, KNOWN, STEMS, Encoder, Net, arrays
from torch.nn import functional as F

from marsad.model import KINDS
from marsad.reading.context.hearing import MOST, number, rows_of

FOLDS = 4
ROLES_WEIGH = 15.0
"""The loss of roles beside that of kinds, which is multiplied by ten."""
LONG = 128
"""Words of a window; a long report is cut into windows that overlap by half."""
NAMED = frozenset(("PL", "A+"))
STRANGE = 0.3
"""How often the name of a place or an actor is made an unknown one: the next war has others."""
BY_HAND = 2.0
"""How much a report counts that was annotated by the hands that wrote the codebook."""


@dataclass(frozen=True, slots=True)
class Row:
    """A report in numbers."""

    spelt: Any
    known: Any
    sentences: Any
    kinds: Any
    triggers: tuple[tuple[int, int, Any], ...]
    named: Any
    weight: float = 1.0


def in_numbers(told: Told, words: Mapping[str, int]) -> Row:
    """A report as the network takes it."""
    size = len(told.folds)
    spelt = np.array([rows_of(fold, words, STEMS, AFFIXES) for fold in told.folds], dtype=np.int64)
    known = np.zeros((size, MOST), np.int64)
    for n, each in enumerate(told.known):
        known[n, : len(each)] = [1 + number(name, KNOWN - 1) for name in each]
    kinds = np.zeros((size, len(KINDS)), np.float32)
    for n, kind in told.kinds:
        kinds[n, kind] = 1
    named = np.array([not NAMED.isdisjoint(each) for each in told.known], dtype=bool)
    triggers = []
    for trigger, kind, found in told.triggers:
        roles = np.zeros((len(SLOTS), size), np.float16)
        for r, here in enumerate(found):
            roles[r, list(here)] = 1
        triggers.append((trigger, kind, roles))
    return Row(spelt, known, np.array(told.sentences), kinds, tuple(triggers), named, BY_HAND if told.part in bench.HANDS else 1.0)


def starts(size: int) -> list[int]:
    """Where the windows of a report begin."""
    return [0] if size <= LONG else [*range(0, size - LONG, LONG // 2), size - LONG]


def window(part: Sequence[tuple[Row, int]]) -> tuple[Any, ...]:
    """Some windows side by side, with the triggers that stand in them."""
    count = len(part)
    spelt, known = np.zeros((count, LONG, 5), np.int64), np.zeros((count, LONG, MOST), np.int64)
    named = np.zeros((count, LONG), bool)
    valid, kinds = np.zeros((count, LONG), bool), np.zeros((count, LONG, len(KINDS)), np.float32)
    sentences = np.full((count, LONG), -1, np.int64)
    asked, roles = [], []
    weights = torch.tensor([row.weight for row, _ in part])
    for i, (row, at) in enumerate(part):
        size = min(LONG, len(row.sentences) - at)
        for whole, own in ((spelt, row.spelt), (known, row.known), (kinds, row.kinds), (sentences, row.sentences), (named, row.named)):
            whole[i, :size] = own[at : at + size]
        valid[i, :size] = True
        for trigger, kind, found in row.triggers:
            if at <= trigger < at + size:
                told = np.zeros((len(SLOTS), LONG), np.float32)
                told[:, :size] = found[:, at : at + size]
                asked.append((i, trigger - at, kind))
                roles.append(told)
    tensor = torch.from_numpy
    return (
        *(tensor(a) for a in (spelt, known, valid, kinds, sentences)),
        torch.tensor(asked, dtype=torch.long).reshape(-1, 3),
        tensor(np.array(roles, np.float32).reshape(-1, len(SLOTS), LONG)),
        weights,
        tensor(named),
    )


def batches(rows: Sequence[Row], size: int, rng: random.Random) -> Iterator[tuple[Any, ...]]:
    """All windows once, shuffled."""
    items = [(row, at) for row in rows for at in starts(len(row.sentences))]
    rng.shuffle(items)
    for n in range(0, len(items), size):
        yield window(items[n : n + size])


def teach(rows: Sequence[Row], encoder: Path, epochs: int, rate: float = 1e-3, drop: float = 0.15, seed: int = 0) -> Net:
    """A network taught by these reports; the encoder's weights move half as fast as the heads'. Words are hidden now and then, so that
    stems, company and what rules know must do; names become strange ones."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    start = Encoder()
    start.load_state_dict(torch.load(encoder, weights_only=True)["encoder"])
    net = Net(start)
    net.train()
    inner = [value for name, value in net.named_parameters() if name.startswith("e.")]
    outer = [value for name, value in net.named_parameters() if not name.startswith("e.")]
    best = torch.optim.AdamW([{"params": inner, "share": 0.5}, {"params": outer, "share": 1.0}], lr=rate, weight_decay=0.02, fused=True)
    total = epochs * (sum(len(starts(len(row.sentences))) for row in rows) // 24 + 1)
    n = 0
    for epoch in range(epochs):
        losses = []
        for spelt, known, valid, kinds, sentences, asked, roles, weights, named in batches(rows, 24, rng):
            for group in best.param_groups:
                group["lr"] = rate * group["share"] * min(1.0, (n + 1) / 50) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, n / total)))
            strange = named & (torch.rand(valid.shape) < STRANGE)
            hidden = strange | (torch.rand(valid.shape) < 0.08)
            spelt[..., 0] = torch.where(hidden, torch.ones_like(spelt[..., 0]), spelt[..., 0])
            spelt[..., 1] = torch.where(strange, torch.randint(STEMS, valid.shape), spelt[..., 1])
            known = torch.where(torch.rand(known.shape) < 0.1, torch.zeros_like(known), known)
            with torch.autocast("cpu", torch.bfloat16):  # twice as fast on processors that know bfloat16
                h = net.body(spelt, known, valid, drop)
                shares = net.kinds(h).float()
                told = net.roles(h, asked[:, 0], asked[:, 1], asked[:, 2], sentences).float() if len(asked) else None
            lost = F.binary_cross_entropy_with_logits(shares, kinds, reduction="none").sum(-1) * weights[:, None]
            loss = lost[valid].mean() * 10
            if told is not None:
                there = valid[asked[:, 0]][:, None, :].expand_as(told)
                lost = F.binary_cross_entropy_with_logits(told, roles, reduction="none") * weights[asked[:, 0]][:, None, None]
                loss = loss + lost[there].mean() * ROLES_WEIGH
            best.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            best.step()
            n += 1
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: {sum(losses) / len(losses):.3f}", flush=True)
    net.eval()
    return net


@torch.no_grad()
def tell(title: str, net: Net, rows: Sequence[Row]) -> None:
    """Print precision, recall and F1 of triggers with their kinds, and how often the best word of a filled role is right."""
    stand: list[tuple[float, bool]] = []
    gold, roles = 0, Counter[tuple[int, bool]]()
    for row in rows:
        gold += len(row.triggers)
        size = len(row.sentences)
        whole = torch.ones((1, size), dtype=torch.bool)
        h = net.body(torch.from_numpy(row.spelt)[None], torch.from_numpy(row.known)[None], whole, 0.0)
        shares = torch.sigmoid(net.kinds(h))[0].numpy()
        open_ = {(trigger, kind) for trigger, kind, _ in row.triggers}
        spans = []
        for kind in range(len(KINDS)):
            at = 0
            while at < size:
                first = at
                while at < size and shares[at, kind] > 0.15:
                    at += 1
                if at > first:
                    spans.append((float(shares[first:at, kind].max()), first, at, kind))
                at += 1
        for share, first, last, kind in sorted(spans, reverse=True):
            hit = next((one for one in sorted(open_) if one[1] == kind and first - 2 <= one[0] <= last + 1), None)
            open_.discard(hit)  # type: ignore[arg-type]
            stand.append((share, hit is not None))
        for trigger, kind, found in row.triggers:
            asked = [torch.tensor([n]) for n in (0, trigger, kind)]
            scores = net.roles(h, *asked, torch.from_numpy(row.sentences)[None])[0]
            for r, here in enumerate(found):
                if here.any():
                    roles[r, bool(here[int(scores[r].argmax())])] += 1
    for least in (0.2, 0.3, 0.4, 0.5):
        kept = [right for share, right in stand if share >= least]
        p, r, f = sum(kept) / max(1, len(kept)), sum(kept) / max(1, gold), 2 * sum(kept) / max(1, len(kept) + gold)
        print(f"{title} at {least}: P {p:.3f} R {r:.3f} F1 {f:.3f}")
    parts = (f"{slot} {roles[r, True] / max(1, roles[r, True] + roles[r, False]):.3f}" for r, slot in enumerate(SLOTS))
    print(title, "best word right:", ", ".join(parts), flush=True)


def main() -> None:
    """Teach, look at what was held out, and write."""
    parser = bench.learning(__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--held", type=Path, action="append", default=[])
    parser.add_argument("--fold", type=int)
    parser.add_argument("--cache", type=Path, help="keep what was read here between runs")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reads, calm, held = gather(args)
    words = torch.load(args.words, weights_only=True)["words"]
    groups: list[list[str]] = [[] for _ in range(FOLDS)]
    load = [0] * FOLDS
    for group, count in Counter(each.group for each in reads).most_common():
        least = load.index(min(load))
        groups[least].append(group)
        load[least] += count
    out = groups[args.fold] if args.fold is not None else []
    print(f"{len(reads)} reports, {sum(len(each.triggers) for each in reads)} triggers; held out {out}", flush=True)
    net = teach([in_numbers(each, words) for each in (*reads, *calm) if each.group not in out], args.words, args.epochs)
    if out:
        for part in bench.HANDS:
            tell(f"held out, {part},", net, [in_numbers(each, words) for each in reads if each.group in out and each.part == part])
        tell("held out", net, [in_numbers(each, words) for each in reads if each.group in out])
    for folder, each in zip(args.held, held, strict=True):
        tell(f"not learnt from, {folder.name},", net, [in_numbers(one, words) for one in each])
    if args.fold is None:
        np.savez_compressed(args.out, **arrays(net, words))
    else:
        args.out.write_bytes(pickle.dumps((out, arrays(net, words))))


if __name__ == "__main__":
    main()

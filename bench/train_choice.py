"""Learn the weights of the choosers (marsad.reading.choice): which time, which place, by a logistic choice among candidates.

    bench/train_choice.py [--what time|place] [--folder DIR …] [--write] [--l2 X] [--show N]

Learns from the open gold, from the seeds, and from further folders of the same shape. No report of an outlet
is learnt from when that outlet's reports are scored. Prints, for each set, how many slots the rules alone and the held-out weights
get right. No randomness: outlets are dealt to folds by size. The 40 shut gold reports are never read.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from choice_examples import SETTLERS, Example, collect

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/marsad/data/weights/choice.toml"
FOLDS = 8
EMPTY = {"time": 0.5, "place": 0.7}
"""How much a slot that stays empty counts beside one that is filled."""
# Measured by outlet: places have many features and few examples.
L2 = {"time": 10.0, "place": 18.0}
OPEN = {"time": 1.0, "place": 1.0}


def learn(examples: Sequence[Example], l2: float, open_weight: float, empty: float, rare: int) -> dict[str, float]:
    """Weights that make the right options likely: gradient steps with a fixed schedule (Adam), L2."""
    counts: dict[str, int] = defaultdict(int)
    usable = [e for e in examples if any(e.right) and not all(e.right)]
    for e in usable:
        for names in e.names:
            for name in set(names):
                counts[name] += 1
    index = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= rare))}
    rows, cols, owner, right, weight = [], [], [], [], []
    option = 0
    for n, e in enumerate(usable):
        for names, good in zip(e.names, e.right, strict=True):
            for name in set(names):
                if name in index:
                    rows.append(option)
                    cols.append(index[name])
            owner.append(n)
            right.append(good)
            option += 1
        # A slot empty on both sides is not counted, so that a wrong guess there costs less than a time left out elsewhere.
        weight.append((open_weight if e.part in ("gold", "seeds") else 1.0) * (1.0 if e.filled else empty))
    row, col = np.array(rows), np.array(cols)
    group, good, mass = np.array(owner), np.array(right, dtype=float), np.array(weight)
    w = np.zeros(len(index))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 201):
        scores = np.bincount(row, w[col], option)
        top = np.full(len(usable), -np.inf)
        np.maximum.at(top, group, scores)
        e = np.exp(scores - top[group])
        total = np.bincount(group, e, len(usable))
        total_good = np.bincount(group, e * good, len(usable))
        p = e / total[group]
        q = e * good / np.maximum(total_good[group], 1e-12)
        gradient = np.bincount(col, ((p - q) * mass[group])[row], len(index)) + l2 * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        w -= 0.08 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w[n]), 2) for name, n in index.items() if abs(w[n]) >= 0.02}


def deal(examples: Sequence[Example]) -> dict[str, int]:
    """A fold for each outlet, the largest outlets first, always to the emptiest fold."""
    counts: dict[str, int] = defaultdict(int)
    for e in examples:
        counts[e.outlet] += 1
    held = [0] * FOLDS
    out: dict[str, int] = {}
    for outlet in sorted(counts, key=lambda name: (-counts[name], name)):
        out[outlet] = held.index(min(held))
        held[out[outlet]] += counts[outlet]
    return out


def chosen(e: Example, weights: dict[str, float]) -> int:
    """The option that the weights prefer."""
    sums = [sum(weights.get(name, 0.0) for name in names) for names in e.names]
    return sums.index(max(sums))


def main() -> None:
    """Collect, cross-validate, print, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--what", choices=sorted(SETTLERS), default="time")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--l2", type=float)
    parser.add_argument("--open-weight", type=float)
    parser.add_argument("--rare", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--part")
    args = parser.parse_args()

    l2 = L2[args.what] if args.l2 is None else args.l2
    open_weight = OPEN[args.what] if args.open_weight is None else args.open_weight
    examples = collect(args.what, args.folder, args.shared)
    fold = deal(examples)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    shown = 0
    for n in range(FOLDS):
        weights = learn([e for e in examples if fold[e.outlet] != n], l2, open_weight, EMPTY[args.what], args.rare)
        for e in examples:
            if fold[e.outlet] != n or not e.scored:
                continue
            pick = chosen(e, weights)
            empty = e.rule >= 0 and not e.filled and e.rule == 0
            counts = tally[e.part]
            ruled = e.rule >= 0 and e.right[e.rule]
            counts[0] += not (empty and pick == 0)
            counts[1] += ruled and not empty
            counts[2] += e.right[pick] and not (not e.filled and pick == 0)
            counts[3] += any(e.right) and e.filled
            changed = e.rule >= 0 and e.right[e.rule] != e.right[pick]
            if args.show and changed and (not args.part or args.part == e.part):
                shown += 1
                if shown <= args.show:
                    best = next((i for i, good in enumerate(e.right) if good), -1)
                    fate, wanted = ("FIXED" if e.right[pick] else "BROKE"), e.names[best] if best >= 0 else None
                    print(f"{fate} {e.report} {e.note}\n    picked {e.names[pick]}\n    right {wanted}")
    whole = [sum(column) for column in zip(*tally.values(), strict=True)]
    print(f"all    {whole[0]} rules {whole[1]} held-out {whole[2]} {whole[2] / whole[0]:.3f}")
    for part, (count, ruled, learnt, possible) in sorted(tally.items()):
        n = max(1, count)
        print(f"{part:6} slots {count:4}  rules {ruled:4} {ruled / n:.3f}  held-out {learnt:4} {learnt / n:.3f}  reachable gold {possible}")
    if args.write:
        import tomllib

        tables = tomllib.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
        tables[args.what] = learn(examples, l2, open_weight, EMPTY[args.what], args.rare)
        head = "# Weights of the choosers (marsad.reading.choice): sums of named features. Made by bench/train_choice.py.\n"
        body = "".join(
            f"\n[{table}]\n" + "".join(f'"{name}" = {value}\n' for name, value in sorted(weights.items()))
            for table, weights in sorted(tables.items())
        )
        WEIGHTS.write_text(head + body, encoding="utf-8")
        assert all(math.isfinite(value) for weights in tables.values() for value in weights.values())


if __name__ == "__main__":
    main()

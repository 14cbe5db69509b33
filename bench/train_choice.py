"""Learn the weights of the choosers (marsad.reading.choice): which time, which place, by a logistic choice among candidates.

    bench/train_choice.py [--what time|place]… [--folder DIR …] [--write] [--l2 X] [--show N]

Learns from the open gold, from the seeds, from further folders of the same shape, and from the judged claims of ordinary reports
(bench/ordinary_slots.tsv). No report of an outlet is learnt from when that outlet's reports are scored. Prints, for each set, how many
slots the rules alone and the held-out weights get right, of those that gold or the choice fills. No randomness: outlets are dealt to
folds by size. The 40 shut gold reports are never read.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import score_reader
from choice_examples import SLOTS, Example, collect
from context_folds import add_contexts, contexts

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/marsad/data/weights/choice.toml"
FOLDS = 8
EMPTY = {"time": 0.5, "place": 0.7}
"""How much a slot that stays empty counts beside one that is filled."""
# Measured by outlet: places have many features and few examples.
L2 = {"time": 10.0, "place": 18.0}
OPEN = {"time": 3.0, "place": 3.0}
"""How much the open gold and the seeds count: they are by the hands that wrote the codebook."""


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


def held_out(examples: Sequence[Example], what: str, l2: float, rare: int) -> dict[int, int]:
    """What the weights learnt from other outlets choose, by the example's rank."""
    fold = deal(examples)
    out: dict[int, int] = {}
    for n in range(FOLDS):
        weights = learn([e for e in examples if fold[e.outlet] != n], l2, OPEN[what], EMPTY[what], rare)
        out.update({i: chosen(e, weights) for i, e in enumerate(examples) if fold[e.outlet] == n and e.scored})
    return out


def tell(what: str, examples: Sequence[Example], picks: dict[int, int]) -> None:
    """Print, for each set, how many slots are right."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for i, pick in picks.items():
        e = examples[i]
        for part in dict.fromkeys((e.part, "judged" if e.part == "judged" else "annotated")):
            counts = tally[part]
            counts[0] += e.filled or pick != 0
            counts[1] += e.right[pick] and (e.filled or pick != 0)
            counts[2] += e.filled or e.rule != 0
            counts[3] += e.rule >= 0 and e.right[e.rule] and (e.filled or e.rule != 0)
            counts[4] += e.filled and any(e.right)
    for part, (count, learnt, ruled, right, possible) in sorted(tally.items()):
        share, rules = learnt / max(1, count), right / max(1, ruled)
        print(f"{what:5} {part:9} slots {count:4}  held-out {share:.3f}  rules alone {rules:.3f} of {ruled}  gold in reach {possible}")


def show(examples: Sequence[Example], picks: dict[int, int], part: str, most: int) -> None:
    """Print what the held-out weights mend and break of the rules' choices."""
    for i, pick in picks.items():
        e = examples[i]
        if most and e.rule >= 0 and e.right[e.rule] != e.right[pick] and part in ("", e.part):
            most -= 1
            wanted = next((names for names, good in zip(e.names, e.right, strict=True) if good), None)
            ruled, chose = e.values[e.rule], e.values[pick]
            print(f"{'FIXED' if e.right[pick] else 'BROKE'} {e.report} {e.note}\n    rule {ruled}; chosen {chose}")
            print(f"    of which {e.names[pick]}\n    of the right one {wanted}")


def write(tables: dict[str, dict[str, float]]) -> None:
    """Write tables of weights, those not given as they were."""
    kept = tomllib.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    head = "# Weights of the choosers (marsad.reading.choice): sums of named features. Made by bench/train_choice.py.\n"
    body = "".join(
        f"\n[{table}]\n" + "".join(f'"{name}" = {value}\n' for name, value in sorted(weights.items()))
        for table, weights in sorted({**kept, **tables}.items())
    )
    assert all(math.isfinite(value) for weights in tables.values() for value in weights.values())
    WEIGHTS.write_text(head + body, encoding="utf-8")


def main() -> None:
    """Collect, cross-validate, print, and write the weights where asked."""
    parser = score_reader.learning(__doc__)
    parser.add_argument("--what", choices=SLOTS, action="append", default=[])
    parser.add_argument("--l2", type=float)
    parser.add_argument("--rare", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--part", default="")
    add_contexts(parser)
    args = parser.parse_args()
    found = collect(args.folder, args.shared, contexts=contexts(args.context, args.beside))
    tables = {}
    for what in args.what or SLOTS:
        l2 = L2[what] if args.l2 is None else args.l2
        picks = held_out(found[what], what, l2, args.rare)
        show(found[what], picks, args.part, args.show)
        tell(what, found[what], picks)
        tables[what] = learn(found[what], l2, OPEN[what], EMPTY[what], args.rare)
    if args.write:
        write(tables)


if __name__ == "__main__":
    main()

"""Learn the weights that choose agents and targets (marsad.reading.parties.settling) from annotated reports.

    bench/train_parties.py [--folder DIR]… [--slots DIR]… [--out FILE] [--folds N] [--penalty X]

Each filled slot of a claim that meets an annotated one is an example: its options, and which of them agree with the annotation. A
conditional logit with L2 by L-BFGS (numpy and scipy, of the bench alone), no randomness. Each slot is learnt twice: first beside what
the rules put into the other claims of the report, then beside what the weights learnt from the other folds put there, as in reading;
targets beside the agents so chosen. Folds keep the reports of one outlet together. The open gold and the seeds are always learnt from,
the shut reports never; --folder adds annotated sets (reports.jsonl, gold.jsonl), --slots sets in which only some claims are annotated.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
from context_folds import add_contexts, contexts
from party_drafts import Drafted, Halt, Recorder, again
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from marsad.model import Mention
from marsad.reading import RuleReader
from marsad.reading.context import Context
from marsad.reading.parties.settling import SLOTS
from marsad.reading.reader import claim_of
from marsad.registry.actors import Actors, load_actors
from marsad.registry.places import load_gazetteer

LEAN = {"agent": 0.2, "target": 0.3}
"""By how much the empty slot weighs less than learnt: whoever fills it stands among several options that say nearly the same, and
share between them what speaks for him. Measured by outlet, slots rightly left empty counted."""
ROUNDS = 2
Row = dict[str, Any]
Example = tuple[list[tuple[Any, Any]], Any]
"""The features of each option (numbers of their names, amounts) and which options are right."""


@dataclass
class Read:
    """A report with its drafts, its gold, and which draft meets which gold claim; `partial` where only some claims are annotated."""

    part: str
    outlet: str
    gold: list[Row]
    drafts: bytes
    partial: bool
    pairs: dict[int, int] = field(default_factory=dict)


GOLD = 3
"""How often the open gold and the seeds count: they are by the hands that wrote the codebook."""


def collect(shared: Path, folders: Sequence[Path], slots: Sequence[Path], heard: Mapping[str, Context]) -> list[Read]:
    """Every report that may be learnt from, read as far as its drafts, heard by a network that was taught without its outlet."""
    score = bench.load_score(shared)
    reader = RuleReader(load_actors(), load_gazetteer(), None, Halt({}))
    readers = {
        group: RuleReader(load_actors(), load_gazetteer(), None, Halt({}), context=context) for group, context in heard.items()
    }
    out = []
    for folder in (*[shared / "gold"] * GOLD, *[shared / "seeds"] * GOLD, *folders, *slots):
        for row, gold in bench.annotated(shared, folder):
            report = bench.as_report(row)
            with contextlib.suppress(Drafted):
                readers.get(row.get("outlet") or folder.name, reader).read(report)
            read = Read(folder.name, row.get("outlet") or row["id"], gold, Halt.kept, folder in slots)
            kept, *_ = again(read.drafts)
            made = [bench.as_json(claim_of(report, None, sentence, draft)) for sentence, draft in kept]
            read.pairs = paired(score, gold, made)
            out.append(read)
    return out


def paired(score: Any, told: Sequence[Row], made: Sequence[Row]) -> dict[int, int]:
    """Gold claims to drafts, one to one, those with the same trigger first."""
    def alike(g: Row, p: Row) -> float:
        return 0.3 * bool(set(score.words(score.text_of(g.get("trigger")))) & set(score.words(score.text_of(p["trigger"]))))

    pairs = sorted(
        ((score.fits(g, p) + alike(g, p), i, j) for i, g in enumerate(told) for j, p in enumerate(made) if score.fits(g, p)), reverse=True
    )
    out: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in out and j not in out.values():
            out[i] = j
    return out


def folds(items: Sequence[Read], count: int) -> list[int]:
    """A fold for each report: outlets whole, the largest first into the emptiest fold."""
    sizes = Counter(item.outlet for item in items)
    load = [0] * count
    fold: dict[str, int] = {}
    for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[name] = min(range(count), key=lambda n: (load[n], n))
        load[fold[name]] += size
    return [fold[item.outlet] for item in items]


def right_ones(score: Any, gold: Row, slot: str, agents: Sequence[Mention], found: Sequence[Sequence[Mention]]) -> list[bool]:
    """Which fillings of a slot agree with the gold."""
    wanted = gold.get("agents" if slot == "agent" else "targets") or []
    barred: list[Row] = []
    if gold["kind"] in score.MUTUAL:
        # either side may come first for the scorer; rule 10 wants the first named, and each side in its own slot
        if slot == "target":
            wanted = [m for m in score.parties(gold) if not any(score.same_mention(m, named(a)) for a in agents)]
        else:
            barred = gold.get("targets") or []
    return [
        score.agree(wanted, [named(m) for m in mentions])
        and not any(score.same_mention(b, named(m)) for b in barred for m in mentions)
        for mentions in found
    ]


def named(mention: Mention) -> Row:
    """A mention as the scorer compares it."""
    return {"text": mention.text, "id": mention.id}


class Names:
    """Numbers for the names of features."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def row(self, features: Mapping[str, float]) -> tuple[Any, Any]:
        """The numbers of an option's features and their amounts."""
        numbers = [self.index.setdefault(name, len(self.index)) for name in features]
        return np.array(numbers, dtype=np.int32), np.array(list(features.values()), dtype=np.float64)


def settle(
    score: Any, actors: Actors, items: Sequence[Read], slot: str, weights: Sequence[Mapping[str, Mapping[str, float]]], names: Names
) -> tuple[list[list[Example]], list[list[tuple[Row, Row]]]]:
    """The examples of a slot, report by report, each settled by its own weights; and each gold claim with what was chosen for it."""
    data, chosen = [], []
    for item, weight in zip(items, weights, strict=True):
        gc.disable()
        kept, sentences, tellers, heard = again(item.drafts)
        gc.enable()
        keeper = Recorder(weight)
        only = frozenset(id(kept[j][1]) for j in item.pairs.values()) if item.partial else None
        for name, value in (("slot", slot), ("seen", {}), ("only", only)):
            object.__setattr__(keeper, name, value)
        keeper.settle(kept, sentences, actors, tellers, heard)
        part, pairs = [], []
        for i, j in item.pairs.items():
            draft = kept[j][1]
            pairs.append((item.gold[i], {"agents": [named(m) for m in draft.agents], "targets": [named(m) for m in draft.targets]}))
            found = keeper.seen.get(id(draft))
            if found is not None:
                good = right_ones(score, item.gold[i], slot, draft.agents, [mentions for _, mentions in found])
                if any(good) and not all(good):
                    part.append(([names.row(features) for features, _ in found], np.array(good)))
        data.append(part)
        chosen.append(pairs)
    return data, chosen


def fit(data: Sequence[Example], names: Names, slot: str, penalty: float, least: int) -> dict[str, float]:
    """Weights that make the right options likely, under which the slot is left empty less readily."""
    rows = [row for each in data for row in each[0]]
    cols, values = np.concatenate([row[0] for row in rows]), np.concatenate([row[1] for row in rows])
    ends = np.cumsum([len(row[0]) for row in rows])
    known = np.flatnonzero(np.bincount(cols, minlength=len(names.index)) >= least)
    matrix = csr_matrix((values, cols, np.r_[0, ends]), shape=(len(rows), len(names.index)))[:, known].tocsr()
    turned = matrix.T.tocsr()
    truth = np.concatenate([each[1] for each in data])
    sizes = np.array([len(each[1]) for each in data])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    groups = np.repeat(np.arange(len(sizes)), sizes)

    def loss(w: Any) -> tuple[float, Any]:
        z = matrix @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[groups])
        total = np.add.reduceat(e, starts)
        right = np.where(truth, e, 0.0)
        good = np.add.reduceat(right, starts) + 1e-12
        return float(-np.log(good / total).sum() + penalty * (w @ w)), turned @ (e / total[groups] - right / good[groups]) + 2 * penalty * w

    best = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    told = list(names.index)
    weights = {told[n]: round(float(w), 3) for n, w in zip(known, best.x, strict=True) if abs(w) >= 0.03}
    return {**weights, "none": round(weights.get("none", 0.0) - LEAN[slot], 3)}


def report(score: Any, items: Sequence[Read], chosen: Sequence[Sequence[tuple[Row, Row]]], title: str) -> None:
    """Print by set how many slots agree, as the scorer counts them."""
    count: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for item, pairs in zip(items, chosen, strict=True):
        line = count[item.part]
        for gold, made in pairs:
            sides = [(gold.get(s), made[s]) for s in ("agents", "targets")]
            if gold["kind"] in score.MUTUAL:
                sides = [(score.parties(gold), score.parties(made)), ([], [])]
            good = [score.agree(wanted, told) for wanted, told in sides]
            line[0] += all(good)
            for n, (wanted, told) in enumerate(sides):
                line[1 + 2 * n] += bool(wanted or told) and good[n]
                line[2 + 2 * n] += bool(wanted or told)
    print(title)
    for name, (both, a, an, t, tn) in count.items():
        claims = sum(len(pairs) for item, pairs in zip(items, chosen, strict=True) if item.part == name)
        shares = f"both {both / max(1, claims):.3f} ({claims})  agents {a / max(1, an):.3f} ({an})  targets {t / max(1, tn):.3f} ({tn})"
        print(f"  {name:10} {shares}")


def main() -> None:
    """Learn, cross-validate, write."""
    parser = bench.learning(__doc__)
    parser.add_argument("--slots", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path)
    add_contexts(parser)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--least", type=int, default=4)
    args = parser.parse_args()
    score, actors = bench.load_score(args.shared), load_actors()
    items = collect(args.shared, args.folder, args.slots, contexts(args.context, args.beside))
    fold = folds(items, args.folds)
    names = Names()
    weights: list[dict[str, dict[str, float]]] = [{} for _ in range(args.folds)]
    whole: dict[str, dict[str, float]] = {}
    for slot in SLOTS:
        for _ in range(ROUNDS):
            data, _ = settle(score, actors, items, slot, [weights[n] for n in fold], names)
            for k in range(args.folds):
                rest = [each for f, part in zip(fold, data, strict=True) if f != k for each in part]
                weights[k][slot] = fit(rest, names, slot, args.penalty, args.least)
        whole[slot] = fit([each for part in data for each in part], names, slot, args.penalty, args.least)
        print(f"{slot}: {sum(map(len, data))} examples, {len(whole[slot])} features", flush=True)
    if args.out:
        lines = [
            "# Weights that choose agents and targets of claims (marsad.reading.parties.settling): sums of named features.",
            "# Made by bench/train_parties.py; the features are named in marsad.reading.parties.options and the modules it calls.",
        ]
        for slot in SLOTS:
            lines.append(f"[{slot}]")
            lines += [f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in sorted(whole[slot].items())]
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, chosen = settle(score, actors, items, "target", [weights[n] for n in fold], names)
    report(score, items, chosen, "held out, by outlet")


if __name__ == "__main__":
    main()

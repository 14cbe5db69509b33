"""Learn the weights that choose agents and targets (marsad.reading.parties) from annotated reports.

    bench/train_parties.py [--folder DIR]… [--out FILE] [--folds N] [--penalty X]

Each filled slot of a claim that meets an annotated one is an example: its options, and which of them agree with the annotation. A
conditional logit with L2 by L-BFGS (numpy and scipy, of the bench alone), no randomness. Folds keep the reports of one outlet
together; targets are learnt against the agents that the other folds' weights choose, as in reading. The open gold is always
learnt from, the shut reports never; --folder adds further annotated sets (reports.jsonl, gold.jsonl).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from marsad.model import Mention
from marsad.reading import RuleReader
from marsad.reading.draft import Draft
from marsad.reading.options import options
from marsad.reading.parties import SLOTS, Parties, Ranked
from marsad.reading.scenery import Scenery
from marsad.reading.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
LEAN = {"agent": 0.2, "target": 0.8}
"""By how much the empty slot weighs less than learnt: whoever fills it stands among several options that say nearly the same, and
share between them what speaks for him."""
Options = list[tuple[dict[str, float], list[Mention]]]
Key = tuple[str, int]


class Recorder(Parties):
    """Chooses by weights and writes down the options of each draft by its trigger's offset."""

    seen: dict[str, dict[Key, Options]]

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
        found = options(scene, sentence, draft, slot)
        key = (draft.kind, sentence.words[draft.trigger.at].start)
        self.seen[slot][key] = [(dict(option.features), list(option.mentions)) for option in found]
        return super().choose(scene, sentence, draft, slot)

    def _together(self, scene: Scenery, sentence: Sentence, draft: Draft, doers: Ranked) -> None:
        self.choose(scene, sentence, draft, "target")
        super()._together(scene, sentence, draft, doers)


def recorder(weights: Mapping[str, Mapping[str, float]]) -> Recorder:
    """A recorder over the given weights."""
    made = Recorder(weights)
    object.__setattr__(made, "seen", {slot: {} for slot in SLOTS})
    return made




def sets(shared: Path, folders: Sequence[Path]) -> list[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """(set, report row, gold claims) of all that may be learnt from."""
    every = (shared / "gold", shared / "seeds", *folders)
    return [(folder.name, row, gold) for folder in every for row, gold in bench.annotated(shared, folder)]


def folds(items: Sequence[tuple[str, dict[str, Any], Any]], count: int) -> list[int]:
    """A fold for each report: outlets whole, the largest first into the emptiest fold."""
    sizes = Counter((row.get("outlet") or row["id"]) for _, row, _ in items)
    load = [0] * count
    fold: dict[str, int] = {}
    for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[name] = min(range(count), key=lambda n: (load[n], n))
        load[fold[name]] += size
    return [fold[row.get("outlet") or row["id"]] for _, row, _ in items]


def examples(
    score: Any, gold: list[dict[str, Any]], claims: list[dict[str, Any]], seen: dict[Key, Options], slot: str, tuned: bool
) -> list[tuple[list[dict[str, float]], list[bool], str, float]]:
    """The options of each matched claim with those that agree with the gold; claims where none does are left out."""
    pairs = sorted(
        ((score.fits(g, p) + 0.5 * score.core(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(claims) if score.fits(g, p)),
        reverse=True,
    )
    used: dict[int, int] = {}
    taken: set[int] = set()
    out = []
    for _, i, j in pairs:
        if i in used or j in taken:
            continue
        used[i] = j
        taken.add(j)
        g, p = gold[i], claims[j]
        found = seen.get((p["kind"], p["trigger"]["start"]))
        if found is None:
            continue
        wanted = g.get("agents" if slot == "agent" else "targets") or []
        barred: list[dict[str, Any]] = []
        if g["kind"] in score.MUTUAL:
            # either side may come first for the scorer; rule 10 wants the first named, and each side in its own slot
            if slot == "target":
                wanted = [m for m in score.parties(g) if not any(score.same_mention(m, a) for a in p["agents"])]
            else:
                barred = g.get("targets") or []
        right = [
            score.agree(wanted, [bench._mention(m) for m in mentions])
            and not any(score.same_mention(b, bench._mention(m)) for b in barred for m in mentions)
            for _, mentions in found
        ]
        rows = [features for features, _ in found]
        if tuned:
            # the rules were made on these reports: how far they are trusted there says little of others
            rows = [{**row, **{f"tuned {name}": value for name, value in row.items() if name.startswith("rule")}} for row in rows]
        out.append((rows, right, g["kind"], 1.0))
    return out


def leaning(weights: dict[str, float], slot: str) -> dict[str, float]:
    """Weights under which the slot is left empty less readily."""
    return {**weights, "none": round(weights.get("none", 0.0) - LEAN[slot], 3)}


def fit(data: Sequence[tuple[list[dict[str, float]], list[bool], str, float]], penalty: float, least: int = 3) -> dict[str, float]:
    """Weights that make the right options likely."""
    data = [each for each in data if any(each[1]) and not all(each[1])]
    counts = Counter(name for rows, *_ in data for row in rows for name in row)
    names = sorted(name for name, n in counts.items() if n >= least)
    index = {name: n for n, name in enumerate(names)}
    rows, cols, values, group, right = [], [], [], [], []
    counted = np.array([each[3] for each in data])
    n = 0
    for g, (features, truth, *_) in enumerate(data):
        for row, true in zip(features, truth, strict=True):
            for name, value in row.items():
                if name in index:
                    rows.append(n)
                    cols.append(index[name])
                    values.append(value)
            group.append(g)
            right.append(true)
            n += 1
    matrix = csr_matrix((values, (rows, cols)), shape=(n, len(names)))
    groups, truth = np.array(group), np.array(right)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def loss(w: Any) -> tuple[float, Any]:
        z = matrix @ w
        top = np.maximum.reduceat(z, starts)[groups]
        e = np.exp(z - top)
        total = np.add.reduceat(e, starts)
        good = np.add.reduceat(np.where(truth, e, 0.0), starts) + 1e-12
        p = e / total[groups]
        q = np.where(truth, e, 0.0) / good[groups]
        return float(-(counted * np.log(good / total)).sum() + penalty * (w @ w)), matrix.T @ (counted[groups] * (p - q)) + 2 * penalty * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 3) for name, w in zip(names, best.x, strict=True) if abs(w) >= 0.03 and not name.startswith("tuned ")}


def main() -> None:
    """Learn, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--least", type=int, default=4)
    args = parser.parse_args()
    score = bench.load_score(args.shared)
    items = sets(args.shared, args.folder)
    fold = folds(items, args.folds)
    actors, gazetteer = load_actors(), load_gazetteer()

    def read(weights_of: Any) -> list[tuple[list[dict[str, Any]], dict[str, dict[Key, Options]]]]:
        out = []
        for n, (_, row, _) in enumerate(items):
            keeper = recorder(weights_of(n))
            claims = RuleReader(actors, gazetteer, None, keeper).read(bench.as_report(row))
            made = []
            for claim in claims:
                made.append(bench.as_json(claim))
                made[-1]["trigger"]["start"] = claim.trigger.start
            out.append((made, keeper.seen))
        return out

    weights: list[dict[str, dict[str, float]]] = [{} for _ in range(args.folds)]
    whole: dict[str, dict[str, float]] = {}
    report(score, items, [claims for claims, _ in read(lambda n: {})], "rules")
    for slot in SLOTS:
        reading = read(lambda n: weights[fold[n]])
        data = [
            examples(score, gold, claims, seen[slot], slot, slot == "target" and name in ("gold", "seeds", "demo", "written"))
            for (name, _, gold), (claims, seen) in zip(items, reading, strict=True)
        ]
        flat = [each for part in data for each in part]
        reach = sum(any(right) for _, right, *_ in flat)
        print(f"{slot}: {len(flat)} slots, {reach} with a right option ({reach / len(flat):.3f})")
        for k in range(args.folds):
            rest = [each for f, part in zip(fold, data, strict=True) if f != k for each in part]
            weights[k][slot] = leaning(fit(rest, args.penalty, args.least), slot)
        whole[slot] = leaning(fit(flat, args.penalty, args.least), slot)
        print(f"  {len(whole[slot])} features")
        report(score, items, [claims for claims, _ in read(lambda n: weights[fold[n]])], f"held out, {slot}")
    if args.out:
        lines = [
            "# Weights that choose agents and targets of claims (marsad.reading.parties): sums of named features.",
            "# Made by bench/train_parties.py; the features are named in marsad.reading.options, nearby and hints.",
        ]
        for slot in SLOTS:
            lines.append(f"[{slot}]")
            lines += [f'"{name}" = {value}' for name, value in sorted(whole[slot].items())]
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def report(score: Any, items: Sequence[tuple[str, dict[str, Any], Any]], claims: Sequence[list[dict[str, Any]]], title: str) -> None:
    """Print core and slots by set."""
    by: dict[str, tuple[dict[str, Any], dict[str, Any]]] = defaultdict(lambda: ({}, {}))
    for (name, row, gold), made in zip(items, claims, strict=True):
        by[name][0][row["id"]] = gold
        by[name][1][row["id"]] = made
    print(title)
    for name, (gold, made) in by.items():
        out, _ = score.score(gold, made)
        slots = out["slots"]
        print(
            f"  {name:6} det {out['detection']['f1']:.3f} core {out['core']['f1']:.3f}"
            + "".join(f" {slot} {slots[slot]['agree']:.3f} ({slots[slot]['n']})" for slot in ("agents", "targets"))
        )


if __name__ == "__main__":
    main()

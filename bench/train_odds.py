"""Learn the odds of kinds (`marsad.reading.triggers.odds`) from the open gold, the seeds, the demonstration, annotated sets and peaceful reports.

    bench/train_odds.py [--folder DIR]… [--held DIR]… [--out FILE] [--folds FILE] [--cache FILE] [--penalty X]

Every word that the lexicon can read is an example: the first word of an annotated trigger is of its kind, all others are none. A
multinomial logistic sum with L2, by L-BFGS (numpy and scipy, of the bench alone), no randomness. Outlets stay in one of five folds;
`--folds` keeps the odds learnt without each fold, so that the judge is taught by odds that never saw the report. The shut gold
reports are never read.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from marsad.model import KINDS, Report
from marsad.reading import RuleReader
from marsad.reading.triggers.odds import Odds, own_names, word_names
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

LEAST = 3
"""Features seen in fewer words are left out."""
LIGHT = 0.08
"""Addends under this are not written."""
CALM = 120
"""So many peaceful reports are learnt from: more would only teach what the others do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word: its names, and the kind of the claim it opens, "" for none; `inner`: inside an annotated trigger, not its first word."""

    names: tuple[str, ...]
    kind: str
    inner: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A report: its outlet, how many triggers are annotated, its words."""

    group: str
    gold: int
    words: tuple[Seen, ...]


class Recorder(Odds):
    """Says nothing, and writes down the names of every word with where it stands."""

    def look(self, sentence: Sentence, kinds: Mapping[int, Sequence[str]]) -> dict[int, dict[str, float]]:
        neighbours: dict[int, Any] = {}
        for word in sentence.words:
            if word.kind == "word" and (word.entries or word.verb is not None or word.i in kinds):
                WORDS.append((word.start, word.end, (*own_names(word), *word_names(sentence, word.i, kinds, neighbours))))
        return {}


WORDS: list[tuple[int, int, tuple[str, ...]]] = []


def read(reader: RuleReader, report: Report, gold: Sequence[Mapping[str, Any]], group: str) -> Told:
    """A report's words with the kinds that its annotation gives them."""
    WORDS.clear()
    reader.read(report)
    spans = []
    for claim in gold:
        trigger = claim.get("trigger") or ""
        trigger = trigger if isinstance(trigger, str) else trigger["text"]
        at = report.text.find(claim["quote"])
        start = report.text.find(trigger, at, at + len(claim["quote"]) + 40) if at >= 0 and trigger else -1
        if start >= 0:
            spans.append((start, start + len(trigger), claim["kind"]))
    words = []
    for start, end, names in WORDS:
        kind = next((kind for a, _, kind in spans if start <= a < end), "")
        words.append(Seen(names, kind, not kind and any(a < end and start < b for a, b, _ in spans)))
    return Told(group, len(spans), tuple(words))


def gather(args: argparse.Namespace) -> tuple[list[Told], list[Told], list[list[Told]]]:
    """What is learnt from, peaceful reports, and what is only looked at; from `--cache` where it holds them already."""
    if args.cache and args.cache.exists():
        return pickle.loads(args.cache.read_bytes())  # type: ignore[no-any-return]
    reader = RuleReader(load_actors(), load_gazetteer(), odds=Recorder(("", *KINDS), {}))
    out = [read(reader, report, gold, group) for report, gold, group, _ in bench.learnt(args.shared, args.folder)]
    calm = [read(reader, report, [], report.id) for _, report in bench.calm(args.shared) if sum(report.id.encode()) % 2 == 0]
    held = [[read(reader, bench.as_report(r), g, "") for r, g in bench.annotated(args.shared, folder)] for folder in args.held]
    if args.cache:
        args.cache.write_bytes(pickle.dumps((out, calm[:CALM], held)))
    return out, calm[:CALM], held


def fit(reads: Sequence[Told], penalty: float, rounds: int) -> Odds:
    """The odds learnt from reports."""
    words = [word for told in reads for word in told.words if not word.inner]
    often = Counter(name for word in words for name in word.names)
    names = {name: n for n, name in enumerate(sorted(name for name, n in often.items() if n >= LEAST))}
    kinds = ("", *KINDS)
    rank = {kind: n for n, kind in enumerate(kinds)}
    ends = [0]
    cols: list[int] = []
    for word in words:
        cols += [names[name] for name in word.names if name in names]
        ends.append(len(cols))
    x = csr_matrix((np.ones(len(cols), np.float32), cols, ends), shape=(len(words), len(names)))
    y = np.array([rank[word.kind] for word in words])
    every, across = np.arange(len(y)), x.T.tocsr()

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(len(names), len(kinds)).astype(np.float32)
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        value = -np.log(np.maximum(p[every, y], 1e-9)).sum() + 0.5 * penalty * float((w * w).sum())
        p[every, y] -= 1
        return float(value), (across @ p + penalty * w).ravel().astype(float)

    options = {"maxiter": rounds, "maxcor": 6}
    flat = minimize(loss, np.zeros(len(names) * len(kinds)), jac=True, method="L-BFGS-B", options=options).x
    w = flat.reshape(len(names), len(kinds))
    weights = {}
    for name, n in names.items():
        pairs = tuple((k, round(float(v), 2)) for k, v in enumerate(w[n]) if abs(v) >= LIGHT)
        if pairs:
            weights[name] = pairs
    return Odds(kinds, weights)


def shares(odds: Odds, told: Told) -> list[tuple[float, str, str]]:
    """Of each word the chance of its likeliest kind, that kind, and the right one."""
    out = []
    for word in told.words:
        found = odds.shares(word.names)
        chance, kind = max((chance, kind) for kind, chance in found.items() if kind)
        out.append((chance, kind, word.kind))
    return out


def told(title: str, reads: Sequence[Told], found: Sequence[list[tuple[float, str, str]]]) -> None:
    """Print precision, recall and F1 of triggers with their kinds over thresholds."""
    gold = sum(each.gold for each in reads)
    for least in (0.2, 0.3, 0.4, 0.5):
        stand = [kind == right for each in found for chance, kind, right in each if chance >= least]
        p, r, f = sum(stand) / max(1, len(stand)), sum(stand) / gold, 2 * sum(stand) / (len(stand) + gold)
        print(f"{title} at {least}: P {p:.3f} R {r:.3f} F1 {f:.3f}")


def main() -> None:
    """Cross-validate by outlet, then learn from all and write the weights."""
    parser = bench.learning(__doc__)
    parser.add_argument("--held", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path, help="keep the odds learnt without each fold of outlets here")
    parser.add_argument("--cache", type=Path, help="keep what was read here between runs")
    parser.add_argument("--penalty", type=float, default=1.5)
    parser.add_argument("--rounds", type=int, default=70)
    args = parser.parse_args()
    reads, calm, held = gather(args)
    print(
        f"{len(reads)} reports, {sum(each.gold for each in reads)} triggers, {sum(len(each.words) for each in reads)} words",
        flush=True,
    )
    groups: list[list[str]] = [[] for _ in range(5)]
    for n, (group, _) in enumerate(Counter(each.group for each in reads).most_common()):
        groups[n % 5].append(group)
    if args.folds:
        seen: list[Told] = []
        found: list[list[tuple[float, str, str]]] = []
        folds = []
        for fold in groups:
            odds = fit([each for each in reads if each.group not in fold] + calm, args.penalty, args.rounds)
            folds.append((fold, odds))
            here = [each for each in reads if each.group in fold]
            seen += here
            found += [shares(odds, each) for each in here]
        args.folds.write_bytes(pickle.dumps(folds))
        told("held out", seen, found)
    odds = fit([*reads, *calm], args.penalty, args.rounds)
    for folder, each in zip(args.held, held, strict=True):
        told(f"not learnt from, {folder.name},", each, [shares(odds, one) for one in each])
    if args.out:
        lines = [
            "# Odds of the kind of claim that a word opens (marsad.reading.triggers.odds): a feature a line, with its addend for each kind by rank.",
            "# Made by bench/train_odds.py from the sets that bench/train_reader.py learns from.",
            "\t".join(("kinds", *KINDS)),
        ]
        lines += [f"{name}\t{' '.join(f'{k}:{v:g}' for k, v in pairs)}" for name, pairs in sorted(odds.weights.items())]
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Learn the weights of the reader's judge from the open gold, the seeds, the demonstration, annotated sets,
judged claims of ordinary reports and peaceful reports.

    bench/train_reader.py [--folder DIR]… [--held DIR]… [--out FILE] [--cache FILE] [--penalty X] [--plain X] [--threshold X]

A logistic sum of the named features of `marsad.reading.judge`, with L2, by L-BFGS (numpy and scipy, of the bench alone), no
randomness. Every draft is an example; right is the one that meets an annotated claim best. Reports of one outlet stay in one fold.
Peaceful reports are all wrong; every second one is learnt from, the rest are a check. The 40 shut gold reports are never read;
--folder adds reports.jsonl and gold.jsonl annotated by the codebook, --held sets that are only looked at.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
from context_folds import add_contexts, contexts
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.ordinary import ordinary
from marsad.model import Report
from marsad.reading import RuleReader
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Context
from marsad.reading.judge import Judge, Measured
from marsad.reading.reader import claim_of
from marsad.reading.triggers.odds import Odds
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

PEACE = 4.0
"""How much a wrong claim in a peaceful report counts beside one in a report of war."""
LIGHT = 0.02
"""Weights under this are not written."""
Items = list[tuple[Sentence, Draft]]


@dataclass(frozen=True, slots=True)
class Example:
    """A draft: what is true of it, and whether it is right."""

    names: dict[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A report read: its group (outlet), how many claims its annotation has, its drafts, the set it is of."""

    group: str
    gold: int
    drafts: list[Example]
    part: str = ""


SEEN: Items = []
"""The drafts of the report read last."""


class Recorder(Judge):
    """Lets nothing stand, and writes down all that is true of each draft."""

    def judge(self, items: Items, sentences: Sequence[Sentence], title: bool) -> Items:
        super().judge(items, sentences, title)
        SEEN.extend(items)
        return []

    def weigh(self, measured: Sequence[Measured]) -> list[Measured]:
        return [(name, amount, "measure") for name, amount, _ in measured]


def measured(draft: Draft) -> dict[str, float]:
    """What the recorder wrote down of a draft."""
    return {feature.name: feature.value for feature in draft.features if feature.seen == "measure"}


def read(reader: RuleReader, report: Report, gold: list[dict[str, Any]], score: Any, group: str, part: str = "") -> Read:
    """The drafts of a report, those that meet a gold claim best marked right, one a claim."""
    SEEN.clear()
    reader.read(report)
    found = [bench.as_json(claim_of(report, None, sentence, draft)) for sentence, draft in SEEN]
    pairs = sorted(
        ((score.fits(g, p), i, -j) for i, g in enumerate(gold) for j, p in enumerate(found) if score.fits(g, p)),
        reverse=True,
    )
    used: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in used and -j not in right:
            used.add(i)
            right.add(-j)
    drafts = []
    for n, (_, draft) in enumerate(SEEN):
        drafts.append(Example(measured(draft), n in right))
    return Read(group, len(gold), drafts, part)


def recording(odds: Odds | None = None, context: Context | None = None) -> RuleReader:
    """A reader that lets nothing stand and writes down what is true of its drafts."""
    return RuleReader(load_actors(), load_gazetteer(), Recorder({}, 0.0), odds=odds, context=context)


def unseen(odds: Path | None, by_context: Mapping[str, Context]) -> dict[str, tuple[Odds | None, Context | None]]:
    """By outlet, the odds and the network that were learnt without it."""
    by_odds = {group: each for groups, each in (pickle.loads(odds.read_bytes()) if odds else ()) for group in groups}
    return {group: (by_odds.get(group), by_context.get(group)) for group in {**by_odds, **by_context}}


def war(
    shared: Path, more: Sequence[Path], reader: RuleReader, folds: Mapping[str, tuple[Odds | None, Context | None]]
) -> list[Read]:
    """The annotated reports that may be learnt from, each with odds and a network that were learnt without its outlet."""
    score = bench.load_score(shared)
    readers = {group: recording(*each) for group, each in folds.items()}
    return [
        read(readers.get(group, reader), report, gold, score, group, part) for report, gold, group, part in bench.learnt(shared, more)
    ]


def peace(shared: Path, reader: RuleReader) -> list[Read]:
    """The peaceful reports, each its own group."""
    score = bench.load_score(shared)
    return [read(reader, report, [], score, report.id) for _, report in bench.calm(shared)]


class Fit:
    """Logistic weights over the names seen in at least `least` drafts."""

    def __init__(self, reads: Iterable[tuple[Read, float]], penalty: float, least: int) -> None:
        data = [(example, weight) for each, weight in reads for example in each.drafts]
        often = Counter(name for example, _ in data for name in example.names)
        self.names = sorted(name for name, n in often.items() if n >= least)
        self.index = {name: n for n, name in enumerate(self.names)}
        x = self.matrix([example for example, _ in data])
        y = np.array([example.right for example, _ in data], dtype=float)
        weight = np.array([w for _, w in data])
        ridge = np.full(len(self.names), penalty)
        ridge[self.index["bias"]] = 0.0

        def loss(w: Any) -> tuple[float, Any]:
            z = x @ w
            value = weight @ (np.logaddexp(0, z) - y * z) + 0.5 * ridge @ (w * w)
            return float(value), x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) + ridge * w

        self.w = minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x

    def matrix(self, examples: Sequence[Example]) -> csr_matrix:
        """Drafts by names."""
        rows, cols, values = [], [], []
        for n, example in enumerate(examples):
            for name, value in example.names.items():
                if name in self.index:
                    rows.append(n)
                    cols.append(self.index[name])
                    values.append(value)
        return csr_matrix((values, (rows, cols)), shape=(len(examples), len(self.names)))

    def shares(self, each: Read) -> Any:
        """The confidence of each draft of a report."""
        return 1 / (1 + np.exp(-(self.matrix(each.drafts) @ self.w))) if each.drafts else np.zeros(0)


def told(title: str, reads: Sequence[Read], shares: Sequence[Any]) -> None:
    """Print precision, recall and F1 of detection over thresholds."""
    gold = sum(each.gold for each in reads)
    for threshold in (0.3, 0.34, 0.38, 0.42, 0.46, 0.5):
        pairs = [pair for each, share in zip(reads, shares, strict=True) for pair in zip(share, each.drafts, strict=True)]
        stand = [example.right for share, example in pairs if share >= threshold]
        right = sum(stand)
        print(
            f"{title} at {threshold}: {len(stand)} stand, P {right / max(1, len(stand)):.3f} R {right / max(1, gold):.3f} "
            f"F1 {2 * right / max(1, len(stand) + gold):.3f}"
        )


def half(group: str) -> bool:
    """A stable half of the groups."""
    return sum(group.encode()) % 2 == 0


def common(reader: RuleReader) -> list[Read]:
    """The judged claims of ordinary reports, each report its own group."""
    out = []
    for report, told in ordinary():
        SEEN.clear()
        reader.read(report)
        drafts = []
        for sentence, draft in SEEN:
            right = told.get((sentence.words[draft.trigger.at].start, draft.kind))
            if right is not None:
                drafts.append(Example(measured(draft), right))
        out.append(Read(f"ordinary {report.id}", sum(e.right for e in drafts), drafts))
    return out


def gather(args: argparse.Namespace) -> tuple[list[Read], list[Read], list[Read], list[list[Read]]]:
    """What is learnt from, the peaceful reports, and what is only looked at; from `--cache` where it holds them already."""
    if args.cache and args.cache.exists():
        return pickle.loads(args.cache.read_bytes())  # type: ignore[no-any-return]
    reader = recording()
    folds = unseen(args.odds, contexts(args.context, args.beside))
    fights, calm, plain = war(args.shared, args.folder, reader, folds), peace(args.shared, reader), common(reader)
    score = bench.load_score(args.shared)
    others = []
    for folder in args.held:
        others.append([read(reader, bench.as_report(row), gold, score, "") for row, gold in bench.annotated(args.shared, folder)])
    if args.cache:
        args.cache.write_bytes(pickle.dumps((fights, calm, plain, others)))
    return fights, calm, plain, others


def main() -> None:
    """Cross-validate by outlet, then learn from all and write the weights."""
    parser = bench.learning(__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threshold", type=float, default=0.38)
    parser.add_argument("--held", type=Path, action="append", default=[])
    parser.add_argument("--penalty", type=float, default=4.0)
    parser.add_argument("--plain", type=float, default=1.0, help="how much a claim of an ordinary report counts")
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--odds", type=Path, help="the odds learnt without each fold, of bench/train_odds.py --folds")
    add_contexts(parser)
    parser.add_argument("--cache", type=Path, help="keep what was read here between runs")
    args = parser.parse_args()
    fights, calm, plain, others = gather(args)
    peaceful = [(each, PEACE) for each in calm if half(each.group)]
    reach = sum(example.right for each in fights for example in each.drafts)
    claims, drafts = sum(each.gold for each in fights), sum(len(each.drafts) for each in fights)
    print(f"{len(fights)} reports, {claims} claims, {drafts} drafts, {reach} right")
    folds: list[list[str]] = [[] for _ in range(5)]
    for n, (group, _) in enumerate(Counter(each.group for each in fights).most_common()):
        folds[n % 5].append(group)
    reads: list[Read] = []
    shares: list[Any] = []
    ordinary_reads: list[Read] = []
    ordinary_shares: list[Any] = []
    for n, fold in enumerate(folds):
        others_of = [(each, args.plain) for m, each in enumerate(plain) if m % 5 != n]
        rest = [(each, 1.0) for each in fights if each.group not in fold]
        fit = Fit(rest + peaceful + others_of, args.penalty, args.least)
        here = [each for each in fights if each.group in fold]
        ordinary_reads += plain[n::5]
        ordinary_shares += [fit.shares(each) for each in plain[n::5]]
        reads += here
        shares += [fit.shares(each) for each in here]
    told("held out", reads, shares)
    hands = [(each, share) for each, share in zip(reads, shares, strict=True) if each.part == "gold"]
    told("held out, gold", [each for each, _ in hands], [share for _, share in hands])
    told("ordinary, held out", ordinary_reads, ordinary_shares)
    every = [(each, 1.0) for each in fights] + peaceful + [(each, args.plain) for each in plain]
    fit = Fit(every, args.penalty, args.least)
    for folder, each in zip(args.held, others, strict=True):
        told(f"not learnt from, {folder.name},", each, [fit.shares(one) for one in each])
    check = [each for each in calm if not half(each.group)]
    wrong = sum(int((fit.shares(each) >= args.threshold).sum()) for each in check)
    print(f"peaceful, not learnt from: {wrong} claims in {len(check)} reports; {len(fit.names)} features")
    if args.out:
        lines = [
            "# Weights of the confidence of a claim (marsad.reading.judge): a logistic sum of named features.",
            "# Made by bench/train_reader.py from the open gold, the seeds, the demonstration, bench/annotated (all but u),",
            "# bench/written, bench/ordinary.tsv and peaceful reports.",
            f"threshold = {args.threshold}",
            "[weights]",
        ]
        weights = {name: round(float(w), 3) for name, w in zip(fit.names, fit.w, strict=True) if abs(w) >= LIGHT}
        lines += [f"{json.dumps(name, ensure_ascii=False)} = {w}" for name, w in weights.items()]
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

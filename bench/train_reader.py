"""Learn the weights of the reader's judge from the open gold, the seeds and peaceful reports.

    bench/train_reader.py [--out FILE] [--folder DIR …] [--cache FILE]

A logistic sum of the named features of `marsad.reading.judge`, with L2, by plain gradient steps: no library, no randomness. Reports
of one outlet stay in one fold. Peaceful reports are all negatives; only every second one is learnt from, the rest are a check.
The 40 shut gold reports are never read. `--folder` adds reports.jsonl and gold.jsonl of one's own, annotated by the codebook.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import score_reader as bench

from marsad.model import Feature, Report
from marsad.reading import RuleReader
from marsad.reading.judge import Judge
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
Example = tuple[dict[str, float], int, str, float]


class Recorder(Judge):
    """Keeps every draft and writes down all that is true of it."""

    def weigh(self, measured: Sequence[tuple[str, float, str]]) -> list[Feature]:
        return [Feature(name, amount, "measure") for name, amount, _ in measured]


def examples(shared: Path, more: Sequence[Path] = ()) -> tuple[list[Example], list[Example]]:
    """Labelled drafts of gold, seeds, the demonstration and `more` (group: outlet), and of peaceful reports (group: report)."""
    import hashlib

    reader = RuleReader(load_actors(), load_gazetteer(), Recorder({}, 0.0))
    score = bench.load_score(shared)
    out: list[Example] = []
    for folder in (shared / "gold", shared / "seeds", ROOT / "src/marsad/data/demo", *more):
        rows = bench.lines(folder / "reports.jsonl")
        if folder == shared / "gold":
            ranked = sorted((row["id"] for row in rows), key=lambda ident: hashlib.sha256(ident.encode()).hexdigest(), reverse=True)
            shut = set(ranked[: bench.SHUT])
            rows = [row for row in rows if row["id"] not in shut]
        gold = score.load(folder / "gold.jsonl")
        for row in rows:
            claims = reader.read(bench.as_report(row))
            right = matched(score, gold.get(row["id"], []), [bench.as_json(claim) for claim in claims])
            for j, claim in enumerate(claims):
                names = {feature.name: feature.value for feature in claim.features if feature.seen == "measure"}
                out.append((names, int(j in right), row.get("outlet") or folder.name, 1.0))
    return out, peaceful(shared, reader)


def matched(score: object, gold: list[dict], predicted: list[dict]) -> set[int]:  # type: ignore[type-arg]
    """Indexes of predictions that match a gold claim or merely repeat one, as the scorer pairs them."""
    pairs = sorted(
        (
            (score.fits(g, p) + 0.5 * score.core(g, p), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)  # type: ignore[attr-defined]
            if score.fits(g, p)
        ),
        reverse=True,
    )  # type: ignore[attr-defined]
    used: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in used and j not in right:
            used.add(i)
            right.add(j)
    return right


def peaceful(shared: Path, reader: RuleReader) -> list[Example]:
    """Drafts of the peaceful reports, all wrong."""
    import json
    import zipfile

    wanted = defaultdict(list)
    for line in (shared / "examples/peaceful.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, name, row = line.split("\t")
        wanted[name].append(int(row))
    out: list[Example] = []
    for name, rows in sorted(wanted.items()):
        with zipfile.ZipFile(shared / "corpus/saudinewsnet" / name.replace(".json", ".zip")) as archive:
            items = json.loads(archive.read(archive.namelist()[0]))
        for row in rows:
            item = items[row]
            text = f"{item.get('title') or ''}\n{item.get('content') or ''}"
            report = Report(f"{name}:{row}", item.get("title") or "", text, published=str(item.get("date_extracted"))[:10])
            for claim in reader.read(report):
                names = {feature.name: feature.value for feature in claim.features if feature.seen == "measure"}
                out.append((names, 0, report.id, 1.0))
    return out


PEACE = 4.0
"""How much a wrong claim in a peaceful report counts beside one in a report of war."""
RARE = 4
"""A feature seen in fewer drafts is not learnt."""


def train(data: list[Example], steps: int = 600, rate: float = 0.5, ridge: float = 6.0) -> dict[str, float]:
    """Weights by full-batch gradient with momentum; `ridge`, against the sum of all losses, keeps rare features small."""
    often = Counter(name for features, *_ in data for name in features)
    data = [({name: value for name, value in features.items() if often[name] >= RARE}, *rest) for features, *rest in data]  # type: ignore[misc]
    weights: dict[str, float] = defaultdict(float)
    speed: dict[str, float] = defaultdict(float)
    whole = sum(weight for *_, weight in data)
    names = sorted({name for features, *_ in data for name in features})
    for _ in range(steps):
        slope: dict[str, float] = defaultdict(float)
        for features, label, _group, weight in data:
            total = sum(weights[name] * value for name, value in features.items())
            error = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label)
            for name, value in features.items():
                slope[name] += error * value
        for name in names:
            change = (slope[name] + (ridge if name != "bias" else 0.0) * weights[name]) / whole
            speed[name] = 0.9 * speed[name] - rate * change
            weights[name] += speed[name]
    return {name: round(weights[name], 3) for name in names if abs(weights[name]) >= 0.02}


def probability(weights: dict[str, float], features: dict[str, float]) -> float:
    """The judge's confidence."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load(args: argparse.Namespace) -> tuple[list[Example], list[Example]]:
    """The examples, from `--cache` where it holds them already."""
    import json

    if args.cache and args.cache.exists():
        war, peace = json.loads(args.cache.read_text(encoding="utf-8"))
        return [tuple(e) for e in war], [tuple(e) for e in peace]  # type: ignore[misc]
    found = examples(args.shared, args.folder)
    if args.cache:
        args.cache.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def main() -> None:
    """Cross-validate by outlet, then learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "src/marsad/data/weights/reading.toml")
    parser.add_argument("--threshold", type=float, default=0.38)
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--ridge", type=float, default=6.0)
    args = parser.parse_args()
    war, peace = load(args)
    learnt = [(features, 0, group, PEACE) for n, (features, _, group, _) in enumerate(peace) if hash_even(group)]
    held = [features for features, _, group, _ in peace if not hash_even(group)]
    outlets = sorted({group for _, _, group, _ in war})
    folds: list[list[str]] = [[] for _ in range(5)]
    for n, outlet in enumerate(sorted(outlets, key=lambda o: -sum(1 for e in war if e[2] == o))):
        folds[n % 5].append(outlet)
    scored: list[tuple[float, int]] = []
    for fold in folds:
        weights = train([e for e in war if e[2] not in fold] + learnt, ridge=args.ridge)
        scored += [(probability(weights, features), label) for features, label, group, _ in war if group in fold]
    positives = sum(label for _, label in scored)
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        kept = [label for p, label in scored if p >= threshold]
        print(
            f"cross-validated at {threshold}: kept {len(kept)} of {len(scored)},"
            f" precision {sum(kept) / max(1, len(kept)):.3f}, of the right ones {sum(kept) / max(1, positives):.3f}"
        )
    weights = train(war + learnt, ridge=args.ridge)
    wrong = sum(probability(weights, features) >= args.threshold for features in held)
    print(f"peaceful, held out: {wrong} claims of {len(held)} drafts in about 250 reports")
    lines = [
        "# Weights of the confidence of a claim (marsad.reading.judge): a logistic sum of named features.",
        "# Made by bench/train_reader.py from the open gold, the seeds, the demonstration, reports annotated beside them,",
        "# and peaceful reports.",
        f"threshold = {args.threshold}",
        "[weights]",
    ]
    lines += [f'"{name}" = {value}' for name, value in sorted(weights.items())]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def hash_even(group: str) -> bool:
    """A stable half of the groups."""
    return sum(group.encode()) % 2 == 0


if __name__ == "__main__":
    main()

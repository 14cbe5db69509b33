"""Score the rule reader: on the open part of a gold set, on the seeds, or on peaceful reports.

    bench/score_reader.py [--seeds] [--errors N] [--report ID] [--peaceful] [--folder DIR] [--shared DIR]

The 40 gold reports whose ids have the highest SHA-256 are the shut part: they are read only with --shut.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from marsad.model import Claim, Report
from marsad.publish.rows import claim_row
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

SHUT = 40


def load_score(shared: Path) -> ModuleType:
    """The scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "score/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def part(rows: list[dict[str, Any]], shut: bool) -> list[dict[str, Any]]:
    """The shut or the open reports of the gold."""
    ranked = sorted((row["id"] for row in rows), key=lambda ident: hashlib.sha256(ident.encode()).hexdigest(), reverse=True)
    held = set(ranked[:SHUT])
    return [row for row in rows if (row["id"] in held) == shut]


def annotated(shared: Path, folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each report of an annotated folder that may be learnt from, with its gold claims: of the gold of `shared` the open part."""
    rows = lines(folder / "reports.jsonl")
    gold = load_score(shared).load(folder / "gold.jsonl")
    for row in part(rows, False) if folder == shared / "gold" else rows:
        yield row, gold.get(row["id"], [])


HANDS = ("gold", "seeds")
"""The sets that were annotated by the hands that wrote the codebook."""


def learnt(shared: Path, more: Sequence[Path]) -> Iterator[tuple[Report, list[dict[str, Any]], str, str]]:
    """Each report that weights are learnt from, with its gold claims, its group (the outlet) and the set it is of: the open gold, the
    seeds, the demonstration, and `more` annotated folders."""
    demo = Path(__file__).resolve().parents[1] / "src/marsad/data/demo"
    for folder in (shared / "gold", shared / "seeds", demo, *more):
        for row, gold in annotated(shared, folder):
            yield as_report(row), gold, row.get("outlet") or folder.name, folder.name


def calm(shared: Path) -> Iterator[tuple[str, Report]]:
    """The peaceful reports, each with its subject."""
    wanted = defaultdict(list)
    for line in (shared / "examples/peaceful.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        subject, name, row = line.split("\t")
        wanted[name].append((subject, int(row)))
    for name, rows in sorted(wanted.items()):
        with zipfile.ZipFile(shared / "corpus/saudinewsnet" / name.replace(".json", ".zip")) as archive:
            items = json.loads(archive.read(archive.namelist()[0]))
        for subject, at in rows:
            item = items[at]
            text = f"{item.get('title') or ''}\n{item.get('content') or ''}"
            yield subject, Report(f"{name}:{at}", item.get("title") or "", text, published=str(item.get("date_extracted"))[:10])


def as_report(row: dict[str, Any]) -> Report:
    """A row of a reports file as the store keeps it: title, newline, text."""
    title = row.get("title") or ""
    return Report(row["id"], title, f"{title}\n{row['text']}", row.get("outlet", ""), row.get("url", ""), row.get("published"))


def as_json(claim: Claim) -> dict[str, Any]:
    """A claim in the codebook's form, with its rule and its whole confidence."""
    return claim_row(claim) | {"rule": claim.rule, "confidence": claim.confidence}


def peaceful(shared: Path, reader: RuleReader) -> None:
    """Claims per 100 reports on the list of reports in which nobody fights."""
    count = reports = 0
    for subject, report in calm(shared):
        claims = reader.read(report)
        reports += 1
        count += len(claims)
        for claim in claims:
            print(f"{report.id} {subject} {claim.kind} {claim.rule} {claim.confidence} [{claim.trigger.text}] {claim.quote[:150]}")
    print(f"{count} claims in {reports} peaceful reports: {100 * count / max(1, reports):.2f} per 100")


def learning(doc: str | None) -> argparse.ArgumentParser:
    """The options that all scripts have which learn weights from annotated reports."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--folder", type=Path, action="append", default=[], help="annotated reports to learn from too")
    return parser


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--seeds", action="store_true")
    parser.add_argument("--peaceful", action="store_true")
    parser.add_argument("--shut", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--report")
    parser.add_argument("--folder", type=Path, help="reports.jsonl and gold.jsonl annotated by the codebook, of your own")
    args = parser.parse_args()
    reader = RuleReader(load_actors(), load_gazetteer())
    if args.peaceful:
        peaceful(args.shared, reader)
        return
    folder = args.folder or args.shared / ("seeds" if args.seeds else "gold")
    rows = lines(folder / "reports.jsonl")
    if not args.seeds and not args.folder:
        rows = part(rows, args.shut)
    if args.report:
        rows = [row for row in rows if row["id"] == args.report]
    ids = {row["id"] for row in rows}
    score = load_score(args.shared)
    gold = {key: value for key, value in score.load(folder / "gold.jsonl").items() if key in ids}
    predicted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for claim in reader.read(as_report(row)):
            predicted[row["id"]].append(as_json(claim))
    out, errors = score.score(gold, predicted)
    print(f"{out['reports']} reports, {out['gold']} gold claims, {out['predicted']} predicted ({out['repeats']} repeats)")
    for key in ("detection", "core"):
        print(f"{key:10} P {out[key]['p']:.3f}  R {out[key]['r']:.3f}  F1 {out[key]['f1']:.3f}")
    print("slots      " + "  ".join(f"{k} {v['agree']:.2f} (n={v['n']})" for k, v in out["slots"].items()))
    for key, value in out["kinds"].items():
        print(f"  {key:15} gold {value['gold']:3}  P {value['p']:.2f} R {value['r']:.2f} F1 {value['f1']:.2f}")
    for error in errors[: args.errors]:
        print("\n", error[0], error[1], "\n   gold:", error[2], "\n   pred:", error[3])
    sys.exit(0)


if __name__ == "__main__":
    main()

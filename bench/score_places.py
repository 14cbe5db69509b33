"""How the places of annotated reports stand among the mentions of the whole reading, those in no claim too.

    bench/score_places.py [--shared DIR] [--folder DIR]… [--errors N]

Each place of the gold, by its words and name, is held against the mentions of type place that overlap these words: was there one, has it
a country, the right one, a first-level division (`admin1`), the right one, and the right precision. Without --folder: the open gold.
Divisions agree where their English names are alike (ratio of difflib at least .6, words such as "governorate" left out): «North» and
«North Lebanon» count as wrong. The 40 shut gold reports are never read.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import score_reader as bench

from marsad.model import Mention, Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

CLASSES = ("no mention", "unresolved", "country", "admin1", "admin1 empty", "ok")
_SORT = re.compile(r"governorate|province|region|state|oblast|district|county|city|\b(?:al|el|ad|ar|as|at|an|ash|az)[- ]|[^a-z]")


def _alike(one: str, other: str) -> bool:
    one, other = (_SORT.sub("", name.lower()) for name in (one, other))
    return difflib.SequenceMatcher(None, one, other).ratio() >= 0.6


def judge(place: Mapping[str, Any], text: str, mentions: Sequence[Mention]) -> tuple[str, bool]:
    """The class of one gold place (see CLASSES), and whether the precision is the gold's."""
    words = place["text"]
    spans = [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    hits = [m for m in mentions if any(m.start < end and m.end > start for start, end in spans)]
    if not hits:
        return "no mention", False
    country, admin1 = place.get("country") or "", place.get("admin1") or ""
    best = max(hits, key=lambda m: (m.country == country, bool(m.admin1) and _alike(m.admin1 or "", admin1)))
    if best.country is None:
        return "unresolved", False
    if country and best.country != country:
        return "country", False
    if admin1 and not best.admin1:
        return "admin1 empty", False
    if admin1 and not _alike(best.admin1 or "", admin1):
        return "admin1", False
    return "ok", best.precision == place.get("precision")


def tally(reader: RuleReader, items: Iterator[tuple[Report, list[dict[str, Any]]]], show: int = 0) -> Counter[str]:
    """How many places of the gold fall into each class; `all` of them, `precision` those that are right with their precision."""
    counts: Counter[str] = Counter()
    for report, claims in items:
        mentions = [m for m in reader.analyse(report).mentions if m.type == "place"]
        seen = {(p["text"], p.get("name_en")): p for claim in claims for p in claim["places"]}
        for place in seen.values():
            found, precise = judge(place, report.text, mentions)
            counts.update(["all", found, *(["precision"] if precise else [])])
            if show and found != "ok":
                show -= 1
                print(report.id, found, place["text"], place.get("name_en"), place.get("admin1"), place.get("country"))
    return counts


def open_gold(shared: Path) -> Iterator[tuple[Report, list[dict[str, Any]]]]:
    """The open reports of the gold with their claims."""
    gold = bench.load_score(shared).load(shared / "gold/gold.jsonl")
    for row in bench.part(bench.lines(shared / "gold/reports.jsonl"), False):
        yield bench.as_report(row), gold.get(row["id"], [])


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    reader = RuleReader(load_actors(), load_gazetteer())

    def items() -> Iterator[tuple[Report, list[dict[str, Any]]]]:
        for folder in args.folder:
            for row, claims in bench.annotated(args.shared, folder):
                yield bench.as_report(row), claims

    counts = tally(reader, items() if args.folder else open_gold(args.shared), args.errors)
    print(", ".join(f"{name} {counts[name]}" for name in ("all", *CLASSES, "precision")))


if __name__ == "__main__":
    main()

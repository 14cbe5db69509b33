"""Claims that the reader drew from ordinary newspaper reports, each judged by a reader of the codebook: right, another kind, a
repeat, or no claim at all. Offsets and judgements only (bench/ordinary.tsv); the texts stay in ../shared/corpus.

The annotated sets are dense reports of war. In a whole newspaper the opinion columns, politics and crime weigh as much, and there a
reader that learnt from war alone takes rhetoric for events. So the judge learns from these too.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.annotations import corpus, stored
from marsad.model import Report

TABLE = Path(__file__).resolve().parent / "ordinary.tsv"
Told = dict[tuple[int, str], bool]
"""By the trigger's offset in the stored text and the kind: whether the claim is right."""


def ordinary(table: Path = TABLE) -> Iterator[tuple[Report, Told]]:
    """Each report with what was said of some of its claims; of its other claims nothing is known."""
    told: dict[str, Told] = defaultdict(dict)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            told[row["report"]][int(row["trigger"]), row["kind"]] = row["verdict"] == "R"
            if row["verdict"].startswith("K:"):
                told[row["report"]].setdefault((int(row["trigger"]), row["verdict"][2:]), True)
    for ident, article in corpus():
        if ident in told:
            title = article["title"] or ""
            text = stored(title, article["content"])
            yield Report(ident, title, text, article["source"] or "", "", article["date_extracted"][:10]), told[ident]

"""Claims that the reader drew from ordinary newspaper reports, each judged by a reader of the codebook: right, another kind, a
repeat, or no claim at all. Offsets and judgements only (bench/ordinary.tsv); the texts stay in ../shared/corpus. Of many of the
claims that are one, bench/ordinary_slots.tsv tells the right places and time.

The annotated sets are dense reports of war. In a whole newspaper the opinion columns, politics and crime weigh as much, and there a
reader that learnt from war alone takes rhetoric for events. So the judge learns from these too.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.annotations import corpus, stored
from marsad.model import Report

TABLE = Path(__file__).resolve().parent / "ordinary.tsv"
SLOTS = TABLE.with_name("ordinary_slots.tsv")
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
    for report in newspapers(told):
        yield report, told[report.id]


def newspapers(wanted: Container[str]) -> Iterator[Report]:
    """The wanted reports of the corpus, as they are stored."""
    for ident, article in corpus():
        if ident in wanted:
            title = article["title"] or ""
            text = stored(title, article["content"])
            yield Report(ident, title, text, article["source"] or "", "", article["date_extracted"][:10])


@dataclass(frozen=True, slots=True)
class Slots:
    """The right places (offsets in the stored text) and time (EDTF, "-" for none) of a claim of `kind` whose trigger stands at offset
    `trigger`; None where nobody judged them."""

    trigger: int
    kind: str
    places: tuple[tuple[int, int], ...] | None
    time: str | None


def slots(table: Path = SLOTS) -> dict[str, list[Slots]]:
    """By report, the claims whose places or time a careful reader confirmed or put right."""
    out: dict[str, list[Slots]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            places: list[tuple[int, int]] | None = None if row["places"] == "?" else []
            for span in row["places"].split():
                first, dash, last = span.partition("-")
                if places is not None and first and dash:
                    places.append((int(first), int(last)))
            time = None if row["time"] == "?" else row["time"]
            out[row["report"]].append(Slots(int(row["trigger"]), row["kind"], None if places is None else tuple(places), time))
    return out

"""Floors over ../shared: the open gold's places found, and few small places where nobody fights."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from marsad.registry.places.gazetteer import Gazetteer

SHUT = 40


def _open_part(shared: Path) -> tuple[dict[str, str], list[tuple[str, dict[str, Any]]]]:
    """Texts by report id, and (report, place) of every claim, of the seeds and the open part of the gold."""
    lines = [json.loads(line) for line in (shared / "gold" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    ranked = sorted((r["id"] for r in lines), key=lambda i: hashlib.sha256(i.encode()).hexdigest(), reverse=True)
    shut = set(ranked[:SHUT])
    seeds = [json.loads(line) for line in (shared / "seeds" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {r["id"]: f"{r['title']}\n{r['text']}" for r in (*seeds, *lines) if r["id"] not in shut}
    places = []
    for folder in ("seeds", "gold"):
        for line in (shared / folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["report"] not in shut:
                places += [(entry["report"], place) for claim in entry["claims"] for place in claim["places"]]
    return texts, places


@pytest.mark.shared
def test_open_gold_places(shared: Path, gazetteer: Gazetteer) -> None:
    texts, places = _open_part(shared)
    found = {ident: gazetteer.find(text, anaphora=True) for ident, text in texts.items()}
    seen = {(report, place["text"]): place for report, place in places}
    hit = country = known = 0
    for (report, words), place in seen.items():
        text, at, over = texts[report], texts[report].find(words), []
        while at >= 0:
            over += [h for h in found[report] if h.start < at + len(words) and h.end > at]
            at = text.find(words, at + 1)
        hit += bool(over)
        if over and over[0].country and place.get("country"):
            known += 1
            country += over[0].country == place["country"]
    assert hit / len(seen) >= 0.92
    assert country / known >= 0.97


@pytest.mark.shared
def test_open_gold_places_lie_where_the_gold_says(shared: Path) -> None:
    """Every mention of a place, as it is exported, against the gold: found, its country, its division, its precision."""
    script = Path(__file__).resolve().parents[2] / "bench" / "score_places.py"
    told = subprocess.run([sys.executable, script, "--shared", shared], capture_output=True, text=True, check=True).stdout
    counts = {name: int(count) for name, count in re.findall(r"([a-z1 ]+?) (\d+)(?:, |\n)", told)}
    assert counts["no mention"] / counts["all"] <= 0.035
    assert (counts["country"] + counts["admin1"]) / counts["all"] <= 0.025
    assert counts["ok"] / counts["all"] >= 0.92
    assert counts["precision"] / counts["ok"] >= 0.82


@pytest.mark.shared
def test_small_places_are_rare_where_nobody_fights(shared: Path, gazetteer: Gazetteer) -> None:
    """Sport, business and culture name cities and countries; villages and quarters of the theatres hardly."""
    rows = [line.split("\t") for line in (shared / "examples" / "peaceful.tsv").read_text(encoding="utf-8").splitlines()[1:121]]
    archives: dict[str, list[dict[str, str]]] = {}
    small = 0
    for _, file, row in rows:
        if file not in archives:
            path = next((shared / "corpus" / "saudinewsnet").glob(file.replace(".json", ".zip")))
            with zipfile.ZipFile(path) as archive:
                archives[file] = json.loads(archive.read(archive.namelist()[0]))
        report = archives[file][int(row)]
        hits = gazetteer.find(f"{report.get('title', '')}\n{report.get('content', '')}")
        small += sum(hit.id is not None and hit.type in ("village", "quarter", "junction", "camp", "base") and hit.country != "SA"
                     for hit in hits)
    assert small / len(rows) < 0.2

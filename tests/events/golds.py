"""Gold annotations in their short form as claims, with places found by the gazetteer: a stand-in for a perfect reader."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from marsad.model import Claim, Mention, Quantity, Report, Time, Trigger
from marsad.registry.actors import load_actors
from marsad.registry.places.gazetteer import Gazetteer

# What the gold calls a source without an id, by the type it gives: only what a reader of the registry would find.
_BODIES = {"المرصد": "sohr", "عبدالرحمن": "sohr", "عبد الرحمن": "sohr"}


def _locate(text: str, words: str, near: int, end: int | None = None) -> int:
    """Offset of `words` in text: inside [near, end) if there, else the nearest before, else anywhere; -1 if absent."""
    at = text.find(words, near, end) if end else text.find(words, near)
    if at < 0:
        at = text.rfind(words, 0, near)
    return at if at >= 0 else text.find(words)


def _mention(raw: dict[str, Any], text: str, start: int, end: int, kind: str) -> Mention:
    at = _locate(text, raw["text"], start, end) if raw["text"] else -1
    at = max(at, 0)
    return Mention(raw["text"], at, at + len(raw["text"]), raw.get("id"), kind, precision=raw.get("precision"),
                   country=raw.get("country"), admin1=raw.get("admin1") or None)


def _source(raw: Any, text: str, start: int, end: int) -> Mention | None:
    if not raw:
        return None
    if isinstance(raw, str):
        raw = {"text": raw}
    made = _mention(raw, text, start, end, "body")
    if made.id is None:
        for word, known in _BODIES.items():
            if word in made.text:
                return Mention(made.text, made.start, made.end, known, "body")
    return made


def reports_of(path: Path) -> dict[str, Report]:
    """Reports of a JSONL file, by id; stored text is title, newline, text."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        body = raw.get("text") or ""
        found[raw["id"]] = Report(raw["id"], raw.get("title", ""), f"{raw.get('title', '')}\n{body}", raw.get("outlet", ""),
                                  raw.get("url", ""), raw.get("published"))
    return found


def claims_of(gold: Path, reports: dict[str, Report], gazetteer: Gazetteer) -> list[Claim]:
    """Claims of a gold file in its order."""
    load_actors()
    found: list[Claim] = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        report = reports[entry["report"]]
        hits = gazetteer.find(report.text, anaphora=True)
        before: Mention | None = None
        for n, raw in enumerate(entry["claims"]):
            found.append(_claim(raw, entry, report, hits, n, gazetteer, before))
            before = next((m for m in found[-1].places if m.text not in _BACK), before)
    return found


def _place(raw: dict[str, Any], report: Report, start: int, end: int, hits: Any, gazetteer: Gazetteer,
           before: Mention | None) -> Mention:
    made = _mention(raw, report.text, start, end, "place")
    for hit in hits:
        if hit.start < made.end and hit.end > made.start and hit.id:
            place = gazetteer.get(hit.id)
            return Mention(made.text, made.start, made.end, hit.id, "place", precision=made.precision or hit.precision,
                           lat=place.lat, lon=place.lon, country=place.country, admin1=place.admin1)
    if made.text in _BACK and before is not None:
        return Mention(made.text, made.start, made.end, before.id, "place", 1, before.lat, before.lon, before.country, before.admin1)
    return made


# What a reader resolves to the place named before.
_BACK = {"المدينة", "الحي", "القرية", "البلدة"}


def _claim(raw: dict[str, Any], entry: dict[str, Any], report: Report, hits: Any, n: int, gazetteer: Gazetteer,
           before: Mention | None) -> Claim:
    text = report.text
    start = max(_locate(text, raw["quote"], 0), 0)
    end = start + len(raw["quote"])
    trigger = max(_locate(text, raw["trigger"], start, end), 0)
    digest = hashlib.sha256(f"{report.id}|{n}|{raw['kind']}|{start}".encode()).hexdigest()[:12]
    return Claim(
        id=f"c{digest}", report=report.id, kind=raw["kind"], quote=raw["quote"], start=start, end=end,
        trigger=Trigger(raw["trigger"], trigger, trigger + len(raw["trigger"])),
        agents=tuple(_mention(m, text, start, end, "actor") for m in raw["agents"]),
        targets=tuple(_mention(m, text, start, end, "actor") for m in raw["targets"]),
        places=tuple(_place(m, report, start, end, hits, gazetteer, before) for m in raw["places"]),
        time=Time(raw["time"]["text"], raw["time"]["edtf"]) if raw["time"] else None,
        source=_source(raw["source"], text, start, end), via=_source(raw["via"], text, start, end),
        modality=raw["modality"],
        quantities=tuple(Quantity(q["what"], q["low"], q["high"], q["unit"], q["of"], q["text"]) for q in raw["quantities"]),
        extent=raw["extent"], means=tuple(raw["means"]), reader="gold", confidence=1.0, dispatch=entry.get("dispatch"),
    )

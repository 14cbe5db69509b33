"""A made world as files in one folder: reports.jsonl, claims.jsonl, copies.jsonl, truth.jsonl and world.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad import edtf
from marsad.errors import BadInput
from marsad.model import Claim, Copy, Report
from marsad.model.codec import dumps, loads
from marsad.simulation.make import Simulation, Turn

FILES = ("reports.jsonl", "claims.jsonl", "copies.jsonl", "truth.jsonl", "world.jsonl")


def save(world: Simulation, folder: Path) -> None:
    """Write a world into `folder` (made if missing).

    reports.jsonl holds what `marsad add` reads (id, outlet, url, published, language, title, text); claims.jsonl and copies.jsonl
    the model's own form; truth.jsonl who held each place on each day (place, day, actor); world.jsonl lines of `what` `world`
    (first, last day), `claim` (its true event and voice) and `lie` (place, day).
    """
    folder.mkdir(parents=True, exist_ok=True)
    reports = ({"id": r.id, "outlet": r.outlet, "url": r.url, "published": r.published, "language": r.language, "title": r.title,
                "text": r.text[len(r.title) + 1:]} for r in world.reports)
    _lines(folder / "reports.jsonl", (json.dumps(r, ensure_ascii=False) for r in reports))
    _lines(folder / "claims.jsonl", map(dumps, world.claims))
    _lines(folder / "copies.jsonl", map(dumps, world.copies))
    _lines(folder / "truth.jsonl", (json.dumps(t, ensure_ascii=False) for t in _truth(world)))
    _lines(folder / "world.jsonl", (json.dumps(t, ensure_ascii=False) for t in _marks(world)))


def _truth(world: Simulation) -> Iterator[dict[str, Any]]:
    last = edtf.ordinal(world.last)
    for n, turn in enumerate(world.turns):
        after = world.turns[n + 1] if n + 1 < len(world.turns) else None
        until = edtf.ordinal(after.since) if after is not None and after.place == turn.place else last + 1
        for day in range(edtf.ordinal(turn.since), until):
            yield {"place": turn.place, "day": edtf.day(day), "actor": turn.actor}


def _turns(days: Iterable[dict[str, Any]]) -> Iterator[Turn]:
    """Turns out of days: the first of each run of days with one holder."""
    before: tuple[str, str] | None = None
    for row in days:
        if (row["place"], row["actor"]) != before:
            yield Turn(row["place"], row["day"], row["actor"])
        before = row["place"], row["actor"]


def _marks(world: Simulation) -> Iterator[dict[str, Any]]:
    yield {"what": "world", "first": world.first, "last": world.last}
    for claim in world.claims:
        yield {"what": "claim", "claim": claim.id, "event": world.event_of[claim.id], "voice": world.voice_of[claim.id]}
    for place, day in sorted(world.lies):
        yield {"what": "lie", "place": place, "day": day}


def _lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")


def load(folder: Path) -> Simulation:
    """Read a world that `save` wrote. Raises BadInput where a file is missing or malformed."""
    for name in FILES:
        if not (folder / name).is_file():
            raise BadInput(f"no {name}", where=str(folder), hint="make one with `marsad simulate --seed N --out DIR`")
    try:
        raw = [json.loads(x) for x in _read(folder / "reports.jsonl")]
        truth = [json.loads(x) for x in _read(folder / "world.jsonl")]
        head = next(t for t in truth if t["what"] == "world")
        marked = [t for t in truth if t["what"] == "claim"]
        return Simulation(
            tuple(Report(r["id"], r["title"], f"{r['title']}\n{r['text']}", r["outlet"], r["url"], r["published"], r["language"])
                  for r in raw),
            tuple(loads(Claim, x) for x in _read(folder / "claims.jsonl")),
            tuple(loads(Copy, x) for x in _read(folder / "copies.jsonl")),
            tuple(_turns(json.loads(x) for x in _read(folder / "truth.jsonl"))),
            {t["claim"]: t["event"] for t in marked}, {t["claim"]: t["voice"] for t in marked},
            frozenset((t["place"], t["day"]) for t in truth if t["what"] == "lie"), head["first"], head["last"],
        )
    except (KeyError, ValueError, StopIteration) as error:
        raise BadInput(f"not a made world: {error}", where=str(folder)) from error


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if line.strip())

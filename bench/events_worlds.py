"""Made wars of 300 places side by side, put into a store of many claims; each beyond the first few is one of these again, elsewhere.

Every row is written as the reader and the copies step would write it; what the stages gave for the first wars is put in again under
other ids for the wars that repeat them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bench.events import MODELS, Grid
from marsad.model import Claim, Copy, Reading, Report
from marsad.model.codec import dumps, loads
from marsad.simulation import Simulation, make
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.core import STAGE_TABLES, insert
from marsad.store.engine import writing

STEPS = ("events", "incidents", "control")


class Made:
    """Worlds by number: reports, claims and copies as JSON with ids and places of their own."""

    def __init__(self, seed: int) -> None:
        grid = Grid(300)
        self.models: list[Simulation] = [make(seed + n, list(grid.places.values()), 18, 5000) for n in range(MODELS)]
        self.claims = [[_Cut.of(c) for c in m.claims] for m in self.models]
        self.pairs = [[dumps(c) for c in m.copies] for m in self.models]

    def world(self, n: int) -> Iterator[tuple[Report, list[tuple[str, str, str]]]]:
        """Reports of world `n` with their claims: id, kind, JSON."""
        model = self.models[n % MODELS]
        by_report: dict[str, list[tuple[str, str, str]]] = {}
        for c, cut in zip(model.claims, self.claims[n % MODELS], strict=True):
            by_report.setdefault(c.report, []).append((f"{n:03d}{c.id}", c.kind, cut.at(n)))
        for r in model.reports:
            yield Report(f"{n:03d}-{r.id}", r.title, r.text, f"{n:03d}-{r.outlet}", r.url, r.published), by_report.get(r.id, [])

    def copies(self, n: int) -> Iterator[str]:
        """JSON of the copies of world `n`."""
        for data in self.pairs[n % MODELS]:
            yield data.replace('"a":"sim-', f'"a":"{n:03d}-sim-').replace('"b":"sim-', f'"b":"{n:03d}-sim-')


@dataclass(frozen=True, slots=True)
class _Cut:
    """The JSON of a claim, cut at what is another thing in another world: its id, its report, its places."""

    id: str
    report: str
    words: tuple[str, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, claim: Claim) -> _Cut:
        text = dumps(claim)
        head = f'{{"id":"{claim.id}","report":"{claim.report}"'
        assert text.startswith(head)
        # Between the pieces stand, in turn, the number of a place and what is between its id and its coordinates.
        found = _PLACE.split(text[len(head):])
        words = [found[0]]
        for n in range(1, len(found), 3):
            words += [found[n + 1], found[n + 2]]
        return cls(claim.id, claim.report, tuple(words), tuple(map(int, found[1::3])))

    def at(self, n: int) -> str:
        """The claim in world `n`."""
        told = [f'{{"id":"{n:03d}{self.id}","report":"{n:03d}-{self.report}"', self.words[0]]
        for k, place in enumerate(self.places):
            at = place + 300 * n
            told += [f'"id":"p{at}"', self.words[2 * k + 1], f',"lat":{30 + 0.1 * (at // 100)},"lon":{35 + 0.1 * (at % 100)}',
                     f',"country":"SY","admin1":"g{at // 30}"', self.words[2 * k + 2]]
        return "".join(told)


_PLACE = re.compile(r'"id":"p(\d+)"(.*?),"lat":[-\d.]+,"lon":[-\d.]+,"country":"SY","admin1":"g\d+"')


Held = list[tuple[Report, list[Claim], list[Copy]]]


_PAIR = re.compile(r'\{"a":"([^"]+)","b":"([^"]+)"')


def fill(store: Store, made: Made, worlds: Iterable[int]) -> Held:
    """Put these worlds in, as the reader and the copies step would write them. Of the first, ten reports are held back and given
    with their claims and copies."""
    held: Held = []
    for n in worlds:
        reports, readings, claims = [], [], []
        keep = set()
        world = list(made.world(n))
        if n == 0:
            # Late reports that copy others: the hard case.
            told = [(r, c) for r, c in world if len(c) >= 2]
            picked = told[200::len(told) // 10][:10]
            keep = {r.id for r, _ in picked}
        pairs: list[dict[str, Any]] = []
        for data in made.copies(n):
            pair = _PAIR.match(data)
            assert pair is not None
            pairs.append({"a": pair[1], "b": pair[2], "background": False, "data": data})
        if n == 0:
            for r, c in picked:
                own = [loads(Copy, p["data"]) for p in pairs if r.id in (p["a"], p["b"]) and not keep - {r.id} & {p["a"], p["b"]}]
                held.append((r, [loads(Claim, data) for _, _, data in c], own))
        for k, (r, found) in enumerate(world):
            if r.id in keep:
                continue
            reports.append({"pk": 5000 * n + k + 1, "id": r.id, "revision": 1, "current": True, "outlet": r.outlet, "url": "",
                            "published": r.published, "language": "ar", "author": "", "title": "", "text": r.text, "sha256": "",
                            "text_sha256": "", "flags": ""})
            readings.append({"report": r.id, "revision": 1, "reader": "made", "data": dumps(Reading(r.id, None, (), (), ())), "claims": ""})
            claims += [{"id": i, "report": r.id, "seq": seq, "kind": kind, "data": data} for seq, (i, kind, data) in enumerate(found)]
        with writing(store.engine) as base:
            for table, rows in ((t.report, reports), (t.reading, readings), (t.claim, claims),
                                (t.copy, [p for p in pairs if p["a"] not in keep and p["b"] not in keep])):
                insert(base, table, rows)
    return held


class Derived:
    """What was derived from the first worlds, to be put in once more under other ids for the worlds that repeat them."""

    def __init__(self, store: Store) -> None:
        self.rows: list[tuple[sa.Table, list[str], list[list[Any]]]] = []
        with store.engine.connect() as c:
            for table in (*(x for step in STEPS for x in STAGE_TABLES[step]), t.spot):
                names = [col.name for col in table.c if col.name != "seal"]
                found = c.execute(sa.select(*(table.c[n] for n in names))).all()
                self.rows.append((table, names, [[_NAMED.split(v) if isinstance(v, str) else v for v in row] for row in found]))

    def put(self, store: Store, block: int) -> None:
        """The rows of all first worlds, `block` times as many worlds on."""
        known: dict[str, str] = {}
        with writing(store.engine) as c:
            for table, names, rows in self.rows:
                insert(c, table, ({n: _shifted(v, block, known) if isinstance(v, list) else v for n, v in zip(names, row, strict=True)}
                                  for row in rows))


_NAMED = re.compile(r"(?<![0-9a-z])(00\d(?:[0-9a-f]{13}|-)|p\d+|g\d+|[exih][0-9a-f]{12})(?![0-9a-f])")
"""Ids of claims, reports and outlets, of places and divisions, and of what is derived."""


def _shifted(parts: list[str], block: int, known: dict[str, str]) -> str:
    """A text cut at its ids, in other worlds."""
    if len(parts) == 1:
        return parts[0]
    out = list(parts)
    for n in range(1, len(out), 2):
        at = out[n]
        new = known.get(at)
        if new is None:
            if at[0] == "p":
                new = f"p{int(at[1:]) + 300 * MODELS * block}"
            elif at[0] == "g":
                new = f"g{int(at[1:]) + 10 * MODELS * block}"
            elif at[0] == "0":
                new = f"{int(at[:3]) + MODELS * block:03d}{at[3:]}"
            else:
                new = f"{at}z{block:02x}"
            known[at] = new
        out[n] = new
    return "".join(out)

"""Areas inside a country's outline: only its own cells count, a district counts as drawn, low and high enclose the best."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.control.areas import shares, states
from marsad.model import Hold, Place
from marsad.store import Store
from marsad.web.ground import land

BORDER = Place("kobani", "عين العرب", lat=36.89, lon=38.35, precision=1, country="SY")
DISTRICT = Place("d", "d", lat=35.0, lon=38.5, precision=3, country="SY")
SQUARE = {"type": "Polygon", "coordinates": [[[38.0, 34.5], [39.0, 34.5], [39.0, 35.5], [38.0, 35.5], [38.0, 34.5]]]}


def hold(place: Place, actor: str, certainty: str = "confirmed") -> Hold:
    return Hold(f"h{place.id}", place, actor, "2017-01-01", None, "2017-01-02", None, certainty, ("e",), ("c",), seen="2017-05-01")


def test_a_town_on_the_border_speaks_for_its_own_side_only() -> None:
    over = land("SY")
    assert 0.97 < over.total / 185_180 < 1.03, "the area of Syria"
    found = states([hold(BORDER, "sdf")], over, reach_km=30)
    held = [c for c, h in zip(over.centres, found, strict=True) if h is not None]
    assert held and max(lat for lat, _ in held) < 36.95, "no cell beyond the border"


def test_a_district_counts_as_drawn_and_nothing_around_it() -> None:
    over = land("SY")
    said = shares([hold(DISTRICT, "isis", "inferred")], over, "2017-05-01", "2017-05-01", polygons={"d": SQUARE})
    (area,) = said.areas
    assert area.low == 0.0 < area.best < area.high == round(said.total, 1)
    assert 0.9 < area.best / (111.2 * 91.2) < 1.1, "a square degree at 35° north"


def test_the_program_writes_the_series_and_the_cells(tmp_path: Path) -> None:
    target = tmp_path / "s.db"
    with Store.open(target) as store:
        store.save_holds([hold(BORDER, "sdf"), hold(DISTRICT, "isis")], "made")
        store.save_places([DISTRICT], {"d": json.dumps(SQUARE)})
    base = ["areas", "--store", str(target), "--from", "2017-03-10", "--to", "2017-05-05"]
    rows = [json.loads(x) for x in CliRunner().invoke(app, [*base, "-f", "jsonl"]).stdout.splitlines()]
    assert [(r["on"], r["actor"]) for r in rows if r["actor"] == "isis"] == \
        [("2017-03-31", "isis"), ("2017-04-30", "isis"), ("2017-05-05", "isis")]
    assert all(r["km2_low"] <= r["km2"] <= r["km2_high"] for r in rows)
    drawn = json.loads(CliRunner().invoke(app, [*base, "-f", "geojson"]).stdout)
    assert {f["properties"]["actor"] for f in drawn["features"]} == {"sdf", "isis"}

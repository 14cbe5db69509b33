"""The demonstration in the shapes of others: columns in their order, nothing invented, formulas defused, no private names."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from marsad.model import Mention
from marsad.publish import acled, documents, ucdp
from marsad.publish.book import actor_name
from marsad.publish.formats import csv_lines, defuse, flatten, geojson

from ..spine.conftest import World, demo  # noqa: F401


def test_acled_has_its_31_columns_first(demo: World) -> None:  # noqa: F811
    rows = list(acled.acled_rows(demo.store))
    assert len(acled.COLUMNS) == 31 and len(rows) >= 15
    for row in rows:
        assert list(row)[:31] == acled.COLUMNS
        assert row["time_precision"] in (1, 2, 3) and row["geo_precision"] in (1, 2, 3, None)
        assert row["event_date"].startswith(str(row["year"]))
        assert row["event_type"] and row["sub_event_type"]
    captures = {r["actor1"]: r["sub_event_type"] for r in rows if r["marsad_kind"] == "capture"}
    assert captures["Syrian government and its forces"] == "Government regains territory"
    assert captures["Syrian Democratic Forces"] == "Non-state actor overtakes territory"


def test_ucdp_has_its_49_columns_and_its_counts_add_up(demo: World) -> None:  # noqa: F811
    rows = list(ucdp.ucdp_rows(demo.store))
    assert len(ucdp.COLUMNS) == 49 and rows
    for row in rows:
        assert list(row) == ucdp.COLUMNS
        assert row["low"] <= row["best"] <= row["high"]
        assert row["deaths_a"] + row["deaths_b"] + row["deaths_civilians"] + row["deaths_unknown"] == row["best"]
        assert row["date_start"] <= row["date_end"]


@pytest.mark.parametrize(
    ("lat", "lon", "gid"),
    [(-89.75, -179.75, 1), (-89.25, -179.75, 721), (0.25, 0.25, 180 * 720 + 361), (89.75, 179.75, 259200)],
)
def test_priogrid_numbers_cells_from_the_south_west(lat: float, lon: float, gid: int) -> None:
    assert ucdp.priogrid(lat, lon) == gid


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2017-06-01", "2017-06-01", 1),
        ("2017-06-01", "2017-06-04", 2),
        ("2017-06-01", "2017-06-08", 3),
        ("2017-06-01", "2017-06-30", 4),
        ("2017-01-01", "2017-12-31", 5),
    ],
)
def test_ucdp_date_precision(first: str, last: str, code: int) -> None:
    assert ucdp.date_prec(first, last) == code


def test_kml_is_well_formed_and_has_a_point_for_each_placed_event(demo: World) -> None:  # noqa: F811
    root = ET.fromstring(documents.kml(demo.store))
    points = root.findall(".//{http://www.opengis.net/kml/2.2}Placemark")
    assert len(points) == sum(1 for e in demo.store.events() if e.place and e.place.lat is not None)


def test_hxl_has_its_tags_in_the_second_row(demo: World) -> None:  # noqa: F811
    rows = list(documents.hxl_rows(demo.store))
    assert all(str(tag).startswith("#") for tag in rows[1])
    assert len({len(r) for r in rows}) == 1


def test_follow_the_money_makes_no_persons_and_every_involved_actor(demo: World) -> None:  # noqa: F811
    entities = list(documents.ftm_entities(demo.store))
    ids = {e["id"] for e in entities}
    assert {e["schema"] for e in entities} == {"Event", "Organization", "Article"}
    assert len(ids) == len(entities)
    assert all(i in ids for e in entities for i in e["properties"].get("involved", ()))


def test_annotations_lead_back_to_the_words(demo: World) -> None:  # noqa: F811
    texts = {c.id: (demo.store.report(c.report).text, c) for c in demo.store.claims()}
    for note in documents.web_annotations(demo.store):
        text, claim = texts[note["id"].rpartition(":")[2]]
        position, quote = note["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.quote
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_geoparquet_reads_back(demo: World, tmp_path: Path) -> None:  # noqa: F811
    pq = pytest.importorskip("pyarrow.parquet", reason="pip install 'marsad[archive]'")
    assert documents.write_geoparquet(demo.store, tmp_path / "e.parquet") == len(demo.store.events())
    table = pq.read_table(tmp_path / "e.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["primary_column"] == "geometry" and geo["version"] == "1.1.0"
    for event, wkb in zip(demo.store.events(), table.column("geometry").to_pylist(), strict=True):
        expected = (event.place.lon, event.place.lat) if event.place and event.place.lat is not None else None
        assert (struct.unpack("<BIdd", wkb)[2:] if wkb else None) == expected


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(cell: str) -> None:
    assert str(defuse(cell)).startswith("'")
    (_, line) = csv.reader(io.StringIO("".join(csv_lines([{"a": cell}]))))
    assert line[0][0] == "'"


def test_numbers_stay_numbers_and_nested_values_become_columns() -> None:
    assert defuse(-3.5) == -3.5
    assert flatten({"place": {"id": "x", "lat": None}, "tags": ["a", "b"]}) == {
        "place_id": "x",
        "place_lat": None,
        "tags": "a | b",
    }


def test_geojson_without_coordinates_has_a_null_geometry() -> None:
    found = json.loads(
        geojson([{"id": 1, "place": {"lat": None, "lon": None}}, {"id": 2, "place": {"lat": 35.9, "lon": 39.0}}])
    )
    assert [f["geometry"] for f in found["features"]] == [None, {"type": "Point", "coordinates": [39.0, 35.9]}]


def test_a_name_that_no_registry_knows_is_not_published() -> None:
    assert actor_name(Mention("فلان الفلاني", 0, 5)) == "unnamed"
    assert actor_name(Mention("مسلحون مجهولون", 0, 5)) == "مسلحون مجهولون"
    assert actor_name(Mention("تنظيم داعش", 0, 5, "isis")).startswith("Islamic State")

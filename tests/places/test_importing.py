"""Import of outside tables: recognised by headers, ids independent of order, bad rows named."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from marsad.registry.places.areas import Areas
from marsad.registry.places.gazetteer import Gazetteer
from marsad.registry.places.importing import read_places, resolve_items
from marsad.registry.places.outside import Item, Problem, read_items

COMMUNITIES = """pcode\tname_ar\tname_en\tadm2\tadm2_ar\tadm1\tadm1_ar\tlat\tlon
C9001\tتل الياسمين_صوران\tTal Yasmin\tSY0701\tالمعرة\tSY07\tإدلب\t35.71\t36.71
C9002\tكفرنبل\tKafr Nobol\tSY0701\tالمعرة\tSY07\tإدلب\t35.62\t36.56
C9003\tبلا مكان\tNowhere\tSY0701\tالمعرة\tSY07\tإدلب\tشمال\t36.56
C9004\tقصير
"""
NAMES = "ADM0_PCODE,ADM1_PCODE,ADM2_PCODE,ADM2_EN,ADM2_AR\nYE,YE11,YE1199,Al Zanbaq,الزنبق\n"
SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]]}
AREAS = json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"NAME_EN": "Idleb", "NAME_ARA": "إدلب", "PCODE": "SY07"}, "geometry": SQUARE},
    {"type": "Feature", "properties": {"NAME_EN": "No code"}, "geometry": SQUARE}]})
GEONAMES = "\t".join(["9999991", "Wardah", "Wardah", "Warda,وردة البادية", "34.5", "38.5", "P", "PPL", "SY", "", "11", "", "", "",
                      "1200", "", "400", "Asia/Damascus", "2020-01-01"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"a.tsv": COMMUNITIES, "b.csv": NAMES, "c.geojson": AREAS, "d.txt": GEONAMES + "\nbroken\n",
                       "e.csv": "x,y\n1,2\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_kinds_are_recognised_and_bad_rows_named(folder: Path, gazetteer: Gazetteer) -> None:
    result = read_places([folder], gazetteer)
    places = {place.id: place for place in result.places}
    assert places["pc:C9001"].name_ar == "تل الياسمين"
    assert places["pc:C9001"].parents == ("pc:SY0701", "ms:sy-idlib-gov", "ms:sy")
    assert places["pc:C9001"].admin1 == "Idlib"
    assert places["ms:sy-kafranbel"].lat == 35.62
    assert places["pc:YE1199"].lat is None and places["pc:YE1199"].country == "YE"
    assert places["gn:9999991"].name_ar == "وردة البادية"
    assert set(result.polygons) == {"ms:sy-idlib-gov"}
    assert [problem.split(": ")[0] for problem in result.problems] == [
        "a.tsv:4", "a.tsv:5", "c.geojson:2", "d.txt:2", "e.csv:1"]


def test_order_of_files_does_not_matter(folder: Path, gazetteer: Gazetteer) -> None:
    files = sorted(folder.iterdir())[:4]
    results = [read_places(order, gazetteer) for order in itertools.permutations(files)]
    assert all(result.places == results[0].places and result.polygons == results[0].polygons for result in results)


def test_imported_names_are_found(folder: Path, gazetteer: Gazetteer) -> None:
    result = read_places([folder], gazetteer)
    more = Gazetteer(gazetteer._index, result.places)
    hits = {hit.text: hit for hit in more.find("قصفت الطائرات بلدة تل الياسمين بريف إدلب ومديرية الزنبق")}
    assert hits["بلدة تل الياسمين"].id == "pc:C9001"
    assert hits["مديرية الزنبق"].id == "pc:YE1199"
    assert hits["مديرية الزنبق"].lat is None
    assert gazetteer.find("بلدة تل الياسمين")[0].id is None


def test_polygons_answer_by_point(folder: Path, gazetteer: Gazetteer) -> None:
    areas = Areas(read_places([folder], gazetteer).polygons)
    assert areas.containing(35.5, 36.5) == ("ms:sy-idlib-gov",)
    assert areas.containing(30.0, 36.5) == ()
    assert areas.outline("ms:sy-idlib-gov") is not None


def test_other_projections_and_broken_json_are_refused() -> None:
    crs = {"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": []}
    assert isinstance(next(read_items(json.dumps(crs))), Problem)
    assert isinstance(next(read_items('{"type": ')), Problem)


def test_two_codes_do_not_take_one_place(gazetteer: Gazetteer) -> None:
    items = [Item(code, ("كفرنبل",), "", "village", "SY", 4, lat, 36.56, ("SY07",)) for code, lat in
             (("C1", 35.63), ("C2", 35.615))]
    items.append(Item("SY07", ("إدلب",), "Idleb", "governorate", "SY", 1))
    places, _ = resolve_items(items, gazetteer)
    assert {place.id for place in places} == {"ms:sy-kafranbel", "pc:C1", "ms:sy-idlib-gov"}


@pytest.mark.shared
def test_shared_samples(shared: Path, gazetteer: Gazetteer) -> None:
    result = read_places([shared / "places"], gazetteer)
    assert result.problems == ()
    assert len(result.polygons) == 75
    assert sum(place.id is not None and place.type in ("village", "town", "city") for place in result.places) > 5200
    more = Gazetteer(gazetteer._index, result.places)
    areas = Areas(result.polygons)
    settled = [place for place in result.places if place.country == "SY" and place.id and place.lat and place.lon and
               place.type in ("village", "town")]
    right = sum(areas.containing(place.lat, place.lon)[-1:] == tuple(
        p for p in place.parents if more.get(p).type == "governorate")[:1] for place in settled if place.lat and place.lon)
    assert right / len(settled) > 0.98

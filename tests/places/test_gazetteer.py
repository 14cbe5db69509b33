"""Places by id and name, parents, containment, distances, derived places; the compiled index."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import NotFound
from marsad.model import Place
from marsad.registry.places import skeleton
from marsad.registry.places.gazetteer import Gazetteer
from marsad.registry.places.geometry import BEARINGS, bearing_is, displaced, great_circle_km
from marsad.registry.places.index import Index, build_index, load_index
from marsad.registry.places.record import Row


def test_known_places(gazetteer: Gazetteer) -> None:
    raqqa = gazetteer.get("ms:sy-raqqa")
    assert (raqqa.name_en, raqqa.country, raqqa.admin1, raqqa.type) == ("Raqqa", "SY", "Raqqa", "city")
    assert [p.id for p in gazetteer.ancestors("ms:sy-raqqa-sinaa-q")] == ["ms:sy-raqqa-gov", "ms:sy"]
    assert gazetteer.get("ms:sy-kobani").name_ar == "عين العرب"
    with pytest.raises(NotFound):
        gazetteer.get("ms:atlantis")


def test_one_place_one_id(gazetteer: Gazetteer) -> None:
    """A geonames row that is one of ours answers under both ids with ours."""
    assert gazetteer.get("gn:172955").id == "ms:sy-raqqa"
    assert [p.id for p in gazetteer.lookup("الرقة") if p.country == "SY"].count("ms:sy-raqqa") == 1
    assert gazetteer.row("ms:sy-raqqa").population > 100_000


def test_containment(gazetteer: Gazetteer) -> None:
    assert gazetteer.contains("ms:sy", "ms:sy-raqqa")
    assert gazetteer.contains("ms:sy-aleppo-gov", "ms:sy-manbij")
    assert not gazetteer.contains("ms:sy-manbij", "ms:sy-aleppo-gov")
    assert not gazetteer.contains("ms:iq", "ms:sy-raqqa")


def test_directions_and_countryside_contain_by_bearing(gazetteer: Gazetteer) -> None:
    assert gazetteer.contains("ms:sy-aleppo-gov/ne", "ms:sy-jarablus")
    assert not gazetteer.contains("ms:sy-aleppo-gov/sw", "ms:sy-jarablus")
    assert gazetteer.contains("ms:sy-aleppo-gov/rif", "ms:sy-jarablus")
    assert not gazetteer.contains("ms:sy-aleppo-gov/rif", "ms:sy-aleppo")
    assert gazetteer.contains("ms:sy-aleppo-gov", "ms:sy-aleppo-gov/se")


def test_derived_places_have_geometry(gazetteer: Gazetteer) -> None:
    east = gazetteer.get("ms:sy-aleppo-gov/e")
    base = gazetteer.get("ms:sy-aleppo-gov")
    assert east.lon is not None and base.lon is not None and east.lon > base.lon
    assert (east.precision, east.parents[0]) == (3, "ms:sy-aleppo-gov")
    road = gazetteer.get("ms:sy-ithriya~ms:sy-resafa")
    assert road.parents == ("ms:sy",)
    assert road.radius_km == pytest.approx((gazetteer.distance_km("ms:sy-ithriya", "ms:sy-resafa") or 0) / 2, abs=0.1)


def test_distance_and_within(gazetteer: Gazetteer) -> None:
    km = gazetteer.distance_km("ms:sy-raqqa", "ms:sy-tabqa")
    assert km is not None and 35 < km < 55
    assert gazetteer.within("ms:sy-raqqa", "ms:sy-tabqa", 60)
    assert not gazetteer.within("ms:sy-raqqa", "ms:sy-tabqa", 20)
    assert gazetteer.within("ms:sy", "ms:sy-tabqa", 0)


def test_children_are_the_inverse_of_parents(gazetteer: Gazetteer) -> None:
    inside = gazetteer.children("ms:sy-raqqa-gov")
    assert "ms:sy-tabqa" in inside and "ms:sy-manbij" not in inside
    assert all(gazetteer.contains("ms:sy-raqqa-gov", ident) for ident in inside)


@given(st.floats(-70, 70), st.floats(-179, 179), st.sampled_from(sorted(BEARINGS)), st.floats(1, 150))
def test_displacement_goes_so_far_and_there(lat: float, lon: float, direction: str, km: float) -> None:
    to_lat, to_lon = displaced(lat, lon, direction, km)
    assert math.isclose(great_circle_km(lat, lon, to_lat, to_lon), km, rel_tol=0.05)
    assert bearing_is(lat, lon, to_lat, to_lon, direction)


@given(st.text("ابتثجحخ", min_size=1), st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 10**7))
def test_a_row_survives_its_line(name: str, lat: float, lon: float, population: int) -> None:
    row = Row("ms:x", (name, "آخر"), "X", "town", "SY", "Idlib", round(lat, 5), round(lon, 5), 2.5, population, ("ms:sy",), "own")
    again = Row.parse(row.line())
    assert again == row


def test_index_is_deterministic_and_rebuilt_when_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = {"name": "Tall Nargis", "latitude": 35.5, "longitude": 39.5, "countrycode": "SY", "population": 900,
            "admin1code": "04", "alternatenames": ["Tall Nargis", "قرية تل النرجس", "تل نرگس"]}
    raqqa = {**city, "name": "Ar Raqqah", "latitude": 35.953, "longitude": 39.008, "alternatenames": ["الرقة"], "population": 500_000}
    monkeypatch.setattr(skeleton, "raw_cities", lambda: {"2": city, "1": raqqa})
    first = build_index(tmp_path).read_bytes()
    (tmp_path / "other").mkdir()
    assert build_index(tmp_path / "other").read_bytes() == first
    target = next(tmp_path.glob("places-*.bin"))
    target.write_bytes(b"broken")
    small = Gazetteer(load_index(tmp_path))
    assert target.read_bytes() == first
    assert small.get("gn:1").id == "ms:sy-raqqa"
    assert small.get("gn:2").name_ar == "تل النرجس"
    assert small.get("gn:2").admin1 == "Raqqa"


def test_imported_place_adds_to_a_known_one() -> None:
    row = Row("ms:x", ("اسم",), "X", "town", "SY", "Idlib", 35.0, 36.0, 2.0, 0, ("ms:sy",), "own")
    index = Index([row.line()], {"اسم": (0,)}, {"ms:x": 0})
    more = Gazetteer(index, [Place(id="ms:x", text="لقب", name_ar="لقب", type="town", lat=35.01, lon=36.02),
                             Place(id="pc:C1", text="جديد", name_ar="جديد", type="village", country="SY", lat=35.5, lon=36.5)])
    assert more.get("ms:x").aliases == ("لقب",)
    assert more.get("ms:x").lat == 35.01
    assert {p.id for p in more.lookup("لقب")} == {"ms:x"}
    assert more.get("pc:C1").name_ar == "جديد"
    assert len(more) == 2

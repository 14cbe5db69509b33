"""The project's own tables: well formed, parents above, coordinates where their parents are."""

from __future__ import annotations

import pytest

from marsad.errors import BadData
from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.names import name_key, name_keys
from marsad.registry.places.tables import read_tables, resolve

ROW = {"name_ar": "قرية", "variants": "", "name_en": "Village", "type": "village", "parent": "", "lat": "35", "lon": "36",
       "radius_km": ""}


def test_every_row_lies_near_its_first_level_area() -> None:
    rows = {row.id: row for row in read_tables()}
    far = []
    for row in rows.values():
        area = next((rows[p] for p in row.parents if rows[p].type == "governorate"), None)
        if area is None or row.lat is None or row.lon is None or area.lat is None or area.lon is None:
            continue
        km = great_circle_km(row.lat, row.lon, area.lat, area.lon)
        if row.type not in ("river", "road", "region", "desert") and km > 3.2 * area.radius_km + 40:
            far.append((row.id, round(km)))
    assert far == []


def test_tables_hold_the_theatres() -> None:
    rows = read_tables()
    countries = {row.country for row in rows if row.type == "governorate"}
    assert {"SY", "IQ", "YE", "LY", "SD", "LB", "PS", "EG", "TR", "AF", "SO", "NG", "SA", "ML"} <= countries
    assert len(rows) > 3000
    assert len({row.id for row in rows}) == len(rows)


def test_parents_go_up_to_a_country() -> None:
    """All but seas and borders that no one country holds."""
    rows = {row.id: row for row in read_tables()}
    for row in rows.values():
        if not row.parents:
            assert row.type in ("country", "sea", "border") or row.id == "ms:sahel-region", row.id
        else:
            assert rows[row.parents[-1]].type == "country", row.id


@pytest.mark.parametrize(("change", "word"), [
    ({"type": "hamlet"}, "type"), ({"parent": "nowhere"}, "parent"), ({"lat": "95"}, "globe"), ({"lat": "north"}, "coordinates"),
])
def test_malformed_rows_are_named(change: dict[str, str], word: str) -> None:
    with pytest.raises(BadData, match=word) as caught:
        resolve([("t.csv:2", {"id": "x", **ROW, **change})])
    assert caught.value.where == "t.csv:2"


def test_repeated_id_and_circle_are_refused() -> None:
    with pytest.raises(BadData, match="repeated"):
        resolve([("t:2", {"id": "x", **ROW}), ("t:3", {"id": "x", **ROW})])
    with pytest.raises(BadData, match="circular"):
        resolve([("t:2", {"id": "x", **ROW, "parent": "y"}), ("t:3", {"id": "y", **ROW, "parent": "x"})])


@pytest.mark.parametrize(("one", "other"), [
    ("كفر نبل", "كفرنبل"), ("الرقة", "الرقه"), ("أعزاز", "اعزاز"), ("حسياء", "حسيا"), ("الباغوز", "باغوز"),
    ("أبي كمال", "أبو كمال"), ("بئر أحمد", "بير احمد"), ("الزبداني", "زبداني"), ("الرمادى", "الرمادي"),
])
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_written_as_one_word_is_found() -> None:
    assert name_key("ديرالزور") in name_keys("دير الزور")


def test_different_names_keep_different_keys() -> None:
    assert name_key("سوريا") != name_key("سوري")
    assert name_key("تركيا") != name_key("تركي")
    assert name_key("حماة") != name_key("حمص")

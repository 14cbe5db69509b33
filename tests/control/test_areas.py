"""Areas and shares on a grid, and told figures beside them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.control.areas import Grid, geojson, grid, series, shares, states, table
from marsad.control.statistics import check
from marsad.model import Claim, Hold, Mention, Place, Quantity, Time
from tests.events.small_world import claim, report

OUTLINE = {"type": "Polygon", "coordinates": [[[37.0, 35.0], [39.0, 35.0], [39.0, 36.5], [37.0, 36.5], [37.0, 35.0]]]}
OVER = grid(OUTLINE)
WEST = Place("w", "الغرب", lat=35.75, lon=37.5, precision=1)
EAST = Place("e", "الشرق", lat=35.75, lon=38.5, precision=1)


def hold(place: Place, actor: str, start: str | None = None, end: str | None = None, sure: str = "reported") -> Hold:
    return Hold(f"{place.id}{actor}{start}", place, actor, start, end, "2016-01-01", None, sure, ("e1",), ("c1",))


def test_the_grid_covers_the_outline() -> None:
    # 1.5 degrees by 2 degrees at 35.75 north: 166.8 km by 180.5 km.
    assert abs(OVER.total - 166.8 * 180.5) / (166.8 * 180.5) < 0.05
    assert OVER.cells == tuple(sorted(OVER.cells)) and len(OVER.cells) > 80


def test_the_nearest_evidence_within_reach_speaks() -> None:
    found = states([hold(WEST, "gov"), hold(EAST, "sdf")], OVER, reach_km=40)
    for (_, lon), held in zip(OVER.centres, found, strict=True):
        if held is not None:
            assert held.actor == ("gov" if lon < 38.0 else "sdf")
    assert any(h is None for h in found), "what lies out of reach is nobody's"


def test_shares_swing_with_what_is_unknown_and_contested() -> None:
    found = shares([hold(WEST, "gov"), hold(EAST, "contested")], OVER, "2017-01-01", "2017-01-01", reach_km=40)
    gov = found.areas[0]
    assert gov.actor == "gov" and gov.low == gov.best < gov.high
    assert abs(gov.best + found.unknown + found.contested - found.total) < 1.0
    assert abs(gov.high - found.total) < 1.0
    assert 0 < found.coverage < 1
    weak = shares([hold(WEST, "gov", sure="party")], OVER, "2017-01-01", "2017-01-01", reach_km=40).areas[0]
    assert weak.low == 0.0 < weak.best


def test_a_region_s_polygon_speaks_where_no_point_is_near() -> None:
    region = Place("r", "المنطقة", type="district", precision=3)
    found = states([hold(region, "isis"), hold(WEST, "gov")], OVER, reach_km=20, polygons={"r": OUTLINE})
    assert {h.actor for h in found if h is not None} == {"isis", "gov"}
    assert all(h is not None for h in found)


def test_series_table_and_geojson() -> None:
    holds = [hold(WEST, "gov", None, "2016-06-01"), hold(WEST, "isis", "2016-06-01")]
    found = series(holds, OVER, ["2016-05-01", "2016-07-01"])
    assert [[a.actor for a in s.areas] for s in found] == [["gov"], ["isis"]]
    rows = table(found)
    assert [r["actor"] for r in rows] == ["gov", "isis"] and all(0 < r["share"] < 1 for r in rows)
    shape = geojson([hold(WEST, "gov")], OVER)
    assert shape["features"] and shape["features"][0]["geometry"]["coordinates"][0][0] == \
        shape["features"][0]["geometry"]["coordinates"][0][-1]


def told(low: float, time: str | None, of: str = "territory lost") -> Claim:
    made = claim("r", "statistic", agent="isis", trigger="خسارة")
    return replace(made, quantities=(Quantity("share", low, low, "percent", of, f"{low}%"),), agents=(Mention("isis", 0, 4, "isis"),),
                   time=Time(time, time) if time else None)


def test_told_figures_beside_ours() -> None:
    holds = [hold(WEST, "isis"), hold(EAST, "isis", None, "2016-06-01"), hold(EAST, "sdf", "2016-06-01")]
    reports = {"r": report("r", "2017-06-30")}
    whole = Grid(OVER.cells, OVER.centres, OVER.km2)
    half, = check([told(50, "2016-01-01/2017-06-01")], holds, whole, reports, reach_km=200)
    assert half.verdict == "agrees" and half.ours is not None and abs(half.ours - 50) < 6 and half.coverage == 1.0
    wrong, = check([told(90, "2016-01-01/2017-06-01")], holds, whole, reports, reach_km=200)
    assert wrong.verdict == "differs"
    thin, = check([told(50, "2016-01-01/2017-06-01")], holds, whole, reports, reach_km=12)
    assert thin.verdict == "too-little" and thin.coverage < 0.3
    assert [c.verdict for c in check([told(60, None)], holds, whole, reports)] == ["no-period"]
    assert [c.verdict for c in check([told(80, None, of="revenue lost")], holds, whole, reports)] == ["no-ground"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(35.1, 36.4), st.floats(37.1, 38.9), st.sampled_from(["gov", "isis", "contested", "unknown"])),
                max_size=8), st.floats(5, 200))
def test_areas_add_up(points: list[tuple[float, float, str]], reach: float) -> None:
    held = [hold(Place(f"p{n}", f"p{n}", lat=y, lon=x, precision=1), actor) for n, (y, x, actor) in enumerate(points)]
    found = shares(held, OVER, "2017-01-01", "2017-01-01", reach)
    assert abs(sum(a.best for a in found.areas) + found.unknown + found.contested - found.total) < 1.0
    assert all(a.low <= a.best <= a.high <= found.total + 1.0 for a in found.areas)

"""The first page: map, feed and the two clocks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from marsad.model import Hold
from marsad.web.basemap import Box, frame_of, geojson
from marsad.web.desk import Page, page_of
from marsad.web.filters import Filters
from marsad.web.ground import Cells, cells, divisions, lines_of, series
from marsad.web.limits import client_of
from marsad.web.mapsvg import draw
from marsad.web.scene import Scene, build
from marsad.web.search import found_reports
from marsad.web.snapshot import Snapshot
from marsad.web.spots import Spot, Spots, spots_of
from marsad.web.words import N_

router = APIRouter(include_in_schema=False)
FEED = 40
# Of each holder so many places are named under the map; in the filter form so many values are offered.
NAMED, OFFERED = 60, 80
# Contradictions are looked for in so many of the newest events that have any.
LOOKED = 60
MAP_WORDS = {"held": N_("Held by"), "since": N_("since"), "close": N_("Close")}

Longitude = Annotated[float, Query(ge=-540, le=540)]
Latitude = Annotated[float, Query(ge=-90, le=90)]
FilterQuery = Annotated[Filters, Query()]


def filters_of(request: Request, filters: FilterQuery) -> Filters:
    """The filters of a request, as a dependency shared by pages, API and feeds. Raises TooMany where words are searched too often."""
    if filters.q and filters.q.strip():
        request.app.state.limits.search.take(client_of(request))
    return filters


Asked = Annotated[Filters, Depends(filters_of)]


@router.get("/", response_class=HTMLResponse)
def observatory(request: Request, filters: Asked, more: Annotated[int, Query(ge=1, le=500)] = 1) -> HTMLResponse:
    """Map, feed and clocks for the filters."""
    page = page_of(request, filters)
    filters = page.f
    scene = build(page.s, filters, found_reports(page.desk.store, filters.q))
    found = spots_of(page.s, scene, frame(page.s))
    spots = found.spots
    ground = cells(page.s, scene.holds.held)
    picture = draw(spots, frame(page.s), page.desk.palette, page.desk.names, page.speech, ground=ground,
                   divisions=[lines_of(d) for _, d in divisions(page.s)])
    shown = scene.events[:FEED * more]
    context: dict[str, Any] = {
        "scene": scene, "picture": picture, "unplaced": found.unplaced, "folded": found.folded, "feed": shown,
        "rest": len(scene.events) - len(shown), "more": more, "legend": legend(page.s, scene), "held": in_words(page.s, scene),
        "bars": bars(scene), "bar_slots": slots(scene),
        "bar_step": _bar_step(scene) if scene.histogram else 1,
        "facets": facets(page), "spots": spots,
        "steps": steps(scene), "disputes": disputes(page, scene),
        "spots_json": spots_json(page, found, ground),
        **chart(page),
    }
    return page.render("observatory.html", **context)


def frame(s: Snapshot) -> Box:
    """The box of the map: the same for every filter, so that a change of clocks never moves the ground."""
    if s.frame is not None:
        return s.frame
    # Places count as often as events stand there, so that the busy ground fills the frame.
    told = s.told_in
    precise = [(p.lon, p.lat) for i, p in s.places.items() if p.lat is not None and p.lon is not None and (p.precision or 3) < 3
               for _ in range(max(1, told.get(i, 0)))]
    every = [(p.lon, p.lat) for p in s.places.values() if p.lat is not None and p.lon is not None]
    s.frame = frame_of(precise if len(precise) > 2 else every)
    return s.frame


def legend(s: Snapshot, scene: Scene) -> list[tuple[str, int]]:
    """Holders on the map by number of places."""
    counts = np.bincount(scene.holds.held.actor, minlength=1).tolist()
    found = [(s.actor_codes.words[n], k) for n, k in enumerate(counts) if k]
    return sorted(found, key=lambda i: (i[0] in ("contested", "unknown"), -i[1], i[0]))


def in_words(s: Snapshot, scene: Scene) -> list[tuple[str, Sequence[Hold], int]]:
    """(holder, the first of its places, how many more) in the order of the legend."""
    held = scene.holds.held
    out = []
    for actor, n in legend(s, scene):
        lines = s.holds(held.where(held.actor == s.actor_codes.find(actor)))
        out.append((actor, lines[:NAMED], max(0, n - NAMED)))
    return out


def _bar_step(scene: Scene) -> int:
    first, last = scene.histogram[0][0], scene.histogram[-1][0]
    return max(1, ((last - first).days + 120) // 120)


def slots(scene: Scene) -> int:
    """How many bars the histogram has room for."""
    if not scene.histogram:
        return 0
    return max(30, (scene.histogram[-1][0] - scene.histogram[0][0]).days // _bar_step(scene) + 1)


def bars(scene: Scene) -> list[tuple[date, float, int, bool, int]]:
    """The histogram of events: (first day of the bar, height 0..1, count, not after the valid day, slot from the left)."""
    if not scene.histogram:
        return []
    first, step = scene.histogram[0][0], _bar_step(scene)
    sums: Counter[int] = Counter()
    for day, n in scene.histogram:
        sums[(day - first).days // step] += n
    top = max(sums.values())
    days = {slot: first + timedelta(days=slot * step) for slot in sums}
    return [(days[i], n / top, n, scene.on is None or days[i] <= scene.on, i) for i, n in sorted(sums.items())]


def steps(scene: Scene) -> dict[str, date | None]:
    """The days a step back or forth on each clock leads to, None at an end."""
    def step(now: date | None, first: date | None, last: date | None, by: int) -> date | None:
        if first is None or last is None:
            return None
        at = min(max((now or last).toordinal() + by, first.toordinal()), last.toordinal())
        return date.fromordinal(at) if at != (now or last).toordinal() else None

    on, known = scene.on, scene.known
    return {
        "on_back": step(on, scene.first, scene.last, -1), "on_forth": step(on, scene.first, scene.last, 1),
        "known_back": step(known, scene.known_first, scene.known_last, -1),
        "known_forth": step(known, scene.known_first, scene.known_last, 1),
    }


def facets(page: Page) -> dict[str, list[tuple[str, str, int]]]:
    """What can be chosen in the filter form: (value, name, number of events), most first."""
    s = page.s
    kinds = dict(zip(s.c.kinds, np.bincount(s.c.kind).tolist(), strict=True)) if s.ids else {}
    places = {p: n for p, n in s.told_in.items() if p in s.places}
    outlets = {o: n for o, n in s.outlets.items() if o}

    def listed(items: dict[str, int], name: Any) -> list[tuple[str, str, int]]:
        return [(k, name(k), n) for k, n in sorted(items.items(), key=lambda i: (-i[1], i[0]))[:OFFERED]]

    return {"kind": listed(kinds, lambda k: page.label("KIND", k)), "actor": listed(s.actors_told, page.actor),
            "place": listed(places, lambda p: page.place(s.places[p])), "outlet": listed(outlets, page.outlet)}


def disputes(page: Page, scene: Scene) -> list[Any]:
    """Contradictions of the events in view, newest event first."""
    rows = scene.events.rows
    rows = rows[page.s.quarrelled[rows]][:LOOKED]
    events = {e.id: e for e in page.s.some(rows)}
    against: dict[str, list[Any]] = {}
    for c in page.desk.store.contradictions_of(events):
        if c.settled is None and c.event:
            against.setdefault(c.event, []).append(c)
    return [(e, c) for i, e in events.items() for c in against.get(i, [])][:6]


def spot_items(page: Page, spots: list[Spot]) -> list[dict[str, Any]]:
    """Spots as the live map draws them."""
    items = []
    for spot in spots:
        hold = spot.holds[0] if spot.holds else None
        items.append({
            "name": page.place(spot.place), "lat": spot.lat, "lon": spot.lon, "vague": spot.vague, "weight": spot.weight,
            "href": page.u("places", spot.place.id) if spot.place.id and spot.place.id in page.s.places else "",
            "km": spot.reach_km, "colour": page.desk.palette.holder(hold.actor) if hold else "",
            "certainty": hold.certainty if hold else "",
            "holder": page.actor(hold.actor) if hold else "", "certainty_words": page.label("CERTAINTY", hold.certainty) if hold else "",
            "since": page.speech.when(hold.valid_from) if hold else "",
            "groups": [{"path": page.shape(g), "colour": page.desk.palette.groups[g], "n": n, "recent": r} for g, n, r in spot.groups],
            "events": [{"title": page.label("KIND", e.kind), "when": page.speech.when(e.time, short=True), "href": page.u("events", e.id)}
                       for e in spot.events],
            "count": page.speech.ngettext("%(n)s event", "%(n)s events", spot.count),
            "folded": page.speech.ngettext("and %(n)s place near it", "and %(n)s places near it", spot.folded) if spot.folded else "",
        })
    return items


def spots_json(page: Page, found: Spots, ground: Cells) -> Markup:
    """What the live map needs, as JSON that cannot end its element."""
    words = {k: page.speech.gettext(v) for k, v in MAP_WORDS.items()} | {"comma": "،" if page.lang == "ar" else ","}
    tinted = [{"ring": [*ring, ring[0]], "colour": page.desk.palette.holder(actor)} for ring, actor in ground]
    return data_block({"frame": frame(page.s), "spots": spot_items(page, found.spots), "words": words, "lang": page.lang, "ground": tinted,
                       "divisions": bool(divisions(page.s)), "closer": page.with_filters("/spots.json") if found.folded else ""})


@router.get("/spots.json")
def closer(request: Request, filters: Asked, west: Longitude, south: Latitude, east: Longitude, north: Latitude) -> JSONResponse:
    """The spots of a part of the map, as closely as its size allows: where many places lie, the live map asks again as it is moved."""
    page = page_of(request, filters)
    scene = build(page.s, page.f, found_reports(page.desk.store, page.f.q))
    found = spots_of(page.s, scene, frame(page.s), (west, south, east, north))
    return JSONResponse({"spots": spot_items(page, found.spots), "folded": found.folded})


def chart(page: Page) -> dict[str, Any]:
    """The chart of ground held over time: its data block, and what is said beside it."""
    found = series(page.s, page.f.known)
    if found is None:
        return {"chart": None, "chart_json": ""}
    lines = [{"name": page.actor(a), "colour": page.desk.palette.holder(a), **line} for a, line in found["actors"].items()]
    return {"chart": found, "chart_json": data_block({"days": found["days"], "lines": lines, "lang": page.lang,
                                                      "unit": page.speech.gettext("km²")})}


def data_block(data: object) -> Markup:
    """JSON for a script element that is data: it cannot end its element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@router.get("/divisions.geojson")
def imported(request: Request) -> JSONResponse:
    """The outlines of imported governorates and districts."""
    s = page_of(request).s
    features = [{"type": "Feature", "properties": {"id": i}, "geometry": {"type": "MultiLineString", "coordinates": [
        [(round(x, 4), round(y, 4)) for x, y, *_ in ring] for ring in lines_of(d)]}} for i, d in divisions(s)]
    return JSONResponse({"type": "FeatureCollection", "features": features}, media_type="application/geo+json")


@router.get("/base.geojson")
def base(request: Request) -> JSONResponse:
    """The base map of the store's lands: countries, each with the place of its name."""
    west, south, east, north = frame(page_of(request).s)
    pad = max(6.0, (east - west) * 1.2, (north - south) * 1.2)
    within = (round(west - pad), round(max(south - pad, -84)), round(east + pad), round(min(north + pad, 84)))
    return JSONResponse(geojson(within), media_type="application/geo+json")

"""The first page: map, feed and the two clocks."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from marsad.model import Hold
from marsad.web.basemap import Box, frame_of, geojson
from marsad.web.desk import Page, page_of
from marsad.web.filters import Filters
from marsad.web.ground import cells, series
from marsad.web.limits import client_of
from marsad.web.mapsvg import draw
from marsad.web.scene import Scene, build
from marsad.web.search import found_reports
from marsad.web.snapshot import Snapshot
from marsad.web.spots import Spot, spots_of
from marsad.web.words import N_

router = APIRouter(include_in_schema=False)
FEED = 40
MAP_WORDS = {"held": N_("Held by"), "since": N_("since"), "close": N_("Close")}

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
    spots, unplaced = spots_of(page.s, scene)
    ground = cells(page.s, scene.holds)
    picture = draw(spots, frame(page.s), page.desk.palette, page.desk.names, page.speech, ground=ground)
    shown = scene.events[:FEED * more]
    context: dict[str, Any] = {
        "scene": scene, "picture": picture, "unplaced": unplaced, "feed": shown, "rest": len(scene.events) - len(shown),
        "more": more, "legend": legend(scene), "held": [(a, [h for h in scene.holds if h.actor == a]) for a, _ in legend(scene)],
        "bars": bars(scene), "bar_slots": slots(scene),
        "bar_step": _bar_step(scene) if scene.histogram else 1,
        "facets": facets(page), "spots": spots,
        "steps": steps(scene), "disputes": disputes(page, scene),
        "spots_json": spots_json(page, spots, ground),
        **chart(page),
    }
    return page.render("observatory.html", **context)


def frame(s: Snapshot) -> Box:
    """The box of the map: the same for every filter, so that a change of clocks never moves the ground."""
    if s.frame is not None:
        return s.frame
    # Places count as often as events stand there, so that the busy ground fills the frame.
    precise = [(p.lon, p.lat) for i, p in s.places.items() if p.lat is not None and p.lon is not None and (p.precision or 3) < 3
               for _ in range(max(1, len(s.by_place.get(i, []))))]
    every = [(p.lon, p.lat) for p in s.places.values() if p.lat is not None and p.lon is not None]
    s.frame = frame_of(precise if len(precise) > 2 else every)
    return s.frame


def legend(scene: Scene) -> list[tuple[str, int]]:
    """Holders on the map by number of places."""
    return sorted(Counter(h.actor for h in scene.holds).items(), key=lambda i: (i[0] in ("contested", "unknown"), -i[1], i[0]))


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
    kinds = Counter(e.kind for e in s.order)
    actors = {a: len(es) for a, es in s.by_actor.items()}
    places = {p: len(es) for p, es in s.by_place.items() if p in s.places}
    outlets = Counter(r.outlet for r in s.reports.values() if r.outlet)

    def listed(items: dict[str, int], name: Any) -> list[tuple[str, str, int]]:
        return [(k, name(k), n) for k, n in sorted(items.items(), key=lambda i: (-i[1], i[0]))[:200]]

    return {"kind": listed(kinds, lambda k: page.label("KIND", k)), "actor": listed(actors, page.actor),
            "place": listed(places, lambda p: page.place(s.places[p])), "outlet": listed(outlets, page.outlet)}


def disputes(page: Page, scene: Scene) -> list[Any]:
    """Contradictions of the events in view, newest event first."""
    return [(e, c) for e in scene.events for c in page.s.contradictions.get(e.id, []) if c.settled is None][:6]


def spots_json(page: Page, spots: list[Spot], ground: list[tuple[list[tuple[float, float]], Hold]]) -> Markup:
    """What the live map needs, as JSON that cannot end its element."""
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
                       for e in spot.events[:4]],
            "count": page.speech.ngettext("%(n)s event", "%(n)s events", len(spot.events)),
        })
    words = {k: page.speech.gettext(v) for k, v in MAP_WORDS.items()} | {"comma": "،" if page.lang == "ar" else ","}
    tinted = [{"ring": [*ring, ring[0]], "colour": page.desk.palette.holder(hold.actor)} for ring, hold in ground]
    return data_block({"frame": frame(page.s), "spots": items, "words": words, "lang": page.lang, "ground": tinted})


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


@router.get("/base.geojson")
def base(request: Request) -> JSONResponse:
    """The base map of the store's lands: countries, each with the place of its name."""
    west, south, east, north = frame(page_of(request).s)
    pad = max(6.0, (east - west) * 1.2, (north - south) * 1.2)
    within = (round(west - pad), round(max(south - pad, -84)), round(east + pad), round(min(north + pad, 84)))
    return JSONResponse(geojson(within), media_type="application/geo+json")

"""What the first page asks for once it is there: the live map's spots, base map and outlines, and the chart of ground held."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from marsad.web.basemap import geojson
from marsad.web.desk import Page, page_of
from marsad.web.ground import cells, divisions, lines_of, series
from marsad.web.hexagons import ring
from marsad.web.routes.observatory import Asked, frame
from marsad.web.scene import build
from marsad.web.search import found_reports
from marsad.web.spots import Spot, spots_of
from marsad.web.words import N_

router = APIRouter(include_in_schema=False)
MAP_WORDS = {"held": N_("Held by"), "since": N_("since"), "close": N_("Close")}

Longitude = Annotated[float, Query(ge=-540, le=540)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


@router.get("/map.json")
def live_map(request: Request, filters: Asked) -> JSONResponse:
    """What the live map draws for the filters."""
    page = page_of(request, filters)
    scene = build(page.s, page.f, found_reports(page.s, page.f.q))
    found = spots_of(page.s, scene, frame(page.s))
    words = {k: page.speech.gettext(v) for k, v in MAP_WORDS.items()} | {"comma": "،" if page.lang == "ar" else ","}
    tinted: dict[str, list[str]] = {}
    for cell, actor in cells(page.s, scene.holds.held):
        tinted.setdefault(page.desk.palette.holder(actor), []).append(cell)
    ground = [{"colour": colour, "rings": [[*ring(c), ring(c)[0]] for c in found]} for colour, found in tinted.items()]
    return JSONResponse({"frame": frame(page.s), "spots": spot_items(page, found.spots), "words": words, "lang": page.lang,
                         "ground": ground, "divisions": bool(divisions(page.s)),
                         "closer": page.with_filters("/spots.json") if found.folded else ""})


@router.get("/spots.json")
def closer(request: Request, filters: Asked, west: Longitude, south: Latitude, east: Longitude, north: Latitude) -> JSONResponse:
    """The spots of a part of the map, as closely as its size allows: where many places lie, the live map asks again as it is moved."""
    page = page_of(request, filters)
    scene = build(page.s, page.f, found_reports(page.s, page.f.q))
    found = spots_of(page.s, scene, frame(page.s), (west, south, east, north))
    return JSONResponse({"spots": spot_items(page, found.spots), "folded": found.folded})


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


@router.get("/chart", response_class=HTMLResponse)
def chart(request: Request, filters: Asked) -> HTMLResponse:
    """Ground held over time, as known on `known`: the first page takes it in when a reader comes to it."""
    page = page_of(request, filters)
    found = series(page.s, page.f.known)
    lines = [{"name": page.actor(a), "colour": page.desk.palette.holder(a), **line} for a, line in found["actors"].items()] if found else []
    block = data_block({"days": found["days"], "lines": lines, "lang": page.lang, "unit": page.speech.gettext("km²")}) if found else ""
    return page.render("chart.html", chart=found, chart_json=block)


def data_block(data: object) -> Markup:
    """JSON for a script element that is data: it cannot end its element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@router.get("/divisions.geojson")
def imported(request: Request) -> JSONResponse:
    """The outlines of imported governorates and districts."""
    s = page_of(request).s
    features = [{"type": "Feature", "properties": {"id": i}, "geometry": {"type": "MultiLineString", "coordinates": [
        [(round(x, 4), round(y, 4)) for x, y, *_ in outline] for outline in lines_of(d)]}} for i, d in divisions(s)]
    return JSONResponse({"type": "FeatureCollection", "features": features}, media_type="application/geo+json")


@router.get("/base.geojson")
def base(request: Request) -> JSONResponse:
    """The base map of the store's lands: countries, each with the place of its name."""
    west, south, east, north = frame(page_of(request).s)
    pad = max(6.0, (east - west) * 1.2, (north - south) * 1.2)
    within = (round(west - pad), round(max(south - pad, -84)), round(east + pad), round(min(north + pad, 84)))
    return JSONResponse(geojson(within), media_type="application/geo+json")

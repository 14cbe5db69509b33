"""The first page: map, feed and the two clocks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from marsad.model import Contradiction, Event
from marsad.web.basemap import Box, frame_of
from marsad.web.desk import Page, page_of
from marsad.web.filters import Filters
from marsad.web.fragments import bars, event_items, named, svg
from marsad.web.ground import cells, divisions, lands, lines_of
from marsad.web.ledger import CERTAINTIES
from marsad.web.limits import client_of
from marsad.web.mapsvg import draw
from marsad.web.scene import Scene, build
from marsad.web.search import found_reports
from marsad.web.snapshot import Snapshot
from marsad.web.spots import spots_of

router = APIRouter(include_in_schema=False)
FEED = 40
# Of each holder so many places are named under the map; in the filter form so many values are offered.
NAMED, OFFERED = 60, 80
# Contradictions are looked for in so many of the newest events that have any.
LOOKED = 60
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
    scene = build(page.s, filters, found_reports(page.s, filters.q))
    found = spots_of(page.s, scene, frame(page.s))
    picture = draw(found.spots, frame(page.s), page.desk.palette, page.desk.names, page.speech, ground=cells(page.s, scene.holds.held),
                   divisions=outlines(page.s))
    shown = min(len(scene.events), FEED * more)
    context: dict[str, Any] = {
        "scene": scene, "map": svg(page, picture, page.speech.gettext("Map of holders and events")), "drawn": bool(found.spots),
        "unplaced": found.unplaced, "folded": found.folded, "feed": event_items(page, scene.events.rows[:shown]),
        "rest": len(scene.events) - shown, "more": more, "legend": legend(page.s, scene), "held": in_words(page, scene),
        "options": options(page), "steps": steps(scene), "disputes": disputes(page, scene), "chart": bool(lands(page.s)),
        "histogram": bars(page, scene), "tiles": request.app.state.tiles,
    }
    return page.render("observatory.html", **context)


def frame(s: Snapshot) -> Box:
    """The box of the map: the same for every filter, so that a change of clocks never moves the ground."""
    if s.frame is not None:
        return s.frame
    # Places count as often as events stand there, so that the busy ground fills the frame.
    there = ~np.isnan(s.lat) & ~np.isnan(s.lon) & s.ground.used
    precise = np.flatnonzero(there & (s.precision > 0) & (s.precision < 3))
    weights = np.maximum(s.events_at[precise], 1)
    at, count = (precise, weights) if int(weights.sum()) > 2 else (np.flatnonzero(there), np.ones(int(there.sum()), dtype=np.int64))
    s.frame = frame_of(s.lon[at], s.lat[at], count)
    return s.frame


def outlines(s: Snapshot) -> list[list[Any]]:
    """The rings of imported polygons."""
    if "outlines" not in s.kept:
        s.kept["outlines"] = [lines_of(d) for _, d in divisions(s)]
    found: list[list[Any]] = s.kept["outlines"]
    return found


def legend(s: Snapshot, scene: Scene) -> list[tuple[str, int]]:
    """Holders on the map by number of places."""
    counts = np.bincount(scene.holds.held.actor, minlength=1).tolist()
    found = [(s.actor_codes.words[n], k) for n, k in enumerate(counts) if k]
    return sorted(found, key=lambda i: (i[0] in ("contested", "unknown"), -i[1], i[0]))


def in_words(page: Page, scene: Scene) -> list[tuple[str, Markup, int]]:
    """(holder, the first of its places as links, how many more) in the order of the legend."""
    held, s = scene.holds.held, page.s
    out = []
    for actor, n in legend(s, scene):
        rows = np.flatnonzero(held.actor == s.actor_codes.find(actor))[:NAMED]
        sure = [CERTAINTIES[c] for c in held.certainty[rows].tolist()]
        out.append((actor, named(page, zip(held.place[rows].tolist(), sure, strict=True)), max(0, n - NAMED)))
    return out


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
    kinds = {k: n for k, n in zip(s.c.kinds.words, np.bincount(s.c.kind).tolist(), strict=False) if n}
    places = {p: n for p, n in s.told_in.items() if p in s.places}
    outlets = {o: n for o, n in s.outlets.items() if o}

    def listed(items: dict[str, int], name: Any) -> list[tuple[str, str, int]]:
        return [(k, name(k), n) for k, n in sorted(items.items(), key=lambda i: (-i[1], i[0]))[:OFFERED]]

    return {"kind": listed(kinds, lambda k: page.label("KIND", k)), "actor": listed(s.actors_told, page.actor),
            "place": listed(places, lambda p: page.place(s.places[p])), "outlet": listed(outlets, page.outlet)}


def options(page: Page) -> dict[str, Markup]:
    """The facets as options of their fields, with what is chosen."""
    def made() -> dict[str, Markup]:
        return {field: Markup("").join(Markup('<option value="{}">{} ({})</option>').format(v, name, page.speech.number(n))
                                       for v, name, n in items) for field, items in facets(page).items()}

    found = page.s.fragments.made(("options", page.speech), made)
    chosen = {"kind": page.f.kind, "actor": (page.f.actor,), "place": (page.f.place,), "outlet": (page.f.outlet,)}
    out = dict(found)
    for field, values in chosen.items():
        for value in values:
            if value is not None:
                option = Markup('<option value="{}"').format(value)
                out[field] = Markup(out[field].replace(option + Markup(">"), option + Markup(" selected>"), 1))
    return out


def disputes(page: Page, scene: Scene) -> list[tuple[Event, Contradiction]]:
    """Contradictions of the events in view, newest event first."""
    rows = scene.events.rows
    ids = [page.s.ids[n] for n in rows[page.s.quarrelled[rows]][:LOOKED].tolist()]
    against: dict[str, list[Contradiction]] = {}
    for c in page.s.fragments.made(("disputes", *ids), lambda: page.desk.store.contradictions_of(ids)):
        if c.settled is None and c.event:
            against.setdefault(c.event, []).append(c)
    pairs = [(i, c) for i in ids for c in against.get(i, [])][:6]
    events = page.s.events.many(i for i, _ in pairs)
    return [(events[i], c) for i, c in pairs if i in events]

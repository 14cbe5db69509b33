"""Pieces of the first page that many questions share, written once and kept for a state of the store: events of the feed, places by
name, bars of the histogram; and the drawn map.

Links carry the `known` clock on. A piece is kept with a day in its place that no reader can choose, and given with the reader's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from marsad.web.desk import Page
from marsad.web.filters import Filters
from marsad.web.items import event_item, safe
from marsad.web.labels import GROUPS
from marsad.web.lists import Rows
from marsad.web.mapsvg import MapPicture
from marsad.web.scene import Scene
from marsad.web.spots import SHAPES

SOME_DAY = date.max


def shared(page: Page) -> Page:
    """The page with a `known` clock that stands for all readers', or with none where this reader set none."""
    return Page(page.request, page.desk, page.s, Filters.model_validate({"known": SOME_DAY if page.f.known else None}))


def own(page: Page, piece: str) -> Markup:
    """A kept piece for this reader."""
    return Markup(piece.replace(f"known={SOME_DAY}", f"known={page.f.known}") if page.f.known else piece)


def event_items(page: Page, rows: Rows) -> Markup:
    """The items of the feed for the events of these rows."""
    s, key = page.s, (page.speech, page.f.known is not None)
    ids = [s.ids[n] for n in rows.tolist()]
    found = {i: s.fragments.get(("event", i, key)) for i in ids}
    if missing := [i for i in ids if found[i] is None]:
        everybody = shared(page)
        for i, event in s.events.many(missing).items():
            found[i] = s.fragments.keep(("event", i, key), str(event_item(everybody, event)))
    return own(page, "".join(found[i] or "" for i in ids))


def named(page: Page, codes: Iterable[tuple[int, str]]) -> Markup:
    """Places of the map in words, by number and how sure their holder is: links, and the doubt where there is any."""
    s, known, u = page.s, page.f.known is not None, shared(page).u

    def made(code: int, certainty: str) -> str:
        """The words for every reader."""
        place = s.spots[code]
        name = Markup("<bdi>{}</bdi>").format(page.place(place))
        if place.id and place.id in s.places:
            name = Markup('<a href="{}">{}</a>').format(u("places", place.id), name)
        if certainty in ("confirmed", "reported"):
            return str(name)
        return str(name + Markup(' <span class="hint">({})</span>').format(page.label("CERTAINTY", certainty)))

    pieces = s.fragments.made(("named", page.speech, known), dict[tuple[int, str], str])
    out = []
    for key in codes:
        if (piece := pieces.get(key)) is None:
            piece = pieces[key] = made(*key)
        out.append(piece)
    return own(page, ("، " if page.lang == "ar" else ", ").join(out))


def bars(page: Page, scene: Scene) -> dict[str, Any] | None:
    """The histogram: its first and last day, days it has room for, and its bars as SVG; None where no event has a day."""
    b = scene.bars
    if b.first is None or b.last is None:
        return None
    slots = max(30, len(b.counts))
    wide, top, out = 1000 / slots, max(b.counts), []
    for slot, n in enumerate(b.counts):
        if n:
            day = b.first + timedelta(days=slot * b.step)
            height = n / top * 64
            later = "" if scene.on is None or day <= scene.on else " later"
            out.append(f'<rect class="bar{later}" x="{round(slot * wide, 2)}" width="{round(max(wide - 0.6, 1.2), 2)}" '
                       f'y="{round(70 - height, 1)}" height="{round(height, 1)}"><title>{page.speech.when(day.isoformat())}: '
                       f'{page.speech.number(n)}</title></rect>')
    return {"first": b.first, "last": b.first + timedelta(days=(len(b.counts) - 1) * b.step), "days": slots * b.step,
            "svg": Markup("".join(out))}


def svg(page: Page, picture: MapPicture, label: str) -> Markup:
    """A drawn map."""
    width, height = int(picture.width), picture.height
    km = page.speech.gettext("km")
    clip = 'clip-path="url(#mapclip)"'

    def paths(name: str, drawn: list[str]) -> str:
        return f'<g class="{name}" {clip} aria-hidden="true">{"".join(drawn)}</g>' if drawn else ""

    def text(x: float, y: float, words: str, css: str = "") -> str:
        return f'<text{css} x="{x}" y="{y}">{safe(words)}</text>'

    used = {g.group for _, _, _, row in picture.glyphs for g in row}
    counts, glyphs = [], []
    for spot, gx, gy, row in picture.glyphs:
        glyphs.append(_spot(page, spot))
        for n, g in enumerate(row):
            x = round(gx + (n - (len(row) - 1) / 2) * 17, 1)
            glyphs.append(f'<use class="mapglyph{"" if g.recent else " old"}" href="#s-{g.group}" x="{x}" y="{gy}" fill="{g.colour}"/>')
            if g.count > 1:
                counts.append(text(x, round(gy + 3.6, 1), page.speech.number(g.count), ' class="count"'))
        glyphs.append("</a>")
    return Markup("".join((
        f'<svg class="map" viewBox="0 0 {width} {height}" role="group" aria-label="{safe(label)}"><defs>'
        '<pattern id="hatch" width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">'
        '<rect class="hatch-line" width="3" height="7"/></pattern>'
        f'<clipPath id="mapclip"><rect width="{width}" height="{height}"/></clipPath>',
        *(f'<path id="s-{g}" d="{SHAPES[g]}"/>' for g in GROUPS if g in used),
        f'</defs><rect class="sea" width="{width}" height="{height}"/>',
        paths("lands", [f'<path d="{d}"/>' for d in picture.lands]),
        paths("ground", [f'<path d="{d}" fill="{colour}"/>' for d, colour in picture.ground]),
        paths("divisions", [f'<path d="{d}"/>' for d in picture.divisions]),
        '<g class="country-labels" aria-hidden="true">', *(text(t.x, t.y, t.text) for t in picture.country_labels),
        f'</g><g class="areas" {clip}>', *(_area(page, a) for a in picture.areas), '</g><g class="glyphs">', *glyphs,
        '</g><g class="counts" aria-hidden="true">', *counts, '</g><g class="dots" aria-hidden="true">',
        *(f'<circle cx="{x}" cy="{y}" r="2.6"/>' for x, y in picture.dots), '</g><g class="labels" aria-hidden="true">',
        *(text(t.x, t.y, t.text, f' class="{t.css}"') for t in picture.labels),
        f'</g><g class="scale" transform="translate(16,{height - 18})" aria-hidden="true"><path d="M0,-5V0H{picture.scale_px}V-5"/>',
        text(picture.scale_px / 2, -6, f"{page.speech.number(picture.scale_km)} {km}"), "</g></svg>")))


def _area(page: Page, area: Any) -> str:
    """The reach of a place; a link with its holder where it is held."""
    circle = f'cx="{area.x}" cy="{area.y}" r="{area.r}"'
    if not area.spot.holds:
        return f'<circle class="area {area.css}" {circle}/>'
    hold, place = area.spot.holds[0], area.spot.place
    name, actor, sure = (safe(w) for w in (page.place(place), page.actor(hold.actor), page.label("CERTAINTY", hold.certainty)))
    href = safe(page.u("places", place.id)) if place.id else "#main"
    colour = safe(area.colour)
    hatch = f'<circle {circle} fill="url(#hatch)"/>' if hold.certainty in ("party", "contested") or hold.actor == "contested" else ""
    return (f'<a class="area-link" href="{href}" aria-label="{name}: {actor}, {sure}"><circle class="area {area.css}" {circle} '
            f'fill="{colour}" stroke="{colour}"/>{hatch}<title>{name}: {actor} ({sure})</title></a>')


def _spot(page: Page, spot: Any) -> str:
    """The beginning of a link around a place's glyphs."""
    place = spot.place
    href = page.u("places", place.id) if place.id and place.id in page.s.places else page.u("events", spot.events[0].id)
    words = f'{safe(page.place(place))}: {safe(page.speech.ngettext("%(n)s event", "%(n)s events", spot.count))}'
    return f'<a class="spot-link" href="{safe(href)}" aria-label="{words}" data-spot="{safe(place.id or "")}"><title>{words}</title>'

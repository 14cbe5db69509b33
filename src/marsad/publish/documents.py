"""Events and claims as documents of other families: KML, HXL, FollowTheMoney entities, W3C Web Annotations, GeoParquet."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from marsad.errors import MissingExtra
from marsad.publish.book import actor_name, days, fatalities, told
from marsad.publish.formats import Row, defuse
from marsad.publish.rows import event_row
from marsad.store import Store

HXL_TAGS = {
    "event_id": "#event+id", "date_start": "#date+start", "date_end": "#date+end", "kind": "#event+type", "status": "#status",
    "actor": "#org+actor", "target": "#org+target", "country": "#country+code", "admin1": "#adm1+name", "location": "#loc+name",
    "lat": "#geo+lat", "lon": "#geo+lon", "geo_precision": "#geo+precision", "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed", "killed_high": "#affected+killed+max", "voices": "#indicator+voices+num",
    "reports": "#indicator+reports+num",
}  # fmt: skip
_CONTEXT = 32


def kml(store: Store) -> str:
    """KML 2.2: a placemark an event that has coordinates. The shape holds no doubt: precision and voices stand in the description."""
    marks = []
    for item in told(store):
        e, place = item.event, item.event.place
        if place is None or place.lat is None:
            continue
        first, last = days(e)
        span = f"<TimeSpan>{_tag('begin', first)}{_tag('end', last)}</TimeSpan>" if first or last else ""
        about = f"{e.status}; {len(e.voices)} voices in {len(e.reports)} reports; geo precision {place.precision or 'unknown'}"
        marks.append(
            f'<Placemark id="{_xml(e.id)}"><name>{_xml(f"{e.kind} {place.name_ar or place.text}")}</name>{span}'
            f"<description>{_xml(about)}</description>"
            f"<Point><coordinates>{place.lon},{place.lat}</coordinates></Point></Placemark>"
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>marsad</name>'
    return head + "\n".join(marks) + "</Document></kml>\n"


def hxl_rows(store: Store) -> Iterator[list[object]]:
    """A table with HXL hashtags in its second row."""
    yield list(HXL_TAGS)
    yield list(HXL_TAGS.values())
    for item in told(store):
        e, place = item.event, item.event.place
        first, last = days(e)
        low, best, high = fatalities(e)
        values: Row = {
            "event_id": e.id, "date_start": first, "date_end": last, "kind": e.kind, "status": e.status,
            "actor": "; ".join(map(actor_name, e.agents)), "target": "; ".join(map(actor_name, e.targets)),
            "country": place.country if place else "", "admin1": place.admin1 if place else "",
            "location": (place.name_ar or place.text) if place else "",
            "lat": place.lat if place else "", "lon": place.lon if place else "",
            "geo_precision": place.precision if place else "", "killed_low": low, "killed_best": best, "killed_high": high,
            "voices": len(e.voices), "reports": len(e.reports),
        }  # fmt: skip
        yield [defuse(values[name]) for name in HXL_TAGS]


def ftm_entities(store: Store) -> Iterator[Row]:
    """FollowTheMoney entities: an Event an event, an Organization an actor of the registry, an Article a report. Persons are never
    made; voices, ranges and control have no schema there and are told in `notes`."""
    seen: set[str] = set()
    for item in told(store):
        e, place = item.event, item.event.place
        first, last = days(e)
        actors = [m for m in (*e.agents, *e.targets) if m.id]
        for m in actors:
            if m.id not in seen:
                seen.add(str(m.id))
                yield _entity(f"marsad-actor-{m.id}", "Organization", name=[actor_name(m)])
        for r in item.reports:
            key = f"marsad-report-{hashlib.sha256(r.id.encode()).hexdigest()[:16]}"
            if key not in seen:
                seen.add(key)
                link = r.url if r.url.startswith("http") else None
                digest = hashlib.sha1(r.text.encode(), usedforsecurity=False).hexdigest()
                about: dict[str, list[str | None]] = {
                    "title": [r.title],
                    "date": [r.day],
                    "publisher": [r.outlet],
                    "sourceUrl": [link],
                    "contentHash": [digest],
                }
                yield _entity(key, "Article", **about)
        yield _entity(
            f"marsad-event-{e.id}",
            "Event",
            name=[f"{e.kind} {place.name_en or place.text}" if place else e.kind],
            startDate=[first],
            endDate=[last],
            location=[place.name_en or place.text if place else None],
            country=[place.country.lower() if place and place.country else None],
            involved=[f"marsad-actor-{m.id}" for m in actors],
            notes=[f"{e.status}; {len(e.voices)} independent voices in {len(e.reports)} reports"],
        )


def web_annotations(store: Store) -> Iterator[Row]:
    """W3C Web Annotations: one a claim, its words by TextPositionSelector and TextQuoteSelector over the stored text."""
    reports = {r.id: r for r in store.reports()}
    for c in store.claims():
        report = reports[c.report]
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:marsad:claim:{c.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": {"type": "TextualBody", "purpose": "classifying", "value": c.kind, "format": "text/plain"},
            "target": {
                "source": report.url or f"urn:marsad:report:{report.id}",
                "state": {"type": "State", "value": f"sha256:{report.text_sha256}"},
                "selector": [
                    {"type": "TextPositionSelector", "start": c.start, "end": c.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": c.quote,
                        "prefix": report.text[max(0, c.start - _CONTEXT) : c.start],
                        "suffix": report.text[c.end : c.end + _CONTEXT],
                    },
                ],
            },
        }


def write_geoparquet(store: Store, path: Path) -> int:
    """GeoParquet 1.1: a row an event, geometry as WKB points (null where unknown). Returns the number of rows. Raises MissingExtra."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("GeoParquet needs pyarrow", hint="pip install 'marsad[archive]'") from error
    claims = {c.id: c for c in store.claims()}
    rows = [event_row(e, claims) for e in store.events()]
    points = [r["place"] if r["place"] and r["place"]["lat"] is not None else None for r in rows]
    plain = ("id", "kind", "time", "status", "grade", "voices", "reports", "known", "modality")
    columns: dict[str, Any] = {name: [r[name] for r in rows] for name in plain}
    columns["place"] = [r["place"]["name_ar"] or r["place"]["text"] if r["place"] else None for r in rows]
    columns["precision"] = [r["place"]["precision"] if r["place"] else None for r in rows]
    columns["details"] = [json.dumps(r, ensure_ascii=False) for r in rows]
    columns["geometry"] = pa.array(
        [struct.pack("<BIdd", 1, 1, p["lon"], p["lat"]) if p else None for p in points], pa.binary()
    )
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    table = pa.table(columns).replace_schema_metadata({"geo": json.dumps(geo)})
    part = path.with_name(path.name + ".part")
    pq.write_table(table, part)
    part.replace(path)
    return len(rows)


def _entity(key: str, schema: str, **properties: Iterable[str | None]) -> Row:
    return {
        "id": key,
        "schema": schema,
        "properties": {k: [x for x in v if x] for k, v in properties.items() if any(v)},
    }


def _tag(name: str, value: str | None) -> str:
    return f"<{name}>{value}</{name}>" if value else ""


def _xml(text: str) -> str:
    # XML 1.0 has no control characters but tab and line ends.
    clean = "".join(
        c
        for c in text
        if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )
    return escape(clean, {'"': "&quot;"})

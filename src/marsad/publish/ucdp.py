"""Events with deaths in the shape of UCDP's GED table: its 49 columns in their order.

What the shape cannot hold: events without deaths, contradictions and voices (`number_of_sources` counts independent voices, not
papers), control, findings. Ids of conflicts, dyads and sides are UCDP's own: left empty, never guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from marsad.model import Event
from marsad.publish.book import Told, actor_name, actor_type, civilian_deaths, days, fatalities, tables, told
from marsad.publish.formats import Row
from marsad.store import Store

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude "
    "geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
).split()


def ucdp_rows(store: Store) -> Iterator[Row]:
    """Rows of the events that have a day, coordinates and at least one death."""
    for item in told(store):
        row = _row(item)
        if row is not None:
            yield row


def _row(item: Told) -> Row | None:
    event, place = item.event, item.event.place
    first, last = days(event)
    low, best, high = fatalities(event)
    if not high or first is None or last is None or place is None or place.lat is None or place.lon is None:
        return None
    # A finding or an accusation may count the dead of another event; it is evidence, no event.
    if event.kind not in tables()["kinds"] or event.modality in ("denied", "planned", "hypothetical"):
        return None
    country = tables()["countries"].get(place.country or "", {})
    side_a = actor_name(event.agents[0]) if event.agents else ""
    side_b = actor_name(event.targets[0]) if event.targets else ""
    civilians = min(civilian_deaths(event), best)
    filled: Row = {
        "id": event.id,
        "year": int(first[:4]),
        "active_year": "",
        "code_status": "Machine-read",
        "type_of_violence": _violence(event),
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else "",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(event.voices),
        "source_article": "; ".join(
            f'"{r.outlet or "unknown"},{r.published or "undated"},{r.title}"' for r in item.reports
        ),
        "source_office": "; ".join(dict.fromkeys(r.outlet or "unknown" for r in item.reports)),
        "source_date": item.reports[0].published if item.reports else "",
        "source_headline": item.reports[0].title if item.reports else "",
        "source_original": "; ".join(dict.fromkeys(actor_name(v.speaker) for v in event.voices if v.speaker)),
        "where_prec": {1: 1, 2: 2, 3: 4}.get(place.precision or 0, 6),
        "where_coordinates": place.name_en or place.name_ar,
        "where_description": place.text,
        "adm_1": place.admin1 or "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": country.get("name", place.country or ""),
        "country_id": country.get("gw", ""),
        "region": country.get("region", ""),
        "event_clarity": 1 if place.precision == 1 and first == last else 2,
        "date_prec": date_prec(first, last),
        "date_start": first,
        "date_end": last,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians,
        "best": best,
        "high": high,
        "low": low,
    }
    return {name: filled.get(name, "") for name in COLUMNS}


def _violence(event: Event) -> int:
    """UCDP: 1 state-based, 2 non-state, 3 one-sided."""
    types = {actor_type(m) for m in (*event.agents[:1], *event.targets[:1])}
    if "civil" in types:
        return 3
    return 1 if "state" in types or "coalition" in types else 2


def date_prec(first: str, last: str) -> int:
    """UCDP: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    from marsad.edtf import ordinal

    span = ordinal(last) - ordinal(first)
    return 1 if span == 0 else 2 if span < 6 else 3 if span < 8 else 4 if span < 31 else 5


def priogrid(lat: float, lon: float) -> int:
    """PRIO-GRID cell id: half-degree cells numbered from the south-west, 720 a row (Tollefsen, Strand and Buhaug 2012)."""
    row = min(math.floor((lat + 90) / 0.5), 359)
    column = min(math.floor((lon + 180) / 0.5), 719)
    return row * 720 + column + 1

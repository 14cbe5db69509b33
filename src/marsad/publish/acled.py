"""Events in the shape of ACLED's table: its 31 columns in their order, ours after them.

What the shape cannot hold: voices and who they are, ranges and contradictions (told in `notes`), more than one actor a side beyond
`assoc_actor`, areas (a region is given its centre point and geo_precision 3), intervals (the first day, with time_precision), and
everything that is not an event: findings, attributions of responsibility, statistics, control.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import Mention
from marsad.publish.book import (
    Told,
    actor_name,
    actor_type,
    conservative,
    days,
    fatalities,
    tables,
    time_precision,
    told,
)
from marsad.publish.formats import Row
from marsad.store import Store

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()


def acled_rows(store: Store) -> Iterator[Row]:
    """Rows with ACLED's columns, then `marsad_*` ones. Events of kinds that ACLED has not, denied events, and events without a
    day or coordinates are left out: the shape has no room for what is not known."""
    for item in told(store):
        row = _row(item)
        if row is not None:
            yield row


def _row(item: Told) -> Row | None:
    event = item.event
    kind = tables()["kinds"].get(event.kind)
    first, last = days(event)
    place = event.place
    if (
        kind is None
        or first is None
        or place is None
        or place.lat is None
        or event.modality in ("denied", "planned", "hypothetical")
    ):
        return None
    sub = kind["sub"]
    if event.kind == "capture" and event.agents and actor_type(event.agents[0]) == "state":
        sub = kind["state_sub"]
    if event.kind == "bombing" and "suicide" in event.means:
        sub = kind["suicide_sub"]
    country = tables()["countries"].get(place.country or "", {})
    one, other = event.agents, event.targets
    inter1, inter2 = _inter(one), _inter(other)
    low, best, high = fatalities(event)
    notes = f"{len(event.voices)} independent voices in {len(event.reports)} reports; status {event.status}."
    if high > low or event.status in ("disputed", "denied"):
        notes += f" Sources differ: fatalities {low} to {high}, best {best}."
    return {
        "event_id_cnty": event.id,
        "event_date": first,
        "year": int(first[:4]),
        "time_precision": time_precision(first, last),
        "disorder_type": kind["disorder"],
        "event_type": kind["type"],
        "sub_event_type": sub,
        "actor1": actor_name(one[0]) if one else "",
        "assoc_actor_1": "; ".join(map(actor_name, one[1:])),
        "inter1": inter1,
        "actor2": actor_name(other[0]) if other else "",
        "assoc_actor_2": "; ".join(map(actor_name, other[1:])),
        "inter2": inter2,
        "interaction": f"{inter1}-{inter2}" if inter2 else (f"{inter1} only" if inter1 else ""),
        "civilian_targeting": "Civilian targeting" if inter2 == "Civilians" else "",
        "iso": country.get("iso", ""),
        "region": country.get("region", ""),
        "country": country.get("name", place.country or ""),
        "admin1": place.admin1 or "",
        "admin2": "",
        "admin3": "",
        "location": place.name_en or place.name_ar or place.text,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": place.precision,
        "source": "; ".join(dict.fromkeys(r.outlet or "unknown" for r in item.reports)),
        "source_scale": "",
        "notes": notes,
        "fatalities": conservative(event),
        "tags": "",
        "timestamp": "",
        "marsad_kind": event.kind,
        "marsad_time": event.time,
        "marsad_voices": len(event.voices),
        "marsad_status": event.status,
        "marsad_grade": f"{event.grade.source}{event.grade.information}" if event.grade else "",
        "marsad_fatalities_low": low,
        "marsad_fatalities_best": best,
        "marsad_fatalities_high": high,
    }


def _inter(side: tuple[Mention, ...]) -> str:
    return str(tables()["inter"].get(actor_type(side[0]), "")) if side else ""

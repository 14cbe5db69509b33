"""Where places lie that no table knows, by the town or province that the text says they lie in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.record import SETTLED

__all__ = ["IN_TOWN", "located"]

# What may stand between an unknown name and the place it lies in: «حي X في مدينة Y», «مدينة Y حي X».
_INSIDE = frozenset({"", "في", "ب", "وسط", "داخل", "بمدينة", "من", "التابعة ل", "شمال", "جنوب", "شرق", "غرب"})
IN_TOWN = frozenset({"quarter", "facility", "camp", "road", "junction", "airport", "base", "port", "field"})


def located(hits: list[PlaceHit], text: str) -> list[PlaceHit]:
    """Hits with unknown names given what the text says of where they are: a quarter or facility named in a town has the town's
    point, with a wider reach; any other has country and area of the place it is said to lie in."""
    out = []
    lands = Counter(hit.country for hit in hits if hit.country)
    for number, hit in enumerate(hits):
        behind = hits[number + 1] if number + 1 < len(hits) else None
        if hit.id is not None and (_astray(hit, lands) or (behind is not None and _of_another(hit, behind, text))):
            hit = replace(hit, id=None, lat=None, lon=None, country=None, admin1=None)
        if hit.id is None and hit.lat is None:
            ahead = hits[number - 1] if number else None
            if behind is not None and behind.id and text[hit.end : behind.start].strip(' "»«') in _INSIDE:
                hit = _placed(hit, behind)
            elif ahead is not None and ahead.id and text[ahead.end : hit.start] == " ":
                hit = _placed(hit, ahead)
        out.append(hit)
    return out


_SAID_IN = frozenset({"في", "ب", "بمدينة", "داخل", "وسط"})
_LOCAL = IN_TOWN | SETTLED - {"city"}
_SMALL = frozenset({"بلدة", "قرية", "حي", "ضاحية"})
_HAMLETS = frozenset({"village", "quarter"})
# Countries that both are said to hold places of one of them.
_DISPUTED = frozenset(map(frozenset, (("IL", "PS"), ("IL", "SY"), ("RU", "UA"), ("MA", "EH"), ("AZ", "AM"), ("SD", "SS"), ("IN", "PK"),
                                      ("RU", "GE"))))
# A quarter or village lies no farther (kilometres) from the town or province that it is said to lie in.
_APART_KM = 80.0


def _of_another(hit: PlaceHit, where: PlaceHit, text: str) -> bool:
    """«حي السلام بمدينة X», where the tables know a quarter of that name in another town only: what is meant is none of theirs."""
    local = hit.type in _LOCAL or hit.text.split()[0] in _SMALL
    if not local or hit.relation or where.id is None or text[hit.end : where.start].strip(' "»«') not in _SAID_IN:
        return False
    if where.country and hit.country != where.country:
        return frozenset((hit.country, where.country)) not in _DISPUTED
    if where.relation or None in (hit.lat, hit.lon, where.lat, where.lon) or where.type not in (*SETTLED, "governorate"):
        return False
    apart = great_circle_km(hit.lat or 0.0, hit.lon or 0.0, where.lat or 0.0, where.lon or 0.0)
    return apart > _APART_KM + (2 * (where.radius_km or 0.0) if where.type == "governorate" else 0.0)


def _astray(hit: PlaceHit, lands: Counter[str]) -> bool:
    """«حي الطواحين» in a report on El Fasher: an outside table knows a village of that name in a land the report never speaks of."""
    if not (hit.id or "").startswith("gn:") or "/" in (hit.id or "") or hit.type not in _HAMLETS or hit.text.split()[0] not in _SMALL:
        return False
    others = lands.keys() - {hit.country}
    if hit.country is None or lands[hit.country] > 1 or not others:
        return False
    return not any(frozenset((hit.country, land)) in _DISPUTED for land in others)


def _placed(hit: PlaceHit, where: PlaceHit) -> PlaceHit:
    if hit.type in IN_TOWN and where.type in ("city", "town", "village") and not where.relation:
        return replace(hit, lat=where.lat, lon=where.lon, radius_km=max(5.0, where.radius_km or 0.0),
                       country=where.country, admin1=where.admin1)
    return replace(hit, country=where.country, admin1=where.admin1)

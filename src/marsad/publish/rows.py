"""Model objects as the plain rows of exports; docs/data-dictionary.md describes each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.model import Claim, Copy, Event, Family, Hold, Incident, Mention, Place, Range, Reading, Report

Row = dict[str, Any]


def claim_row(claim: Claim) -> Row:
    """Section 2 of the codebook, its fields and no others."""
    return {
        "report": claim.report,
        "kind": claim.kind,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "trigger": {"text": claim.trigger.text, "start": claim.trigger.start, "end": claim.trigger.end},
        "agents": [_mention(m) for m in claim.agents],
        "targets": [_mention(m) for m in claim.targets],
        "places": [_mention(m) | {"precision": m.precision} for m in claim.places],
        "time": {"text": claim.time.text, "edtf": claim.time.edtf} if claim.time else None,
        "source": _mention(claim.source) if claim.source else None,
        "via": _mention(claim.via) if claim.via else None,
        "modality": claim.modality,
        "quantities": [
            {"what": q.what, "low": q.low, "high": q.high, "unit": q.unit, "of": q.of, "text": q.text}
            for q in claim.quantities
        ],
        "extent": claim.extent,
        "means": list(claim.means),
        "reader": claim.reader,
        "confidence": round(claim.confidence, 4),
    }


def mention_rows(reading: Reading) -> Iterator[Row]:
    """Every mention read in a report, one row a span and type."""
    for m in reading.mentions:
        row: Row = {
            "report": reading.report,
            "start": m.start,
            "end": m.end,
            "text": m.text,
            "type": m.type,
            "id": m.id,
            "precision": m.precision,
        }
        if m.type == "place":
            row |= {"lat": m.lat, "lon": m.lon, "country": m.country, "admin1": m.admin1}
        elif m.type == "time":
            row["edtf"] = m.edtf
        elif m.type == "number":
            row |= {"low": m.low, "high": m.high}
        yield row


def passage_rows(report: Report, reading: Reading) -> Iterator[Row]:
    """The sentences of a report in order."""
    for index, (start, end) in enumerate(reading.passages):
        yield {"report": report.id, "index": index, "start": start, "end": end, "text": report.text[start:end]}


def family_row(family: Family) -> Row:
    """A family with the passages of each member."""
    return {
        "id": family.id,
        "origin": family.origin,
        "agency": family.agency,
        "first_seen": family.first_seen,
        "members": [
            {
                "report": m.report,
                "passages": [list(p) for p in m.passages],
                "share": round(m.share, 4),
                "generation": m.generation,
            }
            for m in family.members
        ],
    }


def copy_row(copy: Copy) -> Row:
    """A pair of reports that share derived passages."""
    return {
        "reports": [copy.a, copy.b],
        "share_a": round(copy.share_a, 4),
        "share_b": round(copy.share_b, 4),
        "background": copy.background,
        "passages": [
            {
                "a_start": p.a_start,
                "a_end": p.a_end,
                "b_start": p.b_start,
                "b_end": p.b_end,
                "words": p.words,
                "edits": [
                    {"kind": e.kind, "a_start": e.a_start, "a_end": e.a_end, "b_start": e.b_start, "b_end": e.b_end}
                    for e in p.edits
                ],
            }
            for p in copy.passages
        ],
    }


def event_row(event: Event, claims: Mapping[str, Claim]) -> Row:
    """An event; `voices` is the number of independent voices, `voices_detail` who they are, `claims` what makes it."""
    return {
        "id": event.id,
        "kind": event.kind,
        "time": event.time,
        "place": place_row(event.place),
        "status": event.status,
        "grade": f"{event.grade.source}{event.grade.information}" if event.grade else None,
        "actors": [
            {"role": role, "text": m.text, "id": m.id}
            for role, group in (("agent", event.agents), ("target", event.targets))
            for m in group
        ],
        "voices": len(event.voices),
        "reports": len(event.reports),
        "known": event.known,
        "modality": event.modality,
        "extent": event.extent,
        "means": list(event.means),
        "ranges": [range_row(r) for r in event.ranges],
        "voices_detail": [
            {
                "speaker": _mention(v.speaker) if v.speaker else None,
                "interest": v.interest,
                "claims": list(v.claims),
                "reports": list(v.reports),
            }
            for v in event.voices
        ],
        "claims": [_claim_ref(i, claims) for i in event.claims],
    }


def range_row(r: Range) -> Row:
    """A fused count with every claimant's figure."""
    return {
        "what": r.what,
        "of": r.of,
        "low": r.low,
        "best": r.best,
        "high": r.high,
        "figures": [
            {
                "low": f.low,
                "high": f.high,
                "of": f.of,
                "claim": f.claim,
                "speaker": f.speaker,
                "known": f.known,
                "superseded": f.superseded,
            }
            for f in r.figures
        ],
    }


def hold_row(hold: Hold) -> Row:
    """One entry of the two-clock ledger."""
    return {
        "id": hold.id,
        "place": place_row(hold.place),
        "actor": hold.actor,
        "hint": hold.hint,
        "valid_from": hold.valid_from,
        "valid_to": hold.valid_to,
        "known_from": hold.known_from,
        "known_to": hold.known_to,
        "certainty": hold.certainty,
        "basis": list(hold.basis),
        "claims": list(hold.claims),
        "rule": hold.rule,
        "against": list(hold.against),
    }


def incident_row(incident: Incident) -> Row:
    """A dossier: its lines by section, each with its claim."""
    return {
        "id": incident.id,
        "name_ar": incident.name_ar,
        "name_en": incident.name_en,
        "time": incident.time,
        "place": place_row(incident.place),
        "events": list(incident.events),
        "lines": [
            {
                "section": x.section,
                "claim": x.claim,
                "text": x.text,
                "speaker": x.speaker,
                "said": x.said,
                "modality": x.modality,
            }
            for x in incident.lines
        ],
        "ranges": [range_row(r) for r in incident.ranges],
        "open_questions": list(incident.open_questions),
    }


def report_row(report: Report) -> Row:
    """A report without its text."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "dated_by": report.dated_by,
        "dates_said": [{"origin": origin, "day": day} for origin, day in report.dates_said],
        "language": report.language,
        "title": report.title,
        "url": report.url,
        "revision": report.revision,
        "flags": list(report.flags),
        "characters": len(report.text),
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
    }


def place_row(place: Place | None) -> Row | None:
    """A place with names and coordinates, None where none is known."""
    if place is None:
        return None
    return {
        "id": place.id,
        "text": place.text,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "type": place.type,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision,
    }


def _mention(m: Mention) -> Row:
    return {"text": m.text, "start": m.start, "end": m.end, "id": m.id}


def _claim_ref(claim_id: str, claims: Mapping[str, Claim]) -> Row:
    c = claims.get(claim_id)
    if c is None:
        return {"id": claim_id}
    return {"id": c.id, "report": c.report, "kind": c.kind, "start": c.start, "end": c.end, "quote": c.quote}

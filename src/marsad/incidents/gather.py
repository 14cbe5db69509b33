"""Gathering: an attack, what was found about it, who blames whom, what followed, and how the toll grew."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from marsad.events.facets import place_key
from marsad.events.places import SafePlaces, safe
from marsad.events.world import ActorBook, PlaceBook, ReportInfo
from marsad.incidents.keys import EVIDENCE, is_core, spot_key
from marsad.incidents.links import Dossier, by_start, fit, responds
from marsad.incidents.naming import data, names
from marsad.model import Claim, Event, Incident, IncidentLine, Range

_KIND_RANK = ("chemical", "bombing", "airstrike", "killing", "abduction", "shelling", "finding")
_LATE = "9999-99-99"


def gather(events: Sequence[Event], claims: Sequence[Claim], reports: Mapping[str, ReportInfo], actors: ActorBook,
           gazetteer: PlaceBook) -> tuple[Incident, ...]:
    """The incidents among these events, by time and id.

    Around every told event of a core kind (`data/events/incidents.toml`): findings and attributions that speak of it, denials,
    responses, tolls in order of their publication, and open questions. It is an incident if something was found or somebody
    blamed, or if its toll reaches the threshold. Each claim stands in exactly one section of an incident (its counts also under
    `toll`): findings never mix with attributions. `actors` is kept for the symmetry of the stages.
    """
    places = safe(gazetteer)
    by_id = {c.id: c for c in claims}
    dossiers = _dossiers(events, by_id)
    by_report: dict[str, list[Dossier]] = defaultdict(list)
    by_place: dict[str, list[Dossier]] = defaultdict(list)
    home: dict[str, Dossier] = {}
    for dossier in dossiers:
        for told_in in sorted(dossier.reports()):
            by_report[told_in].append(dossier)
        for key in sorted(dossier.keys()):
            by_place[key].append(dossier)
        for claim in dossier.claims:
            home[claim.id] = dossier
    told = by_start(claims)
    answers = {id(d) for d in dossiers if any(
        responds(c, other, str(getattr(reports.get(c.report), "text", ""))) for c in d.claims
        for other in by_report.get(c.report, ()) if other is not d)}
    for kind in EVIDENCE:
        for claim in (c for c in told if c.kind == kind and c.modality != "hypothetical"):
            found = home.get(claim.id) or _best(claim, by_report, by_place, places, answers)
            if found is not None:
                (found.findings if kind == "finding" else found.blame).append(claim)
    for claim in told:
        if claim.kind in EVIDENCE:
            continue
        report = reports.get(claim.report)
        text = str(getattr(report, "text", ""))
        near = [d for d in by_report.get(claim.report, ()) if d is not home.get(claim.id) and responds(claim, d, text)]
        if near:
            min(near, key=lambda d: (d.gap(claim) or 0, d.main.id)).responses.append(claim)
    made = [_incident(d, reports) for d in dossiers if _counts(d)]
    return tuple(sorted(made, key=lambda i: (i.time or _LATE, i.id)))


def _dossiers(events: Sequence[Event], by_id: Mapping[str, Claim]) -> list[Dossier]:
    """One dossier for each core event, those of one place and day together."""
    spots: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if is_core(event):
            spots[spot_key(event)].append(event)
    found = []
    for group in spots.values():
        group.sort(key=lambda e: (_KIND_RANK.index(e.kind), e.known or _LATE, e.id))
        claims = list({c: by_id[c] for e in group for c in e.claims if c in by_id}.values())
        # Findings fused into the attack's event are evidence about it, not tellings of it.
        found.append(Dossier(group, [c for c in claims if c.kind not in EVIDENCE],
                             [c for c in claims if c.kind == "finding"]))
    return sorted(found, key=lambda d: d.main.id)


def _best(claim: Claim, by_report: Mapping[str, list[Dossier]], by_place: Mapping[str, list[Dossier]],
          places: SafePlaces, answers: set[int]) -> Dossier | None:
    """The dossier a finding or attribution fits best, None where it fits none. Findings already in an event stay there. What
    answers another attack (`answers`) comes last: the strike in retaliation is not what was investigated."""
    pool = {d.main.id: d for d in by_report.get(claim.report, ())}
    for mention in claim.places:
        pool.update({d.main.id: d for d in by_place.get(place_key(mention), ())})
    if any(claim in d.findings for d in pool.values()):
        return None
    fits = [((id(d) in answers and f[0] > 0, f), key) for key, d in sorted(pool.items()) if (f := fit(claim, d, places)) is not None]
    return pool[min(fits)[1]] if fits else None


def _counts(d: Dossier) -> bool:
    core = data()["core"]
    if d.findings or d.blame:
        return True
    limits = {"killed": core["killed"], "wounded": core["wounded"], "abducted": core["abducted"], "captured": core["abducted"]}
    return any((r.best if r.best is not None else r.low or 0) >= limits[r.what]
               for e in d.events for r in e.ranges if r.what in limits)


def _incident(d: Dossier, reports: Mapping[str, ReportInfo]) -> Incident:
    main = d.main
    place = main.place
    name_ar, name_en = names(place, main.time)
    lines: list[IncidentLine] = []

    def add(section: str, claim: Claim, text: str = "") -> None:
        report = reports.get(claim.report)
        lines.append(IncidentLine(section, claim.id, text or claim.quote, _speaker(claim, report),
                                  report.day if report else None, claim.modality))

    for claim in d.claims:
        add("denial" if claim.modality == "denied" else "event", claim)
    for claim in d.findings:
        add("open" if claim.modality == "planned" else "finding", claim)
    for claim in d.blame:
        add("denial" if claim.modality == "denied" else "responsibility", claim)
    for claim in d.responses:
        add("response", claim)
    ranges = _ranges(d)
    texts = {c.id: c for c in (*d.claims, *d.findings)}
    for counted in ranges:
        for figure in counted.figures:
            held = texts.get(figure.claim)
            if held is not None:
                words = next((q.text for q in held.quantities
                              if q.what == figure.what and (q.low, q.high) == (figure.low, figure.high)), held.quote)
                add("toll", held, words)
    order = {s: n for n, s in enumerate(("event", "finding", "responsibility", "denial", "response", "toll", "open"))}
    lines.sort(key=lambda x: (order[x.section], x.said or _LATE, x.claim, x.text))
    digest = hashlib.sha256(f"incident\x1f{main.id}".encode()).hexdigest()[:12]
    return Incident(f"i{digest}", name_ar, name_en, main.time, place, tuple(e.id for e in d.events), tuple(lines), ranges,
                    tuple(_open(d, ranges)))


def _speaker(claim: Claim, report: ReportInfo | None) -> str:
    if claim.source is not None:
        return claim.source.text
    if claim.via is not None:
        return claim.via.text
    return report.outlet if report else ""


def _ranges(d: Dossier) -> tuple[Range, ...]:
    """Ranges of the main event; of the others what it does not count."""
    found: dict[tuple[str, str], Range] = {}
    for event in d.events:
        for counted in event.ranges:
            found.setdefault((counted.what, counted.of), counted)
    return tuple(found[k] for k in sorted(found))


def _open(d: Dossier, ranges: Sequence[Range]) -> list[str]:
    """Open questions, as stable words: what no claim answers or claims answer differently."""
    found = []
    if not d.findings:
        found.append("no-finding")
    blamed = {m.id or m.text for c in d.blame if c.modality != "denied" for m in c.targets}
    named = blamed | {m.id or m.text for c in d.claims for m in c.agents if c.modality != "denied"}
    if not named:
        found.append("doer-unknown")
    elif not any(c.kind == "finding" and c.targets for c in d.findings):
        found.append("responsibility-not-established")
    if len(blamed) > 1:
        found.append("responsibility-disputed")
    if any(c.modality == "denied" for c in (*d.claims, *d.blame)):
        found.append("denied")
    if any(r.low != r.high for r in ranges):
        found.append("toll-differs")
    return found

"""Contradictions inside an event: occurrence, date, actor, toll. (Who holds a place is `control`'s to compare.)"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from marsad import edtf
from marsad.events.facets import Facet
from marsad.events.sides import Sides
from marsad.model import Claim, Contradiction, Figure, Range, Voice

# A denied gain or loss of a place is a quarrel about who holds it.
_HOLDING = frozenset({"capture", "withdraw", "hold"})


def contradiction(about: str, claims: Sequence[str], event: str | None, days: Mapping[str, str | None], *,
                  settled: str | None = None, note: str = "", category: str = "") -> Contradiction:
    """A record with an id made of its content; `since` is the day from which all its claims were known. `category` tells apart what is
    about the same and between the same claims."""
    ordered = tuple(sorted(set(claims)))
    known = [days.get(c) for c in ordered]
    since = max((d for d in known if d is not None), default=None) if all(known) else None
    digest = hashlib.sha256("\x1f".join((about, *ordered, *([category] if category else []))).encode()).hexdigest()[:12]
    return Contradiction(f"x{digest}", about, ordered, event, since, settled, note)


def within(event: str, facets: Sequence[Facet], voices: Sequence[Voice], stance: Sequence[str], ranges: Sequence[Range],
           days: Mapping[str, str | None], sides: Sides) -> list[Contradiction]:
    """The contradictions between the claims of one event, one record a subject (toll: one a category)."""
    claims = {f.claim.id: f.claim for f in facets}
    voice_of = {c: n for n, v in enumerate(voices) for c in v.claims}
    found = []
    occurrence = _occurrence(event, claims, voices, stance, days)
    if occurrence is not None:
        found.append(occurrence)
    date = _date(event, facets, voice_of, days)
    if date is not None:
        found.append(date)
    actor = _actor(event, facets, sides, days)
    if actor is not None:
        found.append(actor)
    found.extend(c for r in ranges if (c := _toll(event, r, voice_of, days)) is not None)
    return found


def _occurrence(event: str, claims: Mapping[str, Claim], voices: Sequence[Voice], stance: Sequence[str],
                days: Mapping[str, str | None]) -> Contradiction | None:
    denied = [c for c in claims.values() if c.modality == "denied"]
    said = [c for c in claims.values() if c.modality != "denied"]
    if not denied or not said:
        return None
    # Settled where a voice took back its own word: its last claim settles it.
    settled = None
    for voice, what in zip(voices, stance, strict=True):
        kinds = {claims[c].modality == "denied" for c in voice.claims}
        if what == "withdrew" or (what == "says" and kinds == {True, False}):
            settled = max(voice.claims, key=lambda c: (days.get(c) or "", claims[c].modality == "denied", c))
    kind = denied[0].kind
    about = "place-held" if kind in _HOLDING else "actor" if kind == "responsibility" else "occurrence"
    return contradiction(about, [c.id for c in denied + said], event, days, settled=settled)


def _date(event: str, facets: Sequence[Facet], voice_of: Mapping[str, int],
          days: Mapping[str, str | None]) -> Contradiction | None:
    dated = [f for f in facets if f.dated and f.lo is not None and f.hi is not None]
    bounds = {(f.lo, f.hi) for f in dated}
    if len(bounds) < 2:
        return None
    lone = {a for a in bounds if any(not edtf.overlap(a, b) for b in bounds)}
    apart = sorted({f.claim.id for f in dated if (f.lo, f.hi) in lone})
    if not apart:
        return None
    spans = sorted({edtf.from_bounds(*b) or "" for b in bounds})
    settled = None
    if len({voice_of.get(c) for c in apart}) == 1 and all(days.get(c) for c in apart):
        last = max(apart, key=lambda c: (days[c] or "", c))
        if sum(days[c] == days[last] for c in apart) == 1:
            settled = last
    return contradiction("date", apart, event, days, settled=settled, note=" / ".join(spans))


def _actor(event: str, facets: Sequence[Facet], sides: Sides, days: Mapping[str, str | None]) -> Contradiction | None:
    named = [f for f in facets if f.doers and f.claim.modality != "denied" and f.claim.kind != "clash"]
    doers = {(f.claim.kind, f.doers) for f in named}
    lone = {a for a in doers for b in doers if a[0] == b[0] and not any(sides.allied(x, y) for x in a[1] for y in b[1])}
    apart = sorted({f.claim.id for f in named if (f.claim.kind, f.doers) in lone})
    if not apart:
        return None
    names = sorted({", ".join(sorted(f.doers)) for f in named})
    return contradiction("actor", apart, event, days, note=" / ".join(names))


def _toll(event: str, counted: Range, voice_of: Mapping[str, int], days: Mapping[str, str | None]) -> Contradiction | None:
    standing = [f for f in counted.figures if not f.superseded]
    told: dict[tuple[int | None, float | None, float | None], Figure] = {(voice_of.get(f.claim), f.low, f.high): f for f in standing}
    lone = {a for a, f in told.items() if any(a[0] != b[0] and not _meet(f, g) for b, g in told.items())}
    apart = sorted({f.claim for f in standing if (voice_of.get(f.claim), f.low, f.high) in lone})
    if not apart:
        return None
    # Two claims may differ over the dead and over the wounded too: those are two contradictions.
    told_of = f"{counted.what} ({counted.of})"
    return contradiction("toll", apart, event, days, note=told_of, category=told_of)


def _meet(a: Figure, b: Figure) -> bool:
    top = 1e12
    return (a.low or 0) <= (b.high if b.high is not None else top) and (b.low or 0) <= (a.high if a.high is not None else top)

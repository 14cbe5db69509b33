"""Evidence: what a claim says about who holds a place, dated in both clocks.

Kinds of evidence: `gain` (a side took it), `loss` (a side left it), `state` (a side holds it), `entry` (a side is inside it),
`part` (a side took a part), `shrink` (a side left a part), `siege`, `relief` (a siege lifted), `push` (ground gained around it)
and `fight`: the last two change nothing and only serve as hints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from marsad import edtf
from marsad.control.rules import Rules
from marsad.events.facets import loci, place_key, slot
from marsad.events.sides import Sides
from marsad.events.world import PlaceBook, ReportInfo
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Event, Mention

KINDS = frozenset({"capture", "withdraw", "hold", "advance", "besiege", "clash"})
CHANGING = frozenset({"gain", "loss", "state", "entry", "part", "shrink", "siege", "relief"})
_ALL_OF = frozenset({"full"})


@dataclass(frozen=True, slots=True)
class Item:
    """One claim's evidence on one place.

    `side` is the registry id the evidence speaks for (gain, state, entry, part, siege, push, fight) or of (loss, shrink); `other`
    the opposite side where named. `lo`, `at` are the first and last possible day (ordinals), `dated` whether the claim tells
    them. `known` is the publication ordinal. `voice` is equal for claims of one voice. `weight` is 0 for a party speaking in its
    own favour. `level` is 0 for the place itself, 1 and up for a region around it. `denied` turns the evidence round.
    """

    place: str
    kind: str
    side: str
    other: str | None
    lo: int
    at: int
    dated: bool
    known: int
    voice: str
    weight: float
    claim: str
    event: str
    report: str = ""
    level: int = 0
    denied: bool = False
    full: bool = False

    @property
    def sort(self) -> tuple[object, ...]:
        """Order in valid time: losses before gains of one day, states last."""
        return (self.at, _ORDER[self.kind], self.lo, self.level, self.known, self.claim, self.place)


_ORDER = {"push": 0, "fight": 1, "siege": 2, "relief": 3, "entry": 4, "shrink": 5, "part": 6, "loss": 7, "gain": 8, "state": 9}


def _side(mentions: Iterable[Mention]) -> str | None:
    return next((m.id for m in mentions if m.id), None)


def _share(claim: Claim) -> float | None:
    """The share in per cent that the claim's extent or quantities tell, None where none."""
    extent = (claim.extent or "").rstrip("%")
    try:
        return float(extent)
    except ValueError:
        pass
    for q in claim.quantities:
        if q.what == "share" and q.low is not None:
            return q.low
    return None


def _kind(claim: Claim, precise: bool, rules: Rules) -> str:
    """The kind of evidence a claim is."""
    share = _share(claim)
    whole = claim.extent in _ALL_OF or (share is not None and share >= rules.whole)
    counted = any(q.unit == "places" or q.what in ("villages", "towns", "places") for q in claim.quantities)
    part = not whole and (claim.extent == "partial" or share is not None or (counted and not precise))
    words = fold_key(claim.trigger.text)
    if claim.kind == "capture":
        return "part" if part else "gain"
    if claim.kind == "withdraw":
        return "shrink" if part else "loss"
    if claim.kind == "hold":
        return "part" if part else "state"
    if claim.kind == "besiege":
        clause = fold_key(claim.quote)
        return "relief" if any(w in words or clause.startswith(w) for w in rules.lift) else "siege"
    if claim.kind == "advance":
        inside = any(w.startswith(rules.entry) for w in (x.removeprefix("ال") for x in words.split()))
        return "entry" if precise and (inside or claim.extent == "partial") else "push"
    return "fight"


def collect(claims: Iterable[Claim], events: Iterable[Event], reports: Mapping[str, ReportInfo], places: PlaceBook,
            sides: Sides, rules: Rules) -> tuple[dict[str, list[Item]], dict[str, Mention], dict[str, Claim]]:
    """Evidence by ledger key, a mention for each key (the earliest by report and position), and the claims used.

    Left out: claims of undated reports (nobody knows since when they are known), planned and hypothetical ones, claims without
    a side known to the registry that can hold ground (no monitor or body) or without a place, and those whose day lies after
    their publication. Whole countries, and undrawn parts of one («the north of Syria»), are held by nobody in a sentence.
    """
    voice_of: dict[str, tuple[str, str, str]] = {}
    for event in events:
        for n, voice in enumerate(event.voices):
            # One speaker is one voice across events; nameless voices are their event's own.
            name = voice.speaker.id if voice.speaker is not None and voice.speaker.id else f"{event.id}/{n}"
            for c in voice.claims:
                voice_of.setdefault(c, (event.id, name, voice.interest))
    found: dict[str, list[Item]] = defaultdict(list)
    mentions: dict[str, Mention] = {}
    used: dict[str, Claim] = {}
    for claim in sorted((c for c in claims if c.kind in KINDS), key=lambda c: (c.report, c.start, c.id)):
        report = reports.get(claim.report)
        if report is None or report.day is None or claim.modality in ("planned", "hypothetical"):
            continue
        made = list(_items(claim, report, voice_of.get(claim.id, ("", claim.id, "unknown")), places, rules))
        for mention, item in made:
            if sides.third(item.side) or (_wide(item.place, places) and not (item.kind == "loss" and item.full)):
                continue
            found[item.place].append(item)
            mentions.setdefault(item.place, mention)
            used[claim.id] = claim
    return dict(found), mentions, used


def _wide(key: str, places: PlaceBook) -> bool:
    """Whether the place is a country or a direction of one."""
    if key.startswith("~"):
        return False
    found = places.get(key.rsplit("/", 1)[0])
    return found is not None and found.type == "country"


def _items(claim: Claim, report: ReportInfo, voice: tuple[str, str, str], places: PlaceBook, rules: Rules,
           ) -> Iterable[tuple[Mention, Item]]:
    known = edtf.ordinal(report.day or "")
    lo, at, dated = slot(claim, report, 1)
    if lo is None or at is None:
        lo = at = known
        dated = False
    if lo > known:
        return
    if not dated:
        # An undated claim tells the state of its dispatch day.
        lo = at
    at = min(at, known)
    agent, target = _side(claim.agents), _side(claim.targets)
    side = agent or (None if claim.kind != "clash" else target)
    if side is None:
        return
    event, name, interest = voice
    weight = 0.0 if claim.modality == "alleged" else rules.weight.get(interest, 0.0)
    base = Item("", "", side, target if target != side else None, lo, at, dated, known, name, weight, claim.id, event, claim.report,
                denied=claim.modality == "denied", full=claim.extent == "full")
    for mention in loci(claim, places):
        precise = (mention.precision or 3) == 1
        kind = _kind(claim, precise, rules)
        yield mention, replace(base, place=place_key(mention), kind=kind)
        if kind in ("fight", "push") and target and target != side and claim.kind == "clash":
            yield mention, replace(base, place=place_key(mention), kind=kind, side=target, other=side)

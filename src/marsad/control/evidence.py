"""Evidence: what a claim says about who holds a place, dated in both clocks.

Kinds of evidence: `gain` (a side took it), `loss` (a side left it), `clear` (nothing is left of a side in it),
`state` (a side holds it), `entry` (a side is inside it), `part` (a side took a part), `shrink` (a side left a part),
`siege`, `relief` (a siege lifted), `push` (ground gained around it) and `fight`: the last two change nothing and only serve as hints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad import edtf
from marsad.control.aside import accused, last_of, shut, sooner, standing
from marsad.control.doing import (
    agreed,
    camped,
    completed,
    doer,
    gainsaid,
    later,
    long_ago,
    loosely,
    men,
    met,
    sieged,
    things,
    undated,
    unfirm,
)
from marsad.control.kinds import kind_of
from marsad.control.own import locates, told_agent, told_place, told_target
from marsad.control.rules import Rules
from marsad.control.wording import (
    background,
    beside,
    finished,
    fold,
    named,
    outskirts,
    unled,
    unnamed,
    whole_name,
    whole_of_list,
    within,
)
from marsad.events.facets import loci, place_key, slot
from marsad.events.sides import Sides
from marsad.events.world import PlaceBook, ReportInfo
from marsad.model import Claim, Event, Mention
from marsad.model.codec import maker

KINDS = frozenset({"capture", "withdraw", "hold", "advance", "besiege", "clash"})
MOVING = frozenset({"gain", "loss", "clear", "entry", "part", "shrink", "siege", "relief"})
CHANGING = MOVING | {"state"}
HINTING = frozenset({"push", "fight", "entry", "part", "gain"})
# What evidence on a place becomes beside it, and on a part of it.
_WHOLE = {"gain": ("push", "part"), "loss": ("fight", "shrink"), "clear": ("fight", "shrink"),
          "state": ("fight", "part"), "entry": ("push", "entry"), "part": ("push", "part")}


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
    sort: tuple[object, ...] = field(init=False, compare=False, repr=False)
    """Order in valid time: losses before gains of one day, states last."""

    def __post_init__(self) -> None:
        # Asked for at every step of a replay.
        object.__setattr__(self, "sort", (self.at, _ORDER[self.kind], self.lo, self.level, self.known, self.claim, self.place))


_ORDER = {"push": 0, "fight": 1, "siege": 2, "relief": 3, "entry": 4, "shrink": 5, "part": 6, "loss": 7, "clear": 7, "gain": 8, "state": 9}


def _side(mentions: Iterable[Mention]) -> str | None:
    return next((m.id for m in mentions if m.id), None)


def collect(claims: Iterable[Claim], events: Iterable[Event], reports: Mapping[str, ReportInfo], places: PlaceBook,
            sides: Sides, rules: Rules) -> tuple[dict[str, list[Item]], dict[str, Mention]]:
    """Evidence by ledger key, and a mention for each key (the earliest by report and position)."""
    said = voices_of(events)
    found: dict[str, list[Item]] = defaultdict(list)
    mentions: dict[str, Mention] = {}
    for claim in sorted((c for c in claims if c.kind in KINDS), key=lambda c: (c.report, c.start, c.id)):
        for mention, item in items_of(claim, reports.get(claim.report), said.get(claim.id), places, sides, rules):
            found[item.place].append(item)
            mentions.setdefault(item.place, mention)
    return dict(found), mentions


Said = tuple[str, str, str]
"""Event, voice and interest of a claim: all that the ledger takes from events."""


def voices_of(events: Iterable[Event]) -> dict[str, Said]:
    """Who says each claim. One speaker is one voice across events; nameless voices are their event's own."""
    found: dict[str, Said] = {}
    for event in events:
        for n, voice in enumerate(event.voices):
            name = voice.speaker.id if voice.speaker is not None and voice.speaker.id else f"{event.id}/{n}"
            for c in voice.claims:
                found.setdefault(c, (event.id, name, voice.interest))
    return found


def items_of(claim: Claim, report: ReportInfo | None, said: Said | None, places: PlaceBook, sides: Sides,
             rules: Rules) -> list[tuple[Mention, Item]]:
    """The evidence of one claim, with the mention of each place.

    Left out: claims of undated reports (nobody knows since when they are known), planned and hypothetical ones, claims without
    a side known to the registry that can hold ground (no monitor or body) or without a place, and those whose day lies after
    their publication. Whole countries, and undrawn parts of one («the north of Syria»), are held by nobody in a sentence.
    """
    if claim.kind not in KINDS or report is None or report.day is None or claim.modality in ("planned", "hypothetical"):
        return []
    made = _items(claim, report, said or ("", claim.id, "unknown"), places, sides, rules)
    return [(m, i) for m, i in made
            if not (sides.third(i.side) or (_wide(i.place, places) and not (i.kind in ("loss", "clear") and i.full)))]


FIELDS = ("kind", "side", "other", "lo", "at", "dated", "known", "voice", "weight", "claim", "event", "report", "level", "denied", "full")
"""What a piece of evidence is made of beside its place."""
_MAKE: Callable[..., Item] = maker(Item, "place", *FIELDS, "sort")


def item_of(place: str, values: Sequence[Any]) -> Item:
    """The evidence of the values of `FIELDS`."""
    # Many a place has a thousand pieces of evidence: made in the common way they take a third of all the time.
    kind, side, other, lo, at, dated, known, voice, weight, claim, event, report, level, denied, full = values
    return _MAKE(place, kind, side, other, lo, at, dated, known, voice, weight, claim, event, report, level, denied, full,
                 (at, _ORDER[kind], lo, level, known, claim, place))


def at_level(item: Item, level: int) -> Item:
    """The same evidence as told of a region around a place."""
    i = item
    return _MAKE(i.place, i.kind, i.side, i.other, i.lo, i.at, i.dated, i.known, i.voice, i.weight, i.claim, i.event, i.report, level,
                 i.denied, i.full, (i.at, _ORDER[i.kind], i.lo, level, i.known, i.claim, i.place))


def _together(claim: Claim, first: Mention, sides: Sides) -> str | None:
    """Whom the doers named together stand for: the party of the first, where it is named beside him («المقاومة الشعبية والجيش»)."""
    whole = sides.party(first.id) if first.id else None
    told = within(claim, first)
    return whole if any(m.id == whole and within(claim, m) == told for m in claim.agents) else first.id


def _wide(key: str, places: PlaceBook) -> bool:
    """Whether the place is a country or a direction of one, or a sea."""
    if key.startswith("~"):
        return False
    found = places.get(key.rsplit("/", 1)[0])
    return found is not None and found.type in ("country", "sea")


def _items(claim: Claim, report: ReportInfo, voice: tuple[str, str, str], places: PlaceBook, sides: Sides, rules: Rules,
           ) -> Iterable[tuple[Mention, Item]]:
    known = edtf.ordinal(report.day or "")
    lo, at, dated = slot(claim, report, 1)
    if lo is None or at is None:
        lo = at = known
        dated = False
    if lo > known or claim.confidence < rules.even or gainsaid(claim, rules) or agreed(claim, rules) or long_ago(claim) \
            or accused(claim, rules):
        return
    if not (finished(claim, rules) and met(claim, rules) and sieged(claim, rules)):
        return
    if background(claim, rules):
        if claim.kind == "hold":
            return
        lo = at = known
        dated = False
    if dated and claim.dispatch:
        at = loosely(claim, at, edtf.ordinal(claim.dispatch), rules)
    if undated(claim, rules) or sooner(claim, rules) or standing(claim):
        lo = at
        dated = False
    if dated and lo < known and later(claim, rules):
        at = known
    if not dated:
        # An undated claim tells the state of its dispatch day.
        lo = at
    at = min(at, known)
    named_agent, enemy = told_agent(claim, rules), told_target(claim, rules)
    # Who is only lent moves or fights there as far as a hint goes.
    hinting = claim.kind == "clash" or (claim.kind == "advance" and named_agent is None)
    if hinting:
        agent, target = _side(claim.agents), _side(claim.targets)
    else:
        if named_agent is None or not doer(claim, named_agent, rules):
            return
        agent, target = _together(claim, named_agent, sides), enemy.id if enemy is not None else None
    side = agent or (None if claim.kind != "clash" else target)
    if side is None:
        return
    event, name, interest = voice
    weight = 0.0 if claim.modality == "alleged" else rules.weight.get(interest, 0.0)
    other, denied, full = target if target != side else None, claim.modality == "denied", claim.extent == "full"

    def item(place: str, kind: str, side: str, other: str | None) -> Item:
        return Item(place, kind, side, other, lo, at, dated, known, name, weight, claim.id, event, claim.report, 0, denied, full)

    for mention in loci(claim, places):
        words = [unled(w) for w in fold(mention.text).split()]
        if mention.id is None and unnamed(words, rules):
            continue
        own = told_place(claim, mention, rules)
        if not own and claim.kind not in ("clash", "advance"):
            continue
        kind = kind_of(claim, mention, claim.extent == "partial" and not whole_of_list(claim, mention, rules)
                       and not whole_name(claim, mention, rules), rules)
        if claim.kind == "advance" and (hinting or not own):
            kind = "push"
        ends = kind == "gain" and last_of(claim, mention, rules)
        where = None
        if kind in _WHOLE:
            called = named(mention, places, rules)
            where = called if called == "around" and outskirts(mention, rules) else beside(claim, mention, rules) or called
        if kind in _WHOLE and (unfirm(claim, mention, rules) or (claim.kind == "capture" and things(claim, mention, rules))
                               or locates(claim, mention, rules)):
            where = "around"
        if where is not None:
            kind = _WHOLE[kind][where == "part"]
        if kind == "siege" and (camped(claim, mention, rules) or shut(claim, mention, rules)):
            continue
        if ends and kind == "gain":
            kind = "state"
        # Who took the rest did not take all of it from those who held the rest; men besieged in a place need not hold it.
        theirs = None if (kind == "gain" and completed(claim, rules)) or (kind == "siege" and men(claim, mention)) else other
        key = place_key(mention)
        yield mention, item(key, kind, side, theirs)
        if kind in ("fight", "push") and target and target != side and claim.kind == "clash":
            yield mention, item(key, kind, target, side)

"""Voices: the connected components of an event's claims under a shared copied passage or a shared speaker.

A copied passage joins only the claims made in it, and only where they have one speaker or one of them names none: an observatory
and an officer quoted in one dispatch stay two voices, however many papers print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.events.sides import Sides
from marsad.events.speakers import Speaker, compatible, same_name, speaker_of
from marsad.events.ties import Ties
from marsad.events.unionfind import UnionFind
from marsad.events.world import ReportInfo
from marsad.model import Claim, Mention, Voice

_GAIN = frozenset({"capture", "advance", "hold", "besiege", "arrest", "seizure"})
_VIOLENT = frozenset({"airstrike", "shelling", "bombing", "chemical", "killing", "destruction", "abduction"})
_FIGHTERS = frozenset({"capture", "advance", "clash", "withdraw", "hold", "besiege"})
_INTERESTS = ("against-interest", "third-party", "unknown", "own-favour")
"""From the weightiest to the lightest: a voice has the weightiest interest among its claims."""


class Speakers:
    """Speakers of claims, remembered: who says a claim, by claim id."""

    __slots__ = ("_reports", "_seen", "_sides")

    def __init__(self, reports: Mapping[str, ReportInfo], sides: Sides) -> None:
        self._reports = reports
        self._sides = sides
        self._seen: dict[str, Speaker] = {}

    def of(self, claim: Claim) -> Speaker:
        """The claim's speaker."""
        found = self._seen.get(claim.id)
        if found is None:
            source = claim.source
            party = {source.id: self._sides.party(source.id)} if source is not None and source.id else None
            found = self._seen[claim.id] = speaker_of(claim, self._reports.get(claim.report), party)
        return found


def interest(claim: Claim, sides: Sides) -> str:
    """How the claim's speaker stands to what is said: `own-favour`, `against-interest`, `third-party`, `unknown`.

    Ground won or held speaks for who won it and against who lost it; ground left against who left it; violence against whoever
    did it (unless fighters are told to be hit), an accusation against the accused. A denial turns this round. A party that is
    not in the claim at all speaks in its own favour where it tells an enemy's loss.
    """
    source = claim.source
    if source is None or source.id is None:
        return "unknown"
    if sides.third(source.id):
        return "third-party"
    me = source.id
    agents = [m.id for m in claim.agents if m.id]
    targets = [m.id for m in claim.targets if m.id]
    winners, losers = _stakes(claim.kind, agents, targets)
    if claim.modality == "denied":
        winners, losers = losers, winners
    mine_wins = any(sides.allied(me, w) for w in winners)
    mine_loses = any(sides.allied(me, x) for x in losers)
    if mine_wins and mine_loses:
        return "unknown"
    if mine_loses:
        return "against-interest"
    if mine_wins or losers:
        return "own-favour"
    return "unknown"


def _stakes(kind: str, agents: Sequence[str], targets: Sequence[str]) -> tuple[list[str], list[str]]:
    """Who looks better for the claim, and who worse."""
    if kind == "withdraw":
        return list(targets), list(agents)
    if kind in _GAIN:
        return list(agents), list(targets)
    if kind in _VIOLENT:
        return ([], list(agents)) if not targets else (list(agents), list(targets))
    if kind == "responsibility":
        return ([], list(targets)) if set(agents) != set(targets) else (list(agents), [])
    if kind == "casualties":
        return [], list(targets)
    return [], []


def voices(claims: Iterable[Claim], ties: Ties, speakers: Speakers, sides: Sides) -> tuple[Voice, ...]:
    """The voices of these claims (of one event), the earliest claim's first. Claims must be in canonical order."""
    held = list(claims)
    index = {c.id: n for n, c in enumerate(held)}
    joined = UnionFind(len(held))
    who = [speakers.of(c) for c in held]
    taken = _inherit(held, who, ties, index)
    by_key: dict[str, int] = {}
    named: list[int] = []
    for n, speaker in enumerate(who):
        if n in taken:
            continue
        if speaker.key in by_key:
            joined.union(by_key[speaker.key], n)
        else:
            by_key[speaker.key] = n
            if speaker.kind == "named":
                named.append(n)
    for i, a in enumerate(named):
        for b in named[i + 1:]:
            if same_name(who[a], who[b], one_report=held[a].report == held[b].report):
                joined.union(a, b)
    nameless = [n for n in range(len(held)) if who[n].kind == "unnamed" and n not in taken]
    for i, a in enumerate(nameless):
        for b in nameless[i + 1:]:
            if held[a].report == held[b].report and compatible(who[a], who[b]) and "any" not in (who[a].role, who[b].role):
                # «a Syrian military source» and, further down, «a military source»: nothing proves them to be two.
                joined.union(a, b)
    for n, claim in enumerate(held):
        for other in ties.near(claim.id):
            m = index.get(other)
            if m is None or m < n or n in taken or m in taken:
                continue
            if (who[n].kind == "outlet") == (who[m].kind == "outlet") and compatible(who[n], who[m]):
                joined.union(n, m)
    for n, m in taken.items():
        joined.union(n, m)
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(held)):
        groups[joined.find(n)].append(n)
    return tuple(_voice([held[n] for n in group], sides) for _, group in sorted(groups.items(), key=lambda g: min(g[1])))


def _inherit(held: Sequence[Claim], who: Sequence[Speaker], ties: Ties, index: Mapping[str, int]) -> dict[int, int]:
    """Claims without a source that only repeat somebody's word, and the claim whose voice they are.

    A paper that drops the source of a dispatch does not become a speaker by that: its claim goes to its twin's voice, else to
    the voice of the passage where that has only one. Nor does one that names its source for the event in the same report, in
    another sentence (a headline, «the withdrawal comes after …»): that claim goes to the nearest sourced one before it, else
    after it.
    """
    taken: dict[int, int] = {}
    sourced_in: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(held):
        if who[n].kind != "outlet":
            sourced_in[claim.report].append(n)
    for n, claim in enumerate(held):
        if who[n].kind != "outlet":
            continue
        twins = ties.twins_of(claim.id)
        for pool in (twins, ties.near(claim.id)):
            near = sorted(index[i] for i in pool if i in index)
            sourced = [m for m in near if who[m].kind != "outlet"]
            keys = {who[m].key for m in sourced}
            if sourced and (len(keys) == 1 or pool is twins):
                taken[n] = sourced[0]
                break
        if n not in taken and sourced_in.get(claim.report):
            at = claim.start
            taken[n] = min(sourced_in[claim.report], key=lambda m: (held[m].start > at, abs(held[m].start - at), m))
    return taken


def _voice(claims: Sequence[Claim], sides: Sides) -> Voice:
    speaker: Mention | None = next((c.source for c in claims if c.source is not None and c.source.id), None) \
        or next((c.source for c in claims if c.source is not None), None)
    found = {interest(c, sides) for c in claims if c.modality != "denied"} or {interest(c, sides) for c in claims}
    stake = next((i for i in _INTERESTS if i in found), "unknown")
    return Voice(tuple(c.id for c in claims), speaker, stake, tuple(sorted({c.report for c in claims})))

"""Families: reports of one dispatch, joined passage by passage so that a composite belongs to several.

A node is a stretch of one report that derives from another. Stretches of one report that overlap by half of the shorter are one
node; aligned stretches are joined across reports. What hangs together so is a strand. Strands that stand together in two reports
or more, and in half of the smaller one's reports, are one dispatch: its family.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.copies.generations import generations
from marsad.copies.wires import Wire
from marsad.model import Copy, Family, FamilyMember

OVERLAP: Final = 0.5
TOGETHER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Member:
    """A report that may belong to families; `published` as given; `wires` the agencies it names."""

    id: str
    text: str
    published: str | None
    outlet: str
    wires: tuple[Wire, ...]

    @property
    def order(self) -> tuple[bool, str, str]:
        """Earliest published first, then lowest id; without a date last."""
        return (self.published is None, self.published or "", self.id)


class _Forest:
    """Union-find over small integers; the lower root stays."""

    def __init__(self) -> None:
        self.above: list[int] = []

    def add(self) -> int:
        self.above.append(len(self.above))
        return len(self.above) - 1

    def find(self, x: int) -> int:
        while self.above[x] != x:
            self.above[x] = self.above[self.above[x]]
            x = self.above[x]
        return x

    def join(self, x: int, y: int) -> None:
        x, y = self.find(x), self.find(y)
        if x != y:
            self.above[max(x, y)] = min(x, y)


Span = tuple[int, int]


def _strands(pairs: Sequence[Copy]) -> dict[int, dict[str, list[Span]]]:
    """Strand number to the stretches of each report in it."""
    forest = _Forest()
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for copy in sorted(pairs, key=lambda c: (c.a, c.b)):
        for passage in copy.passages:
            a, b = forest.add(), forest.add()
            forest.join(a, b)
            spans.setdefault(copy.a, []).append((passage.a_start, passage.a_end, a))
            spans.setdefault(copy.b, []).append((passage.b_start, passage.b_end, b))
    for found in spans.values():
        found.sort()
        for i, (start, end, node) in enumerate(found):
            for other_start, other_end, other in found[i + 1 :]:
                if other_start >= end:
                    break
                shared = min(end, other_end) - other_start
                if shared >= OVERLAP * min(end - start, other_end - other_start):
                    forest.join(node, other)
    strands: dict[int, dict[str, list[Span]]] = {}
    for report, found in spans.items():
        for start, end, node in found:
            strands.setdefault(forest.find(node), {}).setdefault(report, []).append((start, end))
    return strands


def _dispatches(strands: Mapping[int, Mapping[str, Sequence[Span]]]) -> list[list[int]]:
    """Strands that belong to one dispatch, as sorted groups."""
    numbers = sorted(strands)
    place = {number: n for n, number in enumerate(numbers)}
    of_report: dict[str, list[int]] = {}
    for number in numbers:
        for report in strands[number]:
            of_report.setdefault(report, []).append(number)
    together: dict[tuple[int, int], int] = {}
    for held in of_report.values():
        for i, x in enumerate(held):
            for y in held[i + 1 :]:
                together[x, y] = together.get((x, y), 0) + 1
    forest = _Forest()
    for _ in numbers:
        forest.add()
    for (x, y), times in sorted(together.items()):
        if times >= 2 and times >= TOGETHER * min(len(strands[x]), len(strands[y])):
            forest.join(place[x], place[y])
    groups: dict[int, list[int]] = {}
    for number in numbers:
        groups.setdefault(forest.find(place[number]), []).append(number)
    return list(groups.values())


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _agency(members: Sequence[Member], spans: Mapping[str, Sequence[Span]]) -> str | None:
    """The agency that most members name in a byline, or else as the one told inside the copied passages."""
    votes: dict[str, tuple[int, int]] = {}
    for member in members:
        # A report that carries several dispatches names several agencies: only what stands in the passages speaks for them.
        for wire in member.wires:
            if wire.id is not None:
                byline, told = votes.get(wire.id, (0, 0))
                votes[wire.id] = (byline + (wire.where == "byline"), told + (wire.where == "attribution"))
    ranked = sorted(votes.items(), key=lambda vote: (-2 * vote[1][0] - vote[1][1], vote[0]))
    return ranked[0][0] if ranked else None


def gather_families(pairs: Sequence[Copy], members: Mapping[str, Member]) -> tuple[Family, ...]:
    """Families of the reports that `pairs` join (background pairs left out by the caller), by id."""
    strands = _strands(pairs)
    found: list[tuple[Member, int, dict[str, tuple[Span, ...]]]] = []
    for group in _dispatches(strands):
        spans: dict[str, list[Span]] = {}
        for number in group:
            for report, stretches in strands[number].items():
                spans.setdefault(report, []).extend(stretches)
        merged = {report: _merged(stretches) for report, stretches in spans.items()}
        founder = min((members[report] for report in merged), key=lambda member: member.order)
        found.append((founder, merged[founder.id][0][0], merged))
    found.sort(key=lambda family: (family[0].order, family[1], sorted(family[2])))
    by_pair = {(copy.a, copy.b): copy for copy in pairs}
    families: list[Family] = []
    founded: dict[str, int] = {}
    for founder, _, merged in found:
        ordinal = founded[founder.id] = founded.get(founder.id, 0) + 1
        families.append(_family(founder, ordinal, merged, members, by_pair))
    return tuple(sorted(families, key=lambda family: family.id))


def _family(
    founder: Member, ordinal: int, spans: Mapping[str, tuple[Span, ...]], members: Mapping[str, Member],
    by_pair: Mapping[tuple[str, str], Copy],
) -> Family:
    inside = sorted((members[report] for report in spans), key=lambda member: member.order)
    covered = {report: sum(end - start for start, end in stretches) for report, stretches in spans.items()}
    fullest = max(covered.values())
    agency = _agency(inside, spans)

    def nearness(member: Member) -> tuple[int, bool, tuple[bool, str, str]]:
        # Nearest to the wire: it names the agency, then holds most of the dispatch, then was first.
        named = any(wire.where == "byline" or wire.id == agency for wire in member.wires)
        return (-2 * named - round(2 * covered[member.id] / fullest), member.published is None, member.order)

    steps = generations([(m.id, m.text, m.published) for m in inside], by_pair)
    name = hashlib.sha256(f"{founder.id}\0{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Family(
        id=f"fam-{name}",
        members=tuple(
            FamilyMember(m.id, spans[m.id], round(covered[m.id] / max(1, len(m.text)), 4), steps[m.id]) for m in inside
        ),
        origin=min(inside, key=nearness).id,
        agency=agency,
        first_seen=founder.published,
    )


def redirects(old: Sequence[Family], new: Sequence[Family]) -> dict[str, str]:
    """Where the ids of `old` families that are gone lead now: to the new family that holds most of their members."""
    standing = {family.id for family in new}
    of_report: dict[str, list[Family]] = {}
    for family in new:
        for member in family.members:
            of_report.setdefault(member.report, []).append(family)
    out: dict[str, str] = {}
    for family in old:
        if family.id in standing:
            continue
        votes: dict[str, int] = {}
        for member in family.members:
            for heir in of_report.get(member.report, []):
                votes[heir.id] = votes.get(heir.id, 0) + 1
        if votes:
            out[family.id] = min(votes, key=lambda heir: (-votes[heir], heir))
    return out

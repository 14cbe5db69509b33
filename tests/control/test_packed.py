"""Packed evidence gives back what a replay asks for, in whatever order the store hands it over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.control.evidence import CHANGING, HINTING, Item
from marsad.control.packed import Packed, pack, unpack_all
from marsad.model import Mention

Piece = tuple[str, int, str, int, Mention, Item]
"""Report, start of the claim, claim, number in the claim, mention, evidence."""

KINDS = sorted(CHANGING | HINTING)


TOLD = st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.integers(0, 3), st.sampled_from(KINDS), st.booleans(), st.booleans())
"""Report, start, day, kind, whether it is denied, and whether the claim tells of the other side too."""


def pieces(told: list[tuple[str, int, int, str, bool, bool]]) -> list[Piece]:
    found: list[Piece] = []
    for n, (report, start, day, kind, denied, both) in enumerate(told):
        claim = f"k{n * 7 % 10}{n}"
        for k, side in enumerate(("gov", "isis")[:1 + both]):
            item = Item("p1", kind, side, None, 700 + day, 700 + day, True, 705, "v", 1.0, claim, "e", report, 0, denied)
            found.append((report, start, claim, k, Mention(f"«{n},{k}],\"", 0, 0, "p1", "place", 1, 35.5, 37.0, "SY", "g"), item))
    return found


def packed(held: list[Piece], reports: set[str], claims: set[str]) -> Packed:
    starts = {(r, c): s for r, s, c, _, _, _ in held}
    data = ",".join(f"[{n},{pack(m, i)}]" for _, _, _, n, m, i in held)
    return Packed("p1", data, reports, claims, lambda report: {c: s for (r, c), s in starts.items() if r == report})


@settings(max_examples=60, deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=8), st.integers(1, 9), st.sets(st.sampled_from("abc"), max_size=1))
def test_what_was_packed_is_given_back_as_far_as_it_is_asked_for(
    told_of: list[tuple[str, int, int, str, bool, bool]], turn: int, again: set[str]
) -> None:
    held = pieces(told_of)
    mixed = sorted(held, key=lambda p: (p[2][::-1], p[3]))[::-1]
    got = packed(mixed[turn:] + mixed[:turn], again, set())
    kept = sorted((p for p in held if p[0] not in again), key=lambda p: p[:4])
    items = [p[5] for p in kept]
    assert len(got) == len(kept)
    assert sorted(i.sort for i in got.turning()) == sorted(i.sort for i in items if i.kind in CHANGING)
    told = [(i.at, i.known, i.claim, i.side) for i in items if i.kind in HINTING and not i.denied]
    assert sorted(got.hints(), key=lambda h: h[:3]) == sorted(told, key=lambda h: h[:3])
    if not kept:
        return
    first, old = kept[0], min(held, key=lambda p: p[:4])
    assert got.mention() == first[4] and got.old_mention() == old[4]
    assert got.same_first == (first is old)
    for report, start, claim in (("a", 1, "k"), ("b", 0, "k55"), ("c", 9, "z"), (first[0], first[1], "~")):
        assert got.before(report, start, claim) == (first[:3] < (report, start, claim))


@settings(max_examples=20, deadline=None)
@given(st.lists(TOLD, max_size=8))
def test_evidence_of_many_is_unpacked_at_once(told_of: list[tuple[str, int, int, str, bool, bool]]) -> None:
    held = pieces(told_of)
    assert unpack_all(("p1", pack(m, i)) for *_, m, i in held) == [i for *_, i in held]

"""Asking the ledger with two dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from marsad import edtf
from marsad.control.rules import load_rules
from marsad.model import Hold

_FIRST = 0
_LAST = 10**9


@lru_cache(maxsize=262144)
def _start(text: str | None) -> tuple[int, int]:
    """(from when it may, from when it surely holds)."""
    if text is None:
        return _FIRST, _FIRST
    lo, hi = edtf.bounds(text)
    sure = hi if hi is not None else lo
    assert sure is not None
    return (lo if lo is not None else sure), sure


@lru_cache(maxsize=262144)
def _end(text: str | None) -> tuple[int, int]:
    """(until when it surely held, until when it may have), both exclusive."""
    if text is None:
        return _LAST, _LAST
    lo, hi = edtf.bounds(text)
    last = hi if hi is not None else lo
    assert last is not None
    return (lo if lo is not None else last), last


def holding(holds: Iterable[Hold], on: str, known: str, place: str | None = None) -> list[Hold]:
    """What held on the day `on`, as far as was known on the day `known` (ISO days); one line a place at most.

    An entry counts from its `known_from` (inclusive) to its `known_to` (exclusive), and from the last day of `valid_from` to the
    first day of `valid_to` (exclusive). On days between the first and the last possible day of a change the place is `unknown`,
    with the later holder as hint (rule `between-dates`). Entries whose newest evidence is older than the rules' `stale` days
    come back as `inferred`. `place` is a gazetteer id or the words. Raises marsad.edtf.BadDate.
    """
    day = edtf.ordinal(on)
    until = known[:10]
    edtf.ordinal(known)
    found: list[Hold] = []
    stale = load_rules().stale
    for hold in holds:
        if hold.known_from > until or (hold.known_to is not None and hold.known_to <= until):
            continue
        if place is not None and place not in (hold.place.id, hold.place.text, hold.place.name_ar, hold.place.name_en):
            continue
        may, sure = _start(hold.valid_from)
        if day < may:
            continue
        ends, _ = _end(hold.valid_to)
        if day < sure:
            if day < _end(hold.valid_to)[1]:
                found.append(_between(hold))
            continue
        if day >= ends and hold.valid_to is not None:
            continue
        if hold.seen is not None and hold.valid_to is None and day - edtf.ordinal(hold.seen) > stale \
                and hold.certainty in ("confirmed", "reported", "party"):
            hold = replace(hold, certainty="inferred")
        found.append(hold)
    return found


def _between(hold: Hold) -> Hold:
    """The days on which a change lies that is known only to a month or so."""
    hint = hold.actor if hold.actor not in ("unknown", "contested") else hold.hint
    return replace(hold, actor="unknown", certainty="inferred", rule="between-dates", hint=hint)

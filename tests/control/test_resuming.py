"""A replay resumed from what the ledger said before a day gives what going through all days gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import edtf
from marsad.control import ledger as ledger_module
from marsad.control.evidence import Item, collect
from marsad.control.ledger import replay_items
from marsad.control.resuming import Stood, resume
from marsad.control.rules import load_rules
from marsad.events import fuse
from marsad.events.places import safe
from marsad.events.sides import Sides
from marsad.model import Claim, Hold, Mention
from tests.events.small_world import claim, report

from .test_ledger import BOOK, MAP, iso, war

RULES = load_rules()
Evidence = tuple[dict[str, list[Item]], dict[str, Mention]]


def evidence(claims: list[Claim]) -> Evidence:
    reports = {c.report: report(c.report, c.report[:10]) for c in claims}
    return collect(claims, fuse(claims, reports, [], BOOK, MAP).events, reports, safe(MAP), Sides(BOOK), RULES)


def replayed(held: Evidence, stood: dict[str, Stood] | None = None) -> tuple[Hold, ...]:
    return replay_items(held[0], held[1], Sides(BOOK), safe(MAP), RULES, stood=stood)


def stood_before(day: int, old: tuple[Hold, ...]) -> dict[str, Stood]:
    """What the ledger `old` said of each place before the day."""
    text = edtf.day(day)
    found: dict[str, list[Hold]] = {}
    for h in old:
        held = found.setdefault(str(h.place.id), [])
        if h.known_from < text and (h.known_to is None or h.known_to >= text):
            held.append(h)
    return {key: Stood(day, tuple(held)) for key, held in found.items()}


@settings(max_examples=60, deadline=None)
@given(war(), st.sets(st.integers(0, 15), min_size=1, max_size=4))
def test_resumed_is_replayed(claims: list[Claim], fresh: set[int]) -> None:
    now = evidence(claims)
    gone = {claims[n % len(claims)].id for n in fresh}
    # The same claims without some: of the same voices and events, so that nothing else differs.
    before: Evidence = ({k: kept for k, held in now[0].items() if (kept := [i for i in held if i.claim not in gone])}, now[1])
    known = [i.known for held in now[0].values() for i in held if i.claim in gone]
    if not known:
        return
    day = min(known)
    stood = stood_before(day, replayed(before))
    whole = [h for h in replayed(now) if str(h.place.id) not in stood or h.known_to is None or h.known_to >= edtf.day(day)]
    assert list(replayed(now, stood)) == whole
    back = [h for h in replayed(before) if str(h.place.id) not in stood or h.known_to is None or h.known_to >= edtf.day(day)]
    assert list(replayed(before, stood_before(day, replayed(now)))) == back


def told(day: int, kind: str, agent: str, n: int, by: str = "watch") -> Claim:
    return claim(f"{iso(day)}-{n}", kind, 0, agent=agent, place="north-t1", time=iso(day), by=by, dispatch=iso(day), trigger="سيطر")


def test_days_before_are_not_gone_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [told(n * 9, "capture", ("gov", "isis")[n % 2], n) for n in range(12)]
    now = evidence(claims)
    before = ({k: [i for i in held if i.claim != claims[-1].id] for k, held in now[0].items()}, now[1])
    stood = stood_before(now[0]["north-t1"][-1].known, replayed(before))
    resumed: list[bool] = []

    def watched(*args: object) -> object:
        found = resume(*args)  # type: ignore[arg-type]
        resumed.append(found is not None)
        return found

    monkeypatch.setattr(ledger_module, "resume", watched)
    added = replayed(now, stood)
    assert resumed == [True]
    assert {h.id for h in added} < {h.id for h in replayed(now)}, "what was closed long before is not given again"


def test_what_does_not_fit_is_replayed_from_the_first_day() -> None:
    claims = [told(n * 9, "capture", ("gov", "isis")[n % 2], n) for n in range(6)]
    now = evidence(claims)
    day = now[0]["north-t1"][-1].known
    wrong = {"north-t1": Stood(day, ())}
    assert list(replayed(now, wrong)) == [h for h in replayed(now) if h.known_to is None or h.known_to >= edtf.day(day)]

"""What pages count in columns is what the whole records say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from unittest.mock import patch

import made
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from marsad.control import holding
from marsad.model import Hold, Place
from marsad.store import Store
from marsad.store.lines import hold_row
from marsad.web import lines
from marsad.web.coding import Coder
from marsad.web.dates import bounds
from marsad.web.filters import Filters
from marsad.web.ledger import Holds, read
from marsad.web.paging import page
from marsad.web.scene import build, rows_of, whole
from marsad.web.snapshot import Snapshot
from marsad.web.spots import MOST, spots_of


class Row:
    """A line as the store gives it."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = tuple(values.values())

    def __iter__(self):
        return iter(self._values)


DAY = st.integers(1, 60).map(lambda n: date.fromordinal(736_000 + n).isoformat())
TIME = st.one_of(st.none(), DAY, st.sampled_from(["2016-02", "2016-01-20/2016-02-03", "2016-01"]))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Hold]:
    found = []
    for n in range(draw(st.integers(0, 12))):
        known = draw(DAY)
        until = draw(st.one_of(st.none(), DAY))
        certainty = draw(st.sampled_from(["confirmed", "reported", "party", "inferred", "contested"]))
        found.append(Hold(f"h{n:02d}", Place(f"p{n % 5}", f"p{n % 5}", lat=33.0, lon=36.0), draw(st.sampled_from(
            ["isis", "sdf", "unknown", "contested"])), draw(TIME), draw(TIME), known, until, certainty, ("e",), ("c",),
            hint=draw(st.sampled_from([None, "gov"])), seen=draw(st.sampled_from([None, "2014-01-01", "2016-01-10"]))))
    return found


@settings(max_examples=150, deadline=None)
@given(ledgers(), DAY, DAY)
def test_a_question_with_two_dates_to_the_columns_is_that_to_the_records(holds: list[Hold], on: str, known: str) -> None:
    places, actors = Coder(), Coder()
    book = read([Row(hold_row(h)) for h in holds], places, actors)
    held = book.asked(date.fromisoformat(on).toordinal(), date.fromisoformat(known).toordinal())
    lists = Holds(book, held, actors.words, [Place(p, p) for p in places.words])
    expected = holding(holds, on, known)
    assert sorted((h.id, h.actor, h.hint, h.certainty) for h in lists) == sorted((h.id, h.actor, h.hint, h.certainty) for h in expected)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot(made.save(tmp_path_factory.mktemp("lines") / "made.db"), "made")


FILTERS = [{}, {"known": "2017-06-30"}, {"known": "2017-07-01", "on": "2017-06-30"}, {"on": "2017-06-19"},
           {"outlet": "alpha-daily"}, {"actor": "isis"},
           {"place": "raqqa"}, {"kind": "capture"}, {"since": "2017-06-20", "until": "2017-06-30"}, {"status": "disputed"},
           {"actor": "nobody"}, {"place": "nowhere"}, {"outlet": "none"}]


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_filters_and_headline_over_columns_are_those_over_the_records(snapshot: Snapshot, given: dict[str, str]) -> None:
    s, f = snapshot, Filters.model_validate(given)
    reports = {r.id: r for r in s.store.reports()}
    report_of = {c.id: c.report for c in s.store.claims()}

    def known(report: str) -> bool:
        day = reports[report].day
        return f.known is None or (day is not None and day <= f.known.isoformat())

    def passes(e) -> bool:
        first, last = bounds(e.time)
        return not (
            (f.kind and e.kind not in f.kind) or (f.status and e.status != f.status)
            or (f.actor and f.actor not in {m.id for m in (*e.agents, *e.targets)})
            or (f.place and (not e.place or f.place not in (e.place.id, *e.place.parents)))
            or (f.known and (e.known or "9999") > f.known.isoformat())
            or ((f.since or f.until) and not first and not last)
            or (f.since and last and last < f.since) or (f.until and first and first > f.until)
            or (f.outlet and not any(reports[r].outlet == f.outlet for r in e.reports)))

    expected = [e for e in s.store.events() if passes(e)]
    assert sorted(s.some(rows_of(s, f)).ids) == sorted(e.id for e in expected)
    shown = [e for e in expected if not f.on or not bounds(e.time)[0] or bounds(e.time)[0] <= f.on]
    head = build(s, f).headline
    voices = [[c for c in v.claims if known(report_of[c])] for e in shown for v in e.voices]
    assert head.events == len(shown)
    assert head.voices == sum(map(bool, voices)) and head.claims == sum(map(len, voices))
    assert head.reports == len({r for e in shown for r in e.reports if known(r)})


def test_the_order_is_newest_first_and_pages_through_without_loss(snapshot: Snapshot) -> None:
    s = snapshot
    days = [(b or a) for a, b in (bounds(x) for x in s.c.times)]
    dated = [d for d in days if d]
    assert dated == sorted(dated, reverse=True) and None not in days[:len(dated)]
    seen, cursor = [], None
    while True:
        rows, cursor = page(s.order.rows, s.c.sorting, (int, str), cursor, 2)
        seen += s.some(rows).ids
        if cursor is None:
            break
    assert seen == s.ids


def test_counts_by_place_and_actor_are_those_of_the_records(snapshot: Snapshot) -> None:
    s, events = snapshot, snapshot.store.events()
    at = Counter(p for e in events if e.place for p in dict.fromkeys((e.place.id, *e.place.parents)) if p)
    assert dict(s.told_in) == dict(at)
    assert dict(s.actors_told) == Counter(a for e in events for a in {m.id for m in (*e.agents, *e.targets) if m.id})


def test_whole_entries_carry_what_they_rest_on(snapshot: Snapshot) -> None:
    scene = build(snapshot, Filters.model_validate({"on": "2017-06-30"}))
    full = whole(snapshot, scene.holds)
    assert [h.id for h in full] == scene.holds.ids and all(h.claims for h in full)


def test_what_is_removed_leaves_no_line(tmp_path: Path) -> None:
    store = made.save(tmp_path / "made.db")
    store.save_events([], [], {}, "none")
    store.save_holds([], "none")
    assert not store.event_lines() and not store.hold_lines() and not store.held_events()
    assert Snapshot(store, "x").order.ids == []
    store.close()


def test_more_places_than_a_map_can_show_are_folded_and_none_is_lost(tmp_path: Path) -> None:
    from dataclasses import replace

    with Store.open(tmp_path / "many.db") as store:
        event = made.save(tmp_path / "made.db").events()[0]
        many = [replace(event, id=f"e{n:04d}", claims=(f"c{n}",), voices=(), place=Place(
            f"p{n:04d}", "", f"مكان {n}", f"Place {n}", "town", "SY", None, 33 + n % 40 * 0.1, 36 + n // 40 * 0.1, 2.0, 1))
            for n in range(1200)]
        store.save_events(many, [], {}, "many")
        s = Snapshot(store, "many")
        scene = build(s, Filters())
        drawn = spots_of(s, scene, (35.0, 32.0, 40.0, 38.0))
        assert len(drawn.spots) <= MOST and sum(p.count for p in drawn.spots) == 1200
        assert drawn.folded == 1200 - len(drawn.spots) == sum(p.folded for p in drawn.spots)
        close = spots_of(s, scene, (35.0, 32.0, 40.0, 38.0), (36.0, 33.0, 36.55, 33.55))
        assert len(close.spots) == 36 and close.folded == 0


def told(s: Snapshot) -> list[object]:
    """What columns say, free of the numbers that they say it with."""
    c, words = s.c, s.place_codes.words
    events = [(c.ids[n], c.times[n], c.kinds.words[c.kind[n]], c.statuses.words[c.status[n]], int(c.first[n]), int(c.last[n]),
               int(c.known[n]), words[c.place[n]] if c.place[n] >= 0 else None, int(c.voices[n]), int(c.claims[n]))
              for n in range(len(c.ids))]
    actors = sorted((c.ids[n], s.actor_codes.words[a]) for n, a in zip(c.actor_rows, c.actor_codes, strict=True))
    prints = sorted((c.ids[n], int(v), int(r), int(k)) for n, v, r, k in zip(
        c.told_row, c.told_n, c.told_report, c.told_claims, strict=True))
    ledger = [(i, t, words[p], s.actor_codes.words[a], int(k)) for i, t, p, a, k in zip(
        s.ledger.ids, s.ledger.texts, s.ledger.place, s.ledger.actor, s.ledger.known_to, strict=True)]
    press = [(s.press.names.words[o], int(d), bool(k)) for o, d, k in zip(s.press.outlet, s.press.day, s.press.current, strict=True) if k]
    heads = [build(s, Filters.model_validate(f)).headline for f in FILTERS]
    places = {k: (n, s.places[k].name_ar) for k, n in s.told_in.items() if k in s.places}
    return [events, actors, prints, ledger, press, heads, places, dict(s.actors_told)]


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_columns_amended_at_a_change_are_those_read_anew(data: st.DataObject) -> None:
    from dataclasses import replace

    store = made.save(":memory:")
    s = Snapshot(store, "0")
    every, ledger = made.events(), made.holds()
    for n in range(3):
        kept = [e for e in every if data.draw(st.integers(0, 5), label="keep")]
        now = [replace(e, **data.draw(st.sampled_from([
            {}, {"time": "2017-05"}, {"time": None}, {"kind": "siege"}, {"status": "denied"}, {"place": made.PLACES["raqqa"]},
            {"place": None}, {"place": Place(f"new-{n}", "", "جديد", "New", "town", "SY", None, 35.0, 38.0, 2.0, 1)}, {"agents": ()},
            {"known": "2017-06-15"},
        ]), label="change")) for e in kept]
        store.save_events(now, [], {}, str(n))
        if data.draw(st.booleans(), label="ledger"):
            ledger = [replace(h, known_to=data.draw(st.sampled_from([None, "2017-07-02"]))) for h in ledger if data.draw(st.integers(0, 4))]
            store.save_holds(ledger, str(n))
        if data.draw(st.booleans(), label="report"):
            report = next(iter(store.reports(ids=["made-001"])))
            again = replace(report, published=f"2017-07-0{n + 3}", text=report.text + f" {n}", text_sha256="")
            store.add([(again, store.evidence(report.sha256))])
        # Of so few lines most differ each time: they are amended all the same.
        with patch.object(lines, "MOST", 9):
            s, anew = Snapshot(store, f"{n}a", s), Snapshot(store, f"{n}b")
        assert told(s) == told(anew)
    store.close()


def test_a_change_reads_what_differs_and_nothing_is_read_where_nothing_does(tmp_path: Path) -> None:
    from dataclasses import replace

    store = made.save(tmp_path / "made.db")
    first = Snapshot(store, "a")
    assert first.lines.read == (8, 5)
    store.save_events([replace(e, status="denied") if e.id == "e-khan" else e for e in made.events()], [], {}, "b")
    second = Snapshot(store, "b", first)
    assert second.lines.read == (1, 0) and second.ledger is first.ledger and second.press is first.press
    store.add_user("desk-reviewer", "reviewer", "long enough a password")
    third = Snapshot(store, "c", second)
    assert third.lines.read == (0, 0) and third.c is second.c and third.ground.spots is second.ground.spots
    store.close()

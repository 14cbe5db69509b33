"""Outlets and agencies: tables, names and domains, signatures in reports."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import NotFound
from marsad.registry.actors import load_actors
from marsad.registry.outlets import load_outlets

OUTLETS = load_outlets()


def test_enough_of_them() -> None:
    assert sum(outlet.kind == "agency" for outlet in OUTLETS) >= 60
    assert sum(outlet.kind != "agency" and outlet.language == "ar" for outlet in OUTLETS) >= 120


def test_tables_are_sound() -> None:
    actors = load_actors()
    for outlet in OUTLETS:
        assert outlet.name_ar and outlet.name_en and outlet.names
        assert re.fullmatch(r"[A-Z]{2}|", outlet.country)
        assert outlet.party is None or outlet.party in actors, outlet.id
        assert outlet.kind in {"agency", "newspaper", "channel", "site"}
        for site in outlet.sites:
            assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", site), site
        assert actors.get(outlet.id).type == outlet.type


def test_feeds_are_addresses_and_quirks_of_dates_are_told() -> None:
    feeds = [feed for outlet in OUTLETS for feed in outlet.feeds]
    assert len(feeds) == len(set(feeds)) >= 15
    assert all(re.fullmatch(r"https://[a-z0-9.-]+/\S*", feed) for feed in feeds)
    assert sum(bool(outlet.dates) for outlet in OUTLETS) >= 25
    assert "/2015/07/20/" in OUTLETS.get("aleqtisadiya").dates and OUTLETS.get("bbc-arabic").feeds


def test_no_domain_is_given_twice() -> None:
    sites = [site for outlet in OUTLETS for site in outlet.sites]
    assert sorted(sites) == sorted(set(sites))


@pytest.mark.parametrize(("name", "key"), [
    ("aawsat.com", "aawsat"), ("https://www.alriyadh.com/1066551", "alriyadh"), ("http://arabic.rt.com/news/1", "rt-arabic"),
    ("صحيفة «الحياة»", "alhayat"), ("الوطن السورية", "alwatan-sy"), ("SANA", "sana"), ("أ ف ب", "afp"), ("رويترز", "reuters"),
    ("sabq", "sabq"), ("قناة المسيرة", "almasirah"), ("", None), ("لا أحد", None), ("example.org", None),
])
def test_by_name_or_domain(name: str, key: str | None) -> None:
    outlet = OUTLETS.by_name_or_domain(name)
    assert (outlet.id if outlet else None) == key


def test_an_unknown_id_is_not_found() -> None:
    with pytest.raises(NotFound):
        OUTLETS.get("no-such-outlet")


@pytest.mark.parametrize(("text", "expected"), [
    ("عنوان\nبيروت (أ ف ب) - قتل خمسة", [("أ ف ب", "afp", "byline")]),
    ("عنوان\nدمشق - أ.ف.ب: قتل خمسة", [("أ.ف.ب", "afp", "byline")]),
    ("عنوان\nعواصم - (وكالات): قتل خمسة", [("وكالات", None, "byline")]),
    ("عنوان\nواس - الرياض: غادر الوفد", [("واس", "spa", "byline")]),
    ("عنوان\nالقاهرة: «رويترز»\nقتل خمسة", [("رويترز", "reuters", "byline")]),
    ("عنوان\n" + "قتل خمسة في القصف. " * 15 + "وقال شاهد لفرانس برس إنه رأى الطائرة.", [("فرانس برس", "afp", "text")]),
    ("عنوان\n" + "قتل خمسة في القصف. " * 15 + "وأكدت وكالة الأنباء السورية (سانا) ذلك.", [("وكالة الأنباء السورية (سانا", "sana", "text")]),
    ("عنوان\n" + "قتل خمسة في القصف. " * 15 + "\n(د ب أ)", [("د ب أ", "dpa", "tail")]),
    ("عنوان\n" + "وفا الرجل بوعده معا. " * 15, []),
])
def test_signatures(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(text[hit.start : hit.end], hit.id, hit.where) for hit in OUTLETS.agencies_in(text)] == expected


_PARTS = ["أ", "ف", "ب", ".", "(", ")", "رويترز", "-", ":", "\n", "وكالات", "لفرانس", "برس", "سانا"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=20).map(" ".join))
def test_spans_are_slices_in_order(text: str) -> None:
    last = 0
    for hit in OUTLETS.agencies_in(text):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end

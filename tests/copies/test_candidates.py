"""The search over sketches: compiled and plain loops agree, large families hold together, damaged sketches are refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.copies.candidates import find_candidates
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather, sketch, unpack
from marsad.errors import BadInput
from tests.copies.texts import BACKGROUND, DISPATCH, OTHER, THIRD, report, respelled

SENTENCES = (*DISPATCH, *OTHER, *THIRD, BACKGROUND)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), min_size=1, max_size=12), st.integers(0, 20))
def test_compiled_and_plain_loops_find_the_same(chosen: list[list[str]], apart: int) -> None:
    flat = gather([sketch(report(*sentences)) for sentences in chosen])
    days = np.arange(len(chosen), dtype=np.int64) * apart
    plain = find_candidates(flat, days, load_settings(), compiled=False)
    compiled = find_candidates(flat, days, load_settings(), compiled=True)
    for one, two in zip(plain, compiled, strict=True):
        assert one.tolist() == two.tolist()


def test_a_family_beyond_the_crowd_holds_together() -> None:
    size = load_settings().pair.crowd + 8
    texts = [report(*DISPATCH, f"انتهى الخبر رقم {n}") for n in range(size)]
    found = find_candidates(gather([sketch(text) for text in texts]), np.zeros(size, np.int64), load_settings())
    assert len(found.a) == size * (size - 1) // 2
    assert set(found.root.tolist()) == {0}
    assert not found.standing.any()


def test_order_of_pairs_is_by_report() -> None:
    texts = [report(*DISPATCH), report(*OTHER), respelled(report(*DISPATCH)), report(*OTHER[:2])]
    found = find_candidates(gather([sketch(text) for text in texts]), np.zeros(4, np.int64), load_settings())
    assert list(zip(found.a.tolist(), found.b.tolist(), strict=True)) == [(0, 2), (1, 3)]


def test_damaged_sketches_are_refused() -> None:
    good = sketch(report(*DISPATCH))
    for bad in (b"", good[:-1], b"\xff" + good[1:]):
        with pytest.raises(BadInput):
            unpack(bad)


def test_an_empty_shelf_has_no_pairs() -> None:
    assert len(find_candidates(gather([]), np.zeros(0, np.int64), load_settings()).a) == 0


def test_a_background_paragraph_in_a_short_report_joins_no_dispatches() -> None:
    # Each report tells a story of its own, in words of its own, and carries the paragraph; one of them is little else.
    long_background = f"{BACKGROUND} {THIRD[0]} {THIRD[1]}"
    own = [
        " ".join(f"{word}{chr(0x628 + story)}{end}" for end in "رسف" for word in " ".join((*DISPATCH, *OTHER)).split())
        for story in range(17)
    ]
    texts = [report(story, long_background) for story in own] + [report("خبر قصير من سبع كلمات لا غير", long_background)]
    flat = gather([sketch(text) for text in texts])
    for compiled in (False, True):
        found = find_candidates(flat, np.zeros(len(texts), np.int64), load_settings(), standing=False, compiled=compiled)
        assert len(set(found.root.tolist())) == len(texts)
        assert not len(found.a)

"""Bounds of EDTF dates, and the way back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import edtf


def d(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("2017-06-30", "2017-06-30", "2017-06-30"),
        ("2017-06-30~", "2017-06-30", "2017-06-30"),
        ("2017-06-30T21:15:00Z", "2017-06-30", "2017-06-30"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-24", "2016-12-01", "2017-02-28"),
        ("2016-06/2016-08", "2016-06-01", "2016-08-31"),
        ("2015-01/2017-06-30", "2015-01-01", "2017-06-30"),
        ("2017-06-30/2015-01", "2015-01-01", "2017-06-30"),
    ],
)
def test_bounds(text: str, lo: str, hi: str) -> None:
    assert edtf.bounds(text) == (d(lo), d(hi))


def test_open_ends() -> None:
    assert edtf.bounds("../2017-06-30") == (None, d("2017-06-30"))
    assert edtf.bounds("2017-06-30/..") == (d("2017-06-30"), None)
    assert edtf.bounds(None) == (None, None)


@pytest.mark.parametrize("text", ["June", "2017-13", "2017-02-30", "30-06-2017"])
def test_bad_dates_are_named(text: str) -> None:
    with pytest.raises(edtf.BadDate) as caught:
        edtf.bounds(text)
    assert text in str(caught.value)


days = st.integers(d("1990-01-01"), d("2040-12-31"))


@given(days, days)
def test_from_bounds_is_the_inverse_of_bounds(a: int, b: int) -> None:
    lo, hi = min(a, b), max(a, b)
    assert edtf.bounds(edtf.from_bounds(lo, hi)) == (lo, hi)
    assert edtf.bounds(edtf.from_bounds(None, hi)) == (None, hi)
    assert edtf.bounds(edtf.from_bounds(lo, None)) == (lo, None)


def test_shortest_form() -> None:
    assert edtf.from_bounds(d("2016-06-01"), d("2016-08-31")) == "2016-06/2016-08"
    assert edtf.from_bounds(d("2016-06-01"), d("2016-06-30")) == "2016-06"
    assert edtf.from_bounds(d("2016-01-01"), d("2016-12-31")) == "2016"
    assert edtf.from_bounds(d("2016-06-01"), d("2016-06-15")) == "2016-06-01/2016-06-15"


@given(days, days, days, days)
def test_intersection_is_symmetric_and_inside(a: int, b: int, c: int, e: int) -> None:
    one, two = (min(a, b), max(a, b)), (min(c, e), max(c, e))
    both = edtf.intersect(one, two)
    assert both == edtf.intersect(two, one)
    assert edtf.overlap(one, two) == (both is not None)
    if both is not None:
        assert both[0] >= max(one[0], two[0])  # type: ignore[operator]


def test_precision() -> None:
    assert [edtf.precision(t) for t in ("2017-06-30", "2017-06-30/2017-07-03", "2017-06", None)] == [1, 2, 3, 3]

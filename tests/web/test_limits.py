"""Buckets that fill again, and who counts as one client."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.limits import Limiter, TooMany, client_of
from marsad.web.session import ticket, ticket_good


def test_a_bucket_empties_and_fills() -> None:
    now = [100.0]
    limiter = Limiter(3, 10.0, lambda: now[0])
    for _ in range(3):
        limiter.take("a")
    with pytest.raises(TooMany) as error:
        limiter.take("a")
    assert error.value.seconds == 10
    limiter.take("b")
    now[0] += 9.0
    with pytest.raises(TooMany) as error:
        limiter.take("a")
    assert error.value.seconds == 1
    now[0] += 1.0
    limiter.take("a")
    with pytest.raises(TooMany):
        limiter.take("a")
    limiter.forget("a")
    limiter.take("a")


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 6), st.floats(0.5, 20))
def test_no_more_than_promised_and_waiting_helps(steps: list[float], burst: int, refill: float) -> None:
    now = [0.0]
    limiter = Limiter(burst, refill, lambda: now[0])
    given = 0
    for step in steps:
        now[0] += step
        try:
            limiter.take("x")
            given += 1
        except TooMany as error:
            now[0] += error.seconds
            limiter.take("x")
            given += 1
        assert given <= burst + now[0] / refill + 1e-6


@pytest.mark.parametrize(("host", "key"), [
    ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("testclient", "testclient"), (None, "")])
def test_clients(host: str | None, key: str) -> None:
    request: Any = SimpleNamespace(client=SimpleNamespace(host=host) if host else None)
    assert client_of(request) == key


def test_tickets_age_and_cannot_be_made() -> None:
    good = ticket(1000)
    assert ticket_good(good, 1000) and ticket_good(good, 4000) and not ticket_good(good, 5000) and not ticket_good(good, 900)
    for bad in ("", "1000", "1000.", "1000." + "0" * 64, good + "0", "x." + good.split(".")[1], "\u0661." + good.split(".")[1]):
        assert not ticket_good(bad, 1000), bad

"""How often one client may ask for what is costly or worth guessing: buckets that fill again by themselves."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request

from marsad.errors import MarsadError

_KEPT = 20_000
_TINY = 1e-6


class TooMany(MarsadError):
    """Asked too often; `seconds` until the next may be asked."""

    code = "too-many"

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds - _TINY))
        super().__init__(f"too many requests; try again in {self.seconds} seconds")


@dataclass(slots=True)
class Limiter:
    """`burst` at once, then one every `refill` seconds, for each key. Safe for threads; forgets the oldest keys first."""

    burst: int
    refill: float
    clock: Callable[[], float] = time.monotonic
    _full_at: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str) -> None:
        """Use one up. Raises TooMany where none is left."""
        with self._lock:
            now = self.clock()
            full_at = max(self._full_at.pop(key, now), now)
            missing = (full_at - now) / self.refill
            if missing > self.burst - 1 + _TINY:
                self._full_at[key] = full_at
                raise TooMany((missing - self.burst + 1) * self.refill)
            self._full_at[key] = full_at + self.refill
            if len(self._full_at) > _KEPT:
                del self._full_at[next(iter(self._full_at))]

    def forget(self, key: str) -> None:
        """Fill a bucket again."""
        with self._lock:
            self._full_at.pop(key, None)


def client_of(request: Request) -> str:
    """Who asks: the address, for IPv6 its network, since one reader has many addresses there."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


@dataclass(slots=True)
class Limits:
    """The limits of one application. Searching: 60 at once, then one a second. Signing in: 5 a client at once, 10 a name, then one
    every thirty seconds, whether the password was right or not."""

    search: Limiter = field(default_factory=lambda: Limiter(60, 1.0))
    sign_in: Limiter = field(default_factory=lambda: Limiter(5, 30.0))
    name: Limiter = field(default_factory=lambda: Limiter(10, 30.0))

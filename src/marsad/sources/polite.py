"""Fetching as a good guest: robots.txt first, one request a host at a time with a pause between, and away for as long as told."""

from __future__ import annotations

import email.utils
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from marsad.errors import BadInput
from marsad.sources.fetch import AGENT, MAX_REDIRECTS, Fetched, Recorder, fetch

if TYPE_CHECKING:
    from protego import Protego

DELAY = 2.0
"""Seconds between two requests to one host, where its robots.txt names none."""
MAX_DELAY = 60.0
ROBOTS_LIFE = 24 * 3600.0
ROBOTS_RETRY = 3600.0
MAX_ROBOTS = 512 * 1024
MAX_AWAY = 24 * 3600.0
DEFAULT_AWAY = 600.0
"""Where a host that has too much to do does not say for how long."""
_STATUSES = tuple(range(200, 600))
_AWAY = (429, 503)


class Refused(BadInput):
    """The host's robots.txt does not want this address to be fetched."""

    code = "robots"


class Away(BadInput):
    """The host asked to be left alone for a while; `until` is the moment (seconds of the clock) from which it may be asked again."""

    code = "away"

    def __init__(self, message: str, *, where: str, until: float) -> None:
        super().__init__(message, where=where)
        self.until = until


@dataclass(slots=True)
class Host:
    """What is known of one host (scheme, name, port): seconds are of the guest's clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float | None = None
    away: float = 0.0
    robots: Protego | None = None
    robots_until: float = 0.0
    closed: str = ""
    hint: str = ""


class Guest:
    """Fetches politely; may be used from several threads. `clock` gives seconds (of the day, not of the machine's start, so that
    `away` can be kept over runs), `sleep` waits."""

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        allow_hosts: Collection[str] = (),
        record: Recorder | None = None,
        delay: float = DELAY,
    ) -> None:
        self._clock, self._sleep, self._allow, self._record, self._delay = clock, sleep, allow_hosts, record, delay
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def away(self) -> dict[str, float]:
        """Hosts that asked to be left alone, and until when."""
        now = self._clock()
        return {name: host.away for name, host in sorted(self._hosts.items()) if host.away > now}

    def stay_away(self, hosts: Mapping[str, float]) -> None:
        """Take over what `away` gave in an earlier run. A moment further off than any host may ask is a clock that jumped."""
        latest = self._clock() + MAX_AWAY
        for name, until in hosts.items():
            self._host(name).away = min(until, latest)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer behind an address, of whatever status from 200 to 599 (redirects are followed, each host by its own rules).

        Raises Refused, Away (also for 429 and 503), BadInput.
        """
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._hop(url, headers or {})
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            try:
                url = urljoin(url, target.encode("latin-1", "surrogateescape").decode())
            except (ValueError, UnicodeError) as error:
                raise BadInput("the server sends to what is no address", where=url) from error
        raise BadInput(f"more than {MAX_REDIRECTS} redirects", where=url)

    def _hop(self, url: str, headers: Mapping[str, str]) -> Fetched:
        name = origin(url)
        host = self._host(name)
        with host.lock:
            self._allowed(host, name, url)
            answer = self._request(host, url, headers)
            if answer.status in _AWAY:
                seconds = retry_after(answer.headers.get("retry-after", ""), self._clock())
                host.away = self._clock() + min(DEFAULT_AWAY if seconds is None else seconds, MAX_AWAY)
                raise _away(host, self._clock(), url)
            return answer

    def _request(self, host: Host, url: str, headers: Mapping[str, str]) -> Fetched:
        now = self._clock()
        if host.away > now:
            raise _away(host, now, url)
        # A clock that was set back must not make us wait for hours.
        if host.last is not None and (wait := min(host.last + self._pause(host) - now, MAX_DELAY)) > 0:
            self._sleep(wait)
        try:
            return fetch(
                url, self._allow, headers=headers, accept=_STATUSES, redirects=0, record=self._record
            )
        finally:
            host.last = self._clock()

    def _pause(self, host: Host) -> float:
        said = host.robots.crawl_delay(AGENT) if host.robots else None
        return min(max(self._delay, float(said or 0)), MAX_DELAY)

    def _allowed(self, host: Host, name: str, url: str) -> None:
        if self._clock() >= host.robots_until or host.robots_until > self._clock() + ROBOTS_LIFE:
            self._ask_robots(host, name)
        if host.closed:
            raise Refused(f"robots.txt of {name} cannot be read, so nothing is fetched there: {host.closed}", where=url,
                          hint=host.hint)  # fmt: skip
        if host.robots and not host.robots.can_fetch(url, AGENT):
            raise Refused(f"robots.txt of {name} does not want this address to be fetched", where=url)

    def _ask_robots(self, host: Host, name: str) -> None:
        """As RFC 9309 says: what is not there allows all, what cannot be reached forbids all for a while."""
        from protego import Protego

        host.robots, host.closed, host.hint = None, "", ""
        url = f"{name}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._request(host, url, {})
                target = answer.headers.get("location", "")
                if not 300 <= answer.status < 400 or not target or origin(urljoin(url, target)) != name:
                    break
                url = urljoin(url, target)
        except Away:
            raise
        except BadInput as error:
            host.closed, host.hint = error.message, error.hint
            host.robots_until = self._clock() + ROBOTS_RETRY
            return
        if answer.status >= 500 or answer.status in _AWAY:
            host.closed = f"the server answers {answer.status}"
            host.robots_until = self._clock() + ROBOTS_RETRY
            return
        host.robots_until = self._clock() + ROBOTS_LIFE
        if answer.status == 200:
            host.robots = Protego.parse(answer.data[:MAX_ROBOTS].decode("utf-8", "replace"))

    def _host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name, Host())


def _away(host: Host, now: float, url: str) -> Away:
    return Away(f"the host asked to be left alone for {host.away - now:.0f} seconds", where=url, until=host.away)


def origin(url: str) -> str:
    """Scheme, host and port of an address. Raises BadInput where it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadInput("this is no address", where=url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput("this is no http or https address", where=url)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def retry_after(said: str, now: float) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date; None where it says nothing that can be read."""
    if said.strip().isascii() and said.strip().isdigit():
        return float(said) if len(said) < 12 else MAX_AWAY
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None

"""Fetching one address so that nobody is let in: no other schemes, no inner addresses, no body without end, at every redirect anew."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from marsad import __version__
from marsad.errors import BadInput

MAX_BODY = 20 * 1024 * 1024
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
AGENT = f"marsad/{__version__}"
"""How marsad names itself to servers, and in robots.txt."""
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that came: the address after redirects, its bytes (unpacked), its media type and charset (either may be empty).

    `status` is that of HTTP, `headers` those of the answer, by their names in small letters (the last of a name).
    """

    url: str
    data: bytes
    media_type: str
    charset: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer as they went over the line: what a WARC record keeps. `body` is as it came, still packed where the
    server packed it; `address` the IP address that was asked."""

    url: str
    address: str
    request: tuple[tuple[str, str], ...]
    target: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


Recorder = Callable[[Exchange], None]


@dataclass(frozen=True, slots=True)
class _Asking:
    """What stays the same over all redirects of one fetch."""

    allow: frozenset[str]
    max_body: int
    max_seconds: float
    headers: Mapping[str, str]
    accept: Collection[int]
    record: Recorder | None
    body: bytes | None
    current: list[socket.socket]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; inner addresses wrapped into IPv6 are inner addresses."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )


def fetch(
    url: str,
    allow_hosts: Collection[str] = (),
    max_body: int = MAX_BODY,
    max_seconds: float = MAX_SECONDS,
    *,
    headers: Mapping[str, str] | None = None,
    accept: Collection[int] = (200,),
    redirects: int = MAX_REDIRECTS,
    record: Recorder | None = None,
    body: bytes | None = None,
) -> Fetched:
    """The body behind an http or https address. `allow_hosts` (`HOST:PORT`) may be inner ones. Raises BadInput.

    The name is resolved once a hop, every address it gives must be public, and the connection goes to the address that was checked:
    a name that changes its mind in between gains nothing. All redirects together have `max_seconds`. An answer whose status is in
    `accept` is returned, another one is an error; `record` is given every exchange, redirects and errors too. A `body` is posted
    (no redirect should be followed with one).
    """
    stop = threading.Event()
    current: list[socket.socket] = []

    def out_of_time() -> None:
        # A server that sends a byte now and then never runs into a timeout of the socket: the line is cut from outside.
        stop.set()
        for line in current:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max_seconds, out_of_time)
    timer.daemon = True
    timer.start()
    allow = frozenset(h.lower() for h in allow_hosts)
    asking = _Asking(allow, max_body, max_seconds, headers or {}, accept, record, body, current)
    try:
        for _ in range(redirects + 1):
            parts = _checked(url)
            try:
                found = _one(parts, url, asking)
            except (OSError, http.client.HTTPException, zlib.error) as error:
                why = (
                    f"it took longer than {max_seconds:g} seconds"
                    if stop.is_set()
                    else str(error) or type(error).__name__
                )
                raise BadInput(f"the address cannot be read: {why}", where=url) from error
            finally:
                current.clear()
            if stop.is_set():
                raise BadInput(f"the address cannot be read: it took longer than {max_seconds:g} seconds", where=url)
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
        raise BadInput(f"more than {redirects} redirects", where=url)
    finally:
        timer.cancel()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadInput("this is no address", where=url) from error
    if parts.scheme not in ("http", "https"):
        raise BadInput(f"addresses of the kind «{parts.scheme}:» are not fetched", where=url, hint="http and https are")
    if not parts.hostname or port == 0:
        raise BadInput("the address names no host", where=url)
    if parts.username is not None or parts.password is not None:
        raise BadInput("an address with a name or password in it is not fetched", where=url)
    return parts


def _addresses(host: str, port: int, allowed: bool, url: str) -> list[str]:
    try:
        name = host if ":" in host else host.encode("idna").decode()
        found = [str(info[4][0]) for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise BadInput(f"the host {host} is not known", where=url) from error
    for address in found:
        if not allowed and not is_public(address):
            raise BadInput(
                f"the host {host} lies at {address}, which is not on the open internet",
                where=url,
                hint=f"if it is meant, --allow-host {host}:{port}",
            )
    if not found:
        raise BadInput(f"the host {host} has no address", where=url)
    return list(dict.fromkeys(found))


def _one(parts: SplitResult, url: str, asking: _Asking) -> Fetched | str:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _addresses(host, port, f"{host}:{port}" in asking.allow, url)
    line = _connect(addresses, port, min(15.0, asking.max_seconds))
    asking.current.append(line)
    try:
        address = str(line.getpeername()[0]) if asking.record else ""
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
            asking.current[:] = [line]
        connection = http.client.HTTPConnection(host, port)
        connection.sock = line
        path = quote(parts.path or "/", safe=_SAFE) + ("?" + quote(parts.query, safe=_SAFE) if parts.query else "")
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close", **asking.headers}
        connection.request("GET" if asking.body is None else "POST", path, asking.body, headers)
        answer = connection.getresponse()
        target = answer.getheader("Location") if answer.status in _REDIRECTS else None
        wanted = answer.status in asking.accept
        body = _body(answer, asking.max_body, url) if wanted or asking.record else b""
        if asking.record:
            named = parts.netloc.encode("idna").decode() if parts.netloc.isascii() is False else parts.netloc
            sent = (("Host", named), *headers.items())
            said = tuple(answer.getheaders())
            asking.record(Exchange(url, address, sent, path, answer.status, answer.reason, said, body))
        if wanted:
            data = _unpacked(body, answer.getheader("Content-Encoding") or "", asking.max_body, url)
            found = {name.lower(): value for name, value in answer.getheaders()}
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset() or ""
            return Fetched(url, data, kind if "content-type" in found else "", charset, answer.status, found)
        if target:
            # Some servers send the bytes of UTF-8 where the header is read as Latin-1.
            with suppress(UnicodeError):
                target = target.encode("latin-1").decode()
            return target
        raise BadInput(f"the server answers {answer.status} {answer.reason}", where=url)
    finally:
        line.close()


def _connect(addresses: list[str], port: int, seconds: float) -> socket.socket:
    last: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as error:
            last = error
    raise last or OSError("no address answers")


def _body(answer: http.client.HTTPResponse, limit: int, url: str) -> bytes:
    said = answer.getheader("Content-Length") or ""
    if said.isdigit() and int(said) > limit:
        raise BadInput(f"the body has {int(said):,} bytes, the limit is {limit:,}", where=url)
    data = answer.read(limit + 1)
    if len(data) > limit:
        raise BadInput(f"the body has more than {limit:,} bytes", where=url)
    if said.isdigit() and len(data) < int(said):
        raise BadInput("the body breaks off", where=url)
    return data


def _unpacked(data: bytes, coding: str, limit: int, url: str) -> bytes:
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise BadInput(f"the server packs the body as «{coding}», which it was asked not to", where=url)
    unpack: Callable[[bytes, int], bytes] = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress
    out = unpack(data, limit + 1)
    if len(out) > limit:
        raise BadInput(f"the packed body unfolds to more than {limit:,} bytes", where=url)
    return out

"""Fetching lets nobody in: each way to an inner address, another scheme or a body without end is refused."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.errors import BadInput
from marsad.sources.fetch import fetch, is_public
from marsad.store import Store

TEXT = "سيطرت القوات على القرية صباح اليوم"
PAGE = (
    f"<html><head><title>عنوان</title></head><body><article>{f'<p>{TEXT}. {TEXT}.</p>' * 5}</article></body></html>"
).encode()


class Handler(BaseHTTPRequestHandler):
    done = threading.Event()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        port = self.server.server_address[1]
        path, _, rest = self.path.partition("?")
        if path == "/to":
            self.send_response(302)
            self.send_header("Location", rest.replace("PORT", str(port)))
            self.end_headers()
            return
        body, kind, extra = PAGE, "text/html; charset=utf-8", {}
        if path == "/big":
            body = b"x" * 50_000
        elif path == "/bomb":
            body, extra = gzip.compress(b" " * 3_000_000), {"Content-Encoding": "gzip"}
        elif path == "/image":
            kind = "image/png"
        elif path == "/cut":
            extra = {"Content-Length": str(len(PAGE) + 10)}
        elif path == "/gone":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        if path == "/slow":
            while not self.done.wait(0.05):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
        self.wfile.write(body)


@pytest.fixture
def port() -> Iterator[int]:
    Handler.done.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    Handler.done.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "198.18.0.1", "not an address",
    ],
)  # fmt: skip
def test_inner_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:1/", "data:text/html,x", "http://", "http:///x", "//example.org/x",
        "http://user:word@example.org/", "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://127.1:80/", "http://169.254.169.254/latest/meta-data/",
        "http://example.org:99999/", "http://[::1/", "http://\u0661\u0662\u0667.0.0.1/",
    ],
)  # fmt: skip
def test_what_must_not_be_fetched_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        fetch(url, max_seconds=5)


def test_an_allowed_host_is_fetched_by_name_and_port(port: int) -> None:
    found = fetch(f"http://127.0.0.1:{port}/صفحة?س=1", {f"127.0.0.1:{port}"})
    assert (found.data, found.media_type, found.charset) == (PAGE, "text/html", "utf-8")
    for allowed in (set(), {"127.0.0.1"}, {f"127.0.0.1:{port + 1}"}, {f"localhost:{port}"}):
        with pytest.raises(BadInput, match="open internet"):
            fetch(f"http://127.0.0.1:{port}/", allowed)


def test_each_redirect_is_checked_anew(port: int) -> None:
    allowed = {f"127.0.0.1:{port}"}
    assert fetch(f"http://127.0.0.1:{port}/to?/page", allowed).url.endswith("/page")
    for target in (
        "http://127.0.0.1:1/",
        "http://localhost:PORT/",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "http://[::1]:PORT/",
    ):
        with pytest.raises(BadInput, match=r"open internet|not fetched|no address"):
            fetch(f"http://127.0.0.1:{port}/to?{target}", allowed)
    with pytest.raises(BadInput, match="redirects"):
        fetch(f"http://127.0.0.1:{port}/to?/to?/to?/to?/to?/to?/to?/to", allowed)


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(BadInput, match=r"10\.0\.0\.1"):
        fetch("http://rebind.example/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    gone: list[object] = []

    def resolve(name: str, *_: object, **__: object) -> list[object]:
        asked.append(name)
        return [(2, 1, 6, "", ("93.184.216.34" if len(asked) == 1 else "127.0.0.1", 80))]

    def connect(address: object, **_: object) -> socket.socket:
        gone.append(address)
        raise OSError("no way out")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(BadInput, match="no way out"):
        fetch("http://rebind.example/")
    assert asked == ["rebind.example"] and gone == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    ("path", "said"), [("big", "more than"), ("bomb", "unfolds"), ("cut", "breaks off"), ("gone", "404")]
)
def test_bodies_without_end_or_none(port: int, path: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        fetch(f"http://127.0.0.1:{port}/{path}", {f"127.0.0.1:{port}"}, max_body=20_000)


def test_a_slow_body_is_cut(port: int) -> None:
    with pytest.raises(BadInput, match="longer than"):
        fetch(f"http://127.0.0.1:{port}/slow", {f"127.0.0.1:{port}"}, max_seconds=0.4)


def test_add_an_address(port: int, tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    address = f"http://127.0.0.1:{port}"
    refused = CliRunner().invoke(app, ["add", f"{address}/page", "--store", store])
    assert refused.exit_code == 1 and "--allow-host" in refused.output
    added = CliRunner().invoke(
        app,
        [
            "add",
            f"{address}/page",
            f"{address}/image",
            "--allow-host",
            f"127.0.0.1:{port}",
            "--outlet",
            "السهل",
            "--store",
            store,
        ],
    )
    assert added.exit_code == 1 and "1 added" in added.output and "image/png" in added.output
    with Store.open(store) as s:
        (report,) = s.reports()
        assert TEXT in report.text and s.evidence(report.sha256).data == PAGE and report.outlet == "السهل"

"""A small site on 127.0.0.1 for the tests: what lies at each path is a function of the request; what was asked is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = "سيطرت القوات على القرية صباح اليوم"
Answer = tuple[int, dict[str, str], bytes]
Page = Answer | Callable[[Message], Answer]


def html(title: str = "عنوان", head: str = "", text: str = TEXT) -> Answer:
    """A page with an article."""
    body = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
    body += f"<p>{text}. {text}.</p>" * 5 + "</article></body></html>"
    return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()


def rss(base: str, *names: str, day: str = "Fri, 30 Jun 2017 10:00:00 GMT") -> Answer:
    """A feed with an entry a name, each with its page at /NAME."""
    items = "".join(
        f"<item><title>{n}</title><link>{base}/{n}</link><guid>{base}/{n}</guid><pubDate>{day}</pubDate>"
        f"<description>{TEXT} {n}</description></item>"
        for n in names
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>السهل</title>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml", "ETag": '"one"'}, body.encode()


@dataclass
class Site:
    """`pages` by path; `asked` the paths in order; `most` the most requests that were answered at one time."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Message] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def allow(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            site.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def do_GET(self) -> None:
            with site.lock:
                site.now += 1
                site.most = max(site.most, site.now)
                site.asked.append(self.path)
                site.headers.append(self.headers)
            page = site.pages.get(self.path, (404, {}, b"nothing"))
            status, headers, body = page(self.headers) if callable(page) else page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # Counted out before the last byte: who has the answer may ask again at once.
            with site.lock:
                site.now -= 1
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

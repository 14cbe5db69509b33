"""Headers of every answer: content security, ETags, CORS for reading; and a shelf of answers to the store's present state.

No cookie is ever set for a reader (that of signing in goes to /review alone, which is never shelved), so an answer depends on the
store's state, the address, the host and the language alone.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
          "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
          "frame-ancestors 'none'; object-src 'none'")
_BODY_LIMIT = 2_000_000
_SHELF = 256
_SMALL = 800


@dataclass(slots=True)
class Answer:
    """A whole answer: raw headers, its ETag among them, and body; `packed` is the body gzipped, once somebody asked for it so."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    tag: str
    packed: bytes | None = None


class SecureHeaders:
    """ASGI middleware. `version` names the store's present state; answers of an older state leave the shelf by age."""

    def __init__(self, app: ASGIApp, version: Callable[[], str]) -> None:
        self.app, self.version = app, version
        self.shelf: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self.making: dict[tuple[str, ...], asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        files = scope["path"].startswith(("/static/", "/tiles/"))
        reading = scope["method"] in ("GET", "HEAD") and not files and not _signed(scope["path"])
        if not reading:
            await self.app(scope, receive, _Plain(scope["path"], send))
            return
        key = (self.version(), scope["method"], scope["path"], scope["query_string"].decode("latin-1"),
               asked.get("accept-language", ""), asked.get("host", ""))
        if key not in self.shelf and (under_way := self.making.get(key)) is not None:
            # Another reader asks the same at this moment: one answer is made for both.
            await under_way.wait()
        if (found := self.shelf.get(key)) is not None:
            self.shelf.move_to_end(key)
            await _give(found, asked, send)
            return
        made = self.making.setdefault(key, asyncio.Event())
        keeper = _Keeper(scope["path"], asked, send)
        try:
            await self.app(scope, receive, keeper)
        finally:
            if keeper.answer is not None:
                self.shelf[key] = keeper.answer
                while len(self.shelf) > _SHELF:
                    self.shelf.popitem(last=False)
            self.making.pop(key, None)
            made.set()


def _signed(path: str) -> bool:
    return path == "/review" or path.startswith("/review/")


class _Plain:
    """Passes an answer on with our headers."""

    def __init__(self, path: str, send: Send) -> None:
        self.path, self.send = path, send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _set(MutableHeaders(scope=message), self.path)
        await self.send(message)


class _Keeper:
    """Holds back a plain 200 until its body is whole, and gives it with an ETag; anything else, or longer, goes straight on."""

    def __init__(self, path: str, asked: Headers, send: Send) -> None:
        self.path, self.asked, self.send = path, asked, send
        self.start: Message | None = None
        self.body = bytearray()
        self.answer: Answer | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _set(MutableHeaders(scope=message), self.path)
            if message["status"] == 200:
                self.start = message
            else:
                await self.send(message)
            return
        if self.start is None:
            await self.send(message)
            return
        self.body.extend(message.get("body", b""))
        if message.get("more_body") and len(self.body) < _BODY_LIMIT:
            return
        body = bytes(self.body)
        if message.get("more_body"):
            await self.send(self.start)
            await self.send({"type": "http.response.body", "body": body, "more_body": True})
            self.start = None
            return
        headers = MutableHeaders(scope=self.start)
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "no-cache")
        headers.add_vary_header("Accept-Encoding")
        headers["Content-Length"] = str(len(body))
        self.answer = Answer(tuple(self.start["headers"]), body, tag)
        await _give(self.answer, self.asked, self.send)


async def _give(answer: Answer, asked: Headers, send: Send) -> None:
    known = [t.strip().removeprefix("W/") for t in asked.get("if-none-match", "").split(",")]
    if answer.tag in known:
        headers = [(k, v) for k, v in answer.headers if k.lower() not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    if len(answer.body) < _SMALL or "gzip" not in asked.get("accept-encoding", ""):
        await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": answer.body})
        return
    if answer.packed is None:
        # Packed once for all who ask the same, and beside the answering of others.
        answer.packed = await run_in_threadpool(gzip.compress, answer.body, 4, mtime=0)
    headers = [(k, v) for k, v in answer.headers if k.lower() != b"content-length"]
    headers += [(b"content-encoding", b"gzip"), (b"content-length", str(len(answer.packed)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer.packed})


def _set(headers: MutableHeaders, path: str) -> None:
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
    headers.add_vary_header("Accept-Language")
    if _signed(path):
        # What is shown to one who signed in is shown to nobody else; and without a referrer a browser would not say where a form
        # was sent from.
        headers["Cache-Control"], headers["Referrer-Policy"] = "no-store", "same-origin"
        headers.add_vary_header("Cookie")
        return
    # Reading is open to every origin: there are no cookies to protect here.
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = "ETag, Link"
    if path.startswith(("/static/", "/tiles/")):
        headers["Cache-Control"] = "public, max-age=86400"

"""Headers of every answer: content security, caching by ETag, CORS for reading. No cookie is ever set for a reader."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
          "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
          "frame-ancestors 'none'; object-src 'none'")
_BODY_LIMIT = 8_000_000


class SecureHeaders:
    """ASGI middleware: sets the policy on every answer and, on GET answers, an ETag of the body; answers 304 where it matches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        start: Message | None = None
        body = bytearray()
        streaming = False

        async def answer(message: Message) -> None:
            nonlocal start, streaming
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _set(headers, scope["path"])
                # Static files carry their own ETag; anything but a plain 200 to a GET goes through as it is.
                if message["status"] != 200 or scope["method"] not in ("GET", "HEAD") or "etag" in headers:
                    streaming = True
                    await send(message)
                    return
                start = message
                return
            if streaming or start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body") and len(body) < _BODY_LIMIT:
                return
            headers = MutableHeaders(scope=start)
            if message.get("more_body"):
                streaming = True
                await send(start)
                await send({"type": "http.response.body", "body": bytes(body), "more_body": True})
                return
            tag = f'"{hashlib.sha256(bytes(body)).hexdigest()[:32]}"'
            headers["ETag"] = tag
            headers.setdefault("Cache-Control", "no-cache")
            if tag in [t.strip().removeprefix("W/") for t in asked.split(",")]:
                start["status"] = 304
                for name in ("content-length", "content-type"):
                    if name in headers:
                        del headers[name]
                body.clear()
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        await self.app(scope, receive, answer)


def _set(headers: MutableHeaders, path: str) -> None:
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
    headers.setdefault("Vary", "Accept-Language")
    # Reading is open to every origin: there are no cookies to protect here.
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = "ETag, Link"
    if path.startswith("/static/"):
        headers["Cache-Control"] = "public, max-age=86400"

"""Who is signed in: the cookie, the session behind it, and the token that every form carries.

The cookie exists only after signing in and is sent to addresses under /review alone, so that reading stays without cookies.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from marsad.errors import MarsadError
from marsad.store.review import SESSION_SECONDS
from marsad.web.desk import desk_of
from marsad.web.words import N_

COOKIE = "marsad_session"
PATH = "/review"
_FORM_BYTES = 200_000
_FRESH_SECONDS = 3600
# Signs the form of signing in, which has no session yet. It lives as long as the process: a page older than that is asked for anew.
_KEY = secrets.token_bytes(32)


class SignInNeeded(MarsadError):
    """Nobody is signed in."""

    code = "sign-in"


class Forbidden(MarsadError):
    """The form does not come from our page, or the role does not allow it."""

    code = "forbidden"


class TooLarge(MarsadError):
    """The form is larger than any of ours."""

    code = "too-large"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who is signed in: name, role (`reviewer` or `editor`), and the CSRF token of the session."""

    name: str
    role: str
    csrf: str

    @property
    def editor(self) -> bool:
        """Whether an editor."""
        return self.role == "editor"


def reviewer_of(request: Request) -> Reviewer:
    """The signed-in reader of a request. Raises SignInNeeded."""
    found = present(request)
    if found is None:
        raise SignInNeeded("sign in first", where=request.url.path)
    return found


def present(request: Request) -> Reviewer | None:
    """The signed-in reader, None where nobody is."""
    token = request.cookies.get(COOKIE, "")
    found = desk_of(request).store.signed_in(token, int(time.time())) if token else None
    return Reviewer(*found) if found else None


def editor_of(request: Request) -> Reviewer:
    """The signed-in editor. Raises SignInNeeded, Forbidden."""
    found = reviewer_of(request)
    if not found.editor:
        raise Forbidden(N_("Only editors may do this."))
    return found


def keep(response: Response, request: Request, token: str) -> None:
    """Set the cookie of a session."""
    response.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, path=PATH, httponly=True, samesite="strict",
                        secure=request.url.scheme == "https")


def drop(response: Response, request: Request) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict", secure=request.url.scheme == "https")


def from_here(request: Request) -> bool:
    """Whether a form was sent from our own pages, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


async def form_of(request: Request) -> FormData:
    """The form of a POST from our own pages. Raises Forbidden, TooLarge."""
    if not from_here(request):
        raise Forbidden(N_("The form was sent from another site."))
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > _FORM_BYTES:
        raise TooLarge(N_("The form is too large."))
    return await request.form(max_files=0, max_fields=600)


def checked(form: FormData, reviewer: Reviewer) -> None:
    """Raises Forbidden where the form does not carry the token of the session."""
    if not hmac.compare_digest(str(form.get("csrf", "")).encode(), reviewer.csrf.encode()):
        raise Forbidden(N_("The page had gone stale. Load it again, then send the form."))


def ticket(now: float | None = None) -> str:
    """A token for the form of signing in."""
    stamp = str(int(time.time() if now is None else now))
    return f"{stamp}.{hmac.new(_KEY, stamp.encode(), hashlib.sha256).hexdigest()}"


def ticket_good(token: str, now: float | None = None) -> bool:
    """Whether `ticket` gave this token in the last hour."""
    stamp, _, _ = token.partition(".")
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return False
    age = (time.time() if now is None else now) - int(stamp)
    return -60 <= age <= _FRESH_SECONDS and hmac.compare_digest(ticket(int(stamp)).encode(), token.encode())


Form = Annotated[FormData, Depends(form_of)]
SignedIn = Annotated[Reviewer, Depends(reviewer_of)]
Editor = Annotated[Reviewer, Depends(editor_of)]

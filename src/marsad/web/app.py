"""The application: pages, API, feeds, static files, and what is said when something is not there."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from marsad.errors import MarsadError, NotFound
from marsad.store import Store
from marsad.web.basemap import warm
from marsad.web.desk import STATIC, Desk, open_desk, page_of
from marsad.web.ground import lands, reach
from marsad.web.known_names import known_names
from marsad.web.limits import Limits, TooMany
from marsad.web.reckon import Reckoner
from marsad.web.routes import ROUTERS
from marsad.web.routes.observatory import frame
from marsad.web.security import SecureHeaders
from marsad.web.session import Forbidden, SignInNeeded, TooLarge
from marsad.web.tiles import Tiles

THREADS = 8
DESCRIPTION = """Every figure, event and hold leads back to the words that said it. Filters are the same on pages, lists and feeds;
`on` is the valid day, `known` the last day of publication that counts."""


def create_app(store_path: str, tiles: str | None = None) -> FastAPI:
    """The application over the store at a path or SQLAlchemy URL; over an empty one where there is none yet; with base-map detail out of
    a PMTiles file where one is named. Raises StoreError, BadData."""
    archive = Tiles(tiles) if tiles else None
    if "://" in store_path or Path(store_path).exists():
        store = Store.open_to_read(store_path)
        if store.users():
            # Where somebody may review, the server writes, and seals what it wrote when it ends.
            store.close()
            store = Store.open(store_path)
        return build(store, archive)
    # Asking never makes a file where the store would be; and a database in memory cannot be shared by threads.
    folder = TemporaryDirectory(prefix="marsad-")
    app = build(Store.open(Path(folder.name) / "empty.db"), archive)
    app.state.folder = folder
    return app


def build(store: Store, tiles: Tiles | None = None) -> FastAPI:
    """The application over an open store and archive of tiles, which it closes at its end."""
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        # The base map and a large store take a while to read: they are at hand before the first reader asks.
        for task in (warm, lambda: ready(desk)):
            threading.Thread(target=task, daemon=True).start()
        # Answers are made by processor time: more threads than these would only make all of them later.
        current_default_thread_limiter().total_tokens = THREADS
        yield
        app.state.reckoner.stop()
        store.close()
        if tiles is not None:
            tiles.close()

    app = FastAPI(title="marsad", version=version("marsad"), description=DESCRIPTION, lifespan=life, docs_url=None, redoc_url=None,
                  license_info={"name": "Apache-2.0"})
    desk = app.state.desk = open_desk(store, known_names())
    app.state.limits, app.state.reckoner, app.state.tiles = Limits(), Reckoner(store, lambda: ready(desk)), tiles
    app.add_middleware(SecureHeaders, version=desk.watch.version)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=4)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(NotFound, _missing)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(TooMany, _too_many)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(Forbidden, _forbidden)
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(MarsadError, _failed)
    return app


def ready(desk: Desk) -> None:
    """Read the store's present state, and work out what every first page of it needs."""
    s = desk.watch.look()
    frame(s)
    for code in lands(s):
        reach(s, code)


def _wants_json(request: Request) -> bool:
    path = request.url.path
    return path.endswith((".json", ".jsonl", ".csv", ".geojson", ".atom"))


def _answer(request: Request, status: int, message: str, detail: object = None) -> Response:
    if _wants_json(request):
        return JSONResponse({"detail": detail or message}, status)
    return page_of(request).render("error.html", status, code=status, message=message)


async def _missing(request: Request, error: Exception) -> Response:
    return _answer(request, 404, str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
    return _answer(request, 422, "; ".join(f"{p['loc'][-1]}: {p['msg']}" for p in problems), problems)


async def _too_many(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooMany)
    if _wants_json(request):
        answer: Response = JSONResponse({"detail": f"too many requests; try again in {error.seconds} seconds"}, 429)
    else:
        at = (datetime.now(UTC) + timedelta(seconds=error.seconds)).strftime("%H:%M:%S")
        answer = page_of(request).render("too_many.html", 429, seconds=error.seconds, at=at)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


async def _sign_in(request: Request, error: Exception) -> Response:
    if _wants_json(request):
        return JSONResponse({"detail": "sign in first, at /review/sign-in"}, 401)
    page = page_of(request)
    back = request.url.path if request.method == "GET" else "/review"
    return RedirectResponse(page.u("review", "sign-in", next=back), 303)


async def _forbidden(request: Request, error: Exception) -> Response:
    assert isinstance(error, Forbidden)
    if _wants_json(request):
        return JSONResponse({"detail": error.message}, 403)
    return page_of(request).render("error.html", 403, code=403, message=page_of(request).speech.gettext(error.message))


async def _too_large(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooLarge)
    return page_of(request).render("error.html", 413, code=413, message=page_of(request).speech.gettext(error.message))


async def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 500, str(error))

"""The made record behind a test client, and behind a real server for the browser."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

import made
import reviewing

from marsad.store import Store
from marsad.web.app import build, create_app
from marsad.web.limits import Limits

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a store with the made record."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    made.save(path).close()
    return path


@pytest.fixture(scope="session")
def client(made_store: Path) -> Iterator[TestClient]:
    """A client of the application over the made record."""
    with TestClient(create_app(str(made_store))) as client:
        yield client


def serve(app: FastAPI) -> tuple[str, uvicorn.Server, threading.Thread]:
    """A server of `app` on a free port: its address, and what stops it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}", server, thread


@pytest.fixture(scope="session")
def address(made_store: Path) -> Iterator[str]:
    """The address of a real server over the made record."""
    url, server, thread = serve(create_app(str(made_store)))
    yield url
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="install playwright: pip install playwright")
    path = os.environ.get("MARSAD_CHROMIUM") or (CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium"))
    if not path:
        pytest.skip("install Chromium (apt-get install chromium), or name it in MARSAD_CHROMIUM")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk(demo_store: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Store]]:
    """A client over a copy of the demonstration that may be written to, with limits of its own, and the store."""
    store = reviewing.open_copy(demo_store, tmp_path)
    with TestClient(build(store)) as client:
        client.app.state.limits = Limits()  # type: ignore[attr-defined]
        yield client, store


@pytest.fixture
def site(demo_store: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """A server over a copy of the demonstration that may be written to, and the store."""
    store = reviewing.open_copy(demo_store, tmp_path)
    url, server, thread = serve(build(store))
    yield url, store
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a store with the demonstration and a report told once, every step run, and its users. Copy it before writing."""
    from marsad.cli.demo import load
    from marsad.pipeline import run

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Store.open(path) as store:
        load(store)
        reviewing.add_told_once(store)
        run(store)
        reviewing.add_users(store)
    return path

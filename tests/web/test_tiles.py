"""Base-map detail out of a PMTiles archive made here, byte for byte after the specification of version 3."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from conftest import serve
from marsad.errors import BadData
from marsad.web.app import create_app
from marsad.web.tiles import Tiles, number, varints


def varint(value: int) -> bytes:
    """A number in groups of seven bits."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    """(tile, run, offset, length) each, as a packed directory: numbers of tiles as steps, offsets 0 where they go on."""
    tiles = [e[0] for e in entries]
    steps = [b - a for a, b in zip([0, *tiles], tiles, strict=False)]
    ends = [None, *(e[2] + e[3] for e in entries)]
    offsets = [0 if n and e[2] == ends[n] else e[2] + 1 for n, e in enumerate(entries)]
    columns = [steps, [e[1] for e in entries], [e[3] for e in entries], offsets]
    return gzip.compress(varint(len(entries)) + b"".join(varint(v) for column in columns for v in column), mtime=0)


def square() -> bytes:
    """A vector tile with one layer, `roads`, and one line across it."""
    geometry = b"".join(map(varint, (9, 0, 0, 10, 8192, 8192)))
    feature = b"\x18\x02\x22" + varint(len(geometry)) + geometry
    layer = b"\x0a\x05roads\x12" + varint(len(feature)) + feature + b"\x28" + varint(4096) + b"\x78\x02"
    return b"\x1a" + varint(len(layer)) + layer


TILE = gzip.compress(square(), mtime=0)


def archive(path: Path) -> Path:
    """Zooms 0 to 2, all tiles alike but the last, which is missing; those of zoom 2 stand in a leaf."""
    leaf = directory([(5, 15, 0, len(TILE))])
    root = directory([(0, 5, 0, len(TILE)), (5, 0, 0, len(leaf))])
    meta = gzip.compress(json.dumps({"attribution": "<a href='//x'>made here</a>", "vector_layers": [{"id": "roads"}]}).encode(), mtime=0)
    places, at = [], 127
    for part in (root, meta, leaf, TILE):
        places += [at, len(part)]
        at += len(part)
    head = struct.pack("<7sB11Q6B4iB2i", b"PMTiles", 3, *places, 20, 3, 1, 1, 2, 2, 1, 0, 2, -1_800_000_000, -850_000_000, 1_800_000_000,
                       850_000_000, 0, 0, 0)
    path.write_bytes(head + root + meta + leaf + TILE)
    return path


def test_tiles_are_found_through_leaves_and_runs(tmp_path: Path) -> None:
    tiles = Tiles(archive(tmp_path / "t.pmtiles"))
    assert (tiles.lowest, tiles.highest, tiles.layers, tiles.attribution) == (0, 2, ["roads"], "made here")
    every = [(z, x, y) for z in range(3) for x in range(1 << z) for y in range(1 << z)]
    last = max(every, key=lambda t: number(*t))
    assert all(tiles.tile(*t) == TILE for t in every if t != last)
    for none in (last, (3, 0, 0), (1, 2, 0), (1, 0, -1)):
        assert tiles.tile(*none) is None
    tiles.close()


@given(st.integers(0, 6))
def test_each_tile_has_a_number_of_its_own(z: int) -> None:
    numbers = sorted(number(z, x, y) for x in range(1 << z) for y in range(1 << z))
    before = ((1 << 2 * z) - 1) // 3
    assert numbers == list(range(before, before + (1 << 2 * z)))
    # Neighbours on the curve are neighbours on the ground.
    at = {number(z, x, y): (x, y) for x in range(1 << z) for y in range(1 << z)}
    assert all(abs(at[n][0] - at[n + 1][0]) + abs(at[n][1] - at[n + 1][1]) == 1 for n in numbers[:-1])


@given(st.lists(st.integers(0, 2**60), max_size=20))
def test_numbers_come_back(values: list[int]) -> None:
    assert varints(b"".join(map(varint, values))) == values


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:100], lambda b: b"X" + b[1:], lambda b: b[:97] + b"\x03" + b[98:],
                                    lambda b: b[:7] + b"\x02" + b[8:], lambda b: b[:127] + bytes(60) + b[187:],
                                    lambda b: b[:16] + b"\xff" * 8 + b[24:], lambda b: b[:24] + b"\xff" * 8 + b[32:]])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, damage: Any) -> None:
    path = archive(tmp_path / "t.pmtiles")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BadData):
        Tiles(path)
    with pytest.raises(BadData):
        Tiles(tmp_path / "none.pmtiles")


@pytest.fixture
def detailed(made_store: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of the application with tiles."""
    with TestClient(create_app(str(made_store), str(archive(tmp_path / "t.pmtiles")))) as client:
        yield client


def test_tiles_over_http(detailed: TestClient, client: TestClient) -> None:
    about = detailed.get("/tiles.json").json()
    assert about["tiles"] == ["/tiles/{z}/{x}/{y}"] and about["vector_layers"] == [{"id": "roads", "fields": {}}]
    packed = detailed.get("/tiles/1/0/0", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == square()
    assert detailed.get("/tiles/1/0/0", headers={"Accept-Encoding": "identity"}).content == square()
    assert detailed.get("/tiles/5/0/0").status_code == 204 and detailed.get("/tiles/-1/0/0").status_code == 422
    page = detailed.get("/?lang=en").text
    assert 'data-tiles="/tiles.json"' in page and "made here" in page and "<a href='//x'" not in page
    # Without an archive the page says nothing of tiles, and asks for none.
    assert "data-tiles" not in client.get("/").text and client.get("/tiles.json").status_code == 404
    assert client.get("/tiles/0/0/0").status_code == 404


@pytest.mark.browser
def test_the_live_map_draws_them(browser: Any, made_store: Path, tmp_path: Path) -> None:
    url, server, thread = serve(create_app(str(made_store), str(archive(tmp_path / "t.pmtiles"))))
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("requestfinished", lambda r: asked.append(r.url) if "/tiles/" in r.url else None)
    page.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") and "map:" in m.text else None)
    with page.expect_event("requestfinished", lambda r: "/tiles/" in r.url, timeout=120_000):
        page.goto(f"{url}/?lang=en")
    page.wait_for_selector("#live[data-detail]", timeout=60000)
    page.wait_for_load_state("networkidle")
    assert asked and not errors
    page.close()
    server.should_exit = True
    thread.join(5)

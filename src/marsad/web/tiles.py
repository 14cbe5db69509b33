"""Base-map detail out of one PMTiles file (version 3), a tile at a time: nothing is unpacked, nothing fetched from elsewhere."""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.errors import BadData

_HEADER = struct.Struct("<7sB11Q6B4iB2i")
_NONE, _GZIP = 1, 2
_LARGEST = 1 << 26
"""Bytes of a directory or of the metadata, unpacked."""
MEDIA = {1: "application/vnd.mapbox-vector-tile", 2: "image/png", 3: "image/jpeg", 4: "image/webp", 5: "image/avif"}
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a directory: `run` tiles from `tile` on share these bytes; a run of 0 leads to a further directory."""

    tile: int
    run: int
    offset: int
    length: int


class Tiles:
    """An open archive. `media` is the media type of its tiles, `gzipped` whether they are packed. Safe for threads.

    Raises BadData where the file is no such archive or is packed in a way that is not read here.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        try:
            self._file = os.open(self.path, os.O_RDONLY)
        except OSError as error:
            raise BadData(f"the tiles cannot be read: {error.strerror}", where=self.path) from error
        head = self._read(0, _HEADER.size)
        if len(head) < _HEADER.size or head[:7] != b"PMTiles" or head[7] != 3:
            raise BadData("no PMTiles archive of version 3", where=self.path)
        (_, _, self._root, self._root_size, meta, meta_size, self._leaves, _, self._data, _, _, _, _, _, self._packing, packed, kind,
         self.lowest, self.highest, west, south, east, north, *_) = _HEADER.unpack(head)
        if self._packing not in (_NONE, _GZIP) or packed not in (0, _NONE, _GZIP) or kind not in MEDIA:
            raise BadData("the archive is packed in a way that is not read here: gzip or none is", where=self.path)
        self.media, self.gzipped = MEDIA[kind], packed == _GZIP
        self.bounds = tuple(v / 1e7 for v in (west, south, east, north))
        try:
            found = json.loads(self._unpack(self._read(meta, meta_size)) or b"{}")
        except ValueError as error:
            raise BadData(f"unreadable metadata: {error}", where=self.path) from error
        self.meta: dict[str, Any] = found if isinstance(found, dict) else {}
        self._directory = lru_cache(maxsize=64)(self._read_directory)
        self._directory(self._root, self._root_size)

    @property
    def attribution(self) -> str:
        """Who is to be named for the tiles, as plain text."""
        return _TAG.sub("", str(self.meta.get("attribution") or self.meta.get("name") or "")).strip()[:200]

    @property
    def layers(self) -> list[str]:
        """Names of the layers of vector tiles."""
        found = self.meta.get("vector_layers")
        return [str(x["id"]) for x in found if isinstance(x, dict) and "id" in x] if isinstance(found, list) else []

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The bytes of a tile as they are packed, None where there is none."""
        if not (self.lowest <= z <= self.highest and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        wanted, at, size = number(z, x, y), self._root, self._root_size
        for _ in range(4):
            entries, tiles = self._directory(at, size)
            n = bisect_right(tiles, wanted) - 1
            if n < 0:
                return None
            entry = entries[n]
            if entry.run:
                return self._read(self._data + entry.offset, entry.length) if wanted < entry.tile + entry.run else None
            at, size = self._leaves + entry.offset, entry.length
        return None

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)

    def _read(self, offset: int, length: int) -> bytes:
        if length > _LARGEST or offset >= 1 << 62:
            raise BadData("the archive names a part that is too large", where=self.path)
        return os.pread(self._file, length, offset)

    def _unpack(self, data: bytes) -> bytes:
        if self._packing == _NONE:
            return data
        try:
            return zlib.decompressobj(31).decompress(data, _LARGEST)
        except zlib.error as error:
            raise BadData(f"a damaged directory: {error}", where=self.path) from error

    def _read_directory(self, offset: int, length: int) -> tuple[list[Entry], list[int]]:
        numbers = varints(self._unpack(self._read(offset, length)))
        size = numbers[0] if numbers else 0
        if len(numbers) != 1 + 4 * size:
            raise BadData("a directory ends too soon", where=self.path)
        entries, tile, following = [], 0, 0
        for n in range(size):
            step, run, long, at = (numbers[1 + k * size + n] for k in range(4))
            tile += step
            following = (following if at == 0 and n else at - 1) + long
            entries.append(Entry(tile, run, following - long, long))
        return entries, [e.tile for e in entries]


def varints(data: bytes) -> list[int]:
    """Numbers of seven bits a byte, the lowest first."""
    out, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            out.append(value)
            value = shift = 0
    return out


def number(z: int, x: int, y: int) -> int:
    """The number of a tile: those of the zooms before it, and its place on the Hilbert curve of its own."""
    found = ((1 << 2 * z) - 1) // 3
    for bit in range(z - 1, -1, -1):
        side = 1 << bit
        right, low = x & side, y & side
        found += ((3 * right) ^ low) << bit
        if not low:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
    return found

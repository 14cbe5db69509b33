"""Sketches: what is kept of a report so that later ones can be compared with it without its text.

A sketch is the sampled three-word grams of the folded text with their places: 40 bits of hash and 16 bits of word index each.
A long text is sketched up to its 65,535th word.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.copies.fold import I64, LETTERS, U64, Words, classes, joiner_states, words
from marsad.copies.grams import gram_hashes
from marsad.copies.settings import load_settings
from marsad.errors import BadInput

VERSION: Final = 1
HASH_BITS: Final = 40
LONGEST: Final = 65_535
MANY: Final = 1_500_000
"""Code points of text from which the compiled pass is worth loading a compiler (about half a second)."""
_HEAD: Final = struct.Struct("<BBII")


class Sketches(NamedTuple):
    """Sketches of many reports in flat arrays: report i holds `keys[bounds[i]:bounds[i + 1]]` (uint64, top 40 bits set) at word
    indices `at` (uint16); `lengths` counts words (int32)."""

    keys: U64
    at: NDArray[np.uint16]
    bounds: I64
    lengths: NDArray[np.int32]

    @property
    def reports(self) -> int:
        """How many reports."""
        return len(self.lengths)


_TOP = np.uint64(((1 << HASH_BITS) - 1) << (64 - HASH_BITS))


def sketch_words(hashes: U64, keep: int) -> tuple[U64, NDArray[np.uint16]]:
    """Sampled grams of a text's word hashes, and their word indices."""
    grams = gram_hashes(hashes[:LONGEST])
    at = np.nonzero((grams & np.uint64(255)) < np.uint64(keep))[0]
    return grams[at] & _TOP, at.astype(np.uint16)


def pack(keys: U64, at: NDArray[np.uint16], length: int, keep: int) -> bytes:
    """One sketch as bytes: version, sampling, words, grams, then five bytes a hash, two bytes a place."""
    high = (keys >> np.uint64(64 - HASH_BITS)).astype("<u8").view(np.uint8).reshape(-1, 8)[:, :5]
    return _HEAD.pack(VERSION, keep - 1, length, len(keys)) + high.tobytes() + at.astype("<u2").tobytes()


def unpack(data: bytes) -> tuple[U64, NDArray[np.uint16], int, int]:
    """Keys, places, words and sampling of a sketch. Raises `BadInput` where the bytes are none of ours."""
    if len(data) < _HEAD.size:
        raise BadInput("a sketch is cut short", hint="run the copies stage anew")
    version, keep, length, count = _HEAD.unpack_from(data)
    if version != VERSION or len(data) != _HEAD.size + 7 * count:
        raise BadInput(f"a sketch of version {version} cannot be read", hint="run the copies stage anew")
    keys = np.zeros((count, 8), np.uint8)
    keys[:, :5] = np.frombuffer(data, np.uint8, 5 * count, _HEAD.size).reshape(-1, 5)
    at = np.frombuffer(data, "<u2", count, _HEAD.size + 5 * count).astype(np.uint16)
    return keys.view("<u8").reshape(-1).astype(np.uint64) << np.uint64(64 - HASH_BITS), at, length, keep + 1


def sketch(text: str) -> bytes:
    """The sketch of one stored text: depends on the text and the shipped data alone."""
    keep = load_settings().keep
    found = words(text)
    keys, at = sketch_words(found.hashes, keep)
    return pack(keys, at, len(found.hashes), keep)


def gather(sketches: Sequence[bytes]) -> Sketches:
    """Stored sketches as flat arrays, in the given order. Raises `BadInput` for bytes that are no sketch."""
    parts = [unpack(data) for data in sketches]
    bounds = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(part[0]) for part in parts], out=bounds[1:])
    keys = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, np.uint64)
    at = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, np.uint16)
    return Sketches(keys, at, bounds, np.array([part[2] for part in parts], np.int32))


def _laid_out(texts: Sequence[str]) -> tuple[NDArray[np.uint8], I64]:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(data) for data in encoded], out=offsets[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), offsets


def sketch_many(texts: Sequence[str], compiled: bool | None = None) -> list[bytes]:
    """`sketch` of each text; many texts (or `compiled`) go through the compiled pass and give the same bytes."""
    if compiled is False or (compiled is None and sum(map(len, texts)) < MANY):
        return [sketch(text) for text in texts]
    keep = load_settings().keep
    flat = sketch_bytes(*_laid_out(texts), keep)
    return [
        pack(flat.keys[a:b], flat.at[a:b], int(length), keep)
        for a, b, length in zip(flat.bounds[:-1], flat.bounds[1:], flat.lengths, strict=True)
    ]


def words_many(texts: Sequence[str], compiled: bool | None = None) -> list[Words]:
    """`fold.words` of each text; many texts (or `compiled`) go through the compiled pass and give the same words."""
    if compiled is False or (compiled is None and sum(map(len, texts)) < MANY):
        return [words(text) for text in texts]
    from marsad.copies import kernels

    table = classes()
    data, offsets = _laid_out(texts)
    room = len(data) // 2 + 2
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    lengths = np.zeros(len(texts), np.int32)
    kernels.scan_words(
        data, offsets, LETTERS, table.keys, table.values, np.array(joiner_states(), np.uint64), 0,
        np.zeros(0, np.uint64), np.zeros(0, np.uint16), np.zeros(len(texts), np.int64), lengths, hashes, starts, ends,
    )
    out: list[Words] = []
    first = 0
    for last in np.cumsum(lengths).tolist():
        out.append(Words(hashes[first:last].copy(), starts[first:last].copy(), ends[first:last].copy()))
        first = last
    return out


def sketch_bytes(data: NDArray[np.uint8], offsets: I64, keep: int) -> Sketches:
    """Sketches of UTF-8 texts lying one after another in `data` (an Arrow string column, say), without a Python string."""
    from marsad.copies import kernels

    table = classes()
    joiners = np.array(joiner_states(), np.uint64)
    count = len(offsets) - 1
    bounds = np.zeros(count + 1, np.int64)
    lengths = np.zeros(count, np.int32)
    # Room for the most words that so many bytes can hold; what is not written to takes no memory.
    room = (int(offsets[-1] - offsets[0]) if count else 0) // 2 + 2
    keys, places = np.empty(room, np.uint64), np.empty(room, np.uint16)
    no_spans = np.zeros(0, np.int64)
    kernels.scan_grams(
        data, offsets, LETTERS, table.keys, table.values, joiners, keep, keys, places, bounds[1:], lengths,
        np.zeros(0, np.uint64), no_spans, no_spans,
    )
    made = int(bounds[-1])
    keys, places = keys[:made], places[:made]
    keys &= _TOP
    return Sketches(keys, places, bounds, lengths)

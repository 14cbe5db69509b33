"""Compiled loops over bytes and flat arrays. Importing this module imports Numba: callers do so only for many reports.

Every loop here has a plain twin that gives the same numbers (`fold.words`, and the bodies in `counting`, which are compiled as
they stand), so that a small store never waits for a compiler.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types

from marsad.copies import counting
from marsad.copies.fold import (
    DROP,
    FNV_BASIS,
    FNV_PRIME,
    MIX_1,
    MIX_2,
    WAW,
    WAW_KEPT,
)
from marsad.copies.grams import GRAM_1, GRAM_2, GRAM_3

_BASIS = np.uint64(FNV_BASIS)
_PRIME = np.uint64(FNV_PRIME)
_MIX_1 = np.uint64(MIX_1)
_MIX_2 = np.uint64(MIX_2)
_KEPT = np.uint64(WAW_KEPT)
_WAW = np.int64(WAW)
_DROP = np.int64(DROP)
_G1 = np.uint64(GRAM_1)
_G2 = np.uint64(GRAM_2)
_G3 = np.uint64(GRAM_3)
_ONE = np.uint64(1)


@njit(inline="always")
def _digit_at(data, at, end):  # type: ignore[no-untyped-def]
    if at >= end:
        return False
    byte = data[at]
    if byte < 0x80:
        return 0x30 <= byte <= 0x39
    if at + 1 >= end:
        return False
    second = data[at + 1]
    return (byte == 0xD9 and 0xA0 <= second <= 0xA9) or (byte == 0xDB and 0xB0 <= second <= 0xB9)


@njit(inline="always")
def _digit_before(data, at, begin):  # type: ignore[no-untyped-def]
    """Whether a digit ends right before byte `at`."""
    if at <= begin:
        return False
    byte = data[at - 1]
    if byte < 0x80:
        return 0x30 <= byte <= 0x39
    if at - 2 < begin:
        return False
    lead = data[at - 2]
    return (lead == 0xD9 and 0xA0 <= byte <= 0xA9) or (lead == 0xDB and 0xB0 <= byte <= 0xB9)


@njit(inline="always")
def _letter_at(data, at, end, letters):  # type: ignore[no-untyped-def]
    """Whether a letter or a mark that is dropped, and no separator, stands at byte `at`."""
    byte = np.int64(data[at])
    if byte < 0x80:
        return letters[byte] != 0
    if byte < 0xE0:
        return letters[((byte & 0x1F) << 6) | (np.int64(data[at + 1]) & 0x3F)] != 0
    return False


_TEXT = types.Array(types.uint8, 1, "C", readonly=True)


_SIGNATURE = types.int64(
    _TEXT, types.int64[::1], types.uint16[::1], types.uint64[::1], types.uint64[::1], types.uint64[::1], types.int64,
    types.uint64[::1], types.uint16[::1], types.int64[::1], types.int32[::1], types.uint64[::1], types.int64[::1],
    types.int64[::1],
)


def _make_scan(want_words: bool) -> Any:
    """The pass over bytes, compiled once for grams and once for words with their spans: a constant, so that neither pays for the
    other."""

    @njit(_SIGNATURE, cache=True, boundscheck=False)
    def scan(data, offsets, letters, keys, values, joiners, keep, gram_keys, gram_at, gram_ends, lengths, hashes, starts, ends):  # type: ignore[no-untyped-def]
        grams = 0
        total = 0
        keep_below = np.uint64(keep)
        low = np.uint64(255)
        slots = np.uint64(keys.shape[0] - 1)
        joiner_0 = joiners[0]
        joiner_1 = joiners[1]
        for report in range(offsets.shape[0] - 1):
            at = offsets[report]
            end = offsets[report + 1]
            point_index = np.int64(0)
            count = 0
            first = np.uint64(0)
            second = np.uint64(0)
            state = _BASIS
            size = 0  # letters of the running word
            waw = False
            joined = False
            start = np.int64(0)
            stop = np.int64(0)
            in_run = False
            while True:
                folded = np.int64(0)
                here = point_index
                if at < end:
                    byte = np.int64(data[at])
                    if 0x80 <= byte < 0xE0:
                        folded = np.int64(letters[((byte & 0x1F) << 6) | (np.int64(data[at + 1]) & 0x3F)])
                        at += 2
                        if folded > 1:
                            # The common case, an Arabic letter, and nothing else on its way.
                            if want_words:
                                point_index += 1
                                if not in_run:
                                    in_run = True
                                    if not joined:
                                        start = here
                            if size == 0 and folded == _WAW:
                                waw = True
                            else:
                                state = (state ^ np.uint64(folded)) * _PRIME
                            size += 1
                            continue
                        point = ((byte & 0x1F) << 6) | (np.int64(data[at - 1]) & 0x3F)
                        if (point == 0x66B or point == 0x66C) and _digit_before(data, at - 2, offsets[report]) and _digit_at(
                            data, at, end
                        ):
                            folded = _DROP
                    elif byte < 0x80:
                        folded = np.int64(letters[byte])
                        at += 1
                        if (byte == 0x2E or byte == 0x2C) and _digit_before(data, at - 1, offsets[report]) and _digit_at(
                            data, at, end
                        ):
                            folded = _DROP
                    elif byte < 0xF0:
                        point = (
                            ((byte & 0x0F) << 12) | ((np.int64(data[at + 1]) & 0x3F) << 6) | (np.int64(data[at + 2]) & 0x3F)
                        )
                        at += 3
                        folded = point
                        if (0x200B <= point <= 0x200F or 0x202A <= point <= 0x202E or 0x2060 <= point <= 0x206F
                                or point == 0xFEFF or 0xFE00 <= point <= 0xFE0F):
                            folded = _DROP
                        elif (0x2000 <= point <= 0x2BFF or 0x3000 <= point <= 0x303F or 0xD800 <= point <= 0xF8FF
                                or point == 0xFD3E or point == 0xFD3F or 0xFE10 <= point <= 0xFE6F):
                            folded = np.int64(0)
                    else:
                        at += 4
                    point_index += 1
                    if folded != 0:
                        if want_words and not in_run:
                            in_run = True
                            if not joined:
                                start = here
                        if folded > 1:
                            state = (state ^ np.uint64(folded)) * _PRIME
                            size += 1
                        continue
                    last = False
                else:
                    last = True
                    if size == 0:
                        break
                if want_words:
                    if in_run and size > 0:
                        stop = here
                    in_run = False
                if size == 0:
                    continue
                # «عبد» goes on into the next word if one separator parts them.
                joining = not joined and not last and at < end and (state == joiner_0 or state == joiner_1)  # noqa: SIM109
                if joining and _letter_at(data, at, end, letters):
                    joined = True
                    continue
                if size == 1 and waw:
                    state = (_BASIS ^ np.uint64(_WAW)) * _PRIME
                    waw = False
                value = state
                value ^= value >> np.uint64(33)
                value *= _MIX_1
                value ^= value >> np.uint64(29)
                if waw and size <= 3:
                    value ^= _KEPT
                slot = value & slots
                while keys[slot] != np.uint64(0):
                    if keys[slot] == value:
                        value = values[slot]
                        break
                    slot = (slot + _ONE) & slots
                if want_words:
                    hashes[total] = value
                    starts[total] = start
                    ends[total] = stop
                    total += 1
                count += 1
                if not want_words and count >= 3 and count <= 65535:
                    gram = first * _G1 + second * _G2 + value * _G3
                    gram ^= gram >> np.uint64(32)
                    gram *= _MIX_2
                    gram ^= gram >> np.uint64(29)
                    gram_keys[grams] = gram
                    gram_at[grams] = np.uint16(count - 3)
                    if (gram & low) < keep_below:
                        grams += 1
                first = second
                second = value
                state = _BASIS
                size = 0
                waw = False
                joined = False
            lengths[report] = count
            gram_ends[report] = grams
        return total

    return scan


scan_grams = _make_scan(False)
"""One pass over UTF-8 `data`, report i being `data[offsets[i]:offsets[i + 1]]`: writes the kept three-word grams (`gram_keys`, with
room for one more than there are), their word index (`gram_at`), where each report's end (`gram_ends`), and its words (`lengths`)."""
scan_words = _make_scan(True)
"""The same pass, writing every word's hash and code point span instead; returns how many there are."""

lay_out = njit(cache=True, boundscheck=False)(counting.lay_out)
most_matches = njit(cache=True, boundscheck=False)(counting.most_matches)
group_runs = njit(cache=True, boundscheck=False)(counting.group_runs)
count_matches = njit(cache=True, boundscheck=False)(counting.count_matches)
judge_matches = njit(cache=True, boundscheck=False)(counting.judge_matches)
spread = njit(cache=True, boundscheck=False)(counting.spread)
weigh_pairs = njit(cache=True, boundscheck=False)(counting.weigh_pairs)

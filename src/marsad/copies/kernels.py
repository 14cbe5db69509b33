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
    CLASS_SLOTS,
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
_SLOTS = np.uint64(CLASS_SLOTS - 1)
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


_TEXT = types.Array(types.uint8, 1, "C", readonly=True)


@njit(
    types.int64(
        _TEXT, types.int64[::1], types.uint16[::1], types.uint64[::1], types.uint64[::1], types.uint64[::1], types.int64,
        types.boolean, types.uint64[::1], types.uint16[::1], types.int64[::1], types.int32[::1], types.uint64[::1],
        types.int64[::1], types.int64[::1],
    ),
    cache=True,
    boundscheck=False,
)
def scan(data, offsets, letters, keys, values, joiners, keep, want_words, gram_keys, gram_at, gram_ends, lengths, hashes, starts, ends):  # type: ignore[no-untyped-def]
    """One pass over UTF-8 `data`; report i is `data[offsets[i]:offsets[i + 1]]`.

    Writes the kept three-word grams (`gram_keys`, their word index `gram_at`, per-report end in `gram_ends`) and the count of
    words of each report (`lengths`); with `want_words` also every word's hash and code point span. Returns the words written.
    """
    grams = 0
    total = 0
    keep_below = np.uint64(keep)
    low = np.uint64(255)
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
        was_digit: Any = False
        while True:
            folded = np.int64(0)
            here = point_index
            if at < end:
                byte = np.int64(data[at])
                if byte < 0x80:
                    folded = np.int64(letters[byte])
                    if (byte == 0x2E or byte == 0x2C) and was_digit and _digit_at(data, at + 1, end):
                        folded = _DROP
                    at += 1
                elif byte < 0xE0:
                    point = ((byte & 0x1F) << 6) | (np.int64(data[at + 1]) & 0x3F)
                    folded = np.int64(letters[point])
                    if (point == 0x66B or point == 0x66C) and was_digit and _digit_at(data, at + 2, end):
                        folded = _DROP
                    at += 2
                elif byte < 0xF0:
                    point = ((byte & 0x0F) << 12) | ((np.int64(data[at + 1]) & 0x3F) << 6) | (np.int64(data[at + 2]) & 0x3F)
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
                if folded > 1:
                    if not in_run:
                        in_run = True
                        if not joined:
                            start = here
                    if size == 0 and folded == _WAW:
                        waw = True
                    else:
                        state = (state ^ np.uint64(folded)) * _PRIME
                    size += 1
                    was_digit = 0x30 <= folded <= 0x39
                    continue
                if folded == _DROP:
                    # A point inside a number parts nothing; other dropped letters stand between a digit and its point.
                    if not in_run:
                        in_run = True
                        if not joined:
                            start = here
                    was_digit = False
                    continue
            elif not in_run and size == 0:
                break
            else:
                at = end + 1  # close the last word, then leave
            was_digit = False
            if in_run:
                stop = here
            in_run = False
            if size == 0:
                if at > end:
                    break
                continue
            if not joined and at <= end and (state == joiners[0] or state == joiners[1]):
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
            slot = value & _SLOTS
            while keys[slot] != np.uint64(0):
                if keys[slot] == value:
                    value = values[slot]
                    break
                slot = (slot + _ONE) & _SLOTS
            if want_words:
                hashes[total] = value
                starts[total] = start
                ends[total] = stop
            total += 1
            count += 1
            if count >= 3 and count <= 65535:
                gram = first * _G1 + second * _G2 + value * _G3
                gram ^= gram >> np.uint64(32)
                gram *= _MIX_2
                gram ^= gram >> np.uint64(29)
                if (gram & low) < keep_below:
                    gram_keys[grams] = gram
                    gram_at[grams] = np.uint16(count - 3)
                    grams += 1
            first = second
            second = value
            state = _BASIS
            size = 0
            waw = False
            joined = False
            if at > end:
                break
        lengths[report] = count
        gram_ends[report] = grams
    return total


group_runs = njit(cache=True, boundscheck=False)(counting.group_runs)
count_matches = njit(cache=True, boundscheck=False)(counting.count_matches)
judge_matches = njit(cache=True, boundscheck=False)(counting.judge_matches)
spread = njit(cache=True, boundscheck=False)(counting.spread)
weigh_pairs = njit(cache=True, boundscheck=False)(counting.weigh_pairs)

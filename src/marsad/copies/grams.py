"""Three-word grams and their sampling, the same in plain NumPy as in the compiled pass."""

from __future__ import annotations

from typing import Final

import numpy as np

from marsad.copies.fold import MIX_2, U64

GRAM_1: Final = 0x9E3779B97F4A7C15
GRAM_2: Final = 0xC2B2AE3D27D4EB4F
GRAM_3: Final = 0x165667B19E3779F9


def gram_hashes(hashes: U64) -> U64:
    """Hash of every three running words; index i covers words i, i + 1, i + 2. Empty below three words."""
    if len(hashes) < 3:
        return np.zeros(0, np.uint64)
    grams: U64 = hashes[:-2] * np.uint64(GRAM_1) + hashes[1:-1] * np.uint64(GRAM_2) + hashes[2:] * np.uint64(GRAM_3)
    grams ^= grams >> np.uint64(32)
    grams *= np.uint64(MIX_2)
    grams ^= grams >> np.uint64(29)
    return grams

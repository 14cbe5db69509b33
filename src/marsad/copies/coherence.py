"""Whether the reports that pairs joined tell one dispatch, or only carry one background paragraph.

A short report that is half background is joined to every report with that paragraph, and through it all of these to each other.
In a dispatch, most of what its reports share is shared by many of them; in such a false one, a single paragraph is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from marsad.copies.fold import I64
from marsad.copies.settings import Coherence, Link


def loose(forest: I64, gram_of: Any, bounds: Any, starts: Any, rule: Coherence) -> list[int]:
    """Roots of `forest` with `rule.least` reports and more whose reports are, in the mean, in less than `rule.share` made of what
    `rule.part` of them hold."""
    sizes = np.bincount(forest, minlength=len(forest))
    large = np.nonzero(sizes >= rule.least)[0]
    if not len(large):
        return []
    of, ends, begun = np.asarray(gram_of, np.int64), np.asarray(bounds, np.int64), np.asarray(starts, np.int64)
    held = np.diff(begun)
    found: list[int] = []
    for root in large.tolist():
        members = np.nonzero(forest == root)[0].tolist()
        shares: list[float] = []
        for report in members:
            grams = of[ends[report] : ends[report + 1]]
            shared = grams[grams >= 0]
            shares.append(float((held[shared] >= rule.part * len(members)).sum()) / max(1, len(grams)))
        if sum(shares) < rule.share * len(shares):
            found.append(root)
    return found


def part(
    forest: I64, root: int, first: NDArray[np.int32], second: NDArray[np.int32], covered: NDArray[np.int32],
    lengths: NDArray[np.int32], link: Link,
) -> None:
    """Join the reports of `root` anew, in place, by pairs (`first`, `second`) of which `covered` words are told in runs once the
    paragraph that many hold is left out."""
    members = np.nonzero(forest == root)[0]
    forest[members] = members
    shorter = np.minimum(lengths[first], lengths[second])
    firm = (covered >= link.words) & (covered >= link.share * shorter)
    for a, b in zip(first[firm].tolist(), second[firm].tolist(), strict=True):
        one, two = int(forest[a]), int(forest[b])
        if one != two:
            forest[members[forest[members] == max(one, two)]] = min(one, two)

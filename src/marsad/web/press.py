"""Reports as columns: every revision by its row number, with outlet and day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from marsad.model import Report
from marsad.web.coding import Bools, Coder, Ints, distinct
from marsad.web.dates import parse_day


@dataclass(slots=True)
class Press:
    """Every revision of every report by its row number: outlet, day of publication (0 for none), whether it is the current one."""

    names: Coder
    outlet: Ints
    day: Ints
    current: Bools

    def counts(self) -> dict[str, int]:
        """Current reports by outlet."""
        found = np.bincount(self.outlet[self.current], minlength=len(self.names)).tolist()
        return {name: n for name, n in zip(self.names.words, found, strict=True) if n}


def read_press(lines: Sequence[Any], before: Press | None = None) -> Press:
    """The columns out of the store's lines; with `before`, as they were but for these lines."""
    names = before.names if before else Coder()
    if not lines:
        return before or Press(names, np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.bool_))
    pks, outlets, published, flags, current = zip(*lines, strict=True)
    keys = [(p[:10] if p else None, f) for p, f in zip(published, flags, strict=True)]
    days = {}
    for key in set(keys):
        day = parse_day(Report("", "", "", published=key[0], flags=tuple(key[1].split())).day)
        days[key] = day.toordinal() if day else 0
    at = np.array(pks, dtype=np.int64)
    size = int(at.max()) + 1
    if before:
        size = max(size, len(before.day))
    found = Press(names, np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.bool_))
    if before:
        for new, old in ((found.outlet, before.outlet), (found.day, before.day), (found.current, before.current)):
            new[:len(old)] = old
    found.outlet[at], found.day[at] = names.many(outlets), distinct(keys, days)
    found.current[at] = np.array(current, dtype=np.bool_)
    return found

"""Whether a stage's results still stand: what they were made from, and what it has not worked on yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from marsad import __version__
from marsad.pipeline.resources import MAKING, digest_of
from marsad.review.judgements import Judgement
from marsad.store import Store
from marsad.store.keys import Stale

DERIVED = ("events", "incidents", "control")
"""The steps behind the claims, in their order."""
LITTLE = 100
"""So many entries on the lists of stale things at most are worked on in one transaction of all these steps: no other writer
waits longer than seconds."""
Progress = Callable[[str, int, int], None]
"""Told of a step's name, what is done, and what there is to do."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a stage has to do: the standing judgements, what changed before it, the mark of its next results, and whether all of it
    is to be made anew."""

    standing: Sequence[Judgement]
    stale: Sequence[Stale]
    mark: str
    whole: bool


def hashed(parts: Iterable[str]) -> str:
    """SHA-256 over texts in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\x1f")
    return digest.hexdigest()


def places_digest(store: Store) -> str:
    """Changes with the imported places."""
    return store.places_mark()[:8]


def base(store: Store) -> str:
    """What all results of events, incidents and control rest on beside claims and copies: the code, its data, imported places."""
    return hashed((__version__, digest_of(MAKING), places_digest(store)))[:24]


def stands(fingerprint: str | None, on: str) -> bool:
    """Whether results with this mark were made on this base."""
    return fingerprint is not None and fingerprint.split(".")[0] == on


def following(fingerprint: str | None, on: str) -> str:
    """The mark of the next results: the base, and a number that tells two states of a store apart."""
    count = int(fingerprint.split(".")[1]) if fingerprint is not None and stands(fingerprint, on) else 0
    return f"{on}.{count + 1}"


def due(store: Store, step: str) -> Due | None:
    """What a stage behind the events has to do; None where its results stand."""
    on, mark, stale = base(store), store.fingerprint(step), store.stale(step)
    if stands(mark, on) and not stale:
        return None
    whole = not stands(mark, on) or any(s.what == "all" for s in stale)
    return Due(store.standing_judgements(), stale, following(mark, on), whole)


def can_wait(store: Store) -> bool:
    """Whether a transaction may stay open while others ask."""
    return not store.in_memory


def waiting(store: Store, steps: Iterable[str]) -> bool:
    """Whether something, and little, lies on the lists of these steps."""
    return can_wait(store) and 0 < len(store.stale_of(steps, LITTLE + 1)) <= LITTLE


def little(store: Store, steps: Iterable[str]) -> bool:
    """Whether these steps have something to do, and so little that one transaction may hold all of it."""
    on, marks, steps = base(store), store.fingerprints(), list(steps)
    if not all(stands(marks.get(step), on) for step in steps):
        return False
    stale = store.stale_of(steps, LITTLE + 1)
    return 0 < len(stale) <= LITTLE and all(s.what != "all" for s in stale)

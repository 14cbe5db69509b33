"""Whether a stage's results still stand: what they were made from, and what it has not worked on yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from marsad import __version__
from marsad.pipeline.resources import MAKING, digest_of
from marsad.store import Store


def hashed(parts: Iterable[str]) -> str:
    """SHA-256 over texts in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\x1f")
    return digest.hexdigest()


def places_digest(store: Store) -> str:
    """Changes with the imported places."""
    return hashed(f"{p.id} {p.name_ar} {p.lat} {p.lon}" for p in store.imported_places())[:8]


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

"""What the stages need besides reports: actors, places with the store's imports, and a digest of the shipped data."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from marsad.store import Store

if TYPE_CHECKING:
    from marsad.registry.actors import Actors
    from marsad.registry.places import Gazetteer

READING = ("languages", "registry", "reading", "data")
MAKING = (*READING, "model", "copies", "events", "incidents", "control", "review")


def actors() -> Actors:
    """The registry of actors and bodies."""
    from marsad.registry.actors import load_actors

    return load_actors()


def gazetteer(store: Store) -> Gazetteer:
    """The built-in gazetteer with the places imported into this store."""
    from marsad.registry.places import load_gazetteer

    mark = store.places_mark()
    if mark not in _BOOKS:
        _BOOKS.clear()
        _BOOKS[mark] = load_gazetteer(store.imported_places())
    return _BOOKS[mark]


_BOOKS: dict[str, Gazetteer] = {}
"""The last one made, by the mark of its imports: each stage asks for it."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile: among millions of records that hold none, the search only takes time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def digest_of(rooms: tuple[str, ...]) -> str:
    """Twelve hex digits of SHA-256 over the code and data files of some rooms: all that decides what they make.

    So a changed word list or rule makes what was made by the old one stale, without a version number that somebody must remember to
    raise.
    """
    digest = hashlib.sha256()
    for room in rooms:
        for name, data in _files(resources.files("marsad") / room, room):
            digest.update(name.encode() + b"\x1f" + data)
    return digest.hexdigest()[:12]


def _files(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        path = f"{name}/{item.name}"
        if item.is_dir():
            if item.name not in ("__pycache__", "demo"):
                found += _files(item, path)
        elif item.name.endswith((".py", ".toml", ".csv", ".tsv", ".txt", ".json")):
            found.append((path, item.read_bytes()))
    return found

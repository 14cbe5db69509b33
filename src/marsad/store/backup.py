"""A store copied whole while others read and write it, and put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from marsad.errors import StoreError, UsageError
from marsad.store.store import Store
from marsad.store.verify import verify


def backup(store: str, file: Path) -> None:
    """Copy the store into `file`, as it stands at one moment. Raises StoreError, UsageError; never overwrites."""
    _copy(_file_of(store), file)


def restore(file: Path, store: str) -> None:
    """Make the store from a backup that is whole. Raises StoreError, UsageError; never overwrites."""
    _copy(file, _file_of(store))


def _file_of(store: str) -> Path:
    if "://" in store:
        raise UsageError(
            "only a store in a file can be copied", where="--store", hint="for PostgreSQL use pg_dump and pg_restore"
        )
    return Path(store)


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StoreError("there is no such file", where=str(source))
    if target.exists():
        raise StoreError(
            "this file is there already and is not overwritten", where=str(target), hint="name another, or move it"
        )
    if not target.parent.is_dir():
        raise StoreError("the folder does not exist", where=str(target.parent))
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as a,
            closing(sqlite3.connect(part)) as b,
        ):
            a.backup(b, pages=1000)
        with Store.open(part) as s:
            verdict = verify(s.engine)
        if not verdict.whole:
            raise StoreError(
                f"the copy is not whole: {len(verdict.broken)} broken",
                where=str(source),
                hint="marsad verify names what is broken",
            )
        part.rename(target)
    except sqlite3.Error as error:
        raise StoreError(f"it cannot be copied: {error}", where=str(source)) from error
    except OSError as error:
        raise StoreError(error.strerror or "it cannot be written", where=str(target)) from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)

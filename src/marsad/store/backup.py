"""A store copied whole while others read and write it, and put back. A backup is a store in a file, whatever engine it came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from marsad.errors import StoreError
from marsad.store import pages
from marsad.store import schema as t
from marsad.store.archives import copy_archive, folder_of
from marsad.store.engine import writing
from marsad.store.postgres import is_address, set_sequences, shown
from marsad.store.reports import GONE, chunks
from marsad.store.store import Store
from marsad.store.verify import verify
from marsad.store.words import fill

_ENDS = ("", "-wal", "-shm", "-journal")


def backup(store: str, file: Path) -> None:
    """Copy the store into `file`, as it stands at one moment. Raises StoreError, UsageError; never overwrites."""
    if not is_address(store):
        _copy(Path(store), file)
        return
    _free(file)
    part = file.with_name(file.name + ".part")
    try:
        _clear(part)
        with Store.open(store) as source, Store.open(part) as target:
            _move(source.engine, target.engine)
            _whole(target, shown(store))
        part.rename(file)
    except OSError as error:
        raise StoreError(error.strerror or "it cannot be written", where=str(file)) from error
    finally:
        _clear(part)


def backup_archive(store: str, file: Path, folders: Sequence[Path] = ()) -> int:
    """Copy the WARC files that the log of a backup speaks of beside it (`FILE.watch`), as far as the log does; returns how many. They
    lie in the store's own folder or in one of `folders`. Raises StoreError."""
    own, target = folder_of(store), folder_of(str(file))
    assert target is not None
    with Store.open_to_read(file) as s:
        known = s.archive()
    if known:
        copy_archive(known, (*folders, *([own] if own else [])), target)
    return len(known)


def restore_archive(file: Path, store: str, folder: Path | None = None) -> int:
    """Put the WARC files of a backup back, into the store's own folder or the one named; returns how many. Raises StoreError."""
    source, target = folder_of(str(file)), folder or folder_of(store)
    assert source is not None
    with Store.open_to_read(file) as s:
        known = s.archive()
    if known and target is None:
        raise StoreError("a store on a server has no folder beside it for the WARC files", where=store, hint="--archive FOLDER")
    if known and target is not None:
        copy_archive(known, (source,), target)
    return len(known)


def restore(file: Path, store: str) -> None:
    """Make the store from a backup that is whole. Raises StoreError, UsageError; never overwrites: a database must be empty."""
    if not is_address(store):
        _copy(file, Path(store))
        return
    with TemporaryDirectory(prefix="marsad-") as folder:
        # A backup may be of an older schema, and on a disk that cannot be written.
        copy = Path(folder) / "backup.db"
        _copy(file, copy)
        with Store.open(copy) as source, Store.open(store) as target:
            _move(source.engine, target.engine)
            _whole(target, shown(store))


def _move(source: sa.Engine, target: sa.Engine) -> None:
    """All rows of one store into another that has none, in one transaction; the search is made anew."""
    with source.connect() as a, writing(target) as b:
        for table in t.metadata.sorted_tables:
            if b.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                raise StoreError(
                    "this store is not empty, and is not overwritten", where=table.name, hint="name an empty database"
                )
        for table in t.metadata.sorted_tables:
            rows = a.execute(sa.select(table).order_by(*table.primary_key).execution_options(yield_per=100))
            for part in chunks((dict(row._mapping) for row in rows), 100):
                b.execute(table.insert(), part)
        r = t.report.c
        texts = a.execute(sa.select(r.pk, r.text).where(~GONE).order_by(r.pk).execution_options(yield_per=100))
        for found in chunks(((row.pk, row.text) for row in texts), 100):
            fill(b, found)
        if b.dialect.name == "postgresql":
            set_sequences(b)


def _free(target: Path) -> None:
    if target.exists():
        raise StoreError(
            "this file is there already and is not overwritten", where=str(target), hint="name another, or move it"
        )
    if not target.parent.is_dir():
        raise StoreError("the folder does not exist", where=str(target.parent))


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StoreError("there is no such file", where=str(source))
    _free(target)
    part = target.with_name(target.name + ".part")
    try:
        _clear(part)
        if (checked := pages.check(source)).broken or checked.pages:
            raise _broken(len(checked.pages) + bool(checked.broken), str(source))
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as a,
            closing(sqlite3.connect(part)) as b,
        ):
            a.backup(b, pages=1000)
            # The copy has a header of its own; it is sealed anew when it is closed.
            pages.unseal(b)
            b.commit()
        with Store.open(part) as s:
            _whole(s, str(source))
        part.rename(target)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"it cannot be copied: {error}", where=str(source)) from error
    except OSError as error:
        raise StoreError(error.strerror or "it cannot be written", where=str(target)) from error
    finally:
        _clear(part)


def _whole(copy: Store, source: str) -> None:
    verdict = verify(copy.engine)
    if not verdict.whole:
        raise _broken(len(verdict.broken), source)


def _broken(count: int, source: str) -> StoreError:
    return StoreError(
        f"it is not whole: {count} broken", where=source, hint="marsad verify names what is broken"
    )


def _clear(part: Path) -> None:
    for end in _ENDS:
        part.with_name(part.name + end).unlink(missing_ok=True)

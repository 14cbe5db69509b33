"""One pass over the whole store: every byte, text, offset, row and link is held against what was noted when it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreBusy, StoreError, StoreFull, StoreLost, StoreReadOnly
from marsad.store import pages, postgres, verify_postgres
from marsad.store import schema as t
from marsad.store.archives import archive_of, folder_of
from marsad.store.core import STAGE_TABLES, stage_digest
from marsad.store.engine import file_of, open_engine
from marsad.store.log import ROOT
from marsad.store.seals import seal
from marsad.store.verify_archives import Archived, check_archives
from marsad.store.verify_log import Chain, read_chain
from marsad.store.verify_read import Note, raw, rows
from marsad.store.verify_reports import check_reports
from marsad.store.verify_spans import check_copies, check_readings
from marsad.store.verify_sqlite import check_file, check_search

PAGES = 40
"""Broken pages of a file that are named one by one."""
SEALED = tuple(name for name in t.metadata.tables if "seal" in t.metadata.tables[name].columns)


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that is not as it was written: the table, the row's id (or the place in it), and what is wrong."""

    table: str
    item: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pass over the store found. `holes` are removed reports with the reason given; `head` is the last hash of the log: who
    wrote it down earlier can see later that nothing before it was changed. `sealed`: whether every byte of the file was held against a
    seal (None for a server's store)."""

    broken: tuple[Broken, ...]
    reports: int
    entries: int
    head: str
    holes: tuple[tuple[str, str], ...]
    sealed: bool | None = field(default=None, compare=False)
    archived: Archived = field(default=Archived(), compare=False)

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken


def verify(engine: sa.Engine, before: Sequence[Broken] = (), folders: Sequence[Path] | None = None) -> Verdict:
    """Check everything. Nothing is changed; damage is named, never raised. `before` was found before the store was opened; the WARC
    files that the log speaks of lie in `folders` (None: they are not asked for)."""
    found: list[Broken] = list(before)
    chain = Chain()
    counted = 0
    archived = Archived()

    def note(table: str, item: object, what: str) -> None:
        shown = str(item).encode("utf-8", "backslashreplace").decode()
        if (one := Broken(table, shown, what)) not in found:
            found.append(one)

    def guarded(table: str, check: Callable[[], object]) -> None:
        try:
            check()
        except (DatabaseError, UnicodeDecodeError) as error:
            note(table, "", f"cannot be read: {getattr(error, 'orig', error)}")
        except (StoreBusy, StoreLost):
            raise
        except StoreError as error:
            note(table, "", f"cannot be read: {error.message}")

    file = file_of(engine)
    sealed = check_pages(file, note) if file else None
    with raw(engine) as c:
        sqlite = engine.dialect.name == "sqlite"
        guarded("file" if sqlite else "schema", lambda: check_file(c, note) if sqlite else verify_postgres.check_schema(c, note))
        guarded("log", lambda: read_chain(c, chain, note))

        def reports() -> None:
            nonlocal counted
            counted = check_reports(c, chain, note)

        guarded("report", reports)
        search = check_search if sqlite else verify_postgres.check_search
        guarded("report_fts", lambda: search(c, note))
        for name in SEALED:
            guarded(name, lambda name=name: _seals(c, name, note))  # type: ignore[misc]
        guarded("reading", lambda: check_readings(c, note))
        guarded("copy", lambda: check_copies(c, note))
        if folders is not None:
            archived = check_archives(archive_of(chain.archived), folders, note)
        bad = {b.table for b in found}
        guarded("stage", lambda: _stages(c, bad, note))
    return Verdict(tuple(found), counted, chain.length, chain.head, tuple(chain.holes()), sealed, archived)


def verify_store(target: str, folders: Sequence[Path] = ()) -> Verdict:
    """Check the store at a path or address, and the WARC files beside it or in `folders`; one that can no longer be opened as a store
    is a broken one, and says where.

    Raises StoreError for what is no damage: a busy store, a lost server, a file that may not be read.
    """
    found: list[Broken] = []
    is_file = not postgres.is_address(target) and Path(target).is_file()
    if is_file:
        # Before SQLite opens it for use: that would set parts of a damaged header right.
        check_pages(Path(target), lambda table, item, what: found.append(Broken(table, str(item), what)))
    try:
        engine = open_engine(target, read_only=True)
    except (StoreBusy, StoreLost, StoreReadOnly, StoreFull):
        raise
    except StoreError as error:
        if not is_file:
            raise
        return Verdict((*found, Broken("file", "", error.message)), 0, 0, ROOT, ())
    try:
        own = folder_of(target)
        return verify(engine, found, (*folders, *([own] if own else [])))
    finally:
        engine.dispose()


def check_pages(file: Path, note: Note) -> bool:
    """Hold the bytes of a store's file against its seal; returns whether there is one."""
    try:
        checked = pages.check(file)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        note("file", "", f"the seal of the pages cannot be read: {error}")
        return False
    if checked.broken:
        note("page_seal" if checked.broken == pages.DAMAGED else "file", "", checked.broken)
    for page in checked.pages[:PAGES]:
        note("file", f"page {page.number}", f"its bytes ({page.start} to {page.end}) are not as they were sealed")
    if len(checked.pages) > PAGES:
        note("file", "", f"{len(checked.pages) - PAGES} more pages are not as they were sealed")
    return checked.sealed


def _seals(c: sa.Connection, name: str, note: Callable[[str, object, str], None]) -> None:
    table = t.metadata.tables[name]
    columns = t.sealed(name)
    keys = [k.name for k in table.primary_key]
    last = 0
    order = "ORDER BY seq" if name == "change" else ""
    for row in rows(c, name, (*columns, "seal", *(k for k in keys if k not in columns)), order):
        item = " ".join(str(row[k]) for k in keys)
        if row["seal"] != seal(columns, row):
            note(name, item, "the row is not as it was written (its seal does not fit)")
        if name == "change":
            # Numbers are given one after the other and nothing is ever deleted here.
            if row["seq"] != last + 1:
                note(name, item, f"its number should be {last + 1}")
            last = row["seq"] if isinstance(row["seq"], int) else last + 1


def _stages(c: sa.Connection, bad: set[str], note: Callable[[str, object, str], None]) -> None:
    for row in rows(c, "stage", ("name", "digest")):
        tables = {x.name for x in STAGE_TABLES.get(row["name"], ())}
        # A row already named makes the digest of its stage differ; to say so again would only hide it.
        if not bad & (tables | {"stage"}) and row["digest"] != stage_digest(c, row["name"]):
            note("stage", row["name"], "rows of " + ", ".join(sorted(tables)) + " are missing or were added")


def all_broken(verdict: Verdict) -> Iterator[str]:
    """One line a broken thing: table, id, what."""
    for b in verdict.broken:
        yield f"{b.table} {b.item}: {b.what}" if b.item else f"{b.table}: {b.what}"

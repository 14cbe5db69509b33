"""What only SQLite needs: its file, its schema as the migrations make it, and the full-text table."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreReadOnly
from marsad.languages.arabic.folding import fold_key
from marsad.store.engine import MEMORY, in_memory, migrate
from marsad.store.reports import chunks
from marsad.store.verify_read import CHUNK, Note, among, rows

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"


def check_file(c: sa.Connection, note: Note) -> None:
    """SQLite's own integrity check, and the schema (its triggers too) against a fresh one."""
    for (said,) in c.exec_driver_sql("PRAGMA integrity_check(50)"):
        if said != "ok":
            note("file", "", str(said))
    found = {tuple(row) for row in c.exec_driver_sql(_SCHEMA)}
    wanted = _fresh_schema()
    for row in sorted(wanted - found, key=str):
        note("schema", row[1], f"the {row[0]} is missing or changed")
    for row in sorted(found - wanted, key=str):
        if not any(row[1] == w[1] for w in wanted):
            note("schema", row[1], f"the {row[0]} does not belong here")


@cache
def _fresh_schema() -> frozenset[tuple[object, ...]]:
    fresh = in_memory()
    try:
        migrate(fresh, MEMORY, read_only=False)
        with fresh.connect() as c:
            return frozenset(tuple(row) for row in c.exec_driver_sql(_SCHEMA))
    finally:
        fresh.dispose()


def check_search(c: sa.Connection, note: Note) -> None:
    """The folded text beside every report, and the index of its words."""
    for part in chunks(rows(c, "report", ("pk", "id", "text", "flags")), CHUNK):
        folded = {
            r["rowid"]: r["folded"]
            for r in among(c, "report_fts", ("rowid", "folded"), "rowid", [r["pk"] for r in part])
        }
        for row in part:
            removed = "removed" in str(row["flags"]).split()
            wanted = None if removed else fold_key(str(row["text"]))
            if folded.get(row["pk"]) != wanted:
                note("report_fts", row["pk"], f"the searched text is not that of report {row['id']}")
    held = {r["pk"] for r in rows(c, "report", ("pk",))}
    for row in rows(c, "report_fts", ("rowid",)):
        if row["rowid"] not in held:
            note("report_fts", row["rowid"], "no report has this number")
    try:
        c.exec_driver_sql("INSERT INTO report_fts(report_fts) VALUES ('integrity-check')")
    except StoreReadOnly:
        # FTS5 takes the question as a write. Where nothing can be written, the index is still under the seal of the pages.
        return
    except DatabaseError as error:
        note("report_fts", "", f"the index of words does not fit the texts: {error.orig}")

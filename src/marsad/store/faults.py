"""What a driver says when the store cannot be used, told as errors of ours: what happened, and what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from marsad.errors import StoreBusy, StoreError, StoreFull, StoreLost, StoreReadOnly

BUSY_SECONDS = 30
"""How long a writer waits for the one before it, unless MARSAD_WAIT says otherwise."""
_PASSING = ("starting up", "shutting down", "recovery", "too many", "remaining connection", "terminating")
_KEPT = "nothing half-done was kept"


def busy_seconds() -> float:
    """Seconds that a writer waits for another: MARSAD_WAIT, else BUSY_SECONDS."""
    try:
        return max(0.1, float(os.environ.get("MARSAD_WAIT", BUSY_SECONDS)))
    except ValueError:
        return BUSY_SECONDS


def listen(engine: sa.Engine, where: str) -> None:
    """Have this engine raise errors of ours for faults that a user can mend; all others stay as the driver's."""

    def told(context: sa.engine.ExceptionContext) -> StoreError | None:
        error = context.original_exception
        if isinstance(error, sqlite3.Error):
            return of_sqlite(error, where)
        return of_postgres(error, where, context.is_disconnect) if engine.dialect.name == "postgresql" else None

    sa.event.listen(engine, "handle_error", told)


def busy(where: str) -> StoreBusy:
    """Another writer did not end in time."""
    return StoreBusy(
        f"another process has been writing to the store for more than {busy_seconds():g} seconds; {_KEPT}",
        where=where,
        hint="wait until it is done and run the same command again, or give MARSAD_WAIT more seconds",
    )


def full(where: str) -> StoreFull:
    """No room left."""
    return StoreFull(
        f"there is no room left on the disk; {_KEPT}", where=where, hint="make room and run the same command again"
    )


def of_sqlite(error: sqlite3.Error, where: str) -> StoreError | None:
    """The error of ours for what SQLite said; None where the fault is of another kind (damage, a wrong statement)."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return busy(where)
    if name == "SQLITE_FULL" or (name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _no_room(where)):
        return full(where)
    if name.startswith("SQLITE_READONLY"):
        return StoreReadOnly(
            "the store may be read here, but not written",
            where=where,
            hint="give yourself the right to write to the file and its folder, or name another --store",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return StoreError(
            "the store cannot be opened",
            where=where,
            hint="is it a file that you may read, in a folder that you may write to?",
        )
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"the disk failed ({error}, {name}); {_KEPT}",
            where=where,
            hint="check the disk, then marsad verify, and run the same command again",
        )
    return None


def _no_room(where: str) -> bool:
    try:
        stat = os.statvfs(Path(where).resolve().parent)
    except OSError:
        return False
    return stat.f_bavail * stat.f_frsize < 64 * 1024


def of_postgres(error: BaseException, where: str, lost: bool) -> StoreError | None:
    """The error of ours for what PostgreSQL (by its SQLSTATE) or the way to it said; None as for `of_sqlite`."""
    state = str(getattr(error, "sqlstate", None) or "")
    said = " ".join(str(error).split())
    if state == "55P03":
        return busy(where)
    if state == "53100":
        return full(where)
    if state == "25006":
        return StoreReadOnly(
            "the database may be read here, but not written",
            where=where,
            hint="is it a standby, or set to read only? name the one that may be written",
        )
    # A refused connection carries no SQLSTATE; that the server answered at all shows in what it said.
    refused = not state and "FATAL" in said and not any(word in said for word in _PASSING)
    if refused or state.startswith("28") or state == "3D000":
        return StoreError(
            f"the server does not let us in: {said}", where=where, hint="check user, password and database in the address"
        )
    if state == "42501":
        return StoreReadOnly(
            f"the user of the address lacks a right: {said}",
            where=where,
            hint="GRANT it, or let the owner of the tables open the store once",
        )
    connecting = not state and any(c.__name__ == "OperationalError" for c in type(error).__mro__)
    if lost or connecting or state.startswith("08") or state in ("57P01", "57P02", "57P03", "53300"):
        return StoreLost(
            f"the database server cannot be reached or went away ({said}); {_KEPT}",
            where=where,
            hint="see that it runs, then run the same command again: it goes on where it stopped",
        )
    return None

"""What changes or goes missing in a database on a server is named, and nothing broken is put into one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreError
from marsad.store import Store
from marsad.store.backup import backup, restore
from marsad.store.verify import verify

pytestmark = pytest.mark.postgres


CELLS = (
    *("evidence", "report", "reading", "claim", "copy", "family", "event", "event_claim", "hold"),
    *("stage", "change", "user", "log", "report_fts"),
)


@pytest.fixture(scope="module")
def backed_up(both: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "b"
    backup(both[0], file)
    return file


def test_a_change_in_any_cell_of_a_database_is_named(backed_up: Path, fresh_schema: Callable[[], str]) -> None:
    goal = fresh_schema()
    restore(backed_up, goal)
    chance = random.Random(20170630)
    missed = []
    with Store.open(goal) as s:
        for n in range(42):
            table = CELLS[n % len(CELLS)]
            what, undo = _flip(s.engine, chance, table)
            if not any(b.table in (table, "report") for b in verify(s.engine).broken):
                missed.append(what)
            with s.engine.begin() as c:
                c.exec_driver_sql("SET session_replication_role = replica")
                c.execute(*undo)
        assert verify(s.engine).whole
    assert missed == []


def _flip(engine: sa.Engine, chance: random.Random, table: str) -> tuple[str, tuple[sa.TextClause, dict[str, object]]]:
    with engine.begin() as c:
        c.exec_driver_sql("SET session_replication_role = replica")
        columns = [x["name"] for x in sa.inspect(c).get_columns(table)]
        while True:
            column = chance.choice(columns)
            rows = c.exec_driver_sql(f'SELECT ctid::text, "{column}" FROM "{table}" ORDER BY 1').all()
            at, old = chance.choice(rows)
            kind = {bool: "boolean", int: "integer", bytes: "bytea"}.get(type(old), "text")
            new: object
            if old is None or old in ("", b""):
                continue
            if table == "report_fts" and column == "words":
                new, kind = str(old) + " 'زائد':1", "tsvector"
            elif isinstance(old, bool):
                new = not old
            elif isinstance(old, int):
                new = old ^ (1 << chance.randrange(7))
            elif isinstance(old, bytes):
                data = bytearray(old)
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                new = bytes(data)
            else:
                spot = chance.randrange(len(old))
                new = old[:spot] + chr(ord(old[spot]) ^ 1) + old[spot + 1 :]
            change = sa.text(f'UPDATE "{table}" SET "{column}" = CAST(:v AS {kind}) WHERE ctid = CAST(:at AS tid) RETURNING ctid::text')
            try:
                with c.begin_nested():
                    now = c.execute(change, {"v": new, "at": at}).scalar()
            except DatabaseError:
                continue
            undo = sa.text(f'UPDATE "{table}" SET "{column}" = CAST(:v AS {kind}) WHERE ctid = CAST(:at AS tid)')
            return f"{table}.{column} {at}", (undo, {"v": old, "at": now})


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("DELETE FROM log WHERE seq = 3", "log"),
        ("DELETE FROM report WHERE pk = 3", "report"),
        ("DELETE FROM event WHERE id = (SELECT min(id) FROM event)", "stage"),
        ("DELETE FROM change WHERE seq = 2", "change"),
        ("DELETE FROM report_fts WHERE pk = 1", "report_fts"),
        ("ALTER TABLE log DISABLE TRIGGER log_no_update", "schema"),
        ("DROP TRIGGER judgement_no_delete ON judgement", "schema"),
        ("DROP INDEX claim_kind", "schema"),
        ("ALTER TABLE judgement DROP COLUMN seal", "schema"),
        ("DROP TABLE incident", "schema"),
    ],
)
def test_what_is_missing_in_a_database_is_named(
    backed_up: Path, fresh_schema: Callable[[], str], sql: str, table: str
) -> None:
    goal = fresh_schema()
    restore(backed_up, goal)
    with Store.open(goal) as s:
        with s.engine.begin() as c:
            c.exec_driver_sql("SET session_replication_role = replica")
            c.exec_driver_sql(sql)
        assert table in {b.table for b in verify(s.engine).broken}


def test_a_broken_backup_is_not_put_into_a_database(both: tuple[str, str], fresh_schema: Callable[[], str], tmp_path: Path) -> None:
    backup(both[1], tmp_path / "b")
    with sa.create_engine(f"sqlite:///{tmp_path / 'b'}").begin() as c:
        c.exec_driver_sql("UPDATE claim SET kind = 'x' WHERE rowid = 1")
    goal = fresh_schema()
    with pytest.raises(StoreError, match="not whole"):
        restore(tmp_path / "b", goal)
    with Store.open(goal) as s:
        assert s.counts()["reports"] == 0

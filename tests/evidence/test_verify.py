"""One flipped bit anywhere is named; a whole store is called whole."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from marsad.store import Store
from marsad.store.verify import Verdict, verify

FLIPS = 60


def check(path: Path) -> Verdict:
    with Store.open(path) as s:
        return verify(s.engine)


def flip(path: Path, chance: random.Random, table: str) -> str:
    """Flip one bit of one cell below every guard; says which."""
    db = sqlite3.connect(path)
    db.text_factory = bytes
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name.decode()}")
    columns = [c[1].decode() for c in db.execute(f'PRAGMA table_info("{table}")')]
    while True:
        rowid, column = chance.choice(db.execute(f'SELECT rowid FROM "{table}"').fetchall())[0], chance.choice(columns)
        value = db.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()[0]
        kind = db.execute(f'SELECT typeof("{column}") FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()[0].decode()
        if kind == "integer":
            new: object = value ^ (1 << chance.randrange(7))
            given = "?"
        elif value:
            data = bytearray(value)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            new, given = bytes(data), "CAST(? AS TEXT)" if kind == "text" else "?"
        else:
            continue
        try:
            db.execute(f'UPDATE "{table}" SET "{column}" = {given} WHERE rowid = ?', (new, rowid))
        except sqlite3.IntegrityError:
            continue
        break
    for _, sql in triggers:
        db.execute(sql.decode())
    db.commit()
    db.close()
    return f"{table}.{column} of row {rowid}"


def test_a_whole_store_is_called_whole(target: Path) -> None:
    verdict = check(target)
    assert verdict.broken == () and verdict.whole
    assert verdict.reports == 14 and verdict.entries == 15
    assert check(target) == verdict


def test_every_flipped_bit_is_named(pristine: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(pristine)
    tables = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("report_fts", "alembic")) and db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    ] + ["report_fts"]
    db.close()
    assert len(tables) >= 19
    chance = random.Random(20170630)
    missed = []
    path = tmp_path / "s.db"
    for n in range(FLIPS):
        path.write_bytes(pristine.read_bytes())
        what = flip(path, chance, table := tables[n % len(tables)])
        if not any(b.table == table or (table, b.table) == ("report", "report_fts") for b in check(path).broken):
            missed.append(what)
    assert missed == []


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "report"),
        ("DELETE FROM log WHERE seq = 3", "log"),
        ("DELETE FROM report WHERE pk = 3", "report"),
        ("DELETE FROM evidence WHERE rowid = 2", "evidence"),
        ("DELETE FROM claim WHERE rowid = 2", "reading"),
        ("DELETE FROM event WHERE rowid = 1", "stage"),
        ("DELETE FROM hold WHERE rowid = 1", "stage"),
        ("DELETE FROM report_fts WHERE rowid = 1", "report_fts"),
        ("DELETE FROM change WHERE seq = 2", "change"),
        ("UPDATE report SET current = 1", "report"),
        ("INSERT INTO evidence VALUES ('00', 'text/plain', x'00')", "evidence"),
        ("SELECT 1", "schema"),
    ],
)
def test_what_is_missing_or_put_in_is_named(target: Path, sql: str, table: str) -> None:
    db = sqlite3.connect(target)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute(sql)
    db.commit()
    db.close()
    assert table in {b.table for b in check(target).broken}


def test_the_log_refuses_change(target: Path) -> None:
    with Store.open(target) as s:
        for sql in ("UPDATE log SET entry = ''", "DELETE FROM log"):
            with pytest.raises(DatabaseError, match="append-only"), s.engine.begin() as c:
                c.exec_driver_sql(sql)


def test_an_entry_rewritten_with_its_hash_breaks_the_next(target: Path) -> None:
    from marsad.store.log import link

    db = sqlite3.connect(target)
    db.execute("DROP TRIGGER log_no_update")
    prev, entry = db.execute("SELECT prev, entry FROM log WHERE seq = 4").fetchone()
    new = entry.replace('"added"', '"revised"')
    db.execute("UPDATE log SET entry = ?, hash = ? WHERE seq = 4", (new, link(prev, new)))
    db.commit()
    db.close()
    assert ("log", "5") in {(b.table, b.item) for b in check(target).broken}

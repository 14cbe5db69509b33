"""Stores that released versions wrote are opened with all that they hold; a migration that fails leaves the store as it was."""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from marsad.errors import StoreError
from marsad.pipeline import run
from marsad.store import Store, postgres
from marsad.store import engine as e
from marsad.store.verify import verify

from .made import digest, exports

DATA = Path(__file__).parent / "data"
RELEASED = sorted(p.name.split(".")[0][1:] for p in DATA.glob("v*.db.xz"))
"""Schemas of which a store with data is kept, each written by the version that had it."""


def unpack(version: str, folder: Path) -> Path:
    path = folder / f"v{version}.db"
    path.write_bytes(lzma.decompress((DATA / f"v{version}.db.xz").read_bytes()))
    return path


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, address: str, tmp_path: Path) -> str:
    """The address of a store of a released schema with data in it, on each engine in turn."""
    path = unpack(request.param, tmp_path)
    if not postgres.is_address(address):
        return str(path)
    engine = postgres.connect(address)
    e.migrate(engine, address, to=request.param)
    source = sa.create_engine(f"sqlite:///{path}")
    there = sa.MetaData()
    there.reflect(engine)
    with source.connect() as a, engine.begin() as b:
        for table in there.sorted_tables:
            if table.name not in ("alembic_version", "report_fts"):
                names = [c.name for c in table.columns]
                kept = sa.table(table.name, *(sa.column(c.name, c.type) for c in table.columns))
                rows = [dict(zip(names, row, strict=True)) for row in a.execute(sa.select(*(kept.c[n] for n in names)))]
                if rows:
                    b.execute(table.insert(), rows)
    engine.dispose()
    return address


def test_a_store_of_a_released_schema_is_opened_with_all_that_it_holds(old: str, tmp_path: Path) -> None:
    with Store.open(old) as s:
        with s.engine.connect() as c:
            assert c.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == e.HEAD
        assert verify(s.engine).broken == ()
        assert s.counts()["reports"] == 7 and len(list(s.removed())) == 1 and s.users() == [("reviewer", "reviewer")]
        assert len(list(s.judgements())) == 1 and s.polygons() and s.search("تصحيح")
        assert len(s.revisions("demo-001")) == 2
        run(s)
        assert verify(s.engine).broken == ()
        found = exports(s)
    with Store.open(tmp_path / "new.db") as s:
        with Store.open_to_read(old) as o:
            for revision in o.revisions("demo-001"):
                s.add([(revision, o.evidence(revision.sha256))])
            s.add((r, o.evidence(r.sha256)) for r in o.reports() if r.id != "demo-001")
            s.save_places(o.imported_places(), o.polygons())
        run(s)
        new = exports(s)
    for name in ("claims", "events", "holds", "incidents", "families", "copies", "mentions"):
        assert found[name] == new[name], name


def test_a_migration_that_fails_leaves_the_store_as_it_was(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade

    def cut_short(*args: object, **named: object) -> None:
        upgrade(*args, **named)  # type: ignore[arg-type]
        raise RuntimeError("the power went")

    monkeypatch.setattr(command, "upgrade", cut_short)
    with pytest.raises(RuntimeError):
        Store.open(old)
    monkeypatch.undo()
    with Store.open(old) as s:
        assert verify(s.engine).whole


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db"):
        pass
    for version in ("9999", "0000"):
        with closing(sqlite3.connect(tmp_path / "s.db")) as c:
            c.execute("UPDATE alembic_version SET version_num = ?", [version])
            c.commit()
        with pytest.raises(StoreError, match=r"update marsad|never was"):
            Store.open(tmp_path / "s.db")


def test_an_old_backup_is_put_back_into_either_engine(tmp_path: Path, address: str) -> None:
    from marsad.store.backup import restore

    old = unpack(RELEASED[0], tmp_path)
    before = old.read_bytes()
    restore(old, address)
    assert old.read_bytes() == before
    with Store.open(address) as s:
        assert s.counts()["reports"] == 7 and verify(s.engine).whole
        run(s)
        assert len(digest(s)) == 64

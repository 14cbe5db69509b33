"""Several at once on one store, of either engine; and what cannot be opened, or only read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from marsad.errors import MissingExtra, StoreBusy, StoreError, StoreLost, StoreReadOnly, UsageError
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.engine import writing
from marsad.store.verify import verify, verify_store

from .made import corpus
from .test_store import made

pytestmark = pytest.mark.postgres


def test_one_writes_while_others_read_and_the_next_writer_waits_or_is_told(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSAD_WAIT", "0.3")
    store.add([made("a", "نص")])
    with Store.open(address) as other:
        with writing(store.engine) as c:
            c.execute(t.family.insert().values(id="f", data="{}"))
            assert other.counts()["reports"] == 1 and [r.id for r in other.search("نص")] == ["a"]
            with pytest.raises(StoreBusy) as told:
                other.add([made("b", "نص")])
            assert told.value.code == "store-busy" and "run the same command again" in str(told.value)
        assert [a.outcome for a in other.add([made("b", "نص")])] == ["added"]
    assert verify(store.engine).entries == 2


def test_four_writers_and_readers_at_once_lose_nothing(store: Store, address: str, tmp_path: Path) -> None:
    from .made import command

    lines = corpus(tmp_path, 48).read_text(encoding="utf-8").splitlines(keepends=True)
    children = []
    for n in range(4):
        (tmp_path / f"p{n}.jsonl").write_text("".join(lines[n * 12 : n * 12 + 12]), encoding="utf-8")
        children.append(subprocess.Popen(command("add", str(tmp_path / f"p{n}.jsonl"), "--store", address), stdout=subprocess.DEVNULL))
    while any(c.poll() is None for c in children):
        assert len(list(store.reports())) % 12 == 0
    assert [c.returncode for c in children] == [0] * 4
    verdict = verify(store.engine)
    assert verdict.whole and verdict.reports == 48


def test_two_who_open_an_empty_database_at_once_make_one_schema(fresh_schema: Callable[[], str]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    goal = fresh_schema()

    def open_it(_n: int) -> int:
        with Store.open(goal) as s:
            return s.counts()["reports"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(open_it, range(4))) == [0] * 4
    assert verify_store(goal).whole


def test_a_database_of_others_is_refused(postgres: str, fresh_schema: Callable[[], str]) -> None:
    goal = fresh_schema()
    engine = sa.create_engine(goal.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as c:
        c.exec_driver_sql("CREATE TABLE t (x int)")
    with pytest.raises(StoreError, match="no marsad store"):
        Store.open(goal)


def test_what_cannot_be_opened_is_told_with_what_to_do(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreLost) as told:
        Store.open("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value) and told.value.hint
    with pytest.raises(StoreError, match="let us in"):
        Store.open(postgres.rsplit("/", 1)[0] + "/there_is_none")
    with pytest.raises(UsageError):
        Store.open("mysql://x/y")
    monkeypatch.setattr("marsad.store.postgres.find_spec", lambda _name: None)
    with pytest.raises(MissingExtra, match="psycopg"):
        Store.open(postgres)


def test_a_database_that_may_only_be_read_is_read(both: tuple[str, str], fresh_schema: Callable[[], str]) -> None:
    only_read = both[1].replace("options=", "options=-cdefault_transaction_read_only%3Don%20")
    with Store.open(only_read) as s:
        assert s.counts()["reports"] == 14 and verify(s.engine).whole
        with pytest.raises(StoreReadOnly):
            s.add([made("n", "نص")])
    with pytest.raises(StoreReadOnly, match="holds no marsad store"):
        Store.open(fresh_schema().replace("options=", "options=-cdefault_transaction_read_only%3Don%20"))

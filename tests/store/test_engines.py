"""Both engines keep the same: exports to the byte, search, backups from one into the other, and the guards of the logs."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from marsad.errors import MissingExtra, StoreBusy, StoreError, StoreLost, StoreReadOnly, UsageError
from marsad.pipeline import run
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.backup import backup, restore
from marsad.store.engine import writing
from marsad.store.verify import verify, verify_store
from marsad.store.words import tokens, vectors

from .made import corpus, digest, marsad, take_in
from .test_store import made

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, fresh_schema: Callable[[], str]):
    """The same reports, run on either engine: the addresses of SQLite and PostgreSQL."""
    folder = tmp_path_factory.mktemp("both")
    path = corpus(folder)
    targets = str(folder / "s.db"), fresh_schema()
    for target in targets:
        with Store.open(target) as s:
            take_in(s, path)
            run(s)
            s.add_user("reader", "reviewer", "a long enough word")
    return targets


def test_both_engines_give_the_same_exports_and_are_whole(both: tuple[str, str]) -> None:
    digests = set()
    for target in both:
        with Store.open(target) as s:
            digests.add(digest(s))
            assert s.counts()["reports"] == 14 and s.counts()["claims"]
            assert not any(run(s).worked.values())
            assert verify(s.engine).broken == ()
    assert len(digests) == 1


def test_lists_come_in_the_order_of_code_points_whatever_the_server_thinks(store: Store) -> None:
    ids = ["b", "B", "a", "é", "ب", "أ", "z", "-", "_", "١", "10", "9"]
    store.add([made(i, f"نص {i}") for i in ids])
    assert [r.id for r in store.reports()] == sorted(ids)


def test_a_store_moves_from_either_engine_to_either(
    both: tuple[str, str], fresh_schema: Callable[[], str], tmp_path: Path
) -> None:
    digests = set()
    for n, source in enumerate(both):
        backup(source, tmp_path / f"b{n}")
        for m, goal in enumerate((str(tmp_path / f"r{n}.db"), fresh_schema())):
            restore(tmp_path / f"b{n}", goal)
            with Store.open(goal) as s:
                digests.add(digest(s))
                assert not any(run(s).worked.values()), (n, m)
                assert verify(s.engine).whole and s.search("قتل") and s.users() == [("reader", "reviewer")]
                s.add([made("new", "خبر جديد")])
                assert verify(s.engine).whole
            with pytest.raises(StoreError, match="not overwritten"):
                restore(tmp_path / f"b{n}", goal)
    assert len(digests) == 1
    assert not list(tmp_path.glob("*.part*"))


def test_a_broken_backup_is_not_put_into_a_database(both: tuple[str, str], fresh_schema: Callable[[], str], tmp_path: Path) -> None:
    backup(both[1], tmp_path / "b")
    with sa.create_engine(f"sqlite:///{tmp_path / 'b'}").begin() as c:
        c.exec_driver_sql("UPDATE claim SET kind = 'x' WHERE rowid = 1")
    goal = fresh_schema()
    with pytest.raises(StoreError, match="not whole"):
        restore(tmp_path / "b", goal)
    with Store.open(goal) as s:
        assert s.counts()["reports"] == 0


def test_the_logs_refuse_change(store: Store) -> None:
    store.add([made("a", "نص")])
    commands = ["UPDATE log SET entry = ''", "DELETE FROM log"]
    if store.engine.dialect.name == "postgresql":
        commands.append("TRUNCATE log")
    for command in commands:
        with pytest.raises(DatabaseError, match="append-only"), store.engine.begin() as c:
            c.exec_driver_sql(command)


def test_numbers_of_changes_have_no_gaps_after_a_failure(store: Store) -> None:
    def items():
        yield from (made(f"x{n}", "نص") for n in range(300))
        raise RuntimeError("the line broke")

    store.add([made("a", "نص")])
    with pytest.raises(RuntimeError):
        store.add(items())
    store.add([made("b", "نص"), made("c", "نص")])
    assert [c["seq"] for c in store.changes()] == [1, 2, 3]
    assert verify(store.engine).whole


def test_a_removed_report_is_gone_from_both(store: Store) -> None:
    store.add([made("a", "حلب الشهباء"), made("b", "حماة")])
    assert store.remove("a", "asked for") == 1
    store.compact()
    assert store.search("حلب") == [] and [r.id for r in store.search("حماة")] == ["b"]
    assert verify(store.engine).holes == (("a", "asked for"),) and verify(store.engine).whole


ALPHABET = "ابتةأءىي١٢3 .-_'\"abÉéñ\u064b\u0300،()*:&|!\\/\n"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(ALPHABET, max_size=30), min_size=1, max_size=8), st.lists(st.text(ALPHABET, max_size=8), max_size=12))
def test_both_engines_find_the_same(two: tuple[Store, Store], texts: list[str], queries: list[str]) -> None:
    found: list[list[set[int]]] = []
    for s in two:
        from marsad.store.words import fill, find

        with s.engine.connect() as c:
            c.execute(sa.text("DELETE FROM report_fts"))
            fill(c, list(enumerate(texts, 1)))
            asked = [*queries, *(t[:4] for t in texts), *texts]
            found.append([set(find(c, q, 100)) for q in asked])
            c.rollback()
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, fresh_schema: Callable[[], str]):
    with Store.open(tmp_path_factory.mktemp("two") / "s.db") as a, Store.open(fresh_schema()) as b:
        yield a, b


def test_a_very_long_text_is_found_by_its_end(store: Store) -> None:
    chance = random.Random(1)
    body = " ".join("".join(chance.choices("ابتثجحخدذرزس", k=9)) for _ in range(60_000))
    store.add([made("a", body + " " + "ط" * 3000 + " خاتمة")])
    assert [r.id for r in store.search("خاتمه")] == ["a"]
    assert [r.id for r in store.search(body.split()[40_000] + " " + body.split()[3])] == ["a"]
    assert verify(store.engine).whole


def test_words_are_cut_into_vectors_without_loss() -> None:
    text = " ".join(f"w{n}" for n in range(9001))
    parts = list(vectors(text))
    assert len(parts) == 3
    assert {w.split(":")[0].strip("'") for p in parts for w in p.split()} == set(tokens(text))


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


def test_the_program_works_over_an_address(fresh_schema: Callable[[], str], tmp_path: Path) -> None:
    goal = fresh_schema()
    assert os.environ.get("MARSAD_STORE") is None
    path = corpus(tmp_path, 6)
    for args in (("add", str(path)), ("run", "-q"), ("search", "قتل"), ("verify",), ("doctor",)):
        done = marsad(*args, MARSAD_STORE=goal)
        assert done.returncode == 0, (args, done.stdout, done.stderr)
    removed = path.read_text(encoding="utf-8").split('"id": "')[1].split('"')[0]
    assert marsad("remove", removed, "--reason", "asked for", MARSAD_STORE=goal).returncode == 0
    assert f"removed: {removed}" in marsad("verify", MARSAD_STORE=goal).stdout


def test_every_change_gives_the_store_another_state(store: Store) -> None:
    seen = [store.state()]
    for change in (
        lambda: store.add([made("a", "نص")]),
        lambda: store.add([made("a", "نص آخر")]),
        lambda: store.add_user("reader", "reviewer", "a long enough word"),
        lambda: store.remove("a", "asked for"),
    ):
        change()
        seen.append(store.state())
        store.counts()
        assert store.state() == seen[-1]
    assert len(set(seen)) == len(seen)


def test_the_page_is_the_same_over_both(both: tuple[str, str]) -> None:
    from fastapi.testclient import TestClient

    from marsad.web.app import create_app

    answers: list[list[object]] = []
    for target in both:
        with TestClient(create_app(target)) as client:
            found = []
            for path in ("/", "/events.json", "/claims.json?q=قتل", "/holds.json", "/reports.json"):
                answer = client.get(path)
                found.append((path, answer.status_code, answer.text if path != "/" else ""))
            answers.append(found)
    assert answers[0] == answers[1]
    assert [a[1] for a in answers[0]] == [200] * 5  # type: ignore[index]

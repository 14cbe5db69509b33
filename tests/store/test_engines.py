"""Both engines keep the same: exports to the byte, search, backups from one into the other, and the guards of the logs."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreError
from marsad.pipeline import run
from marsad.store import Store
from marsad.store.backup import backup, restore
from marsad.store.verify import verify
from marsad.store.words import tokens, vectors

from .made import corpus, digest, marsad
from .test_store import made

pytestmark = pytest.mark.postgres


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

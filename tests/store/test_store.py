"""The store keeps what it was given, once, and gives it back the same."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from marsad.errors import NotFound, StoreError
from marsad.model import Claim, Event, Evidence, Mention, Quantity, Reading, Report, Time, Trigger
from marsad.model.codec import dumps, loads
from marsad.store import Store
from marsad.store import schema as t


def made(
    report_id: str, body: str, title: str = "عنوان", published: str | None = "2017-07-01"
) -> tuple[Report, Evidence]:
    text = f"{title}\n{body}"
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    report = Report(id=report_id, title=title, text=text, published=published, sha256=digest, text_sha256=digest)
    return report, Evidence(digest, "text/plain", data)


def a_claim(report: str = "a") -> Claim:
    place = Mention("الرقة", 10, 15, "ms:raqqa", "place", 1, 35.95, 39.0, "SY", "Raqqa")
    return Claim(
        "c1",
        report,
        "capture",
        "سيطر",
        3,
        7,
        Trigger("سيطر", 3, 7),
        places=(place,),
        time=Time("", "2017-06-30"),
        quantities=(Quantity("killed", 3, None, "people", "civilians", "ثلاثة"),),
        means=("drone",),
    )


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    assert [a.outcome for a in store.add([made("a", "نص")])] == ["added"]
    assert [a.outcome for a in store.add([made("a", "نص")])] == ["unchanged"]
    assert store.counts()["reports"] == 1
    assert len(store.changes()) == 1


def test_a_known_id_with_new_text_is_a_revision_and_the_old_text_stays(store: Store) -> None:
    store.add([made("a", "نص أول")])
    assert store.add([made("a", "نص ثان")])[0].outcome == "revised"
    assert [r.text for r in store.revisions("a")] == ["عنوان\nنص أول", "عنوان\nنص ثان"]
    assert store.report("a").revision == 2
    assert store.report("a", revision=1).text.endswith("نص أول")
    assert store.evidence(store.report("a", revision=1).sha256).data.endswith("نص أول".encode())


def test_the_same_text_under_another_id_is_another_report(store: Store) -> None:
    store.add([made("a", "نص"), made("b", "نص")])
    assert [r.id for r in store.reports()] == ["a", "b"]


def test_search_finds_words_however_they_are_spelled(store: Store) -> None:
    store.add([made("a", "قُتِلَ خمسة أشخاص"), made("b", "مباراة")])
    assert [r.id for r in store.search("قتل اشخاص")] == ["a"]
    assert store.search('" OR *') == []


def test_search_finds_no_word_of_a_text_that_was_replaced(store: Store) -> None:
    store.add([made("a", "حلب")])
    store.add([made("a", "حماة")])
    assert store.search("حلب") == []


def test_a_reading_comes_back_as_it_was_saved(store: Store) -> None:
    store.add([made("a", "سيطر الجيش على الرقة")])
    reading = Reading("a", "2017-06-30", ((0, 5), (6, 20)), (Mention("x", 0, 1, None, "number", low=3),), (a_claim(),))
    assert store.stale_reports("v1") == ["a"]
    store.save_readings([(reading, 1, "v1")])
    assert store.reading("a") == reading
    assert store.stale_reports("v1") == []
    assert store.stale_reports("v2") == ["a"]
    store.add([made("a", "نص جديد")])
    assert store.stale_reports("v1") == ["a"]


def test_records_survive_json() -> None:
    claim = a_claim()
    assert loads(Claim, dumps(claim)) == claim


def event(event_id: str, *claims: str) -> Event:
    return Event(event_id, "capture", claims, "2017-06-30", None, (), (), (), ("a",))


def test_an_old_event_id_leads_to_what_became_of_it(store: Store) -> None:
    store.save_events([event("e1", "c1")], [], {}, "f1")
    store.save_events([event("e2", "c0", "c1")], [], {"e1": ["e2"]}, "f2")
    assert store.event("e1").id == "e2"
    assert [c["action"] for c in store.history("e1")] == ["added", "withdrawn"]
    with pytest.raises(NotFound):
        store.event("e9")


def test_a_foreign_database_or_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as c:
        c.execute("CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="no marsad store"):
        Store.open(other)
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError):
        Store.open(junk)
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path / "nowhere" / "s.db")


def test_asking_a_store_that_is_not_there_makes_no_file(tmp_path: Path) -> None:
    with Store.open_to_read(tmp_path / "none.db") as s:
        assert s.counts()["reports"] == 0
    assert not (tmp_path / "none.db").exists()


def test_migrations_give_the_schema_that_the_code_names(store: Store) -> None:
    found = sa.inspect(store.engine)
    for table in t.metadata.sorted_tables:
        assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}, table.name
        indexes = {i["name"] for i in found.get_indexes(table.name) if not i.get("duplicates_constraint")}
        assert indexes == {i.name for i in table.indexes}, table.name


def test_a_failed_batch_leaves_nothing_behind(store: Store) -> None:
    def items():
        yield made("a", "نص")
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError):
        store.add(items())
    assert store.counts()["reports"] == 0

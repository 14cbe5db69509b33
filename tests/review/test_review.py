"""Judgements stand beside the machine's claims, win until the text changes, and cannot be rewritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marsad.errors import UsageError
from marsad.model import Claim, Mention, Trigger
from marsad.review import Judgement, deciding, effective, pending, problems, retracted, standing, to_gold
from marsad.store import Store

TEXTS = {"r": "hash"}


def claim(claim_id: str = "c", start: int = 5) -> Claim:
    return Claim(
        claim_id,
        "r",
        "capture",
        "سيطر",
        start,
        start + 4,
        Trigger("سيطر", start, start + 4),
        places=(Mention("الرقة", 0, 5, "x"),),
    )


def judged(
    number: int, action: str, item: str = "c", user: str = "a", role: str = "reviewer", **fields: object
) -> Judgement:
    what = "event" if action in ("retract", "regrade", "approve", "merge", "split") else "claim"
    report = "r" if what == "claim" else ""
    return Judgement(number, "2026-01-01T00:00:00Z", user, role, what, item, action, json.dumps(fields), "because", report, "capture", 5,
                     "hash" if report else "")  # fmt: skip


def test_a_rejected_claim_does_not_count_and_an_accepted_one_does() -> None:
    assert effective([claim()], standing([judged(1, "reject")], TEXTS)) == []
    assert effective([claim()], standing([judged(1, "accept")], TEXTS)) == [claim()]


def test_a_correction_changes_what_it_names_and_says_who_made_it() -> None:
    fixed = judged(
        1,
        "correct",
        places=[{"text": "الباب", "start": 1, "end": 6, "id": "y"}],
        extent="full",
        time={"edtf": "2017-06-30"},
    )
    (found,) = effective([claim()], standing([fixed], TEXTS))
    assert found.places[0].id == "y" and found.extent == "full" and found.time and found.time.edtf == "2017-06-30"
    assert found.kind == "capture" and found.id == "c" and found.reader == "reviewer:a"


def test_the_latest_judgement_wins_and_an_undone_one_does_not_count() -> None:
    log = [judged(1, "reject"), judged(2, "accept")]
    assert effective([claim()], standing(log, TEXTS)) == [claim()]
    assert effective([claim()], standing([*log, judged(3, "undo", seq=2)], TEXTS)) == []


def test_a_judgement_ends_when_the_text_changes() -> None:
    assert standing([judged(1, "reject")], {"r": "another hash"}) == []


def test_a_judgement_finds_its_claim_when_a_newer_reader_gave_it_another_id() -> None:
    assert effective([claim("new")], [judged(1, "reject", item="old")]) == []
    assert len(effective([claim("new", start=50)], [judged(1, "reject", item="old")])) == 1


def test_a_retraction_needs_a_second_pair_of_eyes() -> None:
    retract = judged(1, "retract", "e", user="a", role="editor")
    assert standing([retract], TEXTS) == []
    assert standing([retract, judged(2, "approve", "e", user="a", role="editor", seq=1)], TEXTS) == []
    assert standing([retract, judged(2, "approve", "e", user="b", role="reviewer", seq=1)], TEXTS) == []
    assert standing([retract, judged(2, "approve", "e", user="b", role="editor", seq=1)], TEXTS) == [retract]


def test_what_is_wrong_with_a_judgement_is_said() -> None:
    assert problems(judged(1, "accept")) == []
    assert (
        problems(judged(1, "bless")) and problems(judged(1, "correct")) and problems(judged(1, "correct", kind="party"))
    )
    assert problems(judged(1, "approve", seq=1))
    assert problems(judged(1, "correct", places=[{"text": "الباب", "start": 0, "end": 5}]), "الرقة")


def test_judged_claims_become_gold() -> None:
    (row,) = to_gold([claim(), claim("d", 40)], [judged(1, "accept")], {"r": "2017-06-30"})
    assert row["report"] == "r" and row["dispatch"] == "2017-06-30" and len(row["claims"]) == 1
    assert row["claims"][0]["trigger"] == "سيطر"


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s.db") as s:
        yield s


def test_the_audit_log_cannot_be_rewritten(store: Store) -> None:
    assert store.judge(judged(0, "accept")).seq == 1
    assert store.judge(judged(0, "reject")).seq == 2
    for statement in ("UPDATE judgement SET data = ''", "DELETE FROM judgement"):
        with pytest.raises(DatabaseError, match="append-only"), store.engine.begin() as c:
            c.execute(sa.text(statement))
    assert [j.action for j in store.judgements()] == ["accept", "reject"]


def test_signing_in(store: Store) -> None:
    with pytest.raises(UsageError):
        store.add_user("desk-reviewer", "reviewer", "short")
    with pytest.raises(UsageError):
        store.add_user("desk-reviewer", "king", "long enough a password")
    store.add_user("desk-reviewer", "editor", "long enough a password")
    assert store.sign_in("desk-reviewer", "wrong", 1000) is None
    assert store.sign_in("nobody", "long enough a password", 1000) is None
    found = store.sign_in("desk-reviewer", "long enough a password", 1000)
    assert found is not None
    assert store.signed_in(found[0], 1001) == ("desk-reviewer", "editor", found[1])
    assert store.signed_in(found[0], 10**9) is None
    store.sign_out(found[0])
    assert store.signed_in(found[0], 1001) is None
    assert "long enough" not in str(list(store.engine.connect().execute(sa.text("SELECT * FROM user"))))


def test_a_judgement_of_one_claim_is_not_one_of_its_twin() -> None:
    both = [claim("c"), claim("d")]
    assert [c.id for c in effective(both, standing([judged(1, "reject")], TEXTS))] == ["d"]
    # Cut anew by another reader, the claim has another id at the same place: the judgement still finds it.
    assert effective([claim("new")], standing([judged(1, "reject")], TEXTS)) == []


def test_only_what_decides_makes_a_new_record() -> None:
    rejected, accepted = judged(1, "reject"), judged(2, "accept")
    merged = judged(3, "merge", "e", into="f", claims=["c"], rest=["d"])
    assert deciding([rejected]) == [rejected]
    assert deciding([rejected, accepted, merged]) == [merged]
    assert deciding([accepted, judged(4, "reject")]) == [judged(4, "reject")]


def test_a_retraction_holds_until_more_is_told() -> None:
    retract = judged(1, "retract", "e", claims=["c", "d"])
    assert pending([retract]) == [retract]
    assert pending([retract, judged(2, "approve", "e", user="b", role="editor", seq=1)]) == []
    assert pending([retract, judged(2, "undo", "e", seq=1)]) == []
    assert retracted([retract], {"e": ["c"], "f": ["c", "d", "x"]}) == {"e"}


@pytest.mark.parametrize("bad", [
    judged(1, "regrade", "e", source="G", information="1"), judged(1, "merge", "e", into="e", claims=["c"], rest=["d"]),
    judged(1, "split", "e", claims=["c"], rest=["c"]), judged(1, "retract", "e"), judged(1, "undo", "e", seq="1"),
    judged(1, "correct", time={"text": "", "edtf": "soon"}), judged(1, "correct", quantities=[{"what": "killed", "low": 9, "high": 3}]),
    judged(1, "correct", extent="some"),
])  # fmt: skip
def test_incomplete_judgements_are_refused(bad: Judgement) -> None:
    assert problems(bad)

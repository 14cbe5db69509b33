"""The two real reports that this project began with: the whole works end to end on them."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from marsad.cli.control import asked

from .conftest import World

pytestmark = pytest.mark.shared


def test_scores_stay_above_the_floors_of_the_spine(seeds: World, tmp_path: Path, shared: Path, score: ModuleType) -> None:
    (tmp_path / "c.jsonl").write_text(
        "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in seeds.exports["claims"]), encoding="utf-8"
    )
    out, _ = score.score(score.load(shared / "seeds" / "gold.jsonl"), score.load(tmp_path / "c.jsonl"))
    assert out["detection"]["f1"] >= 0.80
    assert out["core"]["f1"] >= 0.60
    assert out["slots"]["time"]["agree"] >= 0.75
    assert out["slots"]["source"]["agree"] >= 0.80


def test_one_family_holds_both_seeds(seeds: World) -> None:
    assert [{m["report"] for m in f["members"]} for f in seeds.exports["families"]] == [{"seed-000", "seed-003"}]


def test_the_withdrawal_from_aleppo_is_one_event_of_two_voices(seeds: World) -> None:
    found = [
        e
        for e in seeds.exports["events"]
        if any(c["kind"] == "withdraw" and "من محافظة حلب" in c["quote"] for c in e["claims"])
    ]
    assert len(found) == 1
    assert {c["report"] for c in found[0]["claims"]} == {"seed-000", "seed-003"}
    assert found[0]["voices"] == 2


def test_the_ledger_of_al_sinaa(seeds: World) -> None:
    holds = seeds.store.all_holds()
    now = asked(holds, None, None, "حي الصناعة")
    assert [(h.actor, h.hint, h.valid_from, h.valid_to) for h in sorted(now, key=lambda h: h.valid_from or "")] == [
        ("isis", None, None, "2017-06-12"),
        ("unknown", "sdf", "2017-06-12", "2017-06-30"),
        ("isis", None, "2017-06-30", None),
    ]
    assert all(h.basis and h.claims for h in now)
    assert asked(holds, "2017-06-30", "2017-06-30", "حي الصناعة") == []
    assert asked(holds, None, "2017-06-30", "حي الصناعة") == []
    assert [h.actor for h in asked(holds, "2017-06-30", "2017-07-01", "حي الصناعة")] == ["isis"]


def test_khan_shaykhun_keeps_its_voices_apart(seeds: World) -> None:
    incident = next(i for i in seeds.exports["incidents"] if "خان شيخون" in i["name_ar"])
    lines = {(x["section"], x["speaker"]) for x in incident["lines"]}
    speakers = {section: " ".join(s for t, s in lines if t == section) for section, _ in lines}
    assert "حظر الأسلحة" in speakers["finding"] or "بعثة" in speakers["finding"]
    assert "جونسون" in speakers["responsibility"]
    assert "جونسون" not in speakers["finding"]
    assert any(x["section"] == "response" and "الشعيرات" in x["text"] for x in incident["lines"])
    figures = [(r["what"], f["low"], f["speaker"]) for r in incident["ranges"] for f in r["figures"]]
    assert any(low == 87 for _, low, _ in figures) and any(low == 31 for _, low, _ in figures)

"""The two real reports this project began with: one dispatch in both, each with more of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.copies import Copies, CopyInput, detect

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seeds(shared: Path) -> tuple[dict[str, str], Copies]:
    lines = (shared / "seeds" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    inputs = [CopyInput(r["id"], f"{r['title']}\n{r['text']}", r["published"], r["outlet"]) for r in found]
    return {r.id: r.text for r in inputs}, detect(inputs)


def test_one_family_of_the_agency_holds_both(seeds: tuple[dict[str, str], Copies]) -> None:
    (family,) = seeds[1].families
    assert {m.report for m in family.members} == {"seed-000", "seed-003"}
    assert family.agency == "afp"
    assert family.first_seen == "2017-06-30"


def test_every_sentence_of_the_dispatch_is_aligned_and_nothing_else(seeds: tuple[dict[str, str], Copies]) -> None:
    texts, found = seeds
    (copy,) = found.pairs
    a, b = texts[copy.a], texts[copy.b]
    inside_a = [a[p.a_start : p.a_end] for p in copy.passages]
    inside_b = [b[p.b_start : p.b_end] for p in copy.passages]
    for words in ("بالكامل الجمعة", "17 قرية", "خارج المحافظة", "طريق", "الأمتار الأخيرة", "لهجوم عنيف", "معقل التنظيم"):
        assert any(words in part for part in inside_a), words
        assert any(words in part for part in inside_b), words
    for words in ("الكيميائية", "خان شيخون", "السارين", "جونسون", "حي الصناعة"):
        assert not any(words in part for part in inside_a), words
    for words in ("سانا", "الرصافة", "الارهابيين", "كوباني", "ماركت"):
        assert not any(words in part for part in inside_b), words


def test_what_the_editors_did_is_named(seeds: tuple[dict[str, str], Copies]) -> None:
    texts, found = seeds
    (copy,) = found.pairs
    edits = {
        (e.kind, texts[copy.a][e.a_start : e.a_end], texts[copy.b][e.b_start : e.b_end])
        for passage in copy.passages
        for e in passage.edits
    }
    assert ("actor-renamed", "المتطرفين", "المتشددين") in edits
    assert ("respelled", "أربعة", "4") in edits
    assert any(kind == "respelled" and "الديموقراطية" in x and "الديمقراطية" in y for kind, x, y in edits)
    assert any(kind == "source-changed" and "فرانس برس" in x and not y for kind, x, y in edits)

"""Pairs and families: what is a copy, what is none, and that nothing depends on the order of arrival."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.copies import Copies, CopyInput, copy_of, detect, habits, redirects, sketch
from marsad.copies.fold import words
from marsad.errors import BadInput
from tests.copies.texts import BACKGROUND, DISPATCH, OTHER, THIRD, TITLES, report, respelled


def made(*texts: str, days: list[str | None] | None = None) -> list[CopyInput]:
    found = days or ["2017-07-01"] * len(texts)
    return [CopyInput(f"r{n}", text, day, f"paper-{n}") for n, (text, day) in enumerate(zip(texts, found, strict=True))]


def pairs_of(found: Copies) -> set[tuple[str, str]]:
    return {(copy.a, copy.b) for copy in found.pairs}


def test_respelled_and_cut_dispatch_is_found_with_both_shares() -> None:
    a, b = report(*DISPATCH, *THIRD), respelled(report(*DISPATCH[:3]))
    (copy,) = detect(made(a, b)).pairs
    assert copy.share_b > 0.95
    assert 0.4 < copy.share_a < copy.share_b
    assert not copy.background


def test_unrelated_reports_are_no_pair() -> None:
    assert detect(made(report(*DISPATCH), report(*OTHER), report(*THIRD))) == Copies((), ())


def test_titles_make_no_copy() -> None:
    one = report("استقبل " + TITLES + " وفدا من المعلمين", OTHER[0])
    two = report("غادر المدينة " + TITLES + " في زيارة رسمية", THIRD[0])
    assert detect(made(one, two)).pairs == ()


def test_a_form_filled_in_twice_is_no_copy() -> None:
    form = (
        "أغلق المؤشر عند مستوى {} نقطة بتداولات بلغت قيمتها {} مليون ليرة بعدما سجلت أسهم {} شركة ارتفاعا في قيمتها فيما هبطت أسهم "
        "{} شركة أخرى وبلغ عدد الصفقات المنفذة في الجلسة {} صفقة"
    )
    one, two = form.format(9080, 512, 71, 67, 4410), form.format(9301, 498, 35, 111, 5172)
    assert detect(made(report(one), report(two))).pairs == ()
    (same,) = detect(made(report(one), report(one.replace("الجلسة", "جلسة امس")))).pairs
    assert same.share_a > 0.8


def test_edits_are_named() -> None:
    a = report("طردت القوات المتطرفين من أربع قرى قرب السد وقال مصدر عسكري إن المعارك أسفرت عن مقتل 14 مقاتلا في يومين")
    b = report("طردت القوات المتشددين من 4 قرى قرب السد وقال المرصد إن المعارك أسفرت عن مقتل 19 مقاتلا في يومين")
    copy = copy_of(*made(a, b))
    assert copy is not None
    kinds = {
        (e.kind, a[e.a_start : e.a_end], b[e.b_start : e.b_end]) for passage in copy.passages for e in passage.edits
    }
    assert ("actor-renamed", "المتطرفين", "المتشددين") in kinds
    assert ("respelled", "أربع", "4") in kinds
    assert ("source-changed", "مصدر عسكري", "المرصد") in kinds
    assert ("figure-changed", "14", "19") in kinds


def test_a_moved_passage_is_marked() -> None:
    a, b = report(*DISPATCH, *OTHER), report(*OTHER, *DISPATCH)
    copy = copy_of(*made(a, b))
    assert copy is not None
    assert any(edit.kind == "moved" for passage in copy.passages for edit in passage.edits)


def test_background_paragraph_joins_no_family() -> None:
    texts = [
        report(*DISPATCH, BACKGROUND), respelled(report(*DISPATCH[:3], BACKGROUND)), report(*OTHER, BACKGROUND),
        report(*THIRD, BACKGROUND),
    ]
    days: list[str | None] = ["2017-06-01", "2017-06-01", "2017-06-07", "2017-06-13"]
    found = detect(made(*texts, days=days))
    flagged = {(copy.a, copy.b): copy.background for copy in found.pairs}
    assert flagged == {
        ("r0", "r1"): False, ("r0", "r2"): True, ("r1", "r2"): True, ("r2", "r3"): True, ("r0", "r3"): True, ("r1", "r3"): True,
    }
    (family,) = found.families
    assert [member.report for member in family.members] == ["r0", "r1"]


def test_a_composite_belongs_to_two_families() -> None:
    texts = [report(*DISPATCH), respelled(report(*DISPATCH)), report(*OTHER), respelled(report(*OTHER)), report(*DISPATCH, *OTHER)]
    found = detect(made(*texts))
    assert sorted(sorted(m.report for m in family.members) for family in found.families) == [["r0", "r1", "r4"], ["r2", "r3", "r4"]]


def test_window_keeps_far_days_apart_and_undated_near_to_all() -> None:
    text = report(*DISPATCH)
    found = detect(made(text, text, text, days=["2017-01-01", "2017-03-01", None]))
    assert pairs_of(found) == {("r0", "r2"), ("r1", "r2")}


def test_correction_and_update_are_later_generations() -> None:
    first = report(*DISPATCH)
    update = first.replace("14 مقاتلا", "19 مقاتلا")
    corrected = "تصحيح: " + first.lstrip("\n")
    (family,) = detect(made(first, update, corrected, days=["2017-07-01", "2017-07-02", "2017-07-03"])).families
    assert {m.report: m.generation for m in family.members} == {"r0": 0, "r1": 1, "r2": 2}


def test_origin_names_the_agency() -> None:
    plain = report(*DISPATCH[:1], *DISPATCH[2:])
    byline = report("بيروت (أ ف ب) - " + DISPATCH[0], *DISPATCH[1:])
    (family,) = detect(made(plain, byline)).families
    assert (family.agency, family.origin) == ("afp", "r1")


def test_habits_tell_what_an_outlet_cuts_and_renames() -> None:
    wire = report("بيروت (أ ف ب) - " + DISPATCH[0] + " ضد المتشددين", *DISPATCH[1:])
    paper = report(DISPATCH[0] + " ضد الإرهابيين", *DISPATCH[1:3])
    inputs = made(wire, paper, respelled(wire))
    rows = {row.outlet: row for row in habits(detect(inputs), {r.id: r for r in inputs})}
    assert rows["paper-0"].first == 1
    assert rows["paper-1"].renames == (("المتشددين", "الإرهابيين", 1),)
    assert rows["paper-1"].kept < 0.8 < rows["paper-2"].kept


def test_two_reports_with_one_id_are_refused() -> None:
    with pytest.raises(BadInput):
        detect([CopyInput("x", "نص"), CopyInput("x", "نص")])


SENTENCES = (*DISPATCH, *OTHER, *THIRD, BACKGROUND)


@st.composite
def corpora(draw: st.DrawFn) -> list[CopyInput]:
    out = []
    for n in range(draw(st.integers(2, 7))):
        chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
        text = report(*chosen)
        if draw(st.booleans()):
            text = respelled(text)
        day = draw(st.sampled_from([None, "2017-07-01", "2017-07-03", "2017-07-20", "bad"]))
        out.append(CopyInput(f"r{n}", text, day, draw(st.sampled_from(["a", "b"]))))
    return out


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms())
def test_order_of_arrival_changes_nothing(reports: list[CopyInput], shuffler: random.Random) -> None:
    found = detect(reports)
    mixed = list(reports)
    shuffler.shuffle(mixed)
    assert detect(mixed) == found
    assert detect(mixed, sketches={r.id: sketch(r.text) for r in reports[::2]}) == found


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_passages_are_slices_and_pairs_symmetric(reports: list[CopyInput]) -> None:
    texts = {r.id: r.text for r in reports}
    for copy in detect(reports).pairs:
        assert copy.a < copy.b
        for passage in copy.passages:
            a, b = texts[copy.a][passage.a_start : passage.a_end], texts[copy.b][passage.b_start : passage.b_end]
            assert a == a.strip() and b == b.strip() and a and b
            assert set(words(a).hashes.tolist()) & set(words(b).hashes.tolist())
            for edit in passage.edits:
                assert passage.a_start <= edit.a_start <= edit.a_end <= passage.a_end
                assert passage.b_start <= edit.b_start <= edit.b_end <= passage.b_end
        one, two = (CopyInput(name, texts[name]) for name in (copy.a, copy.b))
        assert copy_of(one, two) == copy_of(two, one)
        spans = sorted((p.a_start, p.a_end) for p in copy.passages)
        assert all(x[1] <= y[0] for x, y in pairwise(spans))
        assert 0 < copy.share_a <= 1 and 0 < copy.share_b <= 1


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_adding_one_by_one_ends_where_a_run_from_scratch_does(reports: list[CopyInput]) -> None:
    kept: dict[str, bytes] = {}
    found = Copies((), ())
    for n in range(1, len(reports) + 1):
        before = found
        kept[reports[n - 1].id] = sketch(reports[n - 1].text)
        found = detect(reports[:n], sketches=kept, earlier=before)
        moved = redirects(before.families, found.families)
        standing = {family.id for family in found.families}
        assert all(new in standing for new in moved.values())
    assert found == detect(reports)

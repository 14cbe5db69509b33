"""Who fell, was hurt or driven out, told without a figure, or by a word that alone tells nothing: sentences of our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader

TOLL = ("killed", "wounded", "casualties", "displaced")


def tolls(claim: Claim) -> set[tuple[str, float]]:
    return {(q.what, q.low) for q in claim.quantities if q.what in TOLL and q.low is not None}


def read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-07-01"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the dual verb, spelled like a masdar or behind two singulars
        ("وقال المصدر ان شخصين قتلا وأصيب تسعة بجروح في اشتباكات في وسط مدينة بنغازي.", {("killed", 2), ("wounded", 9)}),
        # a woman before her verb
        ("امرأة قتلت في غارة على سيارة في مدينة درنة.", {("killed", 1)}),
        # kin, alone and listed
        ("قتل طفلان وأصيبت والدتهما بجروح جراء سقوط قذيفة هاون على حي الجميلية في حلب.", {("killed", 2), ("wounded", 1)}),
        # one by a pronoun
        ("وقال المحققون إن الشاب الذي قتلته الشرطة خلال تبادل لإطلاق النار في بغداد لم يكن معروفا.", {("killed", 1)}),
        # counted men fell
        ("تسعة من جنود الجيش السوري سقطوا في كمين نصبه تنظيم داعش قرب تدمر.", {("killed", 9)}),
        # who is named by what befell him is no outcome
        ("أودت غارة للتحالف الدولي على سجن في الرقة بحياة 34 من المحتجزين و15 من السجانين.", {("killed", 34), ("killed", 15)}),
    ],
)
def test_tolls_without_figures(reader: RuleReader, text: str, expected: set[tuple[str, float]]) -> None:
    assert tolls(read(reader, text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال شهود ان نحو ستين أسرة غادرت المخيم سيرا على الأقدام باتجاه مدينة درعا.", {("displaced", 60)}),
        ("وأدت المعارك بين الجيش وتنظيم داعش إلى فرار قرابة تسعة آلاف شخص من مدينة الرمادي.", {("displaced", 9000)}),
        ("وعادت نحو ستين أسرة نازحة إلى منازلها في مدينة درعا.", set()),
    ],
)
def test_who_went_is_counted(reader: RuleReader, text: str, expected: set[tuple[str, float]]) -> None:
    claims = [claim for claim in read(reader, text) if claim.kind == "displacement"]
    assert claims
    assert tolls(claims[0]) == expected


def test_a_toll_stays_with_the_nearer_act(reader: RuleReader) -> None:
    text = "وبعد يومين على الهجوم الذي أوقع 32 قتيلا في مدينة سروج قتل مسلحون شرطيين تركيين في مدينة ديار بكر."
    found = [tolls(claim) for claim in read(reader, text)]
    assert sum(("killed", 32) in told for told in found) <= 1

"""What of a sentence a claim quotes: enough to be understood, no more than that."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader

LONG = (
    "وأوضح العقيد الذي كان يتحدث إلى الصحافيين في مقر القيادة بعد جولة قام بها في المناطق الشمالية والتقى خلالها عددا من الوجهاء والأعيان "
    "واستمع إلى مطالبهم بشأن الخدمات والطرق والمدارس التي توقف العمل فيها منذ شهور قصف تنظيم داعش بلدة مارع بقذائف الهاون "
    "الأمر الذي أجبر المنظمات الإنسانية العاملة هناك على تعليق برامجها الصحية والغذائية ونقل موظفيها والمعدات والسيارات التابعة لها نحو "
    "الحدود ريثما تتضح الصورة وتصبح الطرق سالكة أمام القوافل القادمة من الجنوب والشرق والغرب على حد سواء وفقا للخطة المعلنة"
)


def only(reader: RuleReader, text: str, kind: str) -> Claim:
    (claim,) = [claim for claim in reader.read(Report("r", "", text, published="2015-07-20")) if claim.kind == kind]
    assert text[claim.start : claim.end] == claim.quote
    assert claim.start <= claim.trigger.start < claim.trigger.end <= claim.end
    return claim


def test_a_long_clause_is_quoted_round_its_trigger(reader: RuleReader) -> None:
    quote = only(reader, LONG + ".", "shelling").quote
    assert "قصف تنظيم داعش بلدة مارع بقذائف الهاون" in quote
    assert len(quote.split()) <= 42
    assert "سالكة" not in quote and "العقيد" not in quote


@pytest.mark.parametrize(
    "text",
    [
        "اتهمت الحكومة التركية حزب العمال الكردستاني بأنه فجر العبوة في ديار بكر.",
        "حمل الحوثيون السعودية المسؤولية مؤكدين أنها قصفت المستشفى في صعدة.",
    ],
)
def test_an_accusation_is_quoted_with_what_it_says(reader: RuleReader, text: str) -> None:
    assert only(reader, text, "responsibility").quote.endswith(text[-12:-1])


def test_a_bare_verb_is_quoted_with_the_clause_before_it(reader: RuleReader) -> None:
    text = "داهم مسلحون من تنظيم داعش منزل رئيس البلدية في هيت، ثم اختطفوه."
    assert "منزل رئيس البلدية" in only(reader, text, "abduction").quote


def test_no_comma_ends_a_quote(reader: RuleReader) -> None:
    text = "قوات الجيش تتقدم نحو قاعدة العند العسكرية، وقصفت المدفعية مواقع الحوثيين في لحج، حيث نزح السكان."
    for claim in reader.read(Report("r", "", text, published="2015-07-20")):
        assert not claim.quote.endswith(("،", ":"))

"""Places told by what they are, and names that no table holds, in sentences of our own."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import passages, tokenize
from marsad.model import Report
from marsad.reading import RuleReader
from marsad.reading.places.sites import site_phrases, unknown_names
from marsad.reading.words.lexicon import load_lexicon
from marsad.reading.words.sentence import Sentence, make_sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


def _sentence(text: str) -> Sentence:
    (start, end), *_ = passages(text)
    return make_sentence(0, start, end, text, tokenize(text), load_lexicon(), {})


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("دخل الجنود حرم الجامعة فجرا", "حرم الجامعة"),
        ("قصفت الطائرات القصر الجمهوري ليلا", "القصر الجمهوري"),
        ("داهمت الشرطة 13 محافظة.", "13 محافظة"),
        ("انتشر المسلحون في مدن عدة", "مدن عدة"),
        ("تمركزت القوات في القطاعات الجبلية", "القطاعات الجبلية"),
        ("وصلت التعزيزات إلى تخوم المدينة", "تخوم المدينة"),
    ],
)
def test_a_place_is_told_by_what_it_is(text: str, phrase: str) -> None:
    found = site_phrases(_sentence(text))
    assert phrase in [mention.text for *_, mention in found]
    assert all(text[m.start : m.end] == m.text and m.type == "place" and m.id is None for *_, m in found)


@pytest.mark.parametrize("text", ["عقد الاجتماع في إطار المشاورات", "من ناحية أخرى قال الوزير", "نشر على موقع التواصل"])
def test_not_every_word_of_place_tells_one(text: str) -> None:
    assert site_phrases(_sentence(text)) == []


def test_a_strange_name_after_in_is_a_place() -> None:
    sentence = _sentence("قتل ثلاثة جنود في كيزندوبا مساء السبت وهوجم كيزندوبا، في إطار حملة")
    assert [m.text for *_, m in unknown_names(sentence)] == ["كيزندوبا"]
    told = frozenset(("كيزندوبا",))
    assert [m.text for *_, m in unknown_names(sentence, told)] == ["كيزندوبا", "كيزندوبا"]


def test_a_claim_lies_where_no_table_reaches() -> None:
    reader = RuleReader(load_actors(), load_gazetteer())
    text = "هجوم\nقصف الجيش مواقع المتمردين في كيزندوبا الأربعاء."
    claims = reader.read(Report(id="r", title="هجوم", text=text, published="2017-06-30", url=""))
    assert any(m.text == "كيزندوبا" for claim in claims for m in claim.places)

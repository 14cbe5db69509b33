"""Towns, camps and crossings of the wars of Sudan, Chad, the Central African Republic, Congo and Tigray. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer


@pytest.mark.parametrize(("text", "words", "country"), [
    ("سيطر المتمردون على بلدة كاغا-باندورو في أفريقيا الوسطى", "بلدة كاغا-باندورو", "CF"),
    ("سيطر المتمردون على بلدة كاغا باندورو في أفريقيا الوسطى", "بلدة كاغا باندورو", "CF"),
    ("هاجم مسلحون بلدة أم سيالة بشمال كردفان", "بلدة أم سيالة", "SD"),
    ("نزح سكان بلدة أم دخن بوسط دارفور", "بلدة أم دخن", "SD"),
    ("قصفت المدفعية معسكر أبو شوك في شمال دارفور", "معسكر أبو شوك", "SD"),
    ("استعاد الجيش مدينة مالاكال في جنوب السودان", "مدينة مالاكال", "SS"),
    ("تدور معارك في مينوفا شرقي الكونغو الديمقراطية", "مينوفا", "CD"),
    ("سيطرت الحركة على كيتشانغا في شمال كيفو", "كيتشانغا", "CD"),
    ("انسحب الجيش من زالامبيسا في تيغراي", "زالامبيسا", "ET"),
])
def test_front_line_towns(gazetteer: Gazetteer, text: str, words: str, country: str) -> None:
    assert (words, country) in [(hit.text, hit.country) for hit in gazetteer.find(text)]


def test_a_hyphen_with_blanks_is_a_dash(gazetteer: Gazetteer) -> None:
    assert "كاغا - باندورو" not in [hit.text for hit in gazetteer.find("كاغا - باندورو")]

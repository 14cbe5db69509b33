"""What looks like a place and is none: ways of sending, houses that tell, words of action, what is left out. Sentences of our own."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import passages, tokenize
from marsad.model import Report
from marsad.reading import RuleReader
from marsad.reading.places.sites import site_phrases, unknown_names
from marsad.reading.places.spots import unknown_places, wide_places
from marsad.reading.words.lexicon import load_lexicon
from marsad.reading.words.sentence import make_sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.mark.parametrize(
    "text",
    [
        "وأدى تمردها إلى مقتل جنود",
        "هرّب السلاح عن طريق البحر ليلا",
        "قال ناشط في «مركز سامراء الإعلامي» إن القصف توقف",
        "رفع الشكوى في قضية عجيبة",
        "اعتمد في استناد مزور على الوثيقة",
        "قصفت الطائرات مخيمات لناشطي الحزب",
        "فر منفذو العملية بعدما أطلق منفذ الهجوم النار",
        "بيعت المساعدات في السوق السوداء أمام معظم الناس",
        "أصيب بشظايا في الأطراف السفلية",
        "اتفق الفريقان على خارطة طريق للحل",
        "نوقشت «خريطة طريق» لإنقاذ الهدنة",
    ],
)
def test_no_place_is_found(text: str) -> None:
    (start, end), *_ = passages(text)
    sentence = make_sentence(0, start, end, text, tokenize(text), load_lexicon(), {})
    found = {m.text for *_, m in (*site_phrases(sentence), *unknown_names(sentence), *unknown_places(sentence))}
    wrong = (
        "تمردها", "البحر", "سامراء", "عجيبة", "استناد", "لناشطي", "طريق", "منفذ", "السوداء", "معظم", "السفلية",
    )  # fmt: skip
    assert not any(word in name for name in found for word in wrong)


def test_cities_that_are_told_by_what_befell_them_are_not_named_so() -> None:
    text = "طلب القرار الانسحاب من المدن التي احتلوها"
    (start, end), *_ = passages(text)
    sentence = make_sentence(0, start, end, text, tokenize(text), load_lexicon(), {})
    assert {m.text for *_, m in wide_places(sentence)} == {"المدن"}


def _read(text: str) -> list[tuple[str, list[str]]]:
    claims = RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", text, published="2015-07-22"))
    return [(claim.kind, [place.text for place in claim.places]) for claim in claims]


def test_what_is_excepted_is_not_taken() -> None:
    places = [place for kind, told in _read("سيطر الجيش على مدينة عدن باستثناء المدخل الشمالي ودوار الكراع.") for place in told]
    assert "مدينة عدن" in places
    assert "دوار الكراع" not in places


def test_where_someone_was_born_is_no_town_of_that_name() -> None:
    hits = load_gazetteer().find("دخل المقاتلون سرت مسقط رأس القائد", anaphora=True)
    assert "مسقط" not in {hit.text for hit in hits}


def test_a_valley_is_still_a_valley() -> None:
    assert any("وادي" in hit.text for hit in load_gazetteer().find("دارت معارك في وادي سردود", anaphora=True))


def test_a_capital_that_acts_is_no_ground() -> None:
    told = _read("شنت الطائرات غارات على مواقع داعش في سوريا بعد هجوم انتحاري نسبته أنقرة إلى التنظيم.")
    assert all("أنقرة" not in places for _, places in told)


def test_where_jets_take_off_is_not_what_they_hit() -> None:
    told = _read("أقلعت ثلاث مقاتلات تركية من قاعدة في ديار بكر وقصفت مقرين لتنظيم داعش قرب بلدة حور في سوريا.")
    assert told
    assert all("ديار بكر" not in places for _, places in told)


def test_a_distance_with_a_doubtful_number_only_tells_where() -> None:
    told = _read("اندلعت اشتباكات بين التبو والطوارق في سبها الواقعة على مسافة 700 كيلومتر تقريبا جنوب طرابلس.")
    assert told
    assert all(places[:1] == ["سبها"] for _, places in told)


def test_a_chronicle_dates_by_the_years_that_head_its_lines() -> None:
    text = "حدث في مثل هذا اليوم\n1974 - مواجهات عنيفة بين الجيش ومسلحين في حي الدكوانة شرق بيروت.\n1996 - تفجير في حديقة في باريس."
    claims = RuleReader(load_actors(), load_gazetteer()).read(Report("r", "حدث في مثل هذا اليوم", text, published="2015-07-22"))
    assert {claim.kind: claim.time.edtf for claim in claims if claim.time} == {"clash": "1974", "bombing": "1996"}


def test_who_carried_it_out_is_no_crossing_and_a_palace_is_no_district() -> None:
    assert [places for _, places in _read("دمرت القوات الإسرائيلية منزل منفذ العملية في بلدة سلواد.")] == [["بلدة سلواد"]]
    told = _read("وقع إطلاق نار كثيف في محيط القصر الرئاسي في نجامينا.")
    assert told and all("الرئاسي" not in places and "نجامينا" in places for _, places in told)


def test_a_verb_that_looks_like_an_adjective_is_no_part_of_a_name() -> None:
    reader = RuleReader(load_actors(), load_gazetteer())
    (claim,) = reader.read(Report("r", "", "استهدف انتحاري يرتدي حزاما ناسفا نقطة تفتيش للجيش في مدينة كويتا.", published="2017-06-30"))
    assert [m.text for m in claim.agents] == ["انتحاري"]

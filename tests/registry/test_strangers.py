"""Words that look like an actor's and are not: strangers' forces, loaded words far from whom they mean, neighbours' police."""

from __future__ import annotations

import pytest

from marsad.registry.actors import load_actors
from marsad.registry.antecedents import resolve

ACTORS = load_actors()


def read(
    text: str, day: str = "2015-07-20", home: str | None = None, seats: dict[str, str] | None = None,
) -> dict[str, str | None]:
    hits = ACTORS.find(text, day)
    beside = {text.index(name): country for name, country in (seats or {}).items()}
    meant = resolve(hits, ACTORS, day=day, places=tuple(beside.items()), home=home, seats=beside)
    return {text[hit.start : hit.end]: said.id for hit, said in zip(hits, meant, strict=True)}


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("قالت حكومة الوفاق الوطني الفلسطيني في رام الله إنها ترفض القرار", "حكومة الوفاق الوطني الفلسطيني", "palestinian-authority"),
        ("عقدت حكومة الوفاق الوطني اجتماعا في طرابلس مع الجيش الليبي", "حكومة الوفاق الوطني", "gna"),
        ("خرجت القوات السوفياتية من كابول قبل الجيش الأفغاني", "القوات السوفياتية", "soviet-union"),
        ("هزم الجيش المكسيكي في المعركة أمام الجيش الأميركي", "الجيش المكسيكي", "mexico"),
        ("انسحبت القوات القيصرية من المدينة وبقي الجيش العراقي", "القوات القيصرية", None),
        ("هاجمت الحركة الشعبية لتحرير السودان - قطاع الشمال قافلة", "الحركة الشعبية لتحرير السودان - قطاع الشمال", "spla-n"),
        ("قصف انفصاليون مسلحون موالون لموسكو مواقع الجيش الأوكراني", "انفصاليون مسلحون موالون لموسكو", "donbas-separatists"),
    ],
)
def test_a_name_ends_where_another_begins(text: str, words: str, key: str | None) -> None:
    assert read(text, "2016-05-01")[words] == key


def test_people_after_a_collective_are_its_object() -> None:
    said = read("دحرت المقاومة الشعبية المتمردين الحوثيين ثم هاجمت المقاومة الحوثيين")
    assert said["المتمردين الحوثيين"] == "houthis" and said["المقاومة"] == "yemen-resistance"


def test_fighters_in_a_country_are_not_its_forces() -> None:
    assert "مقاتلين في سوريا" not in read("دربت واشنطن مقاتلين في سوريا")


def test_a_loaded_word_means_whom_the_words_before_named_and_nobody_else() -> None:
    assert read("قتل الجيش المصري عناصر من تنظيم داعش، وقال إن المتطرفين فروا")["المتطرفين"] == "isis"
    far = "تحدث الوزير عن المتشددين وعن الإصلاح. " + "وتناول اللقاء شؤون التعليم والصحة والزراعة. " * 20 + "وأشار إلى تنظيم داعش."
    assert read(far)["المتشددين"] is None
    assert read("اقتحم المستوطنون الساحة مع المتطرفين، وكانت حركة حماس حذرت")["المتطرفين"] == "settlers"
    assert read("رفض قادة الميليشيات المتشددة في طرابلس الهدنة، وهاجم تنظيم داعش مدينة أخرى")["قادة الميليشيات المتشددة"] is None


def test_who_is_first_told_of_points_back_to_nobody() -> None:
    assert read("قتل الجيش المصري عناصر من تنظيم داعش، وهاجم متطرفون كنيسة").get("متطرفون") is None
    assert read("قاتل حزب الله في الجرود، وطرد المسلحين منها").get("المسلحين") != "hezbollah"


def test_police_are_those_of_the_place_beside_them() -> None:
    text = "قال قائد شرطة الفلوجة إن الجيش السوري قصف دمشق وحلب وحمص ثم تقدم الجيش السوري"
    assert read(text, seats={"الفلوجة": "IQ", "حلب": "SY", "حمص": "SY"})["قائد شرطة"] == "iraqi-government"


def test_police_of_a_paper_that_names_no_other_country_are_its_own() -> None:
    text = "قبضت الشرطة على ثلاثة أشخاص بعد إطلاق نار"
    assert read(text)["الشرطة"] is None
    assert read(text, home="SA")["الشرطة"] == "saudi-arabia"


def test_a_guess_between_two_countries_is_no_answer() -> None:
    text = "التقى وفد تونسي ووفد جزائري، وقالت قوات الأمن إن مسلحين هاجموا حافلة"
    assert read(text, seats={"تونسي": "TN", "جزائري": "DZ"})["قوات الأمن"] is None


def test_friends_of_whom_was_just_named() -> None:
    assert read("تقدمت ميليشيات الحوثي والقوات الموالية لها في اليمن")["القوات الموالية لها"] == "saleh-forces"
    assert read("تقدمت ميليشيات الحوثي والقوات الموالية لها في اليمن", "2019-01-01").get("القوات الموالية لها") is None


def test_local_fighters_and_separatists_belong_to_a_war() -> None:
    assert read("استعاد مقاتلون محليون أحياء من الحوثيين في اليمن", seats={"اليمن": "YE"})["مقاتلون محليون"] == "yemen-resistance"
    assert read("هاجم الانفصاليون الجيش الأوكراني في الشرق")["الانفصاليون"] == "donbas-separatists"
    assert read("هاجم مقاتلون محليون الجيش الليبي")["مقاتلون محليون"] is None


def test_whom_an_office_speaks_of_is_not_who_holds_it() -> None:
    said = read("اتهم الرئيس اليمني الحوثيين بقصف المدينة")
    assert said["الرئيس اليمني"] == "yemen-government" and said["الحوثيين"] == "houthis"
    said = read("دعا رئيس الوزراء العراقي حيدر العبادي تنظيم داعش إلى الاستسلام")
    assert said["رئيس الوزراء العراقي حيدر العبادي"] == "iraqi-government" and said["تنظيم داعش"] == "isis"
    assert read("حذر الرئيس اللبناني حزب الله")["حزب الله"] == "hezbollah"
    said = read("قال الرئيس اليمني علي عبد الله صالح إن الجيش تقدم", "2016-05-01")
    assert said["الرئيس اليمني علي عبد الله صالح"] == "saleh-forces"


def test_a_plural_of_bodies_behind_an_army_is_its_object() -> None:
    said = read("هاجم الجيش المليشيات الحوثية في الحديدة ثم قصف الجيش الفصائل السورية")
    assert said["المليشيات الحوثية"] == "houthis" and "الجيش المليشيات الحوثية" not in said
    assert "الفصائل السورية" in said
    assert read("تقدمت القوات الحوثية")["القوات الحوثية"] == "houthis"


def test_one_detachment_of_a_nationality_is_of_its_army() -> None:
    said = read("داهمت قوة أمريكية خاصة منزلا ثم انسحبت دورية تركية", "2019-05-01")
    assert said["قوة أمريكية خاصة"] == "us" and said["دورية تركية"] == "turkey"
    assert read("ضرب زلزال بقوة خمس درجات تركيا", "2019-05-01").get("قوة") is None
    assert "قوة الانفجار" not in read("دمرت قوة الانفجار المبنى في تركيا", "2019-05-01")


def test_whose_act_it_is_may_stand_behind_what_it_was_done_with() -> None:
    assert read("قتلت امرأة بقصف مدفعي تركي على قرية", "2019-05-01")["تركي"] == "turkey"
    assert read("أصيب طفل بقصف جوي روسي على بلدة", "2019-05-01")["روسي"] == "russia"

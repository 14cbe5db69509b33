"""Who cannot have suffered an act, whom an attack hits, and places that a clause names beside what it tells. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, kind: str, title: str = "") -> list[Claim]:
    whole = f"{title}\n{text}" if title else text
    return [claim for claim in reader.read(Report("r", title, whole, published="2017-06-30")) if claim.kind == kind]


def places(claim: Claim) -> list[str]:
    return [mention.text for mention in claim.places]


def who(mentions: tuple[object, ...]) -> list[str]:
    return [mention.id or mention.text for mention in mentions]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("استهدفت غارة الجيش اللبناني في بلدة العامرية.", "airstrike", "lebanon"),
        ("استهدف قصف مدفعي قوات النظام في ريف حماة.", "shelling", "syrian-government"),
        ("استهدف هجوم انتحاري الجيش المالي في مدينة غاو.", "bombing", "mali"),
        ("استهدف انفجار عبوة ناسفة قوات الأمن الأفغانية في جلال آباد.", "bombing", "afghan-government"),
    ],
)
def test_whom_an_attack_hits_is_no_attacker(reader: RuleReader, text: str, kind: str, target: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert (who(claim.agents), who(claim.targets)) == ([], [target])


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("استهدفت غارات التحالف مواقع الحوثيين في صعدة.", "airstrike", "saudi-coalition"),
        ("استهدف قصف الجيش الأوكراني مدينة دونيتسك.", "shelling", "ukraine"),
        ("استهدف قصف القوات الروسية بلدة فوفتشانسك.", "shelling", "russia"),
    ],
)
def test_whose_attack_it_is_has_another_object_behind(reader: RuleReader, text: str, kind: str, agent: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert who(claim.agents) == [agent]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تعرضت بلدة جرجناز لعدة غارات دون وقوع إصابات بين المدنيين.", "airstrike"),
        ("قصف الجيش قرية الزيادية ولم تسجل إصابات في صفوف المدنيين.", "shelling"),
        ("بلغ عدد الشهداء منذ بداية العدوان الإسرائيلي 412 شهيدا بينهم 90 طفلا.", "casualties"),
        ("داهمت قوة إسرائيلية مخيم جنين واعتقلت ثلاثة شبان.", "advance"),
        ("حاصرت قوات الدعم السريع قرية ود النورة بولاية الجزيرة وقتلت العشرات من سكانها.", "besiege"),
        ("أسقطت الدفاعات الجوية طائرة مسيرة فوق مطار أربيل.", "seizure"),
    ],
)
def test_who_is_spared_or_befallen_by_another_act_did_not_suffer_it(reader: RuleReader, text: str, kind: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert who(claim.targets) == []


def test_whom_the_report_names_only_later_is_lent_to_nobody(reader: RuleReader) -> None:
    title, text = "تقدم في تل ذهب", "أعلنت الوزارة أن الجيش العراقي سيطر على بلدة تل ذهب. وانسحب مقاتلو طالبان من بلدة ليغو لاحقا."
    assert all("taliban" not in who(claim.targets) for claim in claims(reader, text, "capture", title))


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("وقع خمسة جنود أوكرانيين في الأسر لدى القوات الروسية قرب أفدييفكا.", "abduction", "russia"),
        ("سقطت قذائف هاون على أحياء مدينة حلب مصدرها مواقع المسلحين.", "shelling", "مواقع المسلحين"),
        ("استرد الجيش السوري القرى التي خسرها في الهجوم الأخير الذي شنته فصائل المعارضة شرق حماة.", "withdraw", "syrian-government"),
    ],
)
def test_in_whose_hands_from_whom_and_who_did_only_another_act(reader: RuleReader, text: str, kind: str, agent: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert who(claim.agents) == [agent]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("أسقط الدفاع الجوي الأردني طائرة مسيرة قادمة من سوريا.", "seizure", []),
        ("وصلت تعزيزات عسكرية من مدينة مصراتة إلى محيط العاصمة طرابلس.", "deployment", ["محيط العاصمة طرابلس"]),
        ("أرسلت القوات الحكومية تعزيزات من محافظة شبوة لدعم المقاتلين.", "deployment", []),
        ("أطلق الحوثيون صاروخا باليستيا من صنعاء باتجاه مدينة مأرب.", "shelling", ["مدينة مأرب"]),
        ("قالت حكومة كابل إنها أفرجت عن 300 من أسرى طالبان.", "abduction", []),
        ("اندلعت اشتباكات في مدينة منكا بين الحركات الأزوادية ومليشيات موالية للحكومة في باماكو.", "clash", ["مدينة منكا"]),
        ("قتل ثلاثة مدنيين بقصف جوي على بلدة كنصفرة، فيما قتل مدني في بلدة ترملا.", "airstrike", ["بلدة كنصفرة"]),
        ("وتوقع عفرين أن يتم إجلاء المدنيين من بلدة الباغوز خلال يومين.", "displacement", ["بلدة الباغوز"]),
        ("قتل جندي في كمين، ونقل المصابون إلى مستشفى في مدينة قندهار.", "clash", []),
    ],
)
def test_places_told_aside_are_not_where_it_was(reader: RuleReader, text: str, kind: str, told: list[str]) -> None:
    (claim,) = claims(reader, text, kind)
    assert places(claim) == told


def test_what_is_said_of_one_place_of_a_list_is_said_of_all(reader: RuleReader) -> None:
    text = "قصف الجيش بلدتي حاس وكفرنبل في ريف إدلب. وأوقع القصف ثلاثة قتلى من المدنيين."
    last = claims(reader, text, "shelling")[-1]
    assert {"بلدتي حاس", "كفرنبل"} <= set(places(last))


def test_the_region_goes_back_to_what_was_called_a_region(reader: RuleReader) -> None:
    text = "قتل قيادي حوثي في منطقة بني معاذ بمحافظة صعدة. وقالت مصادر إن القيادي لقي مصرعه في مواجهات اليوم في المنطقة."
    (claim,) = claims(reader, text, "clash")
    assert places(claim)[0] == "منطقة بني معاذ"


def test_his_men_are_the_speakers_where_nobody_else_is_named(reader: RuleReader) -> None:
    text = "أعلن الجيش السوداني أنه صد هجوما لقوات الدعم السريع على مدينة الأبيض. وأضاف أن قواته دمرت عشر مركبات قتالية."
    (claim,) = claims(reader, text, "destruction")
    assert who(claim.agents) == ["sudan"]


def test_a_known_act_is_not_where_he_holds_office_who_condemns_it(reader: RuleReader) -> None:
    text = "قتل قيادي في حزب العمال الكردستاني بغارة نفذتها طائرة تركية في منطقة سنجار. ودان محافظ نينوى القصف التركي."
    (claim,) = claims(reader, text, "shelling")
    assert places(claim)[0] == "منطقة سنجار"


def test_a_region_taken_over_has_the_finer_place_named_since(reader: RuleReader) -> None:
    text = (
        "قتل عشرة جنود في كمين في شمال شرق نيجيريا. وقال سكان إنهم سمعوا دوي الرصاص قرب قرية واجيركو في ولاية بورنو. "
        "وأكد ضابط حصول تبادل لإطلاق النار."
    )
    last = claims(reader, text, "clash")[-1]
    assert places(last)[0] == "قرب قرية واجيركو"


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("سيطر الجيش على البوابة الأمنية 40، التي تقع على الطريق الصحراوي الواصل بين سبها وطرابلس.", "capture", "البوابة الأمنية 40"),
        ("سيطر الجيش على البوابة الأمنية 40، التي تقع على الطريق الدولي الواصل بين سبها وطرابلس.", "capture", "البوابة الأمنية 40"),
        ("سقطت مدينة كياوكتاو، التي تبعد 250 كلم (150 ميلا) جنوب غرب مدينة ماندالاي، في قبضة جيش أراكان.", "capture", "مدينة كياوكتاو"),
    ],
)
def test_how_to_find_a_place_is_not_where_it_was(reader: RuleReader, text: str, kind: str, told: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert places(claim) == [told]


def test_who_loses_a_freed_place_did_not_free_it(reader: RuleReader) -> None:
    text = "أعلنت القوات بدء العملية. ومنذ تحرير مدينة ترهونة من مليشيات حفتر قتل عشرة جنود في هجمات على المدينة."
    assert all("lna" not in who(claim.agents) for claim in claims(reader, text, "capture", "معارك في ليبيا"))


def test_what_sort_of_attack_it_was_is_no_doer(reader: RuleReader) -> None:
    text = "قالت الوزارة إن ثمانية من رجال الشرطة قتلوا في هجوم «إرهابي» على حاجز جنوب شرقي إيران."
    assert all(who(claim.agents) != ["إرهابي"] for claim in reader.read(Report("r", "", text, published="2017-06-30")))

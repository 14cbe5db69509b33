"""Who denies, who is accused, who issued a paper, and which time of its sentence an act has, in sentences of our own, read on Friday 30
June 2017."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from tests.reading.asking import days_of


def first(reader: RuleReader, text: str, kind: str) -> Claim:
    return next(claim for claim in reader.read(Report("r", "", text, published="2017-06-30")) if claim.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        # one rule for news that is denied, however it is led to the act
        ("نفى مصدر عسكري، في اتصال مع الصحيفة، الأنباء عن سيطرة المتمردين على مدينة غوما.", "capture", "denied"),
        ("نفى المتحدث باسم الجيش الأخبار بسيطرة المعارضة على مطار منغ العسكري.", "capture", "denied"),
        ("نفت السلطات التشادية صحة الأنباء المتداولة عن انسحاب قواتها من بلدة كيدال.", "withdraw", "denied"),
        ("نفى مصدر أمني في تصريح صحفي الشائعات حول خطف عشرة عمال في كركوك.", "abduction", "denied"),
        ("لا صحة للأنباء التي تحدثت عن سقوط مدينة ود مدني بيد الدعم السريع، بحسب مصدر في الجيش.", "capture", "denied"),
        ("كذبت حركة طالبان أنباء مقتل زعيمها في غارة جوية بولاية هلمند.", "airstrike", "denied"),
        # what somebody else says behind the news is not denied
        ("نفى المتحدث صحة الأنباء، مؤكدا سيطرة الجيش على كسلا.", "capture", "asserted"),
        # exchanged accusations
        ("تبادلت باكستان والهند الاتهامات بإطلاق النار عبر خط الهدنة في كشمير الاثنين.", "clash", "alleged"),
        ("تبادلت أرمينيا وأذربيجان الاتهامات بقصف مناطق سكنية في ناغورني كاراباخ.", "shelling", "alleged"),
        ("تبادل طرفا النزاع في اليمن الاتهامات بخرق الهدنة في الحديدة.", "agreement", "alleged"),
        ("تبادل الطرفان الاتهامات ببدء الاشتباكات في طرابلس.", "clash", "asserted"),
        # what is only believed
        ("يعتقد أن مسلحي بوكو حرام خطفوا التلميذات من مدرسة في تشيبوك.", "abduction", "alleged"),
        # «سيدتان» begins like a future and is none, «في حالة تأهب» is no case that may come
        ("قتلت سيدتان وطفل في قصف مدفعي على كنصفرة.", "shelling", "asserted"),
        ("القوات في حالة تأهب قصوى وسط عشرات الهجمات على قواعدها في سوريا.", "clash", "asserted"),
        # an agreement made, whenever it takes effect
        ("تم التوصل إلى اتفاق على وقف إطلاق النار في إقليم ناغورني كاراباخ اعتبارا من الساعة الواحدة ظهرا.", "agreement", "asserted"),
    ],
)
def test_how_it_is_meant(reader: RuleReader, text: str, kind: str, modality: str) -> None:
    assert first(reader, text, kind).modality == modality


@pytest.mark.parametrize(
    ("text", "kind", "source", "via"),
    [
        ("نفى المتحدث باسم الجيش الأخبار المتداولة بسيطرة المعارضة على مطار منغ العسكري.", "capture", "المتحدث باسم الجيش", None),
        # who issued the paper
        ("أصدر الجيش السوداني اليوم بيانا ذكر فيه أن قواته صدت هجوما على بابنوسة.", "clash", "الجيش السوداني", None),
        ("أصدرت حركة حماس بيانا أكدت فيه أن مقاتليها فجروا دبابة في جباليا.", "bombing", "حركة حماس", None),
        # who judged goes on to speak, whatever he judged
        ("وأدان المبعوث الأمريكي الهجمات، وأضاف أن التحالف قصف مواقع في الرقة.", "airstrike", "المبعوث الأمريكي", None),
        # who is named behind «مما» tells no more than what stands behind it
        ("وقال مصدر محلي إن فتاتين فجرتا نفسيهما في مروة مما أثار ذعرا، بحسب أحد الصحافيين.", "bombing", "مصدر محلي", None),
        # a medium between commas is no part of the source's name
        ("وقالت مصادر، بحسب وكالة رويترز، إن ثلاثة جنود قتلوا في كمين قرب غاو.", "clash", "مصادر", "وكالة رويترز"),
        # who is named behind a claim of one's own passes it on
        ("وأعلن تنظيم الدولة الإسلامية مسؤوليته عن هجوم في بغداد، بحسب موقع سايت.", "clash", "تنظيم الدولة الإسلامية", "موقع سايت"),
        ("سيطرت القوات الحكومية على بلدة لويكاو، وفق ما نقلت وسائل إعلام رسمية الاثنين.", "capture", "وسائل إعلام رسمية", None),
    ],
)
def test_who_said_it(reader: RuleReader, text: str, kind: str, source: str, via: str | None) -> None:
    claim = first(reader, text, kind)
    assert claim.source is not None
    assert claim.source.text == source
    assert (claim.via.text if claim.via else None) == via


def test_who_denies_his_part_did_not_do_it(reader: RuleReader) -> None:
    text = "نفى الحشد الشعبي في بيان أي علاقة له بالهجوم الصاروخي على أربيل ليل الأحد."
    assert not first(reader, text, "shelling").agents


def test_what_stands_in_parentheses_makes_no_name_too_long(reader: RuleReader) -> None:
    text = "الناشط سالم الحمد (يعمل في شبكة محلية صغيرة ويقيم منذ سنوات في شمال المدينة) قال لعنب بلدي إن مسلحين هاجموا حاجزا في الرقة."
    claim = first(reader, text, "clash")
    assert claim.source is not None
    assert claim.source.text.startswith("الناشط سالم الحمد")


def test_many_do_not_speak_with_the_mouth_of_one_man_told_before(reader: RuleReader) -> None:
    text = "قال نائب مفوض الشرطة إن مسلحا قتل في كشمير.\nواستمر العنف في دونيتسك.\nوأعلنوا مقتل أربعة مدنيين في قصف على دونيتسك."
    assert first(reader, text, "shelling").source is None


@pytest.mark.parametrize("accusers", ["معارضون لبنانيون", "ناشطون ليبيون"])
def test_a_nation_that_begins_with_lam_does_not_swallow_the_accused(reader: RuleReader, accusers: str) -> None:
    claim = first(reader, f"حمل {accusers} دمشق المسؤولية عن اغتيال النائب في بيروت.", "responsibility")
    assert [mention.text for mention in claim.agents] == [accusers]
    assert [mention.id for mention in claim.targets] == ["syrian-government"]


def test_a_statement_is_its_issuers(reader: RuleReader) -> None:
    told = "قتل عشرة جنود في هجومين، بحسب الجيش المالي. وقال بيان للجيش المالي إن قافلة استهدفت قرب موبتي."
    text = f"{told} واتهم البيان جماعة نصرة الإسلام والمسلمين بالهجوم."
    claim = first(reader, text, "responsibility")
    assert [mention.id for mention in claim.agents] == ["mali"]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # the time that stands before «عندما» is that of its clause
        ("اتخذت الحرب منعطفا بعد نهاية نوفمبر، ثم تغيرت في أبريل الماضي عندما استعادت قوات تيغراي مدينة ميكيلي.", "capture", ["2017-04"]),
        ("تتبادل الدولتان القصف منذ الأربعاء عندما نفذت الهند ضربات جوية على بهاولبور.", "airstrike", ["2017-06-28"]),
        # who held a place before lost it on another day
        ("استعاد الجيش السوري اليوم المناطق التي خسرها في ريف حماة.", "withdraw", [None]),
        # «منذ» dates an act of one moment by its day
        ("وكانت «سرايا أهل الشام» تسيطر على التلال، قبل انسحابها منها منذ يومين.", "withdraw", ["2017-06-28"]),
        # what had been before, what came after
        ("ووقع الهجوم الاثنين في منطقة لامو التي سبق أن شهدت عدة هجمات.", "clash", [None]),
        ("سيطر المتمردون على البلدة قبل أن ينسحبوا منها أمس.", "capture", [None]),
        # a day counted from another act
        ("بعد أسبوع من سيطرة طالبان على قندوز، قصفت طائرات أمريكية مستشفى في المدينة.", "airstrike", [None]),
        # how often is no day
        ("قصفت الطائرات الروسية خط الغاز في إدلب للمرة الثانية هذا الشهر.", "airstrike", [None]),
        # a day of saying, told by «وقت سابق»
        ("وكان الجيش السوري أعلن في وقت سابق اليوم السيطرة على تدمر.", "capture", [None]),
        # what was told in May was not done in June
        ("قصف الجيش السوري الخميس مدينة درعا. وكانت الجماعة أعلنت في مايو أنها قصفت موقعا في درعا.", "shelling", ["2017-06-29", None]),
    ],
)
def test_which_time_of_the_sentence(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected

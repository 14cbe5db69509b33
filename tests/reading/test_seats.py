"""A capital or country is the place where the words tell of it as of a place, and the state where it acts."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader


@pytest.mark.parametrize(
    ("body", "kind", "agents", "places"),
    [
        ("شهدت بغداد هجمات أدت إلى مقتل شرطيين وإصابة تسعة.", "clash", [], ["بغداد"]),
        ("هز انفجار عنيف كابول صباح الجمعة.", "bombing", [], ["كابول"]),
        ("استهدفت القوات الروسية كييف بصواريخ.", "shelling", ["russia"], ["كييف"]),
        ("قصفت الطائرات الإسرائيلية دمشق فجر الخميس.", "airstrike", ["israel"], ["دمشق"]),
        ("أعلن تنظيم داعش مسؤوليته عن تفجيرات استهدفت بغداد أمس.", "bombing", ["isis"], ["بغداد"]),
        ("انفجرت سيارة مفخخة فى بغداد أمس الأحد.", "bombing", [], ["بغداد"]),
        ("قصفت دمشق مواقع المعارضة في دوما.", "shelling", ["syrian-government"], ["دوما"]),
        ("هاجمت إيران إسرائيل بالصواريخ.", "clash", ["iran"], []),
    ],
)
def test_where_and_who(reader: RuleReader, body: str, kind: str, agents: list[str], places: list[str]) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    found = [claim for claim in reader.read(report) if claim.kind == kind]
    assert [([m.id for m in c.agents], [p.text for p in c.places]) for c in found] == [(agents, places)]


@pytest.mark.parametrize(
    ("body", "kind", "agents", "targets"),
    [
        ("أصبحت مدينة سرت محررة من تنظيم داعش.", "capture", [], ["isis"]),
        ("أصبحت مدينة سرت بيد تنظيم داعش.", "capture", ["isis"], []),
        ("استهدف طيران مسير مجهول رتلا للميليشيات الإيرانية قرب البوكمال.", "airstrike", [None], [None, "iran"]),
        ("استهدفت طائرات التحالف تجمعا لتنظيم داعش قرب الموصل.", "airstrike", ["us-coalition"], ["isis"]),
    ],
)
def test_who_is_rid_of_and_whose_own_is_struck(
    reader: RuleReader, body: str, kind: str, agents: list[str | None], targets: list[str | None]
) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    found = [claim for claim in reader.read(report) if claim.kind == kind]
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in found] == [(agents, targets)]


@pytest.mark.parametrize(
    ("body", "kind", "agents"),
    [
        ("حمّلت الخارجية الروسية كييف مسؤولية قصف دونيتسك.", "shelling", ["ukraine"]),
        ("اتهمت الشرطة التركية حزب العمال الكردستاني بتنفيذ الهجوم في أنقرة.", "clash", ["pkk"]),
        ("ونفت حركة طالبان مسؤوليتها عن تفجير كابل.", "bombing", []),
        ("نفى الجيش السوري قصف سوق في دوما بالصواريخ.", "shelling", ["syrian-government"]),
    ],
)
def test_who_lays_an_act_at_another_s_door_did_it_not(reader: RuleReader, body: str, kind: str, agents: list[str]) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    assert [[m.id for m in c.agents] for c in reader.read(report) if c.kind == kind] == [agents]


@pytest.mark.parametrize("body", ["قتل 12 شخصا في تفجيري بغداد أمس.", "قتل تسعة أشخاص في انفجار بغداد."])
def test_a_blast_that_is_called_after_a_capital_was_there(reader: RuleReader, body: str) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    assert [[p.text for p in c.places] for c in reader.read(report)] == [["بغداد"]]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("استهدفت القوات المشتركة بالمدفعية مواقع الحوثيين في حيس.", "shelling"),
        ("استهدفت طائرات التحالف العربي مواقع الحوثيين في حيس.", "airstrike"),
    ],
)
def test_what_guns_do_is_shelling_whoever_has_aircraft(reader: RuleReader, body: str, kind: str) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-12-30", url="")
    (claim,) = reader.read(report)
    assert (claim.kind, [m.id for m in claim.targets], [p.text for p in claim.places]) == (kind, ["houthis"], ["حيس"])


@pytest.mark.parametrize(
    ("body", "agents", "targets"),
    [
        ("أصيب مدني بنيران حرس الحدود التركي قرب سرمدا.", ["turkey"], ["مدني"]),
        ("قتل القيادي في داعش بضربة أمريكية شرق سوريا.", ["us"], ["القيادي في داعش"]),
        ("خطف قراصنة ثلاثة بحارة قبالة سواحل نيجيريا.", [None], ["ثلاثة بحارة"]),
    ],
)
def test_whose_fire_it_is_did_it(reader: RuleReader, body: str, agents: list[str | None], targets: list[str]) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-12-30", url="")
    (claim,) = reader.read(report)
    assert ([m.id for m in claim.agents], [m.text for m in claim.targets]) == (agents, targets)


@pytest.mark.parametrize(
    ("body", "kind", "agents", "targets", "places"),
    [
        ("القسام تقصف تل أبيب برشقة صاروخية.", "shelling", ["hamas"], [], ["تل أبيب"]),
        ("إسقاط مسيرة أمريكية فوق صعدة.", "seizure", [], ["us"], ["صعدة"]),
        ("أعلن الجيش الباكستاني مقتل عشرة مسلحين في عمليتين في وزيرستان الشمالية.", "clash", ["pakistan"], [None], ["وزيرستان الشمالية"]),
        ("قتل مسلحون ثلاثة جنود في كمين قرب كركوك.", "clash", [None], ["iraqi-government"], ["قرب كركوك"]),
    ],
)
def test_who_to_whom_and_where_in_a_line(
    reader: RuleReader, body: str, kind: str, agents: list[str | None], targets: list[str | None], places: list[str]
) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-12-30", url="")
    (claim,) = reader.read(report)
    assert claim.kind == kind
    assert ([m.id for m in claim.agents], [m.id for m in claim.targets], [p.text for p in claim.places]) == (agents, targets, places)


def test_a_plural_has_its_subject_before_it(reader: RuleReader) -> None:
    text = "وأوضحت الوزارة أن أكثر من مئة إرهابي هاجموا وحدة للجيش النيجري في منطقة تيلابيري."
    (claim,) = [c for c in reader.read(Report(id="r", title="", text=text, published="2024-03-22", url="")) if c.kind == "clash"]
    assert [m.text for m in claim.agents] == ["أكثر من مئة إرهابي"] and [m.id for m in claim.targets] == ["niger"]

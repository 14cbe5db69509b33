"""What is made fast is held; what lasts is the war, not the holding; who stands before «المحاصرة» is besieged."""

from __future__ import annotations

from marsad.model import Claim, Report
from marsad.reading.reader import RuleReader


def claims(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r1", "خبر", f"خبر\n{text}", published="2016-07-22"))


def test_made_fast_is_held(reader: RuleReader) -> None:
    assert "hold" in {c.kind for c in claims(reader, "عززت القوات الموالية لهادي سيطرتها على مدينة تعز أمس.")}
    assert "hold" in {c.kind for c in claims(reader, "سيطر الحوثيون على مدينة تعز معظم الفترة منذ بدء الحرب.")}
    text = "سيطر الحوثيون على مدينة تعز في مارس الماضي في بداية الحرب المستمرة منذ أربعة أشهر."
    assert "hold" not in {c.kind for c in claims(reader, text)}, "the war lasts, not the holding"


def test_who_is_besieged(reader: RuleReader) -> None:
    found = [c for c in claims(reader, "ولا تزال بعض الجيوب الحوثية المحاصرة تقاوم في شمال تعز.") if c.kind == "besiege"]
    assert all(not c.agents for c in found)


def test_alive_is_no_quarter_and_a_crowd_no_massing(reader: RuleReader) -> None:
    found = claims(reader, "حاصرته دورية عسكرية في الخليل وألقي القبض عليه حيًا وتم نقله إلى السجن.")
    assert all("حي" not in p.text.split()[0] for c in found for p in c.places)
    assert "deployment" not in {c.kind for c in claims(reader, "وقع الانفجار وسط حشد كبير من الناس في بغداد.")}
    assert "deployment" in {c.kind for c in claims(reader, "حشد الحوثيون مقاتلين على تخوم مأرب.")}

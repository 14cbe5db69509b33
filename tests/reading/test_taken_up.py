"""Places that a pronoun takes up, munitions that are seized and not fired, captives that are let go."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def _read(reader: RuleReader, body: str) -> list[Claim]:
    return list(reader.read(Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")))


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("عاد آلاف النازحين إلى مدينة الموصل بعد تحريرها من تنظيم داعش.", ["مدينة الموصل"]),
        ("دخلت القوات العراقية قضاء بيجي بعد استعادتها مدينة تكريت.", ["مدينة تكريت"]),
    ],
)
def test_a_pronoun_takes_up_the_place_before_it(reader: RuleReader, body: str, places: list[str]) -> None:
    assert [[p.text for p in c.places] for c in _read(reader, body) if c.kind == "capture"] == [places]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("عثر الجيش السوري على مخزن يحتوي صواريخ وقذائف في ريف درعا.", ["seizure"]),
        ("ضبط الجيش اليمني أسلحة في البيضاء وقتل جنديان بقذيفة في تعز.", ["seizure", "shelling"]),
    ],
)
def test_munitions_that_are_found_are_not_fired(reader: RuleReader, body: str, kinds: list[str]) -> None:
    assert [c.kind for c in _read(reader, body)] == kinds


def test_captives_let_go_are_released(reader: RuleReader) -> None:
    found = _read(reader, "أفرج الحوثيون عن 64 أسيرا برعاية الصليب الأحمر.")
    assert [[(q.what, q.low) for q in c.quantities] for c in found] == [[("released", 64)]]


@pytest.mark.parametrize(
    ("body", "agent"),
    [
        ("استعادت القوات الحكومية مدينة الأبيض.", "sudan"),
        ("سيطرت القوات الحكومية على مدينة الضالع في اليمن.", "yemen-government"),
    ],
)
def test_government_forces_are_those_of_the_place(reader: RuleReader, body: str, agent: str) -> None:
    assert [[m.id for m in c.agents] for c in _read(reader, body)] == [[agent]]


def test_rebels_of_a_war_of_many_groups_are_nobody_known(reader: RuleReader) -> None:
    found = _read(reader, "قتل المتمردون 22 مدنيا في إقليم إيتوري شرق الكونغو الديمقراطية.")
    assert [[m.id for m in c.agents] for c in found] == [[None]]

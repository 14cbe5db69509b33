"""Whom an act befell: holders of an office, persons with their names, the whole of those struck, nationals, those who came away. The
sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str) -> list[Claim]:
    return list(reader.read(Report("r", "", text, published="2017-06-30")))


def who(mentions: tuple[object, ...]) -> list[str]:
    return [mention.id or mention.text for mention in mentions]  # type: ignore[attr-defined]


def parties(reader: RuleReader, text: str, kind: str) -> tuple[list[str], list[str]]:
    (claim,) = [claim for claim in claims(reader, text) if claim.kind == kind]
    return who(claim.agents), who(claim.targets)


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("اغتال مسلحون عضو المكتب السياسي لحزب الله في البقاع.", "killing", ["مسلحون"], ["عضو المكتب السياسي"]),
        ("اغتال مسلحون رئيس لجنة أمن ولاية بنادر في مقديشو.", "killing", ["مسلحون"], ["رئيس لجنة أمن ولاية بنادر"]),
        ("اغتيل رئيس المجلس المحلي لمدينة الباب بعبوة ناسفة انفجرت بسيارته.", "bombing", [], ["رئيس المجلس المحلي لمدينة الباب"]),
        ("قتل حاكم إقليم لوغار الأفغاني في تفجير داخل مسجد.", "bombing", [], ["حاكم إقليم لوغار الأفغاني"]),
        ("نجا رئيس بلدية طرابلس من محاولة اغتيال بعبوة ناسفة.", "bombing", [], ["رئيس بلدية طرابلس"]),
    ],
)
def test_who_holds_an_office_is_named_by_it(reader: RuleReader, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    assert parties(reader, text, kind) == (agents, targets)


def test_shots_that_assassinate_are_no_second_act(reader: RuleReader) -> None:
    (claim,) = claims(reader, "اغتيل عضو مجلس محافظة ديالى عن التيار الصدري بإطلاق نار قرب منزله في بعقوبة.")
    assert (claim.kind, who(claim.agents), who(claim.targets)) == ("killing", [], ["عضو مجلس محافظة ديالى عن التيار الصدري"])


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("اغتال مجهولون الناشط المدني إيهاب الوزني أمام منزله في كربلاء.", "killing", "الناشط المدني إيهاب الوزني"),
        ("اغتيل القاضي حسين العبيدي برصاص مسلحين في بغداد.", "killing", "القاضي حسين العبيدي"),
        ("اعتقلت قوات الدعم السريع الطبيب عثمان إدريس في نيالا.", "arrest", "الطبيب عثمان إدريس"),
        ("قتل الصحفي حمزة الدحدوح بقصف إسرائيلي غرب خان يونس.", "shelling", "الصحفي حمزة الدحدوح"),
    ],
)
def test_a_single_person_has_a_name(reader: RuleReader, text: str, kind: str, target: str) -> None:
    assert parties(reader, text, kind)[1] == [target]


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("قتل 11 شخصا بينهم نساء وأطفال في غارة للتحالف على منزل في مديرية كتاف.", "airstrike", ["11 شخصا"]),
        ("أصيب 20 شخصا من بينهم ستة من رجال الشرطة في انفجار قنبلة في كويتا.", "bombing", ["20 شخصا", "pakistan"]),
        ("قتل 34 سوريا في قصف على مدينة حمص.", "shelling", ["34 سوريا"]),
        ("استشهد 1197 سوري في مدينة حمص خلال شهر.", "casualties", ["1197 سوري"]),
    ],
)
def test_the_whole_and_the_nation_are_told_by_the_count(reader: RuleReader, text: str, kind: str, targets: list[str]) -> None:
    assert parties(reader, text, kind)[1] == targets


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("قتل زعيم تنظيم داعش أبو بكر البغدادي في عملية أمريكية بإدلب.", "clash", ["us"], ["isis"]),
        ("أصيب ثلاثة من جنود الاحتلال الإسرائيلي بعملية طعن في القدس المحتلة.", "killing", [], ["israel"]),
        ("استهدف انتحاري حافلة لضباط الشرطة الأفغانية في كابول.", "bombing", ["انتحاري"], ["afghan-government"]),
        ("احتجز متمردون عشرات من جنود حفظ السلام في إقليم أرتساخ.", "abduction", ["متمردون"], ["un-peacekeepers"]),
        ("دمرت الغارات الإسرائيلية عشرات المنازل في حي الشجاعية شرق مدينة غزة.", "airstrike", ["israel"], ["عشرات المنازل"]),
        ("أسقطت الدفاعات الجوية طائرة مسيرة بالقرب من قاعدة عسكرية في أربيل.", "seizure", ["iraqi-government"], []),
    ],
)
def test_who_is_struck_does_not_strike(reader: RuleReader, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    assert parties(reader, text, kind) == (agents, targets)


def test_whose_attack_was_beaten_off(reader: RuleReader) -> None:
    assert "مسلحين" in parties(reader, "صد الجيش المالي هجوما لمسلحين على معسكره في بوني.", "clash")[1]


def test_a_war_of_gangs_has_no_gangs(reader: RuleReader) -> None:
    (claim,) = claims(reader, "تعاني محافظة كابو ديلغادو من حرب عصابات عنيفة منذ ثلاث سنوات.")
    assert not claim.agents

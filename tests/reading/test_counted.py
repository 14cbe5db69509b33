"""The counts of the fallen: named and lone dead, outcomes behind the clause, tolls that belong to another act."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.languages.arabic import find_numbers, find_times, tokenize
from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.tolls.counts import quantities
from marsad.reading.words.lexicon import load_lexicon
from marsad.reading.words.sentence import make_sentence


def told(text: str) -> set[tuple[str, float | None]]:
    """What the counts of a sentence are, without names of actors and places."""
    tokens = tokenize(text)
    times = list(find_times(text, None, None, tokens=tokens))
    taken = {at for time in times for at in range(time.first, time.last)}
    numbers = [number for number in find_numbers(text, tokens) if number.first not in taken]
    marks: dict[str, list[Any]] = {"actor": [], "place": [], "time": times, "number": numbers}
    sentence = make_sentence(0, 0, len(text), text, tokens, load_lexicon(), marks)
    return {(q.what, q.low) for q in quantities(sentence, 0, len(sentence.words) - 1) if q.what in ("killed", "wounded", "casualties")}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # one, told by a rank, a name, kin, «one of», a head, a pronoun
        ("أدت الغارة إلى مقتل القيادي سالم الحموي", {("killed", 1)}),
        ("قتل مدير المنفذ البحري في الاشتباكات", {("killed", 1)}),
        ("مقتل أبو خالد الحموي و21 مسلحا آخرين", {("killed", 1), ("killed", 21)}),
        ("قتلت امرأة بعد مقتل زوجها في المعارك", {("killed", 1)}),
        ("استشهد أحد «الحراس» في الانفجار", {("killed", 1)}),
        ("عقب اغتيال أحد أقارب الشرطي", {("killed", 1)}),
        ("لقي الرجل حتفه في التفجير", {("killed", 1)}),
        ("خطف المسلحون رجلين وأعدموهما", {("killed", 2)}),
        # one, told before its verb
        ("وأشار إلى أن جنديا سوريا جرح في القصف", {("wounded", 1)}),
        ("وقال إن جنديا سوريا قتل وأصيب آخر", {("killed", 1), ("wounded", 1)}),
        # a rank without a name and a figure are one sum
        ("استشهاد ضابط وثلاثة جنود", {("killed", 4)}),
        # «one» beside its noun adds nothing, birds killed with a stone are none
        ("مقتل عسكري واحد على الأقل", {("killed", 1)}),
        ("يريد قتل عصفورين بحجر واحد", set()),
        # the verb behind the figure tells what they suffered
        ("أربعة أشخاص قتلوا، وإن ثمانية أشخاص أصيبوا", {("killed", 4), ("wounded", 8)}),
        # the day behind a figure is no unit
        ("43 شخصا قتلوا وأصيب 173 اليوم الأحد", {("killed", 43), ("wounded", 173)}),
        # sub-counts stand beside the whole, and are not added
        ("مقتل 15 متمردا بينهم ثلاثة قياديين", {("killed", 15), ("killed", 3)}),
        ("وطعن المهاجم ستة مشاركين", {("wounded", 6)}),
    ],
)
def test_counts_of_a_clause(text: str, counts: set[tuple[str, int]]) -> None:
    assert {pair for pair in told(text) if pair[1] is not None} == counts


def first(reader: RuleReader, text: str, kind: str) -> Claim:
    return next(claim for claim in reader.read(Report("r", "", text, published="2017-07-01")) if claim.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "counts"),
    [
        # the outcome behind the clause is the attack's (rule 2)
        (
            "شنت طائرات التحالف الدولي غارات على مواقع تنظيم داعش في الرقة أمس؛ ما أدى إلى مقتل 20 مسلحا وإصابة عشرة آخرين.",
            "airstrike",
            {("killed", 20), ("wounded", 10)},
        ),
        # another toll beside it is not
        (
            "قصفت قوات النظام السوري مدينة دوما بالمدفعية أمس ما أسفر عن مقتل خمسة مدنيين، فيما قتل ثلاثة آخرون في حلب.",
            "shelling",
            {("killed", 5)},
        ),
    ],
)
def test_which_toll_is_the_attacks(reader: RuleReader, text: str, kind: str, counts: set[tuple[str, int]]) -> None:
    claim = first(reader, text, kind)
    assert {(q.what, q.low) for q in claim.quantities if q.what in ("killed", "wounded")} == counts

"""Which time a claim gets, in sentences of our own (codebook rules 7 and 8). Read on Friday 30 June 2017."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from marsad.reading.choice import Story
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from tests.reading.asking import days_of


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # the clause's own time
        ("سيطر الجيش السوري الخميس على مدينة الرقة.", "capture", ["2017-06-29"]),
        ("قصف الطيران الروسي أمس مدينة إدلب.", "airstrike", ["2017-06-29"]),
        ("ومنذ مطلع عام 2015، هاجم الجيش السوري تنظيم داعش في حلب.", "clash", ["2015-01/2017-06-30"]),
        # taken over where a passage goes on with the same event
        (
            "قصف الطيران الروسي الخميس مدينة إدلب. وأضاف المرصد السوري لحقوق الإنسان أن القصف دمر عشرين منزلا.",
            "destruction", ["2017-06-29"],
        ),
        ("هاجم مسلحون حاجزا في حمص الأربعاء. وتبنى تنظيم داعش الهجوم.", "responsibility", ["2017-06-28"]),
        # not taken over by what goes on, what is aimed at, what had been before
        ("دخل الجيش السوري مدينة الرقة في 6 يونيو. ويسيطر تنظيم داعش على دير الزور.", "hold", [None]),
        ("سيطر تنظيم داعش الخميس على تدمر بعد انسحاب الجيش السوري من المدينة.", "withdraw", [None]),
        # a time in another noun's relative clause is not the claim's
        ("اعتقلت حركة حماس التي قمعت في 2009 جماعات متشددة عشرة أشخاص في غزة.", "arrest", [None]),
        # what is compared, what is so far
        ("قصف الجيش السوري مدينة درعا في أعنف هجوم منذ مارس 2015.", "shelling", [None]),
        # the day of an act told inside «منذ …», and a clock without a day
        ("سيطر الجيش العراقي على أحياء عدة منذ بدء معركة الموصل في 17 أكتوبر 2016.", "clash", ["2016-10-17"]),
        ("هاجم مسلحون معسكرا للجيش السوري في حلب حوالي الساعة السادسة صباحا.", "clash", ["2017-06-30"]),
        # a time of the saying
        ("أعلن الجيش السوري الخميس أن تنظيم داعش انسحب من تدمر.", "withdraw", [None]),
        # the day before what follows
        ("استعاد تنظيم داعش الخميس حي الصناعة في الرقة غداة هجوم شنه على المدينة.", "capture", ["2017-06-29"]),
    ],
)
def test_a_claim_gets_its_time(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # what is so now has no day; the middle of a month is the month; a week ends with the dispatch (rule 7)
        ("تسيطر قوات سوريا الديمقراطية الآن على حي الصناعة في الرقة.", "hold", [None]),
        ("سيطر تنظيم داعش على مدينة الرمادي منتصف مايو الماضي.", "capture", ["2017-05"]),
        ("هاجم مقاتلو تنظيم داعش مواقع الجيش السوري في حماة هذا الأسبوع.", "clash", ["2017-06-26/2017-06-30"]),
    ],
)
def test_values_as_claims_carry_them(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected


def test_no_option_of_time_counts_a_feature_twice(reader: RuleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.reading import assemble
    from marsad.reading.times import timing

    seen: list[tuple[str, ...]] = []
    settle = timing.settle_times

    def spy(story: Story, items: Sequence[tuple[Sentence, Draft]]) -> None:
        seen.extend(option.names for sentence, draft in items for option in timing.time_options(story, sentence, draft))
        settle(story, items)

    monkeypatch.setattr(assemble, "settle_times", spy)
    body = "قصف الجيش السوري مدينة دوما الخميس. وقتل خمسة مدنيين في القصف. وأضاف المرصد السوري أن القصف استمر الجمعة."
    reader.read(Report("r", "", body, published="2017-07-01"))
    assert seen
    assert all(len(names) == len(set(names)) for names in seen)


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # the nearest told day of the same place wins over the lead's
        pytest.param(
            "انسحب تنظيم داعش الخميس من ريف حلب. وقال مصدر عسكري إن التنظيم خسر قراه كلها. وقصف الطيران السوري بلدة خان شيخون في "
            "الرابع من أبريل. وقتل في الهجوم على بلدة خان شيخون 87 شخصا.",
            "killing", ["2017-04-04"],
            marks=pytest.mark.xfail(reason="weights learnt beside the network of decision 016 leave it undated", strict=True),
        ),
        # the day of a condemnation is not the day of the act
        ("دانت تركيا الخميس القصف الجوي على مدينة إدلب.", "airstrike", [None]),
        ("دانت تركيا الخميس بأشد العبارات القصف الجوي الذي طال مدينة إدلب.", "airstrike", [None]),
        # what was done was not done on a day to come
        (
            "من المتوقع أن تنتشر قوة دولية في سوريا بحلول 15 يوليو المقبل. وقال مصدر أمني إن انتحاريا فجر نفسه في حمص.",
            "bombing", [None],
        ),
        # what is told of a party is not told of the act it is held responsible for
        (
            "هاجم مسلحون حاجزا في حمص. وحمل الجيش السوري مسؤولية الهجوم لتنظيم داعش الذي سيطر على الرقة العام الماضي.",
            "responsibility", [None],
        ),
        ("قصف الطيران الروسي مدينة إدلب خلال أيام العيد.", "airstrike", ["2017-06-25~/2017-06-27~"]),
    ],
)
def test_times_of_other_acts_are_not_taken(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected

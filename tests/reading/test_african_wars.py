"""Sudan, South Sudan, Chad, Congo and their neighbours: how the press tells of men who set out, lie between hands, are shot at or fall.
The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def read(reader: RuleReader, day: str, text: str) -> list[Claim]:
    return list(reader.read(Report("r", "", text, published=day)))


def only(reader: RuleReader, day: str, text: str) -> Claim:
    claims = read(reader, day, text)
    assert len(claims) == 1, claims
    return claims[0]


@pytest.mark.parametrize(("day", "text", "kind"), [
    ("2023-04-17", "وتواجه الجيش السوداني والدعم السريع في شوارع الخرطوم بحري.", "clash"),
    ("2014-02-20", "لا تزال مدينة ملكال بين أيدي المتمردين بقيادة رياك مشار.", "hold"),
    ("2022-10-29", "أفاد سكان بأن كيوانجا وسوق روتشورو في أيدي حركة 23 مارس.", "hold"),
    ("2022-10-29", "سقطت مدينة كيوانجا في أيدي حركة 23 مارس.", "capture"),
    ("2008-02-01", "انطلق الجيش التشادي نحو مدينة أبشي.", "deployment"),
    ("2012-11-22", "اتخذ جنود كونغوليون مواقع قتالية عند مدخل مدينة ساكي.", "deployment"),
    ("2021-04-17", "أرسلت تشاد جيشها إلى الحدود مع ليبيا.", "deployment"),
    ("2008-02-03", "استولى المتمردون على كميات كبيرة من الأسلحة في بلدة أم تيمان التشادية.", "seizure"),
    ("2008-02-03", "اغتنم مقاتلو حركة العدل والمساواة ثلاث عربات من الجيش السوداني في كتم.", "seizure"),
    ("2008-02-03", "استولى المتمردون على مدينة أبشي ودمروا مخازن أسلحة.", "capture"),
    ("2023-11-22", "قبل أن تسيطر قوات الدعم السريع على مدينة زالنجي.", "capture"),
    ("2023-06-02", "سُمع دوي المدافع في أحياء أم درمان.", "shelling"),
    ("2024-08-25", "أطلقت طائرة حربية تابعة للجيش السوداني قذائف على سوق مدينة كتم.", "airstrike"),
    ("2024-08-25", "طائرة حربية تابعة للجيش السوداني أطلقت ثلاث قذائف على بلدة كتم.", "airstrike"),
    ("2012-11-20", "واصلت حركة 23 مارس زحفها نحو مدينة ساكي.", "advance"),
    ("2020-11-20", "أجبرت قوات تيغراي الجيش الإثيوبي على التراجع قرب مدينة ألاماتا.", "withdraw"),
    ("2012-11-20", "ترك الجيش الكونغولي البلدة تسقط في أيدي حركة 23 مارس.", "capture"),
])
def test_how_it_is_told(reader: RuleReader, day: str, text: str, kind: str) -> None:
    assert read(reader, day, text)[0].kind == kind


@pytest.mark.parametrize(("day", "text", "agents", "targets"), [
    # men of a body are shot at as forces are
    ("2007-10-01", "هاجم مسلحون قوات حفظ السلام في بلدة حسكنيتة بدارفور.", [None], ["un-peacekeepers"]),
    ("2013-07-14", "قتل سبعة من جنود اليوناميد في هجوم قرب خور أبشي.", [], ["unamid"]),
    # who is exposed to a blow, or falls in it, did not strike it
    ("2014-01-14", "تعرضت القوات الأوغندية لهجوم شنه متمردون قرب مدينة بور.", ["spla-io"], ["uganda"]),
    ("2013-10-01", "قتل سبعة من جنود الجيش السوداني في كمين قرب كادقلي.", [], ["sudan"]),
    # the ending of a subject, that nothing hangs on
    ("2007-10-01", "هاجم مسلحون قوات جيش جنوب السودان قرب مدينة بور.", [None], ["south-sudan"]),
    ("2015-10-01", "استهدف مقاتلون الجيش العراقي قرب الرمادي.", [None], ["iraqi-government"]),
    # who alone is told to be charged with a deed is accused; where two are, the first accuses
    ("2022-06-06", "وتحمل القوات الديمقراطية المتحالفة مسؤولية المجزرة في الكونغو الديمقراطية.", [], ["adf"]),
    ("2022-06-06", "وتحمل الحكومة الكونغولية القوات الديمقراطية المتحالفة مسؤولية الهجوم.", ["dr-congo"], ["adf"]),
    # driven back: who goes is the agent
    ("2020-11-20", "أجبرت قوات تيغراي الجيش الإثيوبي على التراجع قرب مدينة ألاماتا.", ["ethiopia"], []),
    # forces that a man's name follows
    ("2011-08-01", "اشتبكت قوات جورج أتور مع جيش جنوب السودان في بلدة فنجاك.", ["athor-forces"], ["south-sudan"]),
])
def test_who_did_it_and_to_whom(
    reader: RuleReader, day: str, text: str, agents: list[str | None], targets: list[str | None],
) -> None:
    claim = only(reader, day, text)
    assert [m.id for m in claim.agents] == agents
    assert [m.id for m in claim.targets] == targets


def test_attackers_may_fall_in_their_own_attack(reader: RuleReader) -> None:
    claim = read(reader, "2015-10-01", "قتل عشرة من مسلحي داعش في هجوم شنوه على ثكنة للجيش العراقي قرب الرمادي.")[0]
    assert [m.id for m in claim.targets] != ["isis"]


@pytest.mark.parametrize("text", [
    "لم تحدث معارك بين الجيش السوداني والمتمردين في كادقلي.",
    "لم تقع أي اشتباكات بين الجيش السوداني والمتمردين في كادقلي.",
    "لم تندلع أي معارك بين الجيش السوداني والمتمردين في كادقلي.",
])
def test_fights_that_were_not(reader: RuleReader, text: str) -> None:
    assert only(reader, "2013-10-01", text).modality == "denied"


def test_control_told_to_be_whole(reader: RuleReader) -> None:
    claim = only(reader, "2023-11-22", "فرضت قوات الدعم السريع سيطرتها الكاملة على مدينة زالنجي.")
    assert (claim.kind, claim.extent) == ("capture", "full")


@pytest.mark.parametrize("hurt", ["وإصابة اثنين", "وإصابة اثنين بجروح", "وجرح اثنين", "وإصابة جنديين اثنين"])
def test_two_are_hurt(reader: RuleReader, hurt: str) -> None:
    claim = only(reader, "2025-03-08", f"أسفر هجوم شنه متمردون على بلدة ناصر عن مقتل جندي {hurt}.")
    assert {(q.what, q.low) for q in claim.quantities} == {("killed", 1), ("wounded", 2)}


def test_a_town_that_lies_somewhere_is_in_nobody_s_hands(reader: RuleReader) -> None:
    text = "وتقع جوز بيدا على مسافة يوم من الحدود، وهي ملاذ لمن فروا من المتمردين."
    assert "hold" not in [claim.kind for claim in read(reader, "2006-10-22", text)]


@pytest.mark.parametrize(("text", "kind"), [
    ("تعرضت مروحية تابعة للأمم المتحدة لهجوم قرب مدينة ناصر.", "clash"),
    ("هاجم مسلحون مروحية تابعة للأمم المتحدة في مدينة ناصر.", "clash"),
    ("هاجمت مروحية تابعة للجيش السوداني بلدة كتم.", "airstrike"),
])
def test_an_aircraft_shot_at_strikes_nobody(reader: RuleReader, text: str, kind: str) -> None:
    assert only(reader, "2024-08-25", text).kind == kind

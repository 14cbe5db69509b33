"""Names and acts of the wars of Gaza, the West Bank, Lebanon, Sinai and Iran. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2023-11-14") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


def ids(claim: Claim) -> tuple[list[str | None], list[str | None]]:
    return [m.id for m in claim.agents], [m.id for m in claim.targets]


def test_the_islamic_resistance_is_that_of_the_front_told_of(reader: RuleReader) -> None:
    made = claims(reader, "استهدف مجاهدو المقاومة الإسلامية ثكنة زرعيت بقذائف المدفعية وحققوا إصابات مباشرة.", "2024-03-05")
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("shelling", ["hezbollah"])]
    made = claims(reader, "قالت المقاومة الإسلامية في العراق إنها استهدفت قاعدة عين الأسد بطائرة مسيرة.", "2024-01-05")
    assert [m.id for c in made for m in c.agents] == ["islamic-resistance-iraq"]


def test_resistance_men_and_short_names_of_brigades(reader: RuleReader) -> None:
    made = claims(reader, "اندلعت اشتباكات بين مقاومين وقوات الاحتلال في مخيم جنين.")
    assert [ids(c) for c in made] == [(["palestinian-factions"], ["israel"])]
    text = "أعلنت كتائب القسام أنها فجرت عبوة في آلية. وقالت الكتائب إنها قتلت خمسة جنود إسرائيليين في بيت حانون."
    assert [[m.id for m in c.agents] for c in claims(reader, text) if "قتلت" in c.quote] == [["hamas"]]


def test_the_enemy_of_who_speaks_is_no_armed_group_named_beside(reader: RuleReader) -> None:
    made = claims(reader, "أعلنت سرايا القدس قصف تجمع لآليات العدو شرق حي الشجاعية.")
    assert [(c.kind, *ids(c)) for c in made] == [("shelling", ["islamic-jihad"], ["israel"])]
    made = claims(reader, "أفادت وسائل إعلام حوثية بأن طيران العدو شن غارتين على صعدة.", "2017-05-14")
    assert "houthis" not in [m.id for c in made for m in c.agents if "العدو" in m.text]


def test_an_air_base_may_be_shelled(reader: RuleReader) -> None:
    made = claims(reader, "أعلن حزب الله أنه قصف قاعدة جوية إسرائيلية جنوب حيفا بالصواريخ.", "2024-10-14")
    assert [c.kind for c in made] == ["shelling"]


def test_what_stands_was_struck(reader: RuleReader) -> None:
    made = claims(reader, "استشهد خمسة فلسطينيين بعد قصف موقع القسام شرق خان يونس.")
    assert [m.id for c in made for m in c.agents] == [] and "hamas" in [m.id for c in made for m in c.targets]
    made = claims(reader, "قتل ثلاثة في قصف دبابات الاحتلال لمنزل في رفح.")
    assert [m.id for c in made for m in c.agents] == ["israel"]


@pytest.mark.parametrize(("text", "kind"), [
    ("أصيب ثلاثة فلسطينيين في هجوم للمستوطنين على قرية المغير شمال رام الله.", "riot"),
    ("قتل شاب فلسطيني في هجوم للمستوطنين على قرية قصرة.", "killing"),
    ("هاجم مستوطنون منزل مواطن في قصرة جنوب نابلس.", "riot"),
])
def test_mobs_that_kill_nobody_riot(reader: RuleReader, text: str, kind: str) -> None:
    assert [c.kind for c in claims(reader, text)] == [kind]


def test_settlers_by_their_other_name(reader: RuleReader) -> None:
    made = claims(reader, "أحرق مستعمرون ثلاث مركبات في بلدة حوارة جنوب نابلس.")
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("destruction", ["settlers"])]


def test_pipelines_are_bombed(reader: RuleReader) -> None:
    text = "أعلنت جماعة أنصار بيت المقدس مسؤوليتها عن تفجير خط الغاز الطبيعي في وسط سيناء يوم الاثنين."
    assert {c.kind for c in claims(reader, text, "2014-02-11")} == {"bombing", "responsibility"}
    assert claims(reader, "أدى انفجار أنبوب غاز في مطعم وسط القاهرة إلى إصابة عامل.") == []


def test_who_owns_an_act_asserts_it_however_late(reader: RuleReader) -> None:
    text = "أعلنت جماعة أنصار بيت المقدس، في بيان نشرته أمس على الإنترنت، مسؤوليتها عن الهجوم على كمين الريسة في العريش."
    made = [c for c in claims(reader, text, "2014-02-11") if c.kind == "responsibility"]
    assert [c.modality for c in made] == ["asserted"]


def test_operations_of_martyrs_are_suicide_attacks(reader: RuleReader) -> None:
    made = claims(reader, "قتل 19 إسرائيليا في عملية استشهادية نفذها مقاتل من كتائب القسام في فندق في نتانيا.", "2002-03-28")
    assert [(c.kind, c.means, [m.id for m in c.agents]) for c in made] == [("bombing", ("suicide",), ["hamas"])]


def test_ages_and_two_men_are_no_days(reader: RuleReader) -> None:
    made = claims(reader, "أصيب رجل في الستينيات من عمره برصاص قوات الاحتلال في مخيم بلاطة.")
    assert [c.time for c in made] == [None]
    made = claims(reader, "قالت الشرطة إن الاثنين من سكان القدس وإنها اعتقلت ثلاثة فلسطينيين قرب حاجز حوارة.")
    assert made and all(c.time is None for c in made)
    made = claims(reader, "اعتقلت قوات الاحتلال ثلاثة فلسطينيين الاثنين من مخيم بلاطة.")
    assert made


def test_pictures_are_published_not_deployed(reader: RuleReader) -> None:
    assert claims(reader, "نشرت سرايا القدس مشاهد لاستهداف آليات إسرائيلية في حي الزيتون.") == []


def test_ground_cleared_of_mines_is_not_taken(reader: RuleReader) -> None:
    text = "بدأت وحدات الهندسة في الجيش اللبناني تطهير جرود عرسال من الألغام التي زرعها تنظيم داعش."
    assert "capture" not in [c.kind for c in claims(reader, text, "2017-09-05")]


def test_streets_that_climb_are_no_sorties(reader: RuleReader) -> None:
    text = "دارت اشتباكات عنيفة بين مسلحين في حارة المهاجرين وطلعة العمري في طرابلس وقتل شخصان."
    assert "airstrike" not in [c.kind for c in claims(reader, text, "2013-05-20")]
    made = claims(reader, "نفذ الطيران الحربي الإسرائيلي عشر طلعات فوق صيدا وقصف موقعا لحزب الله.", "2006-07-20")
    assert "airstrike" in [c.kind for c in made]


def test_a_deal_that_is_only_the_reason_is_told_once(reader: RuleReader) -> None:
    text = (
        "أبرمت إسرائيل وحركة حماس اتفاقا لوقف إطلاق النار في قطاع غزة الأربعاء. وأفرجت الحركة عن ثلاث أسيرات ضمن صفقة التبادل. "
        "وانسحب الجيش الإسرائيلي من محور نتساريم بموجب اتفاق وقف إطلاق النار."
    )
    made = claims(reader, text, "2025-01-26")
    assert [c.kind for c in made] == ["agreement", "abduction", "withdraw"]


@pytest.mark.parametrize(("text", "who"), [
    ("أطلقت كتائب القسام سراح أربع محتجزات إسرائيليات في مدينة غزة السبت.", "hamas"),
    ("سلمت كتائب القسام أربع أسيرات إسرائيليات إلى الصليب الأحمر في ميدان فلسطين بمدينة غزة.", "hamas"),
])
def test_women_held_are_freed(reader: RuleReader, text: str, who: str) -> None:
    made = claims(reader, text, "2025-01-26")
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("abduction", [who])]
    assert {p.id for c in made for p in c.places} <= {"ms:ps-gaza-city", "ms:ps-palestine-square-gaza"}


def test_sentences_carried_out_far_from_their_verb(reader: RuleReader) -> None:
    made = claims(reader, "نفذت وزارة الداخلية في غزة أمس حكم الإعدام شنقا بحق اثنين من العملاء.", "2013-06-23")
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("killing", ["hamas"])]


def test_homes_raided(reader: RuleReader) -> None:
    made = claims(reader, "داهمت قوات الاحتلال منازل عدة في بلدة يعبد جنوب جنين واعتقلت ثلاثة شبان.")
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("advance", ["israel"]), ("arrest", ["israel"])]


@pytest.mark.parametrize(("text", "place"), [
    ("قصف حزب الله موقع رويسات العلم بقذائف المدفعية.", "ms:il-ruwaisat-alam"),
    ("قصفت إسرائيل منشأة فردو بالقنابل.", "ms:ir-fordow-field"),
    ("قتل جنديان في هجوم لتنظيم ولاية سيناء على كمين زغدان.", "ms:eg-zaghdan-checkpoint"),
    ("قتل شرطيان في هجوم مسلح في قريفلا شمال الكرك.", "ms:jo-qreifla"),
    ("أحرق مستوطنون من مستوطنة يتسهار سيارتين قرب حاجز زعترة.", "ms:ps-zaatara-checkpoint"),
    ("اندلعت اشتباكات في حي الطيري بين حركة فتح ومسلحين.", "ms:lb-tiri-ain-hilweh-q"),
])
def test_places_of_these_fronts(reader: RuleReader, text: str, place: str) -> None:
    made = claims(reader, text, "2024-02-14")
    assert place in {p.id for c in made for p in c.places}


@pytest.mark.parametrize(("text", "who"), [
    ("اندلعت اشتباكات بين الجيش اللبناني وأنصار أحمد الأسير في عبرا شرق صيدا.", "assir-group"),
    ("انسحب مسلحو سرايا أهل الشام من جرود عرسال.", "saraya-ahl-al-sham"),
    ("أعلنت كتائب الشهيد عمر القاسم قنص جندي إسرائيلي شرق رفح.", "dflp"),
    ("قتل مقاتل من لواء غولاني في اشتباكات مع مقاومين في الشجاعية.", "israel"),
    ("شنت القوة الجوفضائية التابعة للحرس الثوري هجوما بالصواريخ على حيفا.", "iran"),
])
def test_parties_of_these_fronts(reader: RuleReader, text: str, who: str) -> None:
    made = claims(reader, text, "2016-02-14" if "الأسير" not in text else "2013-06-24")
    assert who in {m.id for c in made for m in (*c.agents, *c.targets)}


@pytest.mark.parametrize(("text", "toll"), [
    ("ارتقى 12 شهيدا في قصف إسرائيلي على منزل في دير البلح.", {("killed", 12)}),
    ("أعلنت وزارة الصحة في غزة أن حصيلة العدوان الإسرائيلي بلغت 2750 شهيدا و9700 جريح.", {("killed", 2750), ("wounded", 9700)}),
    ("أسفرت الاشتباكات بين الجيش اللبناني ومسلحين في صيدا عن سقوط قتيلين وإصابة سبعة أشخاص.", {("killed", 2), ("wounded", 7)}),
])
def test_martyrs_are_counted_and_two_dead_are_not_of_the_hurt(reader: RuleReader, text: str, toll: set[tuple[str, int]]) -> None:
    assert {(q.what, q.low) for c in claims(reader, text) for q in c.quantities} == toll


def test_who_perished_in_raids_on_a_town_wiped_out_nobody(reader: RuleReader) -> None:
    made = claims(reader, "نعى حزب الله ثلاثة من مقاتليه قضوا في غارات إسرائيلية على عيترون.", "2024-10-16")
    assert [(c.kind, *ids(c)) for c in made] == [("airstrike", ["israel"], ["hezbollah"])]


@pytest.mark.parametrize(("text", "place"), [
    ("قال الجيش اللبناني إن مسلحين هاجموا حاجزا له في طرابلس.", "ms:lb-tripoli-lebanon"),
    ("قال الجيش الليبي إن مسلحين هاجموا حاجزا له في طرابلس.", "ms:ly-tripoli"),
    ("قتل ثلاثة جنود من الجيش المصري في هجوم لمسلحين في رفح.", "ms:eg-rafah-egypt"),
])
def test_a_nationality_tells_which_town_of_a_name(reader: RuleReader, text: str, place: str) -> None:
    made = claims(reader, text, "2014-05-14")
    assert made and {p.id for c in made for p in c.places} == {place}


@pytest.mark.parametrize(("text", "kind", "agents", "targets"), [
    ("توغلت قوة إسرائيلية في سهل مرجعيون جنوب لبنان.", "advance", ["israel"], []),
    ("اشتبك مقاتلو حزب الله مع قوة إسرائيلية في عيتا الشعب.", "clash", ["hezbollah"], ["israel"]),
    ("نفذت مسيرة إسرائيلية غارة على سيارة في برعشيت.", "airstrike", ["israel"], [None]),
    ("أغار الطيران الحربي المعادي على أطراف بلدة ياطر في جنوب لبنان.", "airstrike", ["israel"], []),
    ("استهدفت سرايا القدس ناقلة جند صهيونية بعبوة في محور نتساريم شرق غزة.", "bombing", ["islamic-jihad"], ["israel"]),
    ("شن سلاح الجو الإسرائيلي هجوما على عشرات الأهداف في طهران.", "airstrike", ["israel"], [None]),
    ("استهدف مقاتلو حزب الله عند الساعة 10:30 صباحا ثكنة زرعيت بصلية صاروخية.", "shelling", ["hezbollah"], []),
])
def test_forces_arms_and_craft_of_a_side(
    reader: RuleReader, text: str, kind: str, agents: list[str], targets: list[str | None]
) -> None:
    made = claims(reader, text, "2024-10-26")
    assert [(c.kind, *ids(c)) for c in made] == [(kind, agents, targets)]


def test_a_march_is_no_drone(reader: RuleReader) -> None:
    made = claims(reader, "خرج المئات في مسيرة احتجاجية في رام الله تنديدا بالعدوان على غزة.")
    assert "airstrike" not in [c.kind for c in made]


def test_a_town_called_after_a_number_counts_nobody(reader: RuleReader) -> None:
    made = claims(reader, "قصفت إيران بئر السبع بصواريخ باليستية فجر الأحد.", "2025-06-15")
    assert [(c.kind, c.quantities) for c in made] == [("shelling", ())]


@pytest.mark.parametrize(("text", "agents", "targets"), [
    ("تعرضت قوات الأمن المصرية لهجوم مسلح في الشيخ زويد.", [], ["egypt"]),
    ("تتعرض معاقل حزب الله لقصف مكثف في جنوب لبنان.", [], ["hezbollah"]),
    ("تعرض موقع للجيش اللبناني لقصف إسرائيلي في كفركلا.", ["israel"], ["lebanon"]),
])
def test_who_is_exposed_suffers(reader: RuleReader, text: str, agents: list[str], targets: list[str]) -> None:
    made = [c for c in claims(reader, text, "2024-10-26") if c.kind != "hold"]
    assert [ids(c) for c in made] == [(agents, targets)]


def test_a_great_man_is_no_well(reader: RuleReader) -> None:
    made = claims(reader, "أعلن قيادي كبير في حركة حماس أن الاحتلال قصف منزله في رفح.")
    assert not [m.text for c in made for m in (*c.agents, *c.targets) if m.text.startswith("بير")]


@pytest.mark.parametrize(("text", "agents", "targets"), [
    ("قالت إسرائيل إن حماس أطلقت صواريخ على عسقلان.", ["hamas"], []),
    ("سيطر مسلحو فتح على مقر لحماس في غزة.", ["fatah"], ["hamas"]),
    ("اندلعت اشتباكات بين حركتي فتح وحماس في خانيونس.", ["fatah"], ["hamas"]),
])
def test_hamas_by_its_bare_name_beside_israel_or_gaza(
    reader: RuleReader, text: str, agents: list[str], targets: list[str],
) -> None:
    made = claims(reader, text)
    assert [m.id for c in made for m in c.agents] == agents
    assert not targets or [m.id for c in made for m in c.targets] == targets


def test_zeal_is_not_hamas(reader: RuleReader) -> None:
    found = reader.read(Report("r", "", "استقبل الأهالي في غزة الفريق بحماس كبير وهاجم مسلحون دورية إسرائيلية.", published="2015-07-15"))
    assert "hamas" not in [m.id for c in found for m in (*c.agents, *c.targets)]


@pytest.mark.parametrize(("text", "agent"), [
    ("أسر حزب الله جنديين إسرائيليين عند الحدود.", "حزب الله"),
    ("أسر مقاتلو القسام عشرة جنود إسرائيليين في غزة.", "مقاتلو القسام"),
])
def test_who_took_captives_are_no_families(reader: RuleReader, text: str, agent: str) -> None:
    assert [[m.text for m in c.agents] for c in claims(reader, text)] == [[agent]]


def test_a_bomber_who_strikes_and_what_is_military(reader: RuleReader) -> None:
    made = claims(reader, "استهدف انتحاري حاجزا عسكريا إسرائيليا قرب نابلس.", "2002-05-20")
    assert [(c.kind, [m.text for m in c.targets]) for c in made] == [("bombing", ["حاجزا عسكريا إسرائيليا"])]
    made = claims(reader, "قصفت قاذفات أميركية منشأة فوردو النووية.", "2025-06-22")
    assert [(c.kind, ids(c)[0]) for c in made] == [("airstrike", ["us"])]

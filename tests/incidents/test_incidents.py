"""Incidents: findings, attributions, denials, responses and tolls stay apart."""

from __future__ import annotations

from dataclasses import replace

from marsad.events import fuse
from marsad.incidents import gather
from marsad.incidents.naming import names
from marsad.model import Claim, Incident, Place, Quantity
from tests.events.small_world import Book, claim, make_map, report

MAP = make_map()
BOOK = Book()
T1 = "north-t1"
DAY = "2017-04-04"


def gathered(*claims: Claim, texts: dict[str, str] | None = None, days: dict[str, str | None] | None = None) -> tuple[Incident, ...]:
    reports = {}
    for c in claims:
        made = report(c.report, (days or {}).get(c.report, "2017-07-01"))
        reports[c.report] = replace(made, text=(texts or {}).get(c.report, made.text))
    return gather(fuse(list(claims), reports, [], BOOK, MAP).events, list(claims), reports, BOOK, MAP)


def section(incident: Incident, name: str) -> list[tuple[str, str]]:
    return [(x.speaker, x.text) for x in incident.lines if x.section == name]


ATTACK = claim("a", "chemical", 0, agent="gov", place=T1, time=DAY, says="مصادر عدة", toll={"killed": (87, 87)}, quote="قتل 87 شخصا")
FINDING = claim("a", "finding", 100, agent="probe", place=T1, time=DAY, by="probe", says="بعثة تقصي الحقائق",
                quote="خلصت إلى أن السارين استخدم")
BLAME = claim("a", "responsibility", 200, agent="abroad", target="gov", place="sy", time="2017-04", by="abroad", says="الوزير",
              modality="alleged", quote="مسؤولة عن الهجوم")
STRIKE = claim("a", "shelling", 60, agent="abroad", target="gov", place="north-city", quote="دعا للرد بضربة صاروخية")
DENIAL = claim("a", "responsibility", 260, agent="gov", target="gov", place=T1, time=DAY, by="gov", says="وزارة الخارجية",
               modality="denied", quote="نفت أي مسؤولية")


def test_each_voice_stands_in_its_own_section() -> None:
    found = gathered(ATTACK, FINDING, BLAME, STRIKE, DENIAL)
    assert len(found) == 1
    incident = found[0]
    assert section(incident, "event") == [("مصادر عدة", "قتل 87 شخصا")]
    assert section(incident, "finding") == [("بعثة تقصي الحقائق", "خلصت إلى أن السارين استخدم")]
    assert section(incident, "responsibility") == [("الوزير", "مسؤولة عن الهجوم")]
    assert section(incident, "denial") == [("وزارة الخارجية", "نفت أي مسؤولية")]
    assert [t for _, t in section(incident, "response")] == ["دعا للرد بضربة صاروخية"]
    assert section(incident, "toll") == [("مصادر عدة", "87")]
    in_section: dict[str, set[str]] = {}
    for line in incident.lines:
        if line.section != "toll":
            in_section.setdefault(line.claim, set()).add(line.section)
    assert all(len(s) == 1 for s in in_section.values()), "findings and attributions never mix"
    assert "denied" in incident.open_questions and "responsibility-not-established" in incident.open_questions


def test_named_by_place_and_day() -> None:
    assert gathered(ATTACK, FINDING)[0].name_ar == "البلدة 1، 4 أبريل 2017"
    assert gathered(ATTACK, FINDING)[0].name_en == "Town 1, 4 April 2017"
    place = Place("x", "خان", "خان شيخون", "Khan Shaykhun")
    assert names(place, "2017-04") == ("خان شيخون، أبريل 2017", "Khan Shaykhun, April 2017")
    assert names(place, None) == ("خان شيخون", "Khan Shaykhun")
    assert names(None, "2016-06/2016-08") == ("2016-06/2016-08", "2016-06/2016-08")


def test_an_accusation_of_a_wider_place_needs_the_same_report() -> None:
    elsewhere = replace(BLAME, report="b", id="cother")
    assert section(gathered(ATTACK, FINDING, elsewhere)[0], "responsibility") == []


def test_an_accusation_of_another_month_is_another_matter() -> None:
    other = replace(BLAME, time=replace(BLAME.time, edtf="2016-08", text="2016-08")) if BLAME.time else BLAME
    assert section(gathered(ATTACK, FINDING, other)[0], "responsibility") == []


def test_a_finding_alone_makes_an_incident_with_its_aftermath() -> None:
    answer = replace(STRIKE, quote="وردت واشنطن بضربة صاروخية", start=120, id="canswer")
    found = gathered(FINDING, BLAME, answer)
    assert len(found) == 1
    assert [x.section for x in found[0].lines] == ["finding", "responsibility", "response"]
    wide = replace(FINDING, time=replace(FINDING.time, edtf="2017-03/2017-06")) if FINDING.time else FINDING
    assert gathered(wide) == ()


def test_a_strike_without_words_of_response_is_none() -> None:
    plain = replace(STRIKE, quote="قصفت المدينة", id="cplain")
    assert section(gathered(ATTACK, FINDING, plain)[0], "response") == []


def test_a_response_aimed_at_others_is_none() -> None:
    other = replace(STRIKE, targets=(replace(STRIKE.targets[0], id="rebels"),), id="cother")
    assert section(gathered(ATTACK, FINDING, other)[0], "response") == []


def test_what_is_no_incident() -> None:
    small = claim("a", "bombing", place=T1, time=DAY, toll={"killed": (3, 3)})
    assert gathered(small) == ()
    assert gathered(claim("a", "capture", agent="gov", place=T1, time=DAY, toll={"killed": (30, 30)})) == ()
    assert len(gathered(replace(small, quantities=(Quantity("killed", 12, 12, "people", "people", "12"),)))) == 1
    assert len(gathered(small, claim("b", "responsibility", agent="isis", target="isis", place=T1, time=DAY, by="isis"))) == 1


def test_tolls_in_order_of_their_publication() -> None:
    later = claim("b", "chemical", place=T1, time=DAY, by="watch", toll={"killed": (92, 92)}, quote="92")
    found = gathered(later, ATTACK, days={"a": "2017-07-01", "b": "2017-07-03"})[0]
    assert [x.text for x in found.lines if x.section == "toll"] == ["87", "92"]
    assert "toll-differs" in found.open_questions
    assert [(r.low, r.high) for r in found.ranges] == [(87, 92)]


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [ATTACK, FINDING, BLAME, STRIKE, DENIAL]
    assert gathered(*claims) == gathered(*claims[::-1])

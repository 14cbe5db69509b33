"""Parties told by bare words, by bodies, and by the verb itself; what a clause says of who is left out of it."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.claims.circumstances import circumstances
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.described import standing_near
from marsad.reading.parties.nearby import hangs
from marsad.reading.parties.options import Option
from marsad.reading.parties.scenery import Scenery
from marsad.reading.parties.settling import Parties, Ranked, load_parties
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


class Spy(Parties):
    """Keeps what each draft was offered by its own sentence, and what its clause says, by kind."""

    near: dict[str, list[Option]]
    around: dict[str, list[str]]
    hung: dict[str, bool]

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
        self.near[draft.kind] = standing_near(frozenset(), sentence, draft)
        self.around[draft.kind] = circumstances(sentence, draft, draft.kind)
        self.hung[draft.kind] = hangs(sentence, draft.trigger)
        return super().choose(scene, sentence, draft, slot)


@pytest.fixture(scope="module")
def spy() -> Spy:
    made = Spy(load_parties().weights)
    for name in ("near", "around", "hung"):
        object.__setattr__(made, name, {})
    return made


def read(spy: Spy, text: str) -> list[Claim]:
    for kept in (spy.near, spy.around, spy.hung):
        kept.clear()
    return RuleReader(load_actors(), load_gazetteer(), None, spy).read(Report("r", "", f"\n{text}", published="2015-07-25"))


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("وقتل سامر العطار (22 عاما) بعد إصابته برصاصة في الصدر خلال مواجهات مع الجيش الإسرائيلي في قرية برقين.", "killing", "سامر العطار"),
        ("وأضاف أن المليشيا استهدفت أيضا مكتب الاتصالات بقذائف الدبابات في تعز.", "shelling", "مكتب الاتصالات"),
        ("تعرضت المنشآت الطبية في عدن لقصف عنيف من الحوثيين.", "shelling", "المنشآت الطبية"),
    ],
)
def test_bare_words_between_a_verb_and_its_fixed_words_or_under_a_carrier_are_offered(spy: Spy, text: str, kind: str, target: str) -> None:
    found = read(spy, text)
    assert target in [m.text for option in spy.near[kind] for m in option.mentions]
    assert [[m.text for m in claim.targets] for claim in found if claim.kind == kind] == [[target]]


def test_whom_speaks_has_done_it_and_the_object_has_not(spy: Spy) -> None:
    (claim,) = read(spy, "وقال قائد البيشمركة: طردنا تنظيم داعش من مدينة سنجار أمس.")
    assert claim.kind == "capture"
    assert [m.id for m in claim.targets] == ["isis"]
    assert "isis" not in [m.id for m in claim.agents]


def test_a_plural_that_takes_a_bare_object_is_no_passive(spy: Spy) -> None:
    found = read(spy, "قال شهود إن جنودا إسرائيليين قتلوا شابا فلسطينيا بالرصاص قرب نابلس أمس.")
    assert [(m.text, c.kind) for c in found for m in c.agents] == [("جنودا إسرائيليين", "killing")] or [
        m.text for c in found for m in c.targets
    ] == ["شابا فلسطينيا"]


def test_a_court_accuses(spy: Spy) -> None:
    found = read(spy, "اتهمت المحكمة الجنائية الدولية الرئيس السوداني بارتكاب جرائم حرب في دارفور.")
    assert [(c.agents[0].id, c.targets[0].id) for c in found if c.kind == "responsibility"] == [("icc", "sudan")]


def test_a_pronoun_hangs_where_the_object_would(spy: Spy) -> None:
    read(spy, "وقالت وزارة الداخلية إن الشرطة العراقية اعتقلته في بغداد أمس بتهمة الانتماء إلى تنظيم داعش.")
    assert spy.hung == {"arrest": True}
    read(spy, "اعتقلت الشرطة العراقية قياديا في تنظيم داعش في بغداد أمس.")
    assert spy.hung == {"arrest": False}


def test_a_clause_tells_what_is_over_the_act_and_what_stands_where_the_object_would(spy: Spy) -> None:
    read(spy, "وصلت طائرة مساعدات إلى المطار بعد تحرير مدينة عدن من الحوثيين.")
    names = spy.around["capture"]
    assert "lead:بعد:m" in names
    assert "struck:bare:capture" in names or "struck:gen:capture" in names

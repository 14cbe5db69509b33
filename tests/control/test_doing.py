"""Whether a thing was done, by whom, and to what (docs/methodology.md, "Control")."""

from __future__ import annotations

from dataclasses import replace

from marsad.control import holding
from marsad.model import Claim, Trigger
from tests.control.test_rules import T1, ledger, one
from tests.events.small_world import claim


def told(kind: str, quote: str, trigger: str, place: str = "البلدة", agent: str = "", side: str = "gov", day: str = "2017-06-30",
         time: str | None = None, confidence: float = 1.0) -> Claim:
    """A claim in these words; a place or doer that they do not hold stands outside the clause."""
    made = claim(day, kind, 100, agent=side, place=T1, by="watch", dispatch=day, quote=quote, time=time)

    def span(word: str) -> tuple[int, int]:
        at = quote.find(word) if word else -1
        return (100 + at, 100 + at + len(word)) if at >= 0 else (5, 10)

    (a, b), (c, d), (e, f) = span(trigger), span(place), span(agent)
    return replace(made, trigger=Trigger(trigger, a, b), confidence=confidence,
                   places=(replace(made.places[0], start=c, end=d, text=place or "البلدة"),),
                   agents=(replace(made.agents[0], start=e, end=f, text=agent or "القوات"),))


def actors(*claims: Claim, on: str = "2017-06-30") -> list[str]:
    return [h.actor for h in holding(ledger(*claims), on, "2019-01-01", T1)]


def test_a_doubtful_reading_is_no_evidence() -> None:
    assert actors(told("capture", "سيطرت القوات على البلدة", "سيطرت", agent="القوات", confidence=0.4)) == []
    assert actors(told("capture", "سيطرت القوات على البلدة", "سيطرت", agent="القوات", confidence=0.6)) == ["gov"]


def test_who_is_freed_from_has_not_taken() -> None:
    freed = "بعد تحرير البلدة من مسلحي التنظيم"
    assert actors(told("capture", freed, "تحرير", agent="التنظيم", side="isis")) == []
    assert actors(told("capture", "بعد تحرير البلدة من قبل القوات", "تحرير", agent="القوات")) == ["gov"]
    assert actors(told("capture", "بعد تحرير البلدة على أيدي وحدات من الجيش", "تحرير", agent="الجيش")) == ["gov"]
    assert actors(told("capture", "بعد تحرير البلدة", "تحرير")) == [], "the clause names no doer"
    assert actors(told("capture", "جنود وقعوا أسرى في البلدة بيد التنظيم", "وقعوا", agent="التنظيم", side="isis")) == []
    assert ledger(told("withdraw", "تسليم التنظيم البلدة", "تسليم", agent="التنظيم", side="isis")) != ()
    assert ledger(told("withdraw", "تسليم البلدة لتنظيم مسلح", "تسليم", agent="تنظيم", side="isis")) == ()


def test_what_was_put_off_prevented_or_called_false_was_not_done() -> None:
    held = claim("2017-06-29", "hold", agent="isis", place=T1, time="2017-06-29", by="watch")

    def entry(quote: str, trigger: str) -> str:
        return one(ledger(held, told("advance", quote, trigger, agent="القوات")), "2017-07-01").actor

    assert entry("القوات دخلت البلدة", "دخلت") == "contested"
    assert entry("بعد اقتحام القوات البلدة", "اقتحام") == "contested"
    for quote in ("القوات تتريث في اقتحام البلدة", "القوات تمتنع عن اقتحام البلدة", "فشلت القوات في اقتحام البلدة"):
        assert entry(quote, "اقتحام") == "isis", quote
    assert entry("تستعد القوات لاقتحام البلدة", "لاقتحام") == "isis"
    assert actors(told("capture", "نفى متحدث مزاعم القوات بسيطرتها على البلدة", "بسيطرتها", agent="القوات", time="2017-06-29")) == []
    assert actors(told("capture", "ما جرى لم يؤد إلى سيطرة القوات على البلدة", "سيطرة", agent="القوات", time="2017-06-29")) == []


def test_about_to_speaks_of_its_own_clause_only() -> None:
    done = "سيطرت القوات على البلدة وباتت على وشك دخول المدينة"
    assert actors(told("capture", done, "سيطرت", agent="القوات")) == ["gov"]
    assert actors(told("capture", "البلدة على وشك سقوطها بيد القوات", "سقوطها", agent="القوات", time="2017-06-29")) == []


def test_things_held_are_not_the_place() -> None:
    assert actors(told("hold", "المناطق التي تسيطر عليها القوات قرب البلدة", "تسيطر", agent="القوات")) == []
    assert actors(told("hold", "البلدة التي تسيطر عليها القوات", "تسيطر", agent="القوات")) == ["gov"]
    assert actors(told("hold", "تصفية جيوب التنظيم في البلدة", "جيوب", agent="التنظيم", side="isis")) == []
    assert actors(told("hold", "ما زالت تحت سيطرة القوات", "تحت سيطرة", agent="القوات")) == []


def test_what_lies_beside_the_place() -> None:
    for quote, trigger in (("سيطرت القوات على الطريق الرابط بين المدينة وبين البلدة", "سيطرت"),
                           ("مداخل البلدة أصبحت تحت سيطرة القوات", "أصبحت تحت سيطرة"),
                           ("سيطرت القوات على الموانئ باستثناء البلدة", "سيطرت"),
                           ("باتت القوات على وشك السيطرة على البلدة", "السيطرة"),
                           ("سيطر عليها التنظيم قرب البلدة", "سيطر"),
                           ("سيطرت قوات من أبناء العشائر في البلدة على جسر النهر", "سيطرت")):
        assert actors(told("capture", quote, trigger, agent="القوات")) == [], quote


def test_words_of_late() -> None:
    by = ("2017-06-28", "2017-06-29")
    won = [claim(d, "capture", n, agent="gov", target="isis", place=T1, time="2017-06-28", by=who)
           for n, (d, who) in enumerate(zip(by, ("watch", "desk"), strict=True))]
    word = claim("2017-06-29", "hold", 9, agent="isis", place=T1, says="شاهد", dispatch="2017-06-29")
    assert one(ledger(*won, word), "2017-07-02").actor == "gov", "one undated word against two voices of these days"
    old = claim("2017-07-20", "withdraw", agent="isis", place=T1, by="watch", dispatch="2017-07-20")
    assert one(ledger(*won, old), "2017-07-10").actor == "gov", "an undated loss does not bring the loser back"
    lost = claim("2017-06-28", "withdraw", 1, agent="gov", place=T1, by="watch", dispatch="2017-06-28")
    state = claim("2017-06-30", "hold", agent="isis", place=T1, by="desk", dispatch="2017-06-30")
    assert {h.actor for h in ledger(lost, state) if h.known_to is None} == {"gov", "isis"}, "one change, nobody between"


def test_a_besieger_does_not_hold_by_a_word() -> None:
    held = claim("2017-06-20", "hold", agent="isis", place=T1, time="2017-06-20", by="watch")
    siege = claim("2017-06-28", "besiege", agent="gov", target="isis", place=T1, time="2017-06-28", by="watch")
    word = claim("2017-06-30", "hold", agent="gov", place=T1, by="desk", dispatch="2017-06-30")
    assert one(ledger(held, siege, word), "2017-07-02").actor == "isis"


def test_within_an_interval() -> None:
    won = [claim("2017-06-30", "capture", n, agent="gov", place=T1, time="2017-06-20", by=who)
           for n, who in enumerate(("watch", "desk"))]
    week = claim("2017-06-30", "capture", 5, agent="isis", place=T1, time="2017-06-19/2017-06-25", says="شاهد")
    assert one(ledger(*won, week), "2017-06-29").actor == "gov"

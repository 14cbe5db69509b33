"""Codebook rule 16: whom an attack hits, fighters or civilians, and so whether it is a clash or a killing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.languages.arabic import fold_key
from marsad.model import Quantity
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import subject_before
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["ATTACKS", "by_the_fallen", "hit_by", "shot", "who_is_hit"]

ATTACKS = frozenset(
    (
        "clash.attack",
        "clash.hit-attack",
        "clash.open-fire",
        "clash.terror-operation",
        "clash.ambush",
        "clash.assail",
        "clash.target",
    )
)
_ARMED_CLASSES = frozenset(("fighter", "force", "site-arms", "gun", "craft"))
_ARMED_COUNTS = frozenset(
    "soldiers police officers fighters gunmen militants rebels forces men-at-arms navy recruits conscripts commanders emirs"
    " mercenaries attackers infiltrators army security militia troops".split()
)
_CIVIL_COUNTS = frozenset(
    "civilians children women girls youths citizens residents tourists workers journalists medics activists students"
    " worshippers Christians Palestinians Syrians Iraqis Yemenis Egyptians Turks Israelis foreigners refugees migrants passengers"
    " pilgrims families elders protesters relatives mourners staff peasants drivers fishermen bystanders engineers teachers judges"
    " colleagues guests villagers deputies volunteers lawyers clerics travellers neighbours politicians passers-by"
    " mayors candidates patients voters inspectors rescuers firefighters farmers traders miners writers artists academics shoppers herders"
    " nomads Yazidis diplomats experts technicians contractors".split()
)
_VAGUE = frozenset(("people", "unknown", "wanted persons", "suspects", "supporters"))
# Ambushes, assaults and targeting are told of fighters unless civilians are named.
_BETWEEN_ARMS = frozenset(("clash.ambush", "clash.target"))
_VILLAGE = frozenset(("قرية", "سوق", "فندق", "مسجد", "كنيسة", "مدرسة", "مستشفى", "متحف", "مخيم", "منزل", "مطعم", "ملهى", "قاعة", "صالة"))
_DEATHS = frozenset(("casualties.killed", "casualties.death-of", "casualties.met-death"))
_SHOT = frozenset("برصاص بالرصاص حرقا ذبحا شنقا خنقا طعنا رميا اعداما بالسكين بالسكاكين".split())
_HANDS = frozenset("يد ايدي ايديهم بايدي بيد يدي".split())


def _counted(quantity: Quantity) -> bool:
    return quantity.what in ("killed", "wounded", "casualties")


def who_is_hit(sentence: Sentence, draft: Draft) -> str:
    """`armed`, `civil`, or empty where the clause does not tell who was hit."""
    agents = {arg.index for arg in draft.cast.agents}
    targets = [arg for arg in draft.cast.targets if arg.index not in agents and not _fallen(sentence, arg)]
    if any(_armed(sentence, arg) for arg in targets):
        return "armed"
    # «شرطي … وآخر»: another one is of whom was told before
    counts = {q.of for q in draft.quantities if _counted(q) and not fold_key(q.text or "").startswith("اخر")}
    if counts & _CIVIL_COUNTS or any(arg.cls == "person" and arg.label not in _VAGUE for arg in targets):
        return "civil"
    if counts & _ARMED_COUNTS:
        return "armed"
    if draft.trigger.frame.id in _BETWEEN_ARMS:
        return ""
    people = any(arg.cls == "person" and arg.label == "people" for arg in targets) or "people" in counts
    if people or any(arg.cls == "site" and arg.id is None and arg.lemma in _VILLAGE for arg in targets):
        return "civil"
    homes = draft.trigger.frame.id in ("clash.open-fire", "clash.assail") and _on_homes(sentence, draft)
    return "civil" if homes else ""


def _fallen(sentence: Sentence, arg: Arg) -> bool:
    """«قتلى وجرحى» tell that people fell, not who."""
    return sentence.words[arg.head].fold.removeprefix("و").removeprefix("ال") in (
        "قتلي",
        "جرحي",
        "ضحايا",
        "قتيل",
        "جريح",
        "شهداء",
    )


def _armed(sentence: Sentence, arg: Arg) -> bool:
    if arg.cls in _ARMED_CLASSES or (arg.id is not None and arg.cls == "actor" and getattr(arg.mention, "cls", "") != "country"):
        return True
    around = sentence.words[arg.first : arg.last + 3] if arg.cls == "site" else ()
    return any(entry.tag == "N" and entry.cls == "force" for word in around for entry in word.entries)


def _on_homes(sentence: Sentence, draft: Draft) -> bool:
    """Whether the attack falls on a village, a house or a hall: «هجوم على قرية», «داخل صالة سينما»."""
    words = sentence.words
    for i in range(draft.trigger.last + 1, min(draft.high, draft.trigger.last + 7) + 1):
        if words[i].fold in ("علي", "داخل", "استهدف", "استهدفت", "في", "ضد"):
            for word in words[i + 1 : min(i + 3, draft.high + 1)]:
                if any(entry.tag == "N" and entry.lemma in _VILLAGE for entry in word.entries):
                    return True
                if word.fold in ("قري", "قريتي", "قريتين"):
                    return True
    return False


def shot(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause says that people were shot, burnt, slain, or died at someone's hands."""
    words = sentence.words
    for i in range(draft.low, draft.high + 1):
        if words[i].fold in _SHOT:
            return True
        if words[i].fold == "من" and i < draft.high and words[i + 1].fold == "قبل" and i - draft.trigger.at <= 2:
            return True
        if words[i].fold in _HANDS and i and (words[i - 1].fold == "علي" or words[i].fold.startswith("ب")):
            return True
    return False


def by_the_fallen(drafts: Sequence[tuple[int, Draft]]) -> None:
    """«34 people» killed are fighters too where the next sentences count fighters among them: the attack is a clash again.

    `drafts` are sentence index and draft, in order.
    """
    for n, (index, draft) in enumerate(drafts):
        if draft.kind != "killing" or draft.trigger.frame.id not in ATTACKS:
            continue
        if {quantity.of for quantity in draft.quantities if _counted(quantity)} - {"people", ""}:
            continue
        for later, other in drafts[n + 1 :]:
            if later - index > 2:
                break
            if other.kind == "casualties" and any(_counted(q) and q.of in _ARMED_COUNTS for q in other.quantities):
                draft.kind = "clash"


_SHOT_DEAD = frozenset(("killing.shot-dead", "killing.by-bullet"))
_KILLS = re.compile(r"[وف]?[بلي]?[يت]?قتل(?:ت|وا|ا|ون)?")
_ACCUSATIVE_KIN = frozenset("اباه اخاه اباها اخاها ابا اخا حماه".split())


def _killed_by_case(sentence: Sentence, draft: Draft) -> bool:
    """«قتل شابا», «قتل شرطيين», «قتل أباه»: the case of who follows tells that he is the object, so somebody killed him."""
    words = sentence.words
    at = draft.trigger.at
    if draft.trigger.frame.id not in _DEATHS or at + 1 >= len(words) or _KILLS.fullmatch(words[at].fold) is None:
        return False
    after = words[at + 1]
    fold = after.fold.removeprefix("ال")
    if fold in _ACCUSATIVE_KIN:
        return True
    return any(
        entry.tag == "N"
        and entry.cls in ("person", "fighter")
        and (fold.endswith("ين") if entry.who in ("d", "p") else fold == fold_key(entry.lemma) + "ا")
        for entry in after.entries
    )


def _slain(draft: Draft) -> bool:
    return draft.trigger.entry is not None and draft.trigger.entry.lemma == "صفى"


def _known(draft: Draft) -> bool:
    """Whether its own words name who did it."""
    return any(arg.id is not None for arg in draft.cast.agents)


def hit_by(sentence: Sentence, draft: Draft) -> None:
    """Settle clash against killing for an attack whose means are untold, once its quantities are known."""
    frame = draft.trigger.frame.id
    hit = who_is_hit(sentence, draft)
    if frame in ATTACKS and draft.kind in ("clash", "killing"):
        if hit == "civil" and not draft.cast.passive and (draft.trigger.entry is None or draft.trigger.entry.lemma != "اشتبك"):
            draft.kind = "killing"
        elif hit == "armed":
            draft.kind = "clash"
    elif frame == "killing.deadly-attacks" and draft.kind == "killing" and hit == "armed":
        draft.kind = "clash"
    elif frame in _SHOT_DEAD and draft.kind == "killing":
        words = sentence.words[draft.low : draft.high + 1]
        if hit == "armed" and (_known(draft) or any(word.fold.removeprefix("ال") in ("هجوم", "هجمات", "اشتباك") for word in words)):
            draft.kind = "clash"
    elif draft.kind == "casualties" and _killed_by_case(sentence, draft):
        if draft.trigger.form == "v" and not draft.cast.agents:
            draft.cast.add("agent", subject_before(sentence, draft.trigger.at, draft.low), "killer", sentence)
        draft.kind = "clash" if hit == "armed" and _known(draft) else "killing"
    elif draft.kind == "casualties" and hit and frame in _DEATHS and draft.cast.targets and (_slain(draft) or shot(sentence, draft)):
        draft.kind = "clash" if hit == "armed" else "killing"

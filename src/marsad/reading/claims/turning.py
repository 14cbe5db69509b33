"""Frames that become another kind by their parties: who leaves, who is taken, who is driven out, who flies, what is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.reading.claims.draft import COUNTED, Draft
from marsad.reading.claims.driving import driven_out
from marsad.reading.claims.failing import fell_short
from marsad.reading.claims.flight import bombed, by_air, flies, flown, with_guns
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.claims.things import TAKEABLE, blown_up, missing
from marsad.reading.parties.forced import soldiers_made_to_go, told_to_leave
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["beside_another", "turn"]

_LEAVING = frozenset(("withdraw.flee", "withdraw.vacate", "withdraw.leave", "withdraw.take-flight"))
_WARDENS = frozenset(("police", "army", "troops", "government", "security", "joint", "country"))
_HITS = frozenset(
    (
        "clash.target", "clash.hit-attack", "clash.attack", "clash.deal-with-force", "clash.open-fire", "shelling.shell",
        "shelling.bombardment", "shelling.target-with-shells", "killing.massacre",
    )
)  # fmt: skip
_VACATES = frozenset(("withdraw.vacate", "withdraw.leave", "withdraw.leave-posts", "withdraw.go-out"))
_EVACUATES = frozenset(("displacement.evacuate", "displacement.evacuate-these"))
_SLAYS = frozenset(("killing.kill", "killing.execute"))
_ADVANCES = frozenset(("advance.progress", "advance.storm", "advance.infiltrate", "advance.enter"))
_DRIVES = frozenset(("capture.drive-out", "capture.expel"))
_FALLS = frozenset(("capture.fall-into-hands", "capture.falls-to"))
_STOPS = frozenset(("أوقف", "صد", "تصدى", "أفشل", "أحبط", "عرقل", "أعاق", "كبح"))
_STANDS = folded("control_that_stands")
_LASTS = folded("lasting")
_STRETCHES = ("الفتر", "فتر", "الوقت", "وقت", "الايام", "السن", "سن", "الاعوام", "العام", "الحرب", "المد")
_BESIDE_IN_TIME = tuple(sorted(folded("beside_in_time")))
_ON_ITS_WAY = folded("on_its_way")
_SUBJUNCTIVE = frozenset(("ان", "لن", "ولن", "كي", "لكي"))
_RAIDS = frozenset(("clash.raid-on", "clash.raids"))
_RINGS = frozenset(("besiege.surround", "besiege.besieged"))
_BECAME = frozenset(("بات", "أصبح", "زال", "ظل", "بقي", "أن"))
_WARS = frozenset("الحرب النزاع القتال المعارك الازمه الصراع".split())
_FASTENS = frozenset(("عزز", "حافظ"))
_HELD = frozenset(("capture.control", "capture.occupy", "capture.control-far"))
_ASSAULTS = frozenset(("clash.assail", "clash.attack", "clash.hit-attack", "clash.target", "killing.kill"))
_BOMBERS = folded("bombers")
_GOODS = folded("loads")
_NEAR_DOER = 8
"""Within how many words of a word of attack its doer stands."""
_FIRED = frozenset(("shelling.rockets-hit",))
_DEFUSED = frozenset(("bombing.device", "bombing.made-bomb", "bombing.mine", "bombing.car-bomb"))


def turn(sentence: Sentence, draft: Draft) -> None:
    """Set the kind that the parties and the wording of a draft make of its frame."""
    frame = draft.trigger.frame.id
    _move(sentence, draft)
    if frame == "airstrike.raid-verb" and not flies(sentence, draft):
        draft.kind = "clash"
    slays = frame in _SLAYS and draft.trigger.form == "v"  # «قتلت طائرة مسيرة مدنيين»
    if (slays or frame in _HITS) and draft.kind in ("clash", "shelling", "killing") and _from_above(sentence, draft):
        draft.kind = "airstrike"
    if frame in _ASSAULTS and draft.kind in ("clash", "killing") and _by_bombers(sentence, draft):
        draft.kind = "bombing"
        if "suicide" not in draft.means:
            draft.means = (*draft.means, "suicide")
    if frame == "riot.scuffles" and sentence.words[min(draft.trigger.at + 1, len(sentence.words) - 1)].fold in ("مسلح", "مسلحه"):
        draft.kind = "clash"
    if frame in _RAIDS and draft.kind == "clash" and _into_homes(sentence, draft):
        draft.kind = "advance"
    if frame == "advance.storm" and _with_dead(draft):
        draft.kind = "clash"
    if frame in _ADVANCES and (_stopped(sentence, draft) or fell_short(sentence, draft)):
        draft.kind = "clash"
    if frame == "hold.controls" and sentence.words[max(0, draft.trigger.at - 1)].fold in _SUBJUNCTIVE:
        draft.kind = "capture"  # «كادوا أن يسيطروا على»: what is to come about is a change
    if frame == "clash.operation-against" and by_air(sentence, draft):
        draft.kind = "airstrike"
    if frame == "shelling.target-with-shells" and bombed(sentence, draft):
        draft.kind = "airstrike"
    if frame in _DRIVES and draft.cast.targets and all(arg.cls == "person" for arg in draft.cast.targets):
        draft.kind = "displacement"  # «طرد السكان من القرى»
    elif frame in _DRIVES and not draft.cast.agents:
        driven_out(sentence, draft)
    if frame in _FALLS and _people_fall(sentence, draft):
        draft.kind = "abduction"
    if frame in _RINGS:
        _ringed(sentence, draft)
    shared = any(q.what == "share" for q in draft.quantities)
    if frame in _HELD and draft.kind == "capture" and not shared and _still_held(sentence, draft):
        draft.kind = "hold"


def _ringed(sentence: Sentence, draft: Draft) -> None:
    """«تلك القوات باتت محاصرة», «الجيوب الحوثية المحاصرة», «المسلحين المحاصرين»: who stands right before the participle is besieged,
    save where it governs what is besieged («القوات المحاصرة للمدينة»)."""
    trigger, words = draft.trigger, sentence.words
    at = trigger.at
    if trigger.form not in ("m", "w") or draft.cast.agents or draft.cast.targets or trigger.suffix:
        return
    if words[at + 1 : at + 2] and words[at + 1].fold.startswith("لل"):
        return
    first = at
    while first > draft.low and words[first - 1].verb is not None and any(e.lemma in _BECAME for e in words[first - 1].entries):
        first -= 1
    if trigger.form == "m" and first == at and not words[at].fold.startswith("ال"):
        return
    before = next((arg for arg in reversed(sentence.args) if arg.last == first - 1), None)
    if before is not None and before.cls in ("actor", "force", "fighter", "person"):
        draft.cast.dropped = False
        draft.cast.add("target", before, "besieged", sentence)


def _move(sentence: Sentence, draft: Draft) -> None:
    """Who leaves, and what is taken, make another kind: people who flee, arms seized, men held by the police."""
    frame = draft.trigger.frame.id
    agents = draft.cast.agents
    if frame in _LEAVING and agents and all(_is_person(sentence, arg) for arg in agents):
        draft.kind = "displacement"
        draft.cast.targets[:0] = [arg for arg in agents if arg not in draft.cast.targets]
        agents.clear()
    elif frame == "displacement.made-to-leave" and (leaver := soldiers_made_to_go(sentence, draft)) is not None:
        draft.kind = "withdraw"
        draft.cast.agents, draft.cast.targets = [leaver], []
    elif frame in _VACATES and (people := told_to_leave(sentence, draft)) is not None:
        draft.kind = "displacement"
        draft.cast.targets = [people]
    elif frame in _EVACUATES and _only_soldiers(sentence, draft):
        draft.kind = "withdraw"  # «إجلاء مقاتلي الفصيل من البلدة»
        draft.cast.agents, draft.cast.targets = draft.cast.targets, []
    elif frame == "displacement.flee-civilians" and (soldiers := _soldiers(draft)):
        draft.kind = "withdraw"
        draft.cast.agents, draft.cast.targets = soldiers, []
    elif frame in ("capture.control", "capture.control-far"):
        after = sentence.words[draft.trigger.last + 1 : draft.trigger.last + 4]
        if after and after[0].fold.startswith("كمي"):  # «استولت على كميات كبيرة من معداته»
            after = sentence.words[draft.trigger.last + 1 : draft.trigger.last + 6]
        if any(entry.tag == "N" and entry.lemma in TAKEABLE for word in after for entry in word.entries):
            draft.kind = "seizure"
    elif draft.kind == "capture" and draft.trigger.entry is not None and draft.trigger.entry.lemma == "حرر" and _frees(sentence, draft):
        draft.kind = "abduction"
    elif frame == "abduction.take-hostage" and any(getattr(arg.mention, "cls", "") in _WARDENS for arg in agents):
        draft.kind = "arrest"
        draft.quantities = tuple(replace(q, what="arrested") if q.what in ("captured", "abducted") else q for q in draft.quantities)
    elif frame == "abduction.take-hostage" and _holds_goods(sentence, draft):
        draft.kind = "seizure"
    elif frame == "destruction.destroy" and not draft.trigger.suffix and draft.cast.targets:
        if all(arg.cls == "person" for arg in draft.cast.targets):
            draft.kind = "killing"
    elif frame in ("bombing.blow-up", "bombing.explosion", "killing.abuse-to-death") and blown_up(sentence, draft):
        draft.kind = "destruction"
    elif frame == "withdraw.lose" and draft.trigger.entry is not None and draft.trigger.entry.lemma == "فقد" and missing(sentence, draft):
        draft.kind = "casualties"


def _frees(sentence: Sentence, draft: Draft) -> bool:
    """«تحرير ستة بحارة»: people right behind the word, and no place before them, are let go and not taken."""
    first = next((arg for arg in sentence.args if arg.first > draft.trigger.at), None)
    if first is None or first.cls != "person" or first.id is not None or first.first > draft.trigger.at + 2:
        return False
    return all(word.place is None for word in sentence.words[draft.trigger.at + 1 : first.first])


def _holds_goods(sentence: Sentence, draft: Draft) -> bool:
    """«تحتجز شاحنات تحمل مساعدات»: what is held back is a load, not people."""
    trigger = draft.trigger
    if trigger.suffix or any(arg.cls in ("person", "fighter") and arg.first > trigger.at for arg in draft.cast.targets):
        return False
    return any(word.fold in _GOODS for word in sentence.words[trigger.last + 1 : min(draft.high, trigger.last + 6) + 1])


def _soldiers(draft: Draft) -> list[Arg]:
    """«لجأ ثلاثمئة جندي إلى طاجيكستان»: those who flee bear arms, and it is their force that leaves the ground."""
    near = [arg for arg in (*draft.cast.targets, *draft.cast.agents) if abs(arg.head - draft.trigger.at) <= _NEAR_DOER]
    fled = [arg for arg in near if arg.cls in ("fighter", "force") or getattr(arg.mention, "cls", "") in ("troops", "army", "police")]
    return fled if not any(arg.cls == "person" for arg in near) else []


def _only_soldiers(sentence: Sentence, draft: Draft) -> bool:
    """Whether those who are brought out bear arms, and nobody else is told of in the clause."""
    trigger = draft.trigger
    behind = [arg for arg in sentence.args if trigger.at < arg.first <= draft.high]
    out = [arg for arg in draft.cast.targets if trigger.at < arg.first <= trigger.last + 3]
    return bool(out) and all(arg.cls != "person" for arg in (*behind, *draft.cast.targets))


def _is_person(sentence: Sentence, arg: Arg) -> bool:
    """Whether who leaves is people, or one by name («فر هادي ومساعدوه»), no force."""
    return arg.cls == "person" or getattr(arg.mention, "cls", "") in ("leader", "person")


def _from_above(sentence: Sentence, draft: Draft) -> bool:
    """Whether the doer flies, and does it himself."""
    if not flown(sentence, draft) or _stopped(sentence, draft) or with_guns(sentence, draft):
        return False
    return draft.trigger.frame.id != "clash.open-fire" or draft.cast.agents[0].first <= draft.trigger.at + 3


def _by_bombers(sentence: Sentence, draft: Draft) -> bool:
    """«هاجم انتحاريان مسجدا»: who blows himself up bombs, whatever the verb."""
    doers = [arg for arg in draft.cast.agents if abs(arg.first - draft.trigger.at) <= _NEAR_DOER]
    return any(word.fold in _BOMBERS for arg in doers for word in sentence.words[arg.first : arg.last + 1])


def _into_homes(sentence: Sentence, draft: Draft) -> bool:
    """«دهموا منازل المواطنين», «مداهمتها للعاصمة»: places entered, no word of a fight or of its dead."""
    if any(q.what in COUNTED for q in draft.quantities) or any(arg.cls in ("person", "fighter") for arg in draft.cast.targets):
        return False
    near = sentence.words[draft.trigger.at + 1 : draft.trigger.at + 8]
    return any(word.place is not None or any(entry.cls in ("site", "area") for entry in word.entries if entry.tag == "N") for word in near)


def _with_dead(draft: Draft) -> bool:
    """«اقتحم مسلحون مركزا مما أدى إلى مقتل ستة»: a storming with its dead is an assault."""
    return bool(draft.absorbed) and any(q.what in ("killed", "casualties") for q in draft.quantities)


def _stopped(sentence: Sentence, draft: Draft) -> bool:
    """«إيقاف تقدم القوات», «أفشلت طائرات التحالف هجوما», «تصدت لمحاولات القوات التقدم»: what was stopped is a fight."""
    at = draft.trigger.at
    if draft.trigger.form not in ("m", "n", "w"):
        return False
    back = sentence.words[max(draft.low, at - 4) : at]
    if draft.kind == "advance" and any("محاول" in word.fold for word in sentence.words[max(draft.low, at - 14) : at]):
        back = sentence.words[max(draft.low, at - 18) : at]
    return any(entry.lemma in _STOPS and entry.tag in ("P", "M") for word in back for entry in word.entries)


def _people_fall(sentence: Sentence, draft: Draft) -> bool:
    """«وقوع قادتهم في أيدي المقاتلين»: people, and no ground, fall into hands."""
    trigger, words = draft.trigger, sentence.words
    relative = sentence.lexicon.particles["relative"]
    if trigger.form == "v" and any(word.fold in relative for word in words[max(0, trigger.at - 2) : trigger.at]):
        near = words[max(0, trigger.at - 6) : trigger.at]
    elif trigger.form == "v" and not words[trigger.at].conj and trigger.at > draft.low:
        near = words[max(draft.low, trigger.at - 5) : trigger.at]
    else:
        near = words[trigger.at + 1 : trigger.at + 3]
    if any(word.place is not None or word.fold in HARD for word in near):
        return False
    nouns = [entry for word in near for entry in word.entries if entry.tag == "N"]
    return any(entry.cls in ("person", "fighter") for entry in nouns) and not any(
        entry.cls in ("area", "site", "site-arms", "arms", "gun", "munition") for entry in nouns
    )


def _still_held(sentence: Sentence, draft: Draft) -> bool:
    """Rule 19: «في ظل سيطرة الحوثيين على», «لإنهاء سيطرة …», «استمرارهم في احتلال», «سيطروا على القاعدة معظم الفترة»: no change is told."""
    trigger, words = draft.trigger, sentence.words
    clause = words[max(draft.low, trigger.at - 8) : trigger.at]
    if trigger.suffix and any(entry.lemma in _FASTENS for word in clause for entry in word.entries):
        return True  # «عززت القوات سيطرتها على»
    if trigger.form == "m":
        if trigger.control >= 0 or not (draft.cast.agents or draft.cast.dropped):
            return False
        back = [word.fold for word in words[max(draft.low, trigger.at - 2) : trigger.at] if not word.punct]
        return any(fold in _STANDS or fold.lstrip("وبل") in _STANDS for fold in back)
    if trigger.form != "v" or (trigger.entry is not None and trigger.entry.lemma == "استولى"):
        return False
    for word in words[trigger.last + 1 : min(draft.high, trigger.last + 16) + 1]:
        if word.fold in _WARS or word.fold.startswith("المستمر"):
            return False  # «في بداية الحرب المستمرة منذ أشهر»: the war lasts
        if word.fold == "معظم" and not words[min(word.i + 1, len(words) - 1)].fold.startswith(_STRETCHES):
            continue  # «معظم أحياء المدينة»: a share
        if word.fold in _LASTS:
            return True
    return False


def beside_another(sentence: Sentence, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a word only names what another act of its clause is done to: forces that are struck, a device that is made safe, the
    taking that a battle is for («معركة تحرير درعا»)."""
    trigger = draft.trigger
    for other in drafts:
        gap = trigger.at - other.trigger.last
        if other is draft or gap <= 0 or not other.low <= trigger.at <= other.high:
            continue
        if draft.kind == "deployment" and trigger.form in ("m", "n", "w") and other.kind in VIOLENT and gap <= 5:
            if any(word.fold.startswith(_BESIDE_IN_TIME) for word in sentence.words[other.trigger.last + 1 : trigger.at]):
                return False
            return not any(word.fold in _ON_ITS_WAY for word in sentence.words[trigger.last + 1 : trigger.last + 10])
        if draft.kind == "responsibility" and other.kind == "arrest" and trigger.form in ("p", "w", "v") and gap <= 12:
            return not _of_an_attack(sentence, draft)
        if draft.kind == "advance" and other.trigger.frame.id in ("clash.repel", "clash.repelling") and _stopped(sentence, draft):
            return True
        if trigger.frame.id in _FIRED and other.kind == "airstrike" and gap <= 12 and sentence.words[trigger.at].fold.startswith("ب"):
            return True  # «غارات بصواريخ فراغية وقنابل»
        if trigger.frame.id in _DEFUSED and other.kind == "seizure" and gap <= 8:
            return True
        if draft.kind == "capture" and trigger.form == "m" and other.trigger.frame.id == "clash.clashes" and gap == 1:
            return trigger.entry is not None and not trigger.entry.preposition and not sentence.words[trigger.at].conj
    return False


def _of_an_attack(sentence: Sentence, draft: Draft) -> bool:
    """Whether those arrested are blamed for an act, and not for what they belong to («متهمين بالارتباط بتنظيم»)."""
    clause = sentence.words[draft.trigger.at : draft.high + 1]
    return any(entry.tag == "N" and entry.cls == "event" for word in clause for entry in word.entries)

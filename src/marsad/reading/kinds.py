"""Which kind a draft really is, once its parties, clause and the report so far are known (codebook rules 12, 16, 17)."""

from __future__ import annotations

from dataclasses import replace

from marsad.reading.civil import ATTACKS, who_is_hit
from marsad.reading.flight import by_air, flies, flown, go_on_from_air, is_definite_act
from marsad.reading.inherit import Memory
from marsad.reading.select import Draft
from marsad.reading.senses import holds_no_ground, is_journey, is_natural, is_press, is_wished
from marsad.reading.sentence import HARD, Sentence
from marsad.reading.things import ARMOUR, VEHICLES, blown_up, is_property, missing, note_things
from marsad.reading.unreal import (
    is_aim,
    is_figure,
    is_former,
    is_given,
    is_idiom,
    is_law,
    is_mishap,
    is_visit,
    owns_no_act,
)

__all__ = ["settle_kinds"]

_VIOLENT = frozenset(("clash", "airstrike", "shelling", "bombing", "chemical", "killing"))
_PARTIAL = frozenset("مناطق اجزاء جزء".split())
_GENERIC = frozenset(("clash.clashes", "clash.war", "clash.attack", "clash.hit-attack", "shelling.bombardment", "airstrike.raid"))
_REFERRING = frozenset(("clash.attack", "clash.hit-attack", "clash.terror-operation", "clash.open-fire"))
_MANY = 200
_PREVENT = frozenset("منع لمنع ومنع يمنع تمنع بمنع لتجنب تفادي تفاديا تجنبا منعا تحسبا خشيه للحيلوله".split())


def settle_kinds(sentence: Sentence, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """The drafts of a sentence with their kinds settled; those that only speak of an act told elsewhere are left out."""
    out: list[Draft] = []
    blame = [d for d in drafts if d.kind == "responsibility"]
    for draft in drafts:
        frame = draft.trigger.frame.id
        if _prevented(sentence, draft) or _presupposed(sentence, draft) or _empty(sentence, draft, drafts):
            continue
        if _unreal(sentence, draft) or (blame and _owned(sentence, draft, blame)):
            continue
        _move(sentence, draft)
        if (
            draft.kind in _VIOLENT
            and blame
            and is_definite_act(sentence, draft)
            and not draft.cast.agents
            and not draft.absorbed
            and not draft.trigger.suffix
            and not _told(draft)
        ):
            continue
        if (
            draft.kind == "destruction"
            and draft.trigger.frame.id == "destruction.destroy"
            and any(d.kind in _VIOLENT and d.trigger.at < draft.trigger.at for d in drafts)
            and draft.cast.targets
            and all(arg.lemma in VEHICLES for arg in draft.cast.targets)
            and draft.trigger.form != "p"
            and (draft.cast.dropped or draft.trigger.form == "m")
        ):
            continue
        if draft.kind == "destruction":
            note_things(sentence, draft, drafts)
        if draft.kind == "destruction" and not is_property(draft):
            if any(d.kind in _VIOLENT for d in drafts):
                continue
            draft.kind = "clash"
        if frame in _REFERRING and (is_definite_act(sentence, draft) or frame == "clash.open-fire"):
            _as_before(sentence, draft, memory, out, who_is_hit(sentence, draft))
        if draft.kind == "shelling" and frame in ("shelling.bombardment", "shelling.shell"):
            go_on_from_air(sentence, draft, memory)
        if frame == "airstrike.raid-verb" and not flies(sentence, draft):
            draft.kind = "clash"
        if frame in _HITS and draft.kind in ("clash", "shelling") and flown(draft):
            draft.kind = "airstrike"
        if frame in _ADVANCES and _stopped(sentence, draft):
            draft.kind = "clash"
        if frame == "clash.operation-against" and by_air(sentence, draft):
            draft.kind = "airstrike"
        if frame in _DRIVES and draft.cast.targets and not draft.cast.agents and not draft.cast.dropped and not _meant(draft):
            draft.kind = "withdraw"
            draft.cast.agents, draft.cast.targets = draft.cast.targets, []
        if frame == "shelling.shell" and draft.kind == "shelling" and out and out[-1].kind == "airstrike" and draft.trigger.who == "fs":
            draft.kind = "airstrike"
        if draft.trigger.frame.voice == "own" and _nobody(sentence, draft):
            continue
        if frame == "capture.falls-to" and draft.trigger.tag[:1] == "I":
            draft.kind = "hold"  # «تقع المدينة في قبضة التنظيم»
        if frame == "capture.became-held" and any(q.what == "share" for q in draft.quantities):
            draft.kind = "hold"
        if frame == "hold.controls" and sentence.words[draft.trigger.at].conj and out and out[-1].kind in ("capture", "advance"):
            draft.kind = "capture"
        if draft.kind == "capture" and frame in ("capture.control", "capture.done-control", "capture.take-control"):
            _partial(sentence, draft)
        if (frame in _GENERIC or frame == "killing.kill") and (draft.absorbed or frame == "killing.kill") and _over_time(sentence, draft):
            draft.kind = "casualties"
        out.append(draft)
    return out


def _unreal(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft only looks like an act."""
    looks = (
        is_figure, is_idiom, is_aim, is_mishap, is_former, is_given, is_law, is_visit, owns_no_act, holds_no_ground, is_journey, is_press,
        is_natural, is_wished,
    )  # fmt: skip
    return any(look(sentence, draft) for look in looks)


def _empty(sentence: Sentence, draft: Draft, drafts: list[Draft]) -> bool:
    """Frames whose words say nothing here: an act with no doer that only blame could tell, bombs that fell to a strike."""
    frame = draft.trigger.frame.id
    if frame == "responsibility.carried-out":
        return not draft.trigger.suffix or not draft.cast.targets
    if frame == "seizure.destroy-device":
        return any(d.kind in ("airstrike", "shelling") and d.low <= draft.high and draft.low <= d.high for d in drafts)
    if frame == "withdraw.lose":
        return not draft.trigger.suffix and not _place_after(sentence, draft, 8)
    return False


def _owned(sentence: Sentence, draft: Draft, blame: list[Draft]) -> bool:
    """«مسؤوليتها عن قتل النائب», «وتبنت الحركة الهجوم»: what is owned or blamed is told by the blame."""
    if draft.kind != "casualties" and not (draft.kind in _VIOLENT and is_definite_act(sentence, draft)):
        return False
    at = draft.trigger.at
    for told in blame:
        if not told.trigger.at < at <= told.high or at - told.trigger.last > 8:
            continue
        if any(told.trigger.at < other.trigger.at < at for other in (*blame,)):
            continue
        own = told.trigger.frame.voice == "own"
        if draft.kind == "casualties":
            if own and sentence.words[at - 1].fold in ("عن", "فيه", "فيها"):
                return True
        elif own and not _told(draft) and not draft.absorbed and {arg.id for arg in draft.cast.agents} <= {a.id for a in told.cast.agents}:
            return True
    return False


def _place_after(sentence: Sentence, draft: Draft, reach: int) -> bool:
    """Whether a place, or a word of one, stands within `reach` words after the trigger."""
    words = [word for word in sentence.words[draft.trigger.last + 1 : draft.high + 1] if word.kind != "quote"]
    for word in words[:reach]:
        if word.fold in HARD:
            return False
        if word.place is not None or any(entry.tag == "N" and entry.cls == "area" for entry in word.entries):
            return True
    return False


_LEAVING = frozenset(("withdraw.flee", "withdraw.vacate", "withdraw.leave", "withdraw.take-flight"))
_WARDENS = frozenset(("police", "army", "troops", "government", "security", "joint", "country"))


def _move(sentence: Sentence, draft: Draft) -> None:
    """Who leaves, and what is taken, make another kind: people who flee, arms seized, men held by the police."""
    frame = draft.trigger.frame.id
    agents = draft.cast.agents
    if frame in _LEAVING and agents and all(arg.cls == "person" for arg in agents):
        draft.kind = "displacement"
        draft.cast.targets[:0] = [arg for arg in agents if arg not in draft.cast.targets]
        agents.clear()
    elif frame in ("capture.control", "capture.control-far"):
        after = sentence.words[draft.trigger.last + 1 : draft.trigger.last + 4]
        if any(entry.tag == "N" and entry.lemma in ARMOUR for word in after for entry in word.entries):
            draft.kind = "seizure"
    elif frame == "abduction.take-hostage" and any(getattr(arg.mention, "cls", "") in _WARDENS for arg in agents):
        draft.kind = "arrest"
        draft.quantities = tuple(replace(q, what="arrested") if q.what == "captured" else q for q in draft.quantities)
    elif frame == "destruction.destroy" and draft.cast.targets and all(arg.cls == "person" for arg in draft.cast.targets):
        draft.kind = "killing"
    elif frame in ("bombing.blow-up", "bombing.explosion", "killing.abuse-to-death") and blown_up(sentence, draft):
        draft.kind = "destruction"
    elif frame == "withdraw.lose" and draft.trigger.entry is not None and draft.trigger.entry.lemma == "فقد" and missing(sentence, draft):
        draft.kind = "casualties"


_HITS = frozenset(
    ("clash.target", "clash.hit-attack", "clash.attack", "clash.deal-with-force", "shelling.shell", "shelling.bombardment")
)
_ADVANCES = frozenset(("advance.progress", "advance.storm", "advance.infiltrate", "advance.enter"))
_DRIVES = frozenset(("capture.drive-out", "capture.expel"))
_STOPS = frozenset(("أوقف", "صد", "تصدى", "أفشل", "أحبط", "عرقل", "أعاق", "كبح"))


def _meant(draft: Draft) -> bool:
    """«لطرد المسلحين», «يطردون المسلحين»: what is meant to be done, or many do, has a doer, told or not."""
    trigger = draft.trigger
    return (trigger.form == "v" and trigger.who == "mp") or (trigger.entry is not None and trigger.entry.preposition == "ل")


def _stopped(sentence: Sentence, draft: Draft) -> bool:
    """«إيقاف تقدم القوات»: an advance that was stopped is a fight."""
    at = draft.trigger.at
    if draft.trigger.form not in ("m", "n", "w"):
        return False
    back = sentence.words[max(draft.low, at - 4) : at]
    return any(entry.lemma in _STOPS and entry.tag in ("P", "M") for word in back for entry in word.entries)


def _nobody(sentence: Sentence, draft: Draft) -> bool:
    """«ولم تتبن أي جهة الهجوم»: nobody owned it."""
    at = draft.trigger.at
    return any(w.fold in ("لم", "ولم", "لا", "ولا") for w in sentence.words[max(0, at - 2) : at])


def _told(draft: Draft) -> bool:
    return bool(draft.quantities)


def _prevented(sentence: Sentence, draft: Draft) -> bool:
    at = draft.trigger.control if draft.trigger.control >= 0 else draft.trigger.at
    return any(word.fold in _PREVENT for word in sentence.words[max(draft.low, at - 4) : at])


_COMES = frozenset("ياتي تاتي جاء جاءت يندرج تندرج وياتي وتاتي وجاء وجاءت ويندرج يشكل ويشكل".split())


def _presupposed(sentence: Sentence, draft: Draft) -> bool:
    """«ويأتي الهجوم غداة …»: the act is only a hook for what follows."""
    if draft.trigger.form not in ("n", "m") or draft.trigger.at == 0 or draft.absorbed:
        return False
    words = sentence.words
    back = words[draft.trigger.at - 1]
    if back.fold in ("هذا", "هذه") and draft.trigger.at > 1:
        back = words[draft.trigger.at - 2]
    if back.fold in _COMES and draft.kind in ("capture", "withdraw") and draft.trigger.form == "m":
        return True
    return (
        back.fold in _COMES
        and not draft.cast.agents
        and not any(draft.low <= p.first <= draft.high and p.first - draft.trigger.last <= 3 for p in sentence.places)
    )


def _as_before(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], hit: str) -> None:
    """«الهجوم» is what the report told before: a bombing, a killing; `hit` whom its own clause names as hit."""
    near = [earlier for index, earlier in memory.drafts if sentence.index - index <= 5]
    earlier = next((e for e in reversed([*near, *before]) if e.kind in _VIOLENT), None)
    if earlier is None or (earlier.kind == "killing" and hit):
        return
    if draft.trigger.frame.id == "clash.open-fire" and (earlier.kind != "killing" or earlier.trigger.frame.id not in ATTACKS):
        return
    if earlier.kind in ("bombing", "killing", "chemical"):
        draft.kind = earlier.kind


def _partial(sentence: Sentence, draft: Draft) -> None:
    words = sentence.words
    for word in words[draft.trigger.last + 1 : draft.trigger.last + 3]:
        if word.fold in HARD:
            return
        if word.fold in _PARTIAL:
            draft.kind = "advance"
            draft.extent = "partial"
            return


def _over_time(sentence: Sentence, draft: Draft) -> bool:
    """Whether the toll is one of a long time (rule 17)."""
    many = any(q.what in ("killed", "casualties") and (q.low or 0) >= _MANY for q in draft.quantities)
    since = any(w.time is not None and w.time.kind == "since" for w in sentence.words[draft.low : draft.high + 1])
    return many and (since or any((q.low or 0) >= 2000 for q in draft.quantities))

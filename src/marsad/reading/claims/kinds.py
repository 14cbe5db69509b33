"""Which kind a draft really is, once its parties, clause and the report so far are known (codebook rules 12, 16, 17)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from marsad.reading.claims.civil import ATTACKS, who_is_hit
from marsad.reading.claims.flight import go_on_from_air, is_definite_act
from marsad.reading.claims.select import Draft
from marsad.reading.claims.things import VEHICLES, hits_guns, is_property, note_things
from marsad.reading.claims.turning import beside_another, turn
from marsad.reading.inherit import Memory
from marsad.reading.tolls.periods import is_total, one_toll
from marsad.reading.triggers.empty import (
    blames_no_deed,
    broke_out,
    counts_nothing,
    displaced_before,
    holds_elsewhere,
    only_smuggled,
)
from marsad.reading.triggers.recalled import cleared_of_devices, is_recalled_deal, is_street
from marsad.reading.triggers.senses import holds_no_ground, is_journey, is_natural, is_press, is_wished
from marsad.reading.triggers.unreal import (
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
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["settle_kinds"]

_VIOLENT = frozenset(("clash", "airstrike", "shelling", "bombing", "chemical", "killing"))
_PARTIAL = frozenset("مناطق اجزاء جزء جزءا قسما".split())
_CONTROLS = frozenset(("capture.control", "capture.done-control", "capture.take-control"))
_OBJECT_NEAR = 6
"""Within how many words of its verb what is taken is told."""
_REFERRING = frozenset(("clash.attack", "clash.hit-attack", "clash.terror-operation", "clash.open-fire"))
_WHY = frozenset("اسباب سبب دوافع ملابسات خلفيه ظروف".split())
_TELLING_DEAD = 5
"""So many dead tell one attack from another."""
_HELD = frozenset(("arrest", "abduction"))
_HELD_NEAR = 2
"""Within how many sentences behind an arrest others are held with the arrested."""
_PREVENT = folded("prevents") | {"تحسبا"}


def settle_kinds(sentence: Sentence, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """The drafts of a sentence with their kinds settled; those that only speak of an act told elsewhere are left out."""
    out: list[Draft] = []
    totals: list[Draft] = []
    blame = [d for d in drafts if d.kind == "responsibility"]
    for draft in drafts:
        frame = draft.trigger.frame.id
        if _prevented(sentence, draft) or _presupposed(sentence, draft) or _empty(sentence, draft, drafts):
            continue
        if _unreal(sentence, draft) or (blame and _owned(sentence, draft, blame)) or beside_another(sentence, draft, drafts):
            continue
        if is_street(sentence, draft) or is_recalled_deal(sentence, draft, memory):
            continue
        if cleared_of_devices(sentence, draft):
            draft.kind = "seizure"
        turn(sentence, draft)
        if draft.kind in _VIOLENT and _nipped(sentence, draft):
            draft.kind = "seizure"
        if frame == "abduction.take-hostage" and draft.kind == "abduction":
            _held_with_others(sentence, draft, out, memory)
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
        if frame == "shelling.guns-hit" and draft.kind == "shelling" and hits_guns(sentence, draft):
            draft.kind = "clash"
        if draft.kind == "destruction":
            note_things(sentence, draft, drafts)
        if draft.kind == "destruction" and not is_property(sentence, draft):
            if any(d.kind in _VIOLENT for d in drafts):
                continue
            draft.kind = "clash"
        if frame in _REFERRING and (is_definite_act(sentence, draft) or frame == "clash.open-fire"):
            _as_before(sentence, draft, memory, out, who_is_hit(sentence, draft))
        elif frame in _REFERRING and _like_before(sentence, draft):
            _as_before(sentence, draft, memory, out, "")
        if frame in _REFERRING or frame == "killing.deadly-attacks":
            _by_its_dead(draft, memory, out)
        if draft.kind == "shelling" and frame in ("shelling.bombardment", "shelling.shell"):
            go_on_from_air(sentence, draft, memory)
        if frame == "shelling.shell" and draft.kind == "shelling" and out and out[-1].kind == "airstrike" and draft.trigger.who == "fs":
            draft.kind = "airstrike"
        if draft.trigger.frame.voice == "own" and _nobody(sentence, draft):
            continue
        if frame == "capture.falls-to" and draft.trigger.tag[:1] == "I" and sentence.words[draft.trigger.at].fold.endswith("قع"):
            draft.kind = "hold"  # «تقع المدينة في قبضة التنظيم»
        if frame == "capture.became-held" and (any(q.what == "share" for q in draft.quantities) or _is_under_control(sentence, draft)):
            draft.kind = "hold"
        if frame == "hold.controls" and sentence.words[draft.trigger.at].conj and out and out[-1].kind in ("capture", "advance"):
            draft.kind = "capture"
        if draft.kind == "capture":
            _partial(sentence, draft)
        if draft.kind != "casualties" and is_total(sentence, draft, memory):
            draft.kind = "casualties"
            totals.append(draft)
        out.append(draft)
    return one_toll(sentence, out, totals) if totals else out


def _held_with_others(sentence: Sentence, draft: Draft, before: list[Draft], memory: Memory) -> None:
    """«اعتقلت الشرطة ثلاثة، فيما احتجز خمسة آخرون»: who is held by nobody named, beside men who were arrested, is arrested."""
    if draft.cast.agents or draft.trigger.who == "mp":  # «فاحتجزوا الحراس»: they have a doer
        return
    nearest = next((earlier for earlier in reversed(before) if earlier.kind in _HELD), None)
    nearest = nearest or memory.last(_HELD, sentence.index, _HELD_NEAR)
    if nearest is not None and nearest.kind == "arrest":
        draft.kind = "arrest"
        draft.quantities = tuple(replace(q, what="arrested") if q.what in ("captured", "abducted") else q for q in draft.quantities)


def _unreal(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft only looks like an act."""
    looks = (
        is_figure, is_idiom, is_aim, is_mishap, is_former, is_given, is_law, is_visit, owns_no_act, holds_no_ground, is_journey, is_press,
        is_natural, is_wished, counts_nothing, blames_no_deed, displaced_before, holds_elsewhere, broke_out, only_smuggled,
    )  # fmt: skip
    return any(look(sentence, draft) for look in looks)


def _empty(sentence: Sentence, draft: Draft, drafts: list[Draft]) -> bool:
    """Frames whose words say nothing here: an act with no doer that only blame could tell, bombs that fell to a strike."""
    frame = draft.trigger.frame.id
    if frame == "responsibility.carried-out":
        return not draft.trigger.suffix or not draft.cast.targets
    if frame == "seizure.destroy-device":
        return any(d.kind in ("airstrike", "shelling") and d.low <= draft.high and draft.low <= d.high for d in drafts)
    if frame == "withdraw.take-flight" and any(d.kind in _VIOLENT and d.trigger.at < draft.trigger.at for d in drafts):
        # «قتلوا جنديا ولاذوا بالفرار»: the doers left the scene, and no ground
        return not any(arg.first > draft.trigger.at for arg in draft.cast.agents)
    if draft.kind == "killing" and draft.trigger.suffix and sentence.words[max(0, draft.trigger.at - 1)].fold in _WHY:
        return any(d.kind == "killing" and d.trigger.at < draft.trigger.at for d in drafts)  # «دون معرفة أسباب اغتياله»
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


_NIPPED = folded("before_it_came")


def _nipped(sentence: Sentence, draft: Draft) -> bool:
    """«أوقفوا الهجوم قبل وقوعه»: foiled before it happened (rule 16)."""
    behind = [word.fold for word in sentence.words[draft.trigger.last + 1 : min(draft.high, draft.trigger.last + 6) + 1]]
    return any(one == "قبل" and other in _NIPPED for one, other in pairwise(behind))


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


def _like_before(sentence: Sentence, draft: Draft) -> bool:
    """«هجوم مماثل»."""
    behind = sentence.words[draft.trigger.at + 1 : draft.trigger.at + 3]
    return any(word.fold.removeprefix("ال") in ("مماثل", "مماثله", "مشابه", "مشابهه") for word in behind)


def _by_its_dead(draft: Draft, memory: Memory, before: list[Draft]) -> None:
    """An attack that killed as many as a bombing told before is that bombing again, however far back it was told."""
    dead = _dead(draft)
    if dead and any(e.kind == "bombing" and _dead(e) == dead for e in (*(e for _, e in memory.drafts), *before)):
        draft.kind = "bombing"


def _dead(draft: Draft) -> float:
    """How many an act killed, where they are enough to tell it by."""
    return max((q.low for q in draft.quantities if q.what == "killed" and q.low and q.low >= _TELLING_DEAD), default=0.0)


def _partial(sentence: Sentence, draft: Draft) -> None:
    """«سيطر على أجزاء من»; where what is taken is the verb's bare object, whoever took it stands between («احتل المسلحون أجزاء من»)."""
    controls = draft.trigger.frame.id in _CONTROLS
    first = draft.trigger.last + 1
    for word in sentence.words[first : first + (2 if controls else _OBJECT_NEAR)]:
        if word.fold in HARD or (not controls and word.fold not in _PARTIAL and (word.place is not None or word.fold in ("من", "في"))):
            return
        if word.fold in _PARTIAL and (controls or word.fold != "مناطق"):
            draft.kind, draft.extent = "advance", "partial"
            return


def _is_under_control(sentence: Sentence, draft: Draft) -> bool:
    """«أصبحت المواقع تحت سيطرتها»: whose it is, not that it was taken whole or just now."""
    if "سيطر" not in sentence.words[draft.trigger.last].fold:
        return False
    clause = sentence.words[draft.trigger.at : draft.high + 1]
    return not any(word.fold in ("الان", "بالكامل", "كاملا", "كليا", "تماما") for word in clause)

"""From the air or from the ground: which of the two a bombardment is, by who does it and with what."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from marsad.languages.arabic import fold_key, has_article
from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import Memory
from marsad.reading.words.sentence import Sentence

__all__ = [
    "are_drones", "bombed", "by_air", "flies", "flown", "from_the_air", "from_the_ground", "go_on_from_air", "is_definite_act", "shot_at",
    "with_guns",
]

_OF_AIR = frozenset("قاعده القاعده قواعد القواعد دفاع الدفاع دفاعات الدفاعات قوات القوات قوه القوه خطوط الخطوط منظومه منظومات".split())
"""What may be called one of the air and be struck from the ground."""
_AIR_FORCES = tuple(map(fold_key, ("سلاح الجو", "القوة الجوية", "القوات الجوية", "سلاح الطيران")))
_GUNS = frozenset("بالمدفعيه بمدفعيه بالهاون بالدبابات بمدافع بالمدافع براجمات بالراجمات بقذايف مدفعيا".split())
_COALITIONS = frozenset(("us-coalition", "saudi-coalition"))
_AIR_ONLY = _COALITIONS | {"nato"}


def is_definite_act(sentence: Sentence, draft: Draft) -> bool:
    """Whether the word that names the act bears the article."""
    return has_article(sentence.words[draft.trigger.at].fold)


def flies(sentence: Sentence, draft: Draft) -> bool:
    """Whether something that flies, or a coalition of air forces, is named with a raid."""
    if {arg.id for arg in draft.cast.agents} & _COALITIONS:
        return True
    if any(getattr(arg.mention, "cls", "") == "air" for arg in draft.cast.agents):
        return True
    return any(entry.tag == "N" and entry.cls == "craft" for word in sentence.words[draft.low : draft.high + 1] for entry in word.entries)


def flown(sentence: Sentence, draft: Draft) -> bool:
    """«استهدف التحالف مخازن», «قصف سلاح الجو», «طائرات الاحتلال استهدفت»: the doer has only aircraft."""
    return any(
        arg.id in _AIR_ONLY
        or arg.cls == "craft"
        or (arg.mention is not None and fold_key(arg.mention.text).startswith(_AIR_FORCES))
        or getattr(arg.mention, "cls", "") == "air"
        or any(entry.tag == "N" and entry.cls == "craft" for entry in sentence.words[arg.first].entries)
        for arg in draft.cast.agents
    )


def by_air(sentence: Sentence, draft: Draft) -> bool:
    """«العمليات العسكرية الجوية», not «قصف قاعدة جوية»."""
    at = draft.trigger.at
    behind = sentence.words[at : at + 4]
    return any(word.fold in ("الجويه", "جويه", "الجوي") and before.fold not in _OF_AIR for before, word in pairwise(behind))


def bombed(sentence: Sentence, draft: Draft) -> bool:
    """«تعرضت القرية للقصف الجوي»."""
    clause = sentence.words[draft.low : draft.high + 1]
    return any(one.fold.endswith("قصف") and other.fold in ("جوي", "الجوي", "جويا") for one, other in pairwise(clause))


def with_guns(sentence: Sentence, draft: Draft) -> bool:
    """«استهدفت القوات المشتركة بالمدفعية»: guns do it, whoever has aircraft too; not «بالمدفعية والطيران»."""
    words = [word.fold for word in sentence.words[draft.low : draft.high + 1]]
    return not _GUNS.isdisjoint(words) and not any(word.endswith(("طيران", "طايرات", "جويه", "جوي")) for word in words)


def go_on_from_air(sentence: Sentence, draft: Draft, memory: Memory) -> None:
    """Bombardment by a coalition of air forces, or by who was told to strike from the air, with no gun named."""
    if with_guns(sentence, draft):
        return
    for word in sentence.words[draft.low : draft.high + 1]:
        if any(entry.tag == "N" and entry.cls in ("gun", "munition") for entry in word.entries):
            return
    ids = {arg.id for arg in draft.cast.agents if arg.id}
    anaphoric = is_definite_act(sentence, draft) and not ids
    if ids & _COALITIONS:
        draft.kind = "airstrike"
        return
    for index, earlier in reversed(memory.drafts):
        if sentence.index - index > 6:
            return
        if earlier.kind in ("airstrike", "shelling"):
            theirs = {m.id for m in earlier.agents if m.id}
            if earlier.kind == "airstrike" and (anaphoric or (ids & theirs and not _on_foot(draft))):
                draft.kind = "airstrike"
            return


def from_the_air(items: list[tuple[Sentence, Draft]], flightless: Callable[[str], bool]) -> None:
    """Bombardment with no gun named, by who strikes from the air elsewhere in the report, or who has only aircraft there.

    `flightless` tells of an actor's id whether it has no aircraft: what it strikes with no aircraft named it shells.
    """
    for sentence, draft in items:
        if draft.kind == "airstrike" and draft.trigger.frame.id in _PLAIN_BLOWS and _by_the_flightless(sentence, draft, flightless):
            draft.kind = _PLAIN_BLOWS[draft.trigger.frame.id]
    flyers = {m.id for _, draft in items if draft.kind == "airstrike" for m in draft.agents if m.id and not flightless(m.id)} | _AIR_ONLY
    for sentence, draft in items:
        if draft.trigger.frame.id not in ("shelling.shell", "shelling.bombardment", "shelling.fire-shells") or draft.kind != "shelling":
            continue
        clause = sentence.words[draft.trigger.at : draft.high + 1]
        classes = {entry.cls for word in sentence.words[draft.low : draft.high + 1] for entry in word.entries if entry.tag == "N"}
        by_craft = "craft" in {entry.cls for word in clause[:5] for entry in word.entries if entry.tag == "N"}
        if draft.trigger.frame.id == "shelling.fire-shells":
            if by_craft:
                draft.kind = "airstrike"
            continue
        if "gun" in classes or (classes & {"munition"} and not by_craft):
            continue
        if any(m.id in (_AIR_ONLY if _on_foot(draft) else flyers) for m in draft.agents):
            draft.kind = "airstrike"


def from_the_ground(items: list[tuple[Sentence, Draft]], flightless: Callable[[str], bool]) -> None:
    """Bombardment with no aircraft named is shelling where all its doers, as the report tells them, have no aircraft: «أعلنت السرايا قصف
    تجمع للآليات». Asked last, when the doers are known."""
    for sentence, draft in items:
        if draft.kind != "airstrike" or draft.trigger.frame.id not in ("shelling.shell", "shelling.bombardment"):
            continue
        ids = [m.id for m in draft.agents if m.id]
        clause = sentence.words[draft.low : draft.high + 1]
        craft = any(entry.tag == "N" and entry.cls == "craft" for word in clause for entry in word.entries)
        if ids and not craft and not by_air(sentence, draft) and all(flightless(key) for key in ids):
            draft.kind = "shelling"


_PLAIN_BLOWS = {"shelling.shell": "shelling", "shelling.bombardment": "shelling", "airstrike.the-blows": "clash"}
"""Frames whose words tell of no aircraft, with the kind they have where nobody flies."""


def _by_the_flightless(sentence: Sentence, draft: Draft, flightless: Callable[[str], bool]) -> bool:
    """Whether all doers of a draft have no aircraft, and its clause names none."""
    trigger = draft.trigger
    if trigger.form == "v" and trigger.who == "fs" and sentence.words[trigger.at].conj:
        return False  # «غارات … وقصفت وحدات للتنظيم»: the raids go on
    ids = [arg.id for arg in draft.cast.agents if arg.id]
    clause = sentence.words[draft.low : draft.high + 1]
    craft = any(entry.tag == "N" and entry.cls == "craft" for word in clause for entry in word.entries)
    return bool(ids) and not craft and all(flightless(key) for key in ids)


_GROUND = frozenset(("army", "troops", "government", "militia", "armed"))
_FORCES = ("قوات", "القوات", "جيش", "الجيش", "ميليشيا", "مليشيا", "الميليشيا", "المليشيا")


def _on_foot(draft: Draft) -> bool:
    """«قصفت قوات النظام مناطق»: an army that shells as well as it flies, with no aircraft named."""
    own = draft.trigger.form == "v" or (draft.trigger.form == "m" and bool(draft.cast.agents))
    return own and any(
        getattr(arg.mention, "cls", "") in _GROUND or fold_key(arg.mention.text).startswith(_FORCES) for arg in draft.cast.agents if arg.id
    )


_ON_CRAFT = frozenset(("clash.attack", "clash.assail", "airstrike.bomb-from-air"))


def shot_at(items: list[tuple[Sentence, Draft]]) -> None:
    """An attack on the only aircraft that its clause names is no strike from the air: «تعرضت مروحية لهجوم», «هاجم مسلحون مروحية»."""
    for sentence, draft in items:
        if draft.kind != "airstrike" or draft.trigger.frame.id not in _ON_CRAFT:
            continue
        words = sentence.words[draft.low : draft.high + 1]
        craft = {word.i for word in words if any(entry.tag == "N" and entry.cls == "craft" for entry in word.entries)}
        told = {why: sentence.args[index] for index, why in draft.cast.why.items() if index >= 0}
        struck = told.get("target:control-target") or (told.get("target:object") if "agent:subject-after" in told else None)
        if craft and struck is not None and craft <= set(range(struck.first, struck.last + 1)):
            draft.kind = "clash"
        entry = draft.trigger.entry
        if craft and entry is not None and entry.lemma == "أصاب" and draft.trigger.suffix and max(craft) < draft.trigger.at:
            draft.kind = "clash"  # «هوت مروحية بعد إصابتها بصاروخ»


def are_drones(items: list[tuple[Sentence, Draft]]) -> None:
    """«طائرة مسيرة أطلقها المتمردون»: what is said to be fired flies, where no rocket or shell stands beside it."""
    for sentence, draft in items:
        if draft.trigger.frame.id != "shelling.fired-them" or draft.kind != "shelling":
            continue
        before = sentence.words[max(0, draft.trigger.at - _FIRED) : draft.trigger.at]
        if any(entry.tag == "N" and entry.cls == "munition" for word in before for entry in word.entries):
            continue
        if any(word.fold.removeprefix("ال") in _DRONES for word in before):
            draft.kind, draft.means = "airstrike", ("drone",)


_FIRED = 7
_DRONES = frozenset("مسيره مسيرات مسيرتين مسيرتان طيار درون".split())

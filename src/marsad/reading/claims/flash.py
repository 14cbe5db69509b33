"""What a news flash tells whole: in a report of one or two sentences no body repeats the headline, and one that names who did it or with
what, to whom and where is all that there is («مسلحون يقتلون معلمتين شمال كينيا»)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.triggers.unreal import has_mishap
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["allowance", "is_loud", "took_by_headline"]

FLASH = 0.28
"""By how much a claim may fall short of the threshold in a flash that tells it whole."""
LOUD = 0.33
"""The same where nobody is named, since nobody knows yet: «انفجار عنيف يهز العاصمة», «اشتباكات في محيط المدينة»."""
_ARMS = ("munition", "device", "arms", "gun", "craft")
_HARM = frozenset(("killing", "abduction", "arrest", "bombing", "airstrike", "shelling", "clash", "destruction"))
_BULLETS = folded("bullets")
_SHOT = frozenset(("killing.by-bullet", "killing.knife-attack", "killing.shot-dead", "killing.rain-bullets", "clash.open-fire"))


def allowance(sentence: Sentence, draft: Draft) -> float:
    """By how much a draft of a brief report may fall short of the judge's threshold for being told whole, or aloud."""
    return LOUD if is_loud(sentence, draft) else FLASH if tells_whole(sentence, draft) else 0.0


def tells_whole(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft has a place, somebody harmed, and an armed doer or a weapon; and nothing of a mishap or of play."""
    if draft.kind not in _HARM or draft.modality not in ("asserted", "alleged") or draft.trigger.negated:
        return False
    counted = any(q.what in ("killed", "wounded", "casualties", "abducted", "arrested", "released", "captured") for q in draft.quantities)
    words = sentence.words
    frame = draft.trigger.frame.id
    if not (draft.cast.targets or draft.targets or counted or _hits_ground(draft)):
        return False
    calm = sentence.lexicon.particles["peace"]
    if not any(word.place is not None for word in words) or any(has_mishap(word.fold) or word.fold in calm for word in words):
        return False
    if "سرق" in words[draft.trigger.at].fold:
        return False
    doers = {mention.start for mention in draft.agents}
    armed = any(arg.cls in BEARS_ARMS and arg.start in doers for arg in sentence.args)
    clause = words[draft.low : draft.high + 1]
    shot = frame in _SHOT or any(word.fold in _BULLETS for word in clause)
    burnt = frame == "destruction.set-alight" and bool(doers)
    aimed = frame == "clash.target" and bool(draft.absorbed)  # «قتل قائد باستهداف سيارته»
    return armed or shot or burnt or aimed or any(entry.tag == "N" and entry.cls in _ARMS for word in clause for entry in word.entries)


def _hits_ground(draft: Draft) -> bool:
    """Whether the place itself is what was hit, by somebody known, or tells what befell whom («جثة … بالرصاص»)."""
    known = draft.kind in ("airstrike", "shelling") and any(mention.id for mention in draft.agents)
    return known or draft.kind == "destruction" or draft.trigger.frame.id == "killing.corpses-marked"


_SHAKES = folded("shakes")
_FIGHTS = ("اشتباك", "معارك", "قتال")
_BEGINS = folded("fight_begins")
_ARMED = folded("kind_of_attack") | {"دام", "دموي"}
_EPITHETS = folded("epithets_of_fights")
_LEADS = 3
"""Within how many words of its beginning a flash names what befell."""
_PLACE_NEAR = 7
"""Words behind an act, its epithets and prepositions among them, in which its place stands."""


def is_loud(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft is a blast that shook a place, fighting that a flash begins with, an armed attack, a place that is declared taken,
    or the toll of an attack that rises."""
    trigger, words = draft.trigger, sentence.words
    if draft.modality != "asserted" or trigger.negated or trigger.form not in ("n", "m"):
        return False
    calm = sentence.lexicon.particles["peace"]
    if any(has_mishap(word.fold) or word.fold in calm for word in words):
        return False
    clause = words[draft.low : draft.high + 1]
    if trigger.frame.id == "bombing.explosion":
        return any(word.fold in _SHAKES for word in clause) and _on_ground(sentence, trigger.last + 1)
    if trigger.frame.id == "clash.clashes":
        lead = all(word.fold in _BEGINS or word.time is not None or word.kind != "word" for word in words[: trigger.at])
        return lead and trigger.at <= _LEADS and words[trigger.at].fold.startswith(_FIGHTS) and _on_ground(sentence, trigger.last + 1)
    named = any(word.place is not None for word in words)
    if trigger.frame.id == "clash.attack" and any(word.fold in _ARMED for word in words[trigger.at + 1 : trigger.at + 2]):
        return named
    if draft.kind == "capture" and trigger.form == "m":
        before = words[trigger.at - 1] if trigger.at else None
        told = before is not None and before.verb is not None and before.verb.lemma == "أعلن"
        return told and any(word.place is not None for word in words[trigger.last + 1 : trigger.last + 2])
    toll = any(word.fold.startswith("حصيل") for word in words)
    return toll and named and draft.kind in _HARM and any(q.what == "killed" and q.low for q in draft.quantities)


def _on_ground(sentence: Sentence, at: int) -> bool:
    """Whether what stands right behind an act, its epithets and prepositions aside, is a place or a part of one."""
    prepositions = sentence.lexicon.particles["preposition"]
    for word in sentence.words[at : at + _PLACE_NEAR]:
        if word.place is not None or any(entry.tag == "N" and entry.cls in ("area", "site") for entry in word.entries):
            return True
        if word.kind == "word" and word.fold not in _SHAKES and word.fold not in prepositions and word.fold not in _EPITHETS:
            return False
    return False


_STILL = folded("control_still")


def took_by_headline(drafts: Sequence[Draft], sentence: Sentence) -> None:
    """«طالبان تسيطر على قندوز» of a report that is no more than a headline: its present tense tells what has happened."""
    words = sentence.words
    for draft in drafts:
        trigger = draft.trigger
        if trigger.frame.id != "hold.controls" or draft.kind != "hold" or trigger.form != "v" or draft.modality == "denied":
            continue
        doer = next((arg for arg in draft.cast.agents if arg.first <= 1 and arg.last == trigger.at - 1), None)
        if doer is not None and not any(word.fold in _STILL for word in words):
            draft.kind = "capture"

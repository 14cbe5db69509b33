"""Who cannot have done an act, by the grammar of the sentence: who was beaten takes no ground («النصر على التنظيم باستعادة المدينة»), who
declares that gunmen fired did not fire himself, whom aircraft struck did not fly them («قصفت الطائرات قوات الأمن»), and who is only housed
in a place does nothing there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.aside_from import no_subject, not_struck
from marsad.reading.parties.fallen import fell_by, without_fallen
from marsad.reading.parties.handed import (
    denied_of_self,
    did_another,
    doer_of_act,
    in_answer,
    in_condition,
    no_doer,
    stopped_fire,
)
from marsad.reading.parties.hosted import without_housed
from marsad.reading.parties.left_out import by_hand_of_none, described_as, left_out, not_described
from marsad.reading.parties.nearby import Option
from marsad.reading.parties.object_of_act import hit_by_act
from marsad.reading.parties.owned import owners_of_struck
from marsad.reading.parties.planners import planner
from marsad.reading.parties.searching import finders, searchers, sought
from marsad.reading.parties.slayers import avenged, slayer
from marsad.reading.parties.struck import stands
from marsad.reading.parties.untouched import without_untouched
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["without_barred"]

_VICTORY, _DEFEAT = folded("victory"), folded("defeat")
_THAT = frozenset(("ان", "بان", "وان"))  # folded: «إن» too
_ACCUSED = frozenset(("say:accuse", "say:blame"))
_ANSWERABLE = ("مسووليت", "تورط", "ضلوع", "بتورط", "بضلوع")
_OFFICES = frozenset(("مكتب", "مكاتب"))
_ON_GROUND = frozenset(("capture", "withdraw", "advance"))
_ARMIES = frozenset(("الجيش", "الشرطه", "الجنود", "الامن"))
_MOVEMENTS = folded("movements")
_CLOSE = 3  # words from an army to what it did


def _beaten(sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether one of these mentions stands right after words of a victory over it, or of its defeat."""
    words = sentence.words
    for at, word in enumerate(words[2:], 2):
        if not any(word.start <= m.start < word.end for m in mentions):
            continue
        if words[at - 1].fold in _DEFEAT or (words[at - 1].fold == "علي" and words[at - 2].fold in _VICTORY):
            return True
    return False


def _declared(sentence: Sentence, draft: Draft) -> int:
    """Where the «أن» stands that the unnamed fighters of an act follow at once («أعلن الجيش أن مسلحين هاجموا»), or an army of whom a
    movement tells («قالت الحركة إن الجيش قصف»); -1 where none does."""
    words = sentence.words
    movement = _by_a_movement(draft)
    armies = [arg for arg in sentence.args if movement and words[arg.last].fold in _ARMIES and 0 < draft.trigger.at - arg.last <= _CLOSE]
    for doer in (*draft.cast.agents, *armies):
        army = doer in armies
        if not (army or (doer.cls == "fighter" and doer.id is None)) or doer.last >= draft.trigger.at:
            continue
        at = doer.first - 1
        while at > 0 and words[at].kind in ("quote", "punct", "number"):
            at -= 1
        if at >= 0 and words[at].fold in _THAT:
            return words[at].start
    return -1


_BY_WHAT = ("craft", "gun", "munition", "device")


def _hit_at_home(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those told before an act that befell their own: «فر الجنود بعد هجوم على ثكنتهم», «أغلقت السلطات المطار بعد استهدافه
    بمسيرات»."""
    trigger, words = draft.trigger, sentence.words
    at = trigger.at
    if trigger.form not in ("n", "m") or trigger.control >= 0 or not at or words[at - 1].fold not in sentence.lexicon.particles["link"]:
        return []
    own = [arg for arg in sentence.args if arg.first == trigger.last + 2 and arg.owned and words[arg.first - 1].fold in ("علي", "ضد")]
    behind = words[trigger.last + 1 : trigger.last + 2]
    armed = trigger.suffix and any(entry.tag == "N" and entry.cls in _BY_WHAT for word in behind for entry in word.entries)
    if not own and not armed:
        return []
    return [(arg.start, arg.end) for arg in sentence.args if arg.last < at]


def _by_a_movement(draft: Draft) -> bool:
    """Whether a movement, which has no army, tells of the act."""
    first = fold_key(draft.source.text).split()[:1] if draft.source is not None else []
    return bool(first) and first[0].removeprefix("ال") in _MOVEMENTS


def _struck_next(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where the party stands that aircraft with the article strike («قصفت الطائرات قوات الأمن»), by its offsets."""
    if draft.trigger.form != "v" or draft.cast.passive:
        return []
    for flier, other in pairwise(sentence.args):
        strikes = draft.trigger.at < flier.first <= draft.trigger.last + 1 and flier.cls in ("craft", "gun") and flier.definite
        bare = other.prep == "" and not sentence.words[other.first].conj
        if strikes and bare and other.first == flier.last + 1 and other.cls in ("actor", "force", "fighter"):
            return [(other.start, other.end)]
    return []


def _lays_blame(sentence: Sentence, draft: Draft, slot: str) -> bool:
    """Whether the source of an act has no part in it: he lays it at another's door («حمل الحزب الحكومة مسؤولية القصف»), which may still
    have struck himself, or denies to be answerable for it."""
    if draft.source is None or draft.kind == "responsibility":
        return False
    if slot == "agent" and not _ACCUSED.isdisjoint(draft.notes):
        return True
    before = sentence.words[max(0, draft.trigger.at - 3) : draft.trigger.at]
    return "say:deny" in draft.notes and any(word.fold.startswith(_ANSWERABLE) for word in before)


_FIRE = frozenset(("shelling", "airstrike", "bombing", "chemical"))
_NO_GUNNERS = tuple(folded("have_no_guns"))


def _never_fires(sentence: Sentence, draft: Draft) -> bool:
    """Whether who tells of shells, raids and bombs has none: the police, hospitals («قالت الشرطة إن قذائف سقطت»)."""
    here = draft.source
    if here is not None and any(arg.id == here.id and not here.start <= arg.start < here.end for arg in sentence.args if arg.id):
        return False  # «قالت مصادر أمنية تركية إن مقاتلات تركية قصفت»
    return draft.kind in _FIRE and draft.source is not None and fold_key(draft.source.text).removeprefix("ل").startswith(_NO_GUNNERS)


def _accuses(sentence: Sentence, draft: Draft) -> bool:
    """Whether the source, named in the sentence, is told by the verb of the claim itself to accuse."""
    told = draft.trigger.frame.id in ("responsibility.accuse", "responsibility.blame") and draft.trigger.form == "v"
    near = draft.source is not None and sentence.start <= draft.source.start < sentence.end
    return told and near and not draft.cast.passive and not _ACCUSED.isdisjoint(draft.notes)


def _accusers(found: list[Option], source: Mention) -> list[Option]:
    """The fillings without who accuses; all of them where that would leave none."""
    own = [each for each in found if not any(m.start == source.start or (m.id and m.id == source.id) for m in each.mentions)]
    return own or found


def _without(found: list[Option], spans: Sequence[tuple[int, int]]) -> list[Option]:
    """The fillings of which no mention begins within these offsets; all of them where that would leave none."""
    return [each for each in found if not any(a <= m.start < b for a, b in spans for m in each.mentions)] or found


def _own_target(draft: Draft, span: tuple[int, int]) -> bool:
    return any(span[0] <= target.start < span[1] for target in draft.cast.targets)


_HELD_WITHIN = 9  # words behind a taking in which a relative clause tells who held the place
_HOLDING = frozenset(("سيطر", "احتل", "استولى", "خسر"))


def _who_held(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where those stand who had taken what is taken from them: «استعادة المناطق التي سيطرت عليها الحركة»."""
    words, last = sentence.words, draft.trigger.last
    for word in words[last + 1 : last + _HELD_WITHIN]:
        if word.fold in ("التي", "الذي") and word.i + 1 < len(words):
            verb = words[word.i + 1]
            if any(entry.finite and entry.lemma in _HOLDING for entry in verb.entries):
                behind = [arg for arg in sentence.args if verb.i < arg.first <= verb.i + _BEHIND_VERB]
                return [(arg.start, arg.end) for arg in behind[:1] if arg.prep in ("", "gen")]
    return []


_BEHIND_VERB = 3
_LEAVING = frozenset(("انسحب", "اضطر", "غادر", "استسلم", "أخلى", "أجبر", "صمد", "خسر"))


def _who_left(sentence: Sentence) -> list[tuple[int, int]]:
    """Where those stand who left or held out: «انسحب المقاتلون بعد حصار استمر عامين» tells that they were besieged."""
    out = []
    for arg in sentence.args:
        verb = sentence.words[arg.first - 1] if arg.first else None
        if verb is not None and any(entry.finite and entry.lemma in _LEAVING for entry in verb.entries):
            out.append((arg.start, arg.end))
    return out


def _counted(arg: Arg) -> tuple[int, int]:
    """The offsets of a phrase with the count before it."""
    return (min(arg.start, arg.number.start) if arg.number is not None else arg.start), arg.end


def without_barred(found: list[Option], sentence: Sentence, draft: Draft, slot: str) -> list[Option]:
    """The fillings of a slot without those whom the grammar rules out; all of them where it would leave none."""
    found = without_housed(found, sentence, draft, slot)
    if draft.source is not None and _lays_blame(sentence, draft, slot):
        found = _accusers(found, draft.source)
    elif draft.source is not None and _accuses(sentence, draft):
        spans = [(draft.source.start, draft.source.start + 1)]
        if slot != "agent":
            found = _without(found, spans)
        else:
            found = [each for each in found if any(a <= m.start < b for a, b in spans for m in each.mentions)] or found
    exposed = draft.trigger.entry is not None and draft.trigger.entry.lemma == "تعرض"
    if slot == "agent" and exposed and draft.kind != "finding" and draft.source is not None:
        found = _accusers(found, draft.source)  # «قال الأمين العام للحزب إن معسكره تعرض للقصف»
    if slot == "agent" and draft.source is not None and _never_fires(sentence, draft):
        found = _without(found, [(draft.source.start, draft.source.end)])
    hit = hit_by_act(sentence, draft)
    slain, absent = slayer(sentence, draft), left_out(sentence, draft) or described_as(sentence, draft)
    found = _without(found, avenged(sentence, draft))
    if slot != "agent":
        found = _without(found, [_counted(arg) for arg in (absent, slain[0] if slain else None) if arg is not None])
        found = _without(found, not_struck(sentence, draft))
        later = [*searchers(sentence, draft), *sought(sentence, draft), *finders(sentence, draft)]
        found = _without(found, [span for span in later if not _own_target(draft, span)])
        found = _without(without_untouched(found, sentence, draft), in_condition(sentence, draft))
        if in_answer(sentence, draft) is not None:  # «قصف الجيش مواقع الحزب ردا على إطلاق نار»: they are not who was fired at
            found = _without(found, [(arg.start, arg.end) for arg in sentence.args if arg.last < draft.trigger.at])
        if slain is not None:
            low, high = _counted(slain[1])
            return [each for each in found if any(low <= m.start < high for m in each.mentions)] or found
        if hit is None or hit.id is None:
            return found
        return [each for each in found if any(m.start == hit.start for m in each.mentions)] or found
    if hit is not None:
        found = _without(found, [(hit.start, hit.end)])
    found = without_fallen(found, sentence, draft)
    told = doer_of_act(sentence, draft) or (slain[0] if slain else None) or absent or planner(sentence, draft)
    if told is not None:
        low, high = _counted(told)
        return [each for each in found if any(low <= m.start < high for m in each.mentions)] or found
    targets = draft.cast.targets
    if draft.kind == "capture":
        found = [each for each in found if not _beaten(sentence, each.mentions)] or found
        found = _without(found, [(arg.start, arg.end) for arg in targets if arg.prep == "من"])  # «أصبحت المدينة محررة من التنظيم»
    if draft.kind == "besiege" and draft.trigger.form in ("n", "m") and not draft.cast.agents:
        found = _without(found, _who_left(sentence))
    if draft.kind == "capture":
        found = _without(found, _who_held(sentence, draft))
    if draft.kind == "withdraw":  # «انهارت صفوفهم أمام المقاومة ولاذوا بالفرار»
        found = _without(found, [(arg.start, arg.end) for arg in sentence.args if arg.prep == "امام"])
    if draft.kind in _ON_GROUND:  # «انسحبت البعثة من معسكرها»
        found = _without(found, [(arg.start, arg.end) for arg in sentence.args if arg.id is None and arg.cls in ("site", "site-arms")])
    if draft.kind == "destruction":  # «أحرق بعضهم مقر حزب الدعوة»
        behind = [arg for arg in sentence.args if arg.first > draft.trigger.at and arg.prep in ("", "gen")]
        held = [arg for arg in behind if stands(sentence.words[arg.first]) or sentence.words[arg.first].fold in _OFFICES]
        found = _without(found, [(arg.start, arg.end) for arg in held])
    if draft.kind == "seizure":
        found = _without(found, [(arg.start, arg.end) for arg in targets])  # «إسقاط مسيرة أمريكية»
    found = _without(found, _struck_next(sentence, draft))
    if draft.kind == "abduction" and draft.cast.passive:  # «خطف عدد من عناصر الشرطة»: they are the captives
        found = _without(found, [(arg.start, arg.end) for arg in targets if arg.first > draft.trigger.at])
    elsewhere = [*did_another(sentence, draft), *no_doer(sentence, draft), *in_condition(sentence, draft), *denied_of_self(sentence, draft)]
    for open_to in (stopped_fire(sentence, draft), in_answer(sentence, draft)):
        if open_to is not None:
            found = [each for each in found if all(any(a <= m.start < b for a, b in open_to) for m in each.mentions)] or found
    elsewhere += [*by_hand_of_none(sentence, draft), *not_described(sentence, draft), *searchers(sentence, draft)]
    elsewhere += [*fell_by(sentence, draft), *_hit_at_home(sentence, draft)]
    found = _without(found, [*owners_of_struck(sentence, draft), *elsewhere, *no_subject(sentence, draft)])
    that = _declared(sentence, draft)
    if that < 0:
        return found
    return [each for each in found if not each.mentions or any(not sentence.start <= m.start < that for m in each.mentions)] or found

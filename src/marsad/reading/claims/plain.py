"""What is told so plainly that the judge's doubt of it weighs less: who did it to whom, how many it killed or drove out, and where. Of such
drafts the annotated reports have nine in ten; those that fall short beside another of their kind mostly tell it again."""

from __future__ import annotations

from marsad.reading.claims.draft import COUNTED, Draft
from marsad.reading.claims.flash import allowance
from marsad.reading.triggers.unreal import has_mishap
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["leeway"]

SOURCED_TOLL = 0.11
"""By how much a claim may fall short of the threshold with dead counted by a named source, or in a brief report."""
PLAIN = 0.25
"""The same for what is told plainly."""
_HARM = frozenset(("clash", "airstrike", "shelling", "bombing", "killing", "abduction", "arrest"))
_FIGHTING = folded("fighting")
_SIGNS = frozenset(("agreement.signed", "agreement.signed-paper"))
_CEASEFIRES = folded("ceasefires")
_FINDS = folded("finds")
_NEAR = 4
_LED = 7
_DRIVEN = frozenset(("displacement.flee", "displacement.made-to-leave", "displacement.uprooted"))
_CAUSES = frozenset(("تسبب", "أسفر", "أدى", "أوقع", "خلف", "أودى", "حصد"))
_ENTERS_WITHIN = 4
_HOME = frozenset(("displacement.return", "displacement.back-home"))
_FLED = ("نازح", "لاجي", "مهجر")
_SAW = frozenset("شهد شهدت تشهد يشهد وشهدت وشهد".split())


def leeway(sentence: Sentence, draft: Draft, brief: bool, only: bool) -> float:
    """By how much a draft may fall short of the judge's threshold; `brief` where no body repeats what is told, `only` where the report has
    no other of its kind that stands."""
    # Dead counted by a named source outweigh some doubt: a toll left out is a toll denied.
    counted = draft.source is not None and any(q.what == "killed" and q.low for q in draft.quantities)
    short = SOURCED_TOLL if counted or brief else 0.0
    if brief:
        short = max(short, allowance(sentence, draft))
    return max(short, PLAIN) if only and told_plainly(sentence, draft) else short


def told_plainly(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft has happened, of arms and of no mishap, and its own words tell what makes it one of a plain class."""
    trigger = draft.trigger
    if draft.modality != "asserted" or trigger.negated or trigger.frame.id.startswith("context."):
        return False
    known = _by_whom(draft) or _went_home(sentence, draft) or _enters(draft)
    if not (known or _by_fighting(sentence, draft) or _signed(sentence, draft) or _found_dead(sentence, draft)):
        return False
    calm = sentence.lexicon.particles["peace"]
    return not any(has_mishap(word.fold) or word.fold in calm for word in sentence.words)


def _own_place(draft: Draft) -> bool:
    return bool(draft.places) and not any(note.startswith("place:") for note in draft.notes)


def _by_whom(draft: Draft) -> bool:
    """«هاجم التنظيم نقطة للجيش في ديالى»: a finite verb of harm with a doer whom the registry knows, whom it hit, and where."""
    trigger = draft.trigger
    if draft.kind not in _HARM or trigger.form != "v" or trigger.tag[:1] != "P" or draft.cast.passive:
        return False
    hit = bool(draft.cast.targets) or any(q.what in COUNTED and q.low for q in draft.quantities)
    hit = hit or trigger.frame.id == "clash.assail"  # «هاجم تنظيم الشباب مدينة كيسمايو»: the place is what was hit
    return hit and _own_place(draft) and any(arg.id is not None for arg in draft.cast.agents)


def _enters(draft: Draft) -> bool:
    """«حركة إم 23 تدخل مدينة بوكافو»: a sentence that begins with an armed group and its entry."""
    trigger = draft.trigger
    if trigger.frame.id != "advance.group-enters" or trigger.at > _ENTERS_WITHIN:
        return False
    return any(arg.id is not None for arg in draft.cast.agents)


def _went_home(sentence: Sentence, draft: Draft) -> bool:
    """«عاد ألفا نازح إلى بلدة القصير»: people who had fled, counted, are back at a place with a name."""
    if draft.trigger.frame.id not in _HOME or draft.trigger.form != "v" or not _own_place(draft):
        return False
    clause = sentence.words[draft.low : draft.high + 1]
    fled = any(word.fold.removeprefix("ال").startswith(_FLED) for word in clause)
    return fled and any(word.number is not None or word.kind == "number" for word in clause)


def _by_fighting(sentence: Sentence, draft: Draft) -> bool:
    """«أجبرت المعارك آلاف الأسر على النزوح», «تسببت المواجهات في الولاية بمقتل 32 شخصا»: fighting that drove out or killed so many; and
    «شهدت مدن الجنوب مواجهات قبلية»."""
    words, trigger = sentence.words, draft.trigger
    if draft.kind == "displacement":
        if trigger.frame.id not in _DRIVEN or trigger.form != "v" or trigger.tag[:1] != "P":
            return False
        counted = any(word.number is not None or word.kind == "number" for word in words[draft.low : draft.high + 1])
        return counted and any(word.fold in _FIGHTING for word in words[trigger.at + 1 : trigger.at + 3])
    if draft.kind != "clash" or trigger.frame.id != "clash.clashes" or not _own_place(draft):
        return False
    before = words[max(draft.low, trigger.at - _LED) : trigger.at]
    if any(word.fold in _SAW for word in before):
        return True
    led = trigger.at > 0 and any(entry.lemma in _CAUSES and entry.tag == "P" for entry in words[trigger.at - 1].entries)
    return led and any(q.what in ("killed", "casualties") and q.low for q in draft.quantities)


def _signed(sentence: Sentence, draft: Draft) -> bool:
    """«وقع طرفا النزاع اتفاقا لوقف إطلاق النار في أديس أبابا»: a finite verb of signing and the fire that is to cease."""
    if draft.trigger.frame.id not in _SIGNS or draft.trigger.form != "v":
        return False
    behind = sentence.words[draft.trigger.at + 1 : draft.high + 1]
    return any(word.fold in _CEASEFIRES for word in behind) and (_own_place(draft) or bool(draft.cast.agents))


def _found_dead(sentence: Sentence, draft: Draft) -> bool:
    """«عثر على مقبرة جماعية في ترهونة»: a mass grave that was found."""
    if draft.trigger.frame.id != "finding.mass-grave" or not _own_place(draft):
        return False
    before = sentence.words[max(0, draft.trigger.at - _NEAR) : draft.trigger.at]
    return any(word.fold.lstrip("وف") in _FINDS for word in before)

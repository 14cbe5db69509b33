"""Whose men fell by an act did not do it: «ثلاثة جنود أمريكيين قتلوا في هجوم بمسيرة», «اغتيل رئيس المكتب السياسي للحركة»."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.nearby import Option
from marsad.reading.words.sentence import HARD, Arg, Sentence, Word

__all__ = ["fell_by", "without_fallen"]

_FROM_AFAR = frozenset(("airstrike", "shelling", "chemical"))
_ONE_WAY = frozenset(("clash.open-fire", "clash.open-fire-far", "clash.ambush", "clash.sniping", "clash.snipe-soldier"))
"""Frames of acts in which who falls did not act."""
_MADE_AWAY = frozenset(("killing", "abduction"))
_FELL = frozenset(("استشهد", "قتل", "لقي", "قضى", "جرح", "ارتقى"))
_FALL = frozenset(("مقتل", "استشهاد", "مصرع", "اصابه", "بمقتل", "باستشهاد", "باصابه", "وفاه"))
_NEAR = 14
_PLURAL = ("وا", "ا", "ت")


def without_fallen(found: list[Option], sentence: Sentence, draft: Draft) -> list[Option]:
    """The doers without those whose own fell or were taken; all of them where that would leave none, or where the act's own words name
    its doer («قتل جنود أمريكيون خطأ في غارة أمريكية»)."""
    if any(arg.id for arg in draft.cast.agents):
        return found
    lost = _fallen(sentence, draft)
    ids, starts = {arg.id for arg in lost if arg.id}, {arg.start for arg in lost}
    kept = [each for each in found if not any(m.start in starts or (m.id is not None and m.id in ids) for m in each.mentions)]
    return kept or found


def fell_by(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those who fell by an act: «استشهد قائد في الكتائب باستهداف منزله» struck no house."""
    at = draft.trigger.at
    if draft.trigger.form == "v" or not sentence.words[at].fold.startswith("ب"):
        return []
    fall = _fall_before(sentence, at)
    if fall is None or any(word.punct for word in sentence.words[fall.i + 1 : at]):
        return []
    return [(arg.start, arg.end) for arg in _one_side(sentence, fall, at)]


def _fallen(sentence: Sentence, draft: Draft) -> list[Arg]:
    if draft.kind in _MADE_AWAY and draft.cast.passive and draft.trigger.form == "v":
        return _office(sentence, draft)
    if draft.trigger.form != "v" and (draft.kind in _FROM_AFAR or draft.trigger.frame.id in _ONE_WAY):
        return _fell_before(sentence, draft)
    return []


def _office(sentence: Sentence, draft: Draft) -> list[Arg]:
    """The victim, and the side that the words of his office name right behind it."""
    victim = next((arg for arg in draft.cast.targets if arg.first > draft.trigger.at), None)
    if victim is None:
        return []
    lost, last = [victim] if victim.id else [], victim.last  # whom no table knows grammar may have taken for the victim
    for arg in sentence.args:
        if arg.first == last + 1 and arg.prep in ("ل", "gen", "في", "من"):
            lost.append(arg)
            last = arg.last
    return lost


def _fell_before(sentence: Sentence, draft: Draft) -> list[Arg]:
    """Those of whom words before the act tell that they fell, behind the verb or masdar or right before the verb."""
    at = draft.trigger.at
    fall = _fall_before(sentence, at)
    if fall is None or any(word.fold in HARD for word in sentence.words[fall.i + 1 : at]):
        return []
    if fall.fold.endswith(_PLURAL) and not any(fall.i < arg.first and arg.last < at for arg in sentence.args):
        return [arg for arg in sentence.args if arg.last == fall.i - 1]
    side = _one_side(sentence, fall, at)
    return side if any(arg.prep == "" for arg in side) else []


def _fall_before(sentence: Sentence, at: int) -> Word | None:
    """The nearest word before the act that tells of a fall."""
    return next((word for word in reversed(sentence.words[max(0, at - _NEAR) : at]) if _tells_of_fall(word)), None)


def _one_side(sentence: Sentence, fall: Word, at: int) -> list[Arg]:
    """Who stands between a fall and the act; nobody where two sides do: «قتل الجيش قياديا باستهداف منزله»."""
    between = [arg for arg in sentence.args if fall.i < arg.first and arg.last < at]
    return between if len({arg.group for arg in between if arg.prep == ""}) <= 1 else []


def _tells_of_fall(word: Word) -> bool:
    fell = word.verb is not None and (word.verb.lemma in _FELL or word.fold.lstrip("وف").startswith("اصيب"))
    return fell or word.fold in _FALL

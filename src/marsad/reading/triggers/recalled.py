"""Words of acts that tell none where they stand: a deal that only says why («بموجب الاتفاق»), a street named like a sortie."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import Memory
from marsad.reading.words.sentence import Sentence

__all__ = ["cleared_of_devices", "is_recalled_deal", "is_street"]

_UNDER = frozenset("ضمن بموجب اطار وفق وفقا بحسب تنفيذا لتنفيذ بنود شروط مرحله المرحله مراحل مقابل".split())
_FLOWN = frozenset("جويه الجويه قتاليه القتاليه حربيه الحربيه استطلاعيه استكشافيه وهميه".split())
_DEVICES = frozenset("الغام الالغام عبوات العبوات متفجرات المتفجرات مخلفات المخلفات قنابل القنابل مفخخات المفخخات الغامها".split())
_BETWEEN = frozenset(("بين", "مع"))
_REACH = 12


def is_recalled_deal(sentence: Sentence, draft: Draft, memory: Memory) -> bool:
    """«أفرج عنهم ضمن صفقة التبادل»: a deal that the report has told is only the reason of what is told here."""
    if draft.kind != "agreement" or draft.trigger.form == "v":
        return False
    if any(word.fold in _BETWEEN for word in sentence.words[draft.trigger.last + 1 : draft.trigger.last + 7]):
        return False  # it is told by whom it was made
    back = [word.fold.lstrip("و") for word in sentence.words[max(0, draft.trigger.at - 5) : draft.trigger.at] if word.kind == "word"]
    return any(fold in _UNDER for fold in back) and memory.last(frozenset(("agreement",)), sentence.index, 99) is not None


def is_street(sentence: Sentence, draft: Draft) -> bool:
    """«طلعة العمري»: a street that climbs, where neither a number nor an adjective of flying stands with the one word."""
    at, words = draft.trigger.at, sentence.words
    if draft.trigger.frame.id != "airstrike.sortie" or words[at].fold.endswith("ات"):
        return False
    counted = at > 0 and (words[at - 1].number is not None or words[at].number is not None)
    behind = words[at + 1].fold if at + 1 < len(words) else ""
    return not counted and behind not in _FLOWN


def cleared_of_devices(sentence: Sentence, draft: Draft) -> bool:
    """«تطهير الجرود من الألغام»: ground is cleared of mines, not taken."""
    if draft.trigger.frame.id != "capture.clear":
        return False
    ahead = sentence.words[draft.trigger.last + 1 : draft.trigger.last + 1 + _REACH]
    for k, word in enumerate(ahead):
        if word.fold in ("من", "مِن") and k + 1 < len(ahead):
            return ahead[k + 1].fold in _DEVICES
        if word.verb is not None and word.noun is None and word.place is None and word.actor is None and word.verb.tag != "M":
            return False
    return False

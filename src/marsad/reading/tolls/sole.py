"""The one person whom an act was done to, counted though nobody counts («اغتيال المستشار», «أسر القيادي فلان»)."""

from __future__ import annotations

from marsad.model import Mention, Quantity
from marsad.reading.claims.civil import ATTACKS
from marsad.reading.claims.draft import TAKEN, TOLL, Draft
from marsad.reading.parties.listed import and_others
from marsad.reading.tolls.fallen import casualty
from marsad.reading.tolls.lone import is_titled, is_two_kin
from marsad.reading.tolls.ones import citizens
from marsad.reading.tolls.uncounted import is_another, is_attempt
from marsad.reading.triggers.unreal import plain_forms
from marsad.reading.words.sentence import Sentence

__all__ = ["one_taken", "one_victim"]

_CAPTURES = frozenset(("abduction.capture-men", "abduction.fall-captive"))
_TRIED = frozenset(("محاوله", "محاولات", "مخطط", "حكم", "احكام"))
_FOR = frozenset("مقابل لقاء نظير".split())
_NOBODY = frozenset(("مجهول", "أفراد", "إنسان"))


def one_victim(sentence: Sentence, draft: Draft) -> None:
    """«قتلت الشرطة في المدينة رجلا», «اغتيال المستشار»: who was killed is one person, though nobody counts."""
    slain = next((mate for mate in draft.absorbed if mate.kind == "killing"), draft.trigger)  # «اغتيل القيادي بعبوة ناسفة»
    if slain.kind != "killing" or slain.frame.id in ATTACKS or draft.modality not in ("asserted", "alleged"):
        return
    if slain is draft.trigger and draft.kind != "killing":
        return
    hurt = casualty(sentence.words[draft.trigger.at]) == "wounded"  # «وأصابت نجله»
    told = {q.what for q in draft.quantities if q.what in TOLL}
    if told - ({"wounded"} if not hurt and slain is draft.trigger else set()) or draft.trigger.negated:
        return
    back = sentence.words[max(0, slain.at - 2) : slain.at]
    if is_attempt(sentence.words, slain.at) or any(form in _TRIED for word in back for form in plain_forms(word.fold)):
        return
    one = _sole(sentence, draft, "wounded" if hurt else "killed")
    if one is not None:
        draft.quantities = (one, *draft.quantities)


def one_taken(sentence: Sentence, draft: Draft) -> None:
    """«أسر القيادي فلان», «وقع القيادي فلان في الأسر»: who was captured is one person."""
    if draft.trigger.frame.id not in _CAPTURES or draft.trigger.negated or any(q.what == "captured" for q in draft.quantities):
        return
    after = sentence.words[draft.trigger.last + 1] if draft.trigger.last + 1 < len(sentence.words) else None
    if after is not None and (after.fold == "اخر" or is_another(after)):
        draft.quantities = (*draft.quantities, Quantity("captured", 1, 1, "people", "", after.fold))  # «وأسر ثالث»
        return
    one = _sole(sentence, draft, "captured")
    if one is not None:
        draft.quantities = (*draft.quantities, one)


def _sole(sentence: Sentence, draft: Draft, what: str) -> Quantity | None:
    """The one person whom the act was done to, counted; None where several are told, or nobody who is plainly one."""
    if len(draft.targets) > 1 and draft.trigger.frame.id not in _CAPTURES:
        each = [_one(sentence, draft, what, target) for target in draft.targets]
        low = sum(one.low or 0 for one in each if one is not None)
        first, last = draft.targets[0], draft.targets[-1]
        text = sentence.text[first.start : last.end] if first.start < last.end else first.text
        return Quantity(what, low, low, "people", "", text) if None not in each and "،" not in text else None
    return _one(sentence, draft, what, draft.targets[0]) if draft.targets else None


def _one(sentence: Sentence, draft: Draft, what: str, target: Mention) -> Quantity | None:
    """One target of an act, counted; None where it is nobody who is plainly one."""
    if not sentence.start <= target.start < sentence.end:
        return None
    at = sentence.find(target.start)
    word = sentence.words[at]
    known = word.fold.startswith("ال") and any(e.tag == "N" and e.who == "s" for e in word.entries)  # «القاضي», no dual with an article
    many = any(arg.start == target.start and ((arg.plural and not known) or arg.number is not None) for arg in sentence.args)
    if many and not is_two_kin(word.fold):
        return None
    if draft.trigger.last < at and any(is_two_kin(before.fold) for before in sentence.words[draft.trigger.last + 1 : at]):
        return Quantity(what, 2, 2, "named", "", target.text)  # «أصابت نجليه محمدا وأحمد»
    nouns = [e for e in word.entries if e.tag == "N" and e.cls in ("person", "fighter")] or [e for e in word.entries if e.tag == "N"]
    if is_two_kin(word.fold):
        return Quantity(what, 2, 2, "named", "", target.text)
    person = next((e for e in nouns if e.cls in ("person", "fighter") and e.who == "s"), None)
    if word.number is not None or (person is not None and person.lemma in _NOBODY):
        return None
    if any(e.who in ("p", "d") for e in nouns) and not known:
        return None
    if person is None and not is_titled(word) and not (citizens(word) == 1 and word.fold.endswith("ا")):  # «أردت الشرطة فلسطينيا»
        return None
    one = Quantity(what, 1, 1, "named", person.label if person is not None else "", target.text)
    return and_others(sentence, at, draft.high, one) if len(draft.targets) == 1 else one  # «ضابطا في الجيش وسائقه»


def given_for_others(sentence: Sentence, draft: Draft) -> None:
    """Leave out those who were let go for the ones the act tells of («أفرجت عن 15 جنديا مقابل إطلاق سراح 39 من عناصرها»)."""
    words = sentence.words
    at = next((i for i in range(draft.trigger.last + 1, draft.high + 1) if words[i].fold in _FOR), -1)
    if at < 0:
        return
    begin, end = words[at].start, words[draft.high].end
    kept = tuple(q for q in draft.quantities if q.what not in TAKEN or sentence.text.find(q.text, begin, end) < 0)
    if any(q.what in TAKEN for q in kept):
        draft.quantities = kept

"""Who cannot have suffered an act, by the grammar: those among whom nobody was hurt («دون إصابات بين المدنيين»), whose attack it was
(«العدوان الإسرائيلي»), whom only a later act befell, and whom the report has not named yet."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.handed import is_source
from marsad.reading.parties.nearby import Option
from marsad.reading.parties.subjects import is_verb
from marsad.reading.triggers.empty import INSTEAD
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["without_untouched"]

_WITHOUT = folded("without")
_HARM = folded("harm_told")
_ASSAULTS = folded("assaults")
_AMONG = frozenset(("بين", "من", "صفوف", "في", "اي", "اوساط"))
_GROUND = frozenset(("capture", "advance", "besiege"))
"""Kinds that befall places and the forces in them."""
_REACH = 7
_WITH_GUNS = ("بالمدفعي", "بمدفعي", "بالدباب", "بالطيران", "بالطاير", "بالمروحي", "بالمقاتلات")


def without_untouched(found: list[Option], sentence: Sentence, draft: Draft) -> list[Option]:
    """The fillings of those to whom an act is done without those whom it left alone; nobody is always left."""
    return [each for each in found if not each.mentions or not _untouched(each, sentence, draft)]


def _untouched(each: Option, sentence: Sentence, draft: Draft) -> bool:
    if _yet_unnamed(each, sentence):
        return True
    mine = [m for m in each.mentions if sentence.start <= m.start < sentence.end]
    return bool(mine) and len(mine) == len(each.mentions) and (
        all(_spared(sentence, m) or _wielded(sentence, m) or _instead(sentence, m) for m in mine)
        or all(_whose_assault(sentence, m) for m in mine)
        or any(is_source(sentence, arg) for arg in sentence.args if any(arg.start == m.start for m in mine))
        or all(_of_next(sentence, draft, m) for m in mine)
        or _thing(sentence, draft, mine)
    )  # fmt: skip


def _yet_unnamed(each: Option, sentence: Sentence) -> bool:
    """Whether the report comes to speak of them only after this sentence; what a headline leaves out the report may tell."""
    if sentence.index == 0 or not each.mentions or any(m.start < sentence.end for m in each.mentions):
        return False
    return "id" not in each.features or "last-named:later" in each.features


def _spared(sentence: Sentence, mention: Mention) -> bool:
    """«دون وقوع إصابات بين المدنيين», «ولم تسجل خسائر في صفوف القوات»."""
    words = sentence.words
    at = sentence.find(mention.start)
    back = at - 1
    while back >= 0 and at - back <= _REACH and words[back].kind in ("word", "number"):
        if words[back].fold in _WITHOUT:
            between = words[back + 1 : at]
            return any(word.fold in _HARM for word in between) and between[-1].fold in _AMONG
        back -= 1
    return False


def _wielded(sentence: Sentence, mention: Mention) -> bool:
    """«قصفت الحركة المدينة بالمدفعية الثقيلة»: the guns are what was fired with."""
    at = sentence.find(mention.start)
    return 0 <= at < len(sentence.words) and sentence.words[at].fold.removeprefix("و").startswith(_WITH_GUNS)


def _instead(sentence: Sentence, mention: Mention) -> bool:
    """«بدلا من استهداف التنظيم قصفوا المستشفى»: those who were not hit."""
    for word in reversed(sentence.words[max(0, (at := sentence.find(mention.start)) - _REACH) : at]):
        if word.punct or (word.verb is not None and word.verb.tag in ("P", "Pp")):
            return False
        if word.fold in INSTEAD:
            return True
    return False


def _whose_assault(sentence: Sentence, mention: Mention) -> bool:
    """«العدوان الإسرائيلي», «الغارات الأمريكية»: an adjective tells whose attack it is."""
    words = sentence.words
    at = sentence.find(mention.start)
    adjective = 0 < at < len(words) and words[at].actor is not None and words[at].fold.startswith("ال") and " " not in mention.text
    return adjective and words[at - 1].fold.lstrip("وبل") in _ASSAULTS


def _of_next(sentence: Sentence, draft: Draft, mention: Mention) -> bool:
    """«حاصرت القرية وقتلت العشرات من سكانها»: nameless people behind the next verb are that one's, where the first is of ground."""
    if mention.id is not None or draft.kind not in _GROUND:
        return False
    between = sentence.words[draft.trigger.last + 1 : sentence.find(mention.start)]
    return any(word.conj and is_verb(word) for word in between)


def _thing(sentence: Sentence, draft: Draft, mentions: Sequence[Mention]) -> bool:
    """«أسقطت الدفاعات طائرة مسيرة»: aircraft of nobody's are counted, and no party."""
    if draft.kind != "seizure":
        return False
    words = sentence.words
    craft = {
        arg.start for arg in sentence.args
        if arg.cls == "craft" and arg.id is None and arg.number is None
        and all(word.actor is None or word.actor.id is None for word in words[arg.first : arg.last + 3])  # «طائرة تجسس هندية»
    }  # fmt: skip
    return all(m.id is None and m.start in craft for m in mentions)

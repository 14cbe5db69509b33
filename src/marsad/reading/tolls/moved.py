"""How many were driven out: who is counted in the clause of a displacement, whatever word tells that they went."""

from __future__ import annotations

from marsad.languages.arabic import NumberSpan
from marsad.model import Quantity
from marsad.reading.claims.draft import Draft
from marsad.reading.tolls.fallen import casualty, end_of
from marsad.reading.tolls.uncounted import risen_from
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["count_moved"]

_PEOPLE = frozenset(("person", "people", "family"))
_MANY = 1000
_BACK = folded("goes_home")
_DISPLACED = frozenset("نازح نازحا نازحين لاجئ لاجئا لاجئين مشرد مشردا مشردين مهجر مهجرا مهجرين".split())
_OF = frozenset("من منهم منهن".split())


def count_moved(sentence: Sentence, draft: Draft) -> None:
    """Give a displacement the count of those who went, told beside the word of it («نحو ستين أسرة غادرت», «عبر الحدود 160 ألفا»); none
    where they went back, or only their number among other acts is told."""
    if draft.trigger.negated or draft.modality in ("planned", "hypothetical"):
        return
    if any(q.what in ("displaced", "evacuated") for q in draft.quantities) or _goes_back(sentence, draft):
        return
    first = {number: i for i in range(draft.high, draft.low - 1, -1) if (number := sentence.words[i].number) is not None}
    near = [i for number, i in first.items() if _counts_people(sentence, i, draft.high, number)]
    if not near:
        return
    number = sentence.words[min(near, key=lambda i: (abs(i - draft.trigger.at), i))].number
    assert number is not None
    unit = "families" if number.group == "family" else "people"
    draft.quantities = (*draft.quantities, Quantity("displaced", number.low, number.high, unit, "", number.text))


def _goes_back(sentence: Sentence, draft: Draft) -> bool:
    """Whether the act is a coming home («عاد», «عودة»)."""
    verb = draft.trigger.entry
    return (verb is not None and verb.lemma in _BACK) or sentence.words[draft.trigger.at].fold in _BACK


def _counts_people(sentence: Sentence, i: int, high: int, number: NumberSpan) -> bool:
    """Whether the number at word `i` counts people: by its noun, as part of a people («ألفا من السكان»), or as a bare great number."""
    words = sentence.words
    if words[i].time is not None or number.percent or number.kind in ("ordinal", "fraction") or number.low is None or number.low <= 1:
        return False
    if risen_from(words, i, high, number):
        return False
    last = end_of(words, i, high, number)
    before = words[max(0, i - 2) : i]
    tells = any(entry.finite or entry.tag == "M" for entry in before[-1].entries) if before else False
    if tells and before[-1].conj and not casualty(before[-1]):
        before = []  # «سقوط جرحى وفرار ستة آلاف», «80 قتيلا وحملت 160 ألفا على اللجوء»
    joined = words[i].conj or (i > 0 and words[i - 1].fold == "و")
    own_noun = joined and any(word.fold in _DISPLACED for word in words[last : min(high, last + 1) + 1])
    before = [] if own_noun else before  # «700 قتيل و560 ألف نازح»
    around = before + words[last + 1 : min(high, last + 2) + 1]
    if any(casualty(word) in ("killed", "wounded", "arrested", "victims") for word in around):
        return False
    if number.group in _PEOPLE:
        return True
    if number.group or number.unit:
        return False
    after = words[last + 1] if last < high else None
    return number.low >= _MANY or (after is not None and after.fold in _OF)

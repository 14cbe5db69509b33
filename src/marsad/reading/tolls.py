"""Which claim a count of dead and wounded belongs to, once it is known which claims stand (codebook rule 2)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Quantity
from marsad.reading.counts import quantities
from marsad.reading.draft import Draft
from marsad.reading.fallen import casualty
from marsad.reading.merging import VIOLENT
from marsad.reading.sentence import Sentence
from marsad.reading.unreal import plain_forms

__all__ = ["settle_tolls"]

_TOLL = frozenset(("killed", "wounded", "casualties"))
_CARRIERS = VIOLENT | {"casualties"}
_LINKS = frozenset(("أسفر", "أدى", "أوقع", "خلف", "تسبب", "نتج", "أفضى", "أودى", "حصد"))
_THAT = frozenset(("ما", "مما", "ماادي", "وهو", "الامر"))
_REACH = 30
_NEAR = 10
_TRIED = frozenset(("محاوله", "محاولات", "مخطط", "حكم", "احكام"))
_NOBODY = frozenset(("مجهول", "أفراد", "إنسان"))
_BESIDE = frozenset("فيما بينما كما حين".split())
_SUM = frozenset(("الحصيله", "حصيله"))


def settle_tolls(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Give an attack the toll that its sentence tells as its outcome behind its clause («…، ما أسفر عن مقتل خمسة»)."""
    by: dict[int, list[tuple[Sentence, Draft]]] = {}
    for sentence, draft in items:
        by.setdefault(sentence.index, []).append((sentence, draft))
    for group in by.values():
        group.sort(key=lambda item: item[1].trigger.at)
        for n, (sentence, draft) in enumerate(group):
            if draft.kind not in _CARRIERS or draft.modality in ("planned", "hypothetical"):
                continue
            stop = next((d.trigger.at for _, d in group[n + 1 :] if d.kind in VIOLENT), len(sentence.words)) - 1
            _trim(sentence, draft)
            _outcome(sentence, draft, stop)
            _one_victim(sentence, draft)


def _one_victim(sentence: Sentence, draft: Draft) -> None:
    """«قتلت الشرطة في المدينة رجلا», «اغتيال المستشار»: who was killed is one person, though nobody counts."""
    if draft.kind != "killing" or draft.modality not in ("asserted", "alleged") or len(draft.targets) != 1:
        return
    if any(q.what in _TOLL for q in draft.quantities) or draft.trigger.negated:
        return
    target = draft.targets[0]
    back = sentence.words[max(0, draft.trigger.at - 2) : draft.trigger.at]
    if any(form in _TRIED for word in back for form in plain_forms(word.fold)):
        return
    arg = next((a for a in sentence.args if a.start == target.start and a.number is None and not a.plural), None)
    if arg is None:
        return
    person = next((e for e in sentence.words[arg.head].entries if e.tag == "N" and e.cls in ("person", "fighter") and e.who == "s"), None)
    several = any(e.tag == "N" and e.who in ("p", "d") for e in sentence.words[arg.head].entries)
    if person is not None and not several and person.lemma not in _NOBODY:
        draft.quantities = (*draft.quantities, Quantity("killed", 1, 1, "named", person.label, target.text))


def _trim(sentence: Sentence, draft: Draft) -> None:
    """Leave out what the clause tells beside its own act: an answered act («ردا على مقتل …»), another toll («…، فيما قتل …»)."""
    told = [q for q in draft.quantities if q.what in _TOLL]
    if not any(q.low for q in told):
        return
    words = sentence.words
    low, high = draft.low, draft.high
    for i in range(draft.low, draft.high + 1):
        if words[i].fold in ("ردا", "انتقاما") and i + 1 <= draft.high and words[i + 1].fold in ("علي", "ل"):
            if i > draft.trigger.last:
                high = min(high, i - 1)
            else:
                low = max(low, i)
    high = _parted(sentence, draft.low, draft.trigger.last + 1, high)
    if (low, high) == (draft.low, draft.high):
        return
    kept = [q for q in quantities(sentence, low, high) if q.what in _TOLL]
    draft.quantities = (*(q for q in draft.quantities if q.what not in _TOLL), *kept)


def _parted(sentence: Sentence, begin: int, low: int, high: int) -> int:
    """The last word before another toll begins («فيما قتل اثنان في تفجير آخر», «في حين أن الحصيلة») behind word `low`, or `high`; only where
    a toll was told before it, from word `begin` on. Who fell beside with no act or place of their own («فيما جرح ثلاثة») fell in this act."""
    words = sentence.words
    for i in range(low, high):
        if words[i].fold not in _BESIDE:
            continue
        near = [word for word in words[i + 1 : min(high, i + 4) + 1] if word.kind == "word"]
        summed = any(word.fold in _SUM for word in near)
        begun = any(casualty(word) and word.verb is not None for word in near[:2]) and _elsewhere(sentence, i, max(high, i + _NEAR))
        if (summed or begun) and any(q.what in _TOLL and q.low for q in quantities(sentence, begin, i - 1)):
            return i - 1
    return high


def _elsewhere(sentence: Sentence, low: int, high: int) -> bool:
    """Whether words `low` to `high` name an act or a place."""
    return any(
        word.place is not None or any(entry.tag == "N" and entry.cls in ("event", "area") for entry in word.entries)
        for word in sentence.words[low : high + 1]
    )


def _outcome(sentence: Sentence, draft: Draft, stop: int) -> None:
    """Add what a link behind the clause tells («مما أدى إلى …», «فقتل …»), as far as word `stop`."""
    if any(q.what in _TOLL and q.low is not None for q in draft.quantities):
        return
    at = _link(sentence, draft, stop)
    if at < 0:
        return
    told = [q for q in quantities(sentence, at, _parted(sentence, at, at, stop)) if q.what in _TOLL]
    if told:
        kept = [q for q in draft.quantities if q.what not in _TOLL]
        draft.quantities = (*kept, *dict.fromkeys(told))


def _link(sentence: Sentence, draft: Draft, stop: int) -> int:
    """The word behind the trigger from which an outcome is told, or -1."""
    words = sentence.words
    for i in range(draft.trigger.last + 1, min(stop, draft.high + _REACH) + 1):
        word = words[i]
        if word.verb is not None and word.verb.lemma in _LINKS:
            return i
        if i > draft.high and word.conj and word.verb is not None and word.verb.tag[:1] == "P" and casualty(word) in _TOLL:
            return i
        if word.fold in ("؛", ":") and i + 1 <= stop and words[i + 1].fold not in _THAT:
            return -1
    return -1

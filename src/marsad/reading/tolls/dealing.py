"""Which claim a count of dead and wounded belongs to, once it is known which claims stand (codebook rule 2)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Quantity
from marsad.reading.claims.again import is_link, told_again
from marsad.reading.claims.draft import COUNTED, TOLL, Draft, by_sentence
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.claims.select import quantities_of
from marsad.reading.tolls.aftermath import tell_on
from marsad.reading.tolls.apart import (
    another_day,
    behind_span,
    earlier,
    elsewhere,
    elsewhere_told,
    fled_from,
    gives_up,
    has_fallen,
    is_death,
    managed,
    names_one,
    parts_time,
    same_fight,
    some_of,
    told_before,
    turns,
    with_its_own,
)
from marsad.reading.tolls.counts import quantities
from marsad.reading.tolls.fallen import casualty
from marsad.reading.tolls.moved import count_moved
from marsad.reading.tolls.nobody import no_casualties
from marsad.reading.tolls.sole import given_for_others, one_taken, one_victim
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["settle_tolls"]

_CARRIERS = VIOLENT | {"casualties"}
_THAT = frozenset(("ما", "مما", "ماادي", "وهو", "الامر"))
_REACH, _NEAR, _CLAUSE = 30, 10, 18
_REPLIES = frozenset("ردا انتقاما كرد".split())
_AFTER = frozenset("بعد عقب غداه اثر".split())
_SPAN = 5
_BESIDE = frozenset("فيما بينما كما حين".split())
_SINCE = frozenset(("منذ", "خلال"))
_RAISES = folded("raises")
_ADDING = folded("adding")
_WITHIN = frozenset("فيه فيها خلاله خلالها جراءه جراءها اثره اثرها".split())
_SUM = frozenset(("الحصيله", "حصيله"))


def settle_tolls(items: Sequence[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """Give an attack the toll that its sentence tells as its outcome behind its clause («…، ما أسفر عن مقتل خمسة»); the items that stand
    once acts named twice are one."""
    for group in by_sentence(items).values():
        _recount(group)
    items = told_again(items)
    for group in by_sentence(items).values():
        group.sort(key=lambda item: item[1].trigger.at)
        for n, (sentence, draft) in enumerate(group):
            if draft.modality in ("planned", "hypothetical"):
                if not has_fallen(sentence, draft):
                    draft.quantities = tuple(q for q in draft.quantities if q.what not in TOLL)
                continue
            if draft.kind == "abduction":
                one_taken(sentence, draft)
                given_for_others(sentence, draft)
            if draft.kind == "displacement":
                count_moved(sentence, draft)
            if draft.kind not in _CARRIERS:
                continue
            stop = next((d.trigger.at for _, d in group[n + 1 :] if _ends_clause(sentence, d)), len(sentence.words)) - 1
            _before(sentence, draft, group)
            _trim(sentence, draft)
            _outcome(sentence, draft, stop)
            one_victim(sentence, draft)
        _once([item for item in group if item[1].kind in _CARRIERS])
    tell_on(items)
    return items


def _ends_clause(sentence: Sentence, act: Draft) -> bool:
    """Whether what is told behind an act is its own, not that of one before it; an act told as earlier, with a toll of its own, has no
    other («قصفت المدفعية المواقع عقب هجوم أسفر عن مقتل سبعة، ما أدى إلى مقتل عشرين»)."""
    words, at = sentence.words, act.trigger.at
    return act.kind in VIOLENT and (at == 0 or earlier(words, at - 1, len(words) - 1) < 0)


def _recount(group: Sequence[tuple[Sentence, Draft]]) -> None:
    """Count again for drafts whose kind was settled after they were counted, or that were opened late, where they hold no count of
    people yet."""
    drafts = [draft for _, draft in group]
    for sentence, draft in group:
        if any(q.what in COUNTED for q in draft.quantities):
            continue
        found = [q for q in quantities_of(sentence, draft, drafts) if q.what in COUNTED]
        draft.quantities = (*draft.quantities, *found)


def _once(group: Sequence[tuple[Sentence, Draft]]) -> None:
    """Of two acts whose clauses hold the same toll, the one told nearer to it keeps it; tolls of acts told one beside the other stay."""
    for n, (sentence, draft) in enumerate(group):
        for _, other in group[n + 1 :]:
            for toll in [q for q in draft.quantities if q.what in TOLL and q.low and q in other.quantities]:
                low, high = max(draft.low, other.low), min(draft.high, other.high)
                if low > high:
                    # told before the later act, in its clause: «…، وأصيب سبعة جراء غارات»; not «…، ما أدى إلى مقتل سبعة في هجوم»
                    low, high = other.low, other.trigger.at
                at = _place(sentence, low, high, toll)
                if at < 0 or (draft.high < other.low and _linked(sentence.words, draft.high + 1, at)):
                    continue
                if (draft.kind == "casualties") != (other.kind == "casualties") and _over_time(sentence, at):
                    far = other if draft.kind == "casualties" else draft
                    far.quantities = tuple(q for q in far.quantities if q.what not in TOLL)
                    break
                if fled_from(sentence, other, at):
                    other.quantities = tuple(q for q in other.quantities if q != toll)
                    continue
                far = gives_up(draft, other) or (draft if abs(draft.trigger.at - at) > abs(other.trigger.at - at) else other)
                far.quantities = tuple(q for q in far.quantities if q != toll)


def _linked(words: list[Word], low: int, at: int) -> bool:
    """Whether the toll at word `at` is told, from word `low` on, as what came of an act, and not joined to what came of it."""
    link = next((k for k in range(at - 1, low - 1, -1) if is_link(words[k])), -1)
    return link >= 0 and not any(words[k].conj and casualty(words[k]) for k in range(link + 1, at))


def _over_time(sentence: Sentence, at: int) -> bool:
    """Whether the toll at word `at` is one of a time («أوقعت المعارك منذ الأربعاء 327 قتيلا», codebook rule 17)."""
    return any(word.fold in _SINCE for word in sentence.words[max(0, at - _SPAN) : at + _SPAN])


def _place(sentence: Sentence, low: int, high: int, toll: Quantity) -> int:
    """The word between `low` and `high` at which a toll is told, or -1."""
    if low > high:
        return -1
    begin = sentence.text.find(toll.text, sentence.words[low].start, sentence.words[high].end)
    return sentence.find(begin) if begin >= 0 else -1


def _before(sentence: Sentence, draft: Draft, group: Sequence[tuple[Sentence, Draft]]) -> None:
    """Give an act the toll that was told for it before its clause, with other harm between («مقتل ستة وتدمير منزل جراء سقوط قذائف»)."""
    if any(q.what in TOLL for q in draft.quantities):
        _joined(sentence, draft, [d for _, d in group if d is not draft and d.kind in _CARRIERS])
        return
    if any(parts_time(sentence.words, i, draft.trigger.at) for i in range(max(1, draft.low - 1), draft.trigger.at)):
        return  # «1860 عدد الجنود الذين قتلوا منذ الغزو»
    told = [t for t in draft.absorbed if t.at < draft.low and t.frame.id.startswith("casualties.")]
    found = [q for t in told for q in quantities(sentence, t.low, min(t.high, draft.low - 1)) if q.what in TOLL]
    when = None if found else told_before(sentence, draft, [other for _, other in group if other is not draft])
    found = [q for q in quantities(sentence, *when) if q.what in TOLL] if when is not None else found
    draft.quantities = (*draft.quantities, *dict.fromkeys(found))


def _joined(sentence: Sentence, draft: Draft, others: Sequence[Draft]) -> None:
    """Add the toll of the clause that the draft's own goes on from («قتل شخصان | وأصيب تسعة برصاص مسلح أطلق النار»)."""
    words = sentence.words
    first = words[draft.low]
    told = {q.what for q in draft.quantities if q.what in TOLL}
    if not first.conj or first.verb is None or casualty(first) not in told or draft.low == 0 or draft.trigger.at <= draft.low + 1:
        return
    k = draft.low - 1
    while k > 0 and draft.low - k < _CLAUSE and words[k].fold not in HARD and not (words[k].verb and (casualty(words[k]) or words[k].conj)):
        k -= 1
    if words[k].verb is None or casualty(words[k]) not in TOLL - told or any(d.low <= k <= d.high for d in others):
        return
    more = [q for q in quantities(sentence, max(0, k - 3), draft.low - 1) if q.what in TOLL - told and q.low]
    draft.quantities = (*draft.quantities, *dict.fromkeys(more))


def _trim(sentence: Sentence, draft: Draft) -> None:
    """Leave out what the clause tells beside its own act: an answered act («ردا على مقتل …»), another toll («…، فيما قتل …»)."""
    told = [q for q in draft.quantities if q.what in TOLL]
    if not any(q.low for q in told):
        return
    words = sentence.words
    low, high = draft.low, draft.high
    for i in range(draft.low, draft.high + 1):
        reply = i + 2 if words[i + 1 : i + 2] and words[i + 1].fold == "فعل" else i + 1  # «جاءت كرد فعل على …»
        if words[i].fold in _REPLIES and reply <= draft.high and words[reply].fold.startswith(("علي", "ل")):
            if i > draft.trigger.last:
                high = min(high, i - 1)
            else:
                low = max(low, i)
        elif draft.low < i < draft.trigger.at:
            turned = words[i].fold in ("فيما", "بينما") and draft.kind != "clash"  # who fell on either side fell in one fight
            apart = turned and draft.trigger.at <= i + _NEAR and _again(sentence, draft, i)
            apart = apart or with_its_own(sentence, draft, i)
            if apart or parts_time(words, i, draft.trigger.at) or turns(words, i, draft.trigger.at):
                low = max(low, i)
        elif i > draft.trigger.last:
            # «الاشتباكات بدأت بعد مقتل أحد شيوخ القبيلة», «… بعد أقل من ساعة من مقتل خمسة»
            after = words[i].fold in _AFTER and i < draft.high and is_death(words[behind_span(words, i, draft.high)])
            after = after or (earlier(words, i, draft.high) >= 0 and not same_fight(words, i, draft))
            if after or names_one(words, i, draft.high) or (words[i].fold in _ADDING and _again(sentence, draft, i)):
                high = min(high, i - 1)
    low = max(low, some_of(words, draft))
    high = _parted(sentence, draft.low, draft.trigger.last + 1, high)
    if (low, high) == (draft.low, draft.high):
        return
    kept = [q for q in quantities(sentence, low, high) if q.what in TOLL]
    if low > draft.low and words[low].number is not None:
        kept = [q for q in told if q.text.startswith(sentence.slice(low, low))]
    draft.quantities = (*(q for q in draft.quantities if q.what not in TOLL), *kept)


def _again(sentence: Sentence, draft: Draft, i: int) -> bool:
    """Whether the same is counted in the clause before word `i` and behind it: «مقتل 13، فيما قتل 37 …», «قتلوا، مشيرا إلى مقتل …»."""
    before = {q.what for q in quantities(sentence, draft.low, i - 1) if q.what in TOLL and q.low}
    return any(q.what in before and q.low for q in quantities(sentence, i, draft.high))


def _parted(sentence: Sentence, begin: int, low: int, high: int) -> int:
    """The last word before another toll begins behind word `low` («فيما قتل اثنان في تفجير آخر», «في حين أن الحصيلة»), or `high`; only
    where a toll was told before it, from word `begin` on. Who fell beside with no act or place of their own («فيما جرح ثلاثة») fell in
    this act."""
    words = sentence.words
    for i in range(low, high):
        raises = words[i].fold in _RAISES or elsewhere_told(words, i, high)
        if raises and any(q.what in TOLL and q.low for q in quantities(sentence, begin, i - 1)):
            return i - 1
        if words[i].fold not in _BESIDE:
            continue
        near = [word for word in words[i + 1 : min(high, i + 4) + 1] if word.kind in ("word", "number")]
        summed = any(word.fold in _SUM for word in near)
        first = near if any(word.number is not None and word.time is None for word in near) else near[:2]  # «في حين أن 18 مدنيا قضوا»
        begun = any(casualty(word) and word.verb is not None for word in first)
        begun = begun and (elsewhere(sentence, i, max(high, i + _NEAR)) or another_day(words, begin, i, high))
        if (summed or begun) and any(q.what in TOLL and q.low for q in quantities(sentence, begin, i - 1)):
            return i - 1
    return high


def _outcome(sentence: Sentence, draft: Draft, stop: int) -> None:
    """Add what the sentence tells behind the clause, as far as word `stop`: its outcome («مما أدى إلى …»), more of the fallen («…، وأصاب
    سبعة»), or that nobody fell («…، دون وقوع إصابات»)."""
    told = {q.what for q in draft.quantities if q.what in TOLL and q.low is not None}
    at = _goes_on(sentence, draft, stop, told) if told else _link(sentence, draft, stop)
    found: list[Quantity] = []
    if at >= 0:
        more = quantities(sentence, at, _parted(sentence, at, at, stop))
        found = [q for q in more if q.what in TOLL and q.what not in told]
    if not found and not told and stop > draft.high:
        end = next((i for i in range(draft.high + 1, stop + 1) if sentence.words[i].fold in HARD), stop + 1)
        none = no_casualties(sentence, draft.high + 1, min(end - 1, draft.high + _REACH))
        found = [none] if none is not None else []
    if found:
        kept = [q for q in draft.quantities if q.what not in TOLL or q.what in told]
        draft.quantities = (*kept, *dict.fromkeys(found))


def _goes_on(sentence: Sentence, draft: Draft, stop: int, told: set[str]) -> int:
    """The word right behind the clause where the toll goes on with others than were told («فقتل شخصين | وأصاب سبعة»), or -1."""
    words = sentence.words
    i = draft.high + 1
    while i <= stop and (words[i].fold in _BESIDE or words[i].fold in ("،", ",", '"', "»")):
        i += 1
    if i > stop or not (words[i].conj or words[i - 1].fold in _BESIDE):
        return -1
    return i if casualty(words[i]) in TOLL and casualty(words[i]) not in told else -1


def _falls_in_it(words: list[Word], i: int, last: int) -> bool:
    """«…، قتل فيه خمسة»: whether who fell at word `i` fell in the act that ends at word `last`, not at a place («مدينة قتل فيها»)."""
    if casualty(words[i]) not in TOLL or words[i].verb is None:
        return False
    return words[i - 1].fold not in ("التي", "الذي", "اللذين", "اللتين") or i - 1 - last <= _SPAN


def _link(sentence: Sentence, draft: Draft, stop: int) -> int:
    """The word behind the trigger from which an outcome is told, or -1."""
    words = sentence.words
    passed = -1
    for i in range(draft.trigger.last + 1, min(stop, draft.high + _REACH) + 1):
        word = words[i]
        passed = max(passed, -1 if same_fight(words, i, draft) else earlier(words, i, stop))
        if i <= passed:
            continue
        if names_one(words, i, stop):
            return -1
        if is_link(word) or (i < stop and words[i + 1].fold in _WITHIN and _falls_in_it(words, i, draft.trigger.last)):
            return i
        joined = word.conj or (i > 0 and words[i - 1].fold in ("وقد", "فقد"))  # «…، وقد قتل في الحادث أربعة جنود»
        goes_on = i > draft.high and joined and word.verb is not None and word.verb.tag[:1] == "P"
        if goes_on and (casualty(word) in TOLL or managed(words, i) or (i == draft.high + 1 and word.fold.startswith("ف"))):
            return i  # «…، وقتل خمسة», «… فخرجت منها بستة قتلى»
        if word.fold in ("؛", ":") and i + 1 <= stop and words[i + 1].fold not in _THAT:
            return -1
    return -1

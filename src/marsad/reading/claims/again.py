"""An act that its sentence names again to tell what came of it («استهدفت غارة موقعا، وأدت الغارة إلى مقتل خمسة»): one claim, one toll."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import TOLL, Draft, by_sentence
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.tolls.fallen import casualty
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded, written

__all__ = ["by_outcome", "is_link", "told_again"]

_LINKS = written("outcomes")
_ANY_ACT = folded("any_act")
_ADDING = folded("adding")
_KILLS = frozenset(("killing.kill", "clash.inflict"))
_NEAR = 20
_THIS = frozenset("هذا هذه ذلك تلك".split())
_BESIDE = frozenset(("كما", "فيما", "بينما"))
_IN = frozenset("في اثر جراء خلال نتيجه بسبب عقب".split())


def is_link(word: Word) -> bool:
    """Whether a verb tells what came of an act («أسفر», «أدى»)."""
    return word.verb is not None and word.verb.lemma in _LINKS


def by_outcome(sentence: Sentence, at: int) -> bool:
    """Whether the definite noun at word `at` names an act told before: as the subject of what it led to («وأسفرت هذه الغارات عن …»), or
    behind the verb that opens its toll («وقتل إثر الغارة عشرة»)."""
    words = sentence.words
    if at == 0 or not words[at].fold.startswith("ال"):
        return False
    i = at - 1
    while i > 0 and words[i].fold in _THIS:
        i -= 1
    if is_link(words[i]) or _reported(words, i, at):
        return True
    opens = words[i - 1] if i > 0 else None
    joined = opens is not None and (opens.conj or (i > 1 and words[i - 2].fold in _BESIDE))
    falls = joined and opens is not None and casualty(opens) in TOLL and opens.verb is not None
    return words[i].fold in _IN and falls


def _reported(words: list[Word], i: int, at: int) -> bool:
    """«…، موضحا أن هذا الهجوم الليلي أسفر عن …»: whether the noun at word `at`, behind the «أن» at word `i` of who goes on to tell, is the
    subject of what it led to."""
    if i == 0 or words[i].fold not in ("ان", "الي") or not any(word.fold in _ADDING for word in words[max(0, i - 2) : i]):
        return False
    ahead = words[at + 1 : at + 4]
    link = next((k for k, word in enumerate(ahead) if is_link(word)), -1)
    return link >= 0 and not any(word.punct or word.place is not None or word.conj for word in ahead[: link + 1])


def told_again(items: Sequence[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """`items` without those that only name an act of their sentence again; what they count goes to the act."""
    gone: set[int] = set()
    for group in by_sentence(items).values():
        group.sort(key=lambda item: item[1].trigger.at)
        drafts = [draft for _, draft in group if draft.kind in VIOLENT]
        for n, (sentence, draft) in enumerate(group):
            if draft.kind not in VIOLENT:
                continue
            first = _told_before(sentence, draft, [d for d in drafts if id(d) not in gone and d.trigger.at < draft.trigger.at])
            if first is not None:
                _hand_over(draft, first, [d for _, d in group[n + 1 :]])
                gone.add(id(draft))
    return [item for item in items if id(item[1]) not in gone]


def _told_before(sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The act of `earlier` that a draft only names again; None where it tells one of its own."""
    if not earlier:
        return None
    act = earlier[-1]
    words = sentence.words
    if _goes_on(sentence, draft, act) or _beside(sentence, draft, act):
        return act
    if draft.trigger.form not in ("n", "m", "w"):
        return None
    if act.modality != draft.modality or not by_outcome(sentence, draft.trigger.at):
        return None
    alike = act.kind == draft.kind or words[draft.trigger.at].fold in _ANY_ACT
    known = {place.id or place.text for place in act.places}
    own = {arg.id or "" for arg in sentence.places if draft.trigger.at < arg.first <= min(draft.high, draft.trigger.last + 4)}
    return act if alike and not own - known else None


def _beside(sentence: Sentence, draft: Draft, act: Draft) -> bool:
    """«انفجرت سيارة ملغومة وعبوات ناسفة»: the second of two things that went off together."""
    at = draft.trigger.at
    joined = sentence.words[at].conj and draft.low == at == act.high + 1
    return joined and act.kind == draft.kind == "bombing" and draft.trigger.form in ("n", "w") and act.trigger.form == "v"


def _goes_on(sentence: Sentence, draft: Draft, act: Draft) -> bool:
    """«هاجموا الحاجز وقتلوا خمسة جنود»: a killing by those who did the act, whom it does not name again, is what came of it."""
    trigger = draft.trigger
    fatal = trigger.frame.id in _KILLS and trigger.form == "v" and trigger.tag == "P"
    so = trigger.frame.id == "killing.killing-of" and sentence.words[trigger.at].fold.startswith("فق")  # «فقتل» is never the noun
    if not (fatal or so) or draft.cast.agents:
        return False
    if not sentence.words[trigger.at].conj or trigger.who[:1] == "1" or act.modality != draft.modality:
        return False
    near = 0 < trigger.at - act.trigger.last <= _NEAR and act.high >= trigger.at - 3
    own = any(trigger.at < arg.first <= trigger.last + 4 for arg in sentence.places)
    return near and act.trigger.kind in VIOLENT and not own


def _hand_over(draft: Draft, act: Draft, later: list[Draft]) -> None:
    """Give `act` the clause and the toll of `draft`, and take that toll from those of `later` that stand in its clause by their way."""
    told = tuple(q for q in draft.quantities if q.what in TOLL)
    own = {q.what for q in act.quantities if q.what in TOLL and q.low is not None}
    act.quantities = (*act.quantities, *(q for q in told if q.what not in own))
    act.high = max(act.high, draft.high)
    for other in later:
        if (other.low, other.high) == (draft.low, draft.high):
            other.quantities = tuple(q for q in other.quantities if q not in told)

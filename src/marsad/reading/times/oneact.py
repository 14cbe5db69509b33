"""The day of an act that a report speaks of more than once, told in one of its sentences only: who is blamed for it, what was found of
it, the bombing itself named again."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import has_article, strip_proclitics
from marsad.model import Mention, Time
from marsad.reading.choice import Dated
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.blaming import NAMED_ACTS, left_undone
from marsad.reading.times.telling import here
from marsad.reading.times.when import is_short
from marsad.reading.words.placelists import is_land
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["share_days"]

_THEN = folded("then")
_BACK = 2  # sentences from «آنذاك» to the day it means

_ACTS = frozenset(("clash", "killing", "bombing", "shelling", "airstrike", "chemical", "abduction"))
_NOT_YET = ("planned", "hypothetical")
_FINE = 2  # precision: a settlement or a point of it, not a region


def _fine(place: Mention) -> bool:
    return (place.precision or _FINE) <= _FINE and not (place.id is not None and is_land(place.id))


def _of_one_act(sentence: Sentence, draft: Draft) -> bool:
    """Whether a claim without a day speaks of one act: a blame or a finding, or a bombing told by a noun."""
    if draft.time is not None or draft.modality in _NOT_YET or not draft.places or not _fine(draft.places[0]):
        return False
    words = sentence.words[draft.low : draft.high + 1]
    if any(word.time is not None and word.time.kind != "since" for word in words):
        return False
    trigger = sentence.words[draft.trigger.at]
    if draft.kind == "bombing":
        return draft.trigger.form in ("n", "m") and has_article(trigger.fold) and not trigger.fold.endswith(("ات", "ان", "ين"))
    if draft.kind not in ("responsibility", "finding") or left_undone(sentence, draft):
        return False
    owned = draft.kind == "responsibility" and draft.trigger.form == "v" and trigger.fold.endswith(("ه", "ها"))  # «وتبناه التنظيم»
    return owned or any(stem in NAMED_ACTS and pro.endswith(("ال", "لل")) for word in words for pro, stem in strip_proclitics(word.fold))


def share_days(items: Sequence[tuple[Sentence, Draft]], told: Sequence[Dated]) -> None:
    """Give a blame, a finding or a bombing that has no day the one day that the report tells of acts at its place, where it tells no
    other; and what was «then» the last of the times `told` before."""
    for sentence, draft in items:
        if draft.time is None and any(word.fold in _THEN for word in sentence.words[draft.low : draft.high + 1]):
            last = next((d for d in reversed(told) if d.at < sentence.index <= d.at + _BACK and not d.said), None)
            draft.time = Time("", last.span.edtf or "") if last is not None else None
    acts = [draft for _, draft in items if draft.kind in _ACTS and draft.time is not None and draft.modality not in _NOT_YET]
    for sentence, draft in items:
        if not _of_one_act(sentence, draft):
            continue
        days = {act.time.edtf for act in acts if act.time is not None and act.places and here(act, draft)}
        day = next(iter(days), "")
        if len(days) == 1 and is_short(day):
            draft.time = Time("", day)
            draft.notes.append("time:one-act")

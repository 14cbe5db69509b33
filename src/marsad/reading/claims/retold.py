"""Attacks whose means another sentence tells: «الهجوم» of a report on a bombing is that bombing, before and after it is called so."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.words.sentence import Sentence

__all__ = ["by_its_means"]

_NAMED = frozenset(("clash.attack", "clash.hit-attack"))
_REACH = 12
"""Within how many words behind an attack its place stands."""
_DEADLY = ("killed", "casualties")


def by_its_means(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Make bombings of the attacks on civilians that only name again what the report tells as bombings.

    An attack of untold means that kills civilians is a killing (codebook rule 16), save where the report tells the means elsewhere:
    where the attack is named with the place or the dead of a bombing, or where the report tells of nothing but bombings beside it.
    """
    vague = [item for item in items if item[1].kind == "killing" and item[1].trigger.frame.id in _NAMED and item[1].trigger.form != "v"]
    if not vague:
        return
    told = [item for item in items if item[1].kind == "bombing" and item[1].modality in ("asserted", "alleged")]
    if not told:
        return
    others = any(
        draft.kind in VIOLENT and draft.kind != "bombing" and draft.trigger.frame.id not in _NAMED and draft.modality != "denied"
        for _, draft in items
    )
    for sentence, draft in vague:
        definite = sentence.words[draft.trigger.at].fold.lstrip("وفب").startswith(("ال", "لل"))
        named = any(_same(sentence, draft, where, other) for where, other in told if where is not sentence)
        if named or (definite and not others):
            draft.kind = "bombing"


def _same(sentence: Sentence, draft: Draft, where: Sentence, other: Draft) -> bool:
    """Whether an attack has the dead or, in its own words, the finest place of a bombing."""
    dead = {q.low for q in draft.quantities if q.what in _DEADLY and q.low and q.low >= 3}
    if dead & {q.low for q in other.quantities if q.what in _DEADLY}:
        return True
    words = sentence.words
    if words[draft.trigger.at].noun is not None and words[draft.trigger.at].fold.endswith("ات"):
        return False  # several attacks are not the one bombing of their place
    behind = [word.fold for word in words[draft.trigger.last + 1 : draft.trigger.last + 3]]
    if len(behind) == 2 and any(entry.tag == "N" and entry.cls == "site" for entry in words[draft.trigger.last + 1].entries):
        ahead = [word.fold for word in where.words[other.trigger.at : other.high + 1]]
        if any(ahead[n : n + 2] == behind for n in range(len(ahead) - 1)):
            return True  # «هجوم مسجد البلدة»
    mine = {arg.id for arg in sentence.places if arg.id and draft.trigger.last < arg.first <= min(draft.high, draft.trigger.last + _REACH)}
    theirs = {arg.id for arg in where.places if arg.id and other.low <= arg.first <= other.high}
    return bool(mine & theirs)

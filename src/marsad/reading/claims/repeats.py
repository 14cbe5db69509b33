"""Codebook rules 3 and 6: a headline or lead repeated by the body, and a source that repeats itself, count once."""

from __future__ import annotations

from marsad.languages.arabic import fold_key
from marsad.reading.claims.select import Draft
from marsad.reading.words.sentence import Sentence

__all__ = ["without_repeats"]


def _ids(draft: Draft) -> set[str]:
    return {m.id for m in (*draft.agents, *draft.targets) if m.id}


def _places(draft: Draft) -> set[str]:
    return {p.id or p.text for p in draft.places}


def _tolls(draft: Draft) -> set[tuple[str, float | None]]:
    return {(q.what, q.low) for q in draft.quantities if q.low is not None}


def _alike(first: Draft, second: Draft) -> bool:
    if first.kind != second.kind:
        return False
    a, b = _ids(first), _ids(second)
    if a and b and not a & b:
        return False
    p, q = _places(first), _places(second)
    return not (p and q and not p & q)


def _goes_on(later: Draft) -> bool:
    """Whether a later claim only goes on with the act («القصف شمل …»), which tells nothing again."""
    return any(note in ("agent:same-act", "agent:same-air") for note in later.notes)


def _retold(lead: Draft, later: Draft) -> bool:
    """Whether the body tells the lead again: its figures, or its place and no less of it."""
    if _goes_on(later):
        return False
    tolls = _tolls(lead)
    if tolls:
        return tolls <= _tolls(later)
    return bool(_places(lead) & _places(later)) or not lead.places


def _told_anew(lead: Draft, where: Sentence, later: Draft) -> bool:
    """Whether the body's own sentence tells whom the lead tells of: what was lent to it from the lead repeats nothing.

    A plan or a denial does not repeat what has happened, and where the lead names nobody only the same word repeats it.
    """
    if lead.modality != later.modality:
        return False
    known = _ids(lead)
    if not known:
        return lead.trigger.entry is None or later.trigger.entry is None or lead.trigger.entry.lemma == later.trigger.entry.lemma
    named = {m.id for m in (*later.agents, *later.targets) if m.id and where.start <= m.start < where.end}
    spots = {p.id or p.text for p in later.places if where.start <= p.start < where.end}
    return known <= named and (len(known) > 1 or not lead.places or bool(_places(lead) & spots))


def _summed(lead: Draft, later: Draft) -> bool:
    """Whether a lead with a source only sums up what the body tells with its own: the same figures, or no figure and no finer place."""
    tolls = _tolls(lead)
    if tolls:
        return tolls <= _tolls(later) and later.source is not None
    if lead.quantities or _goes_on(later):
        return False
    if lead.source is None or later.source is None or not _ids(lead) & _ids(later):
        return False
    same = (lead.source.id or lead.source.text) == (later.source.id or later.source.text)
    wide = all(p.precision == 3 or p.precision is None for p in lead.places)
    return same and lead.extent in (None, later.extent) and (lead.kind == "responsibility" or (wide and bool(later.places)))


def _is_head(sentence: Sentence, plain: str) -> bool:
    """Whether a sentence is the headline, or holds it again word for word."""
    return sentence.index == 0 or (len(plain) > 20 and plain in " ".join(sentence.text[sentence.start : sentence.end].split()))


def without_repeats(items: list[tuple[Sentence, Draft]], title: str) -> list[tuple[Sentence, Draft]]:
    """`items` without those that another says again; `title` is the headline, where sentence 0 is one."""
    plain = " ".join(title.split())
    heads = {sentence.index for sentence, _ in items if title and _is_head(sentence, plain)}
    last = max((sentence.index for sentence, _ in items), default=0)
    out: list[tuple[Sentence, Draft]] = []
    for n, (sentence, draft) in enumerate(items):
        # Where nothing but the headline's own words is told, the body's last telling of them is the body's claim.
        if sentence.index in heads and (sentence.index < last or any(other.index not in heads for other, _ in items)):
            continue
        if draft.source is None and sentence.index <= (1 if title else 0):
            later_ones = [item for item in items[n + 1 :] if item[0].index > sentence.index and item[1].source is not None]
            if any(_alike(draft, other) and _retold(draft, other) and _told_anew(draft, where, other) for where, other in later_ones):
                continue
        sourced_lead = sentence.index == (1 if title else 0) and draft.source is not None
        if sourced_lead and any(
            _alike(draft, other) and _summed(draft, other) for later, other in items[n + 1 :] if later.index > sentence.index
        ):
            continue
        if _only_recalled(sentence, draft, [item for k, item in enumerate(items) if k != n]):
            continue
        if _said_before(draft, [d for s, d in out if s.index > 0 or not title]):
            continue
        out.append((sentence, draft))
    return out


_DATED_BY = frozenset("بعد عقب منذ غداه اثر قبيل قبل".split())
_TAKES = frozenset(("capture.free", "capture.retake", "capture.clear", "capture.occupy", "capture.drive-out", "capture.expel"))
_THAT = frozenset("ان وان بان".split())
_KIND_OF_PLACE = frozenset("محافظه مدينه مديريه بلده منطقه مدن جزيره عاصمه العاصمه ولايه قضاء ناحيه قريه".split())


def _names(draft: Draft) -> set[str]:
    """The words of its places without what kind of place they are: «مدينة عدن» and «محافظة عدن» are taken in one."""
    return {word for place in draft.places for word in fold_key(place.text).split() if word not in _KIND_OF_PLACE}


def _only_recalled(sentence: Sentence, draft: Draft, others: list[tuple[Sentence, Draft]]) -> bool:
    """«بعد تحريرها», «واستعادتها ستتم قريبا»: a taking named by a pronoun alone, which the report tells with its doer, or just told."""
    trigger = draft.trigger
    if trigger.frame.id not in _TAKES or not trigger.suffix or trigger.at == 0 or draft.quantities or draft.extent:
        return False
    back = sentence.words[trigger.at - 1].fold
    if trigger.form != "m" and back not in _DATED_BY and back not in _THAT:  # «أن استعادتها» is spelt as a verb is
        return False
    ids = {arg.id for arg in draft.cast.targets if arg.id}
    recalled = back in _DATED_BY
    for where, other in others:
        if other.kind != draft.kind or not ids <= {m.id for m in other.targets if m.id} or not _names(other) & _names(draft):
            continue
        if where is sentence and other.trigger.at < trigger.at and not other.trigger.suffix and other.modality != "denied":
            return True
        if recalled and not draft.cast.agents and other.cast.agents and where.index > 0:
            return True
    return False


def _said_before(draft: Draft, earlier: list[Draft]) -> bool:
    """The same source says the same again, with no new figure, place or means."""
    for other in earlier:
        if other.kind != draft.kind or not _alike(other, draft):
            continue
        if (
            draft.trigger.form in ("m", "n")
            and not draft.quantities
            and _places(draft) <= _places(other)
            and _ids(draft)
            and _ids(draft) <= _ids(other)
        ) and (
            draft.kind in ("withdraw", "capture", "advance", "hold")
            and draft.time in (None, other.time)
            and draft.modality == other.modality
        ):
            return True
        same_source = (other.source is None) == (draft.source is None) and (
            other.source is None
            or draft.source is None
            or (other.source.id or other.source.text) == (draft.source.id or draft.source.text)
        )
        if not same_source:
            continue
        if (
            (
                _tolls(draft) <= _tolls(other)
                and _places(draft) <= _places(other)
                and set(draft.means) <= set(other.means)
                and _ids(draft) <= _ids(other)
                and draft.extent in (None, other.extent)
            )
            and other.modality == draft.modality
            and other.trigger.entry == draft.trigger.entry
            and draft.time == other.time
        ):
            return True
    return False

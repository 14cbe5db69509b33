"""Which of a report's places is a claim's: one of its clause, one of its sentence, that of the event told before, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.choice import Option, Placed, Story, best, bucket, load_weights, related, traits
from marsad.reading.draft import Draft
from marsad.reading.sentence import Sentence
from marsad.reading.where import fits, is_reference

__all__ = ["place_options", "settle_places"]

_BACK = 5
_UNPLACED = frozenset(("agreement", "statistic", "responsibility"))
_SURE = frozenset(("held", "act"))  # what is held stands before its word; who is blamed is blamed for the act told before
_COUNTRY = re.compile(r"ms:[a-z]{2}$")
Places = tuple[Mention, ...]


def place_options(story: Story, sentence: Sentence, draft: Draft) -> list[Option[Places]]:
    """No place, the rules' places, and every place that may be the draft's (with those coordinated with it), with what is true of each."""
    at = sentence.index
    shape = traits(sentence, draft)
    near = [
        placed
        for placed in story.places
        if at - _BACK <= placed.at <= at or placed.at <= story.lead or (at <= story.lead and placed.at == at + 1)
    ]
    rule = tuple(draft.places)
    if draft.placed in _SURE or draft.kind == "finding" or (draft.kind in _UNPLACED and not rule):
        return [Option(rule, ("rule", f"rule:{draft.placed}"))]
    none = ["none", *(f"none:{name}" for name in shape)]
    if not rule:
        none.append("none:rule")
    own = [p for p in near if p.at == at and draft.low <= p.arg.first <= draft.high and fits(draft, p.arg, sentence)]
    none.append("none:own" if own else "none:no-own")
    out: list[Option[Places]] = [Option((), tuple(none))]
    seen = False
    for placed in near:
        ruled = bool(rule) and rule[0].start == placed.mention.start
        if not ruled and not _eligible(sentence, draft, placed, bool(rule)):
            continue
        names = _names(story, sentence, draft, placed, shape)
        value: Places = (placed.mention, *_mates(story, placed))
        if ruled:
            names += ["rule", f"rule:{draft.placed}"]
            value, seen = rule, True
        out.append(Option(value, tuple(names)))
    if rule and not seen:
        out.append(Option(rule, ("rule", f"rule:{draft.placed}", "rule:only")))
    return out


def _eligible(sentence: Sentence, draft: Draft, placed: Placed, told: bool) -> bool:
    """Whether a place that the rules did not choose may be one: not a part of a party's name, not an unnamed one where a place is told."""
    if placed.at == sentence.index:
        if not fits(draft, placed.arg, sentence):
            return False
        if draft.low <= placed.arg.first <= draft.high:
            return not (placed.wide and told)
    return placed.mention.id is not None and not placed.mention.text.endswith("ها")


def _mates(story: Story, placed: Placed) -> Places:
    """Places coordinated with a place, those after it."""
    if placed.wide:
        return ()
    mates = [
        other
        for other in story.places_in[placed.at]
        if not other.wide and other.arg.group == placed.arg.group and other.arg.first > placed.arg.first
    ]
    return tuple(other.mention for other in mates)


def _sort(mention: Mention) -> str:
    if mention.id is None:
        return "open"
    if _COUNTRY.match(mention.id):
        return "country"
    if "/" in mention.id:
        return "part"
    return f"p{mention.precision}"


def _names(story: Story, sentence: Sentence, draft: Draft, placed: Placed, shape: list[str]) -> list[str]:
    at, arg = sentence.index, placed.arg
    sort = "wide" if placed.wide else _sort(placed.mention)
    prep = arg.prep or "bare"
    there = story.sentences[placed.at]
    key = placed.mention.id or placed.mention.text
    often = story.named.get(key, 0)
    names = []
    if is_reference(there, placed.arg):
        names.append("reference")
    if placed.at == at:
        side = "after" if arg.first > draft.trigger.at else "before"
        gap = arg.first - draft.trigger.last if side == "after" else draft.trigger.at - arg.last
        own = draft.low <= arg.first <= draft.high
        where = "own" if own else "beside"
        names += [where, f"{where}:{side}:{bucket(gap)}", f"{where}:{sort}", f"{where}:{prep}", f"{where}:{side}:{prep}"]
        names += [f"{where}:{side}:{draft.kind}"]
        low, high = (draft.trigger.last, arg.first) if side == "after" else (arg.last, draft.trigger.at)
        between = [d for d in story.drafts.get(at, ()) if d is not draft and low < d.trigger.at < high]
        if between:
            names.append(f"{where}:{side}:other-between")
        if any(w.fold in sentence.lexicon.particles["relative"] for w in sentence.words[low + 1 : high]):
            names.append(f"{where}:{side}:relative-between")
        if any(low < p.arg.first < high for p in story.places_in.get(at, ()) if not p.wide):
            names.append(f"{where}:{side}:place-between")
        if any(w.verb is not None and w.noun is None and w.place is None and w.actor is None for w in sentence.words[low + 1 : high]):
            names.append(f"{where}:{side}:verb-between")
        if placed.arg.group != arg.index and any(
            p.arg.group == arg.group and p.arg.first < arg.first for p in story.places_in.get(at, ()) if not p.wide
        ):
            names.append("mate")
        if arg.first <= 3 and at == story.lead:
            names.append("dateline")
    else:
        back = at - placed.at
        where = "back" if back > 0 else "next"
        names += [where, f"{where}:{min(back, 4)}", f"{where}:{sort}", f"{where}:{prep}"]
        owner = story.owner(placed.at, arg.first)
        if owner is None:
            names.append("back:unowned")
        else:
            ties = related(owner, draft, places=False)
            names += [f"back:{tie}" for tie in ties]
            act = "act" if "same-kind" in ties else "kin" if "same-family" in ties or "blame" in ties else "strange"
            names += [f"back:{min(back, 3)}:{act}"]
            if "definite" in shape:
                names.append(f"back:definite:{act}")
            if owner.places and owner.places[0].start == placed.mention.start:
                names += ["back:its", f"back:its:{act}"]
    names += _told(story, sentence, draft, placed, where)
    total = len(story.places)
    if key in story.headline:
        names.append(f"{where}:in-headline")
    if key in story.opening:
        names.append(f"{where}:in-opening")
    if often * 3 >= total and total > 3:
        names.append(f"{where}:main")
    if where != "own":
        names += [f"lent:{name}" for name in shape]
        names.append(f"lent:often:{min(often, 4)}")
        if placed.at == story.lead:
            names.append("lead")
        if placed.at < story.lead:
            names.append("headline")
        latest = max((p.n for p in story.places if p.at < at and not p.wide), default=-1)
        if placed.n == latest:
            names.append("latest")
        if sort == "country" and any(
            p.mention.country == placed.mention.country and _sort(p.mention) in ("p1", "p2") for p in story.places
        ):
            names.append("coarse")
    return names


def _told(story: Story, sentence: Sentence, draft: Draft, placed: Placed, where: str) -> list[str]:
    """How the nearest earlier draft that has the place stands to this one."""
    order = story.order
    here = order.get(id(draft), 0)
    key = placed.mention.id or placed.mention.text
    for n in range(here - 1, max(-1, here - 8), -1):
        earlier_sentence, earlier = story.items[n]
        if sentence.index - earlier_sentence.index > _BACK:
            break
        if any((m.id or m.text) == key for m in earlier.places):
            ties = related(earlier, draft, places=False)
            act = "act" if "same-kind" in ties else "kin" if "same-family" in ties or "blame" in ties else "strange"
            party = "us" if "share-party" in ties else "them" if "other-party" in ties else "who"
            gap = min(here - n, 3)
            return [f"told:{where}:{act}", f"told:{where}:{act}:{party}", f"told:{where}:{gap}"]
    return [f"untold:{where}"]


def settle_places(story: Story, items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Let the weights confirm or change the places of each draft."""
    weights = load_weights("place")
    for sentence, draft in items:
        options = place_options(story, sentence, draft)
        top, _ = best(options, weights)
        if top.value != tuple(draft.places):
            draft.places = list(top.value)
            draft.notes.append("place:chosen")

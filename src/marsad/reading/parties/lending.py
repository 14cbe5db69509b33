"""What other drafts and sentences lend a slot: their parties, by how near they stand, whether they tell the same kind, by the same word,
at the same place; and the actors of the report as they are named nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.parties.hints import act_of, is_definite
from marsad.reading.parties.nearby import Option, family
from marsad.reading.parties.scenery import Scenery, ids_of
from marsad.reading.words.sentence import Sentence

__all__ = ["claimed", "folded_text", "mood_of", "named_nearest", "neighbours"]

folded_text = lru_cache(maxsize=1 << 14)(fold_key)
"""`fold_key`, remembered: the names of a report are compared again and again."""


def named_nearest(scene: Scenery, sentence: Sentence) -> list[Mention]:
    """Each actor of the report as it is named nearest to a sentence."""
    found = scene.nearest.get(sentence.index)
    if found is None:
        found = scene.nearest[sentence.index] = []
        for places in scene.where.values():
            at, arg = min(places, key=lambda place: (abs(place[0] - sentence.index), place[0]))
            found.append(mention_of(scene.sentences[at], arg))
    return found


def _others(scene: Scenery, sentence: Sentence, draft: Draft) -> list[tuple[Draft, int, str, str, bool, bool]]:
    """The other drafts of the report, the nearest first: how many sentences away each stands, where, how alike its kind is, whether
    it is told by the same word, whether at the same place."""
    places = {m.id or folded_text(m.text) for m in draft.places}
    ordered = sorted(
        scene.items, key=lambda item: (abs(item[0].index - sentence.index), abs(item[1].trigger.at - draft.trigger.at), item[0].index)
    )
    act = act_of(draft)
    out = []
    for where, other in ordered:
        if other is draft:
            continue
        gap = where.index - sentence.index
        if gap == 0:
            reach = "same-before" if other.trigger.at < draft.trigger.at else "same-after"
        else:
            reach = ("before" if gap < 0 else "after") + ("1" if abs(gap) == 1 else "3" if abs(gap) <= 3 else "far")
        alike = "alike" if other.kind == draft.kind else family(other.kind) if family(other.kind) == family(draft.kind) else "other"
        here = bool(places & {m.id or folded_text(m.text) for m in other.places})
        out.append((other, abs(gap), reach, alike, act == act_of(other), here))
    return out


@lru_cache(maxsize=1 << 14)
def _lent(role: str, reach: str, alike: str, mood: str, word: bool, here: bool) -> dict[str, float]:
    """What is true of a filling that another draft has in its slot `role`; not to be changed, it is shared."""
    of = f"{role}-of"
    names = [f"{of}:{reach}", f"{of}:{alike}", f"{of}:{alike}:{mood}", f"{of}:{reach}:{mood}"]
    if word:
        names += [f"{of}:same-word", f"{of}:same-word:{mood}"]
    if here:
        names.append(f"{of}:{alike}:here")
    return dict.fromkeys(names, 1.0)


def neighbours(scene: Scenery, sentence: Sentence, draft: Draft, option: Callable[[Sequence[Mention]], Option]) -> None:
    """Fillings of other drafts, by how near they stand, whether they tell the same kind, and whether at the same place."""
    seen: set[str] = set()
    own = set(ids_of(draft.agents))
    mood = mood_of(sentence, draft)
    others = scene.others.get(id(draft))
    if others is None:
        others = scene.others[id(draft)] = _others(scene, sentence, draft)
    for other, gap, reach, alike, word, here in others:
        for role, mentions in (("agent", other.agents), ("target", other.targets)):
            if not mentions or (gap > 3 and not any(m.id for m in mentions)):
                continue
            made = option(mentions)
            name = f"latest-{role}-of:{reach}:{alike}"
            if name not in seen:
                seen.add(name)
                made.say(name)
            made.features.update(_lent(role, reach, alike, mood, word, here))
            if role == "target" and own and own & set(ids_of(other.agents)):
                made.say(f"target-with-agent:{alike}")
                made.say(f"target-with-agent:{reach}")


def claimed(scene: Scenery, sentence: Sentence, draft: Draft, mentions: Sequence[Mention]) -> list[str]:
    """Which parts a filling has in other acts of the sentence by the grammar of their clauses."""
    parts = scene.claimed.get(id(draft))
    if parts is None:
        parts = scene.claimed[id(draft)] = {}
        at = draft.trigger.at
        for where, other in scene.items:
            if where is not sentence or other is draft:
                continue
            side = "before" if other.trigger.at < at else "after"
            same = "alike" if family(other.kind) == family(draft.kind) else "other"
            for index, why in other.cast.why.items():
                if index < 0:
                    continue
                arg = sentence.args[index]
                role = why.split(":", 1)[0]
                near = "nearer" if abs(other.trigger.at - arg.first) < abs(at - arg.first) else "farther"
                names = (f"claimed:{role}:{side}", f"claimed:{role}:{side}:{near}", f"claimed:{role}:{same}")
                parts.setdefault(arg.start, []).extend(names)
    return [name for mention in mentions for name in parts.get(mention.start, ())]


def mood_of(sentence: Sentence, draft: Draft) -> str:
    """How an act is put, as far as it bears on what it takes over: its doer dropped, passive, or told as known."""
    if draft.cast.dropped:
        return "dropped"
    if draft.cast.passive:
        return "passive"
    trigger = draft.trigger
    if trigger.form in ("n", "m"):
        return "definite" if is_definite(sentence.words[trigger.at]) else "suffix" if trigger.suffix else "noun"
    return trigger.form

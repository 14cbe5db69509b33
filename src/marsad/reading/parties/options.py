"""Who may fill a slot of a claim: phrases of its sentence, parties of its neighbours, actors of the report, or nobody; and what speaks
for each, as named features. `marsad.reading.parties.settling` chooses by weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.claims.circumstances import circumstances
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.belonging import befallen, behind, exposed, own_people, owned_by, undone
from marsad.reading.parties.described import standing_near
from marsad.reading.parties.hints import is_definite
from marsad.reading.parties.lending import claimed, folded_text, mood_of, named_nearest, neighbours
from marsad.reading.parties.nearby import Option, family, hangs
from marsad.reading.parties.scenery import Scenery, ids_of
from marsad.reading.words.sentence import Sentence

__all__ = ["Option", "options"]

Key = frozenset[str]
_FREEING = frozenset(("capture.free", "capture.clear", "capture.combed"))
"""Frames in the words of who takes: nobody calls his enemy's gain a liberation."""


def _overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions are one: they share words of the text, or are unknown under the same name."""
    if one.start < other.end and other.start < one.end:
        return True
    return one.id is None and other.id is None and fold_key(one.text) == fold_key(other.text)


def _key(mentions: Sequence[Mention]) -> Key:
    return frozenset([m.id or f"{m.start}:{folded_text(m.text)}" for m in mentions])


def _beginning(options: Iterable[Option], starts: Container[int]) -> list[Option]:
    """Those options of which a mention begins at one of these offsets."""
    return [each for each in options if any(m.start in starts for m in each.mentions)]


def options(scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> list[Option]:
    """The fillings of `slot` (agent or target) of a draft, nobody first; targets are weighed against the agents that stand."""
    found: dict[Key, Option] = {}

    def option(mentions: Sequence[Mention]) -> Option:
        key = _key(mentions)
        if key not in found:
            found[key] = Option(list(mentions))
        return found[key]

    nobody = option([])
    other = draft.targets if slot == "agent" else draft.agents
    own = draft.agents if slot == "agent" else draft.targets
    option(own)
    # What the sentence alone tells of a draft is the same for both slots, and whoever stands in the other.
    near = scene.near.get(id(draft))
    if near is None:
        near = scene.near[id(draft)] = standing_near(scene.tellers, sentence, draft)
    for each in near:
        if each.undergoes and slot == "agent":
            continue
        men = slot == "target" and each.following and own_people(draft, each.mentions, other)
        made = found.setdefault(frozenset((f"men:{each.mentions[0].start}",)), Option(each.mentions)) if men else option(each.mentions)
        made.features.update(each.features)
        made.following = made.following or each.following
    neighbours(scene, sentence, draft, option)
    for mention in named_nearest(scene, sentence):
        option([mention])
    if draft.source is not None and (draft.source.id in scene.where or draft.kind == "responsibility"):
        option([draft.source])
    for each in found.values():
        _report(scene, sentence, draft, each, slot, other)
    _rivals(scene, draft, found, other, slot)
    _rule(draft, found, own, slot)
    _empty(scene, sentence.index, draft, nobody, other)
    if scene.heard is not None:
        for each in found.values():
            each.features.update(scene.heard.weigh(sentence, draft, slot, each.mentions))
    for sort, count in _crowd(found.values()).items():
        nobody.say(f"none:{sort}:{min(count, 2)}:{family(draft.kind)}")
        nobody.say(f"none:{sort}:{min(count, 2)}")
    hung, struck = undone(sentence, draft), exposed(sentence, draft)
    if slot == "target":
        # nobody suffers what he does himself, nor what he supports; but an authority holds and kills men of its own
        left = [
            each
            for each in found.values()
            if "supporter" not in each.features and ("same" not in each.features or "own-people" in each.features)
        ]
        if hung is not None:
            left = _beginning(left, {hung.start}) or left
        left = _beginning(found.values(), befallen(sentence, draft) | struck) or left
        owners = owned_by(sentence, draft)
        owning = [each for each in left if len(each.mentions) == 1 and each.mentions[0].id in owners]
        return owning or left
    spared = struck if hung is None else struck | {hung.start}
    found = {key: each for key, each in found.items() if all(m.start not in spared for m in each.mentions)}
    named = behind(sentence, draft, [other.trigger.at for where, other in scene.items if where is sentence and other is not draft])
    doing = _beginning(found.values(), named)
    if doing:
        return doing
    if draft.trigger.form == "m" and sentence.words[draft.trigger.at].fold.startswith("ال"):
        # «الجيوب الحوثية المحاصرة»: spelt as a masdar, but right behind a name it describes who suffers it
        start = sentence.words[draft.trigger.at].start
        found = {key: each for key, each in found.items() if not any(0 <= start - m.end <= 2 for m in each.mentions)}
    own_force = [each for each in found.values() if "within" in each.features]
    if own_force:
        return own_force
    if any("mismatch" in each.features for each in found.values()):
        found = {key: each for key, each in found.items() if "mismatch" not in each.features}
    if draft.trigger.frame.id in _FREEING and not draft.cast.agents:
        takers = _takers(scene, draft)
        return [each for each in found.values() if all(m.id in takers for m in each.mentions)]
    return list(found.values())


def _takers(scene: Scenery, draft: Draft) -> set[str | None]:
    """Who takes or gains ground elsewhere in the report, by the grammar of its clause: only they are lent to a freeing without a doer."""
    return {
        arg.id
        for _, other in scene.items
        if other is not draft and other.kind in ("capture", "advance") and other.modality != "planned"
        for arg in other.cast.agents
        if arg.id is not None
    }


def _alone(scene: Scenery, sentence: Sentence, draft: Draft, each: Option) -> dict[str, float]:
    """How an option stands in the report as a whole, whoever is on the other side of the claim; kept, not to be changed."""
    mark = id(draft), tuple([(m.start, m.end, m.id) for m in each.mentions])
    known = scene.alone.get(mark)
    if known is not None:
        return known
    kind = family(draft.kind)
    mood = mood_of(sentence, draft)
    ids = ids_of(each.mentions)
    lent = all(m.start < sentence.start or m.start >= sentence.end for m in each.mentions)
    made = {"size": min(3, len(each.mentions)) - 1.0 + 1e-9}
    made.update(dict.fromkeys(claimed(scene, sentence, draft, each.mentions), 1.0))
    if lent:
        made.update(dict.fromkeys((f"lent:{name}" for name in _around(scene, sentence, draft)), 1.0))
    names = ["id", f"id:{kind}"] if ids else ["no-id", f"no-id:{kind}"]
    if ids:
        made.update(dict.fromkeys(names, 1.0))
        count = sum(len(scene.where.get(one, ())) for one in ids) / len(ids)
        if count > 0:
            made["often"] = made[f"often:{kind}"] = min(1.0, count / max(1, scene.total))
        gaps = [sentence.index - at for one in ids for at, _ in scene.where.get(one, ()) if at <= sentence.index]
        order = min((scene.order(sentence, draft, one) for one in ids), default=0)
        names = [f"last-named:{min(min(gaps), 4) if gaps else 'later'}", f"order:{order}", f"order:{order}:{mood}"]
        if any(at == 0 for one in ids for at, _ in scene.where.get(one, ())):
            names.append("in-head")
        if lent:
            names += [f"lent:{kind}", f"lent:{mood}"]
            if scene.past(draft):
                names.append("lent:past")
            names.append(f"lent:crowd:{min(4, len(scene.where))}")
        names += _abroad(scene, draft, ids)
        for sort in sorted({scene.sort(one) for one in ids}):
            names += [f"type:{sort}:{draft.kind}", f"type:{sort}:{kind}:{draft.trigger.frame.voice}"]
        if draft.source is not None and draft.source.id in ids:
            names += ["source", f"source:{kind}"]
    made.update(dict.fromkeys(names, 1.0))
    scene.alone[mark] = made
    return made


def _around(scene: Scenery, sentence: Sentence, draft: Draft) -> list[str]:
    """What a draft's clause says of whether anybody is left out."""
    known = scene.around.get(id(draft))
    if known is None:
        known = scene.around[id(draft)] = circumstances(sentence, draft, family(draft.kind))
    return known


def _report(scene: Scenery, sentence: Sentence, draft: Draft, each: Option, slot: str, other: Sequence[Mention]) -> None:
    """How an option stands in the report as a whole, and to the other side of the claim."""
    if not each.mentions:
        return
    each.features.update(_alone(scene, sentence, draft, each))
    kind = family(draft.kind)
    ids = ids_of(each.mentions)
    opposed = ids_of(other)
    if other:
        if set(ids) & set(opposed) or any(_overlap(m, o) for m in each.mentions for o in other):
            each.say("same")
            if each.following and own_people(draft, each.mentions, other):
                each.say("own-people")
                each.say(f"own-people:{kind}")
        elif ids and opposed:
            told = sum(
                scene.pairs[(a, b) if slot == "target" else (b, a)] for a in opposed for b in ids
            )
            back = sum(scene.pairs[(b, a) if slot == "target" else (a, b)] for a in opposed for b in ids)
            hostile = any(scene.hostile(a, b) for a in opposed for b in ids)
            allied = any(scene.allied(a, b) for a in opposed for b in ids)
            if told:
                each.say("told-pair")
                each.say(f"told-pair:{kind}")
            if back:
                each.say("told-back")
                each.say(f"told-back:{kind}")
            if hostile:
                each.say("enemy")
                each.say(f"enemy:{kind}")
            if allied:
                each.say("allied")
            if not (told or back or hostile):
                each.say("strangers")
        else:
            each.say("open-against-known")
    elif ids and any(scene.enemies(one) for one in ids):
        each.say(f"has-enemy:{kind}")


def _abroad(scene: Scenery, draft: Draft, ids: Sequence[str]) -> list[str]:
    """Whether an option acts in the countries of the claim's places."""
    here = {place.country for place in draft.places if place.country}
    lands = {country for one in ids for country in scene.lands(one)}
    if not here or not lands:
        return []
    name = "at-home" if here & lands else "abroad"
    return [name, *(f"{name}:{sort}:{family(draft.kind)}" for sort in sorted({scene.sort(one) for one in ids}))]


def _rivals(scene: Scenery, draft: Draft, found: Mapping[Key, Option], other: Sequence[Mention], slot: str) -> None:
    """Who alone, or before all, fights the other side of the claim in this report."""
    rivals = Counter[str]()
    for one in ids_of(other):
        for enemy in scene.enemies(one):
            rivals[enemy] += 4 * scene.fights(one, enemy) + len(scene.where[enemy])
    if not rivals:
        return
    first = min(rivals, key=lambda key: (-rivals[key], key))
    kind = family(draft.kind)
    for each in found.values():
        if first in ids_of(each.mentions):
            each.say("rival-alone" if len(rivals) == 1 else "rival-first")
            each.say(f"rival-{'alone' if len(rivals) == 1 else 'first'}:{kind}")
            each.say(f"rival:{draft.kind}:{draft.trigger.form}")
        elif rivals.keys() & set(ids_of(each.mentions)):
            each.say("rival-later")


def _rule(draft: Draft, found: dict[Key, Option], own: Sequence[Mention], slot: str) -> None:
    """What the rules of grammar and of inheritance chose."""
    key = _key(own)
    kind = family(draft.kind)
    whys = [why.split(":", 1)[1] for why in draft.cast.why.values() if why.startswith(slot)]
    lent = [note.split(":", 1)[1] for note in draft.notes if note.startswith(f"{slot}:")]
    name = lent[-1] if lent else whys[0] if whys else "none" if not own else "other"
    for each_key, each in found.items():
        if each_key == key:
            each.say("rule")
            each.say(f"rule:{name}")
            each.say(f"rule:{kind}:{'empty' if not own else 'lent' if lent else 'grammar'}")
            if not own and draft.cast.dropped:
                each.say("rule:dropped")
        elif key and each_key & key:
            each.say("rule-part")


def _crowd(found: Iterable[Option]) -> dict[str, int]:
    """How many known actors and how many others stand in the clause after the trigger, apart from the other side of the claim."""
    count = {"known": 0, "unnamed": 0}
    for each in found:
        if each.following and "same" not in each.features:
            count["known" if "id" in each.features else "unnamed"] += 1
    return count


def _many(drafts: int) -> str:
    return next((str(limit) for limit in (1, 3, 6, 12) if drafts <= limit), "more")


def _empty(scene: Scenery, index: int, draft: Draft, nobody: Option, other: Sequence[Mention]) -> None:
    trigger = draft.trigger
    definite = trigger.form in ("n", "m") and is_definite(scene.sentences[index].words[trigger.at])
    nobody.say("none")
    nobody.say(f"none:{draft.kind}")
    nobody.say(f"none:{draft.trigger.form}{'p' if draft.cast.passive else ''}")
    nobody.say(f"none:{draft.trigger.frame.id}")
    nobody.say(f"none:{draft.kind}:{'definite' if definite else 'open'}")
    nobody.features.update((f"none:{name}", 1.0) for name in _around(scene, scene.sentences[index], draft))
    nobody.say(f"none:suffix:{hangs(scene.sentences[index], trigger)}")
    nobody.say(f"none:{draft.kind}:{'other' if other else 'alone'}")
    rivals = {enemy for one in ids_of(other) for enemy in scene.enemies(one)}
    nobody.say(f"none:rivals:{min(2, len(rivals))}")
    nobody.say(f"none:{family(draft.kind)}:rivals:{min(2, len(rivals))}")
    nobody.say(f"none:actors:{min(4, len(scene.where))}")
    if draft.modality != "asserted":
        nobody.say(f"none:{draft.modality}")
    if scene.past(draft):
        nobody.say("none:past")
        nobody.say(f"none:past:{mood_of(scene.sentences[index], draft)}")
    nobody.say(f"none:drafts:{_many(len(scene.items))}")
    nobody.say(f"none:drafts:{_many(len(scene.items))}:{family(draft.kind)}")

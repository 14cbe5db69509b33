"""What is true of a place as the place of a claim: how it stands to the trigger, in the report, and to the claims told before."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.choice import bucket, related
from marsad.reading.claims.draft import Draft
from marsad.reading.places.ground import Ground, Site, key_of
from marsad.reading.places.passing import SOFT
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["beside", "last_of", "report_wide", "setting", "told_before"]

_FAMILY = {
    "airstrike": "fire", "shelling": "fire", "bombing": "blast", "chemical": "fire", "clash": "fight", "killing": "fight",
    "casualties": "fight", "destruction": "fight", "capture": "ground", "advance": "ground", "withdraw": "ground",
    "besiege": "ground", "hold": "ground", "arrest": "police", "seizure": "police", "abduction": "police",
}  # fmt: skip


def last_of(trigger: Trigger) -> int:
    """The last word of a trigger; of one with words of its clause inside («خرق المتمردون الهدنة»), its first."""
    return trigger.at if trigger.spread else trigger.last


def beside(
    ground: Ground, sentence: Sentence, draft: Draft, site: Site, own: Sequence[Site], fitting: Sequence[Site]
) -> list[str]:
    """What is true of a place of the draft's own sentence."""
    arg, trigger, words = site.arg, draft.trigger, sentence.words
    family = _FAMILY.get(draft.kind, draft.kind)
    prep = arg.prep or "bare"
    after = arg.first > trigger.at
    side = "after" if after else "before"
    inside = draft.low <= arg.first <= draft.high
    where = "own" if inside else "beside"
    low, high = (last_of(trigger), arg.first) if after else (arg.last, trigger.at)
    gap = high - low
    spot = f"{where}:{side}"
    names = [where, spot, f"{spot}:{bucket(gap)}", f"{where}:{site.sort}", f"{where}:{prep}", f"{spot}:{prep}", f"{spot}:{draft.kind}"]
    names += [f"{where}:{site.how}", f"{spot}:{prep}:{family}", f"{where}:{site.sort}:{family}", f"{where}:word:{site.word}"]
    names.append(f"{spot}:{prep}:{site.sort}")
    if site.form:
        names += [f"{where}:form:{site.form}", f"{where}:{site.how}:{site.form}"]
    before = "^" if not arg.first else words[arg.first - 1].fold if words[arg.first - 1].kind == "word" else "mark"
    names.append(f"{where}:last:{before}")
    if site.reference:
        names += ["reference", f"reference:{where}"]
    if site.passing:
        names += [f"passing:{site.passing}", f"passing:{site.passing}:{spot}", f"passing:{site.passing}:{family}"]
        if site.passing not in SOFT:
            names.append("passing")
    triggers = [d.trigger for d in ground.story.drafts.get(sentence.index, ()) if d is not draft]
    if trigger.at <= site.hang <= last_of(trigger):
        hung = "ours"
    elif any(t.at <= site.hang <= last_of(t) for t in triggers):
        hung = "theirs"
    else:
        hung = site.hung
    names += [f"hangs:{hung}", f"hangs:{spot}:{hung}", f"hangs:{prep}:{hung}"]
    told = "named" if site.how == "named" else "party" if site.how in ("party", "state") else "loose"
    names += [f"{spot}:{bucket(gap)}:{told}", f"hangs:{hung}:{told}", f"hangs:{hung}:{prep}:{told}", f"{spot}:{bucket(gap)}:{family}"]
    if site.how == "state":
        names.append(f"state:{prep}")
    loose = [s for s in fitting if s.how not in ("named", "party", "state") and low < s.arg.first and s.arg.last < high]
    if any(trigger.at <= s.hang <= last_of(trigger) for s in loose):
        names.append(f"{spot}:loose-between:{family}")
    between = [t for t in triggers if low < t.at < high]
    if between:
        names.append(f"{spot}:other-between")
    nearer = [t for t in triggers if (t.at < arg.first) == after and abs(t.at - arg.first) < gap]
    names.append(f"{spot}:nearest" if not nearer and not between else f"{spot}:not-nearest")
    relative = sentence.lexicon.particles["relative"]
    stretch = words[low + 1 : high]
    if after is False and stretch and stretch[0].fold in relative and not any(w.verb is not None for w in stretch[1:]):
        names += ["antecedent", f"antecedent:{family}", f"antecedent:{where}:{site.sort}"]  # «الحي الذي يسيطر عليه»
    if any(w.fold in relative for w in stretch):
        names.append(f"{spot}:relative-between")
    if any(w.fold in ("حيث", "وحيث") for w in stretch):
        names.append(f"{spot}:where-between")
    if any(w.verb is not None and w.noun is None and w.place is None and w.actor is None for w in stretch):
        names.append(f"{spot}:verb-between")
    commas = sum(w.fold in ("،", ",") for w in stretch)
    names.append(f"{spot}:commas:{min(2, commas)}")
    others = [s for s in fitting if s is not site and s.how == "named" and low < s.arg.first < high]
    names.append(f"{spot}:places-between:{min(2, len(others))}")
    if others:
        names.append(f"{spot}:place-between:{family}")
    rivals = [s for s in own if s is not site and s.how == "named" and s.arg.group != arg.group]
    if inside:
        names.append(f"own:rivals:{min(2, len(rivals))}:{site.how}")
        if any(s.reference is False and s.sort in ("p1", "open") for s in rivals) and site.sort in ("country", "p3"):
            names.append("own:coarser")
    if any(w.fold in sentence.lexicon.particles["complement"] for w in stretch):
        names.append(f"{spot}:complement-between")
    if ground.told_by(site):
        names += ["of-source", f"of-source:{where}"]
    if ground.unsaid(words[trigger.at].start, site):
        names += ["unsaid", f"unsaid:{spot}"]
    if any(s.arg.group == arg.group and s.arg.first < arg.first and s.how == "named" for s in fitting):
        names.append("mate")
    if arg.first <= 3:
        names.append(f"{where}:first-words")
        if sentence.index == ground.story.lead:
            names.append("dateline")
    if arg.first and words[arg.first - 1].fold in ("(", "["):
        names.append("bracketed")
    return names


def report_wide(ground: Ground, sentence: Sentence, draft: Draft, site: Site, shape: Sequence[str]) -> list[str]:
    """What is true of a place in the report as a whole, and how the nearest claim that has it stands to this one."""
    family = _FAMILY.get(draft.kind, draft.kind)
    where = "here" if site.at == sentence.index else "lent"
    key, mention = site.key, site.mention
    often = len(ground.of[key])
    names = [f"{where}:often:{min(4, often)}"]
    if key in ground.headline:
        names += [f"{where}:in-headline", f"{where}:in-headline:{site.sort}"]
    if key in ground.opening:
        names += [f"{where}:in-opening", f"{where}:in-opening:{site.sort}"]
    if key == ground.main:
        names.append(f"{where}:main")
    if key == ground.first:
        names += [f"{where}:first-named", f"{where}:first-named:{family}"]
    if ground.only and site.sort in ("p1", "p2", "open"):
        names.append(f"{where}:only")
    led = ground.led
    if led is not None and led is not draft and any(key_of(m) == key for m in led.places):
        act = _act(related(led, draft, places=False))
        names += [f"{where}:led", f"{where}:led:{act}"]
    if often * 3 >= ground.count > 3:
        names.append(f"{where}:third")
    if mention.country:
        names.append(f"{where}:home" if mention.country == ground.home else f"{where}:abroad")
    names += [f"{where}:{ground.dense}", f"{where}:{ground.size}", f"{where}:{ground.dense}:{ground.size}"]
    if mention.country:
        for reach, low, high in (("clause", draft.low, draft.high), ("sentence", 0, len(sentence.words) - 1)):
            lands = ground.lands(sentence, low, high)
            fits = "none" if not lands else "one" if lands == {mention.country} else "some" if mention.country in lands else "other"
            names += [f"{where}:land:{reach}:{fits}", f"land:{reach}:{fits}:{family}"]
    fits_in = ground.fit(draft, mention)
    names += [f"{where}:fit:{name}" for name in fits_in]
    names += [f"fit:{family}:{name}" for name in fits_in]
    order = ground.story.order
    n = order.get(id(draft), 0)
    for back in range(n - 1, max(-1, n - 9), -1):
        at, earlier = ground.story.items[back]
        if any(key_of(m) == key for m in earlier.places):
            ties = related(earlier, draft, places=False)
            act = _act(ties)
            party = "us" if "share-party" in ties else "them" if "other-party" in ties else "who"
            first = "first" if key_of(earlier.places[0]) == key else "second"
            names += [f"told:{where}:{act}", f"told:{where}:{act}:{party}", f"told:{where}:{min(n - back, 3)}", f"told:{where}:{first}"]
            names.append(f"told:{where}:{'same-sentence' if at.index == sentence.index else 'earlier'}")
            if "definite" in shape:
                names.append(f"told:{where}:{act}:definite")
            if earlier.time is not None and draft.time is not None:
                names.append(f"told:{where}:{'same' if earlier.time.edtf == draft.time.edtf else 'other'}-time")
            break
    else:
        names.append(f"untold:{where}")
    return names


_THERE = folded("there")
_GENERAL = ("ات", "ين")


def setting(ground: Ground, sentence: Sentence, draft: Draft) -> list[str]:
    """What the words around a draft tell of whether and from where it takes a place over: «هناك», a relative, a plural, its time, whether
    an act of its kind was told before."""
    words, trigger = sentence.words, draft.trigger
    out = []
    if any(word.fold in _THERE for word in words[draft.low : draft.high + 1]):
        out.append("there")
    if trigger.at and words[trigger.at - 1].fold in sentence.lexicon.particles["relative"]:
        out.append("relative")
    head = words[trigger.at].fold
    if trigger.form in ("n", "m") and head.endswith(_GENERAL) and not head.startswith("ال"):
        out.append("plural")
    if not draft.agents and not draft.targets:
        out.append("nobody")
    edtf = (draft.time.edtf if draft.time is not None else "") or ""
    out.append(f"dated:{'no' if not edtf else 'day' if len(edtf.rstrip('~')) == 10 else 'span'}")
    at = ground.story.order.get(id(draft), 0)
    told = [related(earlier, draft, places=False) for _, earlier in ground.story.items[:at] if earlier.kind == draft.kind]
    if not told:
        out.append("anew")
    elif any("share-party" in ties for ties in told):
        out.append("again")
    return out


def _act(ties: Sequence[str]) -> str:
    return "act" if "same-kind" in ties else "kin" if "same-family" in ties or "blame" in ties else "strange"


_SAID = frozenset("واضاف واضافت وتابع وتابعت واوضح واوضحت وقال وقالت واكد واكدت واشار واشارت وذكر وذكرت وبين ولفت وافاد وافادت".split())


_TELLING = frozenset(
    "definite indefinite no-agent suffix there plural nobody anew again dated:no dated:day dated:span".split()
)


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on with what is told («وأضاف أن»)."""
    return any(word.fold in _SAID for word in sentence.words[:2])


def told_before(
    ground: Ground, sentence: Sentence, draft: Draft, sites: Sequence[Site], shape: Sequence[str]
) -> tuple[list[str], tuple[Mention, ...]]:
    """What is true of a place of other sentences, told there by `sites`, and the places it stands for."""
    story = ground.story
    family = _FAMILY.get(draft.kind, draft.kind)
    site = sites[-1]
    back = sentence.index - site.at
    where = "back" if back > 0 else "next"
    prep = site.arg.prep or "bare"
    names = [where, f"{where}:{family}", f"{where}:{min(back, 5)}", f"{where}:{site.sort}", f"{where}:{site.sort}:{family}"]
    names += [f"{where}:{site.how}", f"{where}:{prep}", f"{where}:word:{site.word}"]
    names += [f"lent:{name}" for name in shape]
    names += [f"lent:{site.sort}:{name}" for name in shape if name in _TELLING]
    names.append(f"{where}:{'same' if ground.paragraph[site.at] == ground.paragraph[sentence.index] else 'other'}-paragraph")
    crossed = ground.topic[sentence.index] - ground.topic[site.at]
    names.append(f"{where}:topics:{min(2, max(0, crossed))}")
    if back > 0 and _goes_on(sentence):
        names += [f"{where}:goes-on", f"{where}:goes-on:{min(back, 3)}"]
    verb = sentence.words[draft.trigger.control].verb if draft.trigger.control >= 0 else None
    if verb is not None:
        names += [f"lent:tense:{verb.tag[0]}", f"lent:tense:{verb.tag[0]}:{site.sort}"]
    if draft.time is not None and draft.time.edtf:
        names.append(f"lent:{'day' if len(draft.time.edtf.rstrip('~')) == 10 else 'span'}:{site.sort}")
    if all(ground.told_by(s) for s in sites):
        names.append("of-source:lent")
    if all(s.reference for s in sites):
        names.append("reference:lent")
    if all(s.passing for s in sites):
        names += ["passing:lent", f"passing:{site.passing}:lent"]
    if any(s.at == story.lead for s in sites):
        names.append("lead")
    rank, here = site.placed.n, sentence.index
    later = {s.key for s in ground.named if rank < s.placed.n and s.placed.at < here}
    names.append(f"latest:{min(4, len(later - {site.key}))}")
    if any(s.how == "named" for s in ground.here.get(sentence.index, ())):
        names.append(f"{where}:others-here")
    if site.sort == "country" and any(s.mention.country == site.mention.country and s.sort in ("p1", "p2") for s in ground.sites):
        names.append("coarse")
    value: tuple[Mention, ...] = (site.mention,)
    ties_seen: set[str] = set()
    for each in sites:
        owner = story.owner(each.at, each.arg.first)
        if owner is None:
            ties_seen.add("back:unowned")
            continue
        ties = related(owner, draft, places=False)
        act = _act(ties)
        its = any(m.start == each.mention.start for m in owner.places)
        ties_seen.update(f"back:{tie}" for tie in ties)
        ties_seen.add(f"back:{min(sentence.index - each.at, 3)}:{act}")
        if "definite" in shape:
            ties_seen.add(f"back:definite:{act}")
        if its:
            ties_seen.update(("back:its", f"back:its:{act}"))
            if owner.places[0].start == each.mention.start:
                ties_seen.add(f"back:its-first:{act}")
                value = tuple(owner.places[:2])
    names += sorted(ties_seen)
    return names, value



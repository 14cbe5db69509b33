"""From the frames that a sentence opens to the claims it makes: one claim a kind a clause (codebook rules 1, 2, 12, 16, 17)."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model import Feature, Mention, Quantity, Time
from marsad.reading.clauses import bound, clause_starts, controller, holds, needs_met
from marsad.reading.counts import casualty, quantities
from marsad.reading.frames import Frames
from marsad.reading.roles import Cast, cast
from marsad.reading.sentence import HARD, Arg, Sentence
from marsad.reading.triggers import Trigger, find_triggers

__all__ = ["Draft", "select"]

# The more telling kind first: what a clause tells of one act is told once, by the first of these.
_TELLING = ("chemical", "bombing", "airstrike", "shelling", "killing", "clash")
_VIOLENT = frozenset(_TELLING)
_TIES = frozenset("في خلال اثر إثر جراء نتيجه اثناء عقب بعد حين عندما خلالها لدي عند بسبب".split())


@dataclass(slots=True)
class Draft:
    """A claim in the making: its trigger, clause (first and last word), cast, and what later steps add."""

    trigger: Trigger
    kind: str
    low: int
    high: int
    cast: Cast
    quantities: tuple[Quantity, ...] = ()
    means: tuple[str, ...] = ()
    places: list[Mention] = field(default_factory=list)
    time: Time | None = None
    agents: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    extent: str | None = None
    absorbed: list[Trigger] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    source: Mention | None = None
    via: Mention | None = None
    modality: str = "asserted"
    confidence: float = 0.5
    features: list[Feature] = field(default_factory=list)


def _weight(trigger: Trigger) -> tuple[int, int, int, int]:
    frame = trigger.frame
    special = 1 if any("craft" in need or "chemical" in need for need in frame.need) else 0
    return (len(frame.next) * 2 + len(frame.prev) + 2 * special, trigger.last - trigger.at if frame.next else 0, int(frame.war * 10), -frame.order)


def _one_a_word(triggers: list[Trigger]) -> list[Trigger]:
    best: dict[int, Trigger] = {}
    for trigger in triggers:
        other = best.get(trigger.at)
        if other is None or _weight(trigger) > _weight(other):
            best[trigger.at] = trigger
    kept = [best[at] for at in sorted(best)]
    out: list[Trigger] = []
    for trigger in kept:
        inside = next((o for o in kept if o is not trigger and o.at < trigger.at <= o.last and _swallows(o, trigger)), None)
        if inside is None:
            out.append(trigger)
    return out


def _swallows(outer: Trigger, inner: Trigger) -> bool:
    if outer.frame.voice in ("own", "accuse", "attributed", "deny"):
        return False
    if outer.kind == "casualties" and inner.kind != "casualties":
        return False
    return True


def _between(sentence: Sentence, a: Trigger, b: Trigger) -> bool:
    """Whether a clause begins between two triggers."""
    return any(a.at < start <= b.at for start in sentence.starts)


def _coordinated(sentence: Sentence, trigger: Trigger) -> bool:
    return sentence.words[trigger.at].conj


_TOOLS = frozenset(("bombing.device", "bombing.car-bomb", "bombing.mine", "shelling.shells", "shelling.rockets", "airstrike.barrel"))


def _merge_same(sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
    """One claim a kind a clause; an act named by several words is told by the most telling of them."""
    out: list[Trigger] = []
    for trigger in triggers:
        drop = False
        if trigger.frame.id in ("clash.target", "shelling.target-with-shells", "shelling.shell", "airstrike.bomb-from-air") and _of_earlier(sentence, trigger, out):
            continue
        if trigger.frame.id == "bombing.explosion" and _blast_of(sentence, trigger, out):
            continue
        for other in list(out):
            if _between(sentence, other, trigger) and not (other.high >= trigger.at):
                continue
            near = trigger.at - other.last <= (30 if trigger.frame.id in _TOOLS else 14)
            same_clause = not _between(sentence, other, trigger)
            if other.kind == trigger.kind and same_clause and near and not _coordinated(sentence, trigger):
                drop = True
                other.notes.extend(trigger.frame.means)
                if other.form == "v" and trigger.form in ("n",) and other.frame.id in ("clash.target",):
                    out.remove(other)
                    drop = False
                break
            if same_clause and near and other.kind in _VIOLENT and trigger.kind in _VIOLENT and not _coordinated(sentence, trigger):
                if _TELLING.index(other.kind) <= _TELLING.index(trigger.kind):
                    drop = trigger.frame.id in ("clash.target", "clash.attack", "clash.hit-attack", "clash.launch-operation", "clash.terror-operation",
                                                "shelling.bombardment", "shelling.shell", "shelling.fire-shells", "shelling.rockets", "bombing.explosion", "clash.war", "shelling.shells", "bombing.goes-off", "clash.campaign")
                elif other.frame.id in ("clash.target", "clash.attack", "clash.hit-attack", "shelling.bombardment", "shelling.shell", "clash.terror-operation", "clash.launch-operation", "clash.ambush"):
                    out.remove(other)
                if drop:
                    other.notes.extend(trigger.frame.means)
                    break
        if not drop:
            out.append(trigger)
    return out


def _of_earlier(sentence: Sentence, trigger: Trigger, out: list[Trigger]) -> bool:
    """Whether a hitting verb goes on with an act named before it («غارات … واستهدفت مواقع», «القذائف استهدفت»)."""
    acts = [other for other in out if other.kind in _VIOLENT and other.form in ("n", "m", "w") and trigger.at - other.last <= 24]
    if not acts or trigger.form != "v":
        return False
    if acts[-1].kind == "airstrike" and trigger.kind == "airstrike" and trigger.at - acts[-1].last <= 24 and trigger.who == "fs":
        return True
    if not _coordinated(sentence, trigger):
        return trigger.frame.id != "airstrike.bomb-from-air" and not _between(sentence, acts[-1], trigger)
    return trigger.frame.id == "clash.target" and trigger.who == "fs"


def _blast_of(sentence: Sentence, trigger: Trigger, out: list[Trigger]) -> bool:
    """Whether explosions are only heard or follow from raids and shells told before."""
    words = sentence.words
    before = " ".join(word.fold for word in words[max(0, trigger.at - 3) : trigger.at])
    heard = any(word in before for word in ("دوي", "سمع", "اصوات", "ادي الي", "ادت الي"))
    return heard and any(other.kind in ("airstrike", "shelling", "clash") for other in out)


def _split(sentence: Sentence, drafts: list[Draft]) -> None:
    """Clauses of neighbours that share a stretch are parted at the coordinated or linked one."""
    words = sentence.words
    links = sentence.lexicon.particles["link"]
    for n, draft in enumerate(drafts):
        for later in drafts[n + 1 :]:
            at = later.trigger.at
            if not draft.low <= at <= draft.high:
                continue
            if later.trigger in draft.absorbed:
                continue
            begin = at
            if words[at].conj or (at > 0 and words[at - 1].fold in links) or (at > 1 and words[at - 2].fold in links and not words[at - 1].punct):
                begin = at - 1 if at > 0 and words[at - 1].fold in links else at
                if not words[at].conj and at > 1 and words[at - 2].fold in links and words[at - 1].fold not in links:
                    begin = at - 2
                if draft.trigger.last < begin:
                    draft.high = min(draft.high, begin - 1)
                    later.low = max(later.low, begin)
                break


def _gas(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Gas used in a told strike makes it a chemical attack; gas that is only found or blamed is the finding's or the blame's."""
    out = []
    for draft in drafts:
        if draft.trigger.frame.id != "chemical.agent-used":
            out.append(draft)
            continue
        near = [d for d in drafts if d.kind in ("airstrike", "shelling", "clash", "killing") and 0 < draft.trigger.at - d.trigger.last <= 16]
        told = any(d.kind in ("finding", "responsibility") and d.low <= draft.trigger.at <= d.high for d in drafts)
        if near and not told:
            near[-1].kind = "chemical"
            near[-1].high = max(near[-1].high, draft.high)
        elif not told and not any("مسوولي" in w.fold for w in sentence.words[draft.low : draft.trigger.at]):
            out.append(draft)
    return out


def _absorb(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Rule 2: dead and wounded belong to the attack that the sentence tells; neighbouring tolls are one."""
    out: list[Draft] = []
    for draft in drafts:
        previous = out[-1] if out else None
        if (draft.kind == "casualties" and previous is not None and previous.kind == "casualties"
                and draft.trigger.at - previous.trigger.last <= 16 and not _other_between(sentence, previous, draft, drafts)):
            previous.high = max(previous.high, draft.high)
            previous.absorbed.append(draft.trigger)
            for arg in draft.cast.targets:
                previous.cast.add("target", arg, "victim", sentence, False)
            continue
        out.append(draft)
    result: list[Draft] = []
    acts = [d for d in out if d.kind in _VIOLENT]
    for draft in out:
        if draft.kind != "casualties" or not acts:
            result.append(draft)
            continue
        act = _act_of(sentence, draft, acts)
        if act is None:
            result.append(draft)
            continue
        act.low, act.high = min(act.low, draft.low), max(act.high, draft.high)
        act.absorbed.append(draft.trigger)
        act.absorbed.extend(draft.absorbed)
        for arg in draft.cast.targets:
            if arg.index not in act.cast.why:
                act.cast.add("target", arg, "victim", sentence, False)
        if act.cast.agents == [] and draft.cast.agents:
            act.cast.add("agent", draft.cast.agents[0], "killer", sentence)
    return result


def _other_between(sentence: Sentence, a: Draft, b: Draft, drafts: list[Draft]) -> bool:
    if any(word.fold in (":", "؛") for word in sentence.words[a.trigger.last : b.trigger.at]):
        return True
    return any(a.trigger.at < d.trigger.at < b.trigger.at for d in drafts if d is not a and d is not b)


def _act_of(sentence: Sentence, toll: Draft, acts: list[Draft]) -> Draft | None:
    best: tuple[int, Draft] | None = None
    words = sentence.words
    for act in acts:
        first, second = (toll, act) if toll.trigger.at < act.trigger.at else (act, toll)
        distance = second.trigger.at - first.trigger.last
        if distance > 40:
            continue
        breaks = sum(1 for word in words[first.trigger.last : second.trigger.at] if word.fold in (":", "؛"))
        starts = sum(1 for start in sentence.starts if first.trigger.at < start <= second.trigger.at)
        tied = first is toll and any(word.fold in _TIES for word in words[first.trigger.last : second.trigger.at])
        cost = distance + 12 * breaks + 5 * starts - (8 if tied else 0)
        since = toll.low <= toll.high and any(words[k].fold in ("منذ", "ومنذ") for k in range(toll.low, min(toll.high, len(words) - 1) + 1))
        if since and starts:
            cost += 10
        if cost > 34:
            continue
        if best is None or cost < best[0]:
            best = (cost, act)
    return best[1] if best else None


def _means(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    found: list[str] = []
    for word in sentence.words[draft.low : draft.high + 1]:
        fold = word.fold
        mean = _MEAN_OF.get(fold) or _MEAN_OF.get(fold[1:]) or _MEAN_OF.get(fold[2:]) or (_MEAN_OF.get(fold[3:]) if len(fold) > 5 else None)
        if mean is not None and mean not in found:
            found.append(mean)
    for mean in (*draft.trigger.frame.means, *draft.trigger.notes):
        if mean not in found:
            found.append(mean)
    if draft.kind == "airstrike" and ("drone" in found or "helicopter" in found) and "aircraft" in found:
        if not any(w.fold.endswith(("مقاتله", "مقاتلات", "حربيه")) for w in sentence.words[draft.low : draft.high + 1]):
            found.remove("aircraft")
    return tuple(found)


_MEANS: tuple[tuple[str, frozenset[str]], ...] = (
    ("suicide", frozenset("انتحاري انتحاريه الانتحاري الانتحاريه انتحاريين الانتحاريين انتحاريون".split())),
    ("car-bomb", frozenset("مفخخه المفخخه ملغومه مفخختين".split())),
    ("ied", frozenset("عبوه عبوات ناسفه الناسفه".split())),
    ("mine", frozenset("لغم الغام الالغام".split())),
    ("drone", frozenset("مسيره مسيرات المسيره طيار".split())),
    ("helicopter", frozenset("مروحيه مروحيات اباتشي الاباتشي هليكوبتر".split())),
    ("artillery", frozenset("مدفعيه المدفعيه مدافع هاون الهاون مدفعي دبابات الدبابات".split())),
    ("rocket", frozenset("صاروخيه كاتيوشا الكاتيوشا راجمات غراد".split())),
    ("missile", frozenset("صاروخ صواريخ الصواريخ بالستي باليستي".split())),
    ("small-arms", frozenset("بالرصاص رصاص الرصاص رشاشات النار".split())),
    ("grenade", frozenset("يدويه".split())),
    ("knife", frozenset("سكين طعنا بسكين ذبحا".split())),
    ("sarin", frozenset("سارين السارين".split())),
    ("chlorine", frozenset("كلور الكلور".split())),
    ("tunnel", frozenset("نفق انفاق الانفاق".split())),
    ("barrel-bomb", frozenset("براميل البراميل برميل".split())),
)


_MEAN_OF = {word: mean for mean, words in _MEANS for word in words}


def _toll_kind(sentence: Sentence, draft: Draft) -> None:
    """Rule 16: a killing by a named side is a clash where fighters fall, a killing where civilians do."""
    victims = draft.cast.targets
    if draft.kind == "clash" and draft.trigger.frame.id in ("clash.attack", "clash.hit-attack", "clash.open-fire", "clash.terror-operation") and victims:
        civil = [arg for arg in victims if arg.cls == "person" or (arg.cls == "site" and arg.id is None)]
        if len(civil) == len(victims) and not draft.cast.passive and any(arg.cls == "person" for arg in victims):
            draft.kind = "killing"
        return
    if draft.trigger.frame.id != "killing.kill":
        return
    if not draft.cast.agents and not draft.cast.dropped:
        draft.kind = "casualties"
    elif any(arg.cls in ("fighter", "force", "actor") for arg in victims):
        draft.kind = "clash"


def select(sentence: Sentence, frames: Frames) -> list[Draft]:
    """The claims of a sentence, in order of trigger, with their clauses, casts, quantities and means."""
    triggers = find_triggers(sentence, frames)
    if not triggers:
        return []
    clause_starts(sentence)
    around = holds(sentence, 0, len(sentence.words) - 1)
    fit: list[Trigger] = []
    for trigger in triggers:
        trigger.low, trigger.high = bound(sentence, trigger)
        here = holds(sentence, trigger.low, trigger.high)
        trigger.control = controller(sentence, trigger)[0] if trigger.form != "v" else -1
        if trigger.control >= 0:
            here.add("light")
        if trigger.frame.id == "killing.kill":
            made = cast(sentence, trigger)
            if made.agents and made.targets and not made.passive:
                fit.append(trigger)
            elif made.dropped and trigger.form == "v" and trigger.tag == "P" and trigger.who == "fs" and "number" in here:
                fit.append(trigger)
            continue
        if needs_met(trigger, here, around):
            fit.append(trigger)
    fit = _merge_same(sentence, _one_a_word(fit))
    drafts = [Draft(trigger, trigger.kind, trigger.low, trigger.high, cast(sentence, trigger)) for trigger in fit]
    drafts = [d for d in drafts if not d.trigger.frame.own or any(arg.id is not None for arg in d.cast.agents)]
    drafts = _gas(sentence, drafts)
    drafts = _absorb(sentence, drafts)
    _split(sentence, drafts)
    for draft in drafts:
        _toll_kind(sentence, draft)
        _widen(sentence, draft)
        draft.quantities = _fitting(draft.kind, quantities(sentence, draft.low, draft.high), drafts)
        draft.means = _means(sentence, draft)
    return drafts


_TOLL = frozenset(("killed", "wounded", "casualties"))
_TAKEN = frozenset(("captured", "abducted", "arrested", "displaced", "released", "surrendered", "evacuated"))


def _fitting(kind: str, found: tuple[Quantity, ...], drafts: list[Draft]) -> tuple[Quantity, ...]:
    """The quantities that a claim of this kind may carry: each count belongs to one claim of the sentence."""
    kinds = {draft.kind for draft in drafts}
    told = bool(kinds & (_VIOLENT | {"casualties"}))
    out = []
    for quantity in found:
        if quantity.what in _TOLL:
            fits = kind in _VIOLENT or kind == "casualties" or (kind in ("capture", "advance", "seizure", "withdraw") and not told)
        elif quantity.what in _TAKEN:
            owner = {"captured": "abduction", "abducted": "abduction", "released": "abduction", "arrested": "arrest",
                     "displaced": "displacement", "evacuated": "displacement"}.get(quantity.what, kind)
            fits = kind == owner or (owner not in kinds and kind in _VIOLENT)
        else:
            fits = kind not in ("responsibility", "finding")
        if fits:
            out.append(quantity)
    return tuple(out)


def _widen(sentence: Sentence, draft: Draft) -> None:
    """A relative clause carries the phrase it hangs on («حي الصناعة الذي خسره التنظيم»)."""
    words = sentence.words
    particles = sentence.lexicon.particles
    at = draft.trigger.at
    for i in range(at - 1, max(-1, at - 4), -1):
        if words[i].fold in HARD:
            break
        if words[i].fold in particles["relative"]:
            for arg in [*sentence.places, *sentence.args]:
                if arg.last < i and i - arg.last <= 3:
                    draft.low = min(draft.low, arg.first)
            break


def trigger_arg(arg: Arg) -> bool:
    """Whether a phrase can stand for a party at all."""
    return arg.id is not None or arg.cls in ("person", "fighter", "force")


_ = casualty

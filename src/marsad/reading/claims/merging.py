"""One claim a kind a clause: of several triggers that name one act, the most telling stays."""

from __future__ import annotations

from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Sentence

__all__ = ["VIOLENT", "at_another", "counted_from", "dead_of_before", "merge_same", "one_a_word", "without_seized"]

# The more telling kind first: what a clause tells of one act is told once, by the first of these.
_TELLING = ("chemical", "bombing", "airstrike", "shelling", "killing", "clash")
VIOLENT = frozenset(_TELLING)
_IN = frozenset("في اثر جراء خلال نتيجه بسبب".split())
_TOOLS = frozenset(("bombing.device", "bombing.car-bomb", "bombing.mine", "shelling.shells", "shelling.rockets", "airstrike.barrel"))


_SEIZED = "seizure.seize"
_STORE = 14
"""Words from the seizing to what was seized."""


def without_seized(triggers: list[Trigger]) -> list[Trigger]:
    """The triggers without munitions that were found or taken: «ضبط الجيش 5 قذائف هاون» tells of no shelling."""
    out = []
    for trigger in triggers:
        taken = trigger.frame.id in _TOOLS and any(
            other.frame.id.startswith(_SEIZED)
            and other.at < trigger.at <= other.last + _STORE
            and not any(act.kind in VIOLENT and other.at < act.at < trigger.at and act.frame.id not in _TOOLS for act in triggers)
            for other in triggers
        )
        if not taken:
            out.append(trigger)
    return out


def _weight(trigger: Trigger) -> tuple[int, int, int, int]:
    frame = trigger.frame
    special = 1 if any("craft" in need or "chemical" in need for need in frame.need) else 0
    return (
        len(frame.next) * 2 + len(frame.prev) + 2 * special,
        trigger.last - trigger.at if frame.next else 0,
        int(frame.war * 10),
        -frame.order,
    )


def one_a_word(triggers: list[Trigger]) -> list[Trigger]:
    best: dict[int, Trigger] = {}
    for trigger in triggers:
        other = best.get(trigger.at)
        if other is None or _weight(trigger) > _weight(other):
            best[trigger.at] = trigger
    kept = [best[at] for at in sorted(best)]
    # «عملية تطهير المدينة» is the clearing; «عملية لتطهير المدينة» an operation and what it is for
    clearing = {t.at for t in kept if t.kind == "capture" and t.form == "m" and t.entry is not None and not t.entry.preposition}
    kept = [t for t in kept if t.frame.id != "clash.operation-against" or t.at + 1 not in clearing]
    out: list[Trigger] = []
    for trigger in kept:
        inside = next((o for o in kept if o is not trigger and o.at < trigger.at <= o.last and _swallows(o, trigger)), None)
        if inside is None:
            out.append(trigger)
    return out


def _swallows(outer: Trigger, inner: Trigger) -> bool:
    if outer.frame.voice in ("own", "accuse", "attributed", "deny", "responsible"):
        return False
    if outer.frame.id == "clash.operation-against" and inner.kind in ("capture", "besiege"):
        return False  # «عملية لاستعادة المدينة» tells an operation and what it is for
    return not (outer.kind == "casualties" and inner.kind != "casualties")


def _between(sentence: Sentence, a: Trigger, b: Trigger) -> bool:
    """Whether a clause begins between two triggers."""
    return any(a.at < start <= b.at for start in sentence.starts)


def _coordinated(sentence: Sentence, trigger: Trigger) -> bool:
    return sentence.words[trigger.at].conj


def counted_from(sentence: Sentence, at: int) -> int:
    """Where the words begin that count days from the act at word `at` («بعد يوم من سيطرتهم على …»), -1 where none do."""
    words = sentence.words
    anchor = words[at - 2].time if at > 1 and words[at - 1].fold in ("من", "علي") else None
    if anchor is None or anchor.kind != "anchor":
        return -1
    return next((i for i in range(at - 2, -1, -1) if i == 0 or words[i - 1].time is not anchor), -1)


_DEAD = frozenset("مقتل مصرع استشهاد اغتيال اصابه سقوط".split())
_DEAD_WITHIN = 6


def dead_of_before(sentence: Sentence, trigger: Trigger) -> int:
    """Where the words begin that count days from the dead of an earlier act, which is named with them («يأتي الهجوم بعد أيام على مقتل سبعة
    جنود في هجوم على …»); -1 where none do."""
    words, at = sentence.words, trigger.at
    if not at or words[at - 1].fold not in _IN:
        return -1
    dead = next((word.i for word in reversed(words[max(0, at - _DEAD_WITHIN) : at]) if word.fold in _DEAD), -1)
    return counted_from(sentence, dead)


def _elsewhere(sentence: Sentence, trigger: Trigger) -> bool:
    """«… بعد استعادة القوات لبلدة أخرى», «… بعد يوم من استعادتها»: an act hung on another by time, with a place of its own."""
    words = sentence.words
    hung = trigger.at > 0 and words[trigger.at - 1].fold in sentence.lexicon.particles["link"]
    if not hung and counted_from(sentence, trigger.at) < 0 and dead_of_before(sentence, trigger) < 0:
        return False
    return any(0 < place.first - trigger.last <= 8 for place in sentence.places)


_WHICH = frozenset("التي الذي اللذين اللتين".split())


def _lost_before(sentence: Sentence, other: Trigger, trigger: Trigger) -> bool:
    """«استعادت الأراضي التي اجتاحها التنظيم»: of two takings in one breath the relative clause tells the earlier, by the other side."""
    return other.at < trigger.at and trigger.form == "v" and trigger.at > 0 and sentence.words[trigger.at - 1].fold in _WHICH


def at_another(sentence: Sentence, other: Trigger, trigger: Trigger) -> bool:
    """«قتل طفلان في غارة على بلدة، وامرأة في قصف على قرية»: the same act told of two places, each with its own word."""
    words = sentence.words
    if other.kind not in VIOLENT or "v" in (other.form, trigger.form) or trigger.at == 0 or words[trigger.at - 1].fold not in _IN:
        return False
    between = words[other.last + 1 : trigger.at]
    if not any(word.conj and word.kind == "word" for word in between):
        return False
    first = {p.id or p.first for p in sentence.places if other.last < p.first < trigger.at and p.first - other.last <= 8}
    second = {p.id or p.first for p in sentence.places if 0 < p.first - trigger.last <= 6}
    return bool(first) and bool(second) and not first & second


def merge_same(sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
    """One claim a kind a clause; an act named by several words is told by the most telling of them."""
    out: list[Trigger] = []
    for trigger in triggers:
        drop = False
        if trigger.frame.id in (
            "clash.target",
            "shelling.target-with-shells",
            "shelling.shell",
            "airstrike.bomb-from-air",
        ) and _of_earlier(sentence, trigger, out):
            continue
        if trigger.frame.id == "bombing.explosion" and _blast_of(sentence, trigger, out):
            continue
        for other in list(out):
            if _between(sentence, other, trigger) and not (other.high >= trigger.at):
                continue
            near = trigger.at - other.last <= (30 if trigger.frame.id in _TOOLS else 14)
            same_clause = not _between(sentence, other, trigger)
            dated = counted_from(sentence, trigger.at) > other.last or dead_of_before(sentence, trigger) > other.last
            if other.kind == trigger.kind and same_clause and (other.kind == "capture" or dated) and _elsewhere(sentence, trigger):
                continue
            if other.kind == trigger.kind == "capture" and _lost_before(sentence, other, trigger):
                continue
            if other.kind == trigger.kind and same_clause and at_another(sentence, other, trigger):
                continue
            if other.kind == trigger.kind == "hold" and other.frame.id != trigger.frame.id:
                continue
            if other.kind == trigger.kind and same_clause and near and not _coordinated(sentence, trigger):
                drop = True
                other.mates.append(trigger)
                other.notes.extend(trigger.frame.means)
                if other.form == "v" and trigger.form in ("n",) and other.frame.id in ("clash.target",):
                    out.remove(other)
                    drop = False
                break
            if same_clause and near and other.kind in VIOLENT and trigger.kind in VIOLENT and not _coordinated(sentence, trigger):
                if _TELLING.index(other.kind) <= _TELLING.index(trigger.kind):
                    drop = trigger.frame.id in (
                        "clash.target",
                        "clash.attack",
                        "clash.hit-attack",
                        "clash.launch-operation",
                        "clash.raid-on",
                        "clash.raids",
                        "clash.terror-operation",
                        "shelling.bombardment",
                        "shelling.shell",
                        "shelling.fire-shells",
                        "shelling.rockets",
                        "bombing.explosion",
                        "clash.war",
                        "shelling.shells",
                        "bombing.goes-off",
                        "clash.campaign",
                    )
                elif other.frame.id in (
                    "clash.target",
                    "clash.attack",
                    "clash.hit-attack",
                    "shelling.bombardment",
                    "shelling.shell",
                    "clash.terror-operation",
                    "clash.launch-operation",
                    "clash.ambush",
                ):
                    out.remove(other)
                if drop:
                    other.notes.extend(trigger.frame.means)
                    break
        if not drop:
            out.append(trigger)
    return out


def _of_earlier(sentence: Sentence, trigger: Trigger, out: list[Trigger]) -> bool:
    """Whether a hitting verb goes on with an act named before it («غارات … واستهدفت مواقع», «القذائف استهدفت»)."""
    acts = [other for other in out if other.kind in VIOLENT and other.form in ("n", "m", "w") and trigger.at - other.last <= 24]
    if not acts or trigger.form != "v":
        return False
    if acts[-1].kind == "airstrike" and trigger.kind == "airstrike" and trigger.at - acts[-1].last <= 24 and trigger.who == "fs":
        return True
    if not _coordinated(sentence, trigger):
        # «17 ضربة جوية نفذت قرب …، استهدفت مواقع»: the blows go on hitting past a comma
        goes_on = trigger.frame.id == "clash.target" and trigger.who == "fs" and acts[-1].kind in ("airstrike", "shelling")
        return goes_on or (trigger.frame.id != "airstrike.bomb-from-air" and not _between(sentence, acts[-1], trigger))
    return trigger.frame.id == "clash.target" and trigger.who == "fs"


def _blast_of(sentence: Sentence, trigger: Trigger, out: list[Trigger]) -> bool:
    """Whether explosions are only heard or follow from raids and shells told before."""
    words = sentence.words
    before = " ".join(word.fold for word in words[max(0, trigger.at - 3) : trigger.at])
    heard = any(word in before for word in ("دوي", "سمع", "اصوات", "ادي الي", "ادت الي"))
    return heard and any(other.kind in ("airstrike", "shelling", "clash") for other in out)

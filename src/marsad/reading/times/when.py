"""Times of a claim: the time in its clause, else that of the clause before where both plainly tell one event."""

from __future__ import annotations

import re
from datetime import date, timedelta

from marsad.languages.arabic import TimeSpan, fold_key
from marsad.model import Time
from marsad.reading.claims.select import Draft
from marsad.reading.gather import Found
from marsad.reading.inherit import Memory
from marsad.reading.times.anchors import RELATIVES, anchored_day, times_told
from marsad.reading.times.apart import at_once, recalled, when_clause
from marsad.reading.times.elsewhen import lies_apart
from marsad.reading.words.sentence import Sentence

__all__ = [
    "aims", "fill_time", "is_ahead", "is_apart", "is_near", "is_now", "is_ongoing", "is_presupposed", "is_short", "of_actor", "stands",
]

# What is so at the time of speaking has no day of its own.
_NOW = frozenset(("الان", "حاليا"))
_GOES_ON = frozenset(("clash", "shelling", "airstrike", "protest", "riot"))
_TIMELESS = frozenset(("hold", "statistic"))
_RECENT = 2
_OWN_RELATIVE = 3
_ATTACK_VERBS = frozenset(("أودى", "أسفر", "أوقع", "خلف", "استهدف", "وقع", "حصد"))
_LASTING = frozenset(("capture", "advance", "withdraw", "deployment", "agreement", "responsibility"))
_BEFORE = frozenset("بعد بعدما عقب وبعد اعلان قبل مع منذ".split())
_STANDING = frozenset("تزال يزال يزالون مازال مازالت زالت زال سبق معظم غالبيه اغلب".split())
_PARTICLES = frozenset("قد كان كانت كانوا لا لم ما".split())
_FEW = 3
_FRONT = 14
_THERE = frozenset(("حيث", "اذ"))
_JOINING = frozenset("بعد وبعد ذلك ثم في وفي لكن ولكن ، و".split())
_OUTCOMES = frozenset(("destruction", "casualties"))
_BLAMED = frozenset(("clash", "killing", "bombing", "shelling", "airstrike", "chemical", "abduction"))
_ACTS = frozenset("الهجوم الهجمات التفجير الانفجار العمليه الاعتداء المجزره بالهجوم للهجوم".split())
_ELSEWHEN = _TIMELESS | frozenset(("agreement", "protest", "displacement", "deployment"))
_OTHER_TIMES = frozenset("سبق يستمر تستمر ايضا تواصل يوميا دوريا بعدما".split())
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?$")


def fill_time(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], found: Found) -> None:
    """Set the draft's time (codebook rules 7 and 8), and note the rule that gave it."""
    rule = _fill(sentence, draft, memory, before, found)
    draft.timed = rule if draft.time is not None else ""


def _fill(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], found: Found) -> str:
    times = times_told(sentence, draft.low, draft.high, found)
    if draft.kind == "hold":
        times = [time for time in times if time.kind == "since" and time.start > sentence.words[draft.trigger.at].start]
    anchored = anchored_day(sentence, draft, found)
    if anchored is not None:
        draft.time = anchored
        return "anchor"
    inner = sentence.words[draft.trigger.at].time
    if inner is not None and inner.kind in ("since", "reference") and inner.core is not None:
        draft.time = Time(inner.text, inner.core)  # «منذ بدء المعركة في 17 أكتوبر»: the battle's own day
        return "core"
    opened = when_clause(sentence, draft, found.said) or at_once(sentence, draft)
    if opened is not None:
        draft.time = opened  # «في يونيو عندما استعادت …»
        return "core"
    own = [time for time in times if time.kind not in ("anchor", "duration", "reference") and is_near(sentence, draft, time)]
    if recalled(sentence, draft):
        own = [time for time in own if time.start > sentence.words[draft.trigger.at].start]
        if not any(time.edtf for time in own):
            return "none"
    now = next((time for time in own if is_now(time)), None)
    if now is not None and now.edtf and draft.kind in _GOES_ON and draft.modality == "asserted" and draft.trigger.tag[:1] != "P":
        draft.time = Time(now.text, now.edtf)
        return "now"  # «تدور حاليا معارك»: on the day of the dispatch
    dated = [time for time in own if time.edtf is not None and not is_now(time)]
    if dated:
        at = sentence.words[draft.trigger.at].start
        best = min(dated, key=lambda time: (time.kind in ("part", "until"), abs(time.start - at), time.start))
        draft.time = Time(best.text, best.edtf or "")
        return "own"
    if draft.kind in _TIMELESS or any(time.kind in ("vague", "since") for time in own):
        return "none"
    parts = (time for time in own if time.kind == "part" and not fold_key(time.text).endswith("سابق"))
    clock = next((time for time in parts if time.start > sentence.words[draft.trigger.at].start or draft.trigger.tag == "P"), None)
    if clock is not None and found.dispatch is not None and draft.modality == "asserted":
        recent = [*before[::-1], *(earlier for at, earlier in memory.drafts[::-1] if sentence.index - at <= _RECENT)]
        day = next((earlier.time.edtf for earlier in recent if earlier.time is not None and len(earlier.time.edtf) == 10), found.dispatch)
        draft.time = Time(clock.text, day)  # «حوالي الساعة السادسة صباحا»: of the day that is being told
        return "clock"
    if is_presupposed(sentence, draft) or aims(sentence, draft) or stands(sentence, draft):
        return "none"
    for earlier in reversed(before if not is_ongoing(sentence, draft) else []):
        told = earlier.time is not None and earlier.kind not in _TIMELESS
        if earlier.time is not None and told and (_same(earlier, draft) or draft.kind in _OUTCOMES or _there(sentence, draft)):
            draft.time = Time("", earlier.time.edtf)
            return "clause-before"
    fronted = _fronted(sentence, draft, found)
    if fronted is not None:
        draft.time = Time(fronted.text, fronted.edtf or "")
        return "fronted"
    if not before:
        early = [time for time in times_told(sentence, 0, max(0, draft.low - 1), found) if time.edtf is not None and time.kind == "point"]
        if early and draft.low > 0 and draft.kind not in ("responsibility", "agreement"):
            draft.time = Time(early[-1].text, early[-1].edtf or "")
            return "early"
    if draft.trigger.tag in ("P", "Pp") or draft.trigger.form == "m":
        for at, earlier in reversed(memory.drafts):
            if sentence.index - at > 3:
                break
            if earlier.time is not None and _again(earlier, draft) and len(earlier.time.edtf) >= 10:
                draft.time = Time("", earlier.time.edtf)
                return "again"
    same_act = any(note in ("agent:same-act",) for note in draft.notes) or _counted_in(sentence, draft)
    if same_act or draft.kind == "responsibility":
        for at, earlier in reversed(memory.drafts):
            if sentence.index - at > 2:
                break
            if earlier.time is None or not is_short(earlier.time.edtf):
                continue
            blamed = sentence.index - at == 1 and earlier.kind in _BLAMED and _the_act(sentence, draft)
            blamed = blamed and not any(sentence.start <= place.start < sentence.end for place in draft.places)
            if _same(earlier, draft) or blamed:
                draft.time = Time("", earlier.time.edtf)
                return "same-act"
    _carry(sentence, draft, memory, before, found)
    carried = found.carried[sentence.index] if sentence.index < len(found.carried) else None
    if carried is not None and draft.kind == "responsibility" and carried.told == sentence.index - 1 and _the_act(sentence, draft):
        return "same-act"
    return "carried"


def _carry(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], found: Found) -> None:
    """The day that the passage takes over from the one before («وأضاف أن …»), as the drafts before tell it, else as the text does."""
    carried = found.carried[sentence.index] if sentence.index < len(found.carried) else None
    if carried is None or draft.kind in _ELSEWHEN or is_ongoing(sentence, draft):
        return
    if any(word.fold in _OTHER_TIMES for word in sentence.words[draft.low : draft.trigger.at + 1]):
        return
    recent = [*before[::-1], *(earlier for at, earlier in memory.drafts[::-1] if sentence.index - at <= _RECENT)]
    told = (earlier.time.edtf for earlier in recent if earlier.time is not None and is_short(earlier.time.edtf))
    draft.time = Time("", next(told, carried.edtf))


def is_now(time: TimeSpan) -> bool:
    """«حاليا»: what is so at the time of speaking has no day of its own, save what goes on just then."""
    return time.relative and fold_key(time.text).removeprefix("و") in _NOW


def is_apart(sentence: Sentence, draft: Draft, time: TimeSpan) -> bool:
    """Whether a time of the clause cannot date the trigger."""
    return not is_near(sentence, draft, time)


def is_near(sentence: Sentence, draft: Draft, time: TimeSpan) -> bool:
    """Whether a time may date the trigger: not where it stands in the relative clause of another noun («حماس التي قمعت في 2009»;
    but «القوات التي تقاتل هناك الجمعة», which tells a state), nor before an aim («بدأت الأربعاء عملية لاستعادة …»)."""
    trigger = draft.trigger
    if lies_apart(sentence, draft, sentence.find(time.start), sentence.find(time.end - 1), time.kind):
        return False
    if time.start < sentence.words[trigger.at].start:
        return not aims(sentence, draft) and not is_presupposed(sentence, draft)
    if draft.kind == "statistic" and time.kind != "since":
        return False
    for word in sentence.words[trigger.last + 1 : draft.high + 1]:
        if word.start >= time.start:
            break
        reach = 0 if trigger.form == "v" else _OWN_RELATIVE
        if word.fold in RELATIVES and word.i - trigger.last > reach and _perfect(sentence, word.i + 1):
            return draft.kind in _BLAMED | _OUTCOMES and bool(reach) and _of_an_attack(sentence, word.i + 1)
    return True


def _of_an_attack(sentence: Sentence, at: int) -> bool:
    """Whether the verb at `at` can only tell of an attack: «تفجير شارع … الذي أودى بحياة ستة», whatever stands between."""
    words = sentence.words
    verb = words[at].verb if at < len(words) else None
    return verb is not None and verb.lemma in _ATTACK_VERBS


def of_actor(sentence: Sentence, draft: Draft, time: TimeSpan) -> bool:
    """Whether a time behind the trigger stands in what is told of a party, not of the act: «داعش الذي سيطر على مساحات العام الماضي»."""
    words = sentence.words
    for word in words[draft.trigger.last + 1 : draft.high + 1]:
        if word.start >= time.start:
            return False
        if word.fold in RELATIVES and words[word.i - 1].actor is not None and _perfect(sentence, word.i + 1):
            return True
    return False


def _there(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause goes on with the one before it: «حيث …»."""
    return any(word.fold in _THERE for word in sentence.words[max(0, draft.low - 1) : draft.low + 1])


def _fronted(sentence: Sentence, draft: Draft, found: Found) -> TimeSpan | None:
    """A time that opens the sentence, before the first clause: «ومنذ مطلع 2015، تعرض …»."""
    if draft.low > _FRONT:
        return None
    for time in times_told(sentence, 0, max(0, draft.low - 1), found):
        opening = [word for word in sentence.words if word.start < time.start and word.fold not in _JOINING]
        if len(opening) <= 1 and time.edtf is not None and time.kind in ("point", "interval", "since"):
            return time
    return None


def _perfect(sentence: Sentence, at: int) -> bool:
    """Whether the verb of a relative clause that begins at word `at` tells what happened, not what is so."""
    for word in sentence.words[at : at + 4]:
        if word.fold in _PARTICLES:
            continue
        if word.verb is not None:
            return word.verb.tag in ("P", "Pp")
        return word.kind == "word" and word.fold[:1] not in ("ي", "ت", "ن")
    return False


def is_short(edtf: str) -> bool:
    """Whether an EDTF is a day or a few: what tells of one event, not of a stretch."""
    hit = _DAY.match(edtf)
    if hit is None:
        return False
    return hit[2] is None or (date.fromisoformat(hit[2]) - date.fromisoformat(hit[1])).days <= _FEW


def is_ahead(edtf: str, dispatch: str) -> bool:
    """Whether an EDTF begins after the dispatch's next day: what was done cannot have been then (codebook rule 7). A paper may be
    printed the day after its dispatch."""
    low = edtf.partition("/")[0].rstrip("~")
    if not dispatch or not low[:1].isdigit():
        return False
    latest = (date.fromisoformat(dispatch) + timedelta(days=1)).isoformat()
    return low > latest[: len(low)]


def stands(sentence: Sentence, draft: Draft) -> bool:
    """«لا تزال صامدة», «سبق أن شهدت», «معظم الهجمات»: told of no day."""
    last = draft.high if draft.kind == "responsibility" else draft.trigger.at
    return any(word.fold in _STANDING for word in sentence.words[draft.low : last + 1])


def aims(sentence: Sentence, draft: Draft) -> bool:
    """Whether the trigger is what is aimed at: a masdar behind ل («لاستعادة»)."""
    word = sentence.words[draft.trigger.at]
    return draft.trigger.form == "m" and word.fold.startswith("ل") and word.bare != word.fold


def is_ongoing(sentence: Sentence, draft: Draft) -> bool:
    """Whether the trigger, or the verb that carries it, tells what goes on («تخوض معارك»)."""
    carrier = sentence.words[draft.trigger.control].verb if draft.trigger.control >= 0 else None
    return draft.trigger.tag == "I" or (carrier is not None and carrier.tag == "I")


def _counted_in(sentence: Sentence, draft: Draft) -> bool:
    """«قتل في الهجوم 87 شخصا»: a toll of a definite act, which was told before."""
    word = sentence.words[draft.trigger.at]
    return draft.trigger.form in ("n", "m") and word.fold.startswith(("ال", "وال", "بال")) and bool(draft.absorbed)


def is_presupposed(sentence: Sentence, draft: Draft) -> bool:
    """«بعد سيطرتهم على …»: something that had been before what the sentence tells, nobody says when."""
    if draft.kind not in _LASTING:
        return False
    return any(word.fold in _BEFORE for word in [w for w in sentence.words[: draft.trigger.at] if w.kind == "word"][-2:])


def _again(earlier: Draft, later: Draft) -> bool:
    """Whether two drafts plainly tell one act of one actor."""
    if earlier.kind != later.kind or earlier.modality != later.modality:
        return False
    return bool({m.id for m in earlier.agents if m.id} & {m.id for m in later.agents if m.id})


def _the_act(sentence: Sentence, draft: Draft) -> bool:
    """«وتبنى التنظيم الهجوم»: an act that was told before."""
    return any(word.fold in _ACTS for word in sentence.words[draft.trigger.at : draft.high + 1])


def _same(earlier: Draft, later: Draft) -> bool:
    first, second = ({p.id or p.text for p in d.places} for d in (earlier, later))
    return bool(first & second)

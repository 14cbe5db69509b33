"""Modality and extent of a claim, from its own words and from who says it."""

from __future__ import annotations

from marsad.model import Feature
from marsad.reading.attribution import Sourced, modality
from marsad.reading.claims.failing import answered, fell_short, ordered
from marsad.reading.claims.select import Draft
from marsad.reading.gather import Found
from marsad.reading.parties.forced import told_to_leave
from marsad.reading.words.clauses import CONTROL
from marsad.reading.words.sentence import Sentence

__all__ = ["extent_of", "tone"]

_FULL = frozenset("بالكامل كليا تماما كاملا كامله كامل بشكل_كامل كاملة الكامله الكامل التامه باكملها باكمله برمتها برمته".split())
_ALL = frozenset("جميع كافه كل كامل سائر".split())
_GROUND = frozenset("قري احياء مناطق بلدات مدن اراضي انحاء القري الاحياء المناطق البلدات المدن الاراضي نقاط مواقع محافظه مدينه".split())
_PARTS = frozenset("اجزاء جزء اغلب معظم غالبيه بعض مناطق نصف مساحات قطاع احياء".split())


_CLAIMS = frozenset(("زعم", "ادعى"))


def tone(sentence: Sentence, draft: Draft, sourced: Sourced, found: Found) -> tuple[str, list[Feature]]:
    """The claim's modality and the features behind it."""
    trigger = draft.trigger
    if trigger.frame.modality:
        return trigger.frame.modality, [Feature("modality-frame", 0.0)]
    if _sentenced(sentence, draft):
        return "planned", [Feature("modality-sentenced", 0.0, sentence.words[trigger.at].fold)]
    words = sentence.words
    if draft.kind == "clash" and trigger.frame.kind == "advance" and trigger.form == "m":
        return "asserted", []  # «أفشلت القوات محاولات تسلل»: what was stopped was fought
    clause = words[draft.low].start, words[draft.high].end
    span = words[trigger.at].start, words[max(trigger.at, trigger.last) if not trigger.spread else trigger.at].end
    # «المدينة المدمرة»: what a passive participle tells is done
    tag = trigger.tag if trigger.form == "v" else "P" if trigger.tag == "U" else ""
    chosen, features = modality(words, clause, span, sourced, draft.kind, tag)
    if chosen == "planned" and (told := answered(sentence, draft)):
        return "asserted", [Feature("modality-answered", 0.0, told)]
    if chosen == "alleged" and trigger.frame.voice == "own" and trigger.entry is not None and trigger.entry.lemma not in _CLAIMS:
        return "asserted", [Feature("modality-own", 0.0, words[trigger.at].fold)]  # who owns an act asserts it
    if chosen in ("asserted", "planned") and draft.kind in _REACHED and (short := fell_short(sentence, draft)):
        return "denied", [Feature("modality-failed", 0.0, short)]
    if chosen == "asserted" and draft.kind == "displacement" and told_to_leave(sentence, draft) is not None:
        return "planned", [Feature("modality-ordered", 0.0, words[trigger.at].fold)]  # «أمر الجيش السكان بالإخلاء»
    if chosen == "asserted" and draft.kind in _REACHED and (told := ordered(sentence, draft)):
        return "planned", [Feature("modality-ordered", 0.0, told)]
    if chosen == "asserted" and trigger.control >= 0 and draft.kind not in ("hold", "responsibility", "statistic"):
        carried = _of_carrier(sentence, draft, clause)
        if carried is not None:
            return carried
    return chosen, list(features)


_PUT_TO_DEATH = frozenset(("اعدام", "اعداما", "اعدامهم", "اعدامه"))
_COURTS = frozenset("محكمه المحكمه محاكم القضاء قضاه قاض حكم حكما احكام احكاما الحكم حكمت قضت النيابه محكمتي محكوما".split())
_DONE = frozenset("نفذ نفذت نفذوا ينفذ تنفذ تنفيذ تنفيذها نفذته".split())
_BENCH = 8  # words before a death sentence in which who passed it stands


def _sentenced(sentence: Sentence, draft: Draft) -> bool:
    """Whether somebody is sentenced to death, not put to death: «قضت محكمة بإعدام عشرة متهمين»."""
    at = draft.trigger.at
    if draft.kind != "killing" or sentence.words[at].fold.removeprefix("ب").removeprefix("ال") not in _PUT_TO_DEATH:
        return False
    before = {word.fold.lstrip("وفبل") if len(word.fold) > 4 else word.fold for word in sentence.words[max(0, at - _BENCH) : at]}
    return not _COURTS.isdisjoint(before) and _DONE.isdisjoint(before)


_MEANT = frozenset(("خطط", "اعتزم", "نوى", "عزم", "استعد", "سعى"))
_THREATENED = frozenset(("هدد", "توعد", "تعهد"))
_ABLE = frozenset(("تمكن", "استطاع", "نجح", "أفلح"))
_REACHED = frozenset(("capture", "advance", "withdraw", "besiege", "arrest", "seizure", "abduction", "displacement", "deployment"))


def _of_carrier(sentence: Sentence, draft: Draft, clause: tuple[int, int]) -> tuple[str, list[Feature]] | None:
    """What is said of the verb that carries the act holds for the act: «لم يتمكن من دخول», «يحاول منذ أشهر السيطرة على».

    An attack that was tried was made (codebook rule 16), a place that one tried to reach was not reached.
    """
    words = sentence.words
    trigger = draft.trigger
    carrier = words[trigger.control]
    lemmas = {entry.lemma for entry in carrier.entries if entry.finite and CONTROL.get(entry.lemma) in ("agent", "target", "passive")}
    between = words[trigger.control + 1 : trigger.at]
    breaks = sentence.lexicon.particles["link"] | sentence.lexicon.particles["relative"]
    if not lemmas or carrier.number is not None or any(word.fold in breaks and word.time is None for word in between):
        return None
    given = any(word.fold.startswith("ب") for word in words[trigger.control + 1 : trigger.at + 1])
    if lemmas & _MEANT or (given and lemmas & _THREATENED) or ("حاول" in lemmas and draft.kind in _REACHED):
        return "planned", [Feature("modality-planned", 0.0, carrier.fold)]
    tag = carrier.verb.tag if carrier.verb is not None else ""
    chosen, features = modality(words, clause, (carrier.start, carrier.end), None, draft.kind, tag)
    # «لم يوافق على الاتفاق»: what is known is not denied, unless it could not be done
    known = words[trigger.at].fold.startswith(("ال", "وال", "بال")) or bool(trigger.suffix)
    if chosen in ("asserted", "alleged") or (chosen == "denied" and known and not lemmas & _ABLE):
        return None
    return chosen, list(features)


def extent_of(sentence: Sentence, draft: Draft) -> str | None:
    """`full`, `partial` or a share, where a control claim's words say so (rule 14)."""
    if draft.kind not in ("capture", "withdraw", "hold", "advance"):
        return None
    words = sentence.words
    for i in range(draft.trigger.at, draft.high + 1):
        fold = words[i].fold
        if fold in _FULL or (fold == "بشكل" and i + 1 < len(words) and words[i + 1].fold == "كامل"):
            return "full"
        if fold in _ALL and i - draft.trigger.last <= 4 and i + 1 < len(words) and words[i + 1].fold in _GROUND:
            return "full"
        if fold in _PARTS and i - draft.trigger.last <= 4:
            return "partial"
    for word in words[draft.low : draft.high + 1]:
        number = word.number
        if number is not None and getattr(number, "percent", False):
            return None
        if word.fold in ("بالكامل", "استكمل", "استكملت", "استكمال", "كامل"):
            return "full"
    return None

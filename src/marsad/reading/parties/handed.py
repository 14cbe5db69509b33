"""In whose hands captives fell and whence fire came: «وقعوا في الأسر لدى القوات», «قذائف مصدرها مواقع المسلحين»; and who did only what
another verb tells («القرى التي خسرها في الهجوم الأخير الذي شنته الفصائل»)."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS, is_verb
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["denied_of_self", "did_another", "doer_of_act", "from_whom", "in_answer", "in_condition", "is_source", "no_doer", "stopped_fire"]

_FALLEN = frozenset(("abduction.fall-captive", "abduction.into-grip"))
_WITH = ("لدي", "عند", "by")
_SETS_FREE = frozenset(("abduction.free-hostages", "abduction.release", "abduction.set-free"))
_SOURCE = folded("its_source")
_HELD_GROUND = folded("held_grounds")
_FIRE = frozenset(("shelling", "airstrike"))
_STOPS, _STOPPED = folded("stops_fire"), ("munition", "craft")
_ANSWER = folded("in_answer_to")
_KIND_OF_ATTACK = folded("kind_of_attack")
_ANSWERED = 4
_TO_HAVE = (["ان", "تكون"], ["ان", "يكون"], ["ان", "يكونوا"])
_CONDITIONS = frozenset(("اذا", "طالما", "حال"))
_CARRY_OUT = ("شن", "نفذ", "نصب", "ارتكب", "قاد", "أطلق", "دبر")
_BEARS_ARMS = (*BEARS_ARMS, "site-arms")


def from_whom(sentence: Sentence, draft: Draft) -> set[int]:
    """Where those begin in whose hands captives fell, or from whom fire came."""
    behind = [arg for arg in sentence.args if draft.trigger.last < arg.first <= draft.high and arg.cls in _BEARS_ARMS]
    if draft.trigger.frame.id in _FALLEN:
        return {arg.start for arg in behind if arg.prep in _WITH}
    if draft.kind not in _FIRE:
        return set()
    return {arg.start for arg in behind if is_source(sentence, arg)}


def is_source(sentence: Sentence, arg: Arg) -> bool:
    """Whether a phrase stands right behind «مصدرها», or behind «من مناطق سيطرة»."""
    words, first = sentence.words, arg.first
    if first > 2 and words[first - 1].fold in ("سيطره", "نفوذ") and words[first - 2].fold in _HELD_GROUND and words[first - 3].fold == "من":
        return True
    return first > 0 and words[first - 1].fold in _SOURCE


def did_another(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those who are the subject of the verb of a relative clause behind the words of an act: they did that."""
    trigger, words = draft.trigger, sentence.words
    if trigger.form != "v" or draft.cast.passive or not trigger.suffix:
        return []
    relative = sentence.lexicon.particles["relative"]
    return [
        (arg.start, arg.end)
        for arg in sentence.args
        if trigger.last + 3 < arg.first and arg.prep == "" and is_verb(words[arg.first - 1]) and words[arg.first - 2].fold in relative
    ]


def no_doer(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those from whom a place is freed («تحرير المدينة من الميليشيات»), and of an adjective that only tells what an attack
    was like («هجوم "إرهابي"»)."""
    trigger, words = draft.trigger, sentence.words
    if trigger.form == "v":
        return []
    if draft.kind == "capture":
        behind = [arg for arg in sentence.args if trigger.at < arg.first <= draft.high and arg.prep == "من" and arg.cls in _BEARS_ARMS]
        return [(arg.start, arg.end) for arg in behind if not any(is_verb(word) for word in words[trigger.at + 1 : arg.first])]
    at = trigger.last + 1
    while at < len(words) and words[at].kind == "quote":
        at += 1
    if at >= len(words) or words[at].fold not in _KIND_OF_ATTACK:
        return []
    actor = words[at].actor
    return [(words[at].start, words[at].end)] if actor is None or actor.id is None else []


def stopped_fire(sentence: Sentence, draft: Draft) -> list[tuple[int, int]] | None:
    """Where those stand who may have fired what another stopped: whose it was that was stopped, and who stands at once behind the verb of
    firing: «اعترض الجيش صاروخا أطلقه الحوثيون», «أسقطت طائرة أمريكية مقاتلة سورية بعدما ألقت قنابل». None where nothing was stopped."""
    if draft.kind not in _FIRE:
        return None
    words, at = sentence.words, draft.trigger.at
    stop = next((n for n in range(at - 1, -1, -1) if words[n].fold in _STOPS or words[n].punct), -1)
    if stop < 0 or words[stop].punct or (stop == at - 1 and draft.trigger.form != "v" and words[at].fold.startswith("ال")):
        return None  # «دمرت الغارات الإسرائيلية منازل»: they stopped nothing
    shot = next((arg.first for arg in sentence.args if stop < arg.first < at and arg.cls in _STOPPED), at)
    theirs = [(arg.start, arg.end) for arg in sentence.args if shot <= arg.first < at]
    return [*theirs, *(_bare_behind(sentence, draft) if draft.trigger.suffix else ())]


def _bare_behind(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those who bear arms at once behind the words of an act."""
    last = draft.trigger.last
    behind = [arg for arg in sentence.args if last < arg.first <= last + 2 and arg.prep in ("", "gen", "by")]
    return [(arg.start, arg.end) for arg in behind if arg.cls in _BEARS_ARMS]


def in_answer(sentence: Sentence, draft: Draft) -> list[tuple[int, int]] | None:
    """Where those stand who may have done an act that others answer: «أطلقت الفصائل صواريخ ردا على اغتيال القائد» killed him not. None
    where nobody answers it."""
    words, at = sentence.words, draft.trigger.at
    answer = next((n for n in range(at - 1, max(-1, at - 1 - _ANSWERED), -1) if words[n].fold in _ANSWER), -1)
    if answer < (draft.trigger.form == "v") or any(is_verb(word) or word.punct for word in words[answer + 1 : at]):
        return None
    return _bare_behind(sentence, draft)


def doer_of_act(sentence: Sentence, draft: Draft) -> Arg | None:
    """Whom a relative clause right behind the word of an act tells as its doer: «هجوم شنه الحزب», «كمين نصبه مسلحون»; None elsewhere."""
    trigger, words = draft.trigger, sentence.words
    verb = trigger.last + 1
    if trigger.form == "v" and trigger.frame.id in _SETS_FREE:  # «أفرجت إسرائيل في المقابل عن 90 معتقلا»
        return next((arg for arg in sentence.args if arg.first == trigger.at + 1 and arg.id is not None and arg.prep == ""), None)
    if trigger.form == "v" or verb + 1 >= len(words):
        return None
    carried = any(entry.finite and entry.suf in ("ه", "ها") and entry.lemma in _CARRY_OUT for entry in words[verb].entries)
    if not carried:
        return None
    behind = next((arg for arg in sentence.args if arg.first > verb), None)
    near = behind is not None and behind.first <= verb + 2 and behind.prep == "" and behind.cls in _BEARS_ARMS
    return behind if near else None


def in_condition(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those who stand before the condition that an act is of: «هدد الزعيم بضرب الموانئ إذا استمر حصار المدينة» besieges
    nothing."""
    words, at = sentence.words, draft.trigger.at
    when = next((n for n in range(at - 1, max(-1, at - 1 - _ANSWERED), -1) if words[n].fold in _CONDITIONS or words[n].punct), -1)
    if when < 1 or words[when].punct or draft.trigger.form == "v":
        return []
    return [(arg.start, arg.end) for arg in sentence.args if arg.first < when and arg.cls in _BEARS_ARMS]


def denied_of_self(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of whom somebody denies to have hit: «نفت أن تكون قد استهدفت قوات الحزب», where the subject of «تكون» is the denier."""
    words, at = sentence.words, draft.trigger.at
    if draft.trigger.form != "v" or at < 3 or [word.fold for word in words[at - 3 : at - 1]] not in _TO_HAVE or words[at - 1].fold != "قد":
        return []
    return _bare_behind(sentence, draft)

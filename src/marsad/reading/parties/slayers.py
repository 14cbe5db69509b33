"""Who kills somebody in an attack made that attack: «قتلت القوات الخاصة الجنرال فلانا في تفجير», «اغتالت الحركة قائدا بعبوة»."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["avenged", "slayer"]

_KILLS = frozenset(("قتل", "اغتال", "صفى", "جرح", "أصاب", "أردى", "حيد"))
_IN = frozenset(("في", "خلال", "عبر", "بواسطه"))
_BODIES = folded("bodies_that_kill")
_REACH = 12
_BLOWS = frozenset(("bombing", "airstrike", "shelling", "clash"))


def slayer(sentence: Sentence, draft: Draft) -> tuple[Arg, Arg] | None:
    """Who kills and who is killed, where a body of men stands right behind an active verb of killing and its object behind that, in the
    clause that ends in the word of an attack; None elsewhere."""
    trigger, words = draft.trigger, sentence.words
    at = trigger.at
    if trigger.form == "v" or draft.kind not in _BLOWS or at < 3 or draft.trigger.suffix:
        return None
    if words[at - 1].fold not in _IN and not words[at].fold.startswith("ب"):
        return None
    for verb in range(at - 2, max(-1, at - 2 - _REACH), -1):
        word = words[verb]
        if word.fold in HARD or word.punct:
            return None
        if any(entry.finite for entry in word.entries) and word.verb is not None and word.noun is None:
            if word.verb.lemma not in _KILLS or word.verb.suf or word.verb.tag in ("Pp", "Ip"):
                return None
            return _pair(sentence, verb, at)
    return None


def _pair(sentence: Sentence, verb: int, at: int) -> tuple[Arg, Arg] | None:
    words = sentence.words
    behind = [arg for arg in sentence.args if verb < arg.first < at]
    if len(behind) < 2 or behind[0].first != verb + 1 or behind[0].cls not in BEARS_ARMS or behind[0].number is not None:
        return None
    doer, done = behind[0], behind[1]
    if words[doer.first].fold not in _BODIES and not words[doer.head].fold.endswith("ون"):
        return None
    first = done.first
    while first - 1 > doer.last and (words[first - 1].number is not None or words[first - 1].fold == "من"):
        first -= 1
    if done.prep != "" or words[first].conj or words[first - 1].fold == "و" or first > doer.last + 3:
        return None
    return (doer, done) if done.cls in (*BEARS_ARMS, "person") and done.group != doer.group else None


_ANSWER = folded("in_answer_to")
_DEATHS = frozenset("مقتل اغتيال استشهاد مصرع قتل اعدام اسر خطف اختطاف اعتقال".split())
_NEAR = 4


def avenged(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those whose death or capture an act answers that is told behind it: «انتقاما لمقتل قائدهم هاجم المسلحون الثكنة»."""
    words, at = sentence.words, draft.trigger.at
    out: list[tuple[int, int]] = []
    for k in range(at - 2, -1, -1):
        if words[k].fold in HARD:
            break
        death = next((n for n in range(k + 1, min(k + 3, at)) if words[n].fold.removeprefix("ل") in _DEATHS), -1)
        if words[k].fold in _ANSWER and death > 0:
            out += [(arg.start, arg.end) for arg in sentence.args if death < arg.first <= death + _NEAR and arg.last < at][:1]
    return out

"""Whom an act was not done to, and who did not do it, by the words: the car that blew up, the group to which those arrested are thought to
belong, the accusative behind a verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import is_verb
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["no_subject", "not_struck"]

_LADEN = folded("laden_with_explosives")
_SUSPICION, _ANSWER = folded("suspicion_of"), folded("in_answer_to")
# «مدرسة يديرها الجيش», «أنبوب تحرسه القوات»
_RUN_BY = frozenset(
    "يديرها تديرها يديره تديره يملكها تملكها يملكه تملكه يمولها تمولها يحرسها تحرسها "
    "يحرسه تحرسه يحميها تحميها يحميه تحميه".split()
)
_VEHICLES = folded("vehicles_that_explode")
_HELD = frozenset(("arrest", "abduction", "killing"))
_GOES_OFF = frozenset(("bombing.goes-off", "bombing.explosion", "bombing.car-bomb"))

_ON = frozenset(("علي", "ضد", "نحو"))
_STRIKES = frozenset(("استهدف", "قصف", "هاجم", "دمر", "ضرب", "داهم", "طال"))

_BESIDE = {"bombing": ("قرب",), "abduction": ("امام", "قرب"), "killing": ("امام", "قرب"), "arrest": ("امام", "قرب"),
           "seizure": ("قرب", "فوق")}
"""Beside what stands near people are struck or taken, by kind."""
_NEAR_TO = frozenset(("بالقرب", "مقربه", "بمقربه"))
_BELONGS = frozenset(("انتمى", "تبع", "ارتبط", "عمل", "قاتل", "بايع", "انضم", "انخرط"))
_NEAR = 5

Spans = list[tuple[int, int]]


def not_struck(sentence: Sentence, draft: Draft) -> Spans:
    """The offsets of those to whom the act was not done: what exploded («انفجرت سيارة مفخخة»), and of what those held are suspected
    («اعتقلت عشرين شخصا للاشتباه في صلتهم بالحزب»)."""
    words, trigger = sentence.words, draft.trigger
    out: Spans = []
    if draft.kind == "bombing":
        for arg in sentence.args:
            if arg.id is None and arg.cls in ("site", "site-arms"):
                named = words[arg.first : min(arg.last + 2, len(words))]
                laden = any(word.fold.removeprefix("ال") in _LADEN for word in named)
                exploded = trigger.frame.id in _GOES_OFF and trigger.at < arg.first <= trigger.at + 2 and words[arg.head].fold in _VEHICLES
                if laden or exploded:
                    out.append((arg.start, arg.end))
    elif draft.kind in _HELD:
        behind = range(trigger.last + 1, min(draft.high, len(words) - 1) + 1)
        at = next((i for i in behind if words[i].fold in _SUSPICION), -1)
        if at >= 0 and any(trigger.at < arg.first < at for arg in sentence.args):
            out += [(arg.start, arg.end) for arg in sentence.args if at < arg.first <= draft.high]
        out += _told_of_them(sentence, draft)
    out += [(arg.start, arg.end) for arg in sentence.args if arg.first > trigger.at and words[arg.first - 1].fold in _RUN_BY]
    on = (b.i for a, b in pairwise(words[trigger.last + 1 : draft.high + 1]) if a.fold in _ANSWER and b.fold == "علي")
    answer = next(on, len(words))
    out += [(arg.start, arg.end) for arg in sentence.args if arg.first > answer]  # «أطلقت صواريخ ردا على اغتيال القائد»
    beside = _BESIDE.get(draft.kind, ())
    out += [(arg.start, arg.end) for arg in sentence.args if arg.prep in beside and arg.first > trigger.at]
    behind_of = [arg for arg in sentence.args if arg.prep == "من" and arg.first > trigger.at + 2]
    out += [(arg.start, arg.end) for arg in behind_of if words[arg.first - 2].fold in _NEAR_TO]
    clock = (b for a, b in pairwise(words) if b.fold == "المحلي" and a.fold.endswith("توقيت"))  # «الثالثة بالتوقيت المحلي»
    out += [(word.start, word.end) for word in clock]
    return out


def _told_of_them(sentence: Sentence, draft: Draft) -> Spans:
    """«اعتقلت الشرطة رجلين نشرا دعاية للتنظيم»: the parties of what the people right behind the verb had done, save whose they are."""
    trigger, words = draft.trigger, sentence.words
    behind = [arg for arg in sentence.args if arg.first > trigger.last and arg.first <= draft.high and arg.prep in ("", "gen")]
    held = next((arg for arg in behind if arg.cls == "person" and arg.id is None and arg.first <= trigger.last + _NEAR), None)
    if draft.kind == "killing" or held is None:
        return []
    verb = next((i for i in range(held.last + 1, min(held.last + _NEAR, len(words))) if is_verb(words[i])), -1)
    if verb < 0 or words[verb].conj or any(entry.lemma in _BELONGS for word in words[verb : verb + 3] for entry in word.entries):
        return []
    return [(arg.start, arg.end) for arg in sentence.args if arg.first > verb and arg.id is not None and arg.prep]


def no_subject(sentence: Sentence, draft: Draft) -> Spans:
    """The offsets of those who can be no subject: an indefinite accusative right behind an active verb («فدمر جناحا كاملا منه»), who stands
    right behind a verb in the plural («وخطفوا عشرين امرأة»), and whom those attack whose stronghold is struck."""
    words, trigger = sentence.words, draft.trigger
    out = [(arg.start, arg.end) for arg in sentence.args if arg.id is None and arg.prep == "" and _behind_plural(words, arg)]
    if draft.kind == "hold":
        struck = trigger.at > 1 and trigger.form != "v" and (
            words[trigger.at - 1].fold in _ON or any(entry.finite and entry.lemma in _STRIKES for entry in words[trigger.at - 1].entries)
        )
        if struck:
            out += [(arg.start, arg.end) for arg in sentence.args if arg.last < trigger.at]
        return out
    if trigger.form != "v" or draft.cast.passive or trigger.at + 1 >= len(words):
        return out
    word = words[trigger.at + 1]
    if word.kind != "word" or word.actor is not None or word.place is not None or word.number is not None:
        return out
    accusative = word.fold.endswith("ا") and len(word.fold) > 3 and not word.fold.startswith("ال")
    if accusative and not word.fold.endswith(("يا", "وا", "نا")):
        out.append((word.start, word.end))
    return out


def _behind_plural(words: Sequence[Word], arg: Arg) -> bool:
    """Whether a phrase, its count with it, follows a finite verb of men in the plural, which has its subject before it."""
    first = arg.first
    while arg.number is not None and first > 0 and (words[first - 1].number is arg.number or words[first - 1].fold == "من"):
        first -= 1
    if first == 0 or words[first].fold.endswith("ون"):
        return False
    before = words[first - 1]
    return is_verb(before) and before.verb is not None and before.verb.who == "mp" and not before.verb.suf

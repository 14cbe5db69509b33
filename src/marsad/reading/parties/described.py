"""Fillings that are no noun phrase of a known class and do not stand bare where the object does: people told by their count, the
trigger's own word («آلاف الفارين»), whom a participle describes («السكان المحاصرون»), whom a second verb hits («تفجير استهدف مصلين»),
whoever does something («اعتقل كل من خالف»)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.bare import BARE, bare_objects, end_of, first_after, plain, runs_on
from marsad.reading.parties.hints import part_of
from marsad.reading.parties.nearby import Option, family, phrases_near
from marsad.reading.parties.subjects import is_verb
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["standing_near"]

_COUNTING = BARE | {"displacement", "statistic", "capture", "finding"}
"""Kinds whose sufferers may be told by their count alone."""
_MOVED = frozenset(("displacement", "abduction", "arrest", "casualties"))
"""Kinds whose participle names those to whom it is done."""
_NEAR = 9
_WORDS = 3
_CARRIES = folded("carries")
_AUXILIARY = frozenset("تم يتم جري يجري جرت قد وقد كان كانت".split())
_EVERY = frozenset(("كل", "جميع"))
_THEIRS = frozenset("منهم منها منهما بينهم بينها".split())
_BESIDE = frozenset(("،", "(", ")", "-"))

Offer = Callable[[Sequence[Mention]], Option]


def _counted(sentence: Sentence, draft: Draft, covered: set[int], option: Offer) -> None:
    """«اعتقال 14 أستاذا جامعيا», «نزح 135 ألفا»: the count and what it counts, where the noun is of no known class."""
    if draft.kind not in _COUNTING:
        return
    words, trigger, kind = sentence.words, draft.trigger, family(draft.kind)
    taken = {id(arg.number) for arg in sentence.args if arg.number is not None}
    object_at = first_after(sentence, trigger.at if trigger.spread else trigger.last, len(words) - 1)
    form = trigger.form + ("p" if draft.cast.passive else "")
    for at in range(min(trigger.low, draft.low), max(trigger.high, draft.high) + 1):
        number = words[at].number
        if number is None or id(number) in taken or words[at].time is not None:
            continue
        taken.add(id(number))
        if number.percent or number.kind in ("ordinal", "fraction", "dual") or number.group not in ("", "person") or (number.low or 2) < 2:
            continue
        last = at
        while last + 1 < len(words) and words[last + 1].number is number:
            last += 1
        noun = last + 1
        of = noun < len(words) and words[noun].fold == "من"
        noun += of
        if noun in covered or at <= trigger.at <= last:
            continue
        end = min(end_of(sentence, noun, covered), noun + _WORDS)
        of = of and end > noun
        if last + 1 < len(words) and words[last + 1].fold in _THEIRS:
            continue  # «قتل ثلاثة منهم»: of those named before
        direct = at == object_at or (last + 1 == trigger.at and trigger.form == "v")
        if end == noun and not direct:
            continue
        if end > noun and any(entry.tag == "N" and entry.cls and entry.cls != "person" for entry in words[noun].entries):
            continue  # «ثلاث غارات», «خمسة منازل»: no people
        stop = words[end - 1].end if end > noun else number.end
        made = option([Mention(sentence.text[number.start : stop], number.start, stop, None, "actor")])
        side = "after" if at > trigger.at else "before"
        made.undergoes = draft.kind != "displacement" and (side == "after" or not direct)
        made.following = made.following or (side == "after" and at <= trigger.high)
        where = "direct" if direct else "apart"
        made.say(f"count:{kind}:{side}:{where}")
        made.say(f"count:{form}:{side}:{where}")
        made.say(f"count:{'noun' if end > noun else 'alone'}:{'of' if of else ''}:{where}")
        if at == object_at:
            made.say(f"words-after:{kind}:{form}")
            made.say(f"words-after:{form}:{trigger.frame.role('object' if trigger.form == 'v' else 'gen')}")
        elif direct:
            made.say(f"words-before:{kind}:{form}")
            made.say(f"words-before:{trigger.who}:{form}")


def _itself(sentence: Sentence, draft: Draft, covered: set[int], option: Offer) -> None:
    """«ملاذ لآلاف الفارين»: the word that tells the act names who does it, or to whom it is done."""
    trigger = draft.trigger
    if draft.kind not in _MOVED or trigger.form not in ("p", "w", "n") or trigger.at in covered:
        return
    words = sentence.words
    word = words[trigger.at]
    counted = next((words[at].number for at in (trigger.at - 1, trigger.at - 2) if at >= 0 and words[at].number is not None), None)
    if not word.fold.endswith(("ين", "ون")) and counted is None:
        return
    start = counted.start if counted is not None else word.start
    made = option([Mention(sentence.text[start : word.end], start, word.end, None, "actor")])
    made.say(f"itself:{draft.kind}:{trigger.form}")
    made.say(f"itself:{'counted' if counted is not None else 'plain'}")


def _offer(sentence: Sentence, first: int, end: int, option: Offer, *names: str) -> None:
    if end > first:
        made = option([plain(sentence, first, end - 1)])
        for name in names:
            made.say(name)
        made.undergoes = True
        made.say(f"{names[0].split(':')[0]}:{min(end - first, 3)}:{'the' if sentence.words[first].fold.startswith('ال') else 'a'}")


def _before(sentence: Sentence, end: int, covered: set[int]) -> int:
    """The first of the bare words that end before `end`."""
    first = end
    while first > 0 and end - first < _WORDS and first - 1 not in covered and runs_on(sentence, sentence.words[first - 1], True):
        first -= 1
    return first


def _whom(sentence: Sentence, draft: Draft, covered: set[int], option: Offer) -> None:
    """Whom a participle or a relative clause describes: «عدد الإيزيديين المختطفين», «الصحافي الذي تم خطفه»."""
    trigger, words, kind = draft.trigger, sentence.words, family(draft.kind)
    if draft.kind not in BARE:
        return
    at = trigger.at
    if trigger.form in ("p", "w") and words[at].fold.startswith("ال"):
        end = at
        while end > 0 and (words[end - 1].kind == "quote" or words[end - 1].fold in _BESIDE):
            end -= 1
        names = f"words-described:{kind}", f"words-described:{'apart' if end < at else 'on'}"
        _offer(sentence, _before(sentence, end, covered), end, option, *names)
    elif trigger.form == "m" and trigger.suffix:
        while at > 0 and words[at - 1].fold in _AUXILIARY:
            at -= 1
        if at > 0 and words[at - 1].fold.lstrip("و") in sentence.lexicon.particles["relative"]:
            end = at - 1
            while end > 0 and words[end - 1].fold in _BESIDE:
                end -= 1
            _offer(sentence, _before(sentence, end, covered), end, option, f"words-whom:{kind}:m")


def _struck(sentence: Sentence, draft: Draft, covered: set[int], option: Offer) -> None:
    """Whom a second verb hits, or who travels in what is hit: «تفجير استهدف مصلين», «حافلة تقل عمالا»."""
    trigger, words, kind = draft.trigger, sentence.words, family(draft.kind)
    if draft.kind not in BARE:
        return
    for at in range(trigger.last + 1, min(len(words), trigger.last + _NEAR, draft.high + 1)):
        word = words[at]
        carries = word.fold in _CARRIES
        if carries or (is_verb(word) and word.verb is not None and not word.verb.suf and part_of(word.verb.lemma) == "hit"):
            first = first_after(sentence, at, len(words) - 1)
            name = "words-carried" if carries else "words-hit"
            _offer(sentence, first, end_of(sentence, first, covered), option, f"{name}:{kind}", f"{name}:{trigger.form}")


def _whoever(sentence: Sentence, draft: Draft, option: Offer) -> None:
    """«اعتقل كل من خالف أوامره»: whoever does something."""
    words, trigger = sentence.words, draft.trigger
    first = first_after(sentence, trigger.last, len(words) - 1)
    if draft.kind not in BARE or first + 2 > len(words) - 1 or words[first].fold not in ("من", "ممن"):
        return
    every = words[first - 1].fold in _EVERY
    word = words[first + 1]
    open_verb = every and word.kind == "word" and not word.fold.startswith("ال") and word.actor is None and word.place is None
    if is_verb(word) or open_verb:
        begin = first - every
        end = first + 1
        stops = sentence.lexicon.particles["preposition"]
        while end < min(len(words), first + _WORDS + 1) and words[end].kind == "word" and words[end].fold not in stops:
            end += 1
        _offer(sentence, begin, end, option, f"words-whoever:{family(draft.kind)}", f"words-whoever:{trigger.form}")


def standing_near(tellers: frozenset[int], sentence: Sentence, draft: Draft) -> list[Option]:
    """The fillings that the sentence of a draft tells, in order of telling; one may come more than once, with more of what is true of
    it. All amounts are 1."""
    out: list[Option] = []

    def option(mentions: Sequence[Mention]) -> Option:
        out.append(Option(list(mentions)))
        return out[-1]

    phrases_near(tellers, sentence, draft, option)
    bare_objects(sentence, draft, option)
    covered = {at for arg in sentence.args for at in range(arg.first, arg.last + 1)}
    _counted(sentence, draft, covered, option)
    _itself(sentence, draft, covered, option)
    _whom(sentence, draft, covered, option)
    _struck(sentence, draft, covered, option)
    _whoever(sentence, draft, option)
    return out

"""Bare words that fill a slot: no noun phrase of a known class, but they stand right where a verb or masdar has its object («ذبح المصور
فلان», «فلان قتل», «استهدفت أيضا مكتب الاتصالات», «تعرضت المنشآت لقصف»)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.nearby import Option, family, hangs
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["BARE", "bare_objects", "end_of", "first_after", "plain", "runs_on"]

BARE = frozenset(
    "killing arrest abduction destruction besiege airstrike shelling bombing casualties responsibility clash".split()
)
"""Kinds whose object may be anybody or anything."""
_LONGEST = 5
_NOBODY = folded("nobody")
_BETWEEN = frozenset("علي ( [ ايضا كذلك مجددا كلا كل فقط".split())
"""What may stand between a verb and its object."""
_SUFFERED = frozenset(("تعرض",))
"""Verbs whose subject suffers the act that they carry."""
_ON_WHOM = ("قبض", "نار", "حكم", "عثر", "قضاء", "قضي", "قضوا", "رصاص", "اجهز", "تعدي", "اعتد")
"""Acts whose object stands behind «على»: «القبض على», «إطلاق النار على»."""


def runs_on(sentence: Sentence, word: Word, started: bool) -> bool:
    """Whether a word may be part of a bare phrase: a noun or name that nothing else has claimed."""
    particles = sentence.lexicon.particles
    if word.kind != "word" or word.time is not None or word.number is not None or (word.actor is not None and word.actor.id is not None):
        return False
    if word.fold in _NOBODY:
        return False
    if any(word.fold in particles[name] for name in ("preposition", "clause", "complement", "relative", "link", "negation", "attribution")):
        return False
    if word.fold[:1] in "وف" and word.conj and started:
        return False
    if any(entry.preposition for entry in word.entries):
        return False
    return word.verb is None or word.fold.startswith("ال") or (started and word.noun is not None)


def first_after(sentence: Sentence, at: int, high: int) -> int:
    """The word after `at` that begins an object: adverbs, times, quotes and brackets are passed over."""
    words = sentence.words
    first = at + 1
    while first <= high and (words[first].kind == "quote" or words[first].fold in _BETWEEN or words[first].time is not None):
        if words[first].fold == "علي" and not any(stem in words[near].fold for near in range(max(0, at - 2), at + 1) for stem in _ON_WHOM):
            break  # «اعتقل على الحدود»: where, not whom
        first += 1
    return first


def end_of(sentence: Sentence, first: int, covered: set[int]) -> int:
    """The word after the last of the bare phrase that begins at `first`."""
    words, last = sentence.words, first
    while last < len(words) and last - first < _LONGEST and last not in covered and runs_on(sentence, words[last], last > first):
        last += 1
    return last


def bare_objects(sentence: Sentence, draft: Draft, option: Callable[[Sequence[Mention]], Option]) -> None:
    """The bare words after the trigger, under the verb that carries it, and before a verb that may be passive."""
    if draft.kind not in BARE:
        return
    words, trigger = sentence.words, draft.trigger
    covered = {at for arg in sentence.args for at in range(arg.first, arg.last + 1)}
    kind = family(draft.kind)
    form = trigger.form + ("p" if draft.cast.passive else "")

    def offer(first: int, last: int, *names: str) -> bool:
        if last <= first:
            return False
        made = option([plain(sentence, first, last - 1)])
        for name in names:
            made.say(name)
        if any(word.place is not None for word in words[first:last]):
            made.say(f"{names[0].split(':')[0]}:place:{kind}")
        return True

    hung = trigger.form == "m" and hangs(sentence, trigger)  # «اعتقاله»: the object is told
    # Where a frame's fixed words stand apart («قتل فلان برصاصة»), the object stands between them.
    first = first_after(sentence, trigger.at if trigger.spread else trigger.last, len(words) - 1)
    first += trigger.form == "v" and not trigger.spread and _blow_before(words, first)
    last = end_of(sentence, first, covered)
    size = f"{min(last - first, 3)}:{'the' if first < len(words) and words[first].fold.startswith('ال') else 'a'}"
    role = trigger.frame.role("object" if trigger.form == "v" else "gen")
    found = not hung and offer(first, last, f"words-after:{kind}:{form}", f"words-after:{form}:{role}", f"words-after:{size}")
    if kind in _PERSONAL and trigger.form == "v" and not found and not trigger.spread:
        first, last = _behind_subject(sentence, draft, covered)
        size = f"{min(last - first, 3)}:{'the' if first < len(words) and words[first].fold.startswith('ال') else 'a'}"
        comma = f"{trigger.who}:{'comma' if words[first - 1].punct else 'plain'}"
        offer(first, last, f"words-behind:{kind}:{form}", f"words-behind:{size}", f"words-behind:{comma}")
    if trigger.control >= 0:
        first = first_after(sentence, trigger.control, trigger.at - 1)
        last = min(end_of(sentence, first, covered), trigger.at)
        verb = words[trigger.control].verb
        lemma = verb.lemma if verb is not None else ""
        if last <= first and lemma in _SUFFERED:
            # «المنشآت الطبية تعرضت للتدمير»: who suffers it stands before the verb
            first = last = trigger.control
            while first > 0 and last - first < _LONGEST and first - 1 not in covered and runs_on(sentence, words[first - 1], True):
                first -= 1
        offer(first, last, f"words-under:{kind}", f"words-under:{lemma}")
    if trigger.form != "v" or trigger.suffix:
        return
    end = trigger.at - 1
    while end >= 0 and words[end].fold in ("قد", "كان", "كانت", "وقد"):
        end -= 1
    relative = end >= 0 and words[end].fold in sentence.lexicon.particles["relative"]
    end -= relative
    begin = end
    while begin >= 0 and end - begin < _LONGEST and begin not in covered and runs_on(sentence, words[begin], True):
        begin -= 1
    # «السلطات المتخصصة»: an adjective of the phrase before it
    runs = begin >= 0 and begin in covered and begin < end and words[begin + 1].fold.startswith("ال")
    if begin < end and not runs:
        name = "words-whom" if relative else "words-before"
        offer(begin + 1, end + 1, f"{name}:{kind}:{form}", f"{name}:{trigger.who}:{form}")


_BLOWS = folded("blows_that_hit")


def _blow_before(words: Sequence[Word], first: int) -> bool:
    """Whether the subject of a verb, a blow with its article, stands before the bare object: «دمرت الغارات جسر القرية»."""
    if first + 1 >= len(words) or words[first].fold not in _BLOWS:
        return False
    return words[first + 1].kind == "word" and not words[first + 1].fold.startswith("ال") and not words[first + 1].conj


_WHERE = frozenset("في قرب منطقه بلده مدينه مساء صباح فجر ليل بمنطقه بمدينه ببلده".split())
_PERSONAL = frozenset(("killing", "holding"))
"""Families of kinds that are done to single persons."""


def _behind_subject(sentence: Sentence, draft: Draft, covered: set[int]) -> tuple[int, int]:
    """First and last (excluded) of the bare words behind a verb's subject, place and time («أوقف الجيش في عرسال، السوري فلان»)."""
    words, trigger = sentence.words, draft.trigger
    at = trigger.last + 1
    if at not in covered:
        return at, at
    governed = False
    while at <= min(trigger.high, trigger.last + 14):
        word = words[at]
        if at in covered and not governed and word.kind == "word":
            at += 1
        elif word.place is not None or word.time is not None or word.kind == "quote" or word.fold in ("،", ","):
            governed = False
            at += 1
        elif word.fold in _WHERE:
            governed = True
            at += 1
        else:
            break
    if at > trigger.high or words[at].kind != "word" or governed:
        return at, at
    end = at
    while end <= trigger.high and end - at < _LONGEST and end not in covered and runs_on(sentence, words[end], end > at):
        end += 1
    return at, end


def plain(sentence: Sentence, first: int, last: int) -> Mention:
    """The stored words from `first` to `last` as somebody unknown."""
    start, end = sentence.words[first].start, sentence.words[last].end
    return Mention(sentence.text[start:end], start, end, None, "actor")

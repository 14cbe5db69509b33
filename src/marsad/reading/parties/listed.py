"""Those told one by one, without a figure: «استشهاد العريف فلان، والجندي فلان», «أصيب والده ووالدته وشقيقه», «متطوعا وشرطيا»."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Quantity
from marsad.reading.tolls.fallen import casualty, suffers
from marsad.reading.tolls.lone import is_kin, is_titled, is_two_kin, single
from marsad.reading.tolls.ones import citizen, each_of, with_kin
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["and_others", "as_many", "goes_with", "one_told", "pair_before", "summed"]

_REACH = 10
_TWO = frozenset("شخصين شخصان اللذين اللذان اللتين اللتان".split())
_THEIR_DEATH = frozenset("حتفهما مصرعهما".split())
_LIKE = frozenset(("مماثل", "مشابه"))
_BREAKS = frozenset(": ؛ ; .".split())


def as_many(sentence: Sentence, i: int, high: int, told: list[Quantity], state: str) -> Quantity | None:
    """«مقتل 40 جنديا وجرح عدد مماثل»: as many in `state`, told at word `i`, as the count before them has."""
    words = sentence.words
    if i >= high or words[i].fold != "عدد" or words[i + 1].fold not in _LIKE or not told or told[-1].what == state or not told[-1].low:
        return None
    return replace(told[-1], what=state, text=sentence.slice(i, i + 1))


def and_others(sentence: Sentence, i: int, high: int, one: Quantity) -> Quantity:
    """`one`, told by a title, kin or name at word `i`, with those who are told after it in the same way, each behind «و», none behind word
    `high`."""
    words = sentence.words
    more, last, depth = 0, i, 0
    for k in range(i + 1, high + 1):
        word = words[k]
        if word.punct or word.kind == "quote":
            if word.fold in ("(", ")"):
                depth += 1 if word.fold == "(" else -1
            if word.fold in _BREAKS:
                break
            continue
        if depth > 0:
            continue
        if k - last > _REACH or _ends(words, k):
            break
        if word.conj and _is_one(word):
            more, last = more + 1, k
        elif more and is_two_kin(word.fold.removeprefix("و")) and word.fold.startswith("و"):
            more, last = more + 2, k  # «مسؤول محلي وزوجته وطفلاهما»
    if not more:
        return one
    low = (one.low or 1) + more
    return Quantity(one.what, low, low, "people", "", sentence.slice(i, last))


def _is_one(word: Word) -> bool:
    """Whether «و» and a title or kin stand at a word («والجندي», «وشقيقه»)."""
    bare = word.fold.removeprefix("و")
    return is_kin(bare) or (bare.startswith("ال") and is_titled(word, bare))


def _ends(words: list[Word], k: int) -> bool:
    """Whether the list ends at word `k`: another toll, a number, a verb that is no name's."""
    word = words[k]
    if casualty(word) and (word.conj or word.verb is not None):
        return True
    if word.number is not None and word.number.group in ("person", "people", "fighter"):
        return True
    return word.verb is not None and word.verb.finite and word.noun is None and word.conj


def summed(one: Quantity, other: Quantity, between: list[Word], after: Word | None) -> Quantity | None:
    """«متطوعا في المارينز وشرطيا»: both as one count; None where the second is told apart by whose he is («جندي تركي وعنصر من داعش»)."""
    if not one.low or not other.low or (after is not None and (after.actor is not None or after.fold in ("من", "في"))):
        return None
    if any(word.actor is not None for word in between[:1]):
        return None
    low = one.low + other.low
    return replace(one, low=low, high=low, unit="people", of="", text=f"{one.text} {other.text}")


def pair_before(sentence: Sentence, i: int, what: str) -> Quantity | None:
    """«شخصين قتلا», «رجلا وطفله أصيبا»: two, told by the dual of the verb at word `i` that they suffered."""
    words = sentence.words
    if words[i].fold in _THEIR_DEATH and i > 1:
        i -= 1  # «لقيا حتفهما»
    elif words[i].conj or not suffers(words, i):
        return None
    if words[i].conj or i == 0 or not any(e.tag == "P" and e.who in ("md", "fd") for e in words[i].entries):
        return None
    back = words[i - 1]
    if back.punct or back.place is not None or any(word.number is not None and word.time is None for word in words[max(0, i - 6) : i]):
        return None
    dual = any(e.tag == "N" and e.who == "d" and e.cls in ("person", "fighter") for e in back.entries) or back.fold in _TWO
    if not dual and not back.conj:
        return None
    return Quantity(what, 2, 2, "people", "", sentence.slice(i - 1, i))


def one_told(sentence: Sentence, i: int, high: int, state: str) -> Quantity | None:
    """Who is told at word `i`, right behind the deed, by an indefinite singular, a nationality, or name by name."""
    one = single(sentence, i, state)
    return with_kin(sentence, i, high, one) if one is not None else citizen(sentence, i, state) or each_of(sentence, i, high, state)


def _apart(one: Quantity, words: list[Word], i: int) -> bool:
    """«ضابط وأربعة مدنيين»: whether one is a man at arms and those counted from word `i` on are not, or the other way round."""
    counted = next((e for word in words[i : i + 4] for e in word.entries if e.tag == "N" and e.cls in ("person", "fighter")), None)
    first = next((e for word in words[max(0, i - 3) : i] for e in word.entries if e.tag == "N" and e.label == one.of and one.of), None)
    return counted is not None and first is not None and first.cls != counted.cls and counted.who != "s" and words[i].number is not None


def goes_with(words: list[Word], i: int, told: int, one: Quantity) -> bool:
    """Whether the number at word `i` goes on from the one told at word `told` («ضابط وثلاثة جنود», «قيادي مع مسلحين اثنين آخرين»)."""
    if one.low != 1 or one.high != 1 or _apart(one, words, i):
        return False
    deed = words[told + 1] if 0 <= told < i - 1 else words[i]
    if one.unit == "one" and 1 < i - told < 4 and deed.conj and words[told].fold.endswith(("ه", "ها")):
        return casualty(deed) == one.what and casualty(words[told]) == one.what  # «مقتله ومقتل ثلاثة آخرين»
    if one.unit == "one" and (words[i].conj or words[i - 1].fold == "و"):
        return i - told == (2 if words[i - 1].fold == "و" else 1)
    like = any(word.fold.startswith("اخر") for word in words[i + 1 : i + 4])
    return like and one.unit in ("one", "named") and "مع" in (words[i - 1].fold, words[i - 2].fold)

"""What tells that a toll in a clause is not that of its act: another act named in it, a time between, a part of those counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.reading.claims.again import is_link
from marsad.reading.claims.draft import TOLL, Draft
from marsad.reading.tolls.fallen import casualty
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, groups

__all__ = [
    "another_day", "behind_span", "earlier", "elsewhere", "elsewhere_told", "fled_from", "gives_up", "has_fallen", "is_death", "managed",
    "names_one", "parts_time", "same_fight", "some_of", "told_before", "turns", "with_its_own",
]

_SPAN, _CLAUSE = 5, 18
_WHEN = frozenset("عندما حين حينما لما بعدما".split())
_SPANS = folded("spans_of_time")
_ANY_ACT = folded("any_act")
_OTHERS = folded("others")
_ONE_OF = folded("one_of_several")
_REPEL = frozenset(groups("control")["repel"])
_FIGHTS = frozenset("معارك اشتباكات مواجهات معركه اشتباك قتال".split())
_BEFORE = frozenset("بعد عقب غداه اثر قبل".split())
_SO = frozenset(("ما", "مما", "وهو", "بما"))
_WHOSE = frozenset("الذين الذي اللذين اللواتي ممن".split())


def names_one(words: list[Word], i: int, high: int) -> bool:
    """Whether one of several acts is named behind word `i`, with a toll of its own («سلسلة تفجيرات، بما في ذلك هجوم أودى بحياة مئة»)."""
    k = i + 3 if [w.fold for w in words[i : i + 3]] == ["بما", "في", "ذلك"] else i + 1 if words[i].fold in _ONE_OF else -1
    return 0 < k <= high and not words[k].fold.startswith("ال") and any(e.tag == "N" and e.cls == "event" for e in words[k].entries) and (
        casualty(words[k]) == ""
    )


def earlier(words: list[Word], i: int, high: int) -> int:
    """«… بعد كمين أدى إلى مقتل ضابط», «… بعد ساعات من إنزال قتل فيه جندي»: the last word of an act told as one before, with a toll of its
    own, from word `i` on; -1 where none is."""
    if words[i].fold not in _BEFORE or i >= high:
        return -1
    head = behind_span(words, i, high)
    if head == i + 1:
        vague = next((k for k in range(i + 1, min(high, i + _SPAN)) if words[k].fold == "قليل"), i)
        head = vague + 2 if vague > i and words[vague + 1].fold in ("من", "علي") else head
    if head > high or not any((e.tag == "N" and e.cls == "event") or e.tag == "M" for e in words[head].entries):
        return -1
    end = next((k for k in range(head + 1, high + 1) if _goes_on(words[k])), high + 1)
    for k in range(head + 1, end):
        falls = casualty(words[k]) in TOLL and any(entry.tag == "P" and entry.finite for entry in words[k].entries)
        if (is_link(words[k]) or falls) and not words[k].conj and words[k - 1].fold not in _SO:
            return end - 1
    return -1


def same_fight(words: list[Word], i: int, draft: Draft) -> bool:
    """«صدوا هجوما … بعد معارك أسفرت عن مقتل 12»: whether the fights behind «بعد» at word `i` are those by which the act was beaten off."""
    verb = draft.trigger.entry
    fights = any(word.fold in _FIGHTS for word in words[i + 1 : i + 2])
    return fights and draft.kind == "clash" and verb is not None and verb.lemma in _REPEL


def _goes_on(word: Word) -> bool:
    """Whether what an act told as one before is told with ends at a word: a mark, a verb that goes on («… فحصلت اشتباكات»)."""
    if not word.entries and word.fold.startswith("ف") and word.fold.endswith(("ت", "وا")):
        return True
    return word.fold in HARD or word.fold in ("،", ",") or (word.fold[:1] in ("و", "ف") and any(e.finite and e.pro for e in word.entries))


def turns(words: list[Word], i: int, at: int) -> bool:
    """Whether word `i` turns to another act, at word `at`: «…، فيما استهدفت», «…، والثاني استهدف», «قبل أن يفجر نفسه»."""
    before = words[i].fold == "قبل" and words[i + 1].fold == "ان" and at - i <= 3
    return before or (words[i].fold in ("فيما", "بينما") and at - i <= 3) or (words[i].fold in _OTHERS and at - i == 1)


def some_of(words: list[Word], draft: Draft) -> int:
    """The word of the number that alone fell in this act («قتل تسعة، ثمانية منهم في كمين»), or -1."""
    at = draft.trigger.at
    for i in range(max(draft.low, at - _SPAN), at - 1):
        if words[i].number is not None and words[i + 1].fold in ("منهم", "بينهم") and words[i + 2].fold in ("في", "خلال", "جراء"):
            return i
    return -1


def parts_time(words: list[Word], i: int, at: int) -> bool:
    """Whether word `i` parts an act at word `at` from what was told before it: by a span of time («مقتل خمسة بعد يومين من هجوم»), by its
    beginning («القتلى منذ اندلاع المعارك»)."""
    if words[i].fold in ("منذ", "ومنذ"):
        return at - i <= 2
    behind = behind_span(words, i, at) if words[i].fold in ("بعد", "وبعد", "عقب", "وعقب") else i + 1
    return behind > i + 1 and at - behind <= 3 and not any(casualty(word) for word in words[behind:at])


def behind_span(words: list[Word], i: int, high: int) -> int:
    """The word behind «بعد» at word `i`, or behind the time told with it («بعد أسبوع من …»)."""
    for k in range(i + 2, min(high, i + _SPAN) + 1):
        timed = any(w.time is not None or (w.number is not None and w.number.group == "time") or w.fold in _SPANS for w in words[i + 1 : k])
        if words[k].fold in ("من", "علي") and timed and k + 1 <= high:
            return k + 1
    return i + 1


def is_death(word: Word) -> bool:
    """Whether a word names a death («مقتل», «اغتيال») and counts nobody by itself."""
    return casualty(word) == "killed" and not any(entry.finite for entry in word.entries)


def fled_from(sentence: Sentence, draft: Draft, at: int) -> bool:
    """«أعدم 41 من مسلحيه الذين فروا من معارك …»: whether those counted at word `at` only had to do with the act that a draft tells."""
    words = sentence.words
    whose = any(word.fold in _WHOSE for word in words[at : draft.trigger.at])
    return whose and draft.trigger.form != "v" and words[draft.trigger.at - 1].fold == "من"


def another_day(words: list[Word], low: int, at: int, high: int) -> bool:
    """«قتل تسعة اليوم، في حين قضى 18 أمس»: whether words `low` to `at` tell one day and those behind, as far as `high`, another."""
    one, two = ({w.time.edtf for w in words[a : b + 1] if w.time is not None and w.time.grain == "day"} for a, b in ((low, at), (at, high)))
    return bool(one and two) and not one & two


def managed(words: list[Word], i: int) -> bool:
    """«… وتمكنت من قتل 11 من عناصر التنظيم»."""
    return words[i].fold.startswith("وتمكن") and words[i + 1].fold == "من" and i + 2 < len(words) and casualty(words[i + 2]) in TOLL


def gives_up(one: Draft, other: Draft) -> Draft | None:
    """Of two that tell one toll, the one that only says that they fell: «نعى … 17 عنصرا إثر استهداف», «قتل شرطيان بالرصاص … في هجوم»;
    None where neither does."""
    if one.kind != other.kind:
        return next((draft for draft in (one, other) if draft.trigger.frame.id == "context.casualties"), None)
    return one if (one.low, one.high) == (other.low, other.high) and one.trigger.frame.id == "killing.shot-dead" else None


def has_fallen(sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb of the past tells in the clause of what is only meant that somebody fell («شخصا قتل وهو يحاول زرع قنبلة», «محاولة
    اغتيال أسفرت عن مقتل اثنين»)."""
    words = sentence.words[draft.low : draft.high + 1]
    return any((casualty(word) in TOLL or is_link(word)) and any(entry.tag == "P" for entry in word.entries) for word in words)


def elsewhere_told(words: list[Word], i: int, high: int) -> bool:
    """«قتل ستة بانفجار سيارة، وفي الغزالية قتل شخصان»: whether word `i` opens who fell at another place."""
    if words[i].fold != "وفي" or i + 2 > high or words[i + 1].place is None:
        return False
    last = words[i + 1].i
    while last < high and words[last + 1].place is words[i + 1].place:
        last += 1
    return last < high and words[last + 1].verb is not None and casualty(words[last + 1]) in TOLL


def with_its_own(sentence: Sentence, draft: Draft, i: int) -> bool:
    """«عثر على جثث 72 شخصا بعد اشتباك قتل فيه جندي»: whether the act right behind «بعد» at word `i` tells its own fallen behind it."""
    words = sentence.words
    if words[i].fold not in _BEFORE or draft.trigger.at - i > 2:
        return False
    behind = pairwise(words[draft.trigger.last + 1 : draft.trigger.last + _CLAUSE])
    return any(casualty(one) in TOLL and two.fold in ("فيه", "فيها", "خلاله", "خلالها") for one, two in behind)


def told_before(sentence: Sentence, draft: Draft, others: Sequence[Draft]) -> tuple[int, int] | None:
    """«قتل 33 شرطيا عندما صدمت سيارة مفخخة حافلتهم»: the words that tell who fell right before the clause that tells when, where no other
    draft of the sentence holds them."""
    words, low = sentence.words, draft.low
    if low < 2 or words[low].fold not in _WHEN or any(other.low < low or other.trigger.at < low for other in others):
        return None
    begin = low - 1
    while begin > 0 and low - begin < _CLAUSE and words[begin - 1].fold not in HARD and words[begin - 1].fold not in ("،", ","):
        begin -= 1
    return (begin, low - 1) if any(casualty(word) in TOLL for word in words[begin:low]) else None


def elsewhere(sentence: Sentence, low: int, high: int) -> bool:
    """Whether words `low` to `high` name an act or a place."""
    return any(
        word.place is not None
        or (word.fold not in _ANY_ACT and any(entry.tag == "N" and entry.cls in ("event", "area") for entry in word.entries))
        for word in sentence.words[low : high + 1]
    )

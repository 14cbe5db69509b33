"""How long what is told lasts: a truce for the days it is made for, and fights of weeks, which no one day of another sentence dates."""

from __future__ import annotations

import re
from datetime import date, timedelta

from marsad.languages.arabic import find_numbers, fold_key
from marsad.model import Time
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded, groups

__all__ = ["lasts", "often", "still_on", "told_earlier", "truce_time"]

_TRUCES = folded("truces")
_FOR = "|".join(sorted(map(re.escape, folded("for_a_time")), key=len, reverse=True))
_LATE = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(folded('late')))})(?!\w)")
_MADE_FOR = re.compile(rf"(?<!\w)(?:{_FOR}) ((?:\w+ ){{0,2}}?)(يوم|ايام|يوما|يومين|ساعه|ساعات|اسبوع|اسبوعين|اسابيع)(?!\w)")
_DAYS = {"يوم": 1, "ايام": 1, "يوما": 1, "يومين": 2, "اسبوع": 7, "اسبوعين": 14, "اسابيع": 7}
_FORMER = folded("former_acts")
_SUMS = ("casualties", "statistic", "displacement", "hold")
_REACH = 22  # words from an act to how long it lasted
_HOURS = ("ساعه", "ساعات")
_LONG = re.compile(
    r"(?<!\w)(?:خلال|طوال|طيله|طيلت|استمرت|استمر|دامت|دام|امتدت|استغرقت)(?: (?:نحو|حوالي|قرابه|زهاء|اكثر من|ما يقارب))?"
    r" (?:(?:\w+ )?(?:اسابيع|اشهر|شهور|سنوات|اعوام|شهرا|اسبوعا)|اسبوع|اسبوعين|شهر|شهرين|عام|عامين|سنه|سنتين)"
    r"(?! ال\w*(?:ماضي|اخير|منصرم|فايت))"
)
_OFTEN = tuple(tuple(map(fold_key, f"{conj}{phrase}".split())) for phrase in groups("phrases")["often"] for conj in ("", "و"))
_OFTEN_BEGINS = frozenset(phrase[0] for phrase in _OFTEN)
_LATELY = re.compile(r"(?:ماضي|اخير|منصرم|فايت)\w*$|^و?قبل ")
_NEAR = 14  # words from an act to how often it is done
_MARKS = re.compile(r"[()\[\]،,\"“”«»]")


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", fold_key(text)).split())


def lasts(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause tells that its act went on for a week or longer («معارك استمرت نحو أسبوع», «قتلوا خلال عشرة أشهر»)."""
    words = sentence.words
    last = min(draft.high, draft.trigger.last + _REACH)
    relatives = sentence.lexicon.particles["relative"]
    last = next((word.i - 1 for word in words[draft.trigger.last + 1 : last + 1] if word.fold in relatives), last)
    return _LONG.search(_plain(sentence.text[words[draft.trigger.at].start : words[last].end])) is not None


def often(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause tells that its act is done again and again, or on no day that it names: «كثيرا ما يهاجمون», «القصف اليومي»,
    «قتل في الأشهر الأخيرة» (codebook rule 8: a vague span is no time)."""
    words = sentence.words
    before = max(0, draft.trigger.at - 3)  # «كثيرا ما» may stand outside of what is quoted
    first, last = min(before, max(draft.low, draft.trigger.at - _NEAR)), min(draft.high, draft.trigger.last + _NEAR)
    relatives = sentence.lexicon.particles["relative"]
    first = next((word.i + 1 for word in reversed(words[first : draft.trigger.at]) if word.fold in relatives), first)
    last = next((word.i - 1 for word in words[draft.trigger.last + 1 : last + 1] if word.fold in relatives), last)
    span = words[first : last + 1]
    vague = [(word.time.kind, fold_key(word.time.text)) for word in span if word.time is not None and word.time.edtf is None]
    if any(kind == "vague" and _LATELY.search(text) for kind, text in vague):
        return True  # «قبل أيام»
    if any(kind == "since" and "الساعه" not in text for kind, text in vague):
        return True  # «منذ أشهر»; «منذ الساعة التاسعة» is of the day that is told
    folds = [word.fold for word in span]
    return any(tuple(folds[n : n + len(phrase)]) == phrase for n, fold in enumerate(folds) if fold in _OFTEN_BEGINS for phrase in _OFTEN)


def _days(count: str, unit: str) -> int:
    numbers = find_numbers(count) if count.strip() else ()
    amount = int(numbers[0].low or 0) if numbers else 0 if count.strip() else 1
    return amount // 24 if unit in _HOURS else amount * _DAYS[unit]


def truce_time(sentence: Sentence, draft: Draft) -> Time | None:
    """The stretch of a truce whose first day and length its sentence tells («هدنة لمدة خمسة أيام تبدأ مساء الأحد»); None for any other
    claim. Begun in the evening it runs its days from the next morning."""
    time = draft.time
    if draft.kind != "agreement" or time is None or len(time.edtf.rstrip("~")) != 10:
        return None
    words = sentence.words
    if not any(word.fold in _TRUCES or word.bare in _TRUCES for word in words[draft.low : draft.high + 1]):
        return None
    told = _plain(sentence.text[words[draft.low].start : sentence.end])
    hit = _MADE_FOR.search(told)
    days = _days(hit[1], hit[2]) if hit is not None else 0
    if not days:
        return None
    first = date.fromisoformat(time.edtf.rstrip("~"))
    late = _LATE.search(told) is not None
    return Time(time.text, f"{first}/{first + timedelta(days=days if late else days - 1)}")


def still_on(draft: Draft) -> Time | None:
    """«استمرت الاشتباكات حتى مساء أمس»: of an act whose beginning nobody tells the day on which it was still going on; None for others.
    A sum up to a day is of no one day."""
    time = draft.time
    if time is None or not time.edtf.startswith("../") or draft.kind in _SUMS:
        return None
    day = time.edtf[3:]
    return Time(time.text, day) if len(day) == 10 else None


def told_earlier(sentence: Sentence, draft: Draft) -> bool:
    """«قتل في وقت سابق ثلاثة», «وسبق أن قصفت», «غارات سابقة»: told as of another, untold day."""
    words = sentence.words
    last = draft.trigger.last
    if draft.trigger.form != "v" and any(word.fold in _FORMER for word in words[last + 1 : last + 3]):
        return True
    for i in range(max(0, draft.low - 3), draft.high):
        after = words[i + 1].fold
        if words[i].fold == "سابق" and i and words[i - 1].fold in ("وقت", "وقتا") and after not in ("من", "اليوم", "امس"):
            return True
        if words[i].fold in ("سبق", "وسبق") and i < draft.trigger.at and after in ("ان", "وان", "لها", "له", "لهم"):
            return True
    return False

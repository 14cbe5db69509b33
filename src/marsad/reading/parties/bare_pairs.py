"""Two bare phrases behind a verb: who stands first does it to whom stands behind («قتل مسلحون مجهولون أمس ضابطا»)."""

from __future__ import annotations

from marsad.reading.parties.subjects import is_verb, reads_nominative
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import HARD, Arg, Sentence, Word

__all__ = ["TAKES_TWO", "two_bare"]

_BY_HAND = frozenset(("killing.lynch",))
"""Frames of what anyone may do to another with a knife or a car."""
_PARTS = frozenset(("في", "من", "علي", "بين", "مع", "خلال", "اثر", "بعد", "قرب", "عن", "الي"))

_TAKERS = frozenset(("pirates",))
_LEADS = frozenset(("قاد", "ترأس", "تزعم", "مثل", "انتمى", "حمل", "استقل", "ارتدى"))


def _past_their_leader(sentence: Sentence, behind: list[Arg]) -> list[Arg]:
    """The phrases behind a verb without who leads the first of them: «قتلت عصابة يقودها شرطي سابق تسعة أشخاص»."""
    if len(behind) < 3 or behind[0].definite:
        return behind
    verb = behind[0].last + 1
    leads = is_verb(sentence.words[verb]) and any(entry.finite and entry.lemma in _LEADS for entry in sentence.words[verb].entries)
    return [behind[0], *behind[2:]] if leads and behind[1].first == verb + 1 and behind[1].prep == "" else behind


TAKES_TWO = frozenset(
    "killing.kill killing.execute killing.behead killing.lynch abduction.kidnap abduction.take-hostage abduction.snatched".split()
)
"""Frames of what armed men do to people whose verb has both bare behind it."""


def two_bare(sentence: Sentence, trigger: Trigger) -> tuple[Arg, Arg] | None:
    """«قتلت مجموعة مسلحة ثلاثة شبان», «قتل مجهولون شرطيا»: armed men whom nobody counts right behind the verb, and behind them, nothing
    but a day or an adjective between, people who can only be its object. None where the words stand otherwise."""
    words = sentence.words
    behind = [arg for arg in sentence.args if arg.first > trigger.at]
    if len(behind) > 1 and behind[0].label in _TAKERS and behind[0].first == trigger.at + 1 and behind[1].first == behind[0].last + 1:
        return behind[0], behind[1]  # «خطف قراصنة ناقلة»
    behind = _past_their_leader(sentence, behind)
    done = next((arg for arg in behind[1:] if not reads_nominative(sentence, arg)), None)  # «متطرفون إسلاميون»: an adjective
    if done is None or trigger.suffix or trigger.who in ("mp", "md", "fp"):
        return None
    doer = behind[0]
    nominative = words[doer.head].fold.endswith(("ون", "و"))  # «مسلحون أكراد», «مقاتلو الحركة»
    armed = doer.cls in ("fighter", "force") or (doer.cls == "actor" and nominative)
    armed = armed or (doer.cls == "actor" and doer.id is not None and done.number is not None)  # «قتلت القوات 17 عنصرا في عملية»
    armed = armed or (trigger.frame.id in _BY_HAND and doer.cls == "person" and doer.first == trigger.at + 1)  # «طعن فلسطيني جنديين»
    if not armed or doer.number is not None or doer.prep not in ("", "gen") or doer.group == done.group:
        return None
    if any(word.time is None and word.kind != "quote" for word in words[trigger.at + 1 : doer.first]):
        return None
    if done.prep not in ("", "gen") or done.cls not in ("person", "fighter", "actor"):
        return None
    head = words[done.head]
    accusative = (head.noun is not None or done.label == "nationals") and head.fold.endswith("ا") and not done.definite
    accusative = accusative or (head.fold.endswith("ين") and nominative)  # «قتل مجهولون شرطيين»
    owned = done.definite or any(word.fold.startswith("ال") for word in words[done.last : done.last + 2])  # «… سائق الحافلة»
    titled = done.cls == "person" and owned and reads_nominative(sentence, doer)  # «قتل مسلحون الشيخ فلان»
    if done.number is None and not accusative and not titled:
        return None
    first = done.first
    while done.number is not None and first - 1 > doer.last and (words[first - 1].number is done.number or words[first - 1].fold == "من"):
        first -= 1  # «قتل الجيش 12 من قطاع الطرق»
    if done.number is not None and (words[first].conj or words[first - 1].fold == "و"):
        return None  # «مقتل ضابط وثلاثة من مرافقيه»
    past = next((arg.last for arg in sentence.args if doer.last + 1 < arg.first == doer.last + 2 and arg not in behind), doer.last)
    between = [word for word in words[past + 1 : first] if not _where_or_when(sentence, word)]
    if any(word.punct or word.conj or word.fold in _PARTS or is_verb(word) or word.fold in HARD for word in between):
        return None
    return doer, done


def _where_or_when(sentence: Sentence, word: Word) -> bool:
    """Whether a word tells only where or when: «قتل مسلحون في زنجبار، ليل السبت، أربعة جنود»."""
    after = sentence.words[word.i + 1]
    if word.time is not None or (word.place is not None and not word.conj):
        return True
    if word.fold in ("في", "قرب", "،"):
        return after.time is not None or after.place is not None or (word.fold == "،" and sentence.words[word.i - 1].time is not None)
    return after.time is not None and not word.punct and not word.conj

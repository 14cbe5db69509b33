"""Places that are told by what they are, named or not: «حرم الجامعة», «القصر الجمهوري», «13 محافظة», «الأطراف الشمالية للمدينة».

The rules of marsad.reading.places.where do not see them; the chooser of places weighs them against those that have a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.languages.arabic import fold_key, strip_proclitics
from marsad.model import Mention
from marsad.reading.words.sentence import Sentence, Word
from marsad.registry.places.vocabulary import load_vocabulary, word_list

__all__ = ["NO_ROADS", "doer", "institute", "site_phrases", "site_word", "unknown_names"]

_LONGEST = 7
_QUOTED = 4
_CUT = frozenset("في علي من الي عن مع بين ضد نحو حول خلال بعد قبل منذ حتي عند لدي اثر عقب قرب امام تحت فوق حيث وفق بحسب او ثم".split())
_CUT_AT = frozenset(
    "شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط جدا التابعه التابع الواقعه الواقع المجاوره الخاضعه الخاضع ذات".split()
)
_NO_PLACE = frozenset(
    "الاوسط اخري الادني الاقصي التواصل الهدف الهجوم الانفجار الحادث الانترنت الالكتروني الالكترونيه السوداء السفليه العلويه الذكريات "
    "الزمن".split()
)
_NET = frozenset("التواصل تواصل الانترنت انترنت الالكتروني الالكترونيه الكتروني الكترونيه".split())  # «موقع التواصل الاجتماعي»
_SHARES = frozenset("معظم جزء اجزاء".split())
_DOERS = frozenset("منفذ منفذي منفذو منفذين".split())  # also a crossing: «منفذ الوديعة»


@cache
def _heads() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    """Folded word of place to its sort, words of number before it, demonstratives, words that a pronoun may own. Raises BadData where
    the file is malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/places/sites.toml").read_text(encoding="utf-8"))
        heads = {fold_key(word): str(sort) for sort, words in reversed(raw["heads"].items()) for word in words}
        many, this, owned = (frozenset(map(fold_key, raw["around"][name])) for name in ("many", "this", "owned"))
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise BadData(str(error), where="places/sites.toml") from error
    return heads, many, this, owned


@cache
def _read(fold: str) -> tuple[str, str] | None:
    """Proclitics and sort of a word of place; None for any other word."""
    heads = _heads()[0]
    for pro, stem in strip_proclitics(fold):
        if stem in heads:
            return pro, heads[stem]
    return None


def site_word(fold: str) -> bool:
    """Whether a folded word names a site: «قلعة», «سجن», «قاعدة»."""
    found = _read(fold)
    return found is not None and found[1] == "site"


_OWNED = ("هما", "ها", "هم", "نا", "ه")


@cache
def _owned(fold: str) -> str | None:
    """Proclitics of a place told by whose it is («أراضيها», «بلادنا»); None for any other word."""
    tail = next((end for end in _OWNED if fold.endswith(end)), None)
    if tail is None:
        return None
    stems = _heads()[3]
    return next((pro for pro, stem in strip_proclitics(fold.removesuffix(tail)) if stem in stems and not pro.endswith("ال")), None)


_ROAD = frozenset(("طريق", "الطريق"))
_SEATED = frozenset("أإآؤ")
NO_ROADS = frozenset(("عن", "وعن", "خارطه", "خريطه", "لخارطه", "لخريطه", "الخارطه", "الخريطه"))
"""Words before «طريق» with which it is no road: «عن طريق البحر», «خارطة طريق»."""


def _spelt(sentence: Sentence, word: Word, pro: str) -> bool:
    """Whether a word is written as its word of place: «وأدى» is not «وادي»."""
    raw = sentence.text[word.start : word.end]
    return not (len(raw) == len(word.fold) and word.fold[len(pro) :] in ("وادي", "واد") and _SEATED & set(raw))


def _goes_on(sentence: Sentence, word: Word, previous: Word, definite: bool) -> bool:
    """Whether `word` still belongs to the phrase: an adjective that agrees, a genitive, part of a name or a number."""
    fold = word.fold
    if word.kind == "number":
        return True
    if word.kind != "word" or fold in _CUT or word.conj or word.time is not None:
        return False
    lexicon = sentence.lexicon.particles
    if fold in lexicon["relative"] or fold in lexicon["clause"] or fold in lexicon["link"] or fold in lexicon["complement"]:
        return False
    if word.actor is not None and word.actor.how != "nationality":
        return word.actor.cls != "person" and not word.fold.startswith(("ب", "ل")) and (
            _headquarters(previous.fold) or previous.actor is word.actor
        )
    if word.place is not None:
        return word.place.start - word.start < 2 and not (fold[:1] in "بك" and word.place.start > word.start)
    if fold in _CUT_AT:
        return False
    if word.verb is not None and not fold.startswith("ال"):
        return False
    if definite:
        return fold.startswith(("ال", "لل")) and not any(entry.tag == "M" for entry in word.entries)
    return not fold.startswith(("ب", "ل")) or fold.startswith("لل") or not word.entries


@cache
def _headquarters(fold: str) -> bool:
    """«مقر», which takes the name of those whose it is: «مقر حزب …»."""
    return any(stem in ("مقر", "مقار", "مقرات") for _, stem in strip_proclitics(fold))


def _after(sentence: Sentence, i: int, definite: bool) -> int:
    """The last word of the phrase whose head is word `i`."""
    words = sentence.words
    last = i
    shut = definite
    while last + 1 < len(words) and last - i < _LONGEST:
        nxt = last + 1
        if words[nxt].kind == "quote" and nxt + 1 < len(words) and words[nxt + 1].kind == "word":
            close = quoted_end(words, nxt)
            if close is not None:
                last, shut = close, True
                continue
            nxt += 1
        word = words[nxt]
        if not _goes_on(sentence, word, words[last], shut):
            break
        open_end = not shut and last > i and not word.fold.startswith("ال") and word.place is None and words[last].kind != "number"
        if open_end and not word.fold.endswith(("يه", "ي", "ه")):
            break  # of words with no article the second after the head is an adjective at most
        if word.place is not None:
            while nxt + 1 < len(words) and words[nxt + 1].place is word.place:
                nxt += 1
            shut = True
        elif word.fold.startswith("ال"):
            shut = True
        last = nxt
    return last


def quoted_end(words: Sequence[Word], at: int) -> int | None:
    """The word that closes the quotation that word `at` opens, where a name of few words stands in it; None else."""
    for k in range(at + 1, min(len(words), at + _QUOTED + 2)):
        if words[k].kind == "quote":
            return k if k > at + 1 else None
        if words[k].kind != "word" or words[k].place is not None or words[k].time is not None or words[k].fold in _CUT:
            return None
    return None


def institute(words: Sequence[Word], first: int, last: int) -> bool:
    """«مركز حلب الإعلامي»: a house that tells or studies."""
    vocabulary = load_vocabulary()
    if not any(stem in vocabulary.institutes for _, stem in strip_proclitics(words[first].fold)):
        return False
    return any(word.fold in vocabulary.telling for word in words[first + 1 : last + 2])


def _share(words: Sequence[Word], i: int, last: int, stem: str) -> bool:
    """«معظم الناس», «جزء من الأموال»: a share of what is no place."""
    named = any(word.place is not None or _read(word.fold) is not None for word in words[i + 1 : last + 1])
    return stem in _SHARES and not named


def doer(words: Sequence[Word], i: int, stem: str) -> bool:
    """«منفذ الهجوم», «منفذي العملية»: who did it, where another is a crossing."""
    if stem not in _DOERS or i + 1 >= len(words):
        return False
    after = words[i + 1]
    return after.fold in _NO_PLACE or any(entry.tag == "M" or (entry.tag == "N" and entry.cls == "event") for entry in after.entries)


def site_phrases(sentence: Sentence) -> list[tuple[int, int, str, Mention]]:
    """First word, last word, sort of the word of place and mention of each phrase of place; they may overlap places with a name."""
    _, many, this, _ = _heads()
    words = sentence.words
    out: list[tuple[int, int, str, Mention]] = []
    taken = -1
    for i, word in enumerate(words):
        if word.kind != "word" or i <= taken or word.place is not None or (word.actor is not None and word.actor.how != "nationality"):
            continue
        read = _read(word.fold)
        if read is None:
            pro = _owned(word.fold)
            if pro is not None:
                start = word.start + (len(pro) if word.end - word.start == len(word.fold) else 0)
                out.append((i, i, "owned", Mention(sentence.text[start : word.end], start, word.end, None, "place", 3)))
            continue
        pro, sort = read
        before = words[i - 1] if i else None
        if not _spelt(sentence, word, pro) or (before is not None and before.fold in NO_ROADS and word.fold in _ROAD):
            taken = i + 1 if word.fold == "طريق" else taken
            continue  # «وأدى», «عن طريق البحر», «خارطة طريق للحل»
        definite = pro.endswith(("ال", "لل"))
        last = _after(sentence, i, definite)
        after = words[i + 1] if last > i else word
        if sort == "plural" and after.place is None and after.fold.startswith("ل") and after.fold[1:2] != "ل":
            last = i  # «مخيمات لناشطي الحزب»: whose they are
        first, cut = i, 0
        counted = before is not None and (
            before.number is not None or before.kind == "number" or before.fold in many or before.fold in this
        )
        if (counted and not definite) or (before is not None and before.fold in this):
            first = i - 1
        elif pro:
            cut = len(pro) - 2 if definite and pro.endswith("ال") else 0 if definite else len(pro)
        if sort in ("part", "direction"):
            if last == i and last + 1 < len(words) and words[i + 1].fold.startswith("لل"):
                last = i + 1
            if last == i and not (definite and sort == "part"):
                continue
            if words[last].place is None and not words[last].fold.startswith(("ال", "لل")):
                continue
        if institute(words, i, last) or _share(words, i, last, word.fold[len(pro) :]) or doer(words, i, word.fold[len(pro) :]):
            continue
        if words[last].fold in _NO_PLACE and last == i + 1 and sort != "plural":
            continue
        if last > i and words[i + 1].fold in _NET:
            continue
        if sort == "plural" and last == i and first == i:
            continue
        if sort in ("site", "settlement") and last == i and first == i and not definite:
            continue
        start = words[first].start + (cut if words[first].end - words[first].start == len(words[first].fold) else 0)
        end = words[last].end
        out.append((first, last, sort, Mention(sentence.text[start:end], start, end, None, "place", 2)))
        taken = last
    return out


# Shapes of words of action («استناد», «انتهاج», «تدقيق»), which no name of a place that the tables do not hold has.
_ACTIONS = re.compile(r"ا(?:ست..|ن..|.ت.)ا.|ت..ي.")
_INTO = frozenset(("في", "وفي", "قرب", "بلده", "قريه", "مدينه", "منطقه"))
_PRONOUNS = ("ها", "هم", "هما", "نا", "كم", "هن")


def _strange(word: Word) -> bool:
    """Whether neither the lexicon nor the registries nor the newspapers' common words know a word that has no article."""
    fold = word.fold
    return (
        word.kind == "word"
        and not word.entries
        and word.place is None
        and word.actor is None
        and word.time is None
        and word.number is None
        and len(fold) >= 4
        and not fold.startswith(("ال", "لل", "بال", "وال"))
        and not fold.endswith(_PRONOUNS)
        and _ACTIONS.fullmatch(fold) is None
        and fold not in word_list("ordinary.txt")
    )


def unknown_names(sentence: Sentence, told: frozenset[str] = frozenset()) -> list[tuple[int, int, Mention]]:
    """First word, last word and mention of names of places that no table holds: what stands after «في» («في كيروهورا»), two words of it
    where both are strange; and wherever one of `told`, names found so elsewhere in the report, stands."""
    words = sentence.words
    out: list[tuple[int, int, Mention]] = []
    for i in range(1, len(words)):
        word = words[i]
        if not ((word.fold in told or words[i - 1].fold in _INTO) and _strange(word)):
            continue
        if sentence.text[word.end - 1] == "ه":
            continue  # «في عنقه»: a pronoun owns it
        last = i + 1 if i + 1 < len(words) and _strange(words[i + 1]) and not words[i + 1].fold.startswith(("و", "ب", "ل")) else i
        out.append((i, last, Mention(sentence.text[word.start : words[last].end], word.start, words[last].end, None, "place", 1)))
    return out

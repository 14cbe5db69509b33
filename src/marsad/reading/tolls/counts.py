"""Quantities: what a number in a clause counts (killed, wounded, captured …), and of whom."""

from __future__ import annotations

from typing import Any

from marsad.languages.arabic import NumberSpan
from marsad.model import Quantity
from marsad.reading.parties.listed import and_others, as_many, goes_with, one_told, pair_before, summed
from marsad.reading.tolls.fallen import asides, carried_off, casualty, driven, end_of, suffered_behind, suffers, tells
from marsad.reading.tolls.lone import beside, first_of_them, lone_before, named
from marsad.reading.tolls.nobody import no_casualties
from marsad.reading.tolls.ones import found_dead, lost_by_name, one_fallen, without_count
from marsad.reading.tolls.together import (
    at_least,
    befell_others,
    died_since,
    escorted,
    hurt_one,
    mourns,
    own_death,
    pair,
    subject_of,
    suffered_either,
)
from marsad.reading.tolls.uncounted import (
    does_it,
    former,
    got_away,
    is_age,
    is_another,
    is_attempt,
    is_counted,
    is_date,
    of_things,
    of_those,
    risen_from,
    whose_bodies,
)
from marsad.reading.tolls.whom import whom, whom_before
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, written

__all__ = ["quantities"]

_UNITS = {
    "غارة": "airstrikes",
    "غاره": "airstrikes",
    "قريه": "villages",
    "بلده": "villages",
    "قذيفه": "shells",
    "صاروخ": "rockets",
    "سياره": "vehicles",
    "مركبه": "vehicles",
    "اليه": "vehicles",
    "منزل": "houses",
    "موقع": "positions",
    "طلعه": "sorties",
    "دبابه": "vehicles",
}
_ASSAULTS = written("assault_verbs")
_ENDS = frozenset("برصاص بنيران علي في جراء اثر خلال بينهم بينها عندما بعد قبل".split())
_AND_WOUNDED = frozenset("وجريح وجرحي وجريحا والجرحي والمصابين ومصابا ومصاب ومصابين".split())
_TIES = frozenset("الي في علي عن مع بعد قبل".split())
_PERSONS = frozenset(("person", "people", "fighter", "other", ""))
_DEAD = frozenset("قتيل شهيد قتلي شهداء جريح صريع".split())
_MANNERS = folded("manner_of_death")
_FALLEN_WITHIN = 3
_NOT_FALLEN = folded("not_fallen")
_LIVES = frozenset("بحياه بارواح حياه ارواح".split())
_NOT = frozenset("لم ولم لن ولن".split())
_WITHIN = frozenset("فيه فيها خلاله خلالها".split())
_NO_DEED = ("كان", "بلغ", "ارتفع", "تجاوز", "دعا", "دون")  # «بطائرة من دون طيار»
_HURT = frozenset("لاصابات باصابات بجروح لجروح جراحهم".split())
_CHOKING = frozenset("اختناق الاختناق تسمم التسمم".split())
_ALONE = frozenset("واحد واحده واحدا احد احدي".split())


def quantities(sentence: Sentence, low: int, high: int) -> tuple[Quantity, ...]:
    """The quantities told between words `low` and `high`, in order."""
    words = sentence.words
    out: list[Quantity] = []
    state = ""
    last = -99
    seen: set[int] = set()
    waiting: list[tuple[int, Any]] = []
    told = -99
    bare: set[int] = set()  # words that told one without a figure
    aside = asides(words, low, high)
    i = low
    while i <= high:
        word = words[i]
        what = "" if is_counted(words, i) or is_attempt(words, i) else tells(words, i, high)
        own = False
        if what == "victims" and i and any(e.lemma == "راح" for w in words[max(0, i - 2) : i] for e in w.entries):
            what = "killed"
        if what in ("killed", "wounded", "captured", "abducted", "arrested") and suffers(words, i):
            own = bool(waiting)
            first = first_of_them(sentence, waiting[0][0], what) if waiting and not out else None
            if first is not None:
                out.append(first)
            alike = suffered_either(words, i, high, what) if waiting else what
            for at, held in waiting:
                found = _number(sentence, at, high, held, alike)
                if found is not None:
                    out.append(found)
                    out.extend(_more(sentence, end_of(words, at, high, held), i, what))
            waiting = []
            if not any(q.what == what for q in out):
                lone = pair_before(sentence, i, what) or (lone_before(sentence, i, what) if not out else None)
                if lone is not None:
                    out.append(lone)
                    own = True
        elif what in ("killed", "wounded") and not out and not waiting:
            lone = lone_before(sentence, i, what)
            if lone is not None:
                out.append(lone)
                own = True
        if what in ("killed", "wounded", "victims") or what:
            paired = what if own else pair(words, i, high, what)
            if not (state == "casualties" and i - last <= 2):
                state = paired
            last = i
        elif got_away(word):
            state = ""
        elif (
            word.verb is not None
            and word.noun is None
            and word.place is None
            and not word.fold.startswith("ال")
            and word.verb.lemma not in _NO_DEED
        ):
            if word.verb.lemma in _ASSAULTS:  # «مئة مسلح هاجموا الثكنة وقتل منهم 30»: who attacks is not the dead
                waiting = [(at, held) for at, held in waiting if i - end_of(words, at, high, held) > 2]
            if word.verb.lemma in ("أسفر", "أدى", "أوقع", "خلف", "راح"):
                state, last = "", i
            elif word.fold in _MANNERS or any(e.tag == "M" for e in word.entries):
                pass
            elif (i - last > 3 or word.conj) and i not in aside:
                state = ""
        number = word.number
        fallen = one_fallen(words, i, told)
        dead = Quantity(fallen, 1, 1, "one", "", sentence.slice(i, i)) if fallen else found_dead(sentence, i)
        dead = dead or lost_by_name(sentence, i) or own_death(sentence, i, high, out)
        if dead is not None:
            out.append(dead)
            state, last, told = dead.what, i, i
            i += 1
            continue
        alone = number is not None and number.low == 1 and word.fold in _ALONE and i - last != 1
        counted = told == i - 1 and bool(out) and out[-1].unit == "one"  # «شهيد واحد»
        if (alone and (out or (i and casualty(words[i - 1]) == ""))) or (counted and number is not None and word.fold in _ALONE):
            seen.add(id(number))  # «عسكري واحد», «بحجر واحد»: told with its noun, or no person
        if state in ("killed", "wounded") and i - last == 1 and is_another(word):
            out.append(Quantity(state, 1, 1, "people", "", sentence.slice(i, i)))
            told = i
        elif number is not None and id(number) not in seen and not is_date(word) and word.place is None:
            seen.add(id(number))
            suffered = suffered_behind(words, i, high, number)
            stands = state != "displaced" and (
                driven(words, i, high, number) or (i - last > _FALLEN_WITHIN and _not_fallen(words, i, high, number))
            )
            if not state and number.group in _PERSONS and carried_off(words, i):
                state = "killed"
            counted_not = suffered or stands or of_those(words, i, high, number, out) or former(words, i, out)
            counted_not = counted_not or (bool(state) and i - last > 1 and subject_of(words, i, high, number))
            counted_not = counted_not or risen_from(words, i, high, number) or died_since(words, i, high, number, out)
            found = None if counted_not else _number(sentence, i, high, number, state)
            if found is not None:
                if out and found.low and found.what == out[-1].what and goes_with(words, i, told, out[-1]):
                    before = out.pop()
                    alike = found.of if before.of in (found.of, "", "people") else ""
                    found = Quantity(
                        found.what, found.low + 1, found.high + 1 if found.high else None, "people", alike,
                        f"{before.text} {found.text}",
                    )
                else:
                    first = escorted(sentence, i, high, number, out, found.what)
                    out.extend([first] if first is not None else [])
                out.append(found)
                told = end_of(words, i, high, number)
            elif (not state or suffered) and number.group in _PERSONS and number.kind not in ("ordinal", "fraction") and (
                not mourns(words, i, number)
            ):
                waiting.append((i, number))
        elif state in ("killed", "wounded") and i - last == 1 and does_it(words, i, high):
            last = i
        elif number is None and state in ("killed", "wounded") and i - last == 1 and word.time is None:
            denied = last > 0 and words[last - 1].fold in _NOT  # «لم يصب أحد»
            stabbing = denied or any(entry.lemma == "طعن" and entry.finite for entry in words[last].entries)  # its subject is who stabs
            stabbing = stabbing or ("غتال" in words[last].fold and word.fold.endswith("ان"))  # «اغتال مجهولان ضابطا»
            one = None if stabbing else as_many(sentence, i, high, out, state) or one_told(sentence, i, high, state)
            if one is None and not stabbing and not any(q.what == state for q in out):
                one = named(sentence, i, state)
                one = and_others(sentence, i, high, one) if one is not None else None
            if one is not None:
                out.append(at_least(words, i, high, one))
                told = max(i, sentence.find(word.start + len(one.text) - 1))  # «رجل وابنه»: as far as it goes
                bare.add(told)
        elif number is None and state in ("killed", "wounded") and out and out[-1].what == state and out[-1].low:
            one = beside(sentence, i, told, state)
            if one is not None:
                both = summed(out[-1], one, words[told + 1 : i], words[i + 1] if i < high else None) if told in bare else None
                out[-1:] = [both] if both is not None else [out[-1], one]
        between = word.time is not None or word.kind == "quote" or word.fold in _LIVES or word.fold in _WITHIN
        if between and state and i - last == 1:
            last = i  # «قتل أمس ضابط», «استشهد «فلان»», «قتل فيه ضابط»: the day, a mark or the act stands between
        i += 1
    if not any(q.what == "killed" and (q.unit != "one" or q.low) and not _others(q) for q in out):
        lone = without_count(sentence, low, high)
        if lone is not None:
            out.insert(0, lone)
    hurt = hurt_one(sentence, low, high) if not any(q.what == "wounded" for q in out) else None
    out.extend([hurt] if hurt is not None else [])
    out = [q for q in out if q.low is None or q.what not in ("killed", "wounded") or q.low > 0]
    none = no_casualties(sentence, low, high)
    if none is not None:
        out.append(none)
    return tuple(out)


def _others(told: Quantity) -> bool:
    """«لقي حتفه … وقتل عدد آخر»: whether a quantity only tells that more fell than those told before."""
    return told.low is None and "آخر" in told.text


def _not_fallen(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """«مكتظة بمليون نازح», «ستة مفقودين»: the number at word `i` counts people whom something else befell."""
    return any(word.fold in _NOT_FALLEN for word in words[i : min(high, end_of(words, i, high, number) + 1) + 1])


def _more(sentence: Sentence, told: int, high: int, what: str) -> list[Quantity]:
    """Those told by a singular between a count that ends at word `told` and its verb at word `high` («12 مدنيا وجنديا قتلوا»)."""
    found = (beside(sentence, i, told, what) for i in range(told + 1, high) if sentence.words[i].number is None)
    return [one for one in found if one is not None]


def _number(sentence: Sentence, i: int, high: int, number: NumberSpan, state: str) -> Quantity | None:
    words = sentence.words
    if any(word.number is number and word.time is not None for word in words[i + 1 : i + 6]):
        return None  # «بعد خطفها لأكثر من مائة يوم»
    if any(words[k].fold.startswith("عصفور") for k in range(i, min(high, i + 1) + 1)):
        return None  # «عصفورين بحجر»: a saying
    if is_age(words, i, high, number):
        return None
    if number.kind in ("ordinal", "fraction") or (words[i].fold.startswith("ل") and any(e.pro == "ل" for e in words[i].entries)):
        return None  # «هجوم لانتحاريين»
    if i and words[i].fold in ("اثنين", "اثنتين") and any(e.who == "d" and e.pro == "ل" for e in words[i - 1].entries):
        return None  # «هجوم لانتحاريين اثنين»
    if i > 1 and words[i - 1].fold == "اصل" and words[i - 2].fold == "من":
        return None  # «30 جريحا من أصل ألفي جندي»
    unit, group, text = number.unit, number.group, number.text
    if unit == "وحده" or of_things(words, i) or whose_bodies(words, i, number):
        return None  # «أصابت الغارات خمس وحدات»
    after = next((k for k in range(i, high + 1) if words[k].number is not number), high + 1)
    if unit == "يوم" and after <= high and words[after].time is not None:
        unit = group = ""  # «وأصيب 173 اليوم الأحد»: the day is no unit
    j = end_of(words, i, high, number)
    what, label, verb = befell_others(words, i, high, number), whom_before(words, i), False
    for k in range(j, min(high, j + 3) + 1):
        if k > j and ((words[k].number is not None and words[k].number is not number) or words[k].fold in HARD or words[k].fold in _ENDS):
            break
        entries = words[k].entries
        verb = verb or (k > j and (words[k].fold in _TIES or (bool(entries) and all(e.pro[:1] in ("ب", "ل") for e in entries))))
        verb = verb or (k > j and words[k].verb is not None and words[k].noun is None)
        label = label or ("" if verb else whom(words, k))
        if (words[k].fold in _HURT and not state) or (words[k].fold in ("حالات", "حاله") and words[min(k + 1, high)].fold in _CHOKING):
            what = "wounded"
        if (k - j <= 1 or (k - j == 2 and words[k - 1].fold == "من")) and not what:
            lemma = next((entry.lemma for entry in entries if entry.tag == "N"), "")
            if lemma in ("قتيل", "شهيد", "جثة") or (not entries and casualty(words[k]) == "killed"):
                what = "killed"
            elif lemma == "أسير" and state != "killed":
                what = "captured"
            elif (lemma in ("جريح", "إصابة") or words[k].fold.removeprefix("ال").startswith("مصاب")) and not (
                state == "killed" and (words[k].conj or words[k - 1].fold == "من")
            ):
                what = "wounded"
    if what == "killed" and any(words[k].fold in _AND_WOUNDED for k in range(j, min(high, j + 3) + 1)):
        what = "casualties"
    if not what and any(words[k].fold == "بين" and words[k + 1].fold in _DEAD for k in range(j + 1, min(high - 1, j + 5) + 1)):
        what = "casualties"  # «90 مدنيا بين قتيل وجريح»
    if number.percent:
        return Quantity("share", number.low, number.high, "%", label, text)
    if not what and unit in _UNITS:
        return Quantity(_UNITS[unit], number.low, number.high, "", label, text)
    if not what:
        of_it = group == "family" and j < high and words[j + 1].fold == "من"  # «خمسة من أسرة واحدة»
        if group and not of_it and group not in ("person", "people", "fighter", "group") and unit not in ("", "اخر", "قتيل", "جريح"):
            return None
        if not state:
            return None
        what = "killed" if state == "victims" else state  # who counts victims counts the dead; «عدد من الضحايا» counts nobody
    return Quantity(what, number.low, number.high, "people", label, sentence.slice(i, min(j + 1, high)))

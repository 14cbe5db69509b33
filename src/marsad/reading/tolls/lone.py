"""Counts told without a figure: one by a singular, two by a dual, none by a denial."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Quantity
from marsad.reading.tolls.fallen import casualty
from marsad.reading.tolls.ones import citizens
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded
from marsad.registry.places.vocabulary import word_list

__all__ = ["beside", "first_of_them", "is_kin", "is_titled", "is_two_kin", "lone_before", "named", "single"]

_HEADS = folded("one_person")
_KIN = folded("kin")
_TWO_KIN = folded("two_kin")
_DOERS = folded("doer_of")
_MANNERS = folded("manner_of_death")
_STOP = frozenset((",", "،", "ان", "بان", "وان", "فان", "وبان", "حيث", "فيما", "بينما", "ثم", "لكن"))
_REACH = 20
_THAT = frozenset("ان بان وان".split())
_WHO = frozenset("الذي التي انه وانه بانه انها وانها بانها".split())
_HOW = frozenset(
    "في خلال اثر جراء علي قرب عندما بينما حين قبل بعد اثناء عقب نتيجه متاثرا لدي عند امس اليوم فجر مساء ليل صباح داخل وسط بين هناك مع ضمن"
    " فيها فيه خلالها خلاله حينها".split()
)
_SEVERAL = frozenset("أفراد عائلة أسرة".split())
_ONLY = frozenset("واحد واحدا واحده".split())  # «شخصا واحدا توفي»
_PARTICLES = frozenset(("قد", "وقد", "فقد", "ربما"))
_THEY_ARE = frozenset("هم هما هن وهم وهما".split())
_AMONG = frozenset("بينهم بينهن بينها وبينهم ومنهم احدهم احدهما احداهما احدهن احداهن".split())
_OWNERS = ("ه", "ها", "هم", "هما")
_BESIDE = 9
_BY = ("برصاص", "بنيران", "بانفجار", "بقصف", "بغاره", "بطلق", "بقذيفه", "بهجوم", "بضربه")
_PERSONS = frozenset(("person", "people", "fighter"))
_COSTS = ("أودى", "أزهق")  # «الهجوم الذي أودى بحياة العشرات»: its subject is what killed
_GROUPS = frozenset(
    "عائله عائلته اسره اسرته مجموعه عدد عشرات مئات الاف عناصر قوات جميع كل معظم بعض اكثر نحو حوالي قرابه ما من عن في علي".split()
)


def _one_person(word: Word) -> str | None:
    """The label of a singular person at a word, definite or not; None where it is no such noun."""
    for entry in word.entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and not entry.suf:
            if entry.lemma in ("مجهول", "أفراد"):
                continue
            return entry.label
    return None


def lone_before(sentence: Sentence, i: int, what: str) -> Quantity | None:
    """«جنديا تركيا قتل», «القيادي … استشهد», «الذي قتل في غارة», «وأنه قتل أمس»: one, told by a singular that opens the clause before its
    verb at word `i`."""
    words = sentence.words
    if not casualty(words[i]) or words[i].fold.lstrip("وف").startswith("اصاب") or any(e.lemma in _COSTS for e in words[i].entries):
        return None  # «إنه خسر عشرين مقاتلا»: who lost lives on; «أصاب صاروخ المستشفى» hits
    past = [e for e in words[i].entries if e.tag[:1] == "P" and not e.suf]  # «قتلتهم»: others fell
    her = any(e.who == "fs" for e in past)
    if not her and not any(e.finite and e.who == "ms" for e in past):
        return None
    if her and not _suffered(sentence, i):
        return None  # «امرأة قتلت زوجها»
    back = [word for word in words[max(0, i - 3) : i] if word.kind == "word" and word.fold not in ("قد", "كان")]
    if back and back[-1].fold in _WHO and _suffered(sentence, i):
        return Quantity(what, 1, 1, "one", "", sentence.slice(i, i))
    if words[i].conj:
        return None
    first = i
    while first > 0 and i - first < _REACH and words[first - 1].fold not in _STOP and words[first - 1].fold not in HARD:
        first -= 1
    subject = _without_asides([word for word in words[first:i] if word.kind != "quote" and word.fold not in _PARTICLES])
    subject = [word for word in subject if word.fold not in _ONLY]
    if not subject or any(word.number is not None for word in subject):
        return None
    at = 1 if len(subject) > 1 and subject[0].fold in ("كان", "وكان") else 0
    label = _one_person(subject[at])
    if label is None and citizens(subject[at]) == 1:
        label = ""
    opened = (first > 0 and words[first - 1].fold in _THAT) or (at == 1 and _suffered(sentence, i))
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.number is not None and after.number.group in (*_PERSONS, "") and after.time is None and not after.conj:
        return None  # «إن عنصرا من التنظيم قتل عشرة»
    if label is not None and (opened or at + 1 == len(subject)):
        return Quantity(what, 1, 1, "one", label, subject[at].fold)
    if opened and _suffered(sentence, i) and (_is_name(subject[at]) or subject[at].fold in _DOERS):
        return Quantity(what, 1, 1, "named", "", subject[at].fold)
    return None


def _without_asides(words: list[Word]) -> list[Word]:
    """`words` without what stands in brackets, as an age («الطفل (18 شهرا) قتل»)."""
    out, depth = [], 0
    for word in words:
        depth += 1 if word.fold == "(" else 0
        if not depth:
            out.append(word)
        depth -= 1 if word.fold == ")" and depth else 0
    return out


def is_titled(word: Word, fold: str = "") -> bool:
    """Whether a word (or `fold` of it) is a title, kin or forename that heads the name of one person."""
    fold = fold or word.fold
    stripped = fold.removeprefix("ب")
    return not {fold, stripped}.isdisjoint(_HEADS) or fold in word_list("forenames.txt")


def is_kin(fold: str) -> bool:
    """Whether a folded word is one person by whose he is («شقيقه», «سائقها»)."""
    return any(fold.endswith(suffix) and fold.removesuffix(suffix) in _KIN for suffix in _OWNERS)


def is_two_kin(fold: str) -> bool:
    """Whether a folded word is two people by whose they are («نجليه», «والداها»)."""
    return any(fold.endswith(suffix) and fold.removesuffix(suffix) in _TWO_KIN for suffix in _OWNERS)


def _is_name(word: Word) -> bool:
    """Whether a word heads the name of a man, as far as the lexicon tells: a title or kin, a forename, or a word that it does not know."""
    if word.place is not None or word.conj or word.fold in _GROUPS:
        return False
    return is_titled(word) or (word.actor is None and not word.entries)


def _suffered(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` has no object of its own («قتل في غارة», not «قتل عشرة»), so that its subject suffered it."""
    words = sentence.words
    for k in range(i + 1, min(len(words), i + 4)):
        word = words[k]
        if word.kind == "quote" or word.time is not None:
            continue
        if word.fold in HARD or word.punct or word.fold in _HOW or word.fold in _MANNERS or (word.conj and word.verb is not None):
            break
        return word.fold.startswith(_BY)
    # «قتل في الهجوم خمسة»: who was killed comes behind
    return not any(
        w.number is not None
        and w.time is None
        and w.number.group in _PERSONS
        and w.number.kind != "range"
        and "مع" not in (words[k - 1].fold, words[k - 2].fold)
        for k, w in enumerate(words[i + 1 : i + 16], i + 1)
    )


def single(sentence: Sentence, i: int, state: str) -> Quantity | None:
    """«قتل شرطي»، «وأصيب آخر»: one, told by an indefinite singular."""
    word = sentence.words[i]
    text = sentence.text[word.start : word.end]
    if word.fold in ("اخر", "شخص"):
        return Quantity(state, 1, 1, "people", "people", text)
    if word.fold in ("اخران", "اثنان", "شخصان", "شخصين"):
        return Quantity(state, 2, 2, "people", "people", text)
    if word.fold in ("احد", "احدي") and i + 1 < len(sentence.words):
        next_word = next((w for w in sentence.words[i + 1 : i + 3] if w.kind == "word"), None)
        if next_word is not None and next_word.time is None and next_word.place is None:
            after = next((e for e in next_word.entries if e.tag == "N"), None)
            if after is None or after.cls in ("person", "fighter", "force", "group", "people", ""):
                return Quantity(state, 1, 1, "people", after.label if after is not None else "", text)
    for entry in word.entries:
        if (
            entry.tag == "N"
            and entry.cls in ("person", "fighter")
            and entry.who == "s"
            and not entry.pro.endswith("ال")
            and not entry.suf
            and entry.pro in ("", "و")
        ):
            if entry.lemma in _SEVERAL:
                continue
            return Quantity(state, 1, 1, "one", entry.label, sentence.text[word.start : word.end])
        if (
            entry.tag == "N"
            and entry.cls in ("person", "fighter")
            and entry.who == "d"
            and (
                entry.lemma == "شرطي"
                or not any(other.lemma == entry.lemma and other.who == "p" for other in word.entries)
                or any(behind.fold.endswith("هما") for behind in sentence.words[i + 1 : i + 4])
            )
            and not entry.pro.endswith("ال")
            and word.fold.endswith(("ان", "ين"))
        ):
            return Quantity(state, 2, 2, "people", entry.label, sentence.text[word.start : word.end])
    return None


def beside(sentence: Sentence, i: int, told: int, what: str) -> Quantity | None:
    """«12 مدنيا … وجنديا», «15 شخصا بينهم طفل وامرأة»: one or two more, told by an indefinite singular or dual at word `i`, after a
    count that ended at word `told`."""
    words = sentence.words
    among = any(word.fold in _AMONG for word in words[max(told + 1, 0) : i])
    if any(word.fold == "بين" for word in words[max(0, i - 2) : i]) or any(word.fold in _THEY_ARE for word in words[max(0, told - 2) : i]):
        return None  # «17 بين ضابط ومجند», «خمسة أطفال هم أربعة أشقاء وطفلة»
    between = [word for word in words[told + 1 : i] if word.kind == "word"]
    if not 0 < i - told <= _BESIDE or any(_parts(word) for word in between):
        return None
    if among:
        after = words[i + 1] if i + 1 < len(words) else None
        if words[i - 1].fold not in _AMONG and not words[i].conj:
            return None
        if _armed(words[i]) and (words[i].conj or (after is not None and after.conj and _armed(after))):
            return None  # «ثلاثة بينهم شرطي ومجند وعنصر من البحرية»: what each of them was, no count
        if after is not None and not after.conj and (after.fold.startswith("ال") or after.place is not None or after.actor is not None):
            return None  # «بينهم زعيم القرية»: one who is named, not counted
    elif not words[i].conj or _same_count(words, i, told):
        return None
    one = single(sentence, i, what)
    return replace(one, unit="people") if one is not None else None


def _armed(word: Word) -> bool:
    """Whether a word names a man at arms."""
    return any(entry.tag == "N" and entry.cls == "fighter" and entry.who == "s" for entry in word.entries)


def _same_count(words: list[Word], i: int, told: int) -> bool:
    """«13 جنديا وشرطيا»: two nouns of one count, both in the accusative of counting."""
    alone = i + 1 < len(words) and words[i + 1].fold.startswith("واحد")
    number = words[told].number if told >= 0 else None
    if number is not None and number.low and number.low % 100 == 0 and i - told <= 2 and not alone:
        return True  # «ألف رجل وصبي»
    return i - told <= 2 and not alone and words[i].fold.endswith("ا") and words[i - 1].fold.endswith("ا")


def first_of_them(sentence: Sentence, i: int, what: str) -> Quantity | None:
    """«قياديا في التنظيم وخمسة متطرفين قتلوا»: one told before the number at word `i` that goes on from it."""
    words = sentence.words
    if not words[i].conj:
        return None
    first = i
    while first > 0 and i - first < _BESIDE and not _parts(words[first - 1]):
        first -= 1
    one = single(sentence, first, what) if first < i else None
    return replace(one, unit="people") if one is not None else None


def _parts(word: Word) -> bool:
    """Whether a word ends the list of the counted: a verb, a deed, a break."""
    if word.fold in HARD or word.fold in _STOP or word.fold.startswith("برتب"):
        return True
    tags = {e.tag[:1] for e in word.entries}
    return "M" in tags or ("N" not in tags and any(e.finite for e in word.entries))


def named(sentence: Sentence, i: int, state: str) -> Quantity | None:
    """«مقتل القيادي …», «اغتيال النائب …», «مقتل أبو …», «مقتل زوجها»: one, told by a definite singular, a rank, kin or a name at
    word `i`, right after the deed."""
    word = sentence.words[i]
    if word.number is not None or word.place is not None or word.kind != "word":
        return None
    text = sentence.text[word.start : word.end]
    fold = word.fold
    for entry in word.entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and entry.definite and not entry.suf:
            if entry.lemma in ("مسلح", "مقاتل", "عنصر", "مجهول") or (fold.endswith("ه") and fold not in _HEADS):
                return None
            return Quantity(state, 1, 1, "named", entry.label, text)
    if is_two_kin(fold):
        return Quantity(state, 2, 2, "named", "", text)
    if any(entry.tag == "N" and entry.who in ("p", "d") for entry in word.entries) or fold in _GROUPS:
        return None
    of_it = any(fold.endswith(suffix) and fold.removesuffix(suffix) in _DOERS for suffix in ("ه", "ها", "ته", "تها"))  # «مقتل منفذه»
    if of_it or (fold in _DOERS and i + 1 < len(sentence.words) and sentence.words[i + 1].fold.startswith("ال")):
        return Quantity(state, 1, 1, "named", "", text)
    servant = fold == "عبد" and sentence.words[min(i + 1, len(sentence.words) - 1)].fold.startswith("ال")  # «قتل عبد الكريم …»
    if fold in _HEADS or is_kin(fold) or servant:
        return Quantity(state, 1, 1, "named", "", text)
    if _entitled(sentence, i):
        return Quantity(state, 1, 1, "named", "", text)
    if fold in word_list("forenames.txt") and not (i + 1 < len(sentence.words) and sentence.words[i + 1].conj):
        return Quantity(state, 1, 1, "named", "", text)
    return None


def _entitled(sentence: Sentence, i: int) -> bool:
    """«استشهد المقاوم محمود جبر»: whether a forename stands behind the definite word at `i`, which names what the man is."""
    words = sentence.words
    word, after = words[i], words[i + 1] if i + 1 < len(words) else None
    if after is None or after.conj or not word.fold.startswith("ال") or word.actor is not None or word.verb is not None:
        return False
    if any(entry.tag == "N" and entry.cls not in ("person", "fighter") for entry in word.entries):
        return False
    return after.fold in word_list("forenames.txt") and sentence.slice(i + 1, i + 1) != "على"

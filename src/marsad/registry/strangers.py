"""What shows that a phrase is not the actor whom its first words name: another country's adjective, a relation that no table knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.registry import classes
from marsad.registry.actors import Actor
from marsad.registry.grammar import Defaults, Entry
from marsad.registry.phrase import Phrase, is_related
from marsad.registry.phrases import read_table
from marsad.registry.words import Words, plural

__all__ = ["collective", "foreign", "holds", "joined", "namesake", "owned", "renamed", "stands", "unowned"]

_FEMININE_OR_ARMY = ("ه", "ت", "ش", "ن")
_TWO_TRIBES = frozenset(("قبيلتي", "قبيلتا", "قبيلتين", "القبيلتين", "عشيرتي", "عشيرتا", "قبائل", "قبايل"))
_BODIES = frozenset(("الفصايل", "الكتايب", "السرايا", "الجيوش", "القبايل", "العشاير", "الحركه", "الجماعه"))
_ANYBODYS = frozenset("اضافيه احتياطيه مظليه كافيه نظاميه رييسيه اساسيه هندسيه".split())
_SAYERS = ("مسوول", "مصدر", "مصادر")


def stands(words: Words, end: int, stem: str) -> bool:
    """Whether a partitive says where those are of whom it speaks («مقاتلين في سوريا»), not whose they are («مسؤول في واشنطن»)."""
    return words.folds[end - 1] in ("في", "داخل") and not stem.removeprefix("ال").startswith(_SAYERS)


def namesake(
    words: Words, core: Phrase, countries: Collection[str], nat: tuple[int, Entry] | None, before: bool, defaults: Defaults,
) -> Phrase:
    """A name that another country's adjective follows is not the actor's: «حكومة الوفاق الوطني الفلسطيني».

    `countries` are those of the named actor, `nat` the nationality that follows (None: none), `before` whether the name ends
    with one already.
    """
    if nat is None or nat[1].weak or before or not countries or nat[1].key in countries or nat[1].key == "kurd":
        return core
    last = words.folds[nat[0] - 1]
    cls = classes.BY_HEAD.get(words.folds[core.at][core.cut :])
    if cls is None or not last.startswith("ال") or plural(last) or not words.folds[core.end - 1].startswith("ال"):
        return core
    key = defaults.actor(cls, nat[1].key, words.day)
    return core._replace(end=nat[0], id=key, cls=cls, how="nationality" if key else "generic", country=nat[1].key, definite=False)


def foreign(words: Words, noun: Phrase) -> bool:
    """Whether an adjective of relation follows a noun of forces: «القوات الدولية», «الجيش القيصري», «قوات كارينية»."""
    at = noun.end
    if noun.cls not in classes.MILITARY or at >= words.stops[noun.end - 1] or at in words.marks:
        return False
    if not noun.definite:
        word = words.folds[at]
        return words.folds[noun.end - 1].endswith("قوات") and len(word) > 4 and word.endswith("يه") and word not in _ANYBODYS
    return words.folds[noun.end - 1].endswith(_FEMININE_OR_ARMY) and is_related(words.folds[at])


def owned(words: Words, noun: Phrase) -> bool:
    """Whether a forename follows an indefinite noun of forces: those of a man whom no table knows («قوات جورج أتور»), not a state's."""
    at = noun.end
    if noun.cls not in classes.OWNED or noun.definite or at >= words.stops[noun.end - 1] or at in words.marks:
        return False
    return words.folds[at] in _forenames()


@cache
def _forenames() -> frozenset[str]:
    """Forenames of men, folded; without «علي», which is folded like the preposition."""
    known = (fold_key(row["term"]) for row in read_table("actors", "words", "forenames.csv"))
    return frozenset(known) - {fold_key("علي")}


def collective(words: Words, noun: Phrase, named: Phrase) -> bool:
    """Whether whom a noun acts upon follows it, not its name: people after one body («هاجمت المقاومة الحوثيين»), a body after a plural
    that owns nothing as it is spelt («هاجم مسلحون قوات الأمن»)."""
    if _fighters(words, noun, named) or (not noun.definite and _owns_nothing(words, noun, named)):
        return True
    if not noun.definite or noun.cls in classes.PEOPLED:
        return False
    first = words.folds[named.at]
    return (plural(first) or bodies(first)) and not plural(words.folds[noun.end - 1])


_OF_FIGHTERS = frozenset("تنظيم جماعه حركه حزب ميليشيا مليشيا ميليشيات مليشيات قوات فصايل مسلحي عناصر مقاتلي كتايب".split())


def _fighters(words: Words, office: Phrase, named: Phrase) -> bool:
    """Whether fighters told as such follow an office that has its article: whom it speaks of, not whose it is («اتهمت وزارة الداخلية
    تنظيم داعش»)."""
    return office.cls in ("office", "civic") and office.definite and words.folds[named.at] in _OF_FIGHTERS


def bodies(word: str) -> bool:
    """Whether a definite plural of bodies («المليشيات», «الفصائل») begins here: after another noun it is no adjective of it."""
    return word.startswith("ال") and (word.endswith("ات") or word in _BODIES)


def _owns_nothing(words: Words, noun: Phrase, named: Phrase) -> bool:
    """Whether a noun has the ending of a subject that nothing hangs on, and what follows is no adjective of it («مسلحون حوثيون»)."""
    first = words.folds[named.at]
    if not words.folds[noun.end - 1].endswith("ون") or first.endswith("ون"):
        return False
    return first.startswith("ال") or named.end - named.at > 1


def holds(words: Words, office: Phrase, named: Phrase) -> bool:
    """Whether a name behind an office is of the man who holds it («الرئيس اليمني علي عبد الله صالح»), not of whom he speaks to or of
    («اتهم الرئيس اليمني الحوثيين»): behind an article or a nationality only a man's name is his."""
    if office.id is None and not office.definite:
        return True
    first = words.folds[named.at]
    return first in _forenames() or first == "علي" or (first.startswith("ال") and not plural(first) and not bodies(first))


def unowned(words: Words, core: Phrase, end: int, kind: str) -> Phrase | None:
    """Forces that are said to be somebody's whom no table knows («القوات التابعة للمجلس») are not those of the country."""
    told = end < words.stops[core.at] and words.folds[end].startswith("لل")
    if kind != "transfer" or core.id is not None or core.how != "generic" or core.cls not in classes.MILITARY or not told:
        return None
    return core._replace(end=end, cls="forces", definite=False)


def renamed(words: Words, noun: Phrase) -> bool:
    """Whether an adjective makes another name of a bare noun: «الحزب الجمهوري», «الفرقة التاسعة», «الهيئة الملكية»."""
    at = noun.end
    if noun.cls not in classes.NAMED_BY_RELATION or at >= words.stops[noun.end - 1] or at in words.marks:
        return False
    word = words.folds[at]
    if noun.cls == "units":
        return word[:1].isdigit() or word.startswith("ال")
    return is_related(word)


def joined(actors: Mapping[str, Actor], words: Words, before: Sequence[Phrase], phrase: Phrase) -> bool:
    """Whether a doubtful name follows its ally with «و» («ميليشيات الحوثي وصالح»), or the first of two tribes that are told to be two
    («قبيلتي التعايشة والسلامات»), which bears it out."""
    if not before or before[-1].end != phrase.at or phrase.cut != 1 or phrase.id is None:
        return False
    first = before[-1]
    if first.id is not None and actors[first.id].type == actors[phrase.id].type == "tribe":
        return words.folds[first.at][first.cut :] in _TWO_TRIBES
    return before[-1].how == "name" and before[-1].id in actors[phrase.id].allies

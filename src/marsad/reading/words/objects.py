"""Nouns that can only be the object of a verb, and no genitive of the noun before them."""

from __future__ import annotations

from marsad.languages.arabic import fold_key
from marsad.reading.words.sentence import Word

__all__ = ["accusative", "alone", "object_of", "several"]

_ATTACKERS = frozenset(("انتحاري", "مسلح", "مهاجم", "قناص", "مجهول"))


def object_of(before: Word, word: Word) -> bool:
    """Whether people behind a word are the object of a verb and no genitive: an indefinite accusative («قتل قناص طفلا»), or an indefinite
    noun after an article («قتل مقاتلو الحركة جنديين»)."""
    noun = word.noun
    if noun is None or noun.cls not in ("person", "fighter") or noun.definite or noun.preposition:
        return False
    return (noun.who == "s" and word.fold.endswith("ا") and not noun.lemma.endswith("ا")) or before.fold.startswith("ال")


def alone(head: Word, cls: str) -> bool:
    """Whether a single attacker stands before what stands or drives: «استهدف انتحاري حافلة للشرطة»; he is nobody's of theirs."""
    return cls in ("site", "site-arms") and head.noun is not None and head.noun.who == "s" and head.noun.lemma in _ATTACKERS


def accusative(word: Word) -> bool:
    """Whether a noun of one can only be an object: it ends in the alif of the indefinite accusative."""
    noun = word.noun
    if noun is None or noun.who != "s" or noun.suf or not word.fold.endswith("ا"):
        return False
    return fold_key(noun.lemma) + "ا" == word.fold.removeprefix("و")


def several(word: Word) -> bool:
    """Whether people in a broken plural can only be an object: «هاجم فلسطيني جنودا»; «ضحايا», «خلايا» end so of themselves."""
    noun = word.noun
    if noun is None or noun.who != "p" or noun.suf or noun.definite or noun.cls not in ("person", "fighter"):
        return False
    return word.fold.endswith("ا") and not word.fold.endswith(("ايا", "يا", "وا"))

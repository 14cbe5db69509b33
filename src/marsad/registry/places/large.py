"""Words that go back to a place elsewhere, and here to none: a part of the world, a military district, the ground before a goal."""

from __future__ import annotations

from marsad.registry.places.scan import Words
from marsad.registry.places.vocabulary import Vocabulary, strip_one

# Words that make «المنطقة» a part of the world, a military district or the ground before a goal: before it, right behind it, near it.
_OF_WORLD = frozenset("دول شعوب بلدان حكومات قضايا ازمات مستقبل استقرار مشاكل سياسات".split())
_OF_GROUP = frozenset("تنظيم زعيم زعماء عناصر مقاتلي مسلحي فرع قيادات فكر منهج منهجيه مسلحو مقاتلو".split())
_WHOLE = frozenset("باسرها برمتها باكملها".split())
_PLAY = frozenset("الكره كره تسديده راسيه ركله هدف الهدف المرمي الحارس".split())
_PLAY_REACH = 10
_SEATS = frozenset("قياده مقر بوابه محيط معسكر مبني".split())


def at_large(words: Words, at: int, stem: str, vocabulary: Vocabulary) -> bool:
    """Whether «المنطقة» is no place told before: «دول المنطقة», «المنطقة العسكرية الأولى», «داخل المنطقة» of a match."""
    before = words.folds[at - 1] if words.follows(at) else ""
    behind = words.folds[at + 1] if words.follows(at + 1) else ""
    if stem == "القاعده":
        quoted = at and words.folds[at - 1] == '"' and at + 1 < len(words) and words.folds[at + 1] == '"'
        return bool(quoted) or any(end in _OF_GROUP for _, end in strip_one(before))  # «القاعدة», the group
    if stem != "المنطقه":
        return stem in ("القريه", "المدينه") and behind in vocabulary.grounds
    if any(head in _OF_WORLD for _, head in strip_one(before)) or behind in _WHOLE or behind == "بين":
        return True
    if behind.startswith("ال") and behind in vocabulary.directions:
        return True  # «المنطقة الشرقية» is a name of its own
    if behind.startswith("ال") and behind.endswith("يه"):
        if behind == "العسكريه" and before in _SEATS:
            return False  # «مقر المنطقة العسكرية الأولى» is a house in the town
        return behind not in ("الحدوديه", "الجبليه", "الصحراويه", "الساحليه")
    return before in ("داخل", "خارج", "حدود", "مشارف") and not _PLAY.isdisjoint(words.folds[max(0, at - _PLAY_REACH) : at])

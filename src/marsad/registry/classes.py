"""Classes of nouns and generics, and what the reading of noun phrases asks of them."""

from __future__ import annotations

__all__ = [
    "ARMED", "ARMED_HEADS", "AS_CLASS", "BY_HEAD", "MILITARY", "NAMED_BY_NEXT", "NAMED_BY_RELATION", "OWNED", "PEOPLED", "PRONOUNS",
    "RISING", "SEATED", "STATE_CLASSES", "UNNAMED",
]

STATE_CLASSES = frozenset({"army", "troops", "air", "arms", "police", "government", "office", "regime", "civic"})
"""Nouns that, with a nationality, stand for the state itself."""
MILITARY = frozenset({"army", "troops", "air", "arms"})
SEATED = frozenset({"government", "office", "civic", "police"})
"""Whose seat says whose they are: «السلطات في تركيا»; an army may stand in another's country."""
ARMED = frozenset({"rebels", "militias", "gunmen", "fighters", "loaded", "organisation", "group", "movement", "front"})
"""Nouns that bear out a doubtful name beside them: «تنظيم القاعدة»."""
ARMED_HEADS = frozenset({"people", "force", "partitive"})
"""Heads that bear out a doubtful name («عناصر القاعدة»); an office does not («رئيس الهيئة»)."""
NAMED_BY_NEXT = frozenset({
    "rebels", "militias", "gunmen", "fighters", "loaded", "organisation", "group", "movement", "front", "party", "institution",
    "army", "police", "tribes", "troops", "government", "opposition", "air", "arms", "resistance", "groups", "units",
})
"""Nouns that a name may follow directly: «المتمردين الحوثيين», «الميليشيات الحوثية»."""
NAMED_BY_RELATION = frozenset({"party", "movement", "group", "front", "institution", "organisation", "units"})
"""Nouns of which an adjective of relation makes another name: «الحزب الجمهوري»."""
OWNED = frozenset({"army", "militias", "rebels"})
"""Nouns of forces that a man's name may follow as their owner's: «قوات جورج أتور»."""
UNNAMED = frozenset({"civilians", "unknown", "people", "parties", "bomber", "attacker", "none"})
"""Generics that no head takes up and that stand for nobody in particular."""
PRONOUNS = frozenset({"لها", "لهم", "له", "معها", "معهم", "معه", "بها", "بهم", "به"})
"""What follows «الموالية» where the friend is not named again."""
PEOPLED = frozenset({"rebels", "gunmen", "fighters", "loaded", "militias", "troops", "tribes", "separatists"})
"""Nouns of people, which a plural may qualify: «المتمردين الحوثيين», «الميليشيات الحوثيين»."""
RISING = frozenset({"separatists", "rebels", "militias"})
"""Nouns of those who fight a state: loyal to another, they are not its forces."""
BY_HEAD = {
    "حكومه": "government", "الحكومه": "government", "سلطات": "government", "قوات": "army", "القوات": "army", "جيش": "army", "الجيش": "army",
    "الشرطه": "police", "شرطه": "police", "وزاره": "office",
}
"""First words of names that stand for a state where a nationality follows that is not the named actor's."""
AS_CLASS = {"regime": "government", "detachment": "army"}
"""Nouns that, with a nationality, are the state's as another class is: a single detachment («قوة أمريكية») is of its army."""

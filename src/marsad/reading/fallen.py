"""Words that tell of dead, wounded and taken: what a word counts."""

from __future__ import annotations

from marsad.reading.sentence import Word

__all__ = ["KILLED", "casualty"]

KILLED = frozenset(
    (
        "قتل",
        "استشهد",
        "اغتال",
        "أعدم",
        "ذبح",
        "توفي",
        "مات",
        "قتيل",
        "شهيد",
        "جثة",
        "جثمان",
        "أودى",
        "أردى",
        "صفى",
        "نحر",
        "قضى",
    )
)
WOUNDED = frozenset(("أصيب", "جرح", "جريح", "إصابة", "طعن"))
_DEATH_WORDS = frozenset(("مصرع", "مصرعه", "مصرعهم", "مصرعها", "حتفه", "حتفهم", "مقتل", "قتلي", "شهداء"))
_HURT = frozenset("المصابين المصابون مصابين مصابون والمصابين".split())
_OTHER = {
    "أسر": "captured",
    "أسير": "captured",
    "احتجز": "captured",
    "خطف": "abducted",
    "اختطف": "abducted",
    "اعتقل": "arrested",
    "قبض": "arrested",
    "أوقف": "arrested",
    "حبس": "arrested",
    "نزح": "displaced",
    "شرد": "displaced",
    "أجلى": "evacuated",
    "استسلم": "surrendered",
    "نازح": "displaced",
    "لاجئ": "displaced",
    "أفرج": "released",
}
_TOTAL = frozenset(("ضحية", "خسارة"))


def casualty(word: Word) -> str:
    """`killed`, `wounded`, `victims`, or the other thing a word counts; empty where it counts nothing."""
    if word.kind != "word":
        return ""
    if word.fell is None:
        word.fell = _casualty(word)
    return word.fell


_DEATHS = frozenset(cut + word for cut in ("", "و", "ب", "ل", "ال", "وب", "ول") for word in _DEATH_WORDS)


def _casualty(word: Word) -> str:
    if word.fold in _DEATHS:
        return "killed"
    if word.fold in _HURT:
        return "wounded"
    for entry in word.entries:
        if entry.lemma in KILLED and (entry.tag != "A" and entry.tag != "U"):
            return "killed"
        if entry.lemma in WOUNDED and entry.tag not in ("A",):
            return "wounded"
        if entry.lemma == "أصاب" and entry.tag == "M":
            return "wounded"
        if entry.lemma in _TOTAL:
            return "victims"
        if entry.lemma in _OTHER and entry.tag not in ("A",):
            return _OTHER[entry.lemma]
    return ""

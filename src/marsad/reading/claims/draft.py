"""A claim in the making, and the means it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from marsad.languages.arabic import fold_key
from marsad.model import Feature, Mention, Quantity, Time
from marsad.reading.parties.subjects import Cast
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import groups

__all__ = ["COUNTED", "TAKEN", "TOLL", "Draft", "by_sentence", "let_go", "means_of"]

TOLL = frozenset(("killed", "wounded", "casualties"))
"""What counts the dead and the hurt."""
TAKEN = frozenset(("captured", "abducted", "arrested", "displaced", "released", "surrendered", "evacuated"))
COUNTED = TOLL | TAKEN
"""What counts people whom something befell."""


@dataclass(slots=True)
class Draft:
    """A claim in the making: its trigger, clause (first and last word), cast, and what later steps add; `timed` and `placed` name the
    rule that gave its time and places, `odds` the chance of each kind for its trigger's word ("" for no claim), `heard`
    the logit of each kind that the network of marsad.reading.context gives it."""

    trigger: Trigger
    kind: str
    low: int
    high: int
    cast: Cast
    quantities: tuple[Quantity, ...] = ()
    means: tuple[str, ...] = ()
    places: list[Mention] = field(default_factory=list)
    time: Time | None = None
    agents: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    extent: str | None = None
    absorbed: list[Trigger] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    source: Mention | None = None
    via: Mention | None = None
    modality: str = "asserted"
    confidence: float = 0.5
    features: list[Feature] = field(default_factory=list)
    timed: str = ""
    placed: str = ""
    odds: dict[str, float] = field(default_factory=dict)
    heard: dict[str, float] = field(default_factory=dict)


_RELEASES = frozenset(("abduction.release", "abduction.set-free", "abduction.free-hostages", "abduction.free-captives", "abduction.swap"))
_CAPTIVE = frozenset(("captured", "abducted", "arrested"))


def let_go(draft: Draft, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The counts of a claim: captives whom it tells to be let go are released, not captured («أفرج عن 64 أسيرا»)."""
    if draft.trigger.frame.id not in _RELEASES:
        return found
    return tuple(replace(q, what="released") if q.what in _CAPTIVE else q for q in found)


def by_sentence(items: Sequence[tuple[Sentence, Draft]]) -> dict[int, list[tuple[Sentence, Draft]]]:
    """The items by the index of their sentence, in their order."""
    out: dict[int, list[tuple[Sentence, Draft]]] = {}
    for item in items:
        out.setdefault(item[0].index, []).append(item)
    return out


_BEFORE_MEAN = frozenset("و ف ب ل ك ال وال فال بال كال لل وب ول فب فل ولل وبال".split())
"""Proclitics: «بسكين» names a knife, «مسكين» none."""
_MEAN_OF = {fold_key(word): mean for mean, words in groups("means").items() for word in words}


def means_of(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    if draft.kind == "agreement":
        return ()  # «وقف إطلاق النار»
    found: list[str] = []
    for word in sentence.words[draft.low : draft.high + 1]:
        fold = word.fold
        mean = _MEAN_OF.get(fold)
        for k in (1, 2, 3):
            if mean is None and fold[:k] in _BEFORE_MEAN:
                mean = _MEAN_OF.get(fold[k:])
        if mean is not None and mean not in found:
            found.append(mean)
    for mean in (*draft.trigger.frame.means, *draft.trigger.notes):
        if mean not in found:
            found.append(mean)
    lighter = draft.kind == "airstrike" and ("drone" in found or "helicopter" in found) and "aircraft" in found
    if draft.kind == "protest" and "drone" in found:
        found.remove("drone")  # «مسيرة» of people
    if lighter and not any(w.fold.endswith(("مقاتله", "مقاتلات", "حربيه")) for w in sentence.words[draft.low : draft.high + 1]):
        found.remove("aircraft")
    return tuple(found)

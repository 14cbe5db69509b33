"""A preposition said again between the members of a list: «في الخرطوم وفي مدينتي بحري وأم درمان»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Arg, Word

__all__ = ["joined_again"]

_PARTS = frozenset(("اجزاء", "جزء", "بعض", "معظم"))  # «سيطر على المطار وعلى أجزاء من المدينة»: told apart


def joined_again(words: Sequence[Word], places: Sequence[Arg], second: Arg) -> Arg | None:
    """The last place before `second` (`places` up to it) that a preposition said again joins it to, also behind what the first ones lie in
    («على كفرنبل وحزارين جنوبي إدلب، وعلى محيط جسر الشغور»); «قتل ثلاثة في حلب وفي إدلب قتل …» begins a clause with it."""
    at = second.first - 1
    if second.cls != "place" or not second.prep or at < 1 or words[at].fold != f"و{second.prep}" or words[second.first].fold in _PARTS:
        return None
    after = words[second.last + 1] if second.last + 1 < len(words) else None
    if after is not None and after.verb is not None and after.noun is None and after.place is None:
        return None
    last = at - 1
    comma = words[last].fold in ("،", ",")
    last -= comma
    for back in reversed(places[-2:]):
        if back.last != last:
            return None
        if back.prep == second.prep:
            return back
        last = back.first - 1
    return None

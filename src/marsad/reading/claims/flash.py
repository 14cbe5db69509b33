"""What a news flash tells whole: in a report of one or two sentences no body repeats the headline, and one that names who did it or with
what, to whom and where is all that there is («مسلحون يقتلون معلمتين شمال كينيا»)."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.triggers.unreal import has_mishap
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["FLASH", "tells_whole"]

FLASH = 0.28
"""By how much a claim may fall short of the threshold in a flash that tells it whole."""
_ARMS = ("munition", "device", "arms", "gun", "craft")
_HARM = frozenset(("killing", "abduction", "arrest", "bombing", "airstrike", "shelling", "clash", "destruction"))
_BULLETS = folded("bullets")
_SHOT = frozenset(("killing.by-bullet", "killing.shot-dead", "killing.rain-bullets", "clash.open-fire"))


def tells_whole(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft has a place, somebody harmed, and an armed doer or a weapon; and nothing of a mishap or of play."""
    if draft.kind not in _HARM or draft.modality not in ("asserted", "alleged") or draft.trigger.negated:
        return False
    counted = any(q.what in ("killed", "wounded", "casualties", "abducted", "arrested", "released", "captured") for q in draft.quantities)
    words = sentence.words
    if not (draft.cast.targets or draft.targets or counted or draft.kind == "destruction"):
        return False
    calm = sentence.lexicon.particles["peace"]
    if not any(word.place is not None for word in words) or any(has_mishap(word.fold) or word.fold in calm for word in words):
        return False
    if "سرق" in words[draft.trigger.at].fold:
        return False
    doers = {mention.start for mention in draft.agents}
    armed = any(arg.cls in BEARS_ARMS and arg.start in doers for arg in sentence.args)
    shot = draft.trigger.frame.id in _SHOT or any(word.fold in _BULLETS for word in words[draft.low : draft.high + 1])
    return armed or shot or any(
        entry.tag == "N" and entry.cls in _ARMS for word in words[draft.low : draft.high + 1] for entry in word.entries
    )

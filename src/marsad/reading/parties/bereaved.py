"""Who tells of the death of his own in an attack was struck in it and is not its doer: «أعلن الجيش مقتل ستة من جنوده في هجوم»."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.tolls.fallen import casualty
from marsad.reading.words.phrases import find_phrases
from marsad.reading.words.sentence import HARD, Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["by_the_bereaved"]

_KINDS = frozenset(("airstrike", "bombing", "casualties", "clash", "killing", "shelling"))
_ATTACKS = folded("attacks_suffered")
_IN = frozenset(("في", "اثر", "جراء", "خلال", "نتيجه", "بسبب", "بعد"))
_AT = frozenset(("علي", "ضد"))
_MEN = frozenset(("police", "officers", "soldiers", "recruits", "conscripts", "security"))
_HIS = ("ه", "ها", "هم")
_AIMED = frozenset(("استهدف", "استهدفت", "طال", "اصاب", "اصابت"))
_TERROR = frozenset(("ارهابي", "ارهابيا", "ارهابيه", "انتحاري", "انتحاريا", "انتحاريه"))
_NEAR = 6
"""Within how many words after a word of death its dead stand."""
_DOER = 7
"""Within how many words after an attack its doer stands."""


def by_the_bereaved(items: Iterable[tuple[Sentence, Draft]], is_state: Callable[[str], bool]) -> None:
    """Take the teller out of the agents of attacks that befell his own people; who is named behind the attack as its doer did it."""
    for sentence, draft in items:
        source = draft.source
        if source is None or source.id is None or draft.kind not in _KINDS or [m.id for m in draft.agents] != [source.id]:
            continue
        if draft.trigger.form == "v":
            continue
        if draft.kind == "casualties" or (draft.trigger.frame.id == "killing.by-bullet" and "agent:by-fire" not in draft.cast.why.values()):
            at = (draft.trigger.last if draft.kind == "casualties" else draft.trigger.at) + 1
            if any(_own(sentence.words, k, source, is_state(source.id)) for k in range(at, min(at + _NEAR, len(sentence.words)))):
                draft.agents = []  # «اعترف الجيش بمقتل ثلاثة من جنوده»
            continue
        if _aimed_at_own(sentence, draft, is_state(source.id)):
            draft.agents = []
            draft.notes.append("agent:own-struck")
            continue
        if not _suffered(sentence, draft) or not _mourns(sentence, draft, source, is_state(source.id)):
            continue
        find_phrases(sentence)
        doers = [arg for arg in sentence.args if _does(sentence, draft, arg) and arg.id != source.id]
        if not doers and any(m.id not in (None, source.id) for m in draft.targets):
            continue  # «بمقتل العميد فلان، قائد في قوات الدعم السريع، نتيجة قصف»
        named = {(arg.start, arg.end) for arg in doers}
        struck = [m for m in draft.targets if (m.start, m.end) not in named]
        draft.targets = struck or list(draft.agents)
        draft.agents = [Mention(sentence.text[arg.start : arg.end], arg.start, arg.end, arg.id, "actor") for arg in doers[:1]]
        draft.notes.append("agent:bereaved")


def _aimed_at_own(sentence: Sentence, draft: Draft, state: bool) -> bool:
    """Whether the attack is told to have hit what is the teller's: «أن هجوما استهدف معسكره»; nor is a state's own attack «إرهابي»."""
    words, at = sentence.words, draft.trigger.last + 1
    if at >= len(words) or words[draft.trigger.at].fold.removeprefix("ال").rstrip("ا") not in _ATTACKS:
        return False
    if state and words[at].fold in _TERROR:
        return True
    for i in range(at, min(at + 3, len(words) - 1)):
        if words[i].fold in _AIMED:
            others = any(m.id is not None and m.id != draft.agents[0].id for m in draft.targets)
            return not others and any(entry.tag == "N" and entry.suf in _HIS for entry in words[i + 1].entries)
    return False


def _suffered(sentence: Sentence, draft: Draft) -> bool:
    """Whether the trigger is an attack that something else is told to have come of: «في هجوم», «إثر كمين», «بتفجير»."""
    words, at = sentence.words, draft.trigger.at
    fold = words[at].fold
    if fold.removeprefix("ب") in _ATTACKS:
        return fold.startswith("ب") or (at > 0 and words[at - 1].fold in _IN)
    return False


def _mourns(sentence: Sentence, draft: Draft, source: Mention, state: bool) -> bool:
    """Whether a death or wound of the teller's own men stands between him and the attack."""
    words, at = sentence.words, draft.trigger.at
    for i in range(at - 1, max(0, at - 16), -1):
        if words[i].fold in HARD or words[i].start < source.start:
            return False
        if casualty(words[i]) in ("killed", "wounded") and words[i].noun is None:
            return any(_own(words, k, source, state) for k in range(i + 1, min(at, i + _NEAR)))
    return False


def _own(words: list[Word], k: int, source: Mention, state: bool) -> bool:
    """Whether a word means men of the teller: «جنوده», or soldiers that a state tells of and nobody else's name or country is told with."""
    word = words[k]
    for entry in word.entries:
        if entry.tag != "N" or entry.cls not in ("fighter", "force", "person"):
            continue
        if entry.suf in _HIS:
            return True
        if state and entry.label in _MEN:
            beside = words[k + 1].actor if k + 1 < len(words) else None
            return all(actor is None or actor.id in (None, source.id) for actor in (word.actor, beside))
    return False


def _does(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """Whether a party behind the attack is told as its doer: «هجوم لحزب العمال», «كمين نصبه مسلحون»."""
    at = draft.trigger.at
    if not at < arg.first <= at + _DOER or arg.cls not in ("actor", "force", "fighter") or arg.prep in ("في", "علي", "ضد", "قرب", "من"):
        return False
    between = sentence.words[at + 1 : arg.first]
    if any(word.fold in HARD or word.fold in _AT for word in between):
        return False
    if arg.prep in ("ل", "by", "gen"):
        return True
    return any(entry.suf and entry.finite for word in between for entry in word.entries)

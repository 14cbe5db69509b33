"""What stands between a time and the claim it may date: verbs, relatives, an act of saying that the time dates instead."""

from __future__ import annotations

from marsad.languages.arabic import strip_proclitics
from marsad.languages.arabic.lexicon import particles
from marsad.reading.choice import Dated, Story
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded, groups

__all__ = ["had", "head", "judged", "kept_on", "link", "openings", "saying_before"]

_RELATIVES = particles()["pronoun"] | frozenset(("والتي", "والذي", "وهو", "وهي"))
_JUDGING = frozenset(
    "دان أدان ندد استنكر شجب رحب علق بحث ناقش نشر بث عرض أظهر نعى هنأ حذر طالب دعا التقى زار أقر عبر أعرب لمح كشف أشاد "
    "دافع برر بارك أيد أصدر استقبل عقد اجتمع".split()
)
_SAY_REACH = 14
_HADS = frozenset("كان وكان كانت وكانت كانوا وكانوا".split())
_TURNS = ("يذكر", "ويذكر", "يشار", "ويشار", "تجدر", "وتجدر", "جدير", "الجدير", "والجدير")


def finite(word: Word) -> bool:
    """Whether a word is read as a finite verb."""
    return word.verb is not None and word.verb.tag[:1] in "PI" and not (word.noun is not None and word.verb.tag == "Pp")


def _cues(story: Story, sentence: Sentence) -> dict[int, str]:
    """The words of the sentence that are acts of saying, with their class."""
    return {sentence.find(item.cue[0]): item.verb for item in story.found.sayings if sentence.start <= item.cue[0] < sentence.end}


def saying_before(story: Story, sentence: Sentence, first: int) -> str:
    """The act of telling that the time at word `first` follows: its class («say», «judge»), or empty where another verb parts them."""
    cues = _cues(story, sentence)
    for at in range(first - 1, max(-1, first - _SAY_REACH), -1):
        word = sentence.words[at]
        if at in cues:
            return cues[at]
        if word.verb is not None and word.verb.tag[:1] in "PI":
            return "judge" if word.verb.lemma in _JUDGING else ""
        if word.fold in ("ان", "إن", "بان", ":"):
            return ""
    return ""


def judged(story: Story, sentence: Sentence, draft: Draft, dated: Dated) -> bool:
    """Whether a time before the trigger dates a judging of the act, not the act: «دانت السبت القصف», «ندد أمس بالهجوم»."""
    return dated.first < draft.trigger.at and saying_before(story, sentence, dated.first) == "judge"


def link(story: Story, sentence: Sentence, draft: Draft, dated: Dated, where: str) -> list[str]:
    """Names of what parts a time of the claim's sentence from its trigger."""
    trigger = draft.trigger
    words = sentence.words
    after = dated.first > trigger.at
    low, high = (trigger.last + 1, dated.first) if after else (dated.last + 1, trigger.at)
    between = words[low:high]
    side = "after" if after else "before"
    verbs = sum(finite(word) and word.i != trigger.control for word in between)
    others = {d.trigger.at for d in story.drafts.get(sentence.index, ()) if d is not draft}
    names = [f"{where}:{side}:verbs:{min(verbs, 2)}", f"{where}:{side}:{trigger.form}:verbs:{min(verbs, 1)}"]
    if any(word.fold in _RELATIVES for word in between):
        names.append(f"{where}:{side}:relative")
    if any(word.i in others for word in between):
        names.append(f"{where}:{side}:other-act")
    if not after:
        said = saying_before(story, sentence, dated.first)
        if said:
            names += [f"{where}:told", f"{where}:told:{said}", f"{where}:told:verbs:{min(verbs, 1)}"]
        if any(word.fold in ("ان", "انه", "انها", "بان", ":") for word in between):
            names.append(f"{where}:that")
    elif any(word.fold in ("ان", "بان", ":", "؛") for word in between):
        names.append(f"{where}:that-after")
    if between and between[-1].fold in ("،", ","):
        names.append(f"{where}:{side}:comma")
    names.append(f"{where}:{side}:{draft.kind}")
    return names


def head(sentence: Sentence, dated: Dated) -> str:
    """The first word of the time."""
    return sentence.words[dated.first].fold


def openings(story: Story, sentence: Sentence, draft: Draft) -> list[str]:
    """How sentence and clause open, and how the verb stands."""
    words = sentence.words
    spoken = [word for word in words[: draft.high + 1] if word.kind == "word"]
    first = spoken[0].fold if spoken else ""
    out = [f"first:{first}"]
    if first in _TURNS:
        out.append("aside")
    if spoken:
        word = spoken[0]
        mark = "say" if word.i in _cues(story, sentence) else "verb" if finite(word) else "noun"
        out.append(f"opens:{'and' if word.conj or first[:1] == 'و' else 'bare'}:{mark}")
    if had(sentence, draft):
        out.append("had")
    opening = next((word for word in words[draft.low : draft.high + 1] if word.kind == "word"), None)
    if opening is not None:
        out.append(f"clause:{opening.fold}")
        if opening.i == draft.trigger.at and opening.conj:
            out.append("goes-on")
    back = words[draft.trigger.at - 1] if draft.trigger.at else None
    if back is not None and back.kind == "word":
        out.append(f"behind:{back.fold}")
    return out


_EVENTS = {kind: folded(kind, "taken_up") for kind in groups("taken_up")}


def kept_on(story: Story, sentence: Sentence, draft: Draft, owner: Draft | None, at: int) -> list[str]:
    """Whether the claim's sentence goes on with what the dated sentence `at` tells: a word of the act with the article, its places,
    how many sentences between tell of other places."""
    out: list[str] = []
    if owner is not None:
        wanted = _EVENTS.get(owner.kind, frozenset())
        for word in sentence.words[: draft.high + 1]:
            if any(stem in wanted and pro.endswith(("ال", "لل")) for pro, stem in strip_proclitics(word.fold)):
                out.append("the-act")
                break
        here = {p.id or p.text for p in owner.places}
        spoken = {placed.mention.id or placed.mention.text for placed in story.places_in.get(sentence.index, ())}
        if here and spoken:
            out.append("place-here" if here & spoken else "place-elsewhere")
        elif here:
            out.append("placeless")
        if owner.source is not None and draft.source is not None:
            same = owner.source.text == draft.source.text or (owner.source.id is not None and owner.source.id == draft.source.id)
            out.append("same-teller" if same else "other-teller")
    kinds = {d.kind for n in range(at, sentence.index) for d in story.drafts.get(n, ())}
    out.append("kinds:few" if len(kinds) <= 2 else "kinds:many")
    spots = {p.id or p.text for n in range(at, sentence.index + 1) for d in story.drafts.get(n, ()) for p in d.places}
    out.append(f"spots:{min(len(spots), 4)}")
    return out


def had(sentence: Sentence, draft: Draft) -> bool:
    """«وكان التنظيم قد سيطر …»: what had been before."""
    at = draft.trigger.at
    near = [word.fold for word in sentence.words[max(0, at - 2) : at]]
    if "قد" in near or "وقد" in near:
        return any(word.fold in _HADS for word in sentence.words[max(0, at - 12) : at])
    return any(fold in _HADS for fold in near)

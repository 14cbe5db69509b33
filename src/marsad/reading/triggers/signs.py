"""Signs that a report argues, rehearses or tells of mishaps, and that a draft is wished or only spoken of: features for the judge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.reading.claims.draft import Draft
from marsad.reading.triggers.unreal import has_mishap, is_abstract, is_drill
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["Air", "air", "chances", "signs", "suggestions"]


@dataclass(frozen=True, slots=True)
class Air:
    """A report as a whole: its words, its questions and exclamations, its words of mishap, whether it tells of a drill."""

    words: int
    asked: int
    mishaps: int
    drill: bool


_MAY = frozenset("يمكن ربما محتمل احتمال المحتمل لعل سيناريو توقعات يتوقع متوقعا المتوقع ستكون سيكون سوف يعتقد اعتقد".split())
_FOR = frozenset("اجل بهدف لاجل بغيه سبيل كيفيه ضد حول بشان تجاه ازاء بحجه بذريعه".split())
_OURS = frozenset(("نحن", "علينا", "لنا", "اننا"))
_ASKING = frozenset(("؟", "?", "!"))
_NEAR = 3
_FAR = 12


def air(sentences: Sequence[Sentence]) -> Air:
    """What the judge should know of a report before it weighs its drafts; linear in its words."""
    words = asked = mishaps = 0
    for sentence in sentences:
        for word in sentence.words:
            asked += word.fold in _ASKING
            if word.kind == "word":
                words += 1
                mishaps += has_mishap(word.fold)
    return Air(words, asked, mishaps, is_drill(sentences))


def _is_ours(word: Word) -> bool:
    """A verb of «we» or «I», or a word of theirs."""
    return word.fold in _OURS or (word.verb is not None and word.verb.who in ("1p", "1s") and word.noun is None)


def signs(sentence: Sentence, draft: Draft, seen: Air) -> list[tuple[str, float, str]]:
    """What is true of a draft that may be no event, by name: (feature, amount, what was seen)."""
    words, trigger = sentence.words, draft.trigger
    back = words[max(0, trigger.at - _FAR) : trigger.at]
    behind = [word for word in words[trigger.last + 1 : trigger.last + 5] if word.kind == "word"]
    known = any(m.id for m in (*draft.agents, *draft.targets))
    ours = any(_is_ours(word) for word in words)
    facts = (
        ("air:drill", seen.drill),
        ("air:mishap-no-party", seen.mishaps >= 2 and not known),
        ("sign:abstract-behind", any(is_abstract(word) for word in behind)),
        ("sign:aim", any(word.fold in _FOR for word in back[-_NEAR:])),
        ("sign:for", trigger.form == "m" and words[trigger.at].fold.startswith("ل")),
        ("sign:may", any(word.fold in _MAY for word in back)),
        ("sign:ours", ours),
        ("sign:ours-unsourced", ours and draft.source is None),
    )
    out = [(name, 1.0, "") for name, true in facts if true]
    out.append(("air:asked", min(1.0, 40 * seen.asked / max(60, seen.words)), str(seen.asked)))
    return out


def _logit(chance: float) -> float:
    chance = max(1e-4, min(1 - 1e-4, chance))
    return math.log(chance / (1 - chance))


def chances(draft: Draft) -> list[tuple[str, float, str]]:
    """What the odds of the trigger's word say of the draft: of its kind, of any claim, of another kind, as logits."""
    odds = draft.odds
    if not odds:
        return [("odds-none", 1.0, "")]
    own, none = odds.get(draft.kind, 0.0), odds[""]
    other, rival = max((share, kind) for kind, share in odds.items() if kind not in ("", draft.kind))
    return [
        ("odds-own", _logit(own), f"{own:.2f}"),
        ("odds-any", _logit(1 - none), f"{1 - none:.2f}"),
        ("odds-other", _logit(other), f"{rival} {other:.2f}"),
        ("odds-share", _logit(own / max(1e-6, 1 - none)), ""),
        ("odds-best", float(own > other), ""),
    ]


_UNHEARD = -3.0
"""A logit below this says that the network knows nothing of such words, not that there is nothing."""


def suggestions(draft: Draft) -> list[tuple[str, float, str]]:
    """What the network that hears the report says of the draft's trigger: its kind, any claim, the strongest other kind, as logits."""
    heard = draft.heard
    if not heard:
        return [("context-none", 1.0, "")]
    # What a frame was made by its parties («ضربات مقاتلي المقاومة»: no air strike) still goes by the words that open the frame.
    # Who was killed by nobody knows whom may be heard as murdered: casualties are told in the same words.
    kinds = {draft.kind, draft.trigger.frame.kind}
    if draft.kind == "casualties":
        kinds.add("killing")
    own = max(_UNHEARD, *(heard[kind] for kind in kinds))
    other, rival = max((max(_UNHEARD, value), kind) for kind, value in heard.items() if kind not in kinds)
    out = [
        ("context-own", own, f"{own:.1f}"),
        ("context-any", max(own, other), ""),
        ("context-other", other, f"{rival} {other:.1f}"),
        ("context-best", float(own > other), ""),
        ("context-sure", float(own > 1.0), ""),
        ("context-no", float(max(own, other) < -2.0), ""),
        (f"context-own:{draft.kind}", own, ""),
    ]
    return out

"""Whether a claim is asserted, denied, alleged, planned or hypothetical (CODEBOOK section 2, rules 11 and 20)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from marsad.model import Feature
from marsad.reading.attribution.hearsay import called, charged, denied_news
from marsad.reading.attribution.known import Spelled, is_known_act, is_named
from marsad.reading.attribution.model import Sourced, Span
from marsad.reading.attribution.moods import Moods, load_moods
from marsad.reading.attribution.thought import thought

__all__ = ["modality"]

# how many tokens before the trigger a governing word may stand
WINDOW = 9
SUSPECTED = 20  # how far before it «مسلحون يشتبه بأنهم …» may cast its doubt
_RUMOURED = 46  # words before it within which news of it may be denied
_SAID_ALONE = 4  # words behind a denial within which control is what it denies
_CUTS = frozenset({"،", ",", "؛", ".", ":", "!", "؟", "?"})
_ENDS = frozenset({".", "؛", "!", "؟", "?"})
_MADE = frozenset(("killing", "bombing"))  # an attempt at these is an attack that was made: «نجا من محاولة اغتيال»
_OBJECT = 7  # words from «تبادلت» to what is exchanged
_FIGURES = frozenset(("statistic", "displacement", "hold"))
_SO_CALLED = frozenset("المزعوم المزعومه مزعوم مزعومه المفترض المفترضه".split())  # «الهجوم الكيميائي المزعوم»
_STATE = ("حال", "حاله")


def _future(lex: Moods, word: str) -> bool:
    """«سيشن», «وستستعيد», «سنشن»."""
    if word[:1] in "وف":
        word = word[1:]
    return len(word) > 3 and word[0] == "س" and word[1] in "يتن" and not word.startswith(lex.not_future) and word[-1] not in "ه"


def _imperfect(word: str) -> bool:
    return len(word) > 2 and word[0] in "يتن" and word[-1] not in "ه"


def modality(
    tokens: Sequence[Spelled], clause: Span, trigger: Span, sourced: Sourced | None = None, kind: str = "", tag: str = "",
) -> tuple[str, tuple[Feature, ...]]:
    """The modality of a claim and the named features that chose it.

    `tokens` are those of the report or of the sentence; `clause` and `trigger` (start, end) of the claim's words and of its trigger
    in the stored text; `sourced` what `source_for` answered for the trigger; `kind` the claim's kind (purposes are planned for
    kinds of control; a `responsibility` is alleged unless it is one's own or denied); `tag` P or p where the trigger is known to be
    a verb in the perfect: what happened was not planned.
    """
    lex = load_moods()
    first = last = max(0, bisect_right(tokens, trigger[0], key=lambda token: token.start) - 1)
    while last + 1 < len(tokens) and tokens[last + 1].start < trigger[1]:
        last += 1
    back = _before(lex, tokens, first, clause[0])
    words = [token.fold for token in tokens[first : last + 1]]
    if kind == "responsibility":
        following = [token.fold for token in tokens[last + 1 : last + 7] if token.start < clause[1]]
        return _responsibility(lex, words, back, following, sourced)
    found = _negated(lex, tokens, first, last, words) if kind != "statistic" else ""
    if found:
        return "denied", (Feature("modality-negated", 0.0, found),)
    near = _near(lex, back)
    if found := _has(near, lex.untrue):  # «لا صحة لما يشاع عن سقوط …»
        return "denied", (Feature("modality-negated", 0.0, found),)
    found = "" if is_known_act(tokens, first, tag) else _hypothetical(lex, near, words[0], tag)
    if found:
        return "hypothetical", (Feature("modality-if", 0.0, found),)
    found = _planned(lex, tokens, last, back, near, words, kind, clause, tag)
    if found:
        return "planned", (Feature("modality-planned", 0.0, found),)
    doubts = lex.alleged if kind in _FIGURES else lex.alleged | lex.believed
    found = next((word for word in near if word in doubts), "") or next(
        (token.fold for token in tokens[last + 1 : last + 3] if token.fold in _SO_CALLED), "") or next(
        (word for word in _before(lex, tokens, first, clause[0], SUSPECTED) if word in lex.suspected), thought(tokens, first, last, kind))
    if found:
        return "alleged", (Feature("modality-alleged", 0.0, found),)
    told = max(0, first - _RUMOURED)
    if found := denied_news([token.fold for token in tokens[told:first]], sourced, [token.start for token in tokens[told:first]]):
        return "denied", (Feature("modality-rumour", 0.0, found),)
    if sourced is not None and sourced.attribution is not None:
        lent = _lent(lex, tokens, first, back, sourced, kind)
        if lent:
            return lent, (Feature(f"modality-{sourced.attribution.verb}", 0.0),)
    return charged(kind, [token.fold for token in tokens[first : first + _OBJECT]], near, sourced)


def _before(lex: Moods, tokens: Sequence[Spelled], first: int, begin: int, window: int = WINDOW) -> list[str]:
    """The words before the trigger: those of its clause, and at least `window` of its sentence."""
    out: list[str] = []
    place = first - 1
    while place >= 0 and (tokens[place].start >= begin or first - place <= window):
        if tokens[place].fold in (".", "؛", "!", "؟") and tokens[place].start < begin:
            break
        out.append("" if is_named(tokens[place]) else tokens[place].fold)
        place -= 1
    out.reverse()
    return out


def _near(lex: Moods, back: list[str]) -> list[str]:
    """Of the words before the trigger those that can govern it: none past a comma or the head of another clause."""
    out: list[str] = []
    for word in reversed(back[-WINDOW - 2 :]):
        if word in _CUTS or word in lex.bounds:
            break
        if word != '"':
            out.append(word)
    out.reverse()
    return out


def _has(words: Sequence[str], phrases: tuple[tuple[str, ...], ...]) -> str:
    for phrase in phrases:
        size = len(phrase)
        for place in range(len(words) - size + 1):
            if words[place].lstrip("وف") in (phrase[0], phrase[0].lstrip("وف")) and tuple(words[place + 1 : place + size]) == phrase[1:]:
                return " ".join(phrase)
    return ""


def _negated(lex: Moods, tokens: Sequence[Spelled], first: int, last: int, words: list[str]) -> str:
    behind = [token.fold for token in tokens[last + 1 : last + 4]]
    if any(word in lex.only for word in behind):
        return ""
    if words[0] in lex.negations and len(words) > 1 and words[1] not in lex.still:
        return words[0]
    before = [token.fold for token in tokens[max(0, first - 3) : first]]
    before = [word for word in before if word not in ('"', "اي", "ايه")]
    if before and before[-1] in lex.negations and words[0] not in lex.still and before[-1].lstrip("وف") != "ما":
        return before[-1]
    if len(before) > 1 and before[-2] in lex.negations and before[-1] in lex.light:
        return before[-2]
    return _has(before, lex.untrue)


def _hypothetical(lex: Moods, near: list[str], word: str, tag: str) -> str:
    for place, (item, follower) in enumerate(zip(near, [*near, word][1:], strict=True)):
        # «لم يعرف ما إذا كانت الغارة …»: the raid is not in doubt
        if item in lex.maybe and not (place and near[place - 1] in ("ما", "عما", "فيما", "وما")):
            return item
        if item not in lex.may or not _imperfect(follower) or follower[-1] == "ت":
            continue
        # «كان قد تقدم», «كان قد تعرض لهجوم»: after «قد» only the imperfect is in doubt, and what begins with «ت» may be a perfect
        led = len(near) - place <= 4 and word[0] != "و" and (follower[0] == "ي" or follower in lex.may_verbs)
        if tag[:1] != "P" if place + 1 == len(near) else led:
            return item
    # «عشرة جرحى، اثنان منهم في حال الخطر»: how somebody is, no condition
    stands = [item for item, after in zip(near, [*near, word][1:], strict=True) if item not in _STATE or after not in lex.states]
    return _has(stands, lex.maybe_phrases)


def _planned(
    lex: Moods, tokens: Sequence[Spelled], last: int, back: list[str], near: list[str], words: list[str], kind: str, clause: Span,
    tag: str,
) -> str:
    head = words[0]
    past = (head[-1] == "ت" and head[-2:] != "ات") or (head.endswith("وا") and head.lstrip("وف")[0] not in "يت")
    past = past or tag[:1] in ("P", "p")
    if kind in ("clash", "agreement") and any(word in lex.standing for word in near[-2:]):
        return ""
    if near[-2:-1] in (["من"], ["ومن"]) and near[-1] in lex.plans:
        return near[-1]  # «من المنتظر هدم …»: a noun, though it be spelt as a verb
    if kind == "hold" or (past and not _future(lex, head)) or (near and near[-1] in lex.done):
        return ""
    if any(_future(lex, word) for word in words[:2]):
        return words[0]
    # «، ليغادر بعدها» tells what followed
    purpose = (head.startswith("ل") and not head.startswith("لي")) or (bool(near) and near[-1] in lex.light_ends)
    if purpose and kind in lex.purpose and not any(word in lex.governors for word in near[-4:]):
        return head if head.startswith("ل") else near[-1]
    if kind in lex.purpose_light and near and near[-1] in lex.light_ends and not any(
        word in lex.governors or word in lex.set_out or word in lex.suspected for word in back[-SUSPECTED:]
    ):
        return near[-1]
    foiled = any(word in lex.foiled for word in near)
    tried = lex.tried if kind in _MADE else frozenset()
    found = next((word for word in reversed(near) if (word in lex.plans and word not in tried) or _future(lex, word)), "")
    if found and not foiled:
        return found
    found = _has(near, lex.plan_phrases)
    if found and not foiled:
        return found
    if near == ["الي"] and (far := next((word for word in back if word in lex.towards), "")):
        return far
    behind = [token.fold for token in tokens[last + 1 : last + 14] if token.start < clause[1]]
    made = any(word in lex.done for word in near)  # «تم التوصل إلى هدنة … اعتبارا من»
    for place, word in enumerate(behind):
        if word in lex.bounds:
            break
        if place + 1 < len(behind) and behind[place + 1] == "من" and word in lex.following:
            continue  # «أسلحة قادمة من …»
        if word in lex.following or (kind == "agreement" and word in lex.begins and not made):
            return word
    return ""


def _responsibility(
    lex: Moods, words: list[str], back: list[str], following: list[str], sourced: Sourced | None,
) -> tuple[str, tuple[Feature, ...]]:
    said = sourced.attribution if sourced is not None else None
    if words[0] in lex.negations or any(word in lex.negations for word in back[-2:]):
        return "denied", (Feature("modality-negated", 0.0, words[0]),)
    if (said is not None and said.verb == "deny") or words[0].lstrip("وف") in ("نفي", "نفت", "نفوا", "ينفي", "تنفي", "نافيا"):
        return "denied", (Feature("modality-deny", 0.0, words[0]),)
    own = next((word for word in (*words, *following) if word in lex.own), "")
    if own:
        return "asserted", (Feature("modality-own", 0.0, own),)
    return "alleged", (Feature("modality-accusation", 0.0, words[0]),)


def _lent(lex: Moods, tokens: Sequence[Spelled], first: int, back: list[str], sourced: Sourced, kind: str) -> str:
    """The modality the verb of saying lends, where the trigger stands in what is said itself and not in its background."""
    said = sourced.attribution
    assert said is not None
    hint = "alleged" if said.verb == "suspect" else called(kind, [t.fold for t in tokens[max(0, first - 3) : first]], said, sourced.hint)
    if not hint:
        return ""
    low = max(said.cue[1], min((start for start, _ in said.scope), default=said.cue[1]))
    between = [token.fold for token in reversed(tokens[:first]) if token.start >= low]
    if said.verb in ("claim", "call"):
        return hint
    if kind == "hold" and (said.verb == "accuse" or (said.verb == "deny" and len(between) > _SAID_ALONE)):
        return ""  # who is accused of what happened in a place, or denies it, holds it all the same
    if said.verb == "blame" or any(word in lex.bounds or word in _ENDS for word in between) or len(between) > 24:
        return ""  # whom one blames is alleged, what happened is not
    if kind != "agreement" and said.verb in ("accuse", "suspect", "deny") and any(word in lex.presupposed for word in between[:3]):
        return ""
    return hint

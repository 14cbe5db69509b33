"""How far what is said reaches."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.lexicon import PERFORMATIVE
from marsad.reading.attribution.names import COMMAS, Tokens
from marsad.reading.attribution.view import NAME_WORDS, View

__all__ = ["reach"]

# how far back, in tokens, the opening mark of a quotation is sought
QUOTATION = 400


def reach(view: View, draft: Draft, drafts: Sequence[Draft]) -> tuple[list[Tokens], bool]:
    """The token spans a draft covers, and whether they are a direct quotation. `drafts` are all of its sentence."""
    if draft.order == "after":
        return _behind(view, draft, drafts), False
    if draft.order == "back":
        return [view.sentences[draft.sentence - 1]] if draft.sentence else [], False
    opened = draft.opening
    if opened is None:
        return [], False
    begin = draft.cue[0] if draft.verb in PERFORMATIVE else opened.start
    if opened.end >= 0:
        return [(begin, min(opened.end, len(view.words) - 1) + 1)], True
    return [(begin, _end(view, draft, drafts, opened.start, opened.kind))], False


def _end(view: View, draft: Draft, drafts: Sequence[Draft], start: int, kind: str) -> int:
    """Where indirect speech ends that begins at token `start`."""
    words, lex = view.words, view.lex
    _, end = view.sentences[draft.sentence]
    inner = [other.about for other in drafts if other.order == "after" and other.cue[0] > start]
    if inner:
        # behind another's words «مما …» is the outlet's again
        broken = view.find("مما", inner[-1], end)
        if broken >= 0:
            return broken
    last = end
    if kind in ("obj", "عن") and draft.verb in ("announce", "confirm"):
        # «أعلن الجيش مقتل سبعة …، حيث تدور معارك»: where it happened is the outlet's background
        last = next((place for place in range(start, end) if words[place] == "حيث" and words[place - 1] in COMMAS), end)
    if draft.brief:
        last = next((place for place in range(start + 1, end) if words[place] in COMMAS or words[place] == "؛"), last)
    owned = draft.verb == "announce" and any(word in lex.small["responsible"] for word in words[start : start + 2])
    if kind != "an" and (owned or draft.verb in ("own", "threaten")):
        for place in range(start, last):
            if words[place] in lex.background and not any(mark in view.closes for mark in range(place, min(last, place + 3))):
                return place
    if draft.brief:
        return last
    # indirect speech may run into a quotation that goes over sentences
    for mark in range(start, end):
        close = view.closes.get(mark, -1)
        if close >= end and close - mark > NAME_WORDS:
            return min(close + 1, len(words))
    return last


def _behind(view: View, draft: Draft, drafts: Sequence[Draft]) -> list[Tokens]:
    """«…، وفق فلان»: what stands before it in the sentence, and what goes on behind it; at the head of a sentence what follows;
    alone in its sentence the one before."""
    words, lex = view.words, view.lex
    low, end = view.sentences[draft.sentence]
    cue = draft.cue[0]
    leads = all(view.tokens[place].kind == "punct" or words[place] in ("و", "كما") for place in range(low, cue))
    follows = any(view.tokens[place].kind in ("word", "number") for place in range(draft.about, end))
    if leads and not follows:
        return [view.sentences[draft.sentence - 1]] if draft.sentence and not view.fresh[draft.sentence] else []
    joined = words[cue][0] == "و" and words[cue][1:] in lex.after
    if leads or joined or (draft.about < end and words[draft.about] in lex.small["then"]):
        return [(draft.about, end)]
    back = low
    for other in drafts:
        if other.order == "before" and not other.relative and other.opening is not None and other.opening.start < cue:
            back = other.opening.start
    shut = cue - 2 if cue > 1 and words[cue - 1] in COMMAS else cue - 1
    if shut in view.closing:
        # a quotation that began before this sentence and closes here was said as a whole
        opening = next((mark for mark in range(shut - 1, max(-1, shut - QUOTATION), -1) if view.closes.get(mark) == shut), cue)
        if opening <= low:
            return [(opening, cue)]
    if back > low:
        back = next((place for place in range(cue - 1, back, -1) if words[place] in lex.back), back)
    last = next((place for place in range(draft.about, end) if words[place] in lex.breaks), end)
    return [(back, cue), (draft.about, last)]

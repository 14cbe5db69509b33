"""Finding the acts of saying in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.papers import of_accusation, of_denial, of_document, of_masdar, of_words_ascribed
from marsad.reading.attribution.participles import of_participle
from marsad.reading.attribution.trailing import of_after, of_headline, of_verbal, trails
from marsad.reading.attribution.verbs import of_verb
from marsad.reading.attribution.view import View

__all__ = ["find"]


def find(view: View, number: int) -> Iterator[Draft]:
    """The acts of saying in sentence `number`, in order."""
    low, end = view.sentences[number]
    if low >= end:
        return
    head = of_headline(view, low, end, number)
    if head is not None:
        yield head
    skip = low
    cues = view.lex.cues
    for at in range(low, end):
        word = view.words[at]
        if (word not in cues and "اتهام" not in word) or (at < skip and not _of_the_speaker(view, at)):
            continue
        draft = _trailing(view, at, low, end, number) or _leading(view, at, low, end, number)
        if draft is None:
            continue
        if draft.order == "after":
            skip = draft.about
            if at == low + 2 and view.words[low] in view.lex.stated and view.words[low + 1] in view.lex.small["back"]:
                draft.order = "back"  # «جاء ذلك بحسب ما أعلن …»
        elif draft.order == "back" and draft.subject is not None:
            skip = draft.subject[1]
        elif draft.opening is not None and not draft.participle:
            skip = max(skip, draft.opening.start)  # what stands between is the speaker's
        yield draft


def _of_the_speaker(view: View, at: int) -> bool:
    """Whether a relative clause beside the speaker tells whom he accuses («الجيش، الذي حمل متشددين المسؤولية، إن»)."""
    forms = view.lex.forms.get(view.words[at], ())
    return view.words[at - 1] in view.lex.small["relatives"] and any("object" in form.verb.traits for form in forms)


def _trailing(view: View, at: int, low: int, end: int, number: int) -> Draft | None:
    words, lex = view.words, view.lex
    word = words[at]
    for cue in lex.after.get(word, ()):
        draft = of_after(view, cue, at, end, number)
        if draft is not None:
            return draft
    if word in lex.verbal:
        return of_verbal(view, at, at + 1, end, number, "after") if word != "كما" or trails(view, at, low, end) else None
    if word in ("علي", "وعلي") and at + 1 < end and words[at + 1] == "ما":
        return of_verbal(view, at, at + 2, end, number, "after")
    return None


def _leading(view: View, at: int, low: int, end: int, number: int) -> Draft | None:
    words, lex = view.words, view.lex
    word = words[at]
    forms = lex.forms.get(word)
    if forms is None:
        if word in lex.stated:
            return of_document(view, at, end, number)
        return of_accusation(view, at, end, number) if "اتهام" in word else None
    if at > low and words[at - 1] in lex.negations and not any(form.suffix for form in forms):
        return None
    for form in forms:
        draft = None
        if form.verb.lemma == "نسب" and (draft := of_words_ascribed(view, at, end, number)) is not None:
            return draft
        if form.kind == "participle":
            draft = of_participle(view, form, at, low, end, number)
        elif form.kind == "masdar":
            draft = of_masdar(view, form, at, end, number)
        elif form.suffix and form.verb.verb == "deny":
            draft = of_denial(view, form, at, end, number)
        elif (not form.suffix or "object" in form.verb.traits) and words[at - 1] not in lex.negations:
            draft = of_verb(view, form, at, low, end, number)
        if draft is not None:
            return draft
    return None

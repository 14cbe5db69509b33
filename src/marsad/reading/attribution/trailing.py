"""Acts of saying without a leading verb: «وفق المرصد», «حسبما أعلن الوزير», «المرصد: …»."""

from __future__ import annotations

from marsad.reading.attribution.clauses import after_verb
from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.lexicon import After, Form, Verb
from marsad.reading.attribution.names import (
    COMMAS,
    Tokens,
    addressed,
    head_of,
    headed,
    listed,
    media_at,
    noun_phrase,
    times_at,
)
from marsad.reading.attribution.openings import Opening
from marsad.reading.attribution.verbs import can_speak
from marsad.reading.attribution.view import View

__all__ = ["of_after", "of_headline", "of_verbal", "trails"]

_FINITE = ("perfect", "imperfect")
_OPENED = frozenset({"obj", "an", "quote", "colon", "ب", "الي", "عن"})


def of_after(view: View, cue: After, at: int, end: int, number: int) -> Draft | None:
    """«وفق المرصد», «نقلا عن مصدر», «وفقا لما ذكره …»."""
    words, lex = view.words, view.lex
    place = at + len(cue.words)
    if place >= end or tuple(words[at + 1 : place]) != cue.words[1:] or (cue.glued and not words[place].startswith(cue.glued)):
        return None
    if words[place] in lex.ma:
        return of_verbal(view, at, place + 1, end, number, cue.verb)
    noun = words[place].removeprefix(cue.glued) if cue.glued else words[place]
    if words[place] in lex.own or listed(words[place], lex.refused) or listed(noun, lex.refused):
        return None
    draft = _phrase(view, at, place, end, number, cue.verb, False)
    if draft is None or draft.about >= end or not addressed(view, draft.about, end):
        return draft
    if (medium := media_at(view, draft.about, end)) > draft.about:
        draft.via.append((draft.about + (words[draft.about] == "ل"), medium))
        draft.about = medium
    return draft


def _phrase(view: View, at: int, place: int, end: int, number: int, verb: str, spoken: bool) -> Draft | None:
    words = view.words
    place = _behind_hollow(view, place, end)
    if words[place] == "ل" and place + 1 < end:
        place += 1
    if listed(words[place], view.lex.small["mute"]):
        return None
    place = _behind_paper(view, place, end)
    stop = noun_phrase(view, place, end) if place < end else place
    if stop == place:
        return None
    plain = spoken or stop - place <= 4 or words[place].startswith(("ال", "لل"))
    if not plain and not headed(view, (place, stop)) and media_at(view, place, end) == place:
        return None
    # an apposition between commas, or one that closes the sentence
    if stop + 1 < end and words[stop] in COMMAS and head_of(view, words[stop + 1]) is not None:
        further = noun_phrase(view, stop + 1, end)
        if further == end or words[further] in COMMAS or words[further] == ".":
            stop = further
    draft = Draft(number, (at, place), verb, "after", (place, stop), about=stop)
    if stop + 1 < end and words[stop] == "عن" and media_at(view, place, stop) == stop:
        behind = noun_phrase(view, stop + 1, end)
        if behind > stop + 1:
            draft.via, draft.subject, draft.about = [(place, stop)], (stop + 1, behind), behind
    return draft


def _behind_hollow(view: View, place: int, end: int) -> int:
    """«حصيلة للمرصد», «رواية الشرطة»: the speaker stands behind the word."""
    lex, after = view.lex, place + 1
    if after >= end or not listed(view.words[place], lex.hollow):
        return place
    owned = view.words[after].startswith("ل")
    named = view.words[place] in lex.hollow and (head_of(view, view.words[after]) is not None or after in view.hit_at)
    return after if owned or named else place


def _behind_paper(view: View, place: int, end: int) -> int:
    """«بيان صادر عن الوزارة», «بيان أصدره الجيش»: the issuer speaks."""
    word, lex = view.words[place], view.lex
    paper = any(listed(noun, papers) for noun in (word, word.removeprefix("ل")) for papers in (lex.statements, lex.hollow))
    if not paper or place + 2 >= end or view.words[place + 1] not in lex.small["issued"]:
        return place
    place += 2
    while place < end and (view.words[place] in ("عن", "به", "بها") or view.words[place] in lex.light):
        place += 1
    return place


def _form(view: View, place: int) -> Form | None:
    """The verb of saying at `place` that may follow what is said."""
    return next((form for form in view.lex.forms.get(view.words[place], ()) if form.kind in _FINITE and _may_trail(form.verb)), None)


def _may_trail(verb: Verb) -> bool:
    return verb.verb not in ("relay", "own", "threaten", "call", "plan") and (not verb.needs or "trails" in verb.traits)


def of_verbal(view: View, at: int, place: int, end: int, number: int, verb: str) -> Draft | None:
    """«حسبما أعلن محافظ المنطقة», «كما قال الوزير في …»: a verb of saying at `place`, and who says."""
    words = view.words
    form = _form(view, place) if place < end else None
    if form is None:
        return _relayed(view, at, place, end, number) if place < end else None
    place += 1
    times: list[Tokens] = []
    told: list[Tokens] = []
    while place < end:
        dated = times_at(view, place, end)
        if dated > place:
            times.append((place, dated))
        elif addressed(view, place, end) and (medium := media_at(view, place, end)) > place:
            told.append((place + 1 if words[place] == "ل" else place, medium))
            dated = medium
        elif words[place] not in view.lex.light and words[place] not in COMMAS:
            break
        place = max(dated, place + 1)
    if place >= end:
        return None
    draft = _phrase(view, at, place, end, number, form.verb.verb if form.verb.verb == "claim" else verb, True)
    if draft is None or draft.subject is None or not can_speak(view, form.verb, draft.subject):
        return None
    draft.cue, draft.times, draft.gender = (at, place), times, form.gender
    draft.via += told
    _beside(view, draft, end)
    return draft


def _relayed(view: View, at: int, place: int, end: int, number: int) -> Draft | None:
    """«بحسب ما نقلته الوكالة عن مصادر طبية»: who spoke stands behind «عن», the medium before it."""
    if not any(form.verb.verb == "relay" for form in view.lex.forms.get(view.words[place].removesuffix("ه"), ())):
        return None
    link = view.find("عن", place + 1, min(end, place + 10))
    if link < 0 or link + 1 >= end:
        stop = noun_phrase(view, place + 1, end) if place + 1 < end else place
        told = stop > place + 1 and (headed(view, (place + 1, stop)) or media_at(view, place + 1, end) > place + 1)
        return Draft(number, (at, place + 1), "after", "after", (place + 1, stop), about=stop) if told else None
    stop = noun_phrase(view, link + 1, end)
    if stop == link + 1 or not headed(view, (link + 1, stop)):
        return None
    medium = [(place + 1, link)] if link > place + 1 and media_at(view, place + 1, link) > place + 1 else []
    return Draft(number, (at, place + 1), "after", "after", (link + 1, stop), via=medium, about=stop)


def _beside(view: View, draft: Draft, end: int) -> None:
    """Behind the speaker, up to the next comma: the day and the occasion («في وثيقة سلمت للصحافيين»), media among them."""
    words = view.words
    if draft.about < end and (dated := times_at(view, draft.about, end)) > draft.about:
        draft.times.append((draft.about, dated))
        draft.about = dated
    place = draft.about
    while place < end and words[place] not in COMMAS and words[place] != ".":
        medium = media_at(view, place, end)
        if medium > place and not any(listed(words[inner], view.lex.social) for inner in range(place, medium)):
            draft.via.append((place + 1 if words[place] == "ل" else place, medium))
        place = max(medium, place + 1)
    if place - draft.about <= 14:
        draft.about = place


def trails(view: View, at: int, low: int, end: int) -> bool:
    """Whether «كما قال …» looks back: not at the head of its sentence, and nothing is said behind it."""
    if at == low or at + 1 >= end:
        return False
    form = _form(view, at + 1)
    if form is None:
        return False
    said = after_verb(view, form.verb, at + 2, end)
    return said.opening is None or said.opening.kind not in _OPENED


def of_headline(view: View, low: int, end: int, number: int) -> Draft | None:
    """«المرصد السوري: مقتل …» at the head of the title or the lead."""
    words, lex = view.words, view.lex
    stop = view.find(":", min(low + 1, end), max(low + 1, min(end - 1, low + 9)))
    if stop < 0 or number > 1:
        return None
    if head_of(view, words[low]) is None and not any(hit.telling for hit in view.hits_in(low, stop)):
        return None
    if any(form.kind == "perfect" for word in words[low:stop] for form in lex.forms.get(word, ())) or (number and "-" in words[low:stop]):
        return None
    return Draft(number, (stop, stop + 1), "headline", "before", (low, stop), opening=Opening(stop + 1, "colon"))

"""Acts of saying led by a noun, and those told by a paper: «إعلان الحزب», «جاء في بيان», «اتهامه من قبل»."""

from __future__ import annotations

from marsad.reading.attribution.clauses import after_verb
from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.lexicon import Form, Verb
from marsad.reading.attribution.names import COMMAS, head_of, headed, listed, media_at, noun_phrase
from marsad.reading.attribution.openings import Opening
from marsad.reading.attribution.participles import sentence_subject
from marsad.reading.attribution.view import View

__all__ = ["of_accusation", "of_denial", "of_document", "of_masdar", "of_words_ascribed"]

_ANSWERS = frozenset(("رد", "ردت", "ردوا"))
_HIS_WORDS = frozenset(("قوله", "قولها", "قولهم", "القول"))
_STATED = Verb("جاء", "say", frozenset({"an", "colon", "quote"}), frozenset(), frozenset())


def of_masdar(view: View, form: Form, at: int, end: int, number: int) -> Draft | None:
    """«إعلان الحزب مسؤوليته», «تأكيد الوزارة أن»."""
    if at + 1 >= end or (head_of(view, view.words[at + 1]) is None and at + 1 not in view.hit_at):
        return None
    said = after_verb(view, form.verb, at + 1, min(end, at + 14))
    if said.subject is None or said.opening is None or said.opening.kind not in ("an", "obj", "عن", "ب"):
        return None
    return Draft(
        number, (at, at + 1), form.verb.verb, "before", said.subject, False, "m", said.via, said.times, said.opening, brief=True,
    )


def of_accusation(view: View, at: int, end: int, number: int) -> Draft | None:
    """«اتهامه من قبل الرئيس … بتنفيذ …»."""
    words = view.words
    low = at + 3
    if words[at] == "باتهام" and at + 1 < end:  # «ردت باكو باتهام يريفان بقصف …»
        answer = next((i for i in range(at - 2, max(view.sentences[number][0] - 1, at - 8), -1) if words[i].lstrip("وف") in _ANSWERS), -1)
        accuser = (answer + 1, at) if answer >= 0 else sentence_subject(view, view.sentences[number][0], at)
        return Draft(number, (at, at + 1), "accuse", "before", accuser, opening=Opening(at + 1, "obj")) if accuser is not None else None
    if not words[at].lstrip("وفبل").startswith("اتهام") or words[at + 1 : low] != ["من", "قبل"] or low >= end:
        return None
    stop = noun_phrase(view, low, end)
    while stop + 1 < end and words[stop] in COMMAS and not words[stop + 1].startswith("ب"):
        further = noun_phrase(view, stop + 1, end)
        if further >= end or words[further] not in COMMAS or further == stop + 1:
            break
        stop = further
    if stop <= low:
        return None
    return Draft(number, (at, at + 1), "accuse", "before", (low, stop), opening=Opening(stop, "obj"))


def of_denial(view: View, form: Form, at: int, end: int, number: int) -> Draft | None:
    """«…، وهو ما نفته موسكو», «الأمر الذي نفاه متحدث عسكري»: who stands behind the verb denies what was said before."""
    low = at + 1
    if low >= end or view.words[at - 1] not in view.lex.ma | view.lex.small["relatives"]:
        return None
    stop = noun_phrase(view, low, end)
    circumstance = (i for i in range(low + 1, stop) if any(one.kind == "participle" for one in view.lex.forms.get(view.words[i], ())))
    stop = next(circumstance, stop)  # «نفته كييف مؤكدة أن»
    if stop == low or not headed(view, (low, stop)):
        return None
    return Draft(number, (at, at + 1), "deny", "before", (low, stop), False, form.gender, opening=Opening(at, "obj"), brief=True)


def of_words_ascribed(view: View, at: int, end: int, number: int) -> Draft | None:
    """«نسبت الوكالة إلى مصدر … قوله إن»: no accusation, the source speaks through the medium."""
    said = next((place for place in range(at + 2, min(end, at + 18)) if view.words[place] in _HIS_WORDS), -1)
    link = view.find("الي", at + 1, said) if said > 0 else -1
    if link < 0 or said == link + 1 or said + 1 >= end:
        return None
    medium = [(at + 1, link)] if link > at + 1 else []
    opened = Opening(said + 1, "an")
    return Draft(number, (at, at + 1), "relay", "before", (link + 1, said), via=medium, opening=opened, relayed=not medium)


def of_document(view: View, at: int, end: int, number: int) -> Draft | None:
    """«وجاء في بيان الجيش …»; «جاء ذلك في بيان …» tells who said the sentence before."""
    words, lex = view.words, view.lex
    if at + 3 < end and words[at + 1] in lex.small["back"] and at == view.sentences[number][0]:
        return _of_the_last(view, at, end, number)
    if at + 2 >= end or words[at + 1] != "في":
        return None
    begin = at + 2
    if not listed(words[begin], lex.statements) and words[begin] not in lex.small["extracts"]:
        if not listed(words[begin], lex.occasions) or begin + 1 >= end:
            return None
        if not words[begin + 1].startswith("ل"):
            # «جاء في الخبر أن»: whoever spoke last
            said = after_verb(view, _STATED, begin, end)
            return Draft(number, (at, at + 1), "say", "before", None, True, "m", [], [], said.opening) if said.opening else None
        begin += 1  # «جاء في تصريح للناطق …»
    said = after_verb(view, _STATED, begin, end)
    if said.opening is None or said.subject is None:
        return None
    return Draft(
        number, (at, at + 1), "say", "before", said.subject, False, "m", said.via, said.times, said.opening, statement=True,
    )


def _of_the_last(view: View, at: int, end: int, number: int) -> Draft | None:
    """«جاء ذلك في بيان أصدرته الوزارة», «جاء ذلك خلال مؤتمر عقده المتحدث»."""
    words, lex = view.words, view.lex
    for place in range(at + 2, min(end - 1, at + 14)):
        low = place + 1
        if words[place] in lex.small["issued"]:
            while low < end and (words[low] in ("عن", "به", "بها") or words[low] in lex.light):
                low += 1
        elif words[place] == "لسان" or (words[low].startswith("ل") and listed(words[place], lex.occasions)):
            pass
        else:
            continue
        stop = noun_phrase(view, low, end) if low < end else low
        if stop > low and media_at(view, low, end) == low:
            if stop + 1 < end and words[stop] in COMMAS and head_of(view, words[stop + 1]) is not None:
                stop = noun_phrase(view, stop + 1, end)
            return Draft(number, (at, at + 1), "say", "back", (low, stop), statement=True)
    return None

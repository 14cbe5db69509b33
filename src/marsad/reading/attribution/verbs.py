"""Acts of saying led by a finite verb."""

from __future__ import annotations

from dataclasses import replace

from marsad.reading.attribution.clauses import Said, after_verb
from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.issued import issuer, judge, of_paper, of_pictures
from marsad.reading.attribution.leading import before_verb
from marsad.reading.attribution.lexicon import Form, Verb, bare
from marsad.reading.attribution.names import COMMAS, Tokens, head_of, headed, listed, media_at, noun_phrase, times_at
from marsad.reading.attribution.openings import BOUNDS, Opening, needs_met, times_before_charge
from marsad.reading.attribution.participles import sentence_subject
from marsad.reading.attribution.view import View

__all__ = ["can_speak", "of_verb"]

_RELAYED = Verb("نقل", "relay", frozenset({"an", "colon", "quote", "obj", "ب"}), frozenset(), frozenset())
_TOLD = Verb("نقل", "say", frozenset({"an"}), frozenset(), frozenset())
# these verbs have other meanings: somebody known must be their subject
_SURE = frozenset({"own", "suspect", "expect", "call", "threaten", "write"})
# a verb in the middle of a sentence and an unknown subject: «أن» must be near
_NEAR = 14
_STRONG = frozenset({"an", "colon", "quote"})
# «أصدر الحزب بيانا، أكد فيه أن»: whoever issued it speaks
_IN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
_GOVERN = frozenset({"علي", "الي", "عن", "في"})
_SHOWS = frozenset({"أظهر", "وثق"})
_DECLARED = frozenset("تمردا عصيانا جهادا هدنه".split())
_SHADDA = "\u0651"


def can_speak(view: View, verb: Verb, subject: Tokens) -> bool:
    """Whether the phrase can be the speaker of the verb: monitors document, studies show, anybody says."""
    lex = view.lex
    first = view.words[subject[0]]
    if len(first) == 1 and subject[0] not in view.closes:
        return False
    if listed(first, lex.small["mute"]) or (listed(first, lex.events) and head_of(view, first) is None):
        return False
    if first[-1] == "ا" and (first[:-1] in lex.events or first in _DECLARED) and head_of(view, first) is None:
        return False  # «أعلنت تمردا مسلحا»
    if first in lex.small["parts"]:
        # «بعض قادة العشائر», «كل من فلان وفلان»
        return subject[1] - subject[0] > 1 and (view.words[subject[0] + 1] == "من" or head_of(view, view.words[subject[0] + 1]) is not None)
    body = any(hit.telling for hit in view.hits_in(*subject))
    if "monitorlike" in verb.traits:
        near = range(subject[0], min(subject[1], subject[0] + 4))
        return body or any(listed(view.words[place], lex.small["watchers"]) for place in near)
    if "reportlike" in verb.traits:
        return body or listed(first, lex.statements)
    if first in lex.complementizers or first in lex.adjuncts or first.startswith(("لل", "بال")):
        return False
    return verb.verb == "call" or headed(view, subject) or subject[1] - subject[0] <= 12


def _relay(view: View, form: Form, at: int, end: int, number: int) -> Draft | None:
    """«نقلت الوكالة عن مصدر …», «علمت «الوطن» من مصادر …»."""
    words, lex = view.words, view.lex
    him = lex.small["about_him"]
    links = him | {"عن"} if "عن" in form.verb.needs else frozenset({"من"})
    link = next((place for place in range(at + 1, min(end, at + 14)) if words[place] in links), -1)
    if link < 0 or any(word in lex.complementizers for word in words[at + 1 : link]):
        return None
    low = at + 1
    while low < link and (dated := times_at(view, low, link)) > low:
        low = dated
    stop = noun_phrase(view, low, link) if low < link else low
    medium = (low, stop) if stop > low else None
    if medium is not None and head_of(view, words[low]) is None and low not in view.hit_at and media_at(view, low, link) == low:
        return None
    said = after_verb(view, _RELAYED, link + 1, end)
    elided = words[link] in him
    if said.subject is None and not elided:
        return None
    if said.opening is None:
        if elided or said.subject is None:
            return None
        said.opening = Opening(said.subject[1], "obj")
    return Draft(
        number, (at, at + 1), "relay", "before", None if elided else said.subject, elided, "m", [medium] if medium else [],
        said.times, said.opening, relayed=medium is None,
    )


def of_verb(view: View, form: Form, at: int, low: int, end: int, number: int) -> Draft | None:
    """The act of a finite verb at token `at` in the sentence low:end: «قال فلان إن», «فلان قال إن», «وأضاف أن»."""
    words, lex, verb = view.words, view.lex, form.verb
    if verb.verb == "relay":
        relayed = _relay(view, form, at, end, number)
        if relayed is not None or verb.lemma != "نقل":
            return relayed
        form, verb = replace(form, verb=_TOLD), _TOLD  # «ونقلت الوكالة أن»: nobody behind it
    before = words[at - 1] if at > low else ""
    relative = before in lex.small["relatives"] and not form.suffix
    if _homograph(view, form, at, low) or (relative and form.kind != "perfect"):
        return None
    if verb.verb == "own" and (behind := _object_first(view, at + 1, end)) > at + 1:
        subject = _behind_object(view, behind, end)
        if subject is not None:
            return Draft(number, (at, at + 1), "own", "before", subject, False, form.gender, opening=Opening(at, "obj"))
    if verb.lemma in _SHOWS and (showed := of_pictures(view, form, at, low, end, number)) is not None:
        return showed
    said = after_verb(view, verb, at + 1, end, "" if form.suffix else form.gender)
    if verb.verb in ("accuse", "blame") and form.joined and said.subject is not None and _only_accused(view, said.subject, said.opening):
        said.subject = None  # «موسكو نفت ذلك واتهمت كييف بتفجيره»
    if relative and "object" in verb.traits:
        said.subject = None  # «الجيش الذي حمل متشددين المسؤولية»: whom the clause is about accuses
    if form.gender == "p" and "object" not in verb.traits:
        said.subject = None  # a verb in the plural has its subject before it, or none
    if "object" in verb.traits and said.opening is None and said.subject is not None and (form.suffix or verb.verb == "own"):
        said.opening = Opening(said.subject[1], "obj")
    opened = said.opening
    if opened is None and said.subject is not None and not form.joined and "object" not in verb.traits and _closes_quote(view, at, low):
        # ««…»، يقول أحد السكان»
        if can_speak(view, verb, said.subject) and verb.verb in ("say", "confirm", "announce", "write"):
            return Draft(
                number, (at, at + 1), verb.verb, "after", said.subject, False, form.gender, said.via, said.times, about=said.subject[1],
            )
        return None
    if opened is None or not needs_met(view, verb, opened, at + 1):
        return None
    if opened.kind not in _STRONG and any(word in lex.back for word in words[at + 1 : opened.start]):
        return None  # «أعلنت الدرجة الثالثة، حيث أسفرت المعارك عن …»: another clause's
    impersonal = form.kind == "imperfect" and form.gender == "m" and verb.verb in ("suspect", "expect")
    comma = before in COMMAS
    may_follow = before not in BOUNDS or number == 0 or form.gender == "p" or at - 1 in view.closing
    may_follow = may_follow or (comma and form.kind == "perfect" and (said.subject is None or words[low] in lex.small["was"]))
    within = not form.joined and comma and words[at + 1] in _IN_IT
    if said.subject is None and not form.joined and at + 1 < end and words[at + 1] in _IN_IT:
        said.subject = of_paper(view, at, low) or issuer(view, at, low, said.times)
        if said.subject is not None:
            return _drafted(form, at, number, said)
    if may_follow and not form.joined and not impersonal and not within:
        strong = opened.kind in _STRONG or words[min(opened.start + 1, end - 1)] in lex.complementizers
        leading = before_verb(view, at, low, number == 0, strong)
        if leading is not None and said.subject is not None and number and headed(view, said.subject):
            # «وكالات قال المتحدث إن»: a subject behind the verb is surer than one before it that nothing opens
            leading = leading if words[leading[0] - 1] in lex.openers and leading[0] > low else None
        if leading is not None and not relative:
            was = any(word in lex.small["was"] for word in words[low : leading[0]])
            if said.subject is not None and "object" not in verb.traits and opened.kind == "obj" and not was:
                return None
            said.subject = leading
            return _drafted(form, at, number, said)
    if not said.via:
        _led_by(view, said, at, low)
    bound = at == low or before in BOUNDS or before in lex.openers or before in lex.verbal or at - 1 in view.closing
    if said.subject is None:
        if relative:
            return _of_relative(view, form, at, low, number, said)
        if impersonal or "monitorlike" in verb.traits or not _elides(view, form, at, low, opened, bound, comma):
            return None
        if within:
            draft = _drafted(form, at, number, said)
            draft.fallback = sentence_subject(view, low, at)
            return draft
        if form.joined and (judging := judge(view, at, low)) is not None:
            said.subject = judging  # «وأدان الوزير الهجوم، وأضاف أن»
    else:
        placed = bound or (opened.kind in _STRONG and opened.start - at <= _NEAR)
        if not can_speak(view, verb, said.subject) or not _sure(view, form, said.subject, placed, at == low and opened.kind in _STRONG):
            return None
    return _drafted(form, at, number, said, view, end)


def _only_accused(view: View, subject: Tokens, opened: Opening | None) -> bool:
    """Whether the one party between a verb of accusing and the charge is whom somebody accuses: who accuses is the last speaker."""
    hits = view.hits_in(*subject)
    named = len(hits) == 1 and hits[0].id is not None and not listed(view.words[subject[0]], view.lex.unnamed | view.lex.private)
    whole = named and hits[0].end == subject[1] and hits[0].start <= subject[0] + 1
    return whole and opened is not None and (opened.kind == "ب" or view.words[opened.start].startswith(("بان", "مسوولي", "المسوولي")))


def _sure(view: View, form: Form, subject: Tokens, placed: bool, first: bool) -> bool:
    """Whether a subject behind the verb is one: somebody known, or a verb that stands where verbs of saying stand; `first` where it
    opens its sentence and «أن» or a quotation follows."""
    if headed(view, subject):
        return True
    return form.verb.verb not in _SURE and (form.joined or first or (form.kind != "imperfect" and placed))


def _of_relative(view: View, form: Form, at: int, low: int, number: int, said: Said) -> Draft | None:
    """«…، بحسب النائب فلان، الذي قال لوكالة …»: whom the relative clause belongs to speaks."""
    high = at - 1
    while high > low and view.words[high - 1] in COMMAS:
        high -= 1
    for place in range(high - 1, max(low - 1, high - 9), -1):
        hit = view.hit_at.get(place)
        if view.words[place] in COMMAS:
            break
        if (hit is not None and hit.id is not None) or head_of(view, view.words[place]) is not None:
            draft = _drafted(form, at, number, said)
            draft.elided, draft.fallback = True, (place, high)
            return draft
    return None


def _drafted(form: Form, at: int, number: int, said: Said, view: View | None = None, end: int = 0) -> Draft:
    if view is not None and form.verb.verb in ("accuse", "blame") and said.opening is not None and said.opening.kind == "obj":
        said.times += times_before_charge(view, said.opening.start, end)
    return Draft(
        number, (at, at + 1), form.verb.verb, "before", said.subject, said.subject is None, form.gender, said.via, said.times,
        said.opening, statement=said.statement, relative=form.suffix, owns=form.verb.verb == "own" or _own_deed(view, form, said.opening),
    )


def _own_deed(view: View | None, form: Form, opened: Opening | None) -> bool:
    """«أعلن التنظيم مسؤوليته عن …»."""
    if view is None or opened is None or form.verb.verb != "announce":
        return False
    return any(word in view.lex.small["responsible"] for word in view.words[opened.start : opened.start + 2])


def _homograph(view: View, form: Form, at: int, low: int) -> bool:
    """«نسبة» and «رأي» are nouns, «بين» mostly a preposition: the stored spelling tells."""
    raw = view.raw(at)
    if form.suffix and raw.endswith("ة"):
        return True
    if form.kind == "perfect" and not form.joined and at > low and view.words[at - 1] in _GOVERN:
        return True  # «وافق على نشر قوات»
    if form.kind == "perfect" and raw.startswith("ت") and at > low and view.words[at - 1] == "ان":
        return True  # «دون أن توقع إصابات»
    if form.verb.lemma == "ادعى" and form.kind == "imperfect" and raw.endswith("ى"):
        return True  # «يدعى فلان»
    if form.verb.lemma == "عبر" and form.kind == "perfect" and form.gender == "m" and not form.joined and _SHADDA not in raw:
        return at > low  # «عبر حملة عسكرية»
    if form.verb.lemma == "رأى":
        return view.words[at].endswith("اي") and not raw.endswith("ى")
    if form.verb.lemma == "بين" and form.gender == "m" and form.kind == "perfect":
        return _SHADDA not in raw and not (form.joined and at == low)
    return False


def _elides(view: View, form: Form, at: int, low: int, opened: Opening, bound: bool, comma: bool) -> bool:
    """Whether a verb without a subject takes up the last speaker («وأضاف أن») rather than nobody («يذكر أن», «وأُعلن عن»)."""
    led = form.kind == "perfect" and opened.kind in _STRONG and at - low <= 12 and view.words[low] in view.lex.small["leads"]
    carried = at > low and view.words[at - 1] in view.lex.small["carry"]
    if carried or not (form.joined or bound or led):
        return carried
    if form.verb.verb == "announce" and form.gender == "m" and opened.kind == "عن" and opened.start == at + 1:
        return False
    if form.joined or form.kind != "imperfect":
        return True
    # «شعارات، تشير إلى»: a relative clause
    return not comma and not (form.gender == "m" and opened.kind == "an")


def _closes_quote(view: View, at: int, low: int) -> bool:
    """Whether a quotation closes right before token `at`."""
    before = at - 2 if at - 1 > low and view.words[at - 1] in COMMAS else at - 1
    return before >= low and before in view.closing


def _led_by(view: View, said: Said, at: int, low: int) -> None:
    """«وفي تصريح لوكالة … ذكر أن»: the medium stands before the verb."""
    if view.words[low] not in ("في", "وفي") or low + 1 >= at or not listed(view.words[low + 1], view.lex.occasions):
        return
    for place in range(low + 1, at):
        medium = media_at(view, place, at)
        if medium > place:
            said.via.append((place, medium))
            return


def _object_first(view: View, at: int, end: int) -> int:
    """End of a definite object right behind the verb («تبنت الهجوم جماعة», «يتبنى معظم هذه الهجمات تنظيم»), `at` where none is."""
    place = at
    while place < min(end, at + 3) and (view.words[place] in view.lex.small["parts"] or view.words[place] == "مسووليه"):
        place += 1
    if place < end and view.words[place].startswith("ال") and bare(view.words[place]) in view.lex.events:
        return place + 1
    return at


def _behind_object(view: View, at: int, end: int) -> Tokens | None:
    """The claimant behind the short definite object."""
    for place in range(at, min(end, at + 6)):
        if view.tokens[place].kind == "punct":
            return None
        if listed(view.words[place], view.lex.statements):
            return None  # «تبنت الهجوم في بيان»
        if (view.words[place] in view.lex.heads or place in view.hit_at) and not view.words[place].startswith("ال"):
            return place, noun_phrase(view, place, end)
    return None

"""Finding the acts of saying in a sentence, before it is known who «he» is and how far the words reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from marsad.reading.attribution.lexicon import After, Form, Lexicon, Verb, bare
from marsad.reading.attribution.phrases import (
    Opening,
    Said,
    Tokens,
    after_verb,
    before_verb,
    head_of,
    media_at,
    noun_phrase,
    opening,
    times_at,
)
from marsad.reading.attribution.view import View

__all__ = ["Draft", "find"]

_STATED = Verb("جاء", "say", frozenset({"an", "colon", "quote"}), frozenset(), frozenset())
_RELAYED = Verb("نقل", "relay", frozenset({"an", "colon", "quote", "obj", "ب"}), frozenset(), frozenset())
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "اللواتي"})
_WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
_LEADS = frozenset({"في", "وفي", "حول", "وحول", "عن", "وعن", "بعد", "وبعد", "خلال", "وخلال", "من", "ومن", "علي", "وعلي"})
_BOUNDS = frozenset({"،", ",", ":", "؛", "-", ".", '"', "("})


@dataclass(slots=True)
class Draft:
    """An act of saying in tokens. `subject` None with `elided` false: nobody is named; `order` before, after or headline;
    `opening` where what is said begins (None for `after`); `about` the end of an `after` phrase; `adds` for «وأضاف»."""

    sentence: int
    cue: Tokens
    verb: str
    order: str
    subject: Tokens | None
    elided: bool = False
    gender: str = "m"
    via: list[Tokens] = field(default_factory=list)
    times: list[Tokens] = field(default_factory=list)
    opening: Opening | None = None
    about: int = -1
    statement: bool = False
    participle: bool = False
    relayed: bool = False
    relative: bool = False
    brief: bool = False
    fallback: Tokens | None = None


def _needs_met(view: View, verb: Verb, said: Said, at: int) -> bool:
    if not verb.needs:
        return True
    found = said.opening
    if found is None:
        return False
    if found.kind in verb.needs or (found.kind == "colon" and "quote" in verb.needs):
        return True
    return any(word in verb.needs for word in view.words[at : found.start + 8])


def _relay(view: View, lex: Lexicon, form: Form, at: int, end: int, number: int) -> Draft | None:
    """«نقلت الوكالة عن مصدر …», «علمت «الوطن» من مصادر …»."""
    words = view.words
    links = ("عن", "عنه", "عنها", "عنهم") if "عن" in form.verb.needs else ("من",)
    link = next((i for i in range(at + 1, min(end, at + 14)) if words[i] in links), -1)
    if link < 0 or any(words[i] in lex.complementizers for i in range(at + 1, link)):
        return None
    low = at + 1
    while low < link and times_at(view, lex, low, link) > low:
        low = times_at(view, lex, low, link)
    medium = (low, noun_phrase(view, lex, low, link)) if low < link else None
    if medium is not None and medium[1] == medium[0]:
        medium = None
    if medium is not None and head_of(lex, words[low]) is None and low not in view.hit_at and media_at(view, lex, low, link) == low:
        return None
    if words[link] in ("عن", "من"):
        said = after_verb(view, lex, _RELAYED, link + 1, end)
        if said.subject is None:
            return None
        if said.opening is None:
            said.opening = Opening(said.subject[1], "obj")
        subject, elided = said.subject, False
    else:
        said = after_verb(view, lex, _RELAYED, link + 1, end)
        if said.opening is None:
            return None
        subject, elided = None, True
    return Draft(
        number, (at, at + 1), "relay", "before", subject, elided, "m", [medium] if medium else [], said.times, said.opening,
        relayed=medium is None,
    )


def _verb(view: View, lex: Lexicon, form: Form, at: int, low: int, end: int, number: int) -> Draft | None:
    words, verb = view.words, form.verb
    if verb.verb == "relay":
        return _relay(view, lex, form, at, end, number) if form.kind in ("perfect", "imperfect", "participle") else None
    before = words[at - 1] if at > low else ""
    bound = at == low or before in _BOUNDS or before in lex.openers or before in lex.verbal or at - 1 in view.closing
    if form.suffix and view.text[slice(*view.span(at, at + 1))][-1] == "ة" or verb.lemma == "رأى" and words[at][-2:] == "اي" and view.text[view.tokens[at].end - 1] != "ى":
        return None  # «نسبة», «رأي»: nouns
    if before in _RELATIVES and not form.suffix:
        return None
    impersonal = form.kind == "imperfect" and form.gender == "m" and verb.verb in ("suspect", "expect")
    if verb.verb == "own" and (object_end := _object_first(view, lex, at + 1, end)) > at + 1:
        subject = _behind_object(view, lex, object_end, end)
        if subject is not None:
            return Draft(number, (at, at + 1), "own", "before", subject, False, form.gender, opening=Opening(at, "obj"))
    said = after_verb(view, lex, verb, at + 1, end)
    if form.gender == "p" and said.subject is not None and "object" not in verb.traits:
        said.subject = None  # a verb in the plural has its subject before it, or none
    if "object" in verb.traits and said.opening is None and said.subject is not None and (form.suffix or verb.verb == "own"):
        said.opening = Opening(said.subject[1], "obj")
    if said.opening is None or not _needs_met(view, verb, said, at + 1):
        return None
    if verb.lemma == "بين" and form.gender == "m" and not (form.joined and at == low) and "\u0651" not in view.text[slice(*view.span(at, at + 1))]:
        return None  # the preposition
    if not form.joined and not impersonal and (
        before not in _BOUNDS or number == 0 or form.gender == "p" or (before in ("،", ",") and (said.subject is None or words[low] in _WAS))
    ):
        leading = before_verb(view, lex, at, low, number == 0)
        if leading is not None:
            if said.subject is not None and "object" not in verb.traits and said.opening.kind == "obj":
                return None
            said.subject = leading
            return _drafted(form, at, number, said)
    if said.subject is None:
        led = form.kind == "perfect" and words[low] in _LEADS and at - low <= 12 and said.opening.kind == "an"
        if not (form.joined or bound or led) or impersonal:
            return None
        if verb.verb == "announce" and said.opening.kind == "عن" and said.opening.start == at + 1 and form.gender == "m":
            return None  # «وأُعلن عن»
        if words[low] in ("وفي", "في") and low + 1 < at and bare(words[low + 1]) in lex.occasions:
            for place in range(low + 1, at):
                medium = media_at(view, lex, place, at)
                if medium > place:
                    said.via.append((place, medium))
                    break
        if not form.joined and form.kind == "imperfect" and (form.gender == "m" and said.opening.kind == "an" or before in ("،", ",")):
            return None  # «يذكر أن»: nobody; «شعارات، تشير إلى»: a relative clause
    elif not _speaks(view, lex, verb, said.subject):
        return None
    elif not (form.joined or bound) and said.opening.kind != "an" and not _headed(view, lex, said.subject):
        return None
    return _drafted(form, at, number, said)


def _drafted(form: Form, at: int, number: int, said: Said) -> Draft:
    return Draft(
        number, (at, at + 1), form.verb.verb, "before", said.subject, said.subject is None, form.gender, said.via, said.times,
        said.opening, statement=said.statement, relative=form.suffix,
    )


def _headed(view: View, lex: Lexicon, subject: Tokens) -> bool:
    return head_of(lex, view.words[subject[0]]) is not None or bool(view.hits_in(*subject)) or subject[0] in view.closes


def _object_first(view: View, lex: Lexicon, at: int, end: int) -> int:
    """End of a definite object right behind the verb («تبنت الهجوم جماعة», «يتبنى معظم هذه الهجمات تنظيم»), `at` where none is."""
    place = at
    while place < min(end, at + 3) and view.words[place] in ("معظم", "غالبيه", "هذه", "هذا", "جميع", "كل", "تلك", "مسووليه"):
        place += 1
    if place < end and view.words[place].startswith("ال") and bare(view.words[place]) in lex.events:
        return place + 1
    return at


def _behind_object(view: View, lex: Lexicon, at: int, end: int) -> Tokens | None:
    """«وتبنت الهجوم جماعة …»: the claimant behind the short definite object."""
    words = view.words
    for place in range(at, min(end, at + 6)):
        if (words[place] in lex.heads or place in view.hit_at) and not words[place].startswith("ال"):
            return place, noun_phrase(view, lex, place, end)
        if view.tokens[place].kind == "punct":
            return None
    return None


def _speaks(view: View, lex: Lexicon, verb: Verb, subject: Tokens) -> bool:
    """Whether the phrase can speak: monitors document, studies show, anybody says."""
    first = view.words[subject[0]]
    gender = head_of(lex, first)
    body = any(hit.telling for hit in view.hits_in(*subject))
    if "monitorlike" in verb.traits:
        keys = [bare(view.words[i]) for i in range(subject[0], min(subject[1], subject[0] + 4))]
        return body or any(key in ("مرصد", "شبكه", "مراسل", "منظمه", "شاهد", "شهود", "مركز", "ناشطون", "نشطاء", "هييه", "لجنه") for key in keys)
    if "reportlike" in verb.traits:
        return bare(first) in lex.statements or body
    if first in lex.complementizers or first in lex.adjuncts or first.startswith(("لل", "بال")):
        return False
    if verb.verb in ("call", "condemn") or gender is not None:
        return True
    return subject[1] - subject[0] <= 12


def _participle(view: View, lex: Lexicon, form: Form, at: int, low: int, end: int, number: int) -> Draft | None:
    words, verb = view.words, form.verb
    before = words[at - 1] if at > low else ""
    if verb.verb == "relay":
        return None
    bound = at == low or before in _BOUNDS or at - 1 in view.closing or form.joined
    if not bound and (form.gender != "m" or not words[at].endswith("ا")):
        return None
    place = at + 1
    found = None
    while place < min(end, at + 9):
        found = opening(view, lex, verb, place, end, True)
        if found is not None or not (place == at + 1 or view.tokens[at + 1].kind == "word"):
            break
        if words[place] in ("في", "خلال", "ايضا", "كذلك", "الي") or place > at + 1 or times_at(view, lex, place, end) > place:
            place += 1
            continue
        break
    if found is None and "obj" in verb.takes and at + 1 < end and view.tokens[at + 1].kind == "word" and verb.verb not in ("own", "document", "find"):
        found = Opening(at + 1, "obj")
    if found is None or (verb.needs and found.kind not in verb.needs):
        return None
    return Draft(
        number, (at, at + 1), verb.verb, "before", None, True, form.gender, [], [], found, participle=True,
        fallback=_sentence_subject(view, lex, low, at),
    )


def _sentence_subject(view: View, lex: Lexicon, low: int, at: int) -> Tokens | None:
    """Who the sentence is about, where its first words name somebody («وانتقد الوزير …، قائلا»)."""
    for place in range(low, min(at, low + 6)):
        word = view.words[place]
        if place > low and (view.words[place - 1] in _LEADS or view.words[place - 1] in lex.adjuncts):
            continue
        hit = view.hit_at.get(place)
        if hit is not None and hit.id is not None and hit.end <= at:
            return place, hit.end
        if head_of(lex, word) is not None and bare(word) not in lex.events:
            return place, noun_phrase(view, lex, place, at)
    return None


def _masdar(view: View, lex: Lexicon, form: Form, at: int, end: int, number: int) -> Draft | None:
    """«إعلان الحزب مسؤوليته», «تأكيد الوزارة أن»."""
    if at + 1 >= end or (head_of(lex, view.words[at + 1]) is None and at + 1 not in view.hit_at):
        return None
    said = after_verb(view, lex, form.verb, at + 1, min(end, at + 14))
    if said.subject is None or said.opening is None or said.opening.kind not in ("an", "obj", "عن", "ب"):
        return None
    return Draft(number, (at, at + 1), form.verb.verb, "before", said.subject, False, "m", said.via, said.times, said.opening, brief=True)


def _accused(view: View, lex: Lexicon, at: int, end: int, number: int) -> Draft | None:
    """«اتهامه من قبل الرئيس … بتنفيذ …»."""
    words = view.words
    if not words[at].lstrip("وفبل").startswith("اتهام") or tuple(words[at + 1 : at + 3]) != ("من", "قبل") or at + 3 >= end:
        return None
    stop = noun_phrase(view, lex, at + 3, end)
    while stop + 1 < end and words[stop] in ("،", ",") and not words[stop + 1].startswith("ب"):
        further = noun_phrase(view, lex, stop + 1, end)
        if further >= end or words[further] not in ("،", ",") or further == stop + 1:
            break
        stop = further
    if stop <= at + 3:
        return None
    return Draft(number, (at, at + 1), "accuse", "before", (at + 3, stop), opening=Opening(stop, "obj"))


def _after(view: View, lex: Lexicon, cue: After, at: int, low: int, end: int, number: int) -> Draft | None:
    words = view.words
    place = at + len(cue.words)
    if tuple(words[at + 1 : place]) != cue.words[1:] or place >= end:
        return None
    if cue.glued and not words[place].startswith(cue.glued):
        return None
    if words[place] in lex.ma:
        return _verbal(view, lex, at, place + 1, end, number, cue.verb)
    if words[place] in lex.own or words[place] in lex.refused or bare(words[place]) in lex.refused:
        return None
    return _phrase(view, lex, at, place, end, number, cue.verb)


def _phrase(
    view: View, lex: Lexicon, at: int, place: int, end: int, number: int, verb: str, spoken: bool = False,
) -> Draft | None:
    words = view.words
    if bare(words[place]) in lex.hollow or words[place] in lex.hollow:
        follower = place + 1
        if follower < end and (words[place] in lex.hollow or words[follower].startswith(("لل", "ل"))) and (head_of(lex, words[follower]) is not None or follower in view.hit_at or words[follower].startswith(("لل", "ل"))):
            place = follower
    if words[place] == "ل" and place + 1 < end:
        place += 1
    stop = noun_phrase(view, lex, place, end)
    if stop == place:
        return None
    if not (
        spoken or stop - place <= 4 or _headed(view, lex, (place, stop)) or media_at(view, lex, place, end) > place
        or words[place].startswith(("ال", "لل"))
    ):
        return None
    # an apposition between commas, or one that closes the sentence
    if stop + 1 < end and words[stop] in ("،", ",") and head_of(lex, words[stop + 1]) is not None:
        further = noun_phrase(view, lex, stop + 1, end)
        if (further < end and words[further] in ("،", ",", ".")) or further == end:
            stop = further
    draft = Draft(number, (at, place), verb, "after", (place, stop), about=stop)
    if stop + 1 < end and words[stop] == "عن" and media_at(view, lex, place, stop) == stop:
        behind = noun_phrase(view, lex, stop + 1, end)
        if behind > stop + 1:
            draft.via, draft.subject, draft.about = [(place, stop)], (stop + 1, behind), behind
    return draft


def _verbal(view: View, lex: Lexicon, at: int, place: int, end: int, number: int, verb: str) -> Draft | None:
    """«حسبما أعلن محافظ المنطقة», «كما قال الوزير في …»: a verb of saying and who says."""
    words = view.words
    if place >= end:
        return None
    form = next((f for f in lex.forms.get(words[place], ()) if f.kind in ("perfect", "imperfect") and _may_trail(f.verb)), None)
    if form is None:
        return None
    place += 1
    times: list[Tokens] = []
    while place < end:
        dated = times_at(view, lex, place, end)
        if dated > place:
            times.append((place, dated))
            place = dated
        elif words[place] in ("به", "عنه", "بها", "اليه", "عليه", "لاحقا", "ايضا", "،", "في") and words[place] != "في":
            place += 1
        else:
            break
    if place >= end:
        return None
    draft = _phrase(view, lex, at, place, end, number, form.verb.verb if form.verb.verb == "claim" else verb, True)
    if draft is None or draft.subject is None or not _speaks(view, lex, form.verb, draft.subject):
        return None
    draft.cue = (at, place)
    draft.times = times
    dated = times_at(view, lex, draft.about, end) if draft.about < end else draft.about
    if draft.about < end and dated > draft.about:
        draft.times.append((draft.about, dated))
        draft.about = dated
    # what follows up to the next comma is the occasion («في وثيقة سلمت للصحافيين»)
    about = draft.about
    while about < end and words[about] not in ("،", ",", "."):
        medium = media_at(view, lex, about, end)
        if medium > about and not any(bare(words[i]) in lex.social for i in range(about, medium)):
            draft.via.append((about + 1 if words[about] == "ل" else about, medium))
            about = medium
            continue
        about += 1
    if about - draft.about <= 14:
        draft.about = about
    draft.gender = form.gender
    return draft


def _may_trail(verb: Verb) -> bool:
    return verb.verb not in ("relay", "own", "threaten", "call", "plan") and (not verb.needs or "trails" in verb.traits)


def _stated(view: View, lex: Lexicon, at: int, end: int, number: int) -> Draft | None:
    """«وجاء في بيان الجيش …»."""
    words = view.words
    if at + 2 >= end or words[at + 1] != "في":
        return None
    if words[at + 2] not in lex.statements and bare(words[at + 2]) not in lex.statements and words[at + 2] not in ("ملخص", "نص"):
        return None
    said = after_verb(view, lex, _STATED, at + 2, end)
    if said.opening is None or said.subject is None:
        return None
    return Draft(
        number, (at, at + 1), "say", "before", said.subject, False, "m", said.via, said.times, said.opening, statement=True,
    )


def _headline(view: View, lex: Lexicon, low: int, end: int, number: int) -> Draft | None:
    """«المرصد السوري: مقتل …» at the head of a sentence."""
    words = view.words
    stop = next((i for i in range(low + 1, min(end - 1, low + 9)) if words[i] == ":"), -1)
    if stop < 0 or number > 1:
        return None
    if head_of(lex, words[low]) is None and not any(hit.telling for hit in view.hits_in(low, stop)):
        return None
    if any(word in lex.forms and any(f.kind == "perfect" for f in lex.forms[word]) for word in words[low:stop]):
        return None
    if number and any(word == "-" for word in words[low:stop]):
        return None
    return Draft(number, (stop, stop + 1), "headline", "before", (low, stop), opening=Opening(stop + 1, "colon"))


def find(view: View, lex: Lexicon, number: int) -> Iterator[Draft]:
    """The acts of saying in sentence `number`, in order."""
    low, end = view.sentences[number]
    words = view.words
    if low >= end:
        return
    head = _headline(view, lex, low, end, number)
    if head is not None:
        yield head
    skip = low
    for at in range(low, end):
        if at < skip:
            continue
        word = words[at]
        draft: Draft | None = None
        if word in lex.after:
            for cue in lex.after[word]:
                draft = _after(view, lex, cue, at, low, end, number)
                if draft is not None:
                    break
            if draft is not None:
                skip = draft.about
        elif word in lex.verbal or (word in ("علي", "وعلي") and at + 1 < end and words[at + 1] == "ما"):
            place = at + 1 if word in lex.verbal else at + 2
            if word == "كما" and not _trails(view, lex, at, place, low, end):
                continue
            draft = _verbal(view, lex, at, place, end, number, "after")
            if draft is not None:
                skip = draft.about
        if draft is None and word in lex.forms:
            if (at > low and words[at - 1] in lex.negations) or (at > low + 1 and words[at - 1] in ("تكد", "يكد")):
                continue
            for form in lex.forms[word]:
                if form.kind == "participle":
                    draft = _participle(view, lex, form, at, low, end, number)
                elif form.kind == "masdar":
                    draft = _masdar(view, lex, form, at, end, number)
                elif not form.suffix or "object" in form.verb.traits:
                    draft = _verb(view, lex, form, at, low, end, number)
                if draft is not None:
                    break
        elif draft is None and word.lstrip("وف") in lex.stated:
            draft = _stated(view, lex, at, end, number)
        elif draft is None and "اتهام" in word:
            draft = _accused(view, lex, at, end, number)
        if draft is not None:
            if draft.order == "before" and draft.opening is not None and not draft.participle:
                skip = max(skip, draft.opening.start)  # what stands between is the speaker's
            yield draft


def _trails(view: View, lex: Lexicon, at: int, place: int, low: int, end: int) -> bool:
    """Whether «كما قال …» looks back: not at the head of its sentence, and nothing is said behind it."""
    if at == low or place >= end:
        return False
    form = next((f for f in lex.forms.get(view.words[place], ()) if f.kind in ("perfect", "imperfect") and _may_trail(f.verb)), None)
    if form is None:
        return False
    said = after_verb(view, lex, form.verb, place + 1, end)
    return said.opening is None or said.opening.kind not in ("an", "quote", "colon", "ب", "الي", "عن")

"""Acts of saying led by a participle: «، مشيرا إلى أن», «محملة … المسؤولية»."""

from __future__ import annotations

from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.lexicon import Form, bare
from marsad.reading.attribution.names import Tokens, head_of, listed, noun_phrase, times_at
from marsad.reading.attribution.openings import BOUNDS, Opening, needs_met, opening
from marsad.reading.attribution.view import View

__all__ = ["of_participle", "sentence_subject"]


def of_participle(view: View, form: Form, at: int, low: int, end: int, number: int) -> Draft | None:
    """The act of a participle: «، مشيرا إلى أن», «قائلا»."""
    words, verb = view.words, form.verb
    if verb.verb == "relay":
        return None
    before = words[at - 1] if at > low else ""
    bound = at == low or before in BOUNDS or at - 1 in view.closing or form.joined
    alone = words[at].endswith("ا") if form.gender == "m" else form.gender == "f" and verb.verb in ("blame", "threaten")
    if not bound and not alone:
        return None
    found = None
    place = at + 1
    while place < min(end, at + 9):
        found = opening(view, verb, place, end, True)
        if found is not None:
            break
        beside = words[place] in ("في", "خلال", "الي") or words[place] in view.lex.light or times_at(view, place, end) > place
        if view.tokens[at + 1].kind != "word" or not (beside or place > at + 1):
            break
        place += 1
    plain = "obj" in verb.takes and at + 1 < end and view.tokens[at + 1].kind == "word"
    if found is None and plain and verb.verb not in ("own", "document", "find"):
        found = Opening(at + 1, "obj")
    blamed = found is not None and verb.verb == "blame" and needs_met(view, verb, found, at + 1)
    if found is None or (verb.needs and found.kind not in verb.needs and not blamed):
        return None
    return Draft(
        number, (at, at + 1), verb.verb, "before", None, True, form.gender, [], [], found, participle=True,
        fallback=sentence_subject(view, low, at),
    )


def sentence_subject(view: View, low: int, at: int) -> Tokens | None:
    """Who the sentence is about, where its first words name somebody («وانتقد الوزير …، قائلا»)."""
    lex = view.lex
    for place in range(low, min(at, low + 6)):
        if place > low and (view.words[place - 1] in lex.small["leads"] or view.words[place - 1] in lex.adjuncts):
            continue
        hit = view.hit_at.get(place)
        if hit is not None and hit.id is not None and hit.end <= at:
            return place, hit.end
        if head_of(view, view.words[place]) is not None and bare(view.words[place]) not in lex.events:
            stop = noun_phrase(view, place, at)
            stop = next((inner for inner in range(place + 1, stop) if _governed(view, low, inner)), stop)
            while stop > place + 1 and listed(view.words[stop - 1].removesuffix("ا"), lex.occasions):
                stop -= 1  # «أصدرت الوزارة بيانا»
            return (place, stop) if stop > place else None
    return None


def _governed(view: View, low: int, at: int) -> bool:
    """Whether a word behind the subject is what its verb governs: «أشاد الوزير بالمقاتلين», «أخلت اللجنة مسؤوليتها»,
    «نقلت الوكالة تقريرا»."""
    word, lex = view.words[at], view.lex
    if view.words[low] in lex.small["with_b"] and word[0] == "ب":
        return True
    if word.endswith(("ها", "هم")) and word in lex.events and head_of(view, view.words[at - 1]) is None:
        return True
    first = view.words[low]
    if (first in lex.small["judges"] or first[1:] in lex.small["judges"]) and view.words[at - 1].startswith("ال"):
        # «أدان المبعوث الأمريكي الهجمات», «دعا الرئيس حلفاءه»
        own = not word.startswith("ال") and view.raw(at).endswith(("ه", "ها", "هم"))
        return own or (word.startswith("ال") and listed(word, lex.events))
    return word[-1] == "ا" and listed(word[:-1], lex.occasions)

"""Noun phrases: who may speak, media, dating phrases, and where each ends. All places are token indexes."""

from __future__ import annotations

from marsad.reading.attribution.lexicon import bare
from marsad.reading.attribution.view import NAME_WORDS, View

__all__ = [
    "COMMAS", "Tokens", "addressed", "head_of", "headed", "listed", "media_at", "noun_phrase", "occasion", "owns_paper", "times_at",
]

Tokens = tuple[int, int]
COMMAS = frozenset({"،", ","})
_SOONER = (["وقت", "سابق"], ["وقت", "لاحق"], ["وقت", "متاخر"], ["ساعه", "متاخره"], ["ساعه", "مبكره"])
_OF_NEWS = frozenset({"الاعلاميه", "الاخباريه", "الفضاييه", "التلفزيونيه", "الصحافيه", "الصحفيه", "الالكترونيه", "الاخباري", "الفضايي"})
_JOINS = frozenset({"في", "من", "عن", "علي", "الي", "مع", "ان"})


def listed(word: str, words: frozenset[str]) -> bool:
    """Whether a folded word, or what is left of it without proclitics and article, is in a list."""
    return word in words or bare(word) in words


def head_of(view: View, word: str) -> str | None:
    """Agreement (m, f, p) of a word that can head a speaker, None for any other word."""
    heads = view.lex.heads
    found = heads.get(word) or heads.get(bare(word))
    return found or (heads.get(word[:-1]) if len(word) > 3 and word[-1] == "ا" else None)  # «مسؤولا»


def headed(view: View, span: Tokens) -> bool:
    """Whether a phrase plainly names somebody: a head noun, an actor of the registry in it, a name in quotation marks."""
    first = span[0] + (view.words[span[0]] in view.lex.small["pointers"] and span[0] + 1 < span[1])  # «هذه الجماعة»
    return head_of(view, view.words[first]) is not None or bool(view.hits_in(*span)) or span[0] in view.closes


def times_at(view: View, at: int, end: int) -> int:
    """End of the dating phrase that begins at `at` («مساء أمس السبت», «(الجمعة)»), `at` where none does."""
    words, lex = view.words, view.lex
    if words[at] == "(" and at + 2 < end and words[at + 1] in lex.time_heads:
        shut = view.find(")", at, min(end, at + 4))
        return shut + 1 if shut >= 0 else at + 2
    place = at
    if words[at] == "اول" and at + 1 < end and words[at + 1] in ("امس", "من"):
        place = at + 2  # «أول من أمس»
    elif at + 2 < end and words[at : at + 2] in _SOONER:
        place = at + 2 + (words[at + 2] == "من")  # «في وقت سابق من الثلاثاء»
        if place >= end or words[place] not in lex.time_heads:
            return at
    elif words[at] not in lex.time_heads:
        return at
    while place < end and (words[place] in lex.time_words or view.tokens[place].kind == "number" or (words[place] == "/" and place > at)):
        place += 1
    if at < place < end and words[place] == "(":
        place = times_at(view, place, end)
    return max(place, at + 1)


def media_at(view: View, at: int, end: int) -> int:
    """End of the medium named at `at` («لوكالة فرانس برس», «رويترز», «قناة «العربية»»), `at` where none is."""
    words, lex = view.words, view.lex
    first = words[at]
    if at + 1 < end and first in ("ل", "عبر"):
        found = media_at(view, at + 1, end)
        return found if found > at + 1 else at
    if at in view.closes:
        close = view.closes[at]
        inner = media_at(view, at + 1, end) if at + 1 < end else at
        return close + 1 if inner > at + 1 and close <= at + NAME_WORDS and close < end else at
    hit = view.hit_at.get(at)
    if hit is not None and hit.medium and hit.end <= end:
        stop = hit.end
        while stop < end and words[stop] in _OF_NEWS:
            stop += 1
        return stop
    long = len(first) > 3 or (at + 1 < end and (first[1:], words[at + 1]) in lex.media_pairs)  # «لبي بي سي»
    stem = first[1:] if first[:1] in "لوب" and long else first
    if listed(stem, lex.small["sites"]) and at + 1 < end:
        # «لموقع تلفزيون سوريا», «لمنصة "الراصد"»
        if at + 1 in view.closes and view.closes[at + 1] <= at + NAME_WORDS and view.closes[at + 1] < end:
            return view.closes[at + 1] + 1
        named = view.hit_at.get(at + 1)
        return named.end if named is not None and named.medium and named.end <= end else at
    if first.startswith("لل") and first[2:] in lex.media_heads:
        return at + 1  # «للوكالة»
    if first in lex.media_heads or listed(stem, lex.media_heads):
        return _media_name(view, at + 1, end)
    for key in (first, stem, "ال" + first[2:] if first.startswith("لل") else stem):
        if key in lex.media_first:
            for length in (3, 2, 1):
                if at + length <= end and (key, *words[at + 1 : at + length]) in lex.media_names:
                    return at + length
    return at


def _media_name(view: View, at: int, end: int) -> int:
    """End of the name behind a medium's head word."""
    words, lex = view.words, view.lex
    place = at
    while place < min(end, at + 7):
        word = words[place]
        if view.tokens[place].kind == "quote" or word == "(":
            close = view.closes.get(place, -1) if word != "(" else view.find(")", place, min(end, place + 9))
            if not place < close < min(end, place + NAME_WORDS + 3):
                break
            place = close + 1
            continue
        if view.tokens[place].kind != "word" or word in lex.complementizers or word in lex.time_heads or word in lex.forms:
            break
        if place > at and (word in lex.adjuncts or word in _JOINS):
            break
        named = next((size for size in (3, 2, 1) if tuple(words[place : place + size]) in lex.media_names), 0)
        if named:
            place += named
            while place < end and words[place].startswith("ال") and words[place][-1:] in "هي" and words[place] not in lex.time_heads:
                place += 1
            break
        place += 1
    return place


def occasion(view: View, at: int, end: int) -> bool:
    """«في بيان», «خلال مؤتمر», «في 12 …»: when or where it was said."""
    if at + 1 >= end or view.words[at] not in ("في", "وفي", "خلال", "ضمن"):
        return False
    return listed(view.words[at + 1], view.lex.occasions) or view.tokens[at + 1].kind == "number"


def owns_paper(view: View, at: int) -> bool:
    """Whether word `at` is a paper or a newsman, of which «لوكالة …» tells whose («تقرير لوكالة …», «مراسل لقناة …»)."""
    word, lex = view.words[at], view.lex
    papers = lex.statements | lex.hollow | lex.small["newsmen"]
    return listed(word, papers) or listed(word.removeprefix("ل"), papers)


def addressed(view: View, at: int, end: int) -> bool:
    """«لوكالة …», «ل"رويترز"», «للصحافيين»: to whom it was said."""
    word = view.words[at]
    if word == "ل":
        return at + 1 < end and (at + 1 in view.closes or media_at(view, at + 1, end) > at + 1)
    return word[:1] == "ل" and (word in view.lex.small["press"] or media_at(view, at, end) > at)


def noun_phrase(view: View, at: int, end: int, limit: int = 12) -> int:
    """End of the speaker that begins at `at` where no verb leads («وفق المرصد», «، مصدر …»); `at` where there is none."""
    words, lex = view.words, view.lex
    place = at
    while place < end and place - at < limit:
        word, kind = words[place], view.tokens[place].kind
        if kind == "quote" or word == "(":
            close = view.closes.get(place, -1) if kind == "quote" else view.find(")", place, min(end, place + 6))
            if not place < close <= place + NAME_WORDS or close >= end or times_at(view, place, end) > place:
                break
            place = close + 1
            continue
        if kind == "punct":
            # «د. فلان»
            if word == "." and place > at and len(words[place - 1]) == 1 and view.tokens[place - 1].kind == "word":
                place += 1
                continue
            break
        if word in lex.complementizers or word in lex.time_heads or (place > at and _stops(view, at, place, end)):
            break
        hit = view.hit_at.get(place)
        place = hit.end if hit is not None and hit.end <= end else place + 1
    return place


def _stops(view: View, at: int, place: int, end: int) -> bool:
    """Whether the speaker that began at `at` ends before `place`."""
    word, lex = view.words[place], view.lex
    if view.tokens[place].kind == "number" or word in lex.adjuncts or word in ("الي", "مع") or occasion(view, place, end):
        return True
    if word == "ل" and place + 1 < end and (place + 1 in view.closes or media_at(view, place + 1, end) > place + 1):
        return True
    if word[0] == "ل" and not owns_paper(view, at) and addressed(view, place, end):
        return True  # «حسبما قالت الشرطة لوكالة …»
    if word.startswith("ومقر"):
        return True  # «المرصد ومقره لندن»
    if word in lex.small["clausal"] or word in lex.small["issued"] or (word[0] == "ب" and listed(word[1:], lex.events)):
        return True
    hit = view.hit_at.get(place)
    if hit is None and word[:2] in ("ست", "سي") and len(word) > 4 and word[-1] not in "هاي":
        return True  # a future
    if any(
        form.kind in ("perfect", "imperfect") and not form.suffix and not form.verb.needs and "verbal" not in form.verb.traits
        for form in lex.forms.get(word, ())
    ):
        return True
    if hit is None or hit.telling:
        return False
    # a party behind a complete medium or body begins what is said
    named = place > at + 1 or view.words[at] not in lex.media_heads
    return (named and media_at(view, at, place) == place) or any(known.telling and known.end == place for known in view.hits_in(at, place))

"""Noun phrases of who speaks, and where what they say begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.attribution.lexicon import Lexicon, Verb, bare
from marsad.reading.attribution.view import NAME_WORDS, View

__all__ = ["Opening", "Said", "after_verb", "before_verb", "head_of", "media_at", "noun_phrase", "opening", "times_at"]

Tokens = tuple[int, int]
# how far behind the verb what is said may begin, in tokens
REACH = 48
_BREAKS = frozenset({"؛", "!", "؟", "?"})
_CAUSES = frozenset({"اسباب", "سبب", "السبب", "ذلك"})
_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "عن", "حتي", "منذ", "مع", "حول", "ضمن", "وفي", "لدي", "عند", "رغم", "وسط"})
_PARTS = frozenset({"معظم", "غالبيه", "كل", "جميع", "هذه", "هذا", "تلك", "ذلك", "عده", "سلسله"})


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said begins at token `start`; `kind` an, colon, quote, obj or the folded preposition; `end` where a direct quotation
    closes (-1: not direct)."""

    start: int
    kind: str
    end: int = -1


@dataclass(slots=True)
class Said:
    """What stands between a verb of saying and what is said: the speaker (None: elided), media it went through, dating words,
    whether a statement was the occasion."""

    subject: Tokens | None = None
    via: list[Tokens] = field(default_factory=list)
    times: list[Tokens] = field(default_factory=list)
    statement: bool = False
    opening: Opening | None = None


def head_of(lex: Lexicon, word: str) -> str | None:
    """Agreement (m, f, p) of a word that can head a speaker, None for any other word."""
    found = lex.heads.get(word)
    return found if found is not None else lex.heads.get(bare(word))


def times_at(view: View, lex: Lexicon, at: int, end: int) -> int:
    """End of the dating phrase that begins at token `at` («مساء أمس السبت», «(الجمعة)»), `at` where none does."""
    words = view.words
    place = at
    if words[place] == "(" and place + 2 < end and words[place + 1] in lex.time_heads:
        return min(end, words.index(")", place, end) + 1 if ")" in words[place:min(end, place + 4)] else place + 2)
    if bare(words[place]) not in lex.time_heads and words[place] not in lex.time_heads:
        return at
    while place < end and (words[place] in lex.time_words or view.tokens[place].kind == "number"):
        place += 1
    if place > at and place < end and words[place] == "(":
        place = max(place, times_at(view, lex, place, end))
    return max(place, at + 1)


def media_at(view: View, lex: Lexicon, at: int, end: int) -> int:
    """End of the medium named at token `at` («لوكالة فرانس برس», «رويترز», «قناة «العربية»»), `at` where none is."""
    words = view.words
    first = words[at]
    if first in ("ل", "عبر") and at + 1 < end:
        return media_at(view, lex, at + 1, end) if media_at(view, lex, at + 1, end) > at + 1 else at
    if view.tokens[at].kind == "quote" and at in view.closes:
        inner = media_at(view, lex, at + 1, end) if at + 1 < end else at
        close = view.closes[at]
        return close + 1 if inner > at + 1 and at < close <= at + NAME_WORDS and close < end else at
    if at in view.hit_at and view.hit_at[at].medium and view.hit_at[at].end <= end:
        return view.hit_at[at].end
    stem = first[1:] if first[:1] in "لوب" and len(first) > 3 else first
    for key in (first, stem, bare(stem)):
        if key in lex.media_heads:
            return _media_name(view, lex, at + 1, end)
    for key in (first, stem):
        if key in lex.media_first:
            for length in (3, 2, 1):
                if at + length <= end and (key, *words[at + 1 : at + length]) in lex.media_names:
                    return at + length
    return at


def _media_name(view: View, lex: Lexicon, at: int, end: int) -> int:
    words = view.words
    place = at
    while place < end and place < at + 7:
        word = words[place]
        if view.tokens[place].kind == "quote" or word == "(":
            close = view.closes.get(place, -1) if word != "(" else next((i for i in range(place, min(end, place + 5)) if words[i] == ")"), -1)
            if not place < close < min(end, place + NAME_WORDS):
                break
            place = close + 1
            continue
        if view.tokens[place].kind != "word" or word in lex.complementizers or word in lex.time_heads or word in lex.forms:
            break
        if place > at and (word in lex.adjuncts or (word in ("في", "من", "عن", "على", "الي", "مع", "ان"))):
            break
        named = next((n for n in (3, 2, 1) if tuple(words[place : place + n]) in lex.media_names), 0)
        if named:
            place += named
            while place < end and words[place].startswith("ال") and words[place][-1:] in "هي" and words[place] not in lex.time_heads:
                place += 1
            break
        place += 1
    return place


def opening(view: View, lex: Lexicon, verb: Verb, at: int, end: int, empty: bool) -> Opening | None:
    """What is said, if it begins at token `at`; `empty` while no speaker was read yet."""
    words, takes = view.words, verb.takes
    word = words[at]
    if word in lex.complementizers:
        start = at + 1 if word == "بالقول" or word.startswith("قائل") else at
        if start > at and start < end and words[start] in ("،", ",") and start + 1 < end:
            start += 1
        rest = opening(view, lex, verb, start, end, empty) if start > at and start < end else None
        if rest is not None:
            return rest
        return Opening(start, "an") if "an" in takes or "ان" not in word else None
    if word == ":":
        if after_quote := view.closes.get(at + 1):
            return Opening(at + 1, "colon", after_quote)
        return Opening(min(at + 1, end - 1), "colon") if "colon" in takes or "an" in takes else None
    if at in view.closes:
        close = view.closes[at]
        if "quote" in takes and (close - at > NAME_WORDS or (empty and _shuts(view, close, end, "adds" in verb.traits))):
            return Opening(at, "quote", close)
        if "obj" in takes and not empty and at + 1 < end and (words[at + 1] in lex.events or bare(words[at + 1]) in lex.events):
            return Opening(at, "obj")
        return None
    if word in ("الي", "على", "علي", "عن", "من") and word in takes and not (word == "من" and empty and verb.verb == "relay"):
        if word == "عن" and not empty and at + 1 < end and words[at + 1] in ("الطواري",):
            return None
        return Opening(at, word)
    if "ب" in takes and word[:1] == "ب" and len(word) > 3:
        stem = word[1:]
        if stem in lex.events or bare(stem) in lex.events or (verb.verb in ("threaten", "call", "plan", "admit") and not empty):
            return Opening(at, "ب")
    if empty and "loose" in verb.traits and word in _CAUSES:
        return Opening(at, "obj")
    if "obj" in takes and word in _PARTS and at + 1 < end and bare(words[at + 1]) in lex.events and not empty:
        return Opening(at, "obj")
    if "obj" in takes and word in lex.events and not _governed(view, lex, at, empty):
        return Opening(at, "obj")
    return None


def _shuts(view: View, close: int, end: int, adds: bool) -> bool:
    """Whether a short quotation closes its sentence (behind «وأضاف», its clause): speech, not a name."""
    return close + 1 >= end or view.words[close + 1] == "." or (adds and view.words[close + 1] in ("،", ",", "؛"))


def _governed(view: View, lex: Lexicon, at: int, empty: bool) -> bool:
    """Whether an event noun at `at` hangs on the head before it («غرفة عمليات»)."""
    if empty:
        return False
    before = view.words[at - 1]
    return before in lex.heads and before not in lex.unnamed


def noun_phrase(view: View, lex: Lexicon, at: int, end: int, limit: int = 12) -> int:
    """End of the speaker that begins at token `at` where no verb leads («وفق المرصد», «، مصدر …»)."""
    words = view.words
    place = at
    while place < end and place - at < limit:
        word, kind = words[place], view.tokens[place].kind
        if kind == "quote":
            close = view.closes.get(place, -1)
            if not place < close <= place + NAME_WORDS or close >= end:
                break
            place = close + 1
            continue
        if word == "(":
            close = next((i for i in range(place, min(end, place + 6)) if words[i] == ")"), -1)
            if close < 0 or times_at(view, lex, place, end) > place:
                break
            place = close + 1
            continue
        if kind == "number" and place > at:
            break
        if kind == "punct":
            if word == "." and place > at and len(words[place - 1]) == 1 and view.tokens[place - 1].kind == "word":
                place += 1
                continue
            break
        if word in lex.complementizers or word in lex.time_heads:
            break
        if place > at and (word in lex.adjuncts or word in ("الي", "مع") or _clausal(view, lex, place) or _occasion(view, lex, place, end)):
            break
        if place > at and place in view.hit_at and not view.hit_at[place].telling and _whole(view, lex, at, place):
            break
        if place in view.hit_at and view.hit_at[place].end <= end:
            place = view.hit_at[place].end
            continue
        place += 1
    return place


def _whole(view: View, lex: Lexicon, at: int, place: int) -> bool:
    """Whether at:place is a complete medium or body, so that a new party behind it begins what is said."""
    return media_at(view, lex, at, place) == place or any(hit.telling and hit.end == place for hit in view.hits_in(at, place))


def _clausal(view: View, lex: Lexicon, place: int) -> bool:
    """Whether a word begins a clause of its own («ستتوقف», «لكونه», a verb of saying)."""
    word = view.words[place]
    if word[:2] in ("ست", "سي") and len(word) > 4 and place not in view.hit_at and not word.endswith(("ه", "ا", "ي")):
        return True
    found = lex.forms.get(word)
    return word in ("لكونه", "لكونها", "فقد", "قد", "وقد", "مستخدما", "مستخدمة") or bool(
        found and any(form.kind in ("perfect", "imperfect") and not form.suffix and "verbal" not in form.verb.traits and not form.verb.needs for form in found)
    )


def _occasion(view: View, lex: Lexicon, at: int, end: int) -> bool:
    words = view.words
    if words[at] not in ("في", "وفي", "خلال", "ضمن") or at + 1 >= end:
        return False
    return words[at + 1] in lex.occasions or bare(words[at + 1]) in lex.occasions or view.tokens[at + 1].kind == "number"


def _addressed(view: View, lex: Lexicon, at: int, end: int) -> bool:
    """«لوكالة …», «ل"رويترز"», «للصحافيين»."""
    word = view.words[at]
    if word == "ل":
        return at + 1 < end and (at + 1 in view.closes or media_at(view, lex, at + 1, end) > at + 1)
    return word[:1] == "ل" and (media_at(view, lex, at, end) > at or bare(word[1:]).startswith(("صحاف", "صحف", "وسايل", "اعلام", "مراسل")) or word.startswith(("للصحاف", "للصحف", "لوسايل", "للاعلام", "لمراسل")))


def after_verb(view: View, lex: Lexicon, verb: Verb, at: int, end: int) -> Said:
    """Speaker, media, dating words and opening behind a verb of saying whose next token is `at`."""
    said = Said()
    words = view.words
    stop = min(end, at + REACH)
    place = at
    begin = -1
    closed = False

    def close(where: int) -> None:
        nonlocal closed
        if begin >= 0 and said.subject is None:
            low, high = begin, where
            while high > low and view.tokens[high - 1].kind == "punct" and words[high - 1] != ")":
                high -= 1
            if high > low:
                said.subject = (low, high)
        closed = True

    while place < stop:
        word, kind = words[place], view.tokens[place].kind
        found = opening(view, lex, verb, place, end, begin < 0)
        if found is not None and not (closed is False and begin < 0 and found.kind == "obj" and word.startswith("ال")):
            if found.kind == "من" and verb.verb == "relay" and begin < 0:
                found = None
            else:
                close(place)
                said.opening = found
                break
        dated = times_at(view, lex, place, stop) if kind != "quote" else place
        if dated > place:
            if begin >= 0:
                close(place)
            said.times.append((place, dated))
            place = dated
            continue
        if kind == "quote":
            shut = view.closes.get(place, -1)
            if shut < 0:
                place += 1  # a stray mark
                continue
            if not place < shut <= place + NAME_WORDS + (4 if begin >= 0 or closed else 1) or shut >= end:
                break
            if closed:
                medium = media_at(view, lex, place, stop)
                if medium > place:
                    said.via.append((place, medium))
            elif begin < 0:
                begin = place
            place = shut + 1
            continue
        if word == "(":
            shut = next((i for i in range(place, min(stop, place + 8)) if words[i] == ")"), place)
            place = shut + 1
            continue
        if kind == "punct":
            if word in _BREAKS or (word == "." and not (place > at and len(words[place - 1]) == 1)):
                break
            if word in ("،", ",", "-", "–") and begin >= 0 and not closed and not _apposition(view, lex, verb, place + 1, stop):
                close(place)
            place += 1
            continue
        medium = media_at(view, lex, place, stop) if closed or _addressed(view, lex, place, stop) else place
        if medium > place:
            if begin >= 0:
                close(place)
            if not any(bare(words[i]) in lex.social or words[i] in lex.social for i in range(place, medium)):
                low = place + 1 if words[place] == "ل" else place
                said.via.append((low, medium))
            place = medium
            continue
        if not closed and begin >= 0 and (
            word in lex.adjuncts or word in ("الي", "مع") or _addressed(view, lex, place, stop) or _occasion(view, lex, place, stop)
        ):
            close(place)
        if begin < 0 and not closed and word in lex.light:
            place += 1
            continue
        if begin < 0 and not closed and word[:1] == "ل" and _addressed(view, lex, place, stop):
            place += 1
            continue
        if begin < 0 and not closed and (word in lex.adjuncts or word in _PREPOSITIONS or _occasion(view, lex, place, stop) or _addressed(view, lex, place, stop)):
            closed = True
        if closed and (bare(word) in lex.statements or word in lex.statements):
            said.statement = True
        if word == "نقلا" and place + 2 < stop and words[place + 1] == "عن" and begin >= 0:
            close(place)
            relayed = after_verb(view, lex, verb, place + 2, end)
            if relayed.subject is not None and said.subject is not None:
                said.via.insert(0, said.subject)
                said.subject = relayed.subject
            said.opening = relayed.opening
            said.times += relayed.times
            break
        if place > at and (closed or begin >= 0) and _another(view, lex, place):
            if any(form.verb is verb for form in lex.forms[word]):
                place += 1  # the verb taken up again («قال المرصد الذي … قال إن»)
                continue
            break
        if not closed and begin < 0:
            begin = place
            if place in view.hit_at and not any(words[i] in lex.complementizers for i in range(place, view.hit_at[place].end)):
                place = min(stop, view.hit_at[place].end)
                continue
        elif not closed and "addressee" in verb.traits and place in view.hit_at and view.hits_in(begin, place):
            close(place)
        elif not closed and "object" in verb.traits and _object(view, lex, begin, place):
            close(place)
            said.opening = Opening(place, "obj")
            break
        place += 1
    if said.opening is None:
        close(place)
        if "loose" in verb.traits:
            said.opening = Opening(at, "obj")
            said.subject = None
    return said


def _another(view: View, lex: Lexicon, place: int) -> bool:
    found = lex.forms.get(view.words[place])
    if view.words[place - 1] in lex.negations or view.words[place - 1] in lex.openers:
        return False
    return bool(found) and any(form.kind == "perfect" and not form.suffix and not form.verb.needs for form in found or ())


def _object(view: View, lex: Lexicon, begin: int, place: int) -> bool:
    """Whether a second party begins at `place` («اتهم الجيش تنظيم …»): the object of the verb."""
    words = view.words
    before = words[place - 1]
    if before in lex.heads or before[:1] == "ل" or before in ("من", "في", "باسم"):
        return False
    if place in view.hit_at and any(hit.start < place for hit in view.hits_in(begin, place)):
        return True
    if words[place] in _PARTS or (words[place].startswith("ال") and bare(words[place]) in lex.events):
        return True
    return words[place] in lex.heads and before.startswith("ال")


def _apposition(view: View, lex: Lexicon, verb: Verb, at: int, end: int) -> bool:
    """Whether the stretch behind a comma goes on naming the speaker («، المحلل …،»)."""
    if at >= end or times_at(view, lex, at, end) > at or _occasion(view, lex, at, end) or view.words[at] in lex.adjuncts:
        return False
    if opening(view, lex, verb, at, end, False) is not None or (view.words[at][:1] in "وف" and view.words[at][1:] in lex.forms):
        return False
    return head_of(lex, view.words[at]) is not None or view.words[at].startswith("ال")


def before_verb(view: View, lex: Lexicon, at: int, low: int, title: bool) -> Tokens | None:
    """The speaker that stands before a verb of saying at token `at` («لكن الجيش أعلن», «وكان مصدر … قد أفاد»)."""
    words = view.words
    place = at
    if place > low and words[place - 1] in ("قد", "وقد"):
        place -= 1
    high = place
    while high > low and words[high - 1] in ("،", ","):
        high -= 1
    begin = high
    was = False
    while begin > low and high - begin < 22:
        word = words[begin - 1]
        if word in lex.openers:
            was = True
            break
        if view.tokens[begin - 1].kind == "punct" and word not in (")", "("):
            if word in ("،", ",") and high != place and begin != high:
                begin -= 1
                continue
            break
        begin -= 1
    while begin < high and words[begin] in ("من", "في", "الي") and not was:
        # «من جهته»، «في المقابل» before the speaker
        begin += 2
    if begin >= high:
        return None
    if head_of(lex, words[begin]) is None and begin not in view.hit_at and begin not in view.closes:
        first = words[begin]
        if not (first[:1] in "وف" and head_of(lex, first[1:]) is not None):
            return None
    if high - begin > (14 if not title else 10) and not was:
        return None
    commas = any(view.tokens[i].kind == "punct" and words[i] in ("،", ",") for i in range(begin, high))
    if (commas or high != place) and not was and begin != low:
        return None
    return begin, high

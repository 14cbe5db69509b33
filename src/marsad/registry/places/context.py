"""What stands around a spot: type words, directions, countryside, nearness before it; adjectives of direction behind it."""

from __future__ import annotations

from marsad.registry.places.geometry import combined
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.sides import length_at, read_away, read_outside, read_side
from marsad.registry.places.vocabulary import TypeWord, Vocabulary, strip_one


def read_context(words: Words, spot: Spot, vocabulary: Vocabulary) -> None:
    """Fill in all of a spot that its own neighbourhood tells."""
    _leftwards(words, spot, vocabulary)
    _rightwards(words, spot, vocabulary)
    read_side(words, spot, vocabulary)
    read_away(words, spot)
    read_outside(words, spot)
    _preposition(words, spot, vocabulary)


def typed(vocabulary: Vocabulary, word: str) -> tuple[TypeWord, str, str] | None:
    """The type word in a folded word, the proclitic before it, and the word without it."""
    for prefix, stem in strip_one(word):
        found = vocabulary.types.get(stem)
        if found is not None:
            return found, prefix, stem
    return None


def _leftwards(words: Words, spot: Spot, vocabulary: Vocabulary) -> None:
    at, bare = spot.i, not spot.prefix
    wide = False
    while bare and (k := words.before(at)) is not None:
        found = _relative(words, k, vocabulary)
        if found is not None:
            relation, first, prefix = found
            if relation == "rif":
                spot.relation = "rif"
            elif relation == "near":
                spot.relation = spot.relation or "near"
            elif relation != "part":
                spot.directions.insert(0, relation)
                spot.relation = spot.relation or "direction"
            wide = True
        elif (word := typed(vocabulary, words.folds[k])) is not None:
            kind, prefix, stem = word
            if stem.startswith("ال") and stem not in vocabulary.capital:
                # «البلدة الصغيرة»: what follows a definite type word is an adjective, not its name
                break
            if kind.name == "facility" or (wide and kind.name not in ("area", "governorate", "city", "town", "village")):
                break
            if spot.type_word is None and not wide:
                spot.type_word, spot.type_near = kind, True
            first = k
        else:
            break
        spot.first, spot.first_prefix = first, prefix
        at, bare = first, not prefix
    if spot.directions:
        _distance(words, spot)


def _relative(words: Words, k: int, vocabulary: Vocabulary) -> tuple[str, int, str] | None:
    """What the word (or phrase ending) at token `k` makes of the name behind it: (direction letter, `rif`, `near` or `part`;
    first token; proclitic)."""
    fold = words.folds[k]
    for name, table in (("near", vocabulary.near), ("part", vocabulary.inside)):
        for prefix, stem in strip_one(fold):
            for phrase in table.get(stem, ()):
                size = len(phrase)
                if size == 1:
                    return name, k, prefix
                if not prefix and k - size + 1 >= 0 and all(words.follows(m) for m in range(k - size + 2, k + 1)):
                    for head, rest in strip_one(words.folds[k - size + 1]):
                        if (rest, *words.folds[k - size + 2 : k + 1]) == phrase:
                            return name, k - size + 1, head
    if fold == "من" and k > 0 and words.follows(k):
        for prefix, stem in strip_one(words.folds[k - 1]):
            letter = vocabulary.directions.get(stem) or vocabulary.directions.get(stem.removeprefix("ال"))
            if letter is not None and stem.startswith("ال"):
                return letter, k - 1, prefix
    for prefix, stem in strip_one(fold):
        if stem in vocabulary.directions and not stem.startswith("ال") and not stem.endswith("ا"):
            return vocabulary.directions[stem], k, prefix
        if stem in vocabulary.rif:
            return "rif", k, prefix
    return None


def _distance(words: Words, spot: Spot) -> None:
    """«60 كم جنوب X», «على بعد 60 كيلومترا إلى الجنوب من X»."""
    k = spot.first - 1
    if k >= 0 and words.folds[k] in ("الي", "الى"):
        k -= 1
    spot.km = length_at(words, k)
    if spot.km is not None:
        spot.relation, spot.first, spot.first_prefix = "distance", k - 1, ""


def _rightwards(words: Words, spot: Spot, vocabulary: Vocabulary) -> None:
    """Adjectives of direction behind a countryside, governorate or area: «ريف حلب الجنوبي الشرقي»."""
    if spot.relation != "rif" and not (spot.type_word and spot.type_word.name in ("area", "governorate", "valley", "desert")):
        return
    at = spot.last
    if at < len(words) and words.folds[at] == '"':
        at += 1
    found: list[str] = []
    while len(found) < 2 and at < len(words) and words.kinds[at] == "word" and words.folds[at].startswith("ال"):
        letter = vocabulary.directions.get(words.folds[at])
        if letter is None:
            break
        found.append(letter)
        at += 1
    if found:
        spot.directions.extend(found)
        spot.relation = spot.relation if spot.relation == "rif" else "direction"
        spot.last = at


def _preposition(words: Words, spot: Spot, vocabulary: Vocabulary) -> None:
    """Note what stands before the whole mention and speaks for or against a place."""
    prefix = spot.first_prefix
    if prefix.endswith("ب"):
        spot.before.append("proclitic-b")
    elif prefix.endswith("ل"):
        spot.before.append("proclitic-l")
    _heading(words, spot)
    if _institute(words, spot, vocabulary):
        spot.before.append("after-organisation")
    k = words.before(spot.first)
    if k is None:
        return
    stems = {stem for _, stem in strip_one(words.folds[k])}
    if not spot.before and prefix in ("",):
        if stems & vocabulary.strong:
            spot.before.append("strong-preposition")
        elif stems & vocabulary.target:
            spot.before.append("target-word")
        elif stems & vocabulary.weak:
            hit = k > 0 and words.follows(k) and any(
                stem in vocabulary.target for m in (k - 1, k - 2) if m >= 0 for _, stem in strip_one(words.folds[m]))
            spot.before.append("target-word" if hit else "weak-preposition")
    if spot.first != spot.i or prefix or words.folds[spot.i] in vocabulary.directions:
        return  # «عملية جنوب قطاع غزة»
    if words.folds[k] in _IN and spot.j == spot.i + 1 and words.folds[spot.i] in vocabulary.place_after_in:
        spot.before.append("after-in")
    if stems & vocabulary.forenames and not words.particle(k, vocabulary.stops) and words.folds[k] not in ("وعلي", "فعلي"):
        spot.before.append("after-forename")
    elif stems & vocabulary.titles:
        spot.before.append("after-title")
    elif stems & vocabulary.organisations:
        spot.before.append("after-organisation")


def _institute(words: Words, spot: Spot, vocabulary: Vocabulary) -> bool:
    """«مركز حلب الإعلامي», «شبكة حمص الإخبارية»: who tells, not where."""
    head, behind = words.folds[spot.first] if spot.first < spot.i else "", spot.last
    if behind < len(words) and _paper(words, spot.first, behind):
        return True
    if not head and words.before(spot.i) is not None and not spot.prefix:
        head = words.folds[words.before(spot.i) or 0]
    return (
        words.follows(behind)
        and words.folds[behind] in vocabulary.telling
        and any(stem in vocabulary.institutes for _, stem in strip_one(head))
    )


# «عدن تايم», «ليبيا الأحرار»: what follows the name of a land or a town in the name of a paper; «حلب اليوم» behind who tells for it.
_PAPERS = frozenset("نيوز برس تايمز تايم بوست تربيون اونلاين الاحرار اوبزرفر مونيتور".split())
_PAPERS_ELSE = frozenset(("اليوم", "الان", "الغد", "مباشر", "24"))
_TELLERS = frozenset("مراسل مراسله مراسلو مراسلي مراسلنا قناه موقع شبكه صحيفه جريده تلفزيون راديو".split())


def _paper(words: Words, first: int, at: int) -> bool:
    """Whether a name goes on at token `at` as a paper's or a channel's does."""
    behind = words.folds[at]
    if words.follows(at) and behind in _PAPERS:
        return True
    k = words.before(first) if behind in _PAPERS_ELSE else None
    return k is not None and any(stem in _TELLERS for _, stem in strip_one(words.folds[k]))


_IN = frozenset(("في", "وفي"))
_HEADING_MARKS = frozenset(":-|/")


def _heading(words: Words, spot: Spot) -> None:
    """Note a name that heads a line («دوما: …», «صنعاء - …», «حلب | …») or is a hashtag."""
    mark = words.folds[spot.first - 1] if spot.first else ""
    behind = words.folds[spot.last] if spot.last < len(words) else ""
    begins = not spot.first or "\n" in words.text[words.tokens[spot.first - 1].end : words.tokens[spot.first].start]
    if mark == "#":
        spot.before.append("hashtag")
    elif behind in _HEADING_MARKS and behind and (begins or mark in _HEADING_MARKS):
        spot.before.append("heading")


def direction_of(spot: Spot) -> str | None:
    """The one direction that a spot's words make, None without any."""
    return combined(spot.directions) if spot.directions else None

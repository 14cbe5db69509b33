"""Places told by phrases rather than by names of the tables: unknown names after a type word, national lands and borders,
numbered units for their bases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.model import Feature
from marsad.registry.places.called import named_by
from marsad.registry.places.context import read_context, typed
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.unknown import UNIT_HOUSES, closing, name_goes_on, no_name, unit_behind
from marsad.registry.places.vocabulary import TypeWord, Vocabulary, opens, strip_one

if TYPE_CHECKING:
    from marsad.registry.places.gazetteer import Gazetteer

# The gazetteer type of an unknown name after a type word, by class.
KIND_OF = {"city": "city", "town": "town", "village": "village", "quarter": "quarter", "area": "region",
            "governorate": "governorate", "district": "district", "subdistrict": "subdistrict", "camp": "camp", "base": "base",
            "airport": "airport", "crossing": "crossing", "dam": "dam", "road": "road", "mountain": "mountain",
            "valley": "valley", "river": "river", "field": "field", "island": "island", "port": "port", "country": "country",
            "desert": "desert", "facility": "facility", "spot": "junction", "junction": "junction",
           "site": "facility"}


_ORDINALS = frozenset("الاولي الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره".split())
# A list of places goes on so many tokens behind the last.
_LIST_REACH = 4


def phrases(gazetteer: Gazetteer, words: Words, covered: list[bool], vocabulary: Vocabulary) -> Iterator[PlaceHit]:
    """Hits for phrases over tokens not yet covered; what is yielded is covered."""
    at = 0
    while at < len(words):
        if not opens(words.folds[at]) or covered[at] or words.kinds[at] != "word":
            at += 1
            continue
        hit = (_national(gazetteer, words, at, covered, vocabulary) or _unit(words, at, covered, vocabulary)
               or _unnamed(words, at, covered, vocabulary) or _called(words, at, covered, vocabulary)
               or _unknown(words, at, covered, vocabulary))
        if hit is None:
            at += 1
            continue
        made, end = hit
        covered[at:end] = [True] * (end - at)
        yield made
        word = typed(vocabulary, words.folds[at])
        if word is not None and word[0].number > 1:
            for more, last in _listed(words, end, covered, vocabulary, word[0]):
                covered[last - 1] = True
                yield more
        at = end


def _made(words: Words, first: int, prefix: str, name: int, last: int, kind: str, precision: int | None, feature: str,
          ident: str | None = None, relation: str = "") -> PlaceHit:
    start, end = words.start(first, prefix), words.tokens[last - 1].end
    head = words.start(name, prefix if name == first else "")
    return PlaceHit(words.text[start:end], start, end, ident, kind, relation, precision, None, None, None, None, None, head, end,
                    1.0, (Feature(feature, 1.0, words.text[head:end]),))


# Classes of words of place whose names have the article or a first word of names.
_ARTICLED = frozenset("area spot site governorate district facility field base island port crossing".split())
# A verb with the pronoun that goes back to the place before it.
_OF_IT = re.compile("[تي].{3,}ها")


def _unknown(words: Words, at: int, covered: list[bool], vocabulary: Vocabulary) -> tuple[PlaceHit, int] | None:
    """«قرية تل شعير»: a name that no table knows, after an indefinite type word."""
    found = typed(vocabulary, words.folds[at])
    if found is None:
        return None
    word, prefix, stem = found
    if prefix.endswith("ك") or not _of_place(words, at, word, prefix, stem, covered, vocabulary):
        return None  # «كتلة بدر», «كتبه»
    if stem.startswith("ال") or (word.name in vocabulary.located_only and not _located(words, at, prefix, covered, vocabulary)):
        return None
    first = at + 1
    close = None
    if first < len(words) and words.folds[first] in ('"', "("):
        close = closing(words, first)
        first += 1
        if first >= len(words) or words.kinds[first] != "word":
            return None
    elif not words.follows(first) or unit_behind(words, first, vocabulary):
        return None
    last = _name_end(words, first, covered, vocabulary, word)
    if last is None:
        return None
    if close is not None and not any(covered[first:close]):
        last = close + 1
    spot = Spot(at, last, prefix, "", (), at, prefix, last)
    if not prefix:
        read_context(words, spot, vocabulary)
    precision = 2 if spot.relation and word.precision == 1 else word.precision
    return _made(words, spot.first, spot.first_prefix, first, last, KIND_OF[word.name], precision, "unknown-name",
                 relation=spot.relation), last


# Words of place that are other words as often: a place only where what stands before them tells it («في سهل البقاع», not «سهل المنال»).
_BESIDES = frozenset("سهل قضاء مرتفع عزله".split())
# And those that are no places of news at all before a name that no table knows: boycotts, rules, isolating.
_NEVER = frozenset("مقاطعه قواعد عزل قطاع".split())
# «بلده», «دولته»: spelt with ه they are someone's.
_OWNED = frozenset("بلده عزله تبه دوله تله".split())
_VALLEYS = frozenset(("واد", "وادي"))


def _of_place(words: Words, at: int, word: TypeWord, prefix: str, stem: str, covered: list[bool], vocabulary: Vocabulary) -> bool:
    """Whether a word of place is one before a name that no table knows, by how it is written and by what stands around it."""
    raw = words.text[words.tokens[at].start + len(prefix) : words.tokens[at].end]
    before = words.folds[at - 1] if words.follows(at) else ""
    behind = words.folds[at + 1] if at + 1 < len(words) else ""
    if stem in _NEVER or (stem in _VALLEYS and ("أ" in raw or "ؤ" in raw)) or (stem in _OWNED and raw.endswith("ه")):
        return False  # «وأدى تمردها», «فؤاد شكر»
    if any(words.folds[at + 1 : at + len(phrase)] == list(phrase[1:]) for phrase in vocabulary.phrases.get(stem, ())):
        return False  # «قطاع الصحة», «قطاع الطرق»
    if words.folds[at] == "بحاره":
        return False  # «ثلاثة بحارة هنود»: sailors
    if stem == "احياء" and raw.startswith("إ"):
        return False  # «إحياء التراث»
    if stem == "طريق" and before in ("عن", "وعن"):
        return False  # «عن طريق البحر»
    if stem == "ناحيه" and before in ("من", "ومن"):
        return False  # «من ناحية التنفيذ»
    if stem in _BESIDES and (before in ("من", "ومن") or not _located(words, at, prefix, covered, vocabulary)):
        return False
    if word.name == "country" and (behind.startswith("ال") or behind.endswith("ه")):
        return False  # «دولة القانون», «دولة مارقة»
    return behind not in vocabulary.no_site.get(stem, ())


def _name_end(words: Words, first: int, covered: list[bool], vocabulary: Vocabulary, word: TypeWord) -> int | None:
    """Where the name that begins at token `first` ends; None where no name begins there."""
    fold = words.folds[first]
    if (covered[first] or (len(fold) < 3 and fold not in vocabulary.compounds) or words.particle(first, vocabulary.stops)
            or (fold in vocabulary.not_names and not _of_a_king(words, first, vocabulary))
            or fold in vocabulary.nationalities or fold in vocabulary.directions
            or _OF_IT.fullmatch(fold)  # «بلدة تحاصرها القوات»
            or (word.number == 3 and fold.startswith("و") and fold != "وادي")  # «بضع بلدات وأعدم»
            or (fold[:2] in ("وت", "وي") and len(fold) > 4) or fold[:3] in ("وست", "وسي")  # «آخر مدينة وتعمل»
            or (word.number == 3 and fold.startswith("ل") and len(fold) > 4)  # «مخيمات لناشطي الحزب»
            or (fold.endswith("يه") and not fold.startswith("ال"))
            or no_name(words, first, vocabulary, word)):
        return None
    definite, compound = fold.startswith("ال"), fold in vocabulary.compounds
    if word.name in _ARTICLED and not (
            definite or compound):
        return None
    if not compound and any(stem in vocabulary.ordinary or (prefix and (stem in vocabulary.target or stem in vocabulary.not_names))
                            for prefix, stem in strip_one(fold)):
        return None  # «مدن واستهدفت», «بوابة لتحرير»
    last = first + 1
    while (compound and last < len(words) and last - first < 4 and words.follows(last) and not covered[last]
           and not words.particle(last, vocabulary.stops)):
        compound = words.folds[last] in vocabulary.compounds
        last += 1
    last = name_goes_on(words, first, last, covered, vocabulary, word.name == "village" and word.number == 1)
    if definite and word.name in _HOUSES and last == first + 1 and last < len(words) and words.follows(last) and not covered[last]:
        adjective = words.folds[last]
        last += (adjective.startswith("ال") and adjective.endswith(("ي", "يه")) and adjective not in vocabulary.nationalities
                 and adjective not in _NO_ADJECTIVES)
    if last < len(words) and words.follows(last) and words.folds[last] in vocabulary.epithets and not covered[last]:
        last += 1
    return last


_NO_ADJECTIVES = frozenset(("الذي", "الي"))
# «مقر المجلس البلدي», «معسكر القطاع الساحلي»: what such houses are called after has its adjective.
_HOUSES = frozenset(("site", "facility", "base"))
_KINGS = frozenset({"الملك", "الامير"})


def _of_a_king(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """«شارع الملك عبد الله»: a title with a name behind it."""
    return words.folds[at] in _KINGS and words.follows(at + 1) and (
        words.folds[at + 1] in vocabulary.forenames or words.folds[at + 1] == "عبد")


def _listed(words: Words, at: int, covered: list[bool], vocabulary: Vocabulary,
            word: TypeWord) -> Iterator[tuple[PlaceHit, int]]:
    """The names that follow the first after a dual or plural type word: «قريتي دويزات والحود»."""
    left = 1 if word.number == 2 else 5
    while left and at < len(words) and words.kinds[at] == "word" and not covered[at] and words.folds[at].startswith("و"):
        if not words.follows(at) or len(words.folds[at]) < 4:
            return
        name = words.folds[at][1:]
        if name in vocabulary.stops or name in vocabulary.not_names or name in vocabulary.ordinary:
            return
        if word.number == 3 and not name.startswith("ال"):
            return
        last = at + 1
        if name in vocabulary.compounds and words.follows(last) and not covered[last] and not words.particle(last, vocabulary.stops):
            covered[at] = True
            last += 1
        yield _made(words, at, "و", at, last, KIND_OF[word.name], word.precision, "listed-name"), last
        at, left = last, left - 1


def _called(words: Words, at: int, covered: list[bool], vocabulary: Vocabulary) -> tuple[PlaceHit, int] | None:
    """«قاعدة «جيدي»», «شارع 26», «ملعب 22 مايو»: a name in quotation marks or a number, which needs no sign of a place before it."""
    found = typed(vocabulary, words.folds[at])
    last = None if found is None else named_by(words, at, found[0], found[2], covered, vocabulary)
    if found is None or last is None:
        return None
    word, prefix, _ = found
    spot = Spot(at, last, prefix, "", (), at, prefix, last)
    if not prefix:
        read_context(words, spot, vocabulary)
    precision = 2 if spot.relation and word.precision == 1 else word.precision
    return _made(words, spot.first, spot.first_prefix, at + 1, last, KIND_OF[word.name], precision, "called-name",
                 relation=spot.relation), last


def _located(words: Words, at: int, prefix: str, covered: list[bool], vocabulary: Vocabulary) -> bool:
    """Whether a word of place stands before token `at`, or it goes on a list of places («… والقاعدة البحرية»)."""
    if prefix.endswith("ب") or (prefix == "و" and any(covered[max(0, at - _LIST_REACH) : at])):
        return True
    k = words.before(at)
    return k is not None and any(
        stem in vocabulary.strong or stem in UNIT_HOUSES or stem in vocabulary.located_by
        for _, stem in strip_one(words.folds[k]))


def _national(gazetteer: Gazetteer, words: Words, at: int, covered: list[bool],
              vocabulary: Vocabulary) -> tuple[PlaceHit, int] | None:
    """«الأراضي اليمنية», «الحدود السورية», «الحدود السورية التركية»."""
    for prefix, stem in strip_one(words.folds[at]):
        border = stem in vocabulary.national_border
        if not border and stem not in vocabulary.national_land:
            continue
        last, countries = at + 1, list[str]()
        while last < len(words) and len(countries) < 2 and (words.follows(last) or words.folds[last] == "-"):
            country = vocabulary.nationalities.get(words.folds[last])
            if country is None and words.folds[last] not in ("-", "البريه", "الشماليه", "الجنوبيه", "الشرقيه", "الغربيه"):
                break
            if country is not None:
                countries.append(country)
            last += 1
        while last > at + 1 and words.folds[last - 1] == "-":
            last -= 1
        if not countries:
            continue
        spot = Spot(at, last, prefix, "", (), at, prefix, last)
        if not prefix:
            read_context(words, spot, vocabulary)
        ident = countries[0] if len(countries) == 1 else "~".join(sorted(countries))
        side = vocabulary.directions.get(stem.removeprefix("ال")) if len(countries) == 1 else None
        ident = f"{ident}/{side}" if side else ident  # «الجنوب السوري»
        place = gazetteer.get(ident if side else countries[0])
        made = _made(words, spot.first, spot.first_prefix, at, last, "border" if border else "country", 3, "national-phrase",
                     ident, spot.relation)
        alone = len(countries) == 1
        return PlaceHit(made.text, made.start, made.end, ident, made.type, spot.relation, 3, place.lat if alone else None,
                        place.lon if alone else None, place.radius_km, place.country if alone else None, None,
                        made.head_start, made.head_end, 1.0, made.features), last
    return None


def _unnamed(words: Words, at: int, covered: list[bool], vocabulary: Vocabulary) -> tuple[PlaceHit, int] | None:
    """«في القصر الجمهوري», «على الحدود», «قرب السفارة الأميركية»: what a thing is instead of its name, after a word of place."""
    for prefix, stem in strip_one(words.folds[at]):
        if (stem in vocabulary.missions and words.follows(at + 1) and words.folds[at + 1] in vocabulary.nationalities
                and not covered[at + 1] and _located(words, at, prefix, covered, vocabulary)):
            return _made(words, at, prefix, at, at + 2, "facility", 1, "unnamed"), at + 2
        for phrase in vocabulary.unnamed.get(stem, ()):
            last = at + len(phrase)
            if (tuple(words.folds[at + 1 : last]) == phrase[1:] and not any(covered[at:last])
                    and all(words.follows(k) for k in range(at + 1, last))
                    and (phrase[0] in vocabulary.buildings or _located(words, at, prefix, covered, vocabulary))):
                if phrase[-1] in vocabulary.units and last < len(words) and words.kinds[last] == "number":
                    continue  # «مقر الفرقة 22 مشاة»: see `_unit`
                kind = vocabulary.unnamed_types[phrase]
                if last < len(words) and words.follows(last) and words.folds[last] in _ORDINALS and not covered[last]:
                    last += 1  # «قيادة المنطقة العسكرية الرابعة»
                return _made(words, at, prefix, at, last, kind, 3 if kind == "border" else 1, "unnamed"), last
    return None


def _unit(words: Words, at: int, covered: list[bool], vocabulary: Vocabulary) -> tuple[PlaceHit, int] | None:
    """«اللواء 35 مدرع» where the words before it speak of a place."""
    for prefix, stem in strip_one(words.folds[at]):
        if stem not in vocabulary.units or at + 1 >= len(words) or words.kinds[at + 1] != "number":
            continue
        if not _located(words, at, prefix, covered, vocabulary):
            return None
        last = at + 2
        while last < len(words) and last < at + 4 and words.folds[last] in vocabulary.arms:
            last += 1
        for house, stem in strip_one(words.folds[at - 1]) if at and not prefix and words.follows(at) and not covered[at - 1] else ():
            if stem in UNIT_HOUSES:
                return _made(words, at - 1, house, at, last, "base", 1, "numbered-unit"), last
        return _made(words, at, prefix, at, last, "base", 1, "numbered-unit"), last
    return None

"""Places that the gazetteer does not know: a word of place and the name after it («نقطة الربيعي», «قصر المعاشيق»)."""

from __future__ import annotations

from marsad.model import Mention
from marsad.reading.places.sites import NO_ROADS, doer, institute, quoted_end
from marsad.reading.words.lexicon import Entry
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["unknown_places", "wide_places"]

_PLAIN = folded("no_name")
_SECTORS = folded("sectors")
_STOP_CLASSES = frozenset(("event", "person", "fighter", "force", "craft", "munition", "arms", "device", "hold", "unit"))
# Words of place that are often not places: they need a name written with no article, or one more sign.
_WEAK = frozenset(("موقع", "مركز", "نقطة", "جبهة", "هدف", "طريق", "جزء", "مساحة", "قاعدة", "حدود", "محيط", "مقر"))


def _name(word: Word) -> bool:
    if word.kind != "word" or word.actor is not None or word.time is not None or word.number is not None or word.conj:
        return False
    fold = word.fold
    if fold in _PLAIN or len(fold) < 3 or (fold[:2] in ("وت", "وي") and len(fold) > 4):
        return False  # «كل مدينة وتعمل»: a verb that goes on
    if word.verb is not None and not fold.startswith("ال"):
        return False
    if not fold.startswith("ال") and (
        fold.endswith(("يه", "يا", "ها", "هم")) or fold in ("لها", "له", "لهم", "تابع", "كانت", "كان", "هذه", "ذلك", "هذا")
    ):
        return False
    if any(entry.tag == "N" and entry.cls in _STOP_CLASSES for entry in word.entries):
        return False
    return not any(entry.tag == "M" for entry in word.entries)


def _area(word: Word) -> Entry | None:
    """How a word is read as a word of place, if it is one."""
    for entry in word.entries:
        if entry.cls == "area" and entry.tag == "N":
            return entry
    return None


def unknown_places(sentence: Sentence) -> list[tuple[int, int, Mention]]:
    """First word, last word and mention of each place told by a word of place and a name, where no hit stands already."""
    words = sentence.words
    if not any(_area(word) for word in words):
        return []
    prepositions = sentence.lexicon.particles["preposition"] | sentence.lexicon.particles["relative"] | sentence.lexicon.particles["link"]
    particles = (
        sentence.lexicon.particles["clause"] | sentence.lexicon.particles["attribution"] | sentence.lexicon.particles["complement"]
    )
    out: list[tuple[int, int, Mention]] = []
    i = 0
    while i < len(words) - 1:
        word = words[i]
        head = _area(word)
        if head is not None and (word.fold.endswith("ا") or (head.who == "p" and not words[i + 1].fold.startswith("ال"))):
            head = None
        if head is None or word.place is not None or word.actor is not None or head.definite or head.suf:
            i += 1
            continue
        if (i and words[i - 1].fold in NO_ROADS and word.fold == "طريق") or (
            word.fold.endswith(("وادي", "واد")) and not {"أ", "ؤ"}.isdisjoint(sentence.text[word.start : word.end])
        ):
            i += 1
            continue  # «عن طريق البحر», «خارطة طريق لإنقاذ …», «وأدى», «فؤاد»
        if head.lemma == "قطاع" and words[i + 1].fold in _SECTORS:
            i += 1
            continue  # «قطاع الصحة»
        if institute(words, i, i + 1) or (head.who == "p" and words[i + 1].fold.startswith("ل") and words[i + 1].fold[1:2] != "ل"):
            i += 1
            continue  # «مركز حلب الإعلامي», «مخيمات لناشطي الحزب»
        if doer(words, i, word.fold.removeprefix(head.pro)):
            i += 1
            continue
        j = i + 1
        if words[j].kind == "quote":
            j += 1
        if (
            j >= len(words)
            or words[j].place is not None
            or words[j].fold in prepositions
            or words[j].fold in particles
            or not _name(words[j])
        ):
            i += 1
            continue
        if head.lemma in _WEAK and not words[j].fold.startswith("ال") and words[j].entries:
            i += 1
            continue
        last = j
        close = quoted_end(words, j - 1) if words[j - 1].kind == "quote" else None
        while close is None and last + 1 < len(words) and last - j < 2:
            after = words[last + 1]
            if (
                after.fold in prepositions
                or after.fold in particles
                or after.place is not None
                or not _name(after)
                or after.kind != "word"
            ):
                break
            if not after.fold.startswith("ال") and words[last].fold.startswith("ال"):
                break
            last += 1
        last = close if close is not None else last
        start = word.start + len(head.pro) if word.end - word.start == len(word.fold) else word.start
        end = words[last].end
        text = sentence.text[start:end]
        out.append((i, last, Mention(text, start, end, None, "place", 1)))
        i = last + 1
    return out


_WIDE = frozenset(("مدينة", "محافظة", "منطقة", "إقليم", "ولاية", "مديرية", "حدود", "بلدة", "قرية"))


def wide_places(sentence: Sentence) -> list[tuple[int, int, Mention]]:
    """Places told only by their sort («المدن الجنوبية», «عدة محافظات», «على الحدود»): they count where no name stands."""
    words = sentence.words
    relatives = sentence.lexicon.particles["relative"]
    out: list[tuple[int, int, Mention]] = []
    for i, word in enumerate(words):
        if word.place is not None or word.actor is not None or word.kind != "word":
            continue
        head = None
        for entry in word.entries:
            if entry.cls == "area" and entry.tag == "N" and entry.lemma in _WIDE:
                head = entry
                break
        if head is None or head.suf or (head.who != "p" and head.lemma != "حدود"):
            continue
        first = last = i
        if i and words[i - 1].fold in ("عده", "بعض", "مختلف"):
            first = i - 1
        after = words[i + 1] if i + 1 < len(words) else None
        if (
            after is not None
            and after.kind == "word"
            and after.place is None
            and after.actor is None
            and after.fold not in relatives  # «المدن التي احتلوها»
            and ((head.definite and after.fold.startswith("ال")) or (not head.definite and after.fold in _PLAIN))
        ):
            last = i + 1
        if first == last and not head.definite:
            continue
        start = words[first].start + (len(head.pro) - 2 if first == i and head.definite and len(head.pro) > 2 else 0)
        end = words[last].end
        out.append((first, last, Mention(sentence.text[start:end], start, end, None, "place", 3)))
    return out

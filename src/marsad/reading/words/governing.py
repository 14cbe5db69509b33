"""What governs a noun phrase, and how far it goes: prepositions, genitives, adjectives, the actor that it takes in."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic.lexicon import particles
from marsad.reading.gather import Party
from marsad.reading.words.objects import accusative, alone, object_of
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded
from marsad.registry.words import men_alone, other_case

__all__ = ["HEADS", "adjective", "counted_next", "extend", "governor_of", "strong"]

HEADS = frozenset(("person", "fighter", "force", "site", "site-arms", "craft", "gun"))
_IMPERFECTS = folded("imperfects")
_PREPOSITIONS = particles()["preposition"] | particles()["governor"]
# Two-word governors of the one who acts.
_BY = {
    ("من", "قبل"): "by",
    ("علي", "يد"): "by",
    ("علي", "ايدي"): "by",
    ("من", "جانب"): "by",
    ("من", "يد"): "من",
    ("من", "ايدي"): "من",
    ("من", "قبضه"): "من",
    ("علي", "حساب"): "ضد",
    ("في", "صفوف"): "في صفوف",
    ("من", "طرف"): "by",
    ("من", "سيطره"): "من",
    ("في", "مواجهه"): "ضد",
    ("في", "وجه"): "ضد",
    ("الي", "جانب"): "مع-side",
    ("تحت", "حمايه"): "support",
    ("تحت", "حراسه"): "support",
    ("تحت", "غطاء"): "support",
    ("بحمايه", "من"): "support",
    ("بغطاء", "من"): "support",
    ("بتنسيق", "مع"): "support",
    ("بدعم", "من"): "support",
    ("بمسانده", "من"): "support",
    ("باسناد", "من"): "support",
    ("بمشاركه", "من"): "support",
    ("مدعومه", "من"): "support",
    ("مدعومين", "من"): "support",
    ("مدعوما", "ب"): "support",
    ("بحق", ""): "ضد",
    ("بالتنسيق", "مع"): "support",
    ("بالتعاون", "مع"): "support",
}
_BY_ONE = {
    "بيد": "by",
    "بايدي": "by",
    "بواسطه": "by",
    "بحمايه": "support",
    "بدعم": "support",
    "بمسانده": "support",
    "باسناد": "support",
    "بمشاركه": "support",
    "برفقه": "support",
    "تدعمهم": "support",
    "يدعمهم": "support",
    "تدعمها": "support",
    "بينهم": "among",
    "بينها": "among",
    "منهم": "among",
    "بينهما": "among",
}
_AGAINST = ("معادي", "مناهض", "مناويي", "مناوي", "مناويه", "معاد")
_FILL = frozenset(
    "نحو حوالي قرابه زهاء اكثر اقل علي الاقل قد ايضا كل جميع بعض معظم غالبيه اغلب سائر احد احدي كافه عدد عددا عده عدة".split()
)
_LOYAL = frozenset("موال مواليه الموالي الموالين الموالون المواليه".split())
_ROUGHLY = frozenset((("اكثر", "من"), ("اقل", "من"), ("ازيد", "من"), ("يقل", "عن"), ("يزيد", "عن"), ("يقرب", "من")))
_OF = frozenset(
    "من تابعه تابع التابعه التابع التابعين تابعين تابعا التابعة تعود يعود ينتمون المنتمين موال مواليه الموالين المواليه باسم".split()
)


def adjective(word: Word, definite: bool) -> bool:
    """Whether an unknown or adjectival word may go on a phrase whose head is (in)definite."""
    if word.kind != "word" or word.actor is not None or word.place is not None or word.number is not None:
        return False
    fold = word.fold
    if fold in _PREPOSITIONS or fold in particles()["pronoun"]:
        return False
    if definite:
        return fold.startswith("ال") and not (word.noun is not None and word.noun.cls in ("event",))
    return (
        fold.endswith(("ين", "ون", "يه", "ي", "ه", "يا", "ات", "ا"))
        and not fold.startswith("ال")
        and fold not in _IMPERFECTS
        and word.verb is None
        and (word.noun is None or fold == "عسكريا")
        and not word.conj
        and len(fold) > 3
    )


def _wali(sentence: Sentence, i: int) -> bool:
    """Whether «والي» is a governor («والي شمال دارفور»), not «وإلى» (written with a dotless letter or a hamza)."""
    words = sentence.words
    return sentence.text[words[i].start : words[i].end] == "والي" and (i == 0 or words[i - 1].place is None)


def governor_of(sentence: Sentence, first: int) -> tuple[str, int]:
    """The preposition over the phrase that begins at word `first` (its own proclitic included), and the noun it is the genitive of."""
    words = sentence.words
    word = words[first]
    start = word.actor.start if word.actor is not None else word.start
    lead = word.fold[: max(0, start - word.start)] if word.actor is not None and start > word.start else ""
    if word.noun is not None and not lead:
        lead = word.noun.pro
    elif not lead and word.actor is not None:
        for entry in word.entries:
            lead = entry.pro
            break
        if not lead and word.fold.startswith(("لل", "بال", "وال", "ولل", "وبال")):
            lead = word.fold[: 3 if word.fold.startswith("و") else 2]
    stripped = lead.lstrip("وف") if lead not in ("و", "ف") else ""
    own = stripped[:1] if stripped[:1] in ("ب", "ل", "ك") else ""
    if own:
        return own, -1
    i = first - 1
    if i >= 0 and words[i].fold in (")", "]"):
        return "", -1
    while i >= 0 and (
        words[i].kind in ("quote", "number") or words[i].fold in ("(", ")", "-") or words[i].fold in _FILL or words[i].number is not None
    ):
        if words[i].fold in ("علي",) or (words[i].fold == "نحو" and words[i + 1].number is None and words[i + 1].kind != "number"):
            break
        i -= 1
    if i > 0 and words[i + 1].number is not None and (words[i - 1].fold, words[i].fold) in _ROUGHLY:
        # «قتلت أكثر من 14 شخصا»: the measure is governed, not its «من»
        i -= 2
        while i >= 0 and words[i].fold in ("ما", "لا"):
            i -= 1
    if i < 0:
        return "", -1
    before = words[i]
    if before.fold == "والي" and _wali(sentence, i):
        return "gen", i
    bare = before.fold[1:] if before.fold[:1] in "وف" and before.fold[1:] in _PREPOSITIONS else before.fold
    earlier = words[i - 1].fold if i else ""
    earlier = earlier[1:] if earlier[:1] == "و" and len(earlier) > 2 else earlier
    by = _BY.get((earlier, bare))
    if by:
        return by, -1
    if bare in _BY_ONE:
        return _BY_ONE[bare], -1
    if bare in _PREPOSITIONS:
        return bare, -1
    if before.kind == "word" and not (word.conj and lead[:1] == "و"):
        for entry in before.entries:
            if entry.tag in ("N", "M") and not entry.definite and not entry.suf and before.actor is None:
                return "gen", i
    return "", -1


def _apart(head: Word, word: Word) -> bool:
    """Whether an actor after a definite noun is another party: «السلطات الحوثيين», where the adjective would be «الحوثية»."""
    people = word.fold.endswith(("ين", "ون"))
    return people and head.noun is not None and head.noun.cls in ("force", "site-arms", "site", "craft", "gun") and head.noun.who != "s"


def _beside(before: Word, word: Word) -> bool:
    """Whether a body of men right after a word with the article is another party: «حمل الناشطون القوات الحكومية المسؤولية», «اتهم المتحدث
    باسم الجيش حزب الله»."""
    if not before.fold.startswith(("ال", "وال")) or word.noun is None or word.noun.cls not in ("force", "craft", "gun"):
        return False
    return before.fold.endswith("ون") if word.fold.startswith("ال") else word.actor is not None and word.actor.id is not None


def _struck(head: Word, word: Word) -> bool:
    """«قصف الطيران قوات الأمن»: aircraft with the article take no genitive; the party right after them is what they strike."""
    flies = head.actor is not None and head.actor.cls in ("air", "arms")
    named = word.actor is not None and word.actor.how != "nationality" and word.i == head.i + 1
    return flies and named and not word.fold.startswith("ال")


def _closed(word: Word) -> bool:
    """Whether a word takes no genitive, so that the noun after it is another part of the clause: a plural or dual that has kept its ن
    («استهدف مسلحون حاجزا للجيش»), an indefinite accusative, the adjective of a phrase («مجموعات مسلحة نقاط الشرطة»)."""
    if word.kind != "word" or word.fold in _OF:
        return False
    noun, fold = word.noun, word.fold
    if noun is None:
        return word.actor is not None and word.actor.cls in _BANDS and fold.endswith(("ون", "ين", "ان", "ه"))
    if noun.suf or noun.definite:
        return False
    sound = noun.lemma.removesuffix("ه")
    return any(fold.endswith(sound + ending) for ending in ("ون", "ين", "ان")) or (noun.who == "s" and fold == sound + "ا")


def _qualifies(word: Word) -> bool:
    """Whether an actor says of people what they are («مسلحون حوثيون», «مقاتلين أكراد»), and does not stand beside them."""
    actor, fold = word.actor, word.fold
    if actor is None or fold.startswith("ال") or " " in actor.text:
        return False
    return actor.how == "nationality" or fold.endswith(("ون", "ين", "ان"))


_SELF = frozenset(("نفسه", "نفسها", "انفسهم", "نفسيهما"))
_BANDS = frozenset(("gunmen", "fighters", "rebels", "loaded", "groups", "unknown", "attacker", "separatists", "foreign"))


def extend(sentence: Sentence, head: int, last: int, definite: bool) -> tuple[int, Party | None]:
    """How far the phrase goes from its head, and the actor it takes in («عناصر من جبهة النصرة»، «مواقع الحوثيين»)."""
    words = sentence.words
    j = last + 1
    steps = 0
    described = last > head
    while j < len(words) and steps < 5:
        word = words[j]
        if word.kind == "quote" or word.fold in ("(", "{"):
            j += 1
            continue
        if word.actor is not None:
            lead = word.fold[: max(0, word.actor.start - word.start)]
            if word.conj and lead[:1] in ("و", "ف") and not lead[1:]:
                break
            if word.fold[:1] == "و" and word.actor.start == word.start + 1:
                break
            if definite and (_apart(words[head], word) or _beside(words[j - 1], word) or lead[:1] == "ل" or _struck(words[last], word)):
                break  # «فتحت القاعدة لمقاتلات أميركية»
            if lead[:1] != "ل" and _closed(words[j - 1]) and (not _qualifies(word) or other_case(words[j - 1].fold, word.fold)):
                break  # «هاجم مسلحون دورية للجيش»
            if word.fold.startswith("لل") and (before := words[j - 1].noun) is not None and before.suf:
                break  # «استسلم مع رجاله للقوات الحكومية»
            if not lead and (object_of(words[j - 1], word) or (men_alone(word.fold) and words[j - 1].fold not in _OF)):
                break
            if lead == "ل" and words[head].fold.endswith("ون") and word.noun is not None and word.noun.cls in ("force", "site-arms"):
                break  # «كمين نصبه مسلحون لدورية عسكرية»: for whom it was laid
            k = j
            while k + 1 < len(words) and words[k + 1].actor is word.actor:
                k += 1
            if word.actor.cls == "country" and words[j - 1].fold in _LOYAL:
                return k, None  # «فصيل موال لإيران» is not that state
            return k, word.actor
        if word.fold in _SELF:
            break  # «فجر إرهابي نفسه في قاعدة عسكرية»
        if word.number is not None and word.noun is None:
            break  # «قتل مسلحون ثلاثة جنود»: a count begins another phrase
        if word.fold.removeprefix("ال").startswith(_AGAINST):
            break  # «مقاتلين معادين للحوثيين»: whom they fight is not whose they are
        following = words[j + 1].noun if j + 1 < len(words) else None
        if word.fold in _OF or (word.fold in ("في", "ل") and j + 1 < len(words) and words[j + 1].actor is not None):
            if j + 1 < len(words) and (
                words[j + 1].actor is not None
                or (words[j + 1].kind == "quote" and j + 2 < len(words) and words[j + 2].actor is not None)
                or (following is not None and following.cls in HEADS and word.fold == "من")
                or word.fold in ("تابعه", "التابعه", "تابع", "التابع", "تعود")
            ):
                j += 1
                steps += 1
                continue
            break
        noun = word.noun
        if noun is not None and noun.cls in ("force", "fighter", "person", "site-arms", "site", "gun", "craft") and not word.conj:
            # a genitive chain goes on: «مواقع مقاتلي التنظيم»; what bears the article takes no genitive
            if object_of(words[j - 1], word) or (not noun.definite and (accusative(word) or alone(words[head], noun.cls))):
                break  # «استهدف انتحاري موكبا لقوات الأمن»
            if noun.preposition in ("", "ل") and not (definite and not noun.definite) and not _closed(words[j - 1]) and not described:
                j += 1
                steps += 1
                continue
            break
        if adjective(word, definite) and (definite or not word.fold.endswith("ا") or words[head].fold.endswith(("ا", "ين", "ان"))):
            described = True  # «قصفت طائرة حربية مبنى للتنظيم»: what an adjective has closed takes no genitive
            j += 1
            steps += 1
            continue
        break
    return last, None


_FELL = ("قتيل", "جريح", "مصاب", "شهيد", "مفقود")


def counted_next(words: Sequence[Word], at: int) -> bool:
    """Whether the count right before a word is joined to what stands before it: «وعشرين مدنيا», but not «خمسة وعشرين مدنيا»."""
    first = at - 1
    if first < 0 or words[first].number is None:
        return False
    if words[at].fold.startswith(_FELL):
        return False  # «11 قتيلا و13 جريحا»: figures of one toll
    if words[first].kind == "number" and first and words[first - 1].fold == "و":
        return True  # «84 من مقاتلي المجموعة و47 جنديا»
    while first and words[first - 1].number is words[at - 1].number:
        first -= 1
    return words[first].fold[:1] == "و"


def strong(sentence: Sentence, word: Word) -> bool:
    """«انفجار قوي»: an adjective, and no forces («قوى الأمن»)."""
    after = sentence.words[word.i + 1].fold if word.i + 1 < len(sentence.words) else ""
    return sentence.text[word.start : word.end] == "قوي" and not after.startswith("ال")

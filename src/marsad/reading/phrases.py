"""Noun phrases: who and what may play a part in a claim, with the preposition or noun that governs each."""

from __future__ import annotations

from marsad.reading.gather import Party
from marsad.reading.sentence import HARD, Arg, Sentence, Word
from marsad.reading.spots import unknown_places, wide_places

__all__ = ["find_phrases"]

HEADS = frozenset(("person", "fighter", "force", "site", "site-arms", "craft", "gun"))
_PREPOSITIONS = frozenset(
    "في علي من الي عن ضد مع بين نحو باتجاه صوب حول قرب داخل خارج فوق تحت امام خلف عبر لدي عند حتي بيد بايدي بحق تجاه لصالح وراء "
    "بواسطه اتجاه جنوب شمال شرق غرب جنوبي شمالي شرقي غربي وسط ضمن بمشاركه بدعم بقياده بمسانده باسناد".split()
)
# Two-word governors of the one who acts.
_BY = {("من", "قبل"): "by", ("علي", "يد"): "by", ("علي", "ايدي"): "by", ("من", "جانب"): "by", ("من", "يد"): "من", ("من", "ايدي"): "من",
       ("من", "قبضه"): "من", ("علي", "حساب"): "ضد", ("في", "صفوف"): "في صفوف", ("من", "طرف"): "by", ("من", "سيطره"): "من",
       ("في", "مواجهه"): "ضد", ("في", "وجه"): "ضد", ("الي", "جانب"): "مع-side", ("بدعم", "من"): "support", ("بمسانده", "من"): "support",
       ("باسناد", "من"): "support", ("بمشاركه", "من"): "support", ("مدعومه", "من"): "support", ("مدعومين", "من"): "support",
       ("مدعوما", "ب"): "support", ("بحق", ""): "ضد", ("بالتنسيق", "مع"): "support", ("بالتعاون", "مع"): "support", ("بتنسيق", "مع"): "support"}
_BY_ONE = {"بيد": "by", "بايدي": "by", "بواسطه": "by", "تدعمهم": "support", "يدعمهم": "support", "تدعمها": "support", "بينهم": "among", "بينها": "among", "منهم": "among",
           "بينهما": "among"}
_FILL = frozenset("نحو حوالي قرابه زهاء اكثر اقل علي الاقل قد ايضا كل جميع بعض معظم غالبيه اغلب سائر احد احدي كافه عدد عددا عده عدة".split())
_OF = frozenset("من تابعه تابع التابعه التابع التابعين تابعين تابعا التابعة تعود يعود ينتمون المنتمين موال مواليه الموالين المواليه باسم".split())


def _adjective(word: Word, definite: bool) -> bool:
    """Whether an unknown or adjectival word may go on a phrase whose head is (in)definite."""
    if word.kind != "word" or word.actor is not None or word.place is not None:
        return False
    fold = word.fold
    if fold in _PREPOSITIONS or word.lexiconic_stop if hasattr(word, "lexiconic_stop") else fold in _PREPOSITIONS:
        return False
    if definite:
        return fold.startswith("ال") and not (word.noun is not None and word.noun.cls in ("event",))
    return (fold.endswith(("ين", "ون", "يه", "ي", "ه", "يا", "ات", "ا")) and not fold.startswith("ال") and word.verb is None and word.noun is None
            and not word.conj and len(fold) > 3)


def _governor(sentence: Sentence, first: int) -> tuple[str, int]:
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
    while i >= 0 and (words[i].kind in ("quote", "number") or words[i].fold in ("(", ")", "-") or words[i].fold in _FILL
                      or words[i].number is not None):
        if words[i].fold in ("علي",) or (words[i].fold == "نحو" and words[i + 1].number is None and words[i + 1].kind != "number"):
            break
        i -= 1
    if i < 0 or (word.conj and lead[:1] in ("و", "ف") and False):
        return "", -1
    before = words[i]
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


def _extend(sentence: Sentence, head: int, last: int, definite: bool) -> tuple[int, Party | None]:
    """How far the phrase goes from its head, and the actor it takes in («عناصر من جبهة النصرة»، «مواقع الحوثيين»)."""
    words = sentence.words
    j = last + 1
    steps = 0
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
            k = j
            while k + 1 < len(words) and words[k + 1].actor is word.actor:
                k += 1
            return k, word.actor
        if word.fold in _OF or (word.fold in ("في", "ل") and j + 1 < len(words) and words[j + 1].actor is not None):
            if j + 1 < len(words) and (words[j + 1].actor is not None or (words[j + 1].kind == "quote" and j + 2 < len(words) and words[j + 2].actor is not None)
                                       or (words[j + 1].noun is not None and words[j + 1].noun.cls in HEADS and word.fold == "من")
                                       or word.fold in ("تابعه", "التابعه", "تابع", "التابع", "تعود")):
                j += 1
                steps += 1
                continue
            break
        noun = word.noun
        if noun is not None and noun.cls in ("force", "fighter", "person", "site-arms", "site", "gun", "craft") and not word.conj:
            # a genitive chain goes on: «مواقع مقاتلي التنظيم»
            if noun.preposition in ("", "ل"):
                j += 1
                steps += 1
                continue
            break
        if _adjective(word, definite):
            j += 1
            steps += 1
            continue
        break
    return last, None


def find_phrases(sentence: Sentence) -> None:
    """Fill `sentence.args` and `sentence.places` in order of place, with prepositions and groups."""
    words = sentence.words
    i = 0
    args: list[Arg] = []
    while i < len(words):
        word = words[i]
        if word.kind != "word" and word.actor is None:
            i += 1
            continue
        if word.actor is not None:
            last = i
            while last + 1 < len(words) and words[last + 1].actor is word.actor:
                last += 1
            cls = _class(word.actor)
            if word.actor.how == "nationality" and word.actor.cls == "country" and last == i:
                # «القصف التركي»: the adjective of an act names its doer; any other names nobody
                act = i > 0 and any(e.cls == "event" or e.tag == "M" for e in words[i - 1].entries) and words[i - 1].verb is None
                cls = cls if act else ""
            if word.actor.cls == "loaded" and last == i and i > 0 and not word.fold.endswith(("ين", "ون")) and any(e.cls == "event" or e.tag == "M" for e in words[i - 1].entries):
                cls = ""
            if cls:
                far, owner = (last, None) if word.actor.id is not None or cls == "person" else _extend(sentence, i, last, word.actor.definite)
                arg = _arg(sentence, i, last, i, cls, "", word.actor)
                arg.definite = word.actor.definite
                if owner is not None and owner.id is not None:
                    arg.last, arg.id, arg.mention, arg.cls = far, owner.id, owner, "actor"
                    arg.end = max(words[far].start, owner.end)
                    last = far
                args.append(arg)
            i = last + 1
            continue
        noun = next((entry for entry in word.entries if entry.tag == "N" and entry.cls in HEADS), None)
        if noun is not None and noun.lemma == "طيار" and i and words[i - 1].fold in ("دون", "بدون"):
            noun = None
        if noun is None or word.place is not None or (word.verb is not None and not word.verb.pro and noun.pro):
            i += 1
            continue
        if noun.who == "s" and word.fold.endswith("ي") and i > 0 and words[i - 1].kind == "word" and (
                words[i - 1].noun is not None or words[i - 1].actor is not None or words[i - 1].fold.startswith("ال")
                or any(e.tag == "M" for e in words[i - 1].entries)) and words[i - 1].number is None:
            i += 1
            continue
        definite = noun.definite or bool(noun.suf)
        last, actor = _extend(sentence, i, i, noun.definite)
        if actor is None:
            # adjectives of a bare phrase
            j = i + 1
            while j < len(words) and j < i + 4 and _adjective(words[j], noun.definite) and words[j].time is None:
                j += 1
            last = j - 1
        arg = _arg(sentence, i, last, i, noun.cls, noun.label, actor)
        arg.owned = noun.suf in ("ه", "ها", "هم", "هما") and actor is None
        arg.lemma, arg.definite, arg.plural = noun.lemma, definite, noun.who != "s"
        args.append(arg)
        i = last + 1
    sentence.args = [arg for arg in args if arg.cls != "body"]
    args = sentence.args
    for n, arg in enumerate(args):
        arg.index = n
    _places(sentence)
    _group(sentence, sentence.args)
    _group(sentence, sentence.places)


_PERSONS = frozenset(("civilians", "people", "protesters", "refugees", "journalists"))
_FIGHTERS = frozenset(("gunmen", "fighters", "unknown", "rebels", "bomber", "loaded", "troops", "settlers", "attacker", "foreign"))
_FORCES = frozenset(("army", "police", "government", "regime", "coalition", "opposition", "resistance", "militias", "organisation", "movement",
                     "group", "party", "front", "tribes", "joint", "committees", "parties", "security", "forces", "groups", "allies", "units", "loyalists"))


def _class(party: Party) -> str:
    """The phrase class of an actor of the registry; empty where it can play no part."""
    if party.cls in _PERSONS:
        return "person"
    if party.type == "body":
        return "body"
    if party.id is not None:
        return "actor"
    if party.cls in _FIGHTERS:
        return "fighter"
    if party.cls == "air":
        return "craft"
    if party.cls == "arms":
        return "gun"
    return "force" if party.cls in _FORCES else ""


def _arg(sentence: Sentence, first: int, last: int, head: int, cls: str, label: str, actor: Party | None) -> Arg:
    words = sentence.words
    begin = first
    number = None
    k = first - 1
    # a count before the phrase belongs to it: «17 مدنيا»، «عشرات من عناصر»
    while k >= 0 and k >= first - 3:
        if words[k].number is not None:
            number = words[k].number
            begin = k
            while begin > 0 and words[begin - 1].number is number:
                begin -= 1
            break
        if words[k].fold == "من" or words[k].kind == "quote":
            k -= 1
            continue
        break
    if number is None and words[first].number is not None:
        number = words[first].number
    prep, governor = _governor(sentence, begin if number is not None else first)
    if actor is not None and first == head and words[first].actor is actor:
        start = max(words[first].start, actor.start)
    else:
        start = words[first].start
    end = words[last].end
    if actor is not None and words[last].actor is actor:
        end = max(actor.end, min(end, actor.end)) if words[last].end >= actor.end else words[last].end
    return Arg(first, last, head, cls, label, start, end, actor.id if actor else None, actor, prep, governor, -1, number)


def _places(sentence: Sentence) -> None:
    words = sentence.words
    out: list[Arg] = []
    seen: set[int] = set()
    for i, word in enumerate(words):
        if word.place is None or id(word.place) in seen:
            continue
        seen.add(id(word.place))
        last = i
        while last + 1 < len(words) and words[last + 1].place is word.place:
            last += 1
        prep, governor = _governor(sentence, i)
        if not prep or prep == "gen":
            lead = word.fold[: max(0, word.place.start - word.start)].lstrip("وف")
            if lead[:1] in ("ب", "ل"):
                prep, governor = lead[:1], -1
        out.append(Arg(i, last, i, "place", "", word.place.start, word.place.end, word.place.id, word.place.mention, prep, governor))
    for first, last, mention in unknown_places(sentence):
        prep, governor = _governor(sentence, first)
        out.append(Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, prep, governor))
    sentence.wide = [Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, *_governor(sentence, first))
                     for first, last, mention in wide_places(sentence)]
    out.sort(key=lambda arg: arg.first)
    for n, arg in enumerate(out):
        arg.index = n
    sentence.places = out


def _group(sentence: Sentence, args: list[Arg]) -> None:
    """Join coordinated phrases: «الحوثيين وقوات صالح»، «تعز ولحج»; the later ones take the first one's preposition."""
    words = sentence.words
    previous: Arg | None = None
    for n, arg in enumerate(args):
        arg.group = n
        if previous is not None:
            between = [w for w in words[previous.last + 1 : arg.first] if w.kind != "quote" and w.fold not in (")", "(", "}", "{")]
            first = words[arg.first]
            joined = first.fold[:1] == "و" and (arg.start > first.start or first.conj or first.fold.startswith(("وال", "ول")))
            if arg.number is not None and words[max(0, arg.first - 1)].number is not None and words[arg.first - 1].fold[:1] == "و":
                joined, between = True, []
            short = all(w.fold in ("،", "و", "كذلك", "ايضا") or _adjective(w, True) or w.number is not None for w in between) and len(between) <= 2
            if joined and short and not any(w.verb is not None and w.noun is None and not w.fold.startswith("ال") for w in between):
                if not arg.prep or arg.prep == "gen":
                    arg.group = previous.group
                    arg.prep, arg.governor = previous.prep, previous.governor
                elif arg.prep == previous.prep:
                    arg.group = previous.group
            elif between and between[0].fold == "و" and len(between) == 1:
                arg.group = previous.group
                arg.prep = arg.prep or previous.prep
        previous = arg
    _ = HARD

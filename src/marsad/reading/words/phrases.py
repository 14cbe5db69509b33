"""Noun phrases: who and what may play a part in a claim, with the preposition or noun that governs each."""

from __future__ import annotations

from marsad.reading.gather import Party
from marsad.reading.places.spots import unknown_places, wide_places
from marsad.reading.words.again import joined_again
from marsad.reading.words.governing import HEADS, adjective, counted_next, extend, governor_of, strong
from marsad.reading.words.naming import lend_names
from marsad.reading.words.nationals import are_nationals, are_people, counted_nationals
from marsad.reading.words.offices import end_of_office
from marsad.reading.words.placelists import list_places
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import written

__all__ = ["find_phrases"]

_KIN = written("kin_of_no_side")


def find_phrases(sentence: Sentence) -> None:
    """Fill `sentence.args` and `sentence.places` in order of place, with prepositions and groups; once, however often it is asked."""
    if sentence.phrased:
        return
    sentence.phrased = True
    words = sentence.words
    i = 0
    args: list[Arg] = []
    while i < len(words):
        word = words[i]
        if word.actor is None and word.place is None and are_nationals(words, i):
            people = _arg(sentence, i, i, i, "person", "nationals", None)
            people.plural = word.fold.endswith(("ين", "ون"))
            args.append(people)
            i += 1
            continue
        if i and word.fold.removeprefix("ال") == "عصابات" and words[i - 1].fold.removeprefix("ال").endswith(("حرب", "حروب")):
            i += 1  # «حرب عصابات عنيفة»: how it is fought
            while i < len(words) and word.actor is not None and words[i].actor is word.actor:
                i += 1
            continue
        if (last := end_of_office(words, i)) > i:
            args.append(_arg(sentence, i, last, i, "person", "officials", None))
            i = last + 1
            continue
        if word.actor is None and (word.kind != "word" or not word.entries):
            i += 1
            continue
        if word.actor is not None:
            last = i
            while last + 1 < len(words) and words[last + 1].actor is word.actor:
                last += 1
            cls = _class(word.actor)
            if last == i and counted_nationals(words, i):
                cls, word.place = "person", None  # «34 سوريا»: people, spelt as their country is
            if word.actor.how == "nationality" and word.actor.cls == "country" and last == i:
                # «القصف التركي»: the adjective of an act names its doer; any other names nobody
                act = i > 0 and any(e.cls == "event" or e.tag == "M" for e in words[i - 1].entries) and words[i - 1].verb is None
                cls = cls if act else "person" if are_people(words, i) else ""
            if (
                word.actor.cls == "loaded"
                and last == i
                and i > 0
                and not word.fold.endswith(("ين", "ون"))
                and any(e.cls == "event" or e.tag == "M" for e in words[i - 1].entries)
            ):
                cls = ""
            if cls:
                far, owner = (
                    (last, None) if word.actor.id is not None or cls == "person" else extend(sentence, i, last, word.actor.definite)
                )
                arg = _arg(sentence, i, last, i, cls, "", word.actor)
                arg.definite = word.actor.definite
                if cls == "person":
                    arg.id = None
                if owner is not None and owner.id is not None:
                    arg.last, arg.id, arg.mention, arg.cls = far, owner.id, owner, "actor"
                    arg.end = max(words[far].start, owner.end)
                    last = far
                args.append(arg)
            i = last + 1
            continue
        noun = None
        for entry in word.entries:
            if entry.tag == "N" and entry.cls in HEADS:
                noun = entry
                break
        if noun is not None and noun.lemma == "طيار" and i and words[i - 1].fold in ("دون", "بدون", "بلا"):
            noun = None
        if noun is not None and noun.lemma == "مجهول" and i and words[i - 1].fold in ("مكان", "موقع", "مصدر", "مصير"):
            noun = None  # «إلى مكان مجهول»
        if noun is not None and noun.lemma == "كمين" and i + 1 < len(words) and words[i + 1].fold.startswith("نصب"):
            noun = None  # «كمين نصبه مسلحون»: an ambush and no post
        if noun is not None and noun.lemma == "كمين" and i and words[i - 1].verb is None and word.fold == "لكمين":
            noun = None  # «تعرض الرتل لكمين من مسلحين»
        if noun is None or word.place is not None or (word.verb is not None and not word.verb.pro and noun.pro):
            i += 1
            continue
        if (
            (noun.who == "s" or strong(sentence, word))
            and i > 0
            and (_relates(sentence, word) or (word.fold == "عسكريا" and words[i - 1].fold.endswith("ا")))  # «حاجزا عسكريا»
            and words[i - 1].kind == "word"
            and (
                words[i - 1].noun is not None
                or words[i - 1].actor is not None
                or words[i - 1].fold.startswith("ال")
                or any(e.tag == "M" for e in words[i - 1].entries)
            )
            and words[i - 1].number is None
        ):
            i += 1
            continue
        definite = noun.definite or bool(noun.suf)
        last, actor = extend(sentence, i, i, noun.definite)
        if actor is None:
            # adjectives of a bare phrase
            j = i + 1
            while j < len(words) and j < i + 4 and not noun.suf and adjective(words[j], noun.definite) and words[j].time is None:
                j += 1
            last = max(last, j - 1)
        last = max(last, i + 1) if noun.label == "bandits" else last
        arg = _arg(sentence, i, last, i, noun.cls, noun.label, actor)
        arg.start += _lead(sentence, arg, noun.pro)
        if noun.lemma in _KIN:
            arg.id, arg.mention, arg.cls = None, None, "person"  # «زوجة ضابط» is no officer
        arg.owned = noun.suf in ("ه", "ها", "هم", "هما") and actor is None
        arg.lemma, arg.definite, arg.plural = noun.lemma, definite, noun.who != "s"
        args.append(arg)
        i = last + 1
    sentence.args = [arg for arg in args if arg.cls != "body" and not _told(sentence, arg)]
    sentence.bodies = [arg for arg in args if arg.cls == "body"]
    args = sentence.args
    for n, arg in enumerate(args):
        arg.index = n
    for n, arg in enumerate(sentence.bodies):
        arg.group = len(args) + n  # coordinated with nobody
    lend_names(words, args)
    _places(sentence)
    _group(sentence, sentence.args)
    _group(sentence, sentence.places)
    list_places(sentence, sentence.places)


def _relates(sentence: Sentence, word: Word) -> bool:
    """Whether a word may be an adjective of relation; «مشفى» is none."""
    return word.fold.endswith("ي") and sentence.text[word.end - 1] != "ى"


def _lead(sentence: Sentence, arg: Arg, pro: str) -> int:
    """How many letters at the head of a phrase are no part of its name: «و», «ب», «ل» before a noun without article."""
    word = sentence.words[arg.first]
    lead = "" if "ال" in pro or "لل" in pro else pro
    return len(lead) if lead and arg.start == word.start and sentence.text.startswith(lead, word.start) else 0


_HEARERS = ("صحفي", "صحافي", "مراسل", "اعلامي")


def _told(sentence: Sentence, arg: Arg) -> bool:
    """Whether those are meant to whom something is said: «في تصريحات للصحفيين»."""
    head = sentence.words[arg.head].fold.removeprefix("و").removeprefix("لل").removeprefix("ل").removeprefix("ال")
    return arg.id is None and arg.cls == "person" and arg.prep == "ل" and head.startswith(_HEARERS)


_PERSONS = frozenset(("civilians", "people", "protesters", "refugees", "journalists"))
_FIGHTERS = frozenset(
    "gunmen fighters unknown rebels bomber loaded troops settlers attacker foreign locals separatists".split()
)
_FORCES = frozenset(
    "army police government regime coalition opposition resistance militias organisation movement group party front tribes "
    "joint committees parties security forces groups allies units loyalists".split()
)


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
    prep, governor = governor_of(sentence, begin if number is not None else first)
    if actor is not None and first == head and words[first].actor is actor:
        start = max(words[first].start, actor.start)
    else:
        start = words[first].start
    end = words[last].end
    if actor is not None and words[last].actor is actor:
        end = max(actor.end, min(end, actor.end)) if words[last].end >= actor.end else words[last].end
    key = actor.id if actor else None
    return Arg(first, last, head, cls, label, start, end, key, actor, prep, governor, -1, number, label == "officials")


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
        prep, governor = governor_of(sentence, i)
        if not prep or prep == "gen":
            lead = word.fold[: max(0, word.place.start - word.start)].lstrip("وف")
            if lead[:1] in ("ب", "ل"):
                prep, governor = lead[:1], -1
        out.append(Arg(i, last, i, "place", "", word.place.start, word.place.end, word.place.id, word.place.mention, prep, governor))
    for first, last, mention in unknown_places(sentence):
        prep, governor = governor_of(sentence, first)
        out.append(Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, prep, governor))
    sentence.wide = [
        Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, *governor_of(sentence, first))
        for first, last, mention in wide_places(sentence)
    ]
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
            nation = first.actor is not None and arg.first == arg.last and first.actor.how == "nationality" and bool(previous.id)
            joined = joined or (nation and first.fold.startswith("ال") and arg.first == previous.last + 1)  # «الأمريكية البريطانية»
            if arg.number is not None and counted_next(words, arg.first):
                joined, between = True, []
            short = (
                all(w.fold in ("،", "و", "كذلك", "ايضا") or adjective(w, True) or w.number is not None for w in between)
                and len(between) <= 2
            )
            if joined and short and not any(w.verb is not None and w.noun is None and not w.fold.startswith("ال") for w in between):
                if not arg.prep or arg.prep == "gen":
                    arg.group = previous.group
                    arg.prep, arg.governor = previous.prep, previous.governor
                elif arg.prep == previous.prep:
                    arg.group = previous.group
            elif between and between[0].fold == "و" and len(between) == 1:
                arg.group = previous.group
                arg.prep = arg.prep or previous.prep
            elif (mate := joined_again(words, args[:n], arg)) is not None:
                arg.group = mate.group
        previous = arg

"""Places of a claim: those of its clause, finest first; else of its sentence, else of the event told before."""

from __future__ import annotations

from marsad.model import Mention
from marsad.reading.claims.select import Draft
from marsad.reading.inherit import Memory
from marsad.reading.places.astray import astray
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["fill_places", "fits", "is_reference"]

_DIRECTIONS = frozenset("الشمال الجنوب الشرق الغرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي مقربه بعد القرب".split())
_LENGTHS = frozenset(("كلم", "كيلومترا", "كيلومتر", "كم", "كيلومترات", "ميلا"))
_FAR = ("كلم", "كم", "كيلومترا", "كيلومتراً", "كيلومتر", "كيلومترات", "ميلا", "ميلاً")
_AWAY = frozenset(("الي", "نحو", "باتجاه", "صوب"))
_NOT_PLACED = frozenset(("agreement", "statistic", "hold", "protest"))


def is_reference(sentence: Sentence, arg: Arg) -> bool:
    """«إلى الشمال من عدن», «على بعد 50 كلم من بغداد»: a place that only says where another lies."""
    words = sentence.words
    first = arg.first
    if arg.mention is not None and arg.mention.text[:1].isdigit() and any(length in arg.mention.text.split()[1:3] for length in _FAR):
        return True  # «60 كلم شمال عدن»
    if words[first].fold in _DIRECTIONS and any(w.fold in _LENGTHS for w in words[max(0, first - 3) : first]):
        return True  # «على مسافة 700 كيلومتر تقريبا جنوب طرابلس»
    if first and words[first].fold in _DIRECTIONS and words[first - 1].fold == "الي":
        return True  # «إلى الشمال من عدن»
    if first < 2 or words[first - 1].fold not in ("من", "عن"):
        return False
    return words[first - 2].fold in _DIRECTIONS or any(w.fold in _LENGTHS for w in words[max(0, first - 4) : first - 1])


def fits(draft: Draft, arg: Arg, sentence: Sentence) -> bool:
    """Whether a place phrase may be the draft's: not its trigger, not part of a party's name, not where a withdrawal goes."""
    if draft.kind == "withdraw" and arg.prep in _AWAY:
        return False
    reaches = draft.trigger.at < arg.first <= draft.trigger.last < arg.last  # «تأمين مدينة عتق»: the trigger ends with its first word
    if arg.first <= draft.trigger.last and arg.last >= draft.trigger.at and not reaches:
        return False
    # a place inside a party's name («قوات النظام في حلب» stands beside, «جيش حلب» inside)
    return not any(actor.first <= arg.first and arg.last <= actor.last and actor.cls == "actor" for actor in sentence.args)


def _habit(sentence: Sentence, draft: Draft) -> bool:
    """Whether the carrying verb tells of what goes on («يكثفون عملياتهم»), not of one act."""
    verb = sentence.words[draft.trigger.control].verb
    return verb is not None and verb.tag == "I"


def _order(draft: Draft, first: Arg, last: Arg) -> tuple[int, int]:
    """The chain after the trigger first, then the nearest before it; bare country names of a background clause last."""
    after = first.first > draft.trigger.at
    return (0 if after else 1, first.first if after else draft.trigger.at - last.last)


_ACTS = frozenset(("clash", "airstrike", "shelling", "bombing", "chemical", "killing", "casualties", "abduction"))


def _held(sentence: Sentence, draft: Draft) -> list[Mention] | None:
    """What is held stands before the word of control: «الرقة، معقل التنظيم», «كوباني التي يسيطر عليها», «معسكرات الجيش الخاضعة لسيطرة»."""
    trigger = draft.trigger
    if draft.kind != "hold":
        return None
    words = sentence.words
    pronoun = any(
        w.fold in ("عليها", "عليه", "عليهما", "عليهم", "فيها", "فيه", "بها", "به", "منه", "منها")
        for w in words[trigger.at : min(draft.high + 1, trigger.last + 5)]
    )
    if trigger.frame.voice != "possess" and not pronoun and not trigger.suffix:
        return None
    before = [arg for arg in sentence.places if arg.last < trigger.at and trigger.at - arg.last <= 12 and fits(draft, arg, sentence)]
    if before:
        chain = _chains(sentence, before)[-1]
        if trigger.at - chain[-1].last <= 9:
            return [arg.mention for arg in chain[:2] if arg.mention is not None]
    low = max(draft.low, trigger.at - 6)
    for i in range(trigger.at - 1, low - 1, -1):
        for entry in words[i].entries:
            if entry.tag == "N" and entry.cls in ("area", "site-arms") and words[i].kind == "word":
                last = trigger.at - 1
                while last > i and words[last].fold in sentence.lexicon.particles["relative"] | {
                    "كانت",
                    "كان",
                    "ما",
                    "زال",
                    "زالت",
                    "لا",
                }:
                    last -= 1
                start, end = words[i].start, words[last].end
                return [Mention(sentence.text[start:end], start, end, None, "place", 3)]
    return None


def _chains(sentence: Sentence, places: list[Arg]) -> list[list[Arg]]:
    """Places told in one breath, finest first: «في إقليم فارياب شمال البلاد», «حي الروضة بمدينة تعز»."""
    out: list[list[Arg]] = []
    for arg in places:
        if out:
            previous = out[-1][-1]
            between = [w for w in sentence.words[previous.last + 1 : arg.first] if w.kind == "word"]
            if (
                len(between) <= 1
                and (arg.prep in ("", "ب", "في", "gen", "من") or arg.group == previous.group)
                and not any(w.verb is not None for w in between)
            ):
                out[-1].append(arg)
                continue
        out.append([arg])
    return out


def _listed(sentence: Sentence, places: list[Mention]) -> list[Mention]:
    """The places of the claim before, all where they are a list, else two."""
    groups = {arg.group for arg in sentence.places for place in places if arg.start == place.start}
    return places if len(groups) == 1 and len(places) > 1 else places[:2]


def fill_places(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft]) -> None:
    """Set the draft's places: at most two besides those coordinated with the first; and note the rule that gave them."""
    rule = _fill(sentence, draft, memory, before)
    draft.placed = rule if draft.places else ""


def _fill(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft]) -> str:
    held = _held(sentence, draft)
    if held is not None:
        draft.places = held
        return "held"
    here = [arg for arg in sentence.places if draft.low <= arg.first <= draft.high and fits(draft, arg, sentence)]
    off = astray(sentence, draft, here)
    here = [arg for arg in here if arg.first not in off]
    apart = [arg for arg in here if not is_reference(sentence, arg)]
    here = apart or here  # «الحوطة إلى الشمال من عدن»: what only tells where another lies is not where it was
    chosen: list[Arg] = []
    if here:
        chains = _chains(sentence, here)
        chain = min(chains, key=lambda items: _order(draft, items[0], items[-1]))
        first = chain[0]
        mates = [arg for arg in here if arg.group == first.group]
        rest = [arg for arg in here if arg.group != first.group and arg.first > first.first]
        chosen = mates + (rest[:1] if len(mates) == 1 else [])
    draft.places = [arg.mention for arg in chosen if arg.mention is not None]
    if draft.places:
        return "own"
    if draft.kind == "responsibility":
        told = next((d for d in reversed(before) if d.kind in _ACTS and d.places), None) or memory.last(_ACTS, sentence.index, 6)
        if told is not None:
            draft.places = told.places[:2]
            draft.notes.append("place:act")
        return "act"
    wide = [
        arg for arg in sentence.wide if draft.low <= arg.first <= draft.high and arg.prep in ("في", "علي", "ب", "ل", "gen", "من", "الي")
    ]
    if wide and draft.kind not in ("agreement", "statistic"):
        draft.places = [wide[0].mention]
        return "wide"
    if draft.kind == "agreement":
        return "none"
    early = [arg for arg in sentence.places if arg.first < draft.low and arg.prep in ("في", "ب", "داخل")]
    if early and draft.kind not in _NOT_PLACED and not before:
        draft.places = [m for m in (early[-1].mention,) if m is not None]
        draft.notes.append("place:sentence")
        return "sentence"
    late = [arg for arg in sentence.places if arg.first > draft.high and arg.prep in ("في", "ب", "داخل", "قرب")]
    if late and not before and draft.kind not in _NOT_PLACED and late[0].first - draft.high <= 14:
        draft.places = [m for m in (late[0].mention,) if m is not None]
        draft.notes.append("place:later")
        return "later"
    if before and before[-1].places and draft.kind not in ("statistic",):
        draft.places = _listed(sentence, before[-1].places)
        draft.notes.append("place:clause-before")
        return "clause-before"
    if early and draft.kind not in _NOT_PLACED:
        draft.places = [m for m in (early[-1].mention,) if m is not None]
        return "early"
    if draft.trigger.control >= 0 and _habit(sentence, draft):
        return "none"
    if memory.places and draft.kind not in ("statistic", "agreement", "finding"):
        reach = memory.drafts and sentence.index - memory.drafts[-1][0] <= 2
        if reach:
            draft.places = memory.places[:1]
            draft.notes.append("place:earlier")
    return "earlier"

"""Roles by government: «على يد», «ضد», «بين … و…», prepositions as the frame says, verbs after an event, owners of things hit."""

from __future__ import annotations

from marsad.reading.parties.subjects import VIOLENT, Cast, blocked, is_verb, subject_after
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.clauses import CONTROL
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["carried", "explicit", "owners", "prepositions"]


def owners(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """A thing that was hit stands for whose it is: «نقاط تفتيش لداعش», «سيارة تعود لناشطين في حماس»."""
    if not out.targets or any(arg.id is not None or arg.cls in ("fighter", "person", "force") for arg in out.targets):
        return
    last = max(arg.last for arg in out.targets)
    for arg in sentence.args:
        if not last < arg.first <= trigger.high or arg.first - last > 8 or arg.index in out.why:
            continue
        if arg.id is not None and arg.prep in ("ل", "gen", "", "في") and not blocked(sentence, last, arg.first):
            if arg.prep == "في" and not any(
                w.fold.startswith(("لناشط", "لعناصر", "لكوادر", "لقياد", "لاعضاء", "لمسوول")) for w in sentence.words[last : arg.first]
            ):
                continue
            out.add("target", arg, "owner", sentence)
            return
        if arg.prep not in ("ل", "gen", "", "في"):
            return


_NEXT = 6
_BETWEEN_THEM = folded("between_them")
_HELD = tuple(sorted(folded("held_by")))


def _turn(sentence: Sentence, first: int, high: int) -> int:
    """The word «جهة» of the first «من جهة» after `first`, which parts two sides told by «بين»; -1 where there is none."""
    words = sentence.words
    for i in range(first + 1, min(high, len(words) - 1)):
        if words[i].fold in HARD:
            return -1
        if words[i].fold == "من" and words[i + 1].fold in ("جهه", "ناحيه", "طرف"):
            return i + 1
    return -1


def explicit(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«على يد»، «من قبل»، «ضد»، and «بين … و…»: roles that hold whatever the frame."""
    between = [
        arg
        for arg in sentence.args
        if arg.prep == "بين"
        and trigger.at < arg.first <= trigger.high
        and (arg.id is not None or arg.cls in ("fighter", "force", "person"))
    ]
    if between and between[0].first >= 2 and sentence.words[between[0].first - 2].fold in _BETWEEN_THEM:
        out.add("target", between[0], "between", sentence)  # «مواجهات بينه وبين القوات»: who was named before comes first
        out.dropped = not out.agents
    elif trigger.kind in ("clash", "agreement") and between:
        first = between[0]
        mates = [arg for arg in sentence.args if arg.group == first.group]
        sides = [arg for arg in mates if arg.first <= trigger.high]
        turn = _turn(sentence, first.last, trigger.high)
        if turn >= 0:
            # «بين الحوثيين وقوات صالح من جهة والمقاومة من جهة أخرى»
            for side in sides:
                out.add("agent" if side.first < turn else "target", side, "between", sentence, False)
            far = min(trigger.high, turn + _NEXT)
            second = next((arg for arg in sentence.args if turn < arg.first <= far and arg.index not in out.why), None)
            if second is not None and (second.id is not None or second.cls in ("fighter", "force", "person")):
                out.add("target", second, "between", sentence)
            sides = []
        if len(sides) == 1:
            later = [arg for arg in sentence.args if arg.first > first.last and arg.first <= trigger.high and arg.id is not None]
            sides += later[:1]
        if sides:
            out.add("agent", sides[0], "between", sentence, False)
        for side in sides[1:]:
            out.add("target", side, "between", sentence, False)
    for arg in sentence.args:
        if not trigger.low <= arg.first <= trigger.high:
            continue
        if arg.prep == "by" and arg.first > trigger.at:
            held = trigger.kind == "capture" and trigger.at < arg.first - 3 and sentence.words[arg.first - 3].fold.startswith(_HELD)
            # «تحرير المعابر المحتلة من قبل التنظيم»: who holds it loses it
            out.add("target" if held else "agent", arg, "by", sentence)
        elif arg.prep == "ضد" and arg.first > trigger.at and trigger.kind not in ("responsibility", "casualties"):
            out.add("target", arg, "against", sentence)


def carried(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """A verb after the event noun: «غارات شنتها مقاتلات التحالف»، «هجوم استهدف قافلة»، «الغارات استهدفت»."""
    words = sentence.words
    i = trigger.last + 1
    limit = min(trigger.high, trigger.last + 12)
    while i <= limit:
        word = words[i]
        if word.fold in HARD:
            return
        verb = word.verb
        if verb is not None and word.noun is None and word.actor is None and (verb.suf or not any(e.tag == "M" for e in word.entries)):
            if verb.lemma in CONTROL and CONTROL[verb.lemma] == "agent" and (verb.suf or verb.lemma in ("شن", "نفذ")):
                out.add("agent", subject_after(sentence, i, trigger.high, False), "carried", sentence)
            elif verb.lemma in ("استهدف", "طال", "أصاب", "دمر", "ضرب", "قصف", "شمل"):
                out.add("target", subject_after(sentence, i, trigger.high, False), "hit", sentence)
            return
        i += 1


def prepositions(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Roles by preposition, as the frame says: على، من، مع، ل، ب."""
    frame = trigger.frame
    names = {"علي": "on", "من": "of", "مع": "with", "ل": "to", "ب": "by", "تجاه": "on", "باتجاه": "on", "نحو": "on"}
    for arg in sentence.args:
        if arg.index in out.why or not trigger.at < arg.first <= trigger.high:
            continue
        government = names.get(arg.prep)
        if arg.prep == "قرب" and frame.kind in ("airstrike", "shelling") and arg.cls in ("site-arms", "actor"):
            government = "on"
        if government is None:
            continue
        if arg.prep in ("باتجاه", "نحو", "تجاه") and frame.kind not in VIOLENT:
            continue
        role = frame.role(government)
        if role == "none" or blocked(sentence, trigger.at, arg.first):
            continue
        if role == "agent" and (out.agents or arg.cls not in ("actor", "force", "fighter", "craft", "gun")):
            if (arg.prep == "ل" and arg.cls in ("site", "site-arms", "person")) or (
                arg.prep == "ل" and out.agents and frame.kind in VIOLENT
            ):
                role = "target"
            else:
                continue
        if arg.prep == "ل" and role == "agent" and arg.first - trigger.last > 4:
            continue
        if arg.prep == "من" and role == "agent" and arg.first - trigger.last > 6:
            continue
        if any(
            is_verb(word) and word.verb is not None and word.verb.lemma not in ("كان", "زال", "تم")
            for word in sentence.words[trigger.last + 1 : arg.first]
        ) and arg.prep in ("من", "ل", "ب"):
            continue
        out.add(role, arg, f"prep-{arg.prep}", sentence)

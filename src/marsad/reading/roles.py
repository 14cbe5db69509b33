"""Who does it and to whom: agents and targets of a trigger among the phrases of its sentence, each by a named rule."""

from __future__ import annotations

from marsad.reading.clauses import CONTROL, controller
from marsad.reading.sentence import HARD, Arg, Sentence
from marsad.reading.special import SPECIAL, special
from marsad.reading.subjects import (
    ACTING,
    SUFFERING,
    VIOLENT,
    Cast,
    antecedent,
    blocked,
    controlling,
    genitive,
    is_verb,
    objective,
    reads_nominative,
    subject_after,
    subject_before,
)
from marsad.reading.triggers import Trigger

__all__ = ["Cast", "cast"]



def _is_passive(sentence: Sentence, trigger: Trigger, raw: str) -> bool:
    if trigger.frame.voice == "passive":
        return True
    if trigger.form != "v":
        return False
    if trigger.tag in ("Pp", "Ip") and not any(entry.tag in ("P", "I") and entry.lemma == (trigger.entry.lemma if trigger.entry else "")
                                               for entry in sentence.words[trigger.at].entries):
        return True
    return "\u064f" in raw[:4]


def _plain(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """The grammar of verbs, or that of masdars and nouns."""
    if trigger.form == "v":
        verb_roles(sentence, trigger, out)
    else:
        noun_roles(sentence, trigger, out)


def cast(sentence: Sentence, trigger: Trigger) -> Cast:
    """Agents and targets of a trigger inside its clause; what is left out is inherited later."""
    out = Cast()
    words = sentence.words
    frame = trigger.frame
    word = words[trigger.at]
    raw = sentence.text[word.start : word.end]
    out.passive = _is_passive(sentence, trigger, raw)
    _explicit(sentence, trigger, out)
    if frame.voice in SPECIAL:
        special(sentence, trigger, out, _plain)
    else:
        _plain(sentence, trigger, out)
    _prepositions(sentence, trigger, out)
    _owners(sentence, trigger, out)
    return out


def _owners(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """A thing that was hit stands for whose it is: «نقاط تفتيش لداعش», «سيارة تعود لناشطين في حماس»."""
    if not out.targets or any(arg.id is not None or arg.cls in ("fighter", "person", "force") for arg in out.targets):
        return
    last = max(arg.last for arg in out.targets)
    for arg in sentence.args:
        if not last < arg.first <= trigger.high or arg.first - last > 8 or arg.index in out.why:
            continue
        if arg.id is not None and arg.prep in ("ل", "gen", "", "في") and not blocked(sentence, last, arg.first):
            if arg.prep == "في" and not any(w.fold.startswith(("لناشط", "لعناصر", "لكوادر", "لقياد", "لاعضاء", "لمسوول")) for w in sentence.words[last:arg.first]):
                continue
            out.add("target", arg, "owner", sentence)
            return
        if arg.prep not in ("ل", "gen", "", "في"):
            return




def _explicit(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«على يد»، «من قبل»، «ضد»، and «بين … و…»: roles that hold whatever the frame."""
    between = [arg for arg in sentence.args if arg.prep == "بين" and trigger.at < arg.first <= trigger.high
               and (arg.id is not None or arg.cls in ("fighter", "force", "person"))]
    if trigger.kind in ("clash", "agreement") and between:
        first = between[0]
        mates = [arg for arg in sentence.args if arg.group == first.group]
        sides = [arg for arg in mates if arg.first <= trigger.high]
        if len(sides) == 1:
            later = [arg for arg in sentence.args if arg.first > first.last and arg.first <= trigger.high and arg.id is not None]
            sides += later[:1]
        out.add("agent", sides[0], "between", sentence, False)
        for side in sides[1:]:
            out.add("target", side, "between", sentence, False)
    for arg in sentence.args:
        if not trigger.low <= arg.first <= trigger.high:
            continue
        if arg.prep == "by" and arg.first > trigger.at:
            out.add("agent", arg, "by", sentence)
        elif arg.prep == "ضد" and arg.first > trigger.at and trigger.kind not in ("responsibility", "casualties"):
            out.add("target", arg, "against", sentence)




def verb_roles(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    at, low, high = trigger.at, trigger.low, trigger.high
    after = subject_after(sentence, at, high, False)
    plural = trigger.who in ("mp", "fp", "md", "fd")
    role = "target" if out.passive else "agent"
    hang, relative = antecedent(sentence, at)
    subject: Arg | None = None
    if after is not None and not out.passive and after.cls in ("site", "site-arms"):
        after = None if trigger.frame.next else after
        if after is not None:
            out.add("target", after, "object", sentence)
            after = None
    if after is not None and not plural and (out.passive or after.cls in ACTING or after.cls == "person" or after.id is not None):
        subject = after
        if not out.passive and objective(sentence, trigger, after):
            subject = None
            if trigger.kind in ("arrest", "abduction", "killing") and trigger.who == "ms" and subject_before(sentence, at, low, True) is None:
                out.passive = True
                subject, role = after, "target"
    before = subject_before(sentence, at, low, False)
    if subject is not None and before is not None and not relative and not trigger.suffix and not out.passive and (not trigger.frame.next or trigger.kind == "seizure"):
        # «الطائرات قصفت مواقع التنظيم»: a subject stands before, so what follows is the object
        if before.cls in ACTING and before.first >= low and _agrees(trigger, before) and at - before.last <= 5 and not reads_nominative(sentence, after):
            subject = before
    straight = at > 0 and sentence.words[at - 1].fold in sentence.lexicon.particles["relative"]
    if straight and hang is not None and not trigger.suffix and not out.passive and trigger.frame.next and (subject is None or subject.first > at + 1):
        subject = hang
    if subject is None:
        if relative and hang is not None and not trigger.suffix:
            subject = hang
        elif before is not None and (out.passive or before.cls in ACTING or before.id is not None):
            subject = before
    if (subject is None and not out.passive and before is not None and before.cls in ("site", "site-arms") and before.prep == ""
            and trigger.frame.role("object") == "target" and not trigger.frame.next and after is None and not trigger.suffix):
        out.passive = True
        out.add("target", before, "subject-passive", sentence)
    if subject is hang and relative and subject is not None and subject.cls in ("person",) and trigger.kind in ("abduction", "arrest", "killing") and after is None:
        out.passive, role = True, "target"
    if subject is not None:
        out.add(role, subject, "subject-after" if subject.first > at else "subject-before", sentence)
    elif not out.passive:
        out.dropped = True
    if relative and hang is not None and subject is not hang and trigger.suffix and trigger.frame.role("object") == "target":
        out.add("target", hang, "relative-object", sentence)
    if not out.passive and trigger.frame.role("object") == "target" and (not trigger.frame.next or trigger.kind == "seizure"):
        for arg in sentence.args:
            if at < arg.first <= high and arg.index not in out.why and arg.prep in ("", "gen") and not blocked(sentence, at + 1, arg.first):
                if subject is not None and subject.first > at and arg.first < subject.first:
                    continue
                if arg.cls in SUFFERING or arg.id is not None:
                    out.add("target", arg, "object", sentence)
                    break


def _agrees(trigger: Trigger, subject: Arg) -> bool:
    if trigger.who in ("mp", "md"):
        return True
    if trigger.who == "fs":
        return True
    return trigger.who == "ms"


def _allowed(sentence: Sentence, trigger: Trigger) -> Arg | None:
    """«السماح للجيش بشن غارات»: who is let do it does it."""
    words = sentence.words
    for i in range(trigger.at - 1, max(trigger.low, trigger.at - 12) - 1, -1):
        if words[i].fold.lstrip("وف").removeprefix("ب").removeprefix("ال") in ("سماح", "سمح", "سمحت", "تسمح", "يسمح", "لسماح"):
            return next((arg for arg in sentence.args if i < arg.first < trigger.at and arg.prep == "ل"), None)
    return None


def noun_roles(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Masdars, nouns, participles and plain words."""
    at, high = trigger.last if trigger.form == "w" else trigger.at, trigger.high
    frame = trigger.frame
    gen = genitive(sentence, trigger.at, high)
    if gen is None and trigger.last != trigger.at:
        gen = genitive(sentence, trigger.last, high)
    role = frame.role("gen")
    control, way = controller(sentence, trigger)
    trigger.control = control
    allowed = _allowed(sentence, trigger)
    if allowed is not None:
        out.add("agent", allowed, "allowed", sentence)
    carrier = controlling(sentence, control, trigger) if control >= 0 and way == "agent" else None
    if frame.kind in VIOLENT or frame.kind == "agreement":
        _carried(sentence, trigger, out)
    if gen is not None and role != "none":
        giver = role
        after = sentence.words[gen.last + 1].fold if gen.last + 1 < len(sentence.words) else ""
        if role == "target" and trigger.form == "m" and after in ("له", "لها", "لهم", "لهما") and gen.cls in ("actor", "force", "fighter"):
            giver = "agent"  # «احتجاز الجيش لهم»
        if role == "target" and trigger.form == "m":
            # «خطف جبهة النصرة لمقاتلين»: a second object shows that the first is the doer
            second = next((arg for arg in sentence.args if gen.last < arg.first <= high and arg.first - gen.last <= 4), None)
            if frame.kind != "casualties" and second is not None and second.prep == "ل" and gen.cls in ("actor", "force", "fighter") and second.cls in SUFFERING:
                giver = "agent"
                out.add("target", second, "object-l", sentence)
        elif (role == "agent" and carrier is not None and carrier is not gen and trigger.form == "m" and gen.cls not in ("craft", "gun") and frame.kind in (
                "airstrike", "shelling", "besiege")) or (role == "agent" and (way == "repel" or (frame.kind in ("airstrike", "shelling") and gen.cls in ("site", "site-arms", "person")))):
            giver = "target"
        if giver == "agent" and gen.id is None and gen.cls in ("site", "site-arms") and frame.role("object") == "target":
            giver = "target"
        out.add(giver, gen, "genitive", sentence)
    if frame.kind == "casualties" and control >= 0 and way == "agent" and not any(
            e.lemma in ("تمكن", "استطاع", "نجح", "قام") for e in sentence.words[control].entries):
        way = ""
    if control >= 0 and way in ("agent", "target", "repel") and not (out.agents and way == "agent"):
        subject = controlling(sentence, control, trigger)
        if (subject is not None and subject.cls not in ("site", "person")) or (subject is not None and way == "target"):
            out.add("target" if way == "target" else "agent", subject, f"control-{way}", sentence)
        elif way != "target":
            out.dropped = not out.agents
    if trigger.suffix and not out.agents and frame.role("gen") == "agent":
        out.dropped = True
    if trigger.form == "m" and not out.agents and frame.kind in ("capture", "advance", "besiege", "withdraw", "deployment", "seizure"):
        back = sentence.words[trigger.at - 1].fold if trigger.at else ""
        hung = back in sentence.lexicon.particles["link"] and back not in ("خلال", "عند", "لدي", "مع")
        out.dropped = (bool(trigger.suffix) and role == "agent") or (way != "passive" and not (hung and role == "none"))
    _ = at


def _carried(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
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


def _prepositions(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
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
            if (arg.prep == "ل" and arg.cls in ("site", "site-arms", "person")) or (arg.prep == "ل" and out.agents and frame.kind in VIOLENT):
                role = "target"
            else:
                continue
        if arg.prep == "ل" and role == "agent" and arg.first - trigger.last > 4:
            continue
        if arg.prep == "من" and role == "agent" and arg.first - trigger.last > 6:
            continue
        if any(is_verb(word) and word.verb is not None and word.verb.lemma not in ("كان", "زال", "تم") for word in sentence.words[trigger.last + 1 : arg.first]) and arg.prep in ("من", "ل", "ب"):
            continue
        out.add(role, arg, f"prep-{arg.prep}", sentence)

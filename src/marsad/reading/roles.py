"""Who does it and to whom: agents and targets of a trigger among the phrases of its sentence, each by a named rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.clauses import CONTROL, controller
from marsad.reading.sentence import HARD, Arg, Sentence, Word
from marsad.reading.triggers import Trigger

__all__ = ["Cast", "cast"]

ACTING = frozenset(("actor", "fighter", "force", "craft", "gun"))
SUFFERING = frozenset(("person", "fighter", "force", "actor", "site-arms", "site"))
VIOLENT = frozenset(("clash", "airstrike", "shelling", "bombing", "chemical", "killing"))
_MEDIA = frozenset("body".split())


@dataclass(slots=True)
class Cast:
    """Agents and targets with the rule that gave each (`why`, by phrase index), and whether the agent was left out («وسيطرت على»)."""

    agents: list[Arg] = field(default_factory=list)
    targets: list[Arg] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    dropped: bool = False
    passive: bool = False

    def add(self, role: str, arg: Arg | None, why: str, sentence: Sentence, whole: bool = True) -> None:
        """Give `arg` (and those coordinated with it) a role, unless it has one."""
        if arg is None or role not in ("agent", "target"):
            return
        if role == "agent" and arg.id is None and arg.cls not in ("fighter", "force", "person", "craft", "gun"):
            return
        mates = [other for other in sentence.args if other.group == arg.group] if whole else [arg]
        for mate in mates:
            if mate.index in self.why:
                continue
            self.why[mate.index] = f"{role}:{why}"
            (self.agents if role == "agent" else self.targets).append(mate)


def _blocked(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a hard break or a finite verb stands between two words."""
    for word in sentence.words[first:last]:
        if word.fold in HARD:
            return True
    return False


def _is_verb(word: Word) -> bool:
    return word.verb is not None and word.noun is None and word.actor is None and word.place is None and word.number is None and not any(
        entry.tag == "M" and not entry.finite for entry in word.entries)


def subject_after(sentence: Sentence, verb: int, high: int, acting: bool = True) -> Arg | None:
    """The bare phrase right after a verb (time, place and adverbs may stand between), or None."""
    for arg in sentence.args:
        if arg.first <= verb or arg.first > high:
            continue
        if _blocked(sentence, verb + 1, arg.first):
            return None
        if any(_is_verb(word) for word in sentence.words[verb + 1 : arg.first]):
            return None
        if arg.prep in ("", "gen") and (arg.governor <= verb or arg.prep == "" or sentence.words[arg.governor].verb is not None):
            if not acting or arg.cls in ACTING or arg.id is not None:
                return arg
            return None
        if arg.prep in ("في", "ب", "من", "علي", "ل", "قرب", "داخل", "خلال"):
            continue
    return None


def subject_before(sentence: Sentence, verb: int, low: int, acting: bool = True) -> Arg | None:
    """The bare phrase before a verb in its clause («المقاومة سيطرت على»)."""
    best = None
    for arg in sentence.args:
        if arg.last >= verb or arg.first < low:
            continue
        if _blocked(sentence, arg.last + 1, verb):
            continue
        if arg.prep == "" and (not acting or arg.cls in ACTING or arg.id is not None):
            between = sentence.words[arg.last + 1 : verb]
            verbs = [w for w in between if _is_verb(w) and w.verb is not None and w.verb.lemma not in ("كان", "زال", "ظل", "عاد")]
            relative = any(w.fold in sentence.lexicon.particles["relative"] for w in between)
            if verbs and not relative:
                continue
            if best is None or arg.group != best.group:
                best = arg if best is None or verbs == [] else best
    return best


def antecedent(sentence: Sentence, verb: int) -> tuple[Arg | None, bool]:
    """The phrase that a relative clause round `verb` hangs on, and whether a relative pronoun says so."""
    words = sentence.words
    i = verb - 1
    steps = 0
    while i >= 0 and steps < 4:
        if words[i].fold in HARD:
            return None, False
        if words[i].fold in sentence.lexicon.particles["relative"]:
            near = max((place.last for place in sentence.places if place.last < i), default=-1)
            for arg in reversed(sentence.args):
                if arg.last < i and i - arg.last <= 6:
                    return (None if near > arg.last else arg), True
            return None, True
        i -= 1
        steps += 1
    return None, False


def _genitive(sentence: Sentence, at: int, high: int) -> Arg | None:
    """The phrase in genitive right after a masdar or noun («سيطرة الحوثيين»، «هجوم عنيف للمقاومة» excluded)."""
    for arg in sentence.args:
        if arg.first > at:
            begin = arg.first
            while begin - 1 > at and sentence.words[begin - 1].kind in ("quote", "number") or (begin - 1 > at and sentence.words[begin - 1].number is not None):
                begin -= 1
            gap = [w for w in sentence.words[at + 1 : begin] if w.kind == "word" and not _filler(w)]
            if len(gap) == 0 and arg.prep in ("gen", ""):
                return arg
            return None
    return None


def _filler(word: Word) -> bool:
    return word.number is not None or word.fold in ("نحو", "حوالي", "اكثر", "من", "ما", "لا", "يقل", "عن", "عشرات", "عدد", "مئات", "بعض", "احد", "جميع")


def _is_passive(sentence: Sentence, trigger: Trigger, raw: str) -> bool:
    if trigger.frame.voice == "passive":
        return True
    if trigger.form != "v":
        return False
    if trigger.tag in ("Pp", "Ip") and not any(entry.tag in ("P", "I") and entry.lemma == (trigger.entry.lemma if trigger.entry else "")
                                               for entry in sentence.words[trigger.at].entries):
        return True
    return "\u064f" in raw[:4]


def cast(sentence: Sentence, trigger: Trigger) -> Cast:
    """Agents and targets of a trigger inside its clause; what is left out is inherited later."""
    out = Cast()
    words = sentence.words
    frame = trigger.frame
    word = words[trigger.at]
    raw = sentence.text[word.start : word.end]
    out.passive = _is_passive(sentence, trigger, raw)
    _explicit(sentence, trigger, out)
    if frame.voice in _SPECIAL:
        _special(sentence, trigger, out)
    elif trigger.form == "v":
        _verb(sentence, trigger, out)
    else:
        _noun(sentence, trigger, out)
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
        if arg.id is not None and arg.prep in ("ل", "gen", "", "في") and not _blocked(sentence, last, arg.first):
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


_SPECIAL = frozenset(("toll", "cut", "possess", "fall", "drive", "driven", "own", "accuse", "responsible", "attributed", "deny", "lose"))


def _special(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Frames whose government is their own (see `voice` in frames/README.md)."""
    voice = trigger.frame.voice
    at, low, high = trigger.at, trigger.low, trigger.high
    after = [arg for arg in sentence.args if at < arg.first <= high]
    if voice == "possess":
        owner = next((arg for arg in after if arg.prep in ("gen", "ل", "") and arg.first - trigger.last <= 6 and arg.cls in ("actor", "force", "fighter")), None)
        if trigger.suffix and owner is None or (trigger.suffix in ("هم", "ها") and owner is not None):
            owner = next((arg for arg in reversed(sentence.args) if arg.last < at and arg.id is not None and at - arg.last <= 14), None)
            if owner is not None:
                out.add("agent", owner, "holder-pronoun", sentence)
                return
        if trigger.suffix or sentence.words[trigger.last].fold.endswith(("هم", "ها", "ته")) and owner is None:
            out.dropped = True
        else:
            out.add("agent", owner, "holder", sentence)
        return
    if voice == "toll":
        victim = _genitive(sentence, trigger.last, high) or next((arg for arg in after if arg.first >= trigger.last and arg.cls in ("person", "fighter", "actor")), None)
        if victim is not None and victim.first - trigger.last <= 5:
            out.add("target", victim, "victim", sentence)
        return
    if voice == "cut":
        out.dropped = True
        _noun(sentence, trigger, out) if trigger.form != "v" else _verb(sentence, trigger, out)
        for mate in list(out.agents):
            if mate.first > trigger.last:
                out.agents.remove(mate)
                del out.why[mate.index]
        owner = next((arg for arg in after if arg.first > trigger.last and arg.first - trigger.last <= 7 and arg.prep in ("gen", "", "عن", "ل") and arg.cls in ("actor", "force", "fighter")), None)
        out.add("target", owner, "cut-from", sentence)
        out.dropped = not out.agents
        return
    if voice == "fall":
        for arg in after:
            if arg.prep in ("بيد", "by", "من", "gen", "", "ب", "في") and arg.id is not None and arg.first > trigger.last - 1:
                out.add("agent", arg, "into-hands", sentence)
                return
        out.dropped = True
        return
    if voice in ("own", "accuse", "deny"):
        subject = None
        if trigger.form == "v":
            subject = subject_after(sentence, at, high, False)
            if subject is None or (subject.cls not in ("actor", "force", "person", "fighter") and subject.id is None):
                subject = subject_before(sentence, at, low, False) or antecedent(sentence, at)[0]
        else:
            subject = next((arg for arg in after if arg.prep in ("gen", "by")), None)
        if subject is not None:
            out.add("agent", subject, "subject", sentence)
        else:
            out.dropped = True
        if voice == "accuse":
            rest = [arg for arg in after if arg.index not in out.why and arg.prep in ("", "ل", "gen", "علي")]
            if rest:
                out.add("target", rest[0], "accused", sentence)
        return
    if voice == "responsible":
        before = [arg for arg in sentence.args if low <= arg.first < at and arg.prep in ("", "gen")]
        if before:
            out.add("target", before[-1], "held", sentence)
        elif after and after[0].prep in ("gen", "", "ل"):
            out.add("target", after[0], "held", sentence)
        return
    if voice == "attributed":
        target = next((arg for arg in after if arg.prep == "الي"), None)
        if target is not None:
            out.add("target", target, "attributed-to", sentence)
        subject = subject_after(sentence, at, high, False)
        if subject is not None and subject is not target:
            out.add("agent", subject, "subject", sentence)
        return
    if voice == "lose":
        _verb(sentence, trigger, out) if trigger.form == "v" else _noun(sentence, trigger, out)
        return
    _drive(sentence, trigger, out)


def _drive(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«طرد … من»: with a named driver he is the agent, without one the driven are (rule 21)."""
    at, low, high = trigger.at, trigger.low, trigger.high
    bare = [arg for arg in sentence.args if at < arg.first <= high and arg.prep in ("", "gen") and arg.cls in ("actor", "fighter", "force")]
    driver = None
    if trigger.form == "v":
        if len({arg.group for arg in bare}) > 1:
            driver = bare[0]
            bare = [arg for arg in bare if arg.group != driver.group]
        else:
            driver = subject_before(sentence, at, low)
            if driver is None and trigger.suffix and bare:
                driver, bare = bare[0], []
    else:
        control, way = controller(sentence, trigger)
        if way == "agent":
            driver = subject_after(sentence, control, at) or subject_before(sentence, control, low)
            out.dropped = driver is None
        if driver is None and len({arg.group for arg in bare}) > 1:
            driver = bare[0]
            bare = [arg for arg in bare if arg.group != driver.group]
    if trigger.frame.voice == "drive":
        out.add("agent", driver, "driver", sentence)
        if bare:
            out.add("target", bare[0], "driven", sentence)
    elif bare and driver is None:
        out.add("agent", bare[0], "driven", sentence)


def _verb(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
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
        if not out.passive and _objective(sentence, trigger, after):
            subject = None
            if trigger.kind in ("arrest", "abduction", "killing") and trigger.who == "ms" and subject_before(sentence, at, low, True) is None:
                out.passive = True
                subject, role = after, "target"
    before = subject_before(sentence, at, low, False)
    if subject is not None and before is not None and not relative and not trigger.suffix and not out.passive and not trigger.frame.next:
        # «الطائرات قصفت مواقع التنظيم»: a subject stands before, so what follows is the object
        if before.cls in ACTING and before.first >= low and _agrees(trigger, before) and at - before.last <= 5 and not _reads_nominative(sentence, after):
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
    if not out.passive and trigger.frame.role("object") == "target" and not trigger.frame.next:
        for arg in sentence.args:
            if at < arg.first <= high and arg.index not in out.why and arg.prep in ("", "gen") and not _blocked(sentence, at + 1, arg.first):
                if subject is not None and subject.first > at and arg.first < subject.first:
                    continue
                if arg.cls in SUFFERING or arg.id is not None:
                    out.add("target", arg, "object", sentence)
                    break


def _objective(sentence: Sentence, trigger: Trigger, arg: Arg) -> bool:
    """Whether the phrase after a verb can only be its object: an oblique plural, or people counted after a feminine verb."""
    words = sentence.words
    if getattr(arg.mention, "cls", "") in ("air", "arms"):
        return False
    tail = words[arg.head].fold
    if arg.cls in ("person", "fighter") and arg.id is None and (arg.number is not None or not arg.definite) and trigger.kind in ("arrest", "abduction", "killing"):
        return True
    noun = sentence.words[arg.head].noun
    if tail.endswith("ا") and noun is not None and noun.who == "s" and trigger.frame.role("object") == "target" and not trigger.frame.next:
        return True  # «اعتقلت قياديا»: an indefinite accusative
    if trigger.who == "fs" and (arg.number is not None or tail.endswith(("ين", "ون"))):
        return arg.cls in ("fighter", "person", "actor")
    return tail.endswith("ين") and arg.cls in ("fighter", "person", "actor") and len(tail) > 4 and arg.prep == "" and trigger.frame.role("object") == "target" and not trigger.frame.next


def _reads_nominative(sentence: Sentence, arg: Arg | None) -> bool:
    """Whether a phrase is written as a subject («الحوثيون»)."""
    return arg is not None and sentence.words[arg.head].fold.endswith("ون")


def _agrees(trigger: Trigger, subject: Arg) -> bool:
    if trigger.who in ("mp", "md"):
        return True
    if trigger.who == "fs":
        return True
    return trigger.who == "ms"


def _noun(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Masdars, nouns, participles and plain words."""
    at, high = trigger.last if trigger.form == "w" else trigger.at, trigger.high
    frame = trigger.frame
    gen = _genitive(sentence, trigger.at, high)
    if gen is None and trigger.last != trigger.at:
        gen = _genitive(sentence, trigger.last, high)
    role = frame.role("gen")
    control, way = controller(sentence, trigger)
    trigger.control = control
    carrier = _controlling(sentence, control, trigger) if control >= 0 and way == "agent" else None
    if frame.kind in VIOLENT or frame.kind == "agreement":
        _carried(sentence, trigger, out)
    if gen is not None and role != "none":
        giver = role
        if role == "target" and trigger.form == "m":
            # «خطف جبهة النصرة لمقاتلين»: a second object shows that the first is the doer
            second = next((arg for arg in sentence.args if gen.last < arg.first <= high and arg.first - gen.last <= 4), None)
            if frame.kind != "casualties" and second is not None and second.prep == "ل" and gen.cls in ("actor", "force", "fighter") and second.cls in SUFFERING:
                giver = "agent"
                out.add("target", second, "object-l", sentence)
        elif role == "agent" and carrier is not None and carrier is not gen and trigger.form == "m" and gen.cls not in ("craft", "gun") and frame.kind in (
                "airstrike", "shelling", "besiege"):
            giver = "target"
        elif role == "agent" and (way == "repel" or (frame.kind in ("airstrike", "shelling") and gen.cls in ("site", "site-arms", "person"))):
            giver = "target"
        if giver == "agent" and gen.id is None and gen.cls in ("site", "site-arms") and frame.role("object") == "target":
            giver = "target"
        out.add(giver, gen, "genitive", sentence)
    if frame.kind == "casualties" and control >= 0 and way == "agent" and not any(
            e.lemma in ("تمكن", "استطاع", "نجح", "قام") for e in sentence.words[control].entries):
        way = ""
    if control >= 0 and way in ("agent", "target", "repel") and not (out.agents and way == "agent"):
        subject = _controlling(sentence, control, trigger)
        if subject is not None and subject.cls not in ("site", "person") or (subject is not None and way == "target"):
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


def _controlling(sentence: Sentence, control: int, trigger: Trigger) -> Arg | None:
    """Subject of the verb that carries a masdar or noun."""
    hang, relative = antecedent(sentence, control)
    verb = sentence.words[control].verb
    after = subject_after(sentence, control, trigger.at - 1, False)
    if after is not None and not (verb is not None and verb.who in ("mp", "md", "fp")):
        return after
    if relative and hang is not None and not (verb is not None and verb.suf):
        return hang
    return subject_before(sentence, control, trigger.low, False)


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
        if government is None:
            continue
        if arg.prep in ("باتجاه", "نحو", "تجاه") and frame.kind not in VIOLENT:
            continue
        role = frame.role(government)
        if role == "none" or _blocked(sentence, trigger.at, arg.first):
            continue
        if role == "agent" and (out.agents or arg.cls not in ("actor", "force", "fighter", "craft", "gun")):
            if arg.prep == "ل" and arg.cls in ("site", "site-arms", "person"):
                role = "target"
            elif arg.prep == "ل" and out.agents and frame.kind in VIOLENT:
                role = "target"
            else:
                continue
        if arg.prep == "ل" and role == "agent" and arg.first - trigger.last > 4:
            continue
        if arg.prep == "من" and role == "agent" and arg.first - trigger.last > 6:
            continue
        if any(_is_verb(word) and word.verb is not None and word.verb.lemma not in ("كان", "زال", "تم") for word in sentence.words[trigger.last + 1 : arg.first]) and arg.prep in ("من", "ل", "ب"):
            continue
        out.add(role, arg, f"prep-{arg.prep}", sentence)

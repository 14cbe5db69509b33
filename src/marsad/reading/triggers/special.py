"""Frames whose government is their own: taking into hands, driving out, owning, accusing, holding (`voice` in frames/README.md)."""

from __future__ import annotations

from collections.abc import Callable

from marsad.reading.parties.forced import made_to_go
from marsad.reading.parties.subjects import Cast, antecedent, genitive, is_verb, subject_after, subject_before
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.clauses import controller
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["SPECIAL", "special"]

SPECIAL = frozenset(
    "toll cut possess fall drive driven own accuse responsible attributed deny lose carried-out".split(),
)

_BLAME = tuple(sorted(folded("blame")))
_CHARGE, _ASIDE = folded("charge"), folded("aside")
_MANY = ("mp", "md", "fp")
_ACCUSED_WITHIN = 16
"""How many words after the verb the charge may begin."""


def special(sentence: Sentence, trigger: Trigger, out: Cast, plain: Callable[[Sentence, Trigger, Cast], None]) -> None:
    """Frames whose government is their own (see `voice` in frames/README.md)."""
    voice = trigger.frame.voice
    at, low, high = trigger.at, trigger.low, trigger.high
    after = [arg for arg in sentence.args if at < arg.first <= high]
    if voice == "possess":
        owner = next(
            (
                arg
                for arg in after
                if arg.prep in ("gen", "ل", "") and arg.first - trigger.last <= 6 and arg.cls in ("actor", "force", "fighter")
            ),
            None,
        )
        if (trigger.suffix and owner is None) or (trigger.suffix in ("هم", "ها") and owner is not None):
            owner = next((arg for arg in reversed(sentence.args) if arg.last < at and arg.id is not None and at - arg.last <= 14), None)
            if owner is not None:
                out.add("agent", owner, "holder-pronoun", sentence)
                return
        if trigger.suffix or (sentence.words[trigger.last].fold.endswith(("هم", "ها", "ته")) and owner is None):
            out.dropped = True
        else:
            out.add("agent", owner, "holder", sentence)
        return
    if voice == "toll":
        victim = genitive(sentence, trigger.last, high) or next(
            (arg for arg in after if arg.first >= trigger.last and arg.cls in ("person", "fighter", "actor")), None
        )
        if victim is not None and victim.first - trigger.last <= 5:
            out.add("target", victim, "victim", sentence)
        return
    if voice == "cut":
        out.dropped = True
        plain(sentence, trigger, out)
        for mate in list(out.agents):
            if mate.first > trigger.last:
                out.agents.remove(mate)
                del out.why[mate.index]
        owner = next(
            (
                arg
                for arg in after
                if arg.first > trigger.last
                and arg.first - trigger.last <= 7
                and arg.prep in ("gen", "", "عن", "ل")
                and arg.cls in ("actor", "force", "fighter")
            ),
            None,
        )
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
    if voice == "accuse" and trigger.form == "v" and _accusation(sentence, trigger, out):
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
        elif after and after[0].prep in ("gen", "", "ل") and (trigger.form != "v" or after[0].first < trigger.last):
            out.add("target", after[0], "held", sentence)  # after «تقف وراء» stands the deed, never who did it
        return
    if voice == "carried-out":
        doer = subject_after(sentence, at, high, False) or next((arg for arg in after if arg.prep == ""), None)
        out.add("target", doer, "carried-out", sentence)
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
        plain(sentence, trigger, out)
        return
    _drive(sentence, trigger, out)



def _charge(sentence: Sentence, trigger: Trigger) -> int:
    """The word with which an accusation says what it lays at the door («بالوقوف وراء», «مسؤولية الهجوم»), or -1."""
    words = sentence.words
    for i in range(trigger.at + 1, min(len(words), trigger.at + _ACCUSED_WITHIN)):
        word = words[i]
        if word.fold in HARD or (is_verb(word) and not word.fold.startswith("ال")):
            return -1
        if word.fold in _CHARGE or word.fold.startswith((*_BLAME, "بال")) or any(e.preposition == "ب" for e in word.entries):
            return i
    return -1


def _accusation(sentence: Sentence, trigger: Trigger, out: Cast) -> bool:
    """Accuser and accused of a verb: of two phrases before the charge the first accuses; a lone one is accused, and who accuses
    stands before the verb («اتهمت أنقرة الحزب بـ», «المتحدث الذي اتهم الحزب بـ»). Whether that could be told."""
    at, low = trigger.at, trigger.low
    hang, relative = antecedent(sentence, at)
    if trigger.suffix:
        # «يتهمونها», «واتهمته المحكمة»: the accused is a pronoun
        after = subject_after(sentence, at, trigger.high, False)
        if trigger.who not in _MANY and after is not None and after.first == at + 1:
            out.add("agent", after, "subject", sentence)
        elif relative:
            out.add("agent", subject_before(sentence, at, 0, False), "subject", sentence)
        if relative and hang is not None:
            out.add("target", hang, "accused", sentence)
        out.dropped = not out.agents
        return True
    end = _charge(sentence, trigger)
    if end < 0:
        return False
    inside = [arg for arg in sentence.args if at < arg.first < end and arg.prep in ("", "gen")]
    if not inside:
        return False
    groups = list(dict.fromkeys(arg.group for arg in inside))
    words = [word for word in sentence.words[at + 1 : end] if word.kind == "word" and word.time is None]
    plain = [w for w in words if w.i < inside[0].first and w.number is None and w.fold not in _ASIDE]
    last = max(arg.last for arg in inside)
    rest = [w for w in words if w.i > last and w.place is None and not w.fold.startswith("ال")]
    if len(groups) > 1 and not plain and trigger.who not in _MANY and not out.passive:
        out.add("agent", inside[0], "subject", sentence)
        out.add("target", next(arg for arg in inside if arg.group != inside[0].group), "accused", sentence)
        return True
    if plain and not any(w.fold in ("في", "من", "علي", "عن") for w in plain):
        out.add("target", inside[0], "accused", sentence)  # «اتهم فلان الحزب»: a name that the lexicon does not know
        return True
    if plain or rest:
        return False
    subject = hang if relative else hang or subject_before(sentence, at, low, False)
    if not out.passive:
        out.add("agent", subject, "subject", sentence)
        out.dropped = subject is None
    out.add("target", inside[0], "accused", sentence)
    return True


def _drive(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«طرد … من»: with a named driver he is the agent, without one the driven are (rule 21)."""
    at, low, high = trigger.at, trigger.low, trigger.high
    if trigger.frame.id == "withdraw.made-to-fall-back":
        out.add("agent", made_to_go(sentence, trigger)[0], "driven", sentence)
        out.dropped = not out.agents
        return
    bare = [
        arg for arg in sentence.args if at < arg.first <= high and arg.prep in ("", "gen") and arg.cls in ("actor", "fighter", "force")
    ]
    links = sentence.lexicon.particles["link"]
    end = next((word.i for word in sentence.words[at + 1 : high + 1] if word.fold in links), high + 1)
    bare = [arg for arg in bare if arg.first < end]  # «طرد قسم منهم من البلدة بعد تدخل القوات»
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

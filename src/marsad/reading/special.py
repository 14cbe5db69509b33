"""Frames whose government is their own: taking into hands, driving out, owning, accusing, holding (`voice` in frames/README.md)."""

from __future__ import annotations

from collections.abc import Callable

from marsad.reading.clauses import controller
from marsad.reading.sentence import Sentence
from marsad.reading.subjects import Cast, antecedent, genitive, subject_after, subject_before
from marsad.reading.triggers import Trigger

__all__ = ["SPECIAL", "special"]

SPECIAL = frozenset(
    "toll cut possess fall drive driven own accuse responsible attributed deny lose carried-out".split(),
)


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


def _drive(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«طرد … من»: with a named driver he is the agent, without one the driven are (rule 21)."""
    at, low, high = trigger.at, trigger.low, trigger.high
    bare = [
        arg for arg in sentence.args if at < arg.first <= high and arg.prep in ("", "gen") and arg.cls in ("actor", "fighter", "force")
    ]
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

"""Who does it and to whom: agents and targets of a trigger among the phrases of its sentence, each by a named rule."""

from __future__ import annotations

from marsad.reading.parties.bare_pairs import TAKES_TWO, two_bare
from marsad.reading.parties.government import carried, explicit, owners, prepositions
from marsad.reading.parties.subjects import (
    ACTING,
    SUFFERING,
    VIOLENT,
    Cast,
    antecedent,
    blocked,
    controlling,
    genitive,
    had_been,
    objective,
    reads_nominative,
    subject_after,
    subject_before,
)
from marsad.reading.parties.whose_fire import by_bullets, fell_by
from marsad.reading.triggers.finding import Trigger
from marsad.reading.triggers.special import SPECIAL, special
from marsad.reading.words.clauses import controller
from marsad.reading.words.passive import and_others, is_passive
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["Cast", "cast"]


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
    out.passive = is_passive(sentence, trigger, raw)
    pair = two_bare(sentence, trigger) if frame.id in TAKES_TWO and not out.passive else None
    if pair is not None:
        out.add("agent", pair[0], "two-bare", sentence)
        out.add("target", pair[1], "two-bare", sentence)
        return out
    explicit(sentence, trigger, out)
    if frame.voice in SPECIAL:
        special(sentence, trigger, out, _plain)
    else:
        _plain(sentence, trigger, out)
    prepositions(sentence, trigger, out)
    owners(sentence, trigger, out)
    fell_by(sentence, trigger, out)
    return out


def verb_roles(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    at, low, high = trigger.at, trigger.low, trigger.high
    after = subject_after(sentence, at, high, False)
    plural = trigger.who in ("mp", "fp", "md", "fd", "1p", "1s")  # «طردنا التنظيم»: who speaks has done it
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
        if not out.passive and and_others(sentence, trigger):
            subject = None
        elif not out.passive and objective(sentence, trigger, after):
            subject = None
            if (
                (trigger.kind in ("arrest", "abduction", "killing") or after.cls == "person")
                and trigger.who == "ms"
                and subject_before(sentence, at, low, True) is None
            ):
                out.passive = True
                subject, role = after, "target"
    before = subject_before(sentence, at, low, False)
    open_object = not relative and not trigger.suffix and not out.passive and (not trigger.frame.next or trigger.kind == "seizure")
    if subject is not None and before is not None and open_object:
        # «الطائرات قصفت مواقع التنظيم»: a subject stands before, so what follows is the object
        close = before.first >= low and at - before.last <= 5
        if close and before.cls in ACTING and _agrees(trigger, before) and not reads_nominative(sentence, after):
            subject = before
    straight = at > 0 and sentence.words[at - 1].fold in sentence.lexicon.particles["relative"]
    if (
        straight
        and hang is not None
        and not trigger.suffix
        and not out.passive
        and trigger.frame.next
        and (subject is None or subject.first > at + 1)
    ):
        subject = hang
    subject = subject or had_been(sentence, at)
    if subject is None:
        if hang is not None and (not trigger.suffix if relative else not out.passive):
            subject = hang
        elif before is not None and (out.passive or before.cls in ACTING or before.id is not None):
            subject = before
    if (
        subject is None
        and not out.passive
        and before is not None
        and before.cls in ("site", "site-arms")
        and before.prep == ""
        and trigger.frame.role("object") == "target"
        and not trigger.frame.next
        and after is None
        and not trigger.suffix
    ):
        out.passive = True
        out.add("target", before, "subject-passive", sentence)
    if (
        subject is hang
        and relative
        and subject is not None
        and subject.cls in ("person",)
        and trigger.kind in ("abduction", "arrest", "killing")
        and after is None
    ):
        out.passive, role = True, "target"
    if subject is not None:
        alone = straight and subject is hang and subject.prep == "بين" and not plural  # «بين الجيش والمتمردين، التي سيطرت»
        # «بين الشرطة ومسلحين تحصنوا في»: whom a clause without «الذين» tells of is the last, indefinite one
        alone = alone or (subject.prep == "بين" and subject.last == at - 1 and subject.first < at and not subject.definite)
        out.add(role, subject, "subject-after" if subject.first > at else "subject-before", sentence, not alone)
    elif not out.passive:
        out.dropped = True
    if relative and hang is not None and subject is not hang and trigger.suffix and trigger.frame.role("object") == "target":
        out.add("target", hang, "relative-object", sentence)
    if not out.passive and trigger.frame.role("object") == "target" and (not trigger.frame.next or trigger.kind == "seizure"):
        for arg in sentence.args:
            if (
                at < arg.first <= high
                and arg.index not in out.why
                and arg.prep in ("", "gen")
                and not blocked(sentence, at + 1, arg.first)
                and not (subject is not None and arg.first > subject.last and reads_nominative(sentence, arg))
            ):
                if subject is not None and subject.first > at and arg.first < subject.first:
                    continue
                if arg.cls in SUFFERING or arg.id is not None:
                    out.add("target", arg, "object", sentence)
                    break


def _agrees(trigger: Trigger, subject: Arg) -> bool:
    return trigger.who in ("ms", "fs", "mp", "md")


def _allowed(sentence: Sentence, trigger: Trigger) -> Arg | None:
    """«السماح للجيش بشن غارات»: who is let do it does it."""
    words = sentence.words
    for i in range(trigger.at - 1, max(trigger.low, trigger.at - 12) - 1, -1):
        if words[i].fold.lstrip("وف").removeprefix("ب").removeprefix("ال") in ("سماح", "سمح", "سمحت", "تسمح", "يسمح", "لسماح"):
            return next((arg for arg in sentence.args if i < arg.first < trigger.at and arg.prep == "ل"), None)
    return None


_STRIVES = folded("strives")


def _striver(sentence: Sentence, trigger: Trigger) -> Arg | None:
    """«محاولة الحوثيين التقدم», «مساعي المتطرفين للاستيلاء على»: whose attempt it is does it."""
    words = sentence.words
    for arg in sentence.args:
        if arg.prep == "gen" and arg.last < trigger.at <= arg.last + 2 and arg.governor >= 0 and arg.cls in ACTING:
            head = words[arg.governor].fold
            if (head in _STRIVES or head.lstrip("وفبل") in _STRIVES) and not blocked(sentence, arg.last + 1, trigger.at):
                return arg
    return None


def _definite(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return any(entry.definite for entry in word.entries) or word.fold.startswith(("ال", "وال", "بال", "لل"))


def _takes(sentence: Sentence, gen: Arg) -> bool:
    """Whether what is taken follows its taker: «تحرير الجيش لمدينة عدن», «تحرير الجيش لها»; «تحرير عدن» names no doer."""
    if gen.cls not in ("actor", "force") or gen.last + 1 >= len(sentence.words):
        return False
    named = any(gen.last < place.first <= gen.last + 2 and place.prep == "ل" for place in sentence.places)
    return named or sentence.words[gen.last + 1].fold in _TAKEN


_TAKEN = frozenset("للمدينه للمنطقه للبلده للقريه للمحافظه للموقع للمطار للمعسكر لها له".split())


def _does(sentence: Sentence, gen: Arg) -> bool:
    """Whether the phrase behind a masdar with a pronoun can only be its doer: a subject by its case, or a party."""
    fold = sentence.words[gen.head].fold
    bare = gen.cls in ("actor", "fighter") and gen.number is None and not fold.endswith(("ا", "ين"))
    return bare or fold.endswith(("ون", "و"))


def noun_roles(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Masdars, nouns, participles and plain words."""
    at, high = trigger.last if trigger.form == "w" else trigger.at, trigger.high
    frame = trigger.frame
    gen = genitive(sentence, trigger.at, high)
    if gen is None and trigger.last != trigger.at:
        gen = genitive(sentence, trigger.last, high)
        if gen is not None and by_bullets(sentence, trigger, out):
            gen = None
    if gen is not None and _definite(sentence, at) and any(w.number is not None for w in sentence.words[at + 1 : gen.first + 1]):
        # A definite noun takes no genitive: in «قتل في الهجوم 87 شخصا» the counted ones are the verb's.
        gen = None
    role = frame.role("gen")
    control, way = controller(sentence, trigger)
    trigger.control = control
    allowed = _allowed(sentence, trigger)
    if allowed is not None:
        out.add("agent", allowed, "allowed", sentence)
    carrier = controlling(sentence, control, trigger) if control >= 0 and way == "agent" else None
    striver = _striver(sentence, trigger) if gen is None or role != "agent" else None
    if striver is not None:
        out.add("agent", striver, "strives", sentence)
    if frame.kind in VIOLENT or frame.kind in ("agreement", "protest"):
        carried(sentence, trigger, out)
    if frame.kind == "deployment":
        for arg in sentence.args:
            if arg.first <= trigger.at <= arg.last and arg.id is not None:
                out.add("agent", arg, "within", sentence)  # «تعزيزات للحوثيين»: whose they are, whoever hits them
    if gen is not None and role == "none" and trigger.form == "m" and frame.kind == "capture" and _takes(sentence, gen):
        out.add("agent", gen, "genitive", sentence)
    if gen is not None and role != "none":
        giver = role
        if role == "target" and trigger.form == "m" and trigger.suffix and _does(sentence, gen):
            giver = "agent"  # «ذبحهم مسلحو الجماعة»: whom they slew is the pronoun
        after = sentence.words[gen.last + 1].fold if gen.last + 1 < len(sentence.words) else ""
        if (
            role == "target"
            and trigger.form == "m"
            and after in ("له", "لها", "لهم", "لهما")
            and gen.cls in ("actor", "force", "fighter")
        ):
            giver = "agent"  # «احتجاز الجيش لهم»
        if role == "target" and trigger.form == "m":
            # «خطف جبهة النصرة لمقاتلين»: a second object shows that the first is the doer
            second = next((arg for arg in sentence.args if gen.last < arg.first <= high and arg.first - gen.last <= 4), None)
            if (
                frame.kind != "casualties"
                and second is not None
                and second.prep == "ل"
                and gen.cls in ("actor", "force", "fighter")
                and second.cls in SUFFERING
            ):
                giver = "agent"
                out.add("target", second, "object-l", sentence)
        elif (
            role == "agent"
            and carrier is not None
            and carrier is not gen
            and trigger.form == "m"
            and gen.cls not in ("craft", "gun")
            and frame.kind in ("airstrike", "shelling", "besiege")
        ) or (
            role == "agent"
            and (way == "repel" or (frame.kind in ("airstrike", "shelling") and gen.cls in ("site", "site-arms", "person")))
        ):
            giver = "target"
        if giver == "agent" and gen.id is None and gen.cls in ("site", "site-arms") and frame.role("object") == "target":
            giver = "target"
        out.add(giver, gen, "genitive", sentence)
    if (
        (frame.kind == "casualties" or frame.id == "killing.by-bullet")
        and control >= 0
        and way == "agent"
        and not any(e.lemma in ("تمكن", "استطاع", "نجح", "قام") for e in sentence.words[control].entries)
    ):
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

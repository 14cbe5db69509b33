"""Subjects, objects and genitives: which phrase stands where the grammar of a verb or a masdar looks for one."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.objects import several
from marsad.reading.words.sentence import HARD, Arg, Sentence, Word

__all__ = [
    "ACTING",
    "BEARS_ARMS",
    "SUFFERING",
    "VIOLENT",
    "Cast",
    "agrees",
    "antecedent",
    "blocked",
    "controlling",
    "ending",
    "genitive",
    "had_been",
    "is_verb",
    "objective",
    "reads_nominative",
    "subject_after",
    "subject_before",
]

BEARS_ARMS = ("actor", "force", "fighter")
ACTING = frozenset(("actor", "fighter", "force", "craft", "gun"))
_AIMED = frozenset(("استهدف", "قصف", "حاصر"))
SUFFERING = frozenset(("person", "fighter", "force", "actor", "site-arms", "site"))
VIOLENT = frozenset(("clash", "airstrike", "shelling", "bombing", "chemical", "killing"))


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


def blocked(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a hard break or a finite verb stands between two words."""
    return any(word.fold in HARD for word in sentence.words[first:last])


def is_verb(word: Word) -> bool:
    return (
        word.verb is not None
        and word.noun is None
        and word.actor is None
        and word.place is None
        and word.number is None
        and not any(entry.tag == "M" and not entry.finite for entry in word.entries)
    )


def subject_after(sentence: Sentence, verb: int, high: int, acting: bool = True) -> Arg | None:
    """The bare phrase right after a verb (time, place and adverbs may stand between), or None."""
    for arg in sentence.args:
        if arg.first <= verb or arg.first > high:
            continue
        if blocked(sentence, verb + 1, arg.first):
            return None
        if any(is_verb(word) for word in sentence.words[verb + 1 : arg.first]):
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
        if blocked(sentence, arg.last + 1, verb):
            continue
        if arg.prep == "" and (not acting or arg.cls in ACTING or arg.id is not None):
            between = sentence.words[arg.last + 1 : verb]
            verbs = [w for w in between if is_verb(w) and w.verb is not None and w.verb.lemma not in ("كان", "زال", "ظل", "عاد")]
            relative = any(w.fold in sentence.lexicon.particles["relative"] for w in between)
            if verbs and not relative:
                continue
            if not agrees(sentence, arg, verb):
                continue
            if best is None or arg.group != best.group:
                best = arg if best is None or verbs == [] else best
    return best


def agrees(sentence: Sentence, arg: Arg, verb: int) -> bool:
    """Whether a phrase right before a joined verb may be its subject: people in the plural never have «وسيطرت», «وسيطر»."""
    word = sentence.words[verb]
    head = sentence.words[arg.last].fold
    if word.fold[:1] != "و" or not word.conj or not head.endswith(("ين", "ون")) or len(head) < 5:
        return True
    return any(entry.finite and entry.who in ("mp", "md", "fp") for entry in word.entries)


def antecedent(sentence: Sentence, verb: int) -> tuple[Arg | None, bool]:
    """The phrase that a clause round `verb` describes, and whether a relative pronoun says so."""
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
    return _described(sentence, verb), False


def _described(sentence: Sentence, verb: int) -> Arg | None:
    """The indefinite phrase under a preposition that a verb right after it describes: «لمقاتلات أميركية تقوم بقصف»."""
    word = sentence.words[verb]
    if word.conj or word.verb is None or word.verb.suf:
        return None
    arg = next((arg for arg in sentence.args if arg.last == verb - 1), None)
    if arg is None or arg.definite or arg.prep in ("", "gen") or arg.cls not in ACTING:
        return None
    return None if sentence.words[arg.head].fold.startswith(("ال", "لل", "بال", "وال")) else arg


def genitive(sentence: Sentence, at: int, high: int) -> Arg | None:
    """The phrase in genitive right after a masdar or noun («سيطرة الحوثيين»، «هجوم عنيف للمقاومة» excluded)."""
    for arg in sentence.args:
        if arg.first > at:
            begin = arg.first
            while (begin - 1 > at and sentence.words[begin - 1].kind in ("quote", "number")) or (
                begin - 1 > at and sentence.words[begin - 1].number is not None
            ):
                begin -= 1
            gap = [w for w in sentence.words[at + 1 : begin] if w.kind == "word" and not _filler(w)]
            if len(gap) == 0 and arg.prep in ("gen", ""):
                return arg
            return None
    return None


def _filler(word: Word) -> bool:
    return word.number is not None or word.fold in (
        "نحو",
        "حوالي",
        "اكثر",
        "من",
        "ما",
        "لا",
        "يقل",
        "عن",
        "عشرات",
        "عدد",
        "مئات",
        "بعض",
        "احد",
        "جميع",
    )


def objective(sentence: Sentence, trigger: Trigger, arg: Arg) -> bool:
    """Whether the phrase after a verb can only be its object: an oblique plural, or people counted after a feminine verb."""
    words = sentence.words
    if getattr(arg.mention, "cls", "") in ("air", "arms"):
        return False
    tail = words[arg.head].fold
    if arg.label == "pirates" and trigger.kind == "abduction" and arg.number is None:
        return False  # «خطف قراصنة ناقلة»: who lives by taking is not taken
    if (
        arg.cls in ("person", "fighter")
        and arg.id is None
        and (arg.number is not None or not arg.definite)
        and trigger.kind in ("arrest", "abduction", "killing")
        and not (trigger.kind == "abduction" and arg.cls == "fighter" and arg.number is None and tail.endswith("ون"))
        and not (tail.endswith("ون") and "غتال" in words[trigger.at].fold)  # «اغتال مسلحون»: the passive is «اغتيل»
    ):
        return True
    if arg.cls == "person" and arg.id is None and trigger.entry is not None and trigger.entry.lemma in _AIMED and trigger.who == "ms":
        return True  # «استهدف فيها مدنيون»: nobody aims who bears no arms
    noun = sentence.words[arg.head].noun
    if (
        tail.endswith("ا")
        and noun is not None
        and ((noun.who == "s" and not noun.lemma.endswith("ا")) or several(sentence.words[arg.head]))
        and trigger.frame.role("object") == "target"
        and not trigger.frame.next
    ):
        return True  # «اعتقلت قياديا»: an indefinite accusative
    if trigger.kind == "abduction" and trigger.who == "ms" and trigger.form == "v" and _counted_captives(sentence, trigger, arg):
        return True
    if trigger.who == "fs" and (arg.number is not None or tail.endswith(("ين", "ون"))):
        return arg.cls in ("fighter", "person", "actor")
    return (
        tail.endswith("ين")
        and arg.cls in ("fighter", "person", "actor")
        and len(tail) > 4
        and arg.prep == ""
        and trigger.frame.role("object") == "target"
        and not trigger.frame.next
    )


def _counted_captives(sentence: Sentence, trigger: Trigger, arg: Arg) -> bool:
    """«أسر 14 من مقاتلي الحركة», «خطف عدد من عناصر الشرطة»: a part of a body's men, and after them nobody who could be taken by them."""
    count = [word.fold for word in sentence.words[trigger.at + 1 : trigger.at + 4] if _filler(word)][:2]
    if arg.id is None or arg.first > trigger.at + 4 or "من" not in count[1:]:
        return False
    later = [other for other in sentence.args if arg.last < other.first and other.last <= trigger.high and other.prep == ""]
    return not any(other.governor < 0 and other.cls in SUFFERING | ACTING for other in later)


def ending(sentence: Sentence, at: int) -> Arg | None:
    """Who bears arms and ends at a word, or before the commas and quotation marks at it."""
    words, mark = sentence.words, at
    while at > 0 and (words[at].punct or words[at].kind == "quote"):
        at -= 1
    return next((arg for arg in reversed(sentence.args) if at <= arg.last <= mark and arg.cls in ("actor", "force", "fighter")), None)


def had_been(sentence: Sentence, at: int) -> Arg | None:
    """«مع متشددين كانوا يحتجزون رهائن»: the people right before «كانوا» are whom the verb behind it speaks of."""
    return ending(sentence, at - 2) if at > 1 and sentence.words[at - 1].fold == "كانوا" else None


def reads_nominative(sentence: Sentence, arg: Arg | None) -> bool:
    """Whether a phrase is written as a subject («الحوثيون»)."""
    return arg is not None and sentence.words[arg.head].fold.endswith("ون")


def controlling(sentence: Sentence, control: int, trigger: Trigger) -> Arg | None:
    """Subject of the verb that carries a masdar or noun."""
    hang, relative = antecedent(sentence, control)
    verb = sentence.words[control].verb
    after = subject_after(sentence, control, trigger.at - 1, False)
    if after is not None and not (verb is not None and verb.who in ("mp", "md", "fp")):
        return after
    if relative and hang is not None and not (verb is not None and verb.suf):
        return hang
    return (None if relative else hang) or subject_before(sentence, control, trigger.low, False)

"""What is destroyed, blown up or lost: property (codebook rule 12), arms of a side, a building done away with, people."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.words.sentence import HARD, Arg, Sentence

__all__ = ["ARMOUR", "TAKEABLE", "VEHICLES", "blown_up", "hits_guns", "is_property", "missing", "note_things"]

VEHICLES = frozenset(("سيارة", "مركبة", "عربة", "آلية", "شاحنة"))
ARMOUR = frozenset(("دبابة", "مدرعة", "آلية", "سلاح", "ذخيرة", "صاروخ", "عربة", "مركبة", "رشاش", "منصة"))
TAKEABLE = ARMOUR | VEHICLES | {"دراجة", "معدات", "قذيفة", "بندقية", "عبوة", "مدفع", "طائرة", "زورق", "حافلة"}
"""What is carried off where «استولى على» is said of it, and no ground."""


def is_property(sentence: Sentence, draft: Draft) -> bool:
    """Whether what was destroyed is property, infrastructure or heritage (rule 12), not arms of a side."""
    if draft.trigger.frame.id in ("destruction.loot", "destruction.steal", "destruction.swallowed"):
        return True
    if not draft.cast.targets:
        return draft.trigger.frame.id not in ("destruction.destroy",) or bool(draft.cast.why) or not draft.trigger.suffix
    arms = ("craft", "gun", "fighter", "force", "actor")
    hit = [arg for arg in draft.cast.targets if not _carries_men(sentence, arg)]
    if all(arg.cls in arms or (arg.cls == "site-arms" and arg.lemma in ARMOUR) for arg in hit):
        return False
    return not all(arg.id is not None and arg.lemma in VEHICLES for arg in draft.cast.targets)


def _carries_men(sentence: Sentence, arg: Arg) -> bool:
    """«ناقلة جند»: no ship."""
    behind = sentence.words[arg.head + 1 : arg.head + 2]
    return arg.lemma == "ناقلة" and bool(behind) and behind[0].fold.removeprefix("ال") in ("جند", "جنود")


def hits_guns(sentence: Sentence, draft: Draft) -> bool:
    """«دمرت القوات عشر دبابات»: the guns of the clause are what was hit, none fires."""
    struck = [arg for arg in draft.cast.targets if arg.first > draft.trigger.at]
    guns = [w.i for w in sentence.words[draft.low : draft.high + 1] if any(e.tag == "N" and e.cls == "gun" for e in w.entries)]
    return bool(guns) and all(any(arg.first <= i <= arg.last for arg in struck) for i in guns)


_ARMS = frozenset(("craft", "gun", "munition", "device", "arms", "site-arms"))


def note_things(sentence: Sentence, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Note what is said to be destroyed, and whether an attack is told beside it: annotators part here."""
    words = sentence.words[draft.trigger.last + 1 : min(draft.high, draft.trigger.last + 8) + 1]
    entries = [entry for word in words for entry in word.entries if entry.tag == "N"]
    told = any(d.kind in VIOLENT for d in drafts)
    for name, true in (
        ("arms", any(entry.cls in _ARMS for entry in entries)),
        ("vehicle", any(entry.lemma in VEHICLES for entry in entries)),
        ("site", any(entry.cls == "site" and entry.lemma not in VEHICLES for entry in entries)),
    ):
        if true:
            draft.notes.append(f"thing:{name}")
            if told:
                draft.notes.append(f"thing-in-attack:{name}")
    if told:
        draft.notes.append("thing:in-attack")


_BUILT = frozenset(
    "منزل بيت مبنى بناية سجن ملعب مخزن مستودع مسجد جامع كنيسة مرقد ضريح جسر مصنع معبد متحف تمثال تماثيل قلعة أنابيب مدرسة مقبرة"
    " سوق مزرعة محل متجر آثار ممتلكات خيمة شجرة منشأة مصفاة محطة سد معمل".split()
)


def blown_up(sentence: Sentence, draft: Draft) -> bool:
    """«فجروا منزله», «قام بتفجير السجن», «إحراق دور»: a building done away with, nobody hit."""
    if any(q.what in ("killed", "wounded", "casualties") for q in draft.quantities):
        return False
    if draft.trigger.form not in ("v", "m", "w") and draft.trigger.control < 0:
        return False
    back = sentence.words[draft.trigger.at - 1].fold if draft.trigger.at else ""
    told_before = draft.trigger.form == "n" and back in sentence.lexicon.particles["link"]  # «عقب تفجير المسجد»: an attack known to all
    if told_before:
        return False
    after = draft.trigger.last
    for arg in draft.cast.agents:
        if after < arg.first <= after + 2:
            after = arg.last  # «أحرق المسلحون منشأة»
    for word in sentence.words[after + 1 : after + 5]:
        if word.fold in HARD or word.fold in ("في", "قرب", "داخل", "امام", "علي", "نفسه"):
            return False
        if any(entry.tag == "N" and entry.cls in ("person", "fighter", "device") for entry in word.entries):
            return False
        if any(entry.tag == "N" and entry.lemma in _BUILT and entry.pro[:1] not in ("ب", "ل") for entry in word.entries):
            return True
    return False


def missing(sentence: Sentence, draft: Draft) -> bool:
    """«ثلاثة صحافيين فقدوا»: people lost, not ground."""
    if any(arg.id is not None for arg in draft.cast.agents):
        return False
    after = sentence.words[draft.trigger.at + 1 : draft.trigger.at + 2]
    if draft.trigger.who == "mp" and any(word.fold == "في" for word in after):
        return True  # «إنهم فقدوا في سوريا»
    near = range(max(0, draft.trigger.at - 8), min(len(sentence.words), draft.trigger.at + 6))
    return any(arg.cls == "person" and arg.head in near for arg in sentence.args)

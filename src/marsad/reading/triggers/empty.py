"""Drafts whose words claim nothing: headings run into the text, tolls that may rise or are only broken down, suspicion of no deed."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.claims.draft import Draft
from marsad.reading.tolls.fallen import casualty
from marsad.reading.triggers.finding import Trigger
from marsad.reading.triggers.unreal import names_deed
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded, groups

__all__ = [
    "INSTEAD", "after_heading", "blames_no_deed", "broke_out", "counts_nothing", "displaced_before", "done_instead", "holds_elsewhere",
    "only_smuggled",
]

_TURNS = tuple(tuple(phrase.split()) for phrase in groups("headings")["turns"])
_TURN_HEADS = frozenset(turn[0] for turn in _TURNS)
_HEADING = 4
"""So many words at the most make a heading."""
_SAID, _BEFORE = 14, 8
"""So many words behind and before a suspicion may name the deed."""
_ABOUT = folded("about")
_MAY = frozenset(("قد", "ربما", "مرشح", "مرشحه"))
_RISE = frozenset("يرتفع ترتفع للارتفاع للازدياد يزداد تزداد".split())
_MOST = frozenset("معظم غالبيه اغلب اغلبيه جميع كل".split())
_HELD = ("اعتقال", "اعتقل", "احتجز", "احتجاز", "اختطف", "خطف")
_SINGLE = ("مقتل", "اصابه", "استشهاد", "ومقتل", "واصابه")  # «مقتل نازح»: one, without a number
_GROUNDS = folded("held_grounds")
_TOWARDS = frozenset(("باتجاه", "نحو", "صوب", "الي", "علي"))
_OUT_OF = 6  # words behind held ground to the place that something goes to
_VICTIMS = frozenset(("casualties.victims", "casualties.toll", "casualties.told-dead", "casualties.injured"))


def after_heading(sentence: Sentence) -> int:
    """The first word behind a heading that was run into the text («غارات على المدينة من جانبها، قالت …»); 0 where there is none."""
    words = sentence.words
    for n in range(min(_HEADING + 1, len(words))):
        turned = n and words[n].fold in _TURN_HEADS
        if turned and any(tuple(word.fold for word in words[n : n + len(turn)]) == turn for turn in _TURNS):
            return n
        if words[n].punct or (words[n].verb is not None and words[n].noun is None and not any(e.tag == "M" for e in words[n].entries)):
            return 0
    return 0


def counts_nothing(sentence: Sentence, draft: Draft) -> bool:
    """«عدد القتلى قد يرتفع», «معظم القتلى من النساء»: dead of whom it is told only who they were, or that they may become more."""
    trigger = draft.trigger
    if trigger.frame.id not in _VICTIMS or draft.quantities or trigger.form == "v":
        return False
    words = sentence.words
    behind = []
    for word in words[trigger.last + 1 : trigger.last + 7]:
        if word.fold in HARD:
            break
        behind.append(word.fold)
    if any(a in _MAY and b in _RISE for a, b in pairwise(behind)):
        return True
    before = words[trigger.at - 1].fold.removeprefix("و") if trigger.at else ""
    return before in _MOST and "من" in behind


def blames_no_deed(sentence: Sentence, draft: Draft) -> bool:
    """«يشتبه في أنه يروج للتشدد»: suspected of what he thinks or belongs to, beside an arrest that tells it."""
    trigger = draft.trigger
    if trigger.frame.id != "responsibility.likely-did":
        return False
    words, end = sentence.words, trigger.at + _SAID
    end = next((word.i for word in words[trigger.at : end] if word.fold in HARD or word.fold in ("،", ",")), end)
    return not any(names_deed(word) for word in words[max(0, trigger.at - _BEFORE) : end])


def displaced_before(sentence: Sentence, draft: Draft) -> bool:
    """«قتل أكثر من 100 نازح», «اعتقال عشرات النازحين»: people who had fled before are counted by what befell them now."""
    if draft.trigger.frame.id != "displacement.displaced":
        return False
    words, at = sentence.words, draft.trigger.at - 1
    while at > 0 and (words[at].number is not None or words[at].fold in _ABOUT):
        at -= 1
    counted = at < draft.trigger.at - 1 or words[at].fold.startswith(_SINGLE)
    return at >= 0 and counted and (casualty(words[at]) in ("killed", "wounded") or words[at].fold.removeprefix("و").startswith(_HELD))


def holds_elsewhere(sentence: Sentence, draft: Draft) -> bool:
    """«أطلق من مناطق سيطرة الجماعة باتجاه خليج عدن»: ground that is held and not named, before the place that something goes to."""
    words, trigger = sentence.words, draft.trigger
    if draft.kind != "hold" or trigger.form == "v" or trigger.at < 2 or (
            words[trigger.at - 2].fold != "من" or words[trigger.at - 1].fold not in _GROUNDS):
        return False
    behind = words[trigger.last + 1 : trigger.last + 1 + _OUT_OF]
    led = next((word for word in behind if word.fold in _TOWARDS or word.place is not None or word.punct or word.fold in HARD), None)
    return led is None or led.place is None


INSTEAD = frozenset("بدلا بدل عوضا عوض وبدلا وعوضا فبدلا".split())


def done_instead(sentence: Sentence, trigger: Trigger) -> bool:
    """«بدلا من استهداف التنظيم قصفوا …»: what was not done."""
    words, at = sentence.words, trigger.at
    return trigger.form != "v" and at > 1 and words[at - 1].fold in ("من", "عن") and words[at - 2].fold in INSTEAD


_INMATES = frozenset(("سجين", "معتقل", "محتجز", "موقوف"))
_BREAK = 6
_FLIGHTS = frozenset(("displacement", "withdraw"))


def broke_out(sentence: Sentence, draft: Draft) -> bool:
    """«فر 900 سجين من سجن المدينة»: prisoners who break out are not driven from their homes."""
    if draft.kind not in _FLIGHTS or draft.trigger.entry is None or draft.trigger.entry.lemma not in ("فر", "هرب"):
        return False
    near = sentence.words[max(draft.low, draft.trigger.at - _BREAK) : draft.trigger.at + _BREAK]
    return any(entry.tag == "N" and entry.lemma in _INMATES and entry.cls == "person" for word in near for entry in word.entries)


_ARMED_GOODS = frozenset(("arms", "munition", "device", "gun", "craft", "fighter", "force"))
_FOILED = frozenset(("seizure.plot-foiled", "seizure.foil"))
_SMUGGLING = 4


def only_smuggled(sentence: Sentence, draft: Draft) -> bool:
    """«أحبطت الجمارك محاولة تهريب أدوية»: what was to be smuggled is no weapon."""
    if draft.trigger.frame.id not in _FOILED:
        return False
    words, at = sentence.words, draft.trigger.at
    led = next((word.i for word in words[at + 1 : at + 1 + _SMUGGLING] if word.fold.lstrip("ل").removeprefix("ال") == "تهريب"), -1)
    if led < 0:
        return False
    goods = (entry for word in words[led + 1 : draft.high + 1] for entry in word.entries)
    return not any(entry.tag == "N" and entry.cls in _ARMED_GOODS for entry in goods)

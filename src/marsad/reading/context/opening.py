"""Claims that no frame opens, where the network hears one, and kinds that it hears otherwise than the frame said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad.languages.arabic.lexicon import particles
from marsad.reading.claims.draft import Draft
from marsad.reading.context.hearing import Heard
from marsad.reading.parties.subjects import Cast
from marsad.reading.triggers.finding import FORMS, Trigger
from marsad.reading.triggers.frames import Frame, Frames
from marsad.reading.words.clauses import bound, clause_starts
from marsad.reading.words.phrases import find_phrases
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["openings", "rename_kinds"]

OPEN = -1.5
"""The logit from which a word that no frame opens is taken for a trigger; the judge weighs it after."""
PLAIN = 2.5
"""The logit from which a word counts as heard plainly."""
STATES = 5.0
"""That logit where frames decline what no longer stands («كانت القرية تحت سيطرة …»)."""
SWITCH, SURE = 4.0, 1.0
"""By how much another kind must be likelier than the frame's, and how likely, to take its place."""
_SELDOM = frozenset(
    "killing casualties hold riot protest seizure displacement deployment chemical finding statistic".split()
)
"""Kinds that the network has seen too seldom to deny: a frame that finds one knows why."""
_RAIDS = frozenset(("clash.raid-on", "clash.raids"))
_NONE: frozenset[str] = frozenset()
_PREVENT = folded("prevents")
_HANDS = frozenset(("يد", "يدي", "ايدي"))
_THREATS = frozenset(("توعد", "هدد"))
_PREPOSITIONS = particles()["preposition"]


@cache
def _frame(kind: str) -> Frame:
    # A frame without words: what it asks for is told by the network, what it fills by the choice of parties and places.
    name = f"context.{kind}"
    return Frame(name, kind, "", (), 0, (), 0, _NONE, _NONE, _NONE, (), "active", (), (), "", "", 0.5, False, 0)


_PLAIN = frozenset(("clash", "killing"))
"""Kinds of an attack whose means are untold (codebook rule 16)."""


def rename_kinds(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Give a draft the kind that the network hears instead, where it is sure and nobody else has it at that word."""
    at = {(sentence.index, draft.trigger.at, draft.kind) for sentence, draft in items}
    for sentence, draft in items:
        own = draft.heard.get(draft.kind)
        if own is None or draft.kind in _SELDOM:
            continue
        value, kind = max((value, kind) for kind, value in draft.heard.items())
        if draft.trigger.frame.id in _RAIDS and draft.kind == "advance":
            continue  # «داهمت القوات منازل»: what was entered is said
        if draft.trigger.frame.id == "shelling.guns-hit" and draft.kind == "clash":
            continue  # «دمرت القوات عشر دبابات»: arms of a side, no property
        if draft.trigger.frame.id == "clash.beat-off" and draft.kind == "clash" and kind == "arrest":
            continue  # «أوقفت القوات تقدم المتمردين»
        if draft.trigger.frame.id == "capture.drive-out" and draft.kind == "capture" and draft.cast.agents:
            continue  # rule 21: who drives another out of a place takes it
        if kind == draft.trigger.frame.kind:
            continue  # a frame made another kind by its parties is not made back
        if "drone" in draft.trigger.frame.means and draft.kind == draft.trigger.frame.kind and kind in _PLAIN:
            continue  # «هجمات … باستخدام طائرات مسيرة»: what it was done with is said
        if value >= SURE and value - own >= SWITCH and (sentence.index, draft.trigger.at, kind) not in at:
            draft.notes.append(f"kind:heard-{draft.kind}")
            draft.kind = kind
            at.add((sentence.index, draft.trigger.at, kind))


def openings(
    heard: Heard,
    items: Sequence[tuple[Sentence, Draft]],
    refused: Sequence[tuple[Sentence, Draft]],
    sentences: Sequence[Sentence],
    frames: Frames,
) -> list[tuple[Sentence, Draft]]:
    """Drafts at words that the network takes for triggers of a kind, where no draft of that kind stands by and none has that word, nor
    any that was `refused` as no act of war. A word that heads a frame of that kind must be heard plainly: the frame asked for more than
    the word and did not find it."""
    taken: dict[int, list[tuple[int, int, str]]] = {}
    for sentence, draft in (*items, *refused):
        for trigger in (draft.trigger, *draft.absorbed, *draft.trigger.mates):
            taken.setdefault(sentence.index, []).append((trigger.at, trigger.last, draft.kind))
    out = []
    for sentence in sentences:
        for first, last, kind, value in heard.spans(sentence, OPEN):
            here = taken.setdefault(sentence.index, [])
            near = any(first - 2 <= b and a <= last + 2 and (k == kind or (first <= b and a <= last)) for a, b, k in here)
            word = sentence.words[first]
            plain = STATES if kind == "hold" else PLAIN
            bare = first == last and word.fold in _PREPOSITIONS  # «على» of «فقد السيطرة على»
            bare = bare or any(other.fold in _PREVENT for other in sentence.words[max(0, first - 2) : first])
            bare = bare or (word.verb is not None and word.verb.lemma in _THREATS)
            bare = bare or (word.fold in _HANDS and first > 0 and sentence.words[first - 1].fold == "علي")  # «قتل على يد …»
            if near or bare or word.kind != "word" or (value < plain and _heads(word, kind, frames)):
                continue
            here.append((first, last, kind))
            draft = _draft(sentence, first, last, kind)
            draft.heard = heard.kinds(sentence, draft)
            out.append((sentence, draft))
    return out


def _heads(word: Word, kind: str, frames: Frames) -> bool:
    tables = ((frames.nouns if entry.tag == "N" else frames.verbs).get(entry.lemma, ()) for entry in word.entries)
    return any(frame.kind == kind for frame in (*frames.words.get(word.fold, ()), *(frame for table in tables for frame in table)))


def _draft(sentence: Sentence, first: int, last: int, kind: str) -> Draft:
    find_phrases(sentence)
    if not sentence.starts:
        clause_starts(sentence)
    word = sentence.words[first]
    entry = word.verb or (word.entries[0] if word.entries else None)
    tag = entry.tag if entry is not None else ""
    trigger = Trigger(
        _frame(kind), first, last, False, _form(word, tag), tag, entry.who if entry else "", entry.suf if entry else "", entry
    )
    trigger.low, trigger.high = bound(sentence, trigger)
    cast = Cast(passive=tag in ("Pp", "Ip"))
    return Draft(trigger, kind, min(trigger.low, first), max(trigger.high, last), cast, notes=["opened:context"])


def _form(word: Word, tag: str) -> str:
    if word.verb is not None and word.noun is None:
        return "v"
    return FORMS.get(tag[:1], "n" if tag[:1] == "N" else "w")

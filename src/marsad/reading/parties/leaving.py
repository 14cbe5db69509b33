"""Who leaves ground, where the words next to the leaving tell («تراجع القوة الإسرائيلية», «ردوا على المهاجمين وأجبروهم على الفرار»), and
who is no besieger."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["by_who_leaves"]

_MADE_TO = "withdraw.made-to-fall-back"
_BESIEGED = frozenset("المحاصره المحاصر المحاصرين المطوقه المطوق".split())
_ANTECEDENT = 2  # so many words may stand between a pronoun's verb and whom it means
_FLEES = "withdraw.take-flight"


def by_who_leaves(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Set who leaves: whom the word of leaving stands with, whoever is put to flight by a pronoun and not he who does it."""
    for n, (sentence, draft) in enumerate(items):
        if draft.kind == "besiege" and _is_besieged(sentence, draft):
            _without_visitors(sentence, draft)
        if draft.kind != "withdraw":
            continue
        if draft.trigger.frame.id == _MADE_TO and draft.trigger.suffix and draft.trigger.form == "v":
            _put_to_flight(items[:n], sentence, draft)
            continue
        leaver = _beside(sentence, draft)
        if leaver is not None and not any(leaver.start <= m.start < leaver.end or (m.id and m.id == leaver.id) for m in draft.agents):
            draft.agents = [mention_of(sentence, leaver)]
            draft.notes.append("agent:leaves")


def _is_besieged(sentence: Sentence, draft: Draft) -> bool:
    """Whether the word of the siege is an adjective: «المدينة المحاصرة», «حمص المحاصرة»."""
    words, at = sentence.words, draft.trigger.at
    before = words[at - 1] if at else None
    if draft.trigger.form == "v" or words[at].fold not in _BESIEGED or before is None or before.kind != "word":
        return False
    return before.place is not None or before.fold.startswith("ال") == words[at].fold.startswith("ال")


def _without_visitors(sentence: Sentence, draft: Draft) -> None:
    """«أسقط الجيش مساعدات على المدينة المحاصرة»: whoever the words before name does something else there than besiege it."""
    if draft.cast.agents:
        return
    kept = [m for m in draft.agents if not sentence.start <= m.start < sentence.words[draft.trigger.at].start]
    if len(kept) < len(draft.agents):
        draft.agents = kept
        draft.notes.append("agent:visits")


def _beside(sentence: Sentence, draft: Draft) -> Arg | None:
    """Who stands right behind a masdar of leaving («تراجع القوات»), is told by its adjective («الانسحاب الأميركي»), or right before
    «ولاذوا بالفرار»."""
    trigger = draft.trigger
    for arg in sentence.args:
        if arg.cls not in BEARS_ARMS or (arg.id is None and arg.cls != "fighter"):
            continue
        if trigger.form == "m" and not trigger.suffix and arg.first == trigger.at + 1 and arg.prep in ("", "gen"):
            return arg
        flees = trigger.frame.id == _FLEES and trigger.form == "v" and sentence.words[trigger.at].conj
        if flees and arg.last == trigger.at - 1 and arg.prep in ("", "gen"):
            return arg
    return None


def _put_to_flight(before: Sequence[tuple[Sentence, Draft]], sentence: Sentence, draft: Draft) -> None:
    """«هاجم الجيش المسلحين وأجبرهم على الفرار»: they are whom he fought just before; nobody, where that is not told."""
    words, at = sentence.words, draft.trigger.at
    near = [arg for arg in sentence.args if at - _ANTECEDENT <= arg.last < at and arg.prep == "علي" and arg.cls in BEARS_ARMS]
    if near and not any(word.punct for word in words[near[-1].last + 1 : at]):
        draft.agents = [mention_of(sentence, near[-1])]  # «ردت على المهاجمين وأجبرتهم على الفرار»
        draft.notes.append("agent:put-to-flight")
        return
    fought = next((other for where, other in reversed(before) if where is sentence and other.agents and other.targets), None)
    if fought is None or not draft.agents:
        return
    did = {m.id or m.text for m in fought.agents}
    if all((m.id or m.text) in did for m in draft.agents):
        draft.agents = list(fought.targets)
        draft.notes.append("agent:put-to-flight")

"""Of which act a toll tells the dead: the act nearest in its sentence, unless the words say that it was another's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.reading.claims.draft import Draft
from marsad.reading.claims.killers import who_is_fought
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["act_of", "raised"]

_TIES = frozenset("في خلال اثر إثر جراء نتيجه اثناء عقب بعد حين عندما خلالها لدي عند بسبب".split())
_MEANWHILE = frozenset(("فيما", "بينما"))
_RAISED = frozenset("يرفع ليرفع يرتفع ليرتفع ترتفع لترتفع رفع ارتفع ارتفعت وارتفع وارتفعت".split())


def raised(sentence: Sentence, toll: Draft) -> int:
    """The word that raises a total («ليرتفع عدد الضحايا إلى»), or -1 where the toll is no total so raised."""
    if toll.trigger.frame.id not in ("casualties.toll", "casualties.victims"):
        return -1
    for i in range(toll.trigger.at - 1, max(-1, toll.trigger.at - 5), -1):
        if sentence.words[i].fold in _RAISED:
            return i - 1 if i and sentence.words[i - 1].fold in ("ما", "مما", "بذلك", "وبذلك") else i
    return -1


def act_of(sentence: Sentence, toll: Draft, acts: list[Draft]) -> Draft | None:
    """The act of a sentence whose dead a toll of it tells; None where it is of none of them."""
    best: tuple[int, Draft] | None = None
    words = sentence.words
    for act in acts:
        first, second = (toll, act) if toll.trigger.at < act.trigger.at else (act, toll)
        if first is toll and _elsewhere_meanwhile(act, words[toll.trigger.last + 1 : act.trigger.at]):
            continue
        distance = second.trigger.at - first.trigger.last
        fell_to_others = _by_who_fell(sentence, toll, act) if first is toll else who_is_fought(sentence, act, toll) >= 0
        if distance > 40 or fell_to_others:
            continue
        breaks = sum(1 for word in words[first.trigger.last : second.trigger.at] if word.fold in (":", "؛"))
        starts = sum(1 for start in sentence.starts if first.trigger.at < start <= second.trigger.at)
        tied = first is toll and any(word.fold in _TIES for word in words[first.trigger.last : second.trigger.at])
        cost = distance + 12 * breaks + 5 * starts - (8 if tied else 0)
        since = toll.low <= toll.high and any(
            words[k].fold in ("منذ", "ومنذ") for k in range(toll.low, min(toll.high, len(words) - 1) + 1)
        )
        if since and starts:
            cost += 10
        if cost > 34:
            continue
        if best is None or cost < best[0]:
            best = (cost, act)
    return best[1] if best else None


def _elsewhere_meanwhile(act: Draft, between: Sequence[Word]) -> bool:
    """«… ما أدى إلى مقتل طفلين، في حين استهدفت المعارضة حاجزا»: another act, which has not the dead told before it; but «قتل ثلاثة فيما
    أصيب خمسة في هجوم» tells one."""
    near = [word.fold for word in between[-3:]]
    return act.trigger.form == "v" and (not _MEANWHILE.isdisjoint(near[-2:]) or ("في", "حين") in pairwise(near))


def _by_who_fell(sentence: Sentence, toll: Draft, act: Draft) -> bool:
    """«قتل المسلحون الذين شاركوا في الهجوم»: the attack of those who fell has not their own dead."""
    words = sentence.words
    relative = sentence.lexicon.particles["relative"]
    for i in range(toll.trigger.last + 1, act.trigger.at - 1):
        verb = words[i + 1].verb
        if words[i].fold in relative and verb is not None and verb.lemma in ("شارك", "نفذ", "شن") and act.trigger.at - i <= 4:
            return words[i].fold in ("الذين", "الذي", "اللذين", "التي") and not verb.suf
    return False

"""The words that stand round a trigger, as features for the judge: which one it is, what carries it, what is before and behind it."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["company", "mention_on", "sort_of_word", "thing_of"]

_ARTICLES = ("وال", "بال", "فال", "كال", "ال", "لل")


def company(sentence: Sentence, draft: Draft, opening: bool = True) -> list[tuple[str, float, str]]:
    """Names of the words in a trigger's company; names, places, numbers and times go by their class. `opening`: whether the first
    words of the sentence and the clause are told too; in a brief report every sentence opens like a lead."""
    words, trigger = sentence.words, draft.trigger
    at = trigger.at
    last = at if trigger.spread else trigger.last
    word = words[at]
    lemma = trigger.entry.lemma if trigger.entry is not None else word.fold
    out = [f"lemma:{lemma}", f"lemma:{lemma}:{trigger.form}"]
    before = [sort_of_word(w) for w in words[max(0, at - 3) : at]]
    before = ["^"] * (3 - len(before)) + before
    behind = [sort_of_word(w) for w in words[last + 1 : last + 4]]
    behind += ["$"] * (3 - len(behind))
    out += [f"w-1:{before[-1]}", f"w-2:{before[-2]}", f"w-1:{before[-1]}:{trigger.form}", f"w+1:{behind[0]}", f"w+2:{behind[1]}"]
    out += [f"w+1:{behind[0]}:{draft.kind}", f"near:{before[-1]}", f"near:{before[-2]}", f"near:{before[-3]}"]
    out += [f"far:{name}" for name in behind]
    thing = thing_of(sentence, trigger)
    out += [f"object:{draft.kind}:{thing}", f"object:{trigger.frame.id}:{thing}", f"object:{thing}"]
    if trigger.control >= 0:
        verb = words[trigger.control]
        out.append(f"ctl:{verb.verb.lemma if verb.verb is not None else verb.fold}")
    first = next((w for w in words if w.kind == "word"), None)
    low = draft.low
    if opening and first is not None:
        out += [f"open:{sort_of_word(first)}", f"clause:{sort_of_word(words[low])}"]
    if low:
        out.append(f"clause-1:{sort_of_word(words[low - 1])}")
    return [(name, 1.0, "") for name in dict.fromkeys(out)]


def thing_of(sentence: Sentence, trigger: Trigger) -> str:
    """What the first word of substance after a trigger names; «سيطر الجيش على …»: the object stands behind the frame's fixed words."""
    prepositions = sentence.lexicon.particles["preposition"]
    behind = sentence.words[trigger.last + 1 : trigger.last + 4]
    return _class(next((word for word in behind if word.kind == "word" and word.fold not in prepositions), None))


def mention_on(word: Word) -> str:
    """The class of the mention that covers a word: a named or unnamed party, place, time or number; empty where none does."""
    if word.actor is not None:
        return "ACTOR" if word.actor.id else "PARTY"
    if word.place is not None:
        return "PLACE"
    if word.time is not None:
        return "TIME"
    return "NUMBER" if word.number is not None else ""


def sort_of_word(word: Word) -> str:
    """A word as company: names, places, times and numbers by their class, others without their article."""
    mention = mention_on(word)
    if mention or word.kind != "word":
        return mention or word.fold
    fold = word.fold
    for lead in _ARTICLES:
        if fold.startswith(lead) and len(fold) - len(lead) >= 3:
            return fold[len(lead) :]
    return fold


def _class(word: Word | None) -> str:
    """What a word that follows a trigger names: a party, a place, a number, a thing of a known class, or something else."""
    if word is None:
        return "end"
    mention = mention_on(word)
    if mention:
        return mention
    for entry in word.entries:
        if entry.tag == "N" and entry.cls:
            return entry.cls
    if any(entry.tag == "M" for entry in word.entries):
        return "masdar"
    return "verb" if word.verb is not None else "the" if word.fold.startswith(_ARTICLES) else "a"

"""What a clause says of whether it leaves anybody out: the word over the act («بعد تحرير المدينة»), what stands where the object
would, how the clause opens, whether places and counts are told. Features of an empty slot and of whoever is lent, in `options`."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.words.company import sort_of_word, thing_of
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["circumstances"]

_VEILS = frozenset("بعد قبل منذ اثر عقب خلال اثناء في من عن بسبب نتيجه جراء ضد علي الي مع بين حول بشان رغم عند لدي".split())


def _opener(sentence: Sentence, at: int, low: int) -> str:
    """What opens the clause round a word: relative, complement, another clause word, or nothing."""
    words, particles = sentence.words, sentence.lexicon.particles
    for i in range(at - 1, max(-1, low - 3), -1):
        fold = words[i].fold
        bare = fold[1:] if fold[:1] in "وف" and len(fold) > 3 else fold
        if fold in HARD:
            return "hard"
        if fold in particles["relative"]:
            return "relative"
        if bare in particles["complement"]:
            return "that"
        if bare in particles["clause"]:
            return bare
    return "start"


def circumstances(sentence: Sentence, draft: Draft, kind: str) -> list[str]:
    """What of a clause bears on whether somebody is left out of it: the word over the act, what stands after it, how the clause opens."""
    words, trigger = sentence.words, draft.trigger
    lemma = trigger.entry.lemma if trigger.entry is not None else trigger.frame.id
    out = [f"act:{lemma}:{trigger.form}", f"opens:{_opener(sentence, trigger.at, draft.low)}"]
    before = words[trigger.at - 1] if trigger.at else None
    lead = "^" if before is None else sort_of_word(before) if before.kind == "word" else "mark"
    if lead[:1] in "وف" and lead[1:] in _VEILS:
        lead = lead[1:]
    if trigger.entry is not None and trigger.entry.preposition:
        lead = trigger.entry.preposition
    out += [f"lead:{lead}:{trigger.form}", f"lead:{lead}:{kind}"]
    if trigger.control >= 0:
        verb = words[trigger.control].verb
        out.append(f"under:{verb.lemma if verb is not None else words[trigger.control].fold}")
    thing = thing_of(sentence, trigger)
    out += [f"thing:{thing}", f"thing:{thing}:{kind}", f"thing:{thing}:{trigger.form}"]
    out.append(f"who:{trigger.form}:{trigger.who}:{trigger.suffix}")
    if sentence.index == 0:
        out.append("title")
    out.append("sourced" if draft.source is not None else "unsourced")
    if draft.quantities:
        out += ["counted", f"counted:{kind}"]
    places = sum(trigger.last < place.first <= trigger.high for place in sentence.places)
    out.append(f"places:{min(places, 2)}:{kind}")
    struck = next((p for p in sentence.places if trigger.last < p.first <= trigger.high), None)
    if struck is not None:
        out += [f"struck:{struck.prep or 'bare'}:{kind}", f"struck:{struck.prep or 'bare'}:{trigger.form}"]
    return out

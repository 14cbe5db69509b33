"""Where clauses begin and end, and which words carry a trigger: verbs of doing («تمكن من»، «شن»), of suffering («تعرض ل»)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.reading.parties.craft import hedged
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, groups

__all__ = ["CONTROL", "bound", "clause_starts", "controller", "holds", "needs_met"]

CONTROL: dict[str, str] = {lemma: part for part, lemmas in groups("control").items() for lemma in lemmas}
"""What the subject of a carrying verb is to the carried act, by the verb's lemma: agent, target, repel, none or passive."""
_VERB_LEADS = frozenset("قد لقد وقد فقد كان كانت وكان وكانت وكانوا كانوا يكون".split())
_INQUIRY = frozenset("تقرير تحقيق تحقيقات خبراء بعثه لجنه دراسه محققين محققون المحققين المحققون ملخص التقييمات تقييم فحوص نتائج".split())
_THOUGHT, _IT_IS, _OWNED = folded("thought"), folded("it_is"), folded("thought_owned")
_ASIDES = frozenset("حسب بحسب وفق وفقا طبقا".split())
_CHEMICAL = frozenset("سارين السارين كلور الكلور كيماوي الكيماوي كيميائي للسارين كيماويه الكيماويه غازات الخردل".split())


def _starts_clause(sentence: Sentence, i: int) -> bool:
    words = sentence.words
    word = words[i]
    particles = sentence.lexicon.particles
    fold = word.fold
    before = words[i - 1] if i else None
    if fold in particles["attribution"]:
        return True
    plain = fold[1:] if fold[:1] in "وف" and fold[1:] in particles["clause"] else fold
    if plain in particles["clause"]:
        if plain in ("ما", "حتي", "الا", "وذلك", "كما"):
            follower = words[i + 1] if i + 1 < len(words) else None
            return follower is not None and follower.verb is not None and (before is None or before.fold not in ("بين", "علي", "الي"))
        return True
    if fold in ("وقد", "وكان", "وكانت", "فقد", "لقد", "وكانوا"):
        return True
    verb = word.verb
    if verb is not None and verb.pro[:1] in ("و", "ف") and word.noun is None and word.actor is None and word.place is None:
        masdar = any(entry.tag == "M" for entry in word.entries)
        joined = before is not None and before.verb is not None and not before.fold.startswith("ال") and before.fold not in _VERB_LEADS
        if joined:
            return False
        return not masdar or verb.who != "ms" or _verbal(sentence, i)
    if before is not None and before.fold == "،" and verb is not None and word.noun is None and word.actor is None and word.place is None:
        if verb.who in ("mp", "fp", "md", "fd"):
            return False  # «خمسة عناصر، بينهم قيادي، قتلوا»: the subject stands before
        return not any(entry.tag == "M" for entry in word.entries) or _verbal(sentence, i)
    return False


def _verbal(sentence: Sentence, i: int) -> bool:
    """Whether a word that may be verb or masdar («وقتل») is rather a verb: it heads the sentence, or no noun governs it."""
    words = sentence.words
    if i == 0:
        return True
    before = words[i - 1]
    if before.fold in HARD or before.fold in ("،", "-") or before.kind == "quote":
        return True
    j = i - 1
    # «مقتل 5 وجرح 7»: a masdar before it makes it a masdar
    while j >= 0 and i - j < 9:
        if words[j].fold in HARD:
            break
        for entry in words[j].entries:
            if entry.tag == "M" and not any(e.finite for e in words[j].entries):
                return False
            if entry.finite and entry.tag != "M":
                return True
        j -= 1
    return True


_SHORT, _ASIDE = 6, 10
"""So many words at the most before an attribution that parts a verb from its object, and in it."""
_GOES_ON = frozenset("الا علي الي ب في من نحو حوالي اكثر ما".split())


def _aside(sentence: Sentence, i: int, begin: int) -> int:
    """Where an attribution between commas ends that parts a verb from what it governs («أحرقت، وفق الشرطة، عشرات المنازل»), or -1."""
    words = sentence.words
    if words[i].fold not in _ASIDES or i - begin > _SHORT or i == 0 or words[i - 1].fold != "،":
        return -1
    verbs = [word for word in words[begin : i - 1] if word.verb is not None and word.verb.tag[:1] in "PI"]
    if not verbs or any(word.fold in ("ان", "انه", "انها") for word in words[begin : i - 1]):
        return -1
    end = next((word.i for word in words[i + 1 : i + _ASIDE] if word.punct and word.kind != "quote" and word.fold not in ("(", ")")), -1)
    if end < 0 or words[end].fold != "،" or end + 1 >= len(words):
        return -1
    after = words[end + 1]
    if after.conj or after.punct or (after.verb is not None and after.noun is None and after.number is None):
        return -1
    counted = after.number is not None or after.kind == "number" or after.place is not None or after.actor is not None
    goes_on = counted or after.fold in _GOES_ON or after.fold.startswith("ب") or any(entry.tag == "N" for entry in after.entries)
    return end if goes_on else -1


def clause_starts(sentence: Sentence) -> None:
    """Fill `sentence.starts`: word indexes where a clause begins, ascending, 0 first."""
    words = sentence.words
    particles = sentence.lexicon.particles
    starts = {0}
    for i, word in enumerate(words):
        if word.fold in HARD:
            starts.add(i + 1)
        elif word.kind == "word":
            if word.fold in particles["complement"] or (word.fold[:1] in "وف" and word.fold[1:] in particles["complement"]):
                if not _whose(words, i) and not hedged(sentence, i):
                    starts.add(i + 1)
            elif _starts_clause(sentence, i):
                if (end := _aside(sentence, i, max(starts))) < 0:
                    starts.add(i)
                for arg in sentence.args:
                    if i < arg.first < end:
                        arg.prep = word.fold  # who is quoted is no party to the act
    sentence.starts = sorted(s for s in starts if s < max(1, len(words)))


def _whose(words: Sequence[Word], i: int) -> bool:
    """«قصف يرجح أنه روسي استهدف», «طائرات يعتقد أنها تابعة للنظام»: a guess at whose it is, inside the clause."""
    if i < 2 or i + 1 >= len(words) or words[i].fold not in _IT_IS or words[i - 1].fold not in _THOUGHT:
        return False
    after = words[i + 1]
    return (after.actor is not None and not any(e.finite for e in after.entries)) or after.fold in _OWNED


def bound(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """First and last word (both included) of the smallest clause that carries the trigger, its subject and its complements."""
    low, high = 0, len(sentence.words) - 1
    for start in sentence.starts:
        if start <= trigger.at:
            low = start
        elif start > trigger.last:
            high = start - 1
            break
    words = sentence.words
    # a bare conjunction of casualties («قتل 5 وأصيب 7 في انفجار») is told in one breath
    tails = sentence.lexicon.particles["complement"] | sentence.lexicon.particles["clause"]
    while high > trigger.last:
        fold = words[high].fold
        bare = fold[1:] if fold[:1] in "وف" else fold
        opener = bare in tails or (fold == "الي" and words[high - 1].fold in tails)
        if fold in (")", "]") or not (words[high].punct or fold in ("و", "ف") or opener):
            break
        high -= 1
    while low < trigger.at and words[low].punct:
        low += 1
    if trigger.kind == "finding":
        high = _content(sentence, trigger, high)
    return low, high


def _content(sentence: Sentence, trigger: Trigger, high: int) -> int:
    """Where what was found ends: «خلص التقرير إلى أن …» is told with the clause after «أن»."""
    words = sentence.words
    complement = sentence.lexicon.particles["complement"]
    first = next((i for i in range(trigger.at + 1, min(len(words), high + 3)) if words[i].fold in complement), -1)
    if first < 0:
        return high
    end = next((start - 1 for start in sentence.starts if start > first + 1), len(words) - 1)
    while end > first and words[end].punct:
        end -= 1
    return max(high, end)


def controller(sentence: Sentence, trigger: Trigger) -> tuple[int, str]:
    """The finite verb before a masdar or noun that carries it, and how (see CONTROL); (-1, "") where there is none."""
    words = sentence.words
    i = trigger.at - 1
    seen = 0
    while i >= trigger.low and seen < 24:
        word = words[i]
        if word.fold in HARD:
            break
        verb = word.verb
        if verb is not None and not word.fold.startswith("ال") and word.actor is None and word.place is None:  # «نوى» is a town
            if verb.lemma == "رد" and trigger.entry is not None and trigger.entry.preposition == "ب":
                return i, "agent"
            for entry in word.entries:
                if entry.finite and entry.lemma in CONTROL:
                    apart = entry.lemma == "اضطر" and any(w.fold in sentence.lexicon.particles["link"] for w in words[i:trigger.at])
                    return (-1, "") if apart else (i, CONTROL[entry.lemma])  # «اضطروا إلى الانسحاب بعد حصار»
            if (
                verb.tag[0] in "PI"
                and word.noun is None
                and not any(e.tag == "M" for e in word.entries)
                and verb.lemma not in ("كان", "زال", "ظل")
            ):
                return -1, ""
        for entry in word.entries:
            if (
                entry.tag == "M"
                and entry.lemma in ("شن", "نفذ", "قام", "تعرض", "صد", "أحبط", "بدأ", "واصل", "عاود", "استأنف", "حاول")
                and not word.fold.startswith("ال")
            ):
                return i, CONTROL[entry.lemma]
        seen += 1
        i -= 1
    return -1, ""


def holds(sentence: Sentence, low: int, high: int) -> set[str]:
    """What a stretch of words holds, in the terms of a frame's `need`."""
    found: set[str] = {"any"}
    if len(sentence.held) != len(sentence.words):
        sentence.held = [_word_holds(word, sentence.lexicon.particles["relative"]) for word in sentence.words]
    found.update(*sentence.held[low : high + 1])
    actors = {arg.group for arg in sentence.args if arg.id is not None and low <= arg.first <= high}
    if actors:
        found.add("actor")
    if len(actors) > 1:
        found.add("actor2")
    for arg in sentence.args:
        if low <= arg.first <= high and arg.cls in ("person", "fighter"):
            found.add("victim")
    return found


@lru_cache(maxsize=1 << 16)
def _spelling_holds(fold: str) -> frozenset[str]:
    """What a word holds by its letters alone."""
    found: set[str] = set()
    bare = fold[1:] if fold[:1] in "وفبل" and len(fold) > 3 else fold
    if fold in _INQUIRY or bare in _INQUIRY or bare.removeprefix("ال") in _INQUIRY or fold.removeprefix("لل") in _INQUIRY:
        found.add("inquiry")
        if "محقق" in fold or "خبراء" in fold:
            found.add("investigator")
    if fold in _CHEMICAL or bare in _CHEMICAL:
        found.update(("chemical", "weapon"))
    if "مشتبه" in fold or "متهم" in fold or "ارهاب" in fold:
        found.add("suspect")
    return frozenset(found)


def _word_holds(word: Word, relatives: frozenset[str]) -> frozenset[str]:
    spelt = _spelling_holds(word.fold)
    found: set[str] = set()
    if word.fold in relatives:
        found.add("relative")
    if word.place is not None:
        found.add("place")
    if word.number is not None or word.kind == "number":
        found.add("number")
    if word.time is not None:
        found.add("time")
    for entry in word.entries:
        if entry.tag == "N":
            found.add(entry.cls)
            if entry.cls in ("arms", "munition", "device"):
                found.add("weapon")
        elif entry.finite and entry.lemma in CONTROL:
            found.add("light")
        if entry.suf:
            found.add("pronoun")
    return spelt | found if found else spelt


def needs_met(trigger: Trigger, here: set[str], around: set[str]) -> bool:
    """Whether the clause (or, for places and actors, the sentence) holds one of the sets the frame asks for."""
    needs = trigger.frame.need
    if not needs:
        return True
    wide = here | (around & {"actor", "place", "event", "inquiry"})
    for need in needs:
        wanted = {item for item in need if item not in ("name",)}
        if wanted <= wide and "never" not in need:
            return True
    return False

"""Finding triggers: the words of a sentence that open a frame, with what the frame asks before and after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from marsad.languages.arabic import fold_key
from marsad.reading.triggers.frames import Frame, Frames
from marsad.reading.words.lexicon import Entry
from marsad.reading.words.sentence import HARD, Sentence, Word

__all__ = ["FORMS", "Trigger", "find_triggers", "matches"]


@dataclass(slots=True)
class Trigger:
    """A frame opened at word `at`, its fixed words ending at `last` (`spread`: other words stand between).

    `form` is v (finite verb), m (masdar), n (noun), p (participle) or w (plain word); `tag` and `who` of the verb form; `suffix` the
    pronoun on it; `control` the index of a verb that carries it («تمكن من»، «شن»), or -1; `low`, `high` the clause, as words;
    `mates` triggers of the same act that it stands for.
    """

    frame: Frame
    at: int
    last: int
    spread: bool
    form: str
    tag: str
    who: str
    suffix: str
    entry: Entry | None
    control: int = -1
    low: int = 0
    high: int = 0
    negated: bool = False
    notes: list[str] = field(default_factory=list)
    mates: list[Trigger] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.frame.kind


_CUTS = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "وبال", "ولل")
_folded_lemma = lru_cache(maxsize=1 << 13)(fold_key)


@lru_cache(maxsize=1 << 16)
def _names(fold: str, lemmas: tuple[str, ...]) -> frozenset[str]:
    """All by which a frame may ask for a word: as it is spelled, without proclitics, by its lemmas."""
    cut = [fold[len(lead) :] for lead in _CUTS if len(fold) - len(lead) >= 2 and fold.startswith(lead)] if fold[0] in "وفبلا" else ()
    return frozenset((fold, *cut, *map(_folded_lemma, lemmas)))


def matches(word: Word, wanted: frozenset[str]) -> bool:
    """Whether a word is one of the folded lemmas or words wanted (proclitics aside)."""
    if word.names is None:
        word.names = _names(word.fold, tuple([entry.lemma for entry in word.entries]))
    return not wanted.isdisjoint(word.names) or (word.place is not None and "place" in wanted)


_PRONOUN_PREPOSITIONS = {
    "علي": ("عليه", "عليها", "عليهم", "عليهما"),
    "من": ("منه", "منها", "منهم", "منهما"),
    "في": ("فيه", "فيها", "فيهم"),
    "ب": ("به", "بها", "بهم"),
    "ل": ("له", "لها", "لهم"),
    "عن": ("عنه", "عنها", "عنهم"),
    "الي": ("اليه", "اليها", "اليهم"),
}


@lru_cache(maxsize=1 << 12)
def _asked(wanted: frozenset[str]) -> tuple[bool, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Of what a frame wants next: whether any of it has two words, and its prepositions with their forms before pronouns."""
    return any(" " in word for word in wanted), tuple(pair for pair in _PRONOUN_PREPOSITIONS.items() if pair[0] in wanted)


def _prep_match(word: Word, prepositions: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    for base, forms in prepositions:
        if word.fold in forms or word.fold == base:
            return True
        if base in ("ب", "ل") and word.kind == "word":
            for entry in word.entries:
                if entry.preposition == base:
                    return True
            lead = word.fold
            if (word.actor is not None or word.place is not None) and lead.startswith((base, "و" + base)):
                return True
            if lead.startswith(("بال", "لل")) and lead.startswith(base):
                return True
    return False


_WHICH = frozenset("التي الذي الذين اللذين اللتين".split())
_NAMES = frozenset(("علي", "بيدا"))  # a preposition as it is spelled, a forename inside an actor's name, the second word of a town's
_OTHERWISE = HARD | {"فيما", "بينما"}  # «… عن مقتل 12 مدنيا، فيما قتل طفل برصاص قناص»
# «نقلت الوكالة عن شهود أن الجنود …», «ردت الحكومة باتهام الجماعة بقصف …»
_BOUNDS = {"deployment": _OTHERWISE | frozenset("ان انه انها انهم بان بانه بانها".split()), "shelling": _OTHERWISE | {"باتهام"}}
_WIDE = 8  # a frame that reaches farther than this does not reach over «و» with another verb


def _follow(sentence: Sentence, at: int, frame: Frame) -> int | None:
    """The word where the frame's fixed words end, or None where they do not follow."""
    words = sentence.words
    last = at
    for wanted in frame.next:
        pairs, prepositions = _asked(wanted)
        steps, j, found = 0, last + 1, -1
        while j < len(words) and steps <= frame.gap:
            word = words[j]
            told = word.conj and word.verb is not None and word.noun is None
            if word.fold in _BOUNDS.get(frame.kind, _OTHERWISE) or (frame.gap > _WIDE and told):
                break  # «أعلن الجيش مقتل اثنين، وأعلن التنظيم مسؤوليته»: another verb's
            if word.kind == "quote":
                j += 1
                continue
            if pairs and j + 1 < len(words) and f"{word.fold} {words[j + 1].fold}" in wanted:
                found = j + 1
                break
            named = word.fold in _NAMES and any(name is not None and name.start < word.start for name in (word.actor, word.place))
            if words[j - 1].fold in _WHICH and any(entry.finite for entry in word.entries):  # «المناطق التي سيطرت عليها»: no noun
                named = named or wanted.isdisjoint((word.fold, *(_folded_lemma(entry.lemma) for entry in word.entries if entry.finite)))
            if not named and (matches(word, wanted) or (prepositions and _prep_match(word, prepositions))):
                found = j
                break
            steps += word.time is None or word.time is not words[j - 1].time or word.time.kind == "since"  # a day of many words is one step
            j += 1
        if found < 0:
            return None
        last = found
    return last


def _before(sentence: Sentence, at: int, frame: Frame) -> int | None:
    words = sentence.words
    first = at
    for wanted in reversed(frame.prev):
        j = first - 1
        steps = 0
        found = None
        while j >= 0 and steps < frame.prev_gap:
            if words[j].fold in HARD:
                break
            if matches(words[j], wanted):
                found = j
                break
            if words[j].kind != "quote":
                steps += 1
            j -= 1
        if found is None:
            return None
        first = found
    return first


def _near(sentence: Sentence, at: int, last: int, frame: Frame) -> bool:
    """Whether a forbidden word stands within two words before or after."""
    words = sentence.words
    if frame.not_next:
        for j in range(last + 1, min(len(words), last + 3)):
            if matches(words[j], frame.not_next):
                return True
        if last != at and at + 1 < len(words) and matches(words[at + 1], frame.not_next):
            return True
    if frame.not_prev:
        for j in range(max(0, at - 2), at):
            if matches(words[j], frame.not_prev):
                return True
    return False


FORMS = {"P": "v", "I": "v", "M": "m", "A": "p", "U": "p"}
"""The form of a trigger by the first letter of its tag: finite verb, masdar, participle."""


def _heads(word: Word, frames: Frames) -> list[tuple[Frame, str, Entry | None]]:
    """The frames that a word can head, with the form it heads each in; kept by spelling and readings, not to be changed."""
    known = frames.headed.get((word.fold, word.entries))
    if known is None:
        if len(frames.headed) >= _REMEMBERED:
            frames.headed.clear()
        known = frames.headed[word.fold, word.entries] = _all_heads(word, frames)
    return known


def _all_heads(word: Word, frames: Frames) -> list[tuple[Frame, str, Entry | None]]:
    out: list[tuple[Frame, str, Entry | None]] = []
    done: set[int] = set()
    for frame in frames.words.get(word.fold, ()):
        if frame.forms == "M" and word.entries and not any(entry.tag == "M" for entry in word.entries):
            continue  # «قُتل» is no «قَتل»
        out.append((frame, "w", None))
        done.add(frame.order)
    if word.fold[:1] in "وفبل":
        for frame in frames.words.get(word.fold[1:], ()):
            if frame.order not in done:
                out.append((frame, "w", None))
                done.add(frame.order)
    for entry in word.entries:
        table = frames.nouns if entry.tag == "N" else frames.verbs
        for frame in table.get(entry.lemma, ()):
            if frame.order in done:
                continue
            if entry.tag == "N":
                out.append((frame, "n", entry))
            elif entry.tag[0] in frame.forms and (entry.tag in ("Pp", "Ip") or frame.forms != "Pp"):
                if frame.forms == "Pp" and entry.tag != "Pp":
                    continue
                if "x" in frame.forms and entry.tag in ("Pp", "Ip"):
                    continue
                out.append((frame, FORMS[entry.tag[0]], entry))
            else:
                continue
            done.add(frame.order)
    return out


_REMEMBERED = 200_000


def _remember(sentence: Sentence, word: Word, frames: Frames) -> bool:
    """Whether a spelling can head a frame in any of its readings, kept for the next word of that spelling: one in ten can."""
    fold = word.fold
    heads = fold in frames.words or (fold[:1] in "وفبل" and fold[1:] in frames.words)
    if not heads and word.kind == "word":
        heads = any(entry.lemma in (frames.nouns if entry.tag == "N" else frames.verbs) for entry in sentence.lexicon.read(fold))
    if len(frames.opens) >= _REMEMBERED:
        frames.opens.clear()
    frames.opens[fold] = heads
    return heads


def _is_particle(sentence: Sentence, at: int) -> bool:
    """«فقد أعلنت»: the particle before a perfect. The verb of loss has its subject or object right behind it: a name, a count, «ال…»."""
    after = next((word for word in sentence.words[at + 1 :] if word.kind != "quote"), None)
    if after is None or after.punct:
        return True
    return not (after.fold.startswith("ال") or after.actor is not None or after.number is not None or after.place is not None)


def _in_a_name(word: Word) -> bool:
    """Whether a word stands inside the name of an actor, behind its first word."""
    return word.actor is not None and word.actor.end > word.end - 1 and word.actor.start < word.start


_PERPETRATORS = frozenset(("منفذ", "منفذي", "منفذو", "ومنفذ", "لمنفذ"))


def _of_perpetrator(sentence: Sentence, at: int) -> bool:
    """«منفذ الهجوم الانتحاري الذي أوقع 32 قتيلا»: who did it is named by what he did, which is told with him."""
    words = sentence.words
    if not 0 < at < len(words) - 1 or words[at - 1].fold not in _PERPETRATORS:
        return False
    return words[at + 1].fold.removeprefix("ال").startswith("انتحاري")


def find_triggers(sentence: Sentence, frames: Frames) -> list[Trigger]:
    """Every frame opened in the sentence, in order of its head; needs and guards are looked at later."""
    out: list[Trigger] = []
    opens = frames.opens
    for word in sentence.words:
        known = opens.get(word.fold)
        if known is None:
            known = _remember(sentence, word, frames)
        if not known or word.kind != "word" or (_in_a_name(word) and not _of_perpetrator(sentence, word.i)):
            continue
        if word.fold == "فقد" and _is_particle(sentence, word.i):
            continue
        for frame, form, entry in _heads(word, frames):
            if word.fold in frame.never:
                continue
            if form in ("v", "m") and (
                word.time is not None or word.place is not None or (word.actor is not None and word.actor.id is not None)
            ):
                continue
            last = _follow(sentence, word.i, frame) if frame.next else word.i
            if last is None:
                continue
            if frame.prev and _before(sentence, word.i, frame) is None:
                continue
            if _near(sentence, word.i, last, frame):
                continue
            tag = entry.tag if entry is not None else ""
            out.append(
                Trigger(
                    frame,
                    word.i,
                    last,
                    last > word.i + len(frame.next),
                    form,
                    tag,
                    entry.who if entry else "",
                    entry.suf if entry else "",
                    entry,
                )
            )
    return out

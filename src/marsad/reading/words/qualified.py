"""Forces and fighters with the word that tells which they are: «القوات التابعة للمجلس», «قوات كارينية», «قوات ملاديتش». Of «القوات» alone
nobody can say whose they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["tell_which"]

_HEADS = ("force", "fighter")
_WHICH = folded("tells_which_forces")
_OF_WHOM = ("ل", "من", "عن")


def tell_which(items: Iterable[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> None:
    """Lengthen the parties of one bare word that names forces by the words behind it that tell which."""
    for _, draft in items:
        draft.agents = [_longer(m, sentences) for m in draft.agents]
        draft.targets = [_longer(m, sentences) for m in draft.targets]


def _longer(mention: Mention, sentences: Sequence[Sentence]) -> Mention:
    if mention.id is not None or " " in mention.text:
        return mention
    sentence = next((each for each in sentences if each.start <= mention.start < each.end), None)
    if sentence is None:
        return mention
    head = sentence.words[sentence.find(mention.start)]
    if head.end != mention.end or not any(entry.tag == "N" and entry.cls in _HEADS and entry.who == "p" for entry in head.entries):
        return mention
    last = _end(sentence, head)
    if last == head.i:
        return mention
    end = sentence.words[last].end
    return replace(mention, text=sentence.text[mention.start : end], end=end)


def _plain(word: Word) -> bool:
    """Whether a word is claimed by nothing else: no place, time, number, verb or party."""
    return word.kind == "word" and not word.conj and all(each is None for each in (word.place, word.time, word.number, word.verb))


def _end(sentence: Sentence, head: Word) -> int:
    words = sentence.words
    after = words[head.i + 1] if head.i + 1 < len(words) else None
    if after is None or not _plain(after):
        return head.i
    particles = sentence.lexicon.particles
    if after.fold in particles["preposition"] or after.fold in particles["governor"] or after.fold in particles["clause"]:
        return head.i
    if after.fold in _WHICH and after.fold.startswith("ال") == head.fold.startswith("ال"):
        return _of_whom(words, after.i)
    unknown = after.noun is None and after.actor is None and not after.entries and len(after.fold) > 3
    bare = not head.fold.startswith("ال") and not after.fold.startswith(("ال", "ب", "ل", "ك", "ف"))
    if unknown and bare and (after.fold.endswith("يه") or head.fold.removeprefix("ل").removeprefix("ب") in ("قوات", "مسلحي", "مقاتلي")):
        return after.i
    return head.i


def _of_whom(words: Sequence[Word], at: int) -> int:
    """The last word of «التابعة للمجلس», «القادمة من شقرة»."""
    if at + 1 >= len(words) or words[at + 1].kind != "word":
        return at
    if words[at + 1].fold.startswith("ل") and not words[at + 1].conj:
        return at + 1
    return at + 2 if words[at + 1].fold in _OF_WHOM and at + 2 < len(words) and words[at + 2].kind == "word" else at

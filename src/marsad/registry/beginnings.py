"""What can begin at a word: the ways to read it before a phrase of the grammar, the entries of a kind there, whose act is told."""

from __future__ import annotations

from marsad.registry.grammar import Entry, Grammar
from marsad.registry.phrase import Phrase
from marsad.registry.words import Words, unlike

__all__ = ["MADE", "Beginnings"]

_FIGHTING = frozenset(("army", "troops", "air", "arms"))
_STATED = frozenset(("police", "government"))
_FORCES = _FIGHTING | _STATED
"""Nouns that two nations may share."""
_NAMED = frozenset(("الجيش", "القوات"))
_HOME = frozenset(("army", "government", "forces"))
"""Which of them may be told without a nation («القوات الحكومية والروسية»)."""
_THE = ("ال", "لل", "بال", "وال")
MADE = ["الصنع"]
"""What makes a nationality the maker's, not the owner's: «مسيرة إيرانية الصنع»."""
_SHARED = frozenset(("العدوان", "الطيران", *_NAMED))
"""First words of names that another nation's adjective may follow too."""


class Beginnings:
    """Looks words up in a grammar. Pure; only a cache of words grows, up to a bound."""

    __slots__ = ("_grammar", "_reads")
    _CACHE = 200_000

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._reads: dict[str, tuple[tuple[int, str], ...]] = {}

    def readings(self, word: str) -> tuple[tuple[int, str], ...]:
        """The ways to read a word as (letters of proclitics, first word of some phrase); the whole word first."""
        known = self._reads.get(word)
        if known is not None:
            return known
        begins = self._grammar.trie.begins
        out = [(0, word)] if begins(word) else []
        for join in (0, 1) if word[:1] in ("و", "ف") else (0,):
            rest = word[join:]
            if join and len(rest) > 1 and begins(rest):
                out.append((join, rest))
            if rest.startswith("لل") and len(rest) > 3:
                # the article's alef is written away: the span keeps لل
                for stem in ("ال" + rest[2:], "الل" + rest[2:]):
                    if begins(stem):
                        out.append((join, stem))
            elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 3 and begins(rest[1:]):
                out.append((join + 1, rest[1:]))
        found = tuple(out)
        if len(self._reads) < self._CACHE:
            self._reads[word] = found
        return found

    def entry(self, words: Words, at: int, kind: str) -> tuple[int, Entry] | None:
        """The longest phrase of a kind that begins with the whole word `at`, inside the run of words."""
        if at >= len(words.folds) or words.stops[at] != words.stops[at - 1]:
            return None
        for end, entries in reversed(self._grammar.trie.walk(words.folds[at], words.folds, at + 1, words.stops[at])):
            for entry in entries:
                made = kind == "nat" and words.folds[end : end + 1] == MADE
                if entry.kind == kind and not made:
                    return end, entry
        return None

    def act(self, words: Words, at: int) -> Phrase | None:
        """Whose act it is by its adjective («غارات جوية إسرائيلية»): the phrase is the nationality alone."""
        for _ in range(3):
            nat = self.entry(words, at, "nat")
            if nat is not None:
                country = nat[1].key
                key = self._grammar.defaults.actor("army", country, words.day)
                return Phrase(at, 0, nat[0], key, "army", "act", country=country) if key else None
            adjective = self.entry(words, at, "adjective")
            if adjective is None:
                return self._sided(words, at)
            if unlike(words, at):
                return None  # «بنيران معارضين سوريين»: people, and not the adjective of their fire
            at = adjective[0]
        return None

    def mates(self, words: Words, phrase: Phrase) -> list[Phrase]:
        """Forces of other nations that share their noun with the phrase before: «القوات الفرنسية والمالية», «الجيشان السوداني والتشادي»."""
        out: list[Phrase] = []
        at = phrase.end
        shared = phrase.how == "name" and words.folds[phrase.at][phrase.cut :] in _SHARED
        if phrase.id is not None and (shared or (phrase.how in ("nationality", "act") and phrase.cls in _FIGHTING)):
            second = self._beside(words, phrase)
            if second is not None:
                return [second]
        if at >= words.stops[at - 1] or not words.folds[at].startswith("وال") or not words.folds[at - 1].startswith(_THE):
            return out
        cls = phrase.cls
        if phrase.how == "name" and words.folds[phrase.at][phrase.cut :] in _NAMED and self.entry(words, at - 1, "nat"):
            cls = "army"  # «الجيش السوري والروسي»
        elif not (phrase.how == "nationality" and cls in _FORCES) and not (phrase.how == "generic" and cls in _HOME):
            return out
        while at < words.stops[at - 1] and at not in words.marks and words.folds[at].startswith("وال"):
            nat = next(
                (
                    (end, entry)
                    for end, entries in reversed(self._grammar.trie.walk(words.folds[at][1:], words.folds, at + 1, words.stops[at]))
                    for entry in entries
                    if entry.kind == "nat" and words.folds[end - 1].endswith(("ه", "ي")) and (cls in _FIGHTING or not entry.weak)
                ),
                None,
            )
            key = self._grammar.defaults.actor(cls if cls in _STATED else "army", nat[1].key, words.day) if nat else None
            if nat is None or key is None or key == phrase.id:
                break
            out.append(Phrase(at, 1, nat[0], key, cls, "nationality", country=nat[1].key))
            at = nat[0]
        return out

    def _beside(self, words: Words, phrase: Phrase) -> Phrase | None:
        """A second nation that shares the noun with no «و»: «العدوان الأمريكي البريطاني», «الغارات الأمريكية البريطانية»."""
        at = phrase.end
        nat = self.entry(words, at, "nat") if words.folds[at - 1].startswith("ال") else None
        if nat is None or nat[0] != at + 1 or at in words.marks or self.entry(words, at - 1, "nat") is None:
            return None
        if nat[1].weak or nat[1].key in (phrase.country, "kurd"):
            return None
        first, second = words.folds[at - 1], words.folds[at]
        if not second.startswith("ال") or first[-1] != second[-1] or second[-1] not in "هي":
            return None
        key = self._grammar.defaults.actor("army", nat[1].key, words.day)
        return Phrase(at, 0, nat[0], key, "army", "nationality", country=nat[1].key) if key and key != phrase.id else None

    def _sided(self, words: Words, at: int) -> Phrase | None:
        """Whose act it is by a word that takes a side and alone would name nobody: «برصاص الاحتلال», «قصف للعدو»."""
        if at >= len(words.folds) or words.stops[at] != words.stops[at - 1]:
            return None
        for cut, stem in self.readings(words.folds[at]):
            for end, entries in reversed(self._grammar.trie.walk(stem, words.folds, at + 1, words.stops[at])):
                ids = tuple(dict.fromkeys(entry.key for entry in entries if entry.kind == "name" and entry.weak and entry.loaded))
                if ids:
                    one = ids[0] if len(ids) == 1 else None
                    return Phrase(at, cut, end, one, "name", "name", loaded=True, definite=True, literal=end - at,
                                  candidates=ids if one is None else ())
        return None

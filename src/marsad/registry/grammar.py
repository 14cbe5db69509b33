"""The phrases that name actors, compiled from the tables into one trie: names, heads, nouns of states, generics, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from marsad.registry.actors import Actor, Nation
from marsad.registry.classes import MILITARY, STATE_CLASSES
from marsad.registry.phrases import PhraseTrie, expand, phrases, read_table

__all__ = ["Defaults", "Entry", "Grammar", "compile_grammar", "nationality", "within"]


class Entry(NamedTuple):
    """What a phrase may be.

    `kind` is name, head, partitive, spokesman, of (a head whose owner follows with ل), noun, generic, nat (nationality), country,
    capital, act, link or adjective; `key` an actor's id, a country code or the kind of link; `cls` the class of a noun or generic;
    `weak` a name that counts only with support; `loaded` a word that takes a side; `adjectival` a noun that is more often an
    adjective («عسكري», «انتحاري»).
    """

    kind: str
    key: str = ""
    cls: str = ""
    weak: bool = False
    loaded: bool = False
    adjectival: bool = False


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether an ISO day lies in a span of EDTF days, months or years, both ends open where None; a missing day lies in all."""
    if day is None:
        return True
    return (since is None or day[: len(since)] >= since) and (until is None or day[: len(until)] <= until)


@dataclass(frozen=True, slots=True)
class Defaults:
    """Which actor a class of words means in a country, by its nation rows and by defaults.csv."""

    nations: dict[str, tuple[Nation, ...]]
    rows: dict[tuple[str, str], tuple[tuple[str, str | None, str | None], ...]]

    def actor(self, cls: str, country: str, day: str | None) -> str | None:
        """The actor that words of class `cls` mean in `country` on `day`, None where that is not plain."""
        for key, since, until in self.rows.get((cls, country), ()):
            if within(day, since, until):
                return key or None
        if cls not in STATE_CLASSES or cls == "regime":
            return None
        for nation in self.nations.get(country, ()):
            fits = nation.covers == "all" or (nation.covers == "army") == (cls in MILITARY)
            if fits and within(day, nation.since, nation.until):
                return nation.id
        return None

    def sided(self, cls: str, country: str, day: str | None, loaded: Iterable[str]) -> str | None:
        """Whom such words mean in a report that speaks one side's language: it calls the actors `loaded` by words that take a side."""
        return next((one for key in loaded if (one := self.actor(f"{cls}/{key}", country, day))), None)

    def state(self, country: str, day: str | None) -> str | None:
        """The actor that a country's bare name means when it acts."""
        return self.actor("government", country, day)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All phrases, and what classes mean where."""

    trie: PhraseTrie[Entry]
    defaults: Defaults


def _adjective_forms(stem: str, plurals: Iterable[str]) -> str:
    """A pattern of all forms of a nationality, with and without the article: «سوري» gives سوري، سورية، سوريون، السوريين …"""
    words = stem.split()
    forms = {f"{words[0]}{ending}" for ending in ("", "ة", "ون", "ين", "ان", "ا", "تان", "تين", "ات")}
    if len(words) > 1:
        # «كوري جنوبي»: both words take the ending, of «جنوب سوداني» the second
        inflected = words[0].endswith("ي")
        forms = {f"{words[0]}{ending if inflected else ''} {words[1]}{ending}" for ending in ("", "ة", "ون", "ين", "ان", "ا")}
    forms |= set(plurals)
    definite = {" ".join(f"ال{word}" for word in form.split()) for form in forms} | {f"ال{form}" for form in forms}
    return "|".join(sorted(forms | definite))


def nationality(nation: Nation) -> Iterator[tuple[str, bool]]:
    """Patterns of what a nation's people and things are called, each with whether it counts only with support."""
    for place, cell in enumerate(nation.adjectives):
        stem, weak = _weak(cell)
        yield _adjective_forms(stem, nation.plurals if place == 0 else ()), weak


def _add(trie: PhraseTrie[Entry], pattern: str, entry: Entry) -> None:
    for words in phrases(pattern):
        trie.add(words, entry)


def _add_words(trie: PhraseTrie[Entry], pattern: str, entry: Entry) -> None:
    """Adds the phrases of a pattern; those that close with ~ are adjectival."""
    if "~" not in pattern:
        _add(trie, pattern, entry)
        return
    marked: dict[bool, list[str]] = {False: [], True: []}
    for phrase in expand(pattern):
        marked[phrase.endswith("~")].append(phrase.rstrip("~"))
    for adjectival, found in marked.items():
        if found:
            _add(trie, "|".join(found), entry._replace(adjectival=adjectival))


def _weak(pattern: str) -> tuple[str, bool]:
    return (pattern[:-1], True) if pattern.endswith("?") else (pattern, False)


def compile_grammar(actors: Iterable[Actor], nations: Iterable[Nation]) -> Grammar:
    """The grammar of the given actors and nations with the words of data/actors/words. Raises BadData."""
    trie: PhraseTrie[Entry] = PhraseTrie()
    for actor in actors:
        for cells, loaded in ((actor.aliases, False), (actor.loaded, True)):
            for cell in cells:
                pattern, weak = _weak(cell)
                _add(trie, pattern, Entry("name", actor.id, "name", weak, loaded))
        for name in actor.aliases_en:
            # short Latin abbreviations are words of other texts too
            _add(trie, name, Entry("name", actor.id, "name", len(name) <= 3))
    by_country: dict[str, list[Nation]] = {}
    for nation in nations:
        by_country.setdefault(nation.country, []).append(nation)
        for name in nation.names:
            pattern, weak = _weak(name)
            _add(trie, pattern, Entry("country", nation.country, "country", weak))
        for name in nation.capitals:
            pattern, weak = _weak(name)
            _add(trie, pattern, Entry("capital", nation.country, "country", weak))
        for pattern, weak in nationality(nation):
            _add(trie, pattern, Entry("nat", nation.country, weak=weak))
    for spelling, plurals in (("كردي", ("أكراد", "كوردية")), ("كوردي", ("كورد", "كوردستانية"))):  # Kurdish papers write the و
        _add(trie, _adjective_forms(spelling, plurals), Entry("nat", "kurd"))
    for row in read_table("actors", "words", "heads.csv"):
        kind = row["kind"]
        _add(trie, row["term"], Entry(kind if kind in ("partitive", "spokesman", "of") else "head", cls=kind))
    for row in read_table("actors", "words", "nouns.csv"):
        _add_words(trie, row["term"], Entry("noun", cls=row["cls"]))
    for row in read_table("actors", "words", "generics.csv"):
        _add_words(trie, row["term"], Entry("generic", cls=row["cls"], loaded=bool(row["loaded"])))
    for row in read_table("actors", "words", "acts.csv"):
        _add(trie, row["term"], Entry("act", cls="army"))
    for row in read_table("actors", "words", "links.csv"):
        _add(trie, row["term"], Entry("link", row["kind"]))
    for row in read_table("actors", "words", "adjectives.csv"):
        _add(trie, row["term"], Entry("adjective", row["kind"]))
    rows: dict[tuple[str, str], list[tuple[str, str | None, str | None]]] = {}
    for row in read_table("actors", "words", "defaults.csv"):
        rows.setdefault((row["cls"], row["country"]), []).append((row["id"], row["from"] or None, row["to"] or None))
    return Grammar(trie, Defaults(
        {code: tuple(each) for code, each in by_country.items()}, {key: tuple(each) for key, each in rows.items()},
    ))

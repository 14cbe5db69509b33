"""Noun phrases of actors over the words of a text: names, heads, nationalities and generics, and what follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.registry import classes
from marsad.registry.actors import Actor
from marsad.registry.beginnings import MADE, Beginnings
from marsad.registry.borne import bearable, borne_out, by_zeal
from marsad.registry.grammar import Entry, Grammar
from marsad.registry.phrase import Phrase, before_place, is_adjective, owned_by, rank
from marsad.registry.strangers import collective, foreign, holds, joined, namesake, owned, renamed, stands, unowned
from marsad.registry.words import Words, articled, men_alone, other_case, unlike

__all__ = ["PhraseReader"]

_DEPTH = 5  # how deep heads and links may nest
_SERVING = frozenset(("من", "ضمن", "في", "لدي"))


class PhraseReader:
    """Reads phrases by a grammar. Pure; only a cache of words grows, up to a bound."""

    __slots__ = ("_actors", "_beginnings", "_grammar", "_unspecified")

    def __init__(self, grammar: Grammar, actors: Mapping[str, Actor]) -> None:
        self._grammar = grammar
        self._beginnings = Beginnings(grammar)
        self._actors = actors
        self._unspecified = tuple(actor for actor in actors.values() if actor.unspecified)

    def read(self, words: Words) -> list[Phrase]:
        """Every phrase in order, the longest at each place, without overlap.

        Names that other things bear too count only where the actor is borne out elsewhere in the text: named in full, or, for
        forces left unspecified («الأكراد»), one of their kind; or borne out by what is told beside it (borne.py).
        """
        phrases = self._run(words, 0, len(words.folds))
        if not any(phrase.how == "weak" for phrase in phrases):
            return phrases
        strong = {phrase.id for phrase in phrases if phrase.how != "weak" and phrase.id is not None}
        words.borne = borne_out(strong, words.folds) - strong
        words.known = frozenset(strong | self._kin(strong) | words.borne)
        out: list[Phrase] = []
        at = 0
        for phrase in phrases:
            if phrase.at < at or by_zeal(words.borne, phrase.id, words.folds[phrase.at][: phrase.cut]):
                continue
            known = phrase.how != "weak" or bool(words.known.intersection((phrase.id, *phrase.candidates)))
            if known or joined(self._actors, words, out, phrase):
                out.append(phrase)
            else:
                out += self._run(words, phrase.at, phrase.end)
            at = out[-1].end if out else 0
        return out

    def _run(self, words: Words, at: int, stop: int) -> list[Phrase]:
        phrases: list[Phrase] = []
        while at < stop:
            phrase = self._parse(words, at, _DEPTH) if self._beginnings.readings(words.folds[at]) else None
            if phrase is None:
                at += 1
                continue
            if phrase.how != "none":
                phrases += (phrase, *self._beginnings.mates(words, phrase))
            at = phrases[-1].end if phrase.how != "none" else phrase.end
        return phrases

    def _kin(self, strong: set[str]) -> set[str]:
        """The unspecified forces whose kind is named."""
        return {actor.id for actor in self._unspecified if not strong.isdisjoint(actor.allies)}

    def _parse(self, words: Words, at: int, depth: int, clitics: bool = True) -> Phrase | None:
        """The longest phrase that begins with word `at`, None where there is none."""
        if depth == 0 or at >= len(words.folds):
            return None
        best: Phrase | None = None
        for cut, stem in self._beginnings.readings(words.folds[at]):
            if cut and not clitics:
                continue
            for end, entries in self._grammar.trie.walk(stem, words.folds, at + 1, words.stops[at]):
                for entry in entries:
                    phrase = self._read(words, at, cut, end, entry, entries, depth, stem)
                    if phrase is not None and (best is None or rank(phrase) > rank(best)):
                        best = phrase
        return best

    def _read(
        self, words: Words, at: int, cut: int, end: int, entry: Entry, entries: Sequence[Entry], depth: int, stem: str,
    ) -> Phrase | None:
        kind = entry.kind
        if kind == "name" and words.folds[end : end + 1] == MADE:
            return None  # «مسيرة إسرائيلية الصنع»
        if kind == "name":
            ids = tuple(dict.fromkeys(each.key for each in entries if each.kind == "name" and self._lives(each.key, words.day)))
            if entry.weak or len(ids) > 1:
                # «الكتائب», «الجنجويد»: a doubtful or shared name is not that of one who is gone, where another bears it now
                living = tuple(key for key in ids if not self._gone(key, words.day))
                ids = living or (() if entry.weak else ids)
            if not ids:
                return None
            shared = len(ids) > 1
            if entry.key != ids[0] or (entry.weak and words.known is not None and words.known.isdisjoint(ids)):
                return None
            led = at > 0 and words.stops[at] == words.stops[at - 1] and words.folds[at - 1] in before_place()
            if entry.weak and led and not bearable(entry.key):
                return None
            if entry.weak and by_zeal(words.borne, entry.key, words.folds[at][:cut]):
                return None
            how = "weak" if entry.weak else "name"
            core = Phrase(
                at, cut, end, None if shared else entry.key, "name", how, loaded=entry.loaded, definite=True, literal=end - at,
                doubtful=entry.weak, candidates=ids if shared else (),
            )
            return self._named(words, self._trailing(words, core, depth))
        if kind in ("head", "partitive", "spokesman", "of"):
            held = self._core(words, end, depth, kind in ("spokesman", "of"))
            if held is None or (kind == "of" and not owned_by(words, end, held)) or (held.cls == "country" and entry.cls == "people"):
                return None
            if held.cls == "country" and kind == "partitive" and stands(words, end, stem):
                return None
            # who leads or fights names a doubtful name («عناصر القاعدة»), an office does not («رئيس الهيئة»)
            how = "name" if held.how == "weak" and held.cls == "name" and entry.cls in classes.ARMED_HEADS else held.how
            if held.how in ("country", "capital"):
                how = "nationality"
            return held._replace(at=at, cut=cut, how=how, literal=held.literal)
        if kind in ("noun", "generic"):
            if entry.adjectival and is_adjective(words, at, stem):
                return None
            if entry.cls == "none":
                return Phrase(at, cut, end, None, "none", "none")
            definite = stem.startswith("ال") or words.folds[end - 1].startswith(("ال", "وال"))
            return self._noun(words, Phrase(
                at, cut, end, None, entry.cls, "generic", loaded=entry.loaded, definite=definite, literal=end - at,
            ), depth)
        if kind == "act":
            return self._alive(self._beginnings.act(words, end), words.day)
        if kind in ("country", "capital"):
            state = self._grammar.defaults.state(entry.key, words.day)
            if entry.weak and words.known is not None and state not in words.known:
                return None
            return Phrase(at, cut, end, state, "country", "weak" if entry.weak else kind, country=entry.key, definite=True)
        return None

    def _named(self, words: Words, core: Phrase) -> Phrase:
        """A name with what follows it, another actor where that makes it another's."""
        if core.id is None or core.country is not None or core.how != "name" or core.end in words.marks:
            return core
        nat = self._beginnings.entry(words, core.end, "nat")
        before = nat is not None and self._beginnings.entry(words, core.end - 1, "nat") is not None
        return namesake(words, core, self._actors[core.id].countries, nat, before, self._grammar.defaults)

    def _lives(self, key: str, day: str | None) -> bool:
        """Whether an actor may be named in a report of a day: a group is not, before the month it was founded."""
        since = self._actors[key].since
        return day is None or since is None or len(since) < 7 or self._actors[key].type == "state" or day[:7] >= since[:7]

    def _alive(self, phrase: Phrase | None, day: str | None) -> Phrase | None:
        """A phrase of which only those that live on a day may be meant."""
        if phrase is None or phrase.cls != "name":
            return phrase
        ids = tuple(key for key in phrase.candidates or (phrase.id or "",) if self._lives(key, day) and not self._gone(key, day))
        if not ids:
            return None
        return phrase._replace(id=ids[0] if len(ids) == 1 else None, candidates=ids if len(ids) > 1 else ())

    def _gone(self, key: str, day: str | None) -> bool:
        """Whether an actor had ceased to be by the day of a report."""
        until = self._actors[key].until
        return day is not None and until is not None and self._actors[key].type != "state" and day[: len(until)] > until

    def _core(self, words: Words, at: int, depth: int, clitics: bool = False) -> Phrase | None:
        if at >= len(words.folds) or words.stops[at] != words.stops[at - 1] or men_alone(words.folds[at]):
            return None
        core = self._parse(words, at, depth - 1, clitics)
        return None if core is None or core.cls in classes.UNNAMED else core

    def _noun(self, words: Words, noun: Phrase, depth: int) -> Phrase | None:
        """A noun or generic with what follows it: adjectives, a nationality or country, a name, whom it is loyal to."""
        defaults = self._grammar.defaults
        end = noun.end
        for _ in range(4):
            nat = self._beginnings.entry(words, end, "nat")
            if nat is not None and not other_case(words.folds[end - 1], words.folds[end]):
                country = nat[1].key
                key = defaults.actor(classes.AS_CLASS.get(noun.cls, noun.cls), country, words.day)
                noun = noun._replace(
                    end=nat[0], country=country, id=key, how="nationality" if key else "generic",
                    definite=noun.definite and key is None,
                )
                return self._serving(words, self._trailing(words, noun, depth), depth)
            adjective = self._beginnings.entry(words, end, "adjective")
            if adjective is None:
                break
            end = adjective[0]
        if noun.cls == "detachment":
            return None  # «قوة أمريكية» fights; «قوة الانفجار» is nobody
        named = self._core(words, noun.end, depth) if noun.cls in classes.NAMED_BY_NEXT or noun.cls in classes.STATE_CLASSES else None
        if named is not None and named.at == noun.end:
            adjectival = noun.definite == articled(words.folds[named.at])
            if collective(words, noun, named):
                return self._trailing(words, noun, depth)
            if named.cls == "name" and (adjectival or not noun.definite or noun.cls in ("office", "civic")):
                how = "name" if named.how == "weak" and noun.cls in classes.ARMED else named.how
                return named._replace(at=noun.at, cut=noun.cut, how=how, loaded=named.loaded or noun.loaded)
            if named.how in ("country", "capital") and not noun.definite and noun.cls in classes.STATE_CLASSES:
                key = defaults.actor(noun.cls, named.country or "", words.day)
                return noun._replace(end=named.end, id=key, country=named.country, how="nationality" if key else "generic")
        if noun.definite and noun.cls in classes.SEATED and noun.end < words.stops[noun.end - 1] and words.folds[noun.end] == "في":
            # «السلطات في تركيا», «الرئاسة في نيجيريا»
            seat = self._beginnings.entry(words, noun.end + 1, "country") or self._beginnings.entry(words, noun.end + 1, "capital")
            key = defaults.actor(noun.cls, seat[1].key, words.day) if seat else None
            if key:
                return noun._replace(id=key, country=seat[1].key if seat else None, how="nationality")
        if noun.definite and not self._beginnings.entry(words, noun.end, "adjective") and renamed(words, noun):
            return None
        while (adjective := self._beginnings.entry(words, noun.end, "adjective")) is not None and not unlike(words, noun.end):
            noun = noun._replace(end=adjective[0])
        if owned(words, noun):
            return noun._replace(end=noun.end + 1, cls="forces")
        if foreign(words, noun) and not self._beginnings.readings(words.folds[noun.end]):
            # «القوات القيصرية»: forces of a name that the tables do not know are not those of the country
            return noun._replace(end=noun.end + 1, cls="forces", definite=False)
        return self._trailing(words, noun, depth)

    def _serving(self, words: Words, men: Phrase, depth: int) -> Phrase:
        """Soldiers of a country who serve a body are that body's: «جنود نيجيريين من قوات حفظ السلام»."""
        if men.cls not in ("troops", "police") or men.end >= words.stops[men.end - 1] or words.folds[men.end] not in _SERVING:
            return men
        body = self._core(words, men.end + 1, depth)
        if body is None or body.id is None or body.cls != "name" or self._actors[body.id].type != "body":
            return men
        return men._replace(end=body.end, id=body.id, how="name", definite=True, country=None)

    def _trailing(self, words: Words, core: Phrase, depth: int) -> Phrase:
        """Extends a phrase over adjectives, a nationality, a second name of the same actor and a link («التي تقودها …»)."""
        for _ in range(6):
            if core.end >= len(words.folds):
                return core
            step = self._step(words, core, depth)
            if step is None:
                break
            core = step
        return core

    def _step(self, words: Words, core: Phrase, depth: int) -> Phrase | None:
        adjective = self._beginnings.entry(words, core.end, "adjective")
        if (
            adjective is not None and (adjective[1].key in ("loaded", "recognised") or core.cls != "name")
            and not unlike(words, core.end)
        ):
            return core._replace(end=adjective[0], loaded=core.loaded or adjective[1].key == "loaded")
        nat = self._beginnings.entry(words, core.end, "nat") if core.country is None else None
        if nat is not None and other_case(words.folds[core.end - 1], words.folds[core.end]):
            nat = None
        if nat is not None and (core.id is None or nat[1].key in self._actors[core.id].countries):
            return core._replace(end=nat[0], country=nat[1].key)
        link = self._beginnings.entry(words, core.end, "link")
        if link is not None:
            return self._linked(words, core, link[0], link[1].key, depth)
        second = self._core(words, core.end, depth)
        if second is not None and second.cls == "name" and second.cut == 0:
            same = second.id == core.id or core.id in second.candidates
            if same and core.id is not None:
                return core._replace(end=second.end, how=core.how if core.how != "weak" else "name")
            if core.cls in ("office", "civic") and second.id is not None and second.how == "name" and holds(words, core, second):
                return core._replace(end=second.end, id=second.id, how="name")
        return None

    def _linked(self, words: Words, core: Phrase, end: int, kind: str, depth: int) -> Phrase | None:
        if end < words.stops[core.end] and words.folds[end] in classes.PRONOUNS:
            # «القوات الموالية لها»: somebody's friends, whose is not said here
            return core._replace(end=end + 1) if core.id else core._replace(end=end + 1, cls="allies", definite=False)
        tied = self._core(words, end, depth, clitics=True)
        if tied is None:
            return unowned(words, core, end, kind)
        if kind == "led" and core.cls == "coalition":
            led = self._grammar.defaults.actor("coalition-led", tied.country or "", words.day)
            return core._replace(end=tied.end, id=led, how="led" if led else core.how, definite=led is None)
        if kind == "transfer" and tied.cls == "country" and core.id is None and core.cls in classes.RISING:
            # «انفصاليون موالون لروسيا»: her friends, not her army
            return core._replace(end=tied.end, backer=tied.country)
        if core.cls == "resistance" and core.id is None and kind == "transfer":
            # «المقاومة الموالية للحكومة»: those who rise for a government are not its army
            return core._replace(end=tied.end)
        if core.id is None and not core.candidates and kind == "transfer" and core.cls not in classes.UNNAMED:
            key = tied.id
            how = "affiliated" if key else "generic"
            return core._replace(
                end=tied.end, id=key, how=how, cls=core.cls if key else tied.cls, country=tied.country or core.country,
                definite=key is None,
            )
        if core.how == "weak" and tied.id == core.id:
            return core._replace(end=tied.end, how="name")
        if kind == "modifier" and tied.cls != "country":
            # «المقاومة مدعومة من قوات الجيش الوطني»: two actors
            return None
        return core._replace(end=tied.end, backer=tied.country if kind == "modifier" else core.backer)

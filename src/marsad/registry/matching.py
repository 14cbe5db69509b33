"""Finding actors in texts: names, heads, nationalities and generics, read as noun phrases over the words of a text.

A word trie rather than Aho-Corasick: the phrases are words, so boundaries, proclitics and quotation marks inside a name
(«تنظيم الدولة الإسلامية "داعش"») need no second pass, and heads, nationalities and links combine without being spelled out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.languages.arabic.tokens import Token, tokenize
from marsad.registry.grammar import Grammar, compile_grammar
from marsad.registry.nounphrase import PhraseReader
from marsad.registry.phrase import Phrase
from marsad.registry.words import Words, closed, shift

if TYPE_CHECKING:
    from marsad.registry.actors import Actors

__all__ = ["ActorHit", "Matcher"]


@dataclass(frozen=True, slots=True)
class ActorHit:
    """A span that speaks of an actor: `text[start:end]`.

    `id` is the actor where the words alone say it, else None. `type` is the actor's type, or `generic`. `cls` is name, country,
    or the class of a generic: army, police, government, regime, coalition, opposition, resistance, rebels, militias,
    organisation, movement, group, party, loaded, gunmen, fighters, unknown, bomber, civilians, people, parties … `how` tells what
    matched: name, weak, nationality, country, capital, led, affiliated, generic. `country` is the ISO code (or `kurd`) of a
    nationality in the phrase, `candidates` the ids that a shared name may mean, `loaded` whether its words take a side,
    `definite` whether it points back to something known, `backer` the country said to back a group («المدعومة من إيران»), `noun`
    the folded words that the tables spell out («وزاره الدفاع» in «وزارة الدفاع الأميركية»), `doubtful` a name that other things bear too.
    """

    start: int
    end: int
    id: str | None
    type: str
    cls: str
    how: str
    country: str | None = None
    loaded: bool = False
    definite: bool = False
    candidates: tuple[str, ...] = ()
    backer: str | None = None
    noun: str = ""
    doubtful: bool = False


class Matcher:
    """The compiled phrases of a registry."""

    __slots__ = ("_actors", "_reader", "grammar")

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self.grammar: Grammar = compile_grammar(actors, actors.nations)
        self._reader = PhraseReader(self.grammar, {actor.id: actor for actor in actors})

    def find(
        self, text: str | Sequence[Token], day: str | None = None, tokens: Sequence[Token] | None = None,
    ) -> tuple[ActorHit, ...]:
        """Every mention of an actor, in order, without overlap. See `Actors.find`."""
        if tokens is None:
            tokens = tokenize(text) if isinstance(text, str) else text
        words = Words(tokens, day)
        source = text if isinstance(text, str) else None
        return tuple(self._hit(words, phrase, source) for phrase in self._reader.read(words))

    def _hit(self, words: Words, phrase: Phrase, source: str | None) -> ActorHit:
        start = words.starts[phrase.at]
        if phrase.cut:
            start += shift(words, phrase.at, phrase.cut, source)
        end = closed(words, phrase.at, phrase.end)
        literal = words.folds[phrase.at : phrase.at + max(1, phrase.literal)]
        noun = " ".join([literal[0][phrase.cut :], *literal[1:]])
        kind = "generic" if phrase.id is None else self._actors.get(phrase.id).type
        return ActorHit(
            start, end, phrase.id, kind, phrase.cls, phrase.how, phrase.country, phrase.loaded, phrase.definite, phrase.candidates,
            phrase.backer, noun, phrase.doubtful,
        )

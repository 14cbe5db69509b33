"""The scene of a report: which countries it speaks of, as seen from a word in it, and who is named where."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from marsad.registry.actors import Actors
from marsad.registry.matching import ActorHit

__all__ = ["REACH", "Scene"]

REACH = 500.0
"""Characters after which a mention's pull falls to a third."""
_AT_HOME = 0.3
"""What the country of the paper itself pulls, everywhere in its reports."""
_PLAIN = 0.6
"""The share of one country that makes it plain where the report plays."""
_FLOOR = 0.1
"""What a mention far away still pulls."""
_STEP = 64
"""Words within so many characters of each other see the same scene."""
_OUTSIDERS = frozenset({"US", "RU", "GB", "FR", "DE", "CN", "CA", "AU", "IT", "ES", "NL"})
"""Powers that are named in every war's reports: their name says little about where the report plays."""
_MARTIAL = frozenset({"army", "troops", "rebels", "militias", "gunmen", "bomber", "groups", "opposition", "unknown"})


def _forces(hit: ActorHit) -> bool:
    """«القوات الحكومية»: a government told by its forces fights."""
    return hit.cls == "government" and "قوات" in hit.noun


class Scene:
    """What the hits and places of one report say about where it plays and whom it names.

    `home` is the country of the paper. `named` are (offset, id) of the actors whose id the words alone give, `loaded` the ids that
    are named by words that take a side, `martial` whether anybody fights in it.
    """

    __slots__ = ("_actors", "_evidence", "_home", "_nouns", "_shares", "_states", "_where", "hits", "loaded", "martial", "named")

    def __init__(self, hits: Sequence[ActorHit], actors: Actors, places: Sequence[tuple[int, str]] = (), home: str | None = None) -> None:
        self._actors = actors
        self.hits = hits
        self.named = [(hit.start, hit.id) for hit in hits if hit.id is not None and hit.cls != "country"]
        self.loaded = tuple(dict.fromkeys(hit.id for hit in hits if hit.loaded and hit.id))
        self.martial = any(hit.type in ("armed-group", "coalition") or hit.cls in _MARTIAL or _forces(hit) for hit in hits)
        self._evidence: list[tuple[int, str, float, str | None]] = [(at, country, 1.2, None) for at, country in places]
        self._home = home
        self._where: dict[str, list[int]] = {}
        self._states: dict[str, int] = {}
        self._nouns: list[tuple[int, str, str]] = []
        for hit in hits:
            if hit.id is not None:
                self._nouns.append((hit.start, hit.noun, hit.id))
                if hit.cls == "country":
                    self._states[hit.id] = self._states.get(hit.id, 0) + 1
                else:
                    self._where.setdefault(hit.id, []).append(hit.start)
            if hit.country:
                self._evidence.append((hit.start, hit.country, 0.15 if hit.country in _OUTSIDERS else 1.0, hit.id))
            elif hit.id is not None:
                countries = actors.get(hit.id).countries
                for country in countries:
                    share = (0.1 if country in _OUTSIDERS else 0.8) / len(countries)
                    self._evidence.append((hit.start, country, share, hit.id))
        self._shares: dict[tuple[int, str | None], dict[str, float]] = {}

    def theatre(self, at: int, leaving: str | None = None) -> dict[str, float]:
        """The countries the report speaks of as seen from offset `at`, each with its share of the weight (they sum to 1), the
        actor `leaving` not counted. Near evidence, rather before than after, weighs more; great powers weigh little."""
        key = (at // _STEP, leaving)
        known = self._shares.get(key)
        if known is not None:
            return known
        weights: dict[str, float] = {}
        whole = 0.0
        for offset, country, weight, who in self._evidence:
            if leaving is not None and who == leaving:
                continue
            distance = (at - offset) / REACH
            near = weight * (_FLOOR + exp(-distance) if distance >= 0 else _FLOOR + 0.5 * exp(distance))
            weights[country] = weights.get(country, 0.0) + near
            whole += near
        if self._home is not None:
            weights[self._home] = weights.get(self._home, 0.0) + _AT_HOME
            whole += _AT_HOME
        shares = {country: weight / whole for country, weight in weights.items()} if whole else {}
        self._shares[key] = shares
        return shares

    def plain(self, at: int) -> bool:
        """Whether one country has the greater part of the theatre as seen from `at`."""
        return max(self.theatre(at).values(), default=0.0) >= _PLAIN

    def outsider(self, key: str) -> bool:
        """Whether an actor is a power that is named in every war's reports."""
        countries = self._actors.get(key).countries
        return bool(countries) and countries[0] in _OUTSIDERS

    def times(self, key: str, *, country: bool = False) -> int:
        """How often the report names an actor; `country`: its country's bare name counted too."""
        return len(self._where.get(key, ())) + (self._states.get(key, 0) if country else 0)

    def later(self, key: str, at: int) -> int | None:
        """The offset at which an actor is first named after `at`."""
        return next((offset for offset in self._where.get(key, ()) if offset > at), None)

    def same_words(self, noun: str, at: int) -> frozenset[str]:
        """Ids of earlier hits that begin with the same words («وزارة الدفاع الأميركية» before «وزارة الدفاع»)."""
        return frozenset(key for offset, words, key in self._nouns if offset < at and words.startswith(noun))

    def forces(self, at: int) -> str | None:
        """Whose forces «القوات» takes up at `at`: those that were last called by that word before it («قوات الدعم السريع»)."""
        near = [(offset, key) for offset, words, key in self._nouns if at - REACH <= offset < at and words.startswith("قوات ")]
        return max(near)[1] if near else None

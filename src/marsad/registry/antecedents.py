"""Whom a generic word means: «التنظيم», «الجيش», «المتمردين», «التحالف», by the report's other actors and its theatre.

A loaded word never names anybody by itself (codebook, rule 9): it gets an id only through an actor that the report names. What
stays open stays None. Every choice is a sum of named features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp

from marsad.languages.arabic.folding import fold_key
from marsad.model import Feature
from marsad.registry.actors import BODY_TYPES, Actors
from marsad.registry.grammar import STATE_CLASSES, Defaults, within
from marsad.registry.matching import ActorHit
from marsad.registry.phrases import listed, read_table

__all__ = ["Resolution", "resolve", "theatre"]

_REACH = 500.0
"""Characters after which an antecedent's pull falls to a third."""
_ENOUGH = 0.9
"""The least score that gives an id."""
_PLAIN = 0.45
"""The least share of a report's theatre that makes a branch's country plain."""
_INDEFINITE = {
    "army", "troops", "police",
    "rebels", "loaded", "opposition", "militias", "coalition", "resistance", "organisation", "loyalists", "joint",
}
"""Classes whose indefinite form may be resolved too: «قتل جندي», «21 متمردا»; «مسلحون», «طائرة» never."""
_CIVIL = frozenset({"government", "office", "regime", "institution", "party", "air", "arms", "police", "movement", "front"})
"""Classes of words that peace uses too: open in a report where nobody fights."""
_AGAINST = frozenset({"loaded", "gunmen", "rebels"})
"""Classes of words for those who fight an authority: never for a force that serves one."""
_MARTIAL = frozenset({"army", "troops", "rebels", "militias", "gunmen", "bomber", "groups", "opposition", "unknown"})
_OUTSIDERS = frozenset({"US", "RU", "GB", "FR", "DE", "CN", "CA", "AU", "IT", "ES", "NL"})
"""Powers that are named in every war's reports: their name says little about where the report plays."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a hit means: its id (None where open) and, for a generic or shared name, the features of the choice."""

    id: str | None
    features: tuple[Feature, ...] = ()


@dataclass(slots=True)
class _Pull:
    """A candidate's addends."""

    parts: dict[str, tuple[float, str]] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(value for value, _ in self.parts.values())


@cache
def _compat() -> dict[str, tuple[tuple[str, frozenset[str], float], ...]]:
    out: dict[str, list[tuple[str, frozenset[str], float]]] = {}
    for row in read_table("actors", "words", "compat.csv"):
        values = frozenset(listed(row["value"])) if row["by"] != "head" else frozenset({fold_key(row["value"])})
        out.setdefault(row["cls"], []).append((row["by"], values, float(row["weight"])))
    return {cls: tuple(rows) for cls, rows in out.items()}


def _fit(actors: Actors, cls: str, key: str) -> float:
    """How well words of a class suit an actor, 0 where they cannot mean it."""
    actor = actors.get(key)
    if cls in _AGAINST and any(actors.get(up).type in ("state", "body") for up in actors.lineage(key)[1:]):
        return 0.0
    best = 0.0
    for by, values, weight in _compat().get(cls, ()):
        if weight <= best:
            continue
        if by == "type":
            suits = actor.type in values
        elif by == "id":
            suits = not values.isdisjoint(actors.lineage(key)[:1])
        elif cls == "institution" and actor.type not in BODY_TYPES:
            suits = False
        else:
            suits = not values.isdisjoint(actors.heads(key))
        if suits:
            best = weight
    return best


def theatre(
    hits: Sequence[ActorHit], actors: Actors, at: int, places: Sequence[tuple[int, str]] = (),
) -> dict[str, float]:
    """The countries a report speaks of as seen from offset `at`, each with its share of the weight (they sum to 1).

    Evidence: nationalities, country names, groups that fight in one country, and `places` (offset, country). Near evidence,
    rather before than after, weighs more; great powers weigh little.
    """
    weights: dict[str, float] = {}
    for hit in hits:
        if hit.country:
            weights[hit.country] = weights.get(hit.country, 0.0) + _near(at, hit.start) * (0.15 if hit.country in _OUTSIDERS else 1.0)
        elif hit.id is not None:
            countries = actors.get(hit.id).countries
            for country in countries:
                share = (0.1 if country in _OUTSIDERS else 0.8) / len(countries)
                weights[country] = weights.get(country, 0.0) + _near(at, hit.start) * share
    for offset, country in places:
        weights[country] = weights.get(country, 0.0) + 1.2 * _near(at, offset)
    whole = sum(weights.values())
    return {country: weight / whole for country, weight in weights.items()} if whole else {}


def _near(at: int, other: int) -> float:
    distance = at - other
    return 0.25 + exp(-distance / _REACH) if distance >= 0 else 0.25 + 0.5 * exp(distance / _REACH)


def resolve(
    hits: Sequence[ActorHit], actors: Actors, *, day: str | None = None, places: Sequence[tuple[int, str]] = (),
) -> tuple[Resolution, ...]:
    """The meaning of each hit of one report, in the order of `hits`.

    `day` is the report's day (ISO), `places` the offsets and countries (ISO 3166-1 alpha-2) of the places it names. Named hits
    keep their id; shared names and generics are decided by features; the rest is None.
    """
    defaults = actors.defaults()
    named: list[tuple[int, str]] = [(hit.start, hit.id) for hit in hits if hit.id is not None and hit.cls != "country"]
    said: list[tuple[int, str]] = []
    martial = any(_martial(hit) for hit in hits)
    out: list[Resolution] = []
    for hit in hits:
        if hit.id is not None:
            choice = _branch(hit, hits, actors, day, places) if hit.id in _branches() else Resolution(hit.id)
            out.append(choice)
            if hit.cls != "country" and choice.id is not None:
                said.append((hit.start, choice.id))
            continue
        if hit.candidates:
            choice = _shared(hit, hits, actors, places, named)
        elif hit.cls in _compat() and (hit.definite or hit.country or hit.backer or hit.cls in _INDEFINITE) and (
            martial or hit.cls not in _CIVIL
        ):
            choice = _generic(hit, hits, actors, defaults, day, places, named, said)
        else:
            choice = Resolution(None)
        out.append(choice)
        if choice.id is not None:
            said.append((hit.start, choice.id))
    return tuple(out)


def _martial(hit: ActorHit) -> bool:
    """Whether a hit shows that the report is of arms: a group or coalition that fights, soldiers, rebels, gunmen."""
    return hit.type in ("armed-group", "coalition") or hit.cls in _MARTIAL


@cache
def _branches() -> dict[str, tuple[dict[str, str], ...]]:
    out: dict[str, list[dict[str, str]]] = {}
    for row in read_table("actors", "words", "branches.csv"):
        out.setdefault(row["id"], []).append(row)
    return {key: tuple(rows) for key, rows in out.items()}


def _branch(
    hit: ActorHit, hits: Sequence[ActorHit], actors: Actors, day: str | None, places: Sequence[tuple[int, str]],
) -> Resolution:
    """A network named without its branch is the branch of the country in which the report plays, where that is plain."""
    key = hit.id or ""
    shares = theatre([other for other in hits if other.id != hit.id], actors, hit.start, places)
    best: tuple[float, str] = max(
        ((shares.get(row["country"], 0.0), row["branch"]) for row in _branches()[key]
         if within(day, row["from"] or None, row["to"] or None)), default=(0.0, key),
    )
    if best[0] < _PLAIN:
        return Resolution(key)
    return Resolution(best[1], (Feature("branch", round(best[0], 3), best[1]),))


def _shared(
    hit: ActorHit, hits: Sequence[ActorHit], actors: Actors, places: Sequence[tuple[int, str]], named: Sequence[tuple[int, str]],
) -> Resolution:
    """Which of the actors that bear one name: the one of the report's theatre, or named in full elsewhere in it."""
    shares = theatre(hits, actors, hit.start, places)
    scored: list[tuple[float, int, str, tuple[Feature, ...]]] = []
    for place, key in enumerate(hit.candidates):
        countries = actors.get(key).countries
        here = max((shares.get(country, 0.0) for country in countries), default=0.0)
        full = 1.0 if any(other == key for _, other in named) else 0.0
        why: tuple[Feature, ...] = (Feature("theatre", round(here, 3), ";".join(countries)), Feature("named in full", full, key))
        scored.append((here + full, -place, key, why))
    total, _, key, features = max(scored)
    return Resolution(key if total > 0 or len(hit.candidates) == 1 else None, features)


def _generic(
    hit: ActorHit, hits: Sequence[ActorHit], actors: Actors, defaults: Defaults, day: str | None,
    places: Sequence[tuple[int, str]], named: Sequence[tuple[int, str]], said: Sequence[tuple[int, str]],
) -> Resolution:
    pulls: dict[str, _Pull] = {}
    loaded = tuple(dict.fromkeys(other.id for other in hits if other.loaded and other.id))
    shares = {hit.country: 1.0} if hit.country else theatre(hits, actors, hit.start, places)
    for key in dict.fromkeys(key for _, key in [*named, *said]):
        fit = _fit(actors, hit.cls, key)
        if fit > 0 and not (hit.country and hit.country not in actors.get(key).countries and hit.country != "kurd"):
            pulls[key] = _Pull({"fits": (fit, hit.cls)})
    for country, share in shares.items():
        # in a report that speaks one side's language, «الجيش» is that side's
        sided = (defaults.actor(f"{hit.cls}/{key}", country, day) for key in loaded)
        meant = next((key for key in sided if key), None) or defaults.actor(hit.cls, country, day)
        if meant is not None:
            pull = pulls.setdefault(meant, _Pull({"fits": (_fit(actors, hit.cls, meant) or 0.5, hit.cls)}))
            before = pull.parts.get("theatre", (0.0, ""))[0]
            pull.parts["theatre"] = (before + 1.5 * share, country)
        if hit.backer:
            backed = defaults.actor(f"backed-{hit.backer}", country, day)
            if backed is not None:
                pull = pulls.setdefault(backed, _Pull({"fits": (0.5, hit.cls)}))
                pull.parts["backed"] = (pull.parts.get("backed", (0.0, ""))[0] + 1.5 * share, hit.backer)
    if hit.backer:
        state = defaults.state(hit.backer, day)
        pulls = {key: pull for key, pull in pulls.items() if state is None or not actors.hostile(key, state)}
    if not pulls:
        return Resolution(None)
    same = {other.id for other in hits if other.id and other.start < hit.start and other.noun.startswith(hit.noun)}
    counted = sum(1 for _, key in named if key in pulls)
    if hit.cls in STATE_CLASSES:
        counted += sum(1 for other in hits if other.cls == "country" and other.id in pulls)
    for key, pull in pulls.items():
        earlier = [offset for offset, other in said if other == key]
        later = [offset for offset, other in named if other == key and offset > hit.start]
        if earlier:
            pull.parts["recent"] = (1.2 * exp((earlier[-1] - hit.start) / _REACH), str(earlier[-1]))
        elif later:
            pull.parts["named later"] = ((0.2 if hit.cls in STATE_CLASSES else 0.5) * exp((hit.start - later[0]) / _REACH), str(later[0]))
        often = sum(1 for _, other in named if other == key)
        if hit.cls in STATE_CLASSES:
            often += sum(1 for other in hits if other.cls == "country" and other.id == key)
        if often:
            pull.parts["often"] = (0.6 * often / max(1, counted), str(often))
        if hit.cls in ("office", "government") and key in same:
            pull.parts["same words"] = (1.2, hit.noun)
        if hit.cls in STATE_CLASSES:
            countries = actors.get(key).countries
            here = max((shares.get(country, 0.0) for country in countries), default=0.0)
            if here == 0.0 or (countries and countries[0] in _OUTSIDERS):
                pull.parts["outside"] = (-0.6, ";".join(countries))
    key, pull = max(pulls.items(), key=lambda item: (item[1].total, item[0]))
    features = tuple(Feature(name, round(value, 3), seen) for name, (value, seen) in pull.parts.items())
    if pull.total < _ENOUGH:
        return Resolution(None, features)
    return Resolution(key, features)

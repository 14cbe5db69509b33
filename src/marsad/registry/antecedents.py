"""Whom a generic word means: «التنظيم», «الجيش», «المتمردين», «التحالف», by the report's other actors and its theatre.

A loaded word never names anybody by itself (codebook, rule 9): it gets an id only through an actor that the report names, or as
the unspecified militants of a country. What stays open stays None. Every choice is a sum of named features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp

from marsad.languages.arabic.folding import fold_key
from marsad.model import Feature
from marsad.registry.actors import BODY_TYPES, Actors
from marsad.registry.classes import SEATED, STATE_CLASSES
from marsad.registry.grammar import Defaults, within
from marsad.registry.matching import ActorHit
from marsad.registry.phrases import listed, read_table
from marsad.registry.scene import REACH, Scene

__all__ = ["Resolution", "resolve"]

_ENOUGH = 0.9
"""The least score that gives an id."""
_PLAIN = 0.45
"""The least share of a report's theatre that makes a branch's country plain."""
_HALF = 0.5
"""The share of a report's theatre that lets its unspecified militants stand for «الإرهابيين»."""
_NEAR = 0.5
"""The least pull of an earlier naming that a word which takes a side needs: it was named at most some sentences before."""
_PLAINER = 0.25
"""By how much the forces of one state must outweigh those of the next, where no country is told with them."""
_BESIDE = 60
"""Characters within which «الموالية لهم» means the actor named last."""
_SOME = 0.15
"""The share of a report's theatre that lets a country's forces be meant which it does not name."""
_ABSENT = 0.05
"""The share of a report's theatre under which a country is not in it."""
_POINTED = 3.0
"""What a demonstrative before a word pulls towards the actor named last: «هذه القوات»."""
_POINTS_BACK = 400
"""Characters that a demonstrative reaches back."""
_INDEFINITE = frozenset({
    "army", "troops", "police", "rebels", "loaded", "locals", "allies", "opposition", "militias", "resistance", "loyalists",
    "joint", "separatists",
})
"""Classes whose indefinite form may be resolved too: «قتل جندي», «21 متمردا»; «مسلحون», «طائرة» never."""
_CIVIL = frozenset({"government", "office", "regime", "institution", "party", "air", "arms", "police", "movement", "front"})
"""Classes of words that peace uses too: open in a report where nobody fights."""
_SIDED = frozenset({"loaded", "groups", "militias", "gunmen", "fighters"})
"""Classes that mean nobody by themselves where their words take a side («الميليشيات المتشددة»)."""
_AGAINST = frozenset({"loaded", "gunmen", "rebels"})
"""Classes of words for those who fight an authority: never for a force that serves one."""

Pulls = dict[str, dict[str, tuple[float, str]]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a hit means: its id (None where open) and, where there was a choice, its features."""

    id: str | None
    features: tuple[Feature, ...] = ()


@cache
def _compat() -> Mapping[str, tuple[tuple[str, frozenset[str], float], ...]]:
    out: dict[str, list[tuple[str, frozenset[str], float]]] = {}
    for row in read_table("actors", "words", "compat.csv"):
        values = frozenset({fold_key(row["value"])}) if row["by"] == "head" else frozenset(listed(row["value"]))
        out.setdefault(row["cls"], []).append((row["by"], values, float(row["weight"])))
    return {cls: tuple(rows) for cls, rows in out.items()}


@cache
def _branches() -> Mapping[str, tuple[dict[str, str], ...]]:
    out: dict[str, list[dict[str, str]]] = {}
    for row in read_table("actors", "words", "branches.csv"):
        out.setdefault(row["id"], []).append(row)
    return {key: tuple(rows) for key, rows in out.items()}


@cache
def _fit(actors: Actors, cls: str, key: str) -> float:
    """How well words of a class suit an actor, 0 where they cannot mean it."""
    actor = actors.get(key)
    if cls in _AGAINST and any(actors.get(up).type in ("state", "body") for up in actors.lineage(key)[1:]):
        return 0.0
    best = 0.0
    for by, values, weight in _compat().get(cls, ()):
        if by == "not":
            if key in values:
                return 0.0
            continue
        if by == "type":
            suits = actor.type in values
        elif by == "id":
            suits = key in values
        else:
            suits = not values.isdisjoint(actors.heads(key)) and (cls != "institution" or actor.type in BODY_TYPES)
        if suits:
            best = max(best, weight)
    return best


def resolve(
    hits: Sequence[ActorHit], actors: Actors, *, day: str | None = None, places: Sequence[tuple[int, str]] = (),
    home: str | None = None, seats: Mapping[int, str] | None = None, pointed: frozenset[int] = frozenset(),
) -> tuple[Resolution, ...]:
    """The meaning of each hit of one report, in the order of `hits`.

    `day` is the report's day (ISO), `places` the offsets and countries (ISO 3166-1 alpha-2) of the places it names, `home` the
    country whose press it is from: the police of a report that names no other country are that one's;
    `seats` the countries of the places that stand as bare names, by offset, `pointed` the offsets of hits after a demonstrative:
    «هذه القوات» are those named last. Named hits
    keep their id (a network may turn out to be its branch, a doubtful name to be nobody's); shared names and generics are
    decided by features; the rest is None.
    """
    seats = seats or {}
    scene = Scene(hits, actors, places, home)
    defaults = actors.defaults()
    said: dict[str, int] = {}
    out: list[Resolution] = []
    for hit in hits:
        if hit.id is None and hit.country is None and hit.cls in SEATED:
            # «شرطة الفلوجة», «السلطات في عدن»: the place beside says whose they are
            country = next((seats[at] for at in (hit.end + 1, hit.end + 4) if at in seats), None)
            hit = replace(hit, country=country) if country is not None and defaults.actor(hit.cls, country, day) else hit
        if hit.id is not None:
            choice = _named(hit, hit.id, scene, actors, day)
        elif hit.candidates:
            choice = _shared(hit, scene, actors)
        elif _speaks(hit, scene):
            choice = _generic(hit, scene, actors, defaults, day, said, hit.start in pointed)
        else:
            choice = Resolution(None)
        out.append(choice)
        if choice.id is not None and hit.cls != "country":
            said[choice.id] = hit.start
    return tuple(out)


def _speaks(hit: ActorHit, scene: Scene) -> bool:
    """Whether a generic may point at somebody known: definite, marked by a country or backer, or of a class that may be bare."""
    if hit.cls not in _compat():
        return False
    if hit.cls in _CIVIL and not scene.martial and not (hit.cls == "police" and scene.plain(hit.start)):
        return False
    return hit.definite or bool(hit.country or hit.backer) or hit.cls in _INDEFINITE


def _named(hit: ActorHit, key: str, scene: Scene, actors: Actors, day: str | None) -> Resolution:
    """A network named without its branch is the branch of the country in which the report plainly plays; «القوات المسلحة اليمنية»
    are those of whose side a report speaks; a name that other things bear too («الفرقة الرابعة») is nobody's elsewhere."""
    if key in _branches():
        shares = scene.theatre(hit.start, key)
        rows = [row for row in _branches()[key] if within(day, row["from"] or None, row["to"] or None)]
        here, branch = max(((shares.get(row["country"], 0.0), row["branch"]) for row in rows), default=(0.0, key))
        if here >= _PLAIN:
            return Resolution(branch, (Feature("branch", round(here, 3), branch),))
    elif hit.how == "nationality" and (said := actors.defaults().sided(hit.cls, hit.country or "", day, scene.loaded)):
        return Resolution(said, (Feature("their side's language", 1.0, hit.cls),))
    elif hit.cls == "name" and (hit.doubtful or actors.get(key).unspecified):
        shares = scene.theatre(hit.start, key)
        countries = actors.get(key).countries
        here = sum(shares.get(country, 0.0) for country in countries)
        if countries and shares and here < _ABSENT:
            return Resolution(None, (Feature("elsewhere", round(here, 3), ";".join(countries)),))
    return Resolution(key)


def _shared(hit: ActorHit, scene: Scene, actors: Actors) -> Resolution:
    """Which of the actors that bear one name: the one of the report's theatre, or named in full elsewhere in it."""
    shares = scene.theatre(hit.start)
    scored: list[tuple[float, int, str, tuple[Feature, ...]]] = []
    for place, key in enumerate(hit.candidates):
        countries = actors.get(key).countries
        here = max((shares.get(country, 0.0) for country in countries), default=0.0)
        full = 1.0 if scene.times(key) else 0.0
        why: tuple[Feature, ...] = (Feature("theatre", round(here, 3), ";".join(countries)), Feature("named in full", full, key))
        scored.append((here + full, -place, key, why))
    total, _, key, features = max(scored)
    if total > 0:
        return Resolution(key, features)
    # «قوات الاحتلال» in a report that names only where she fights: the one of whose enemies' country it speaks
    against = [(sum(shares.get(country, 0.0) for foe in actors.get(one).enemies for country in actors.get(foe).countries), -place, one)
               for place, one in enumerate(hit.candidates)]
    met, _, key = max(against)
    return Resolution(key if met > 0 else None, features)


def _generic(
    hit: ActorHit, scene: Scene, actors: Actors, defaults: Defaults, day: str | None, said: dict[str, int],
    pointed: bool = False,
) -> Resolution:
    if hit.cls == "allies":
        return _friends(hit, scene, defaults, day, said)
    if hit.noun == "القوات" and (forces := scene.forces(hit.start)) is not None:
        return Resolution(forces, (Feature("forces named last", 1.0, forces),))
    pulls = _candidates(hit, scene, actors, defaults, day, said)
    if pointed and not hit.country:
        last = _last_named(hit, actors, said)
        if last is not None:
            pulls.setdefault(last, {"fits": (_fit(actors, hit.cls, last), hit.cls)})["pointed at"] = (_POINTED, str(said[last]))
    if not pulls:
        return Resolution(None)
    state = hit.cls in STATE_CLASSES
    same = scene.same_words(hit.noun, hit.start) if hit.cls in ("office", "government") else frozenset()
    shares = scene.theatre(hit.start)
    counted = max(1, sum(scene.times(key, country=state) for key in pulls))
    for key, parts in pulls.items():
        earlier, later = said.get(key), scene.later(key, hit.start)
        if earlier is not None:
            parts["recent"] = (1.2 * exp((earlier - hit.start) / REACH), str(earlier))
        elif later is not None:
            parts["named later"] = ((0.2 if state else 0.5) * exp((hit.start - later) / REACH), str(later))
        often = scene.times(key, country=state)
        if often:
            parts["often"] = (0.6 * often / counted, str(often))
        if key in same:
            parts["same words"] = (1.2, hit.noun)
        if state and not hit.country:
            countries = actors.get(key).countries
            if (scene.outsider(key) and shares.get(countries[0], 0.0) < _HALF) or not any(shares.get(country) for country in countries):
                parts["outside"] = (-0.6, ";".join(countries))
    weighed = sorted(((sum(value for value, _ in parts.values()), key) for key, parts in pulls.items()), reverse=True)
    total, key = weighed[0]
    parts = pulls[key]
    features = tuple(Feature(name, round(value, 3), seen) for name, (value, seen) in parts.items())
    if total < _ENOUGH or (hit.loaded and hit.cls in _SIDED and not _pointed(hit, key, parts, actors)):
        return Resolution(None, features)
    if state and not hit.country and _doubtful(weighed, actors):
        return Resolution(None, features)
    return Resolution(key, features)


def _last_named(hit: ActorHit, actors: Actors, said: Mapping[str, int]) -> str | None:
    """The actor named last before a hit, no body, that is near and bears arms or a name of its own."""
    near = [(at, key) for key, at in said.items() if hit.start - at <= _POINTS_BACK and actors.get(key).type not in BODY_TYPES]
    return max(near)[1] if near else None


def _friends(hit: ActorHit, scene: Scene, defaults: Defaults, day: str | None, said: dict[str, int]) -> Resolution:
    """«الحوثيين والقوات الموالية لهم»: those who plainly fight beside the actor named last, by the countries of the report."""
    at, key = max(((at, key) for key, at in said.items()), default=(-2 * _BESIDE, ""))
    if hit.start - at > _BESIDE:
        return Resolution(None)
    shares = scene.theatre(hit.start)
    for country in sorted(shares, key=lambda each: (-shares[each], each)):
        friend = defaults.actor(f"allies/{key}", country, day)
        if friend is not None:
            return Resolution(friend, (Feature("beside", float(hit.start - at), key),))
    return Resolution(None)


def _pointed(hit: ActorHit, key: str, parts: Mapping[str, tuple[float, str]], actors: Actors) -> bool:
    """Whether a word that takes a side points back to somebody named shortly before, or to the unnamed militants of a country."""
    if "theatre" in parts and actors.get(key).unspecified:
        return True
    return hit.definite and parts.get("recent", (0.0, ""))[0] >= _NEAR


def _doubtful(weighed: Sequence[tuple[float, str]], actors: Actors) -> bool:
    """Whether the forces of two countries are meant about as likely: a guess would be a defect."""
    (first, key), *rest = weighed
    for total, other in rest:
        if first - total >= _PLAINER:
            return False
        if actors.get(other).type == "state" and set(actors.get(other).countries) != set(actors.get(key).countries):
            return True
    return False


def _candidates(
    hit: ActorHit, scene: Scene, actors: Actors, defaults: Defaults, day: str | None, said: dict[str, int],
) -> Pulls:
    """The actors that a generic may mean: those named in the report that its class suits, and those that its class means in the
    countries of the report; each with its first features."""
    pulls: Pulls = {}
    for key in dict.fromkeys([*(key for _, key in scene.named), *said]):
        fit = _fit(actors, hit.cls, key)
        if fit > 0 and (not hit.country or hit.country == "kurd" or hit.country in actors.get(key).countries):
            pulls[key] = {"fits": (fit, hit.cls)}
    shares = {hit.country: 1.0} if hit.country else scene.theatre(hit.start)
    # in a report that calls another side by such words, «الميليشيات» are not those of the country whom it never names
    rivals = [key for key in scene.loaded if hit.cls in _SIDED and _fit(actors, hit.cls, key) > 0]
    for country, share in shares.items():
        meant = defaults.sided(hit.cls, country, day, scene.loaded) or defaults.actor(hit.cls, country, day)
        backed = defaults.actor(f"backed-{hit.backer}", country, day) if hit.backer else None
        for one, name, seen in ((meant, "theatre", country), (backed, "backed", hit.backer or "")):
            likely = one is not None and (share >= _SOME or scene.times(one, country=True)) and (not rivals or scene.times(one))
            if one is not None and likely and (share >= _HALF or not actors.get(one).unspecified or scene.times(one)):
                parts = pulls.setdefault(one, {"fits": (_fit(actors, hit.cls, one) or 0.5, hit.cls)})
                parts[name] = (parts.get(name, (0.0, ""))[0] + 1.5 * share, seen)
    if hit.backer:
        state = defaults.state(hit.backer, day)
        return {key: parts for key, parts in pulls.items() if state is None or not actors.hostile(key, state)}
    return pulls

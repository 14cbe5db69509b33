"""The words around names (data/places/context.toml, weights.toml, common.txt, forenames.txt) as lookup tables."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.tokens import strip_proclitics
from marsad.registry.places.names import name_key, word_key
from marsad.registry.places.record import PRECISION
from marsad.registry.places.tables import data_folder

_PREFIXES = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"))


@dataclass(frozen=True, slots=True)
class TypeWord:
    """What a type word says: its class, how many names follow (1, 2, 3 for many), fitting gazetteer types, precision."""

    name: str
    number: int
    types: tuple[str, ...]
    precision: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words to what they mean before or after a name. Phrases are tuples of folded words."""

    types: dict[str, TypeWord]
    directions: dict[str, str]
    rif: frozenset[str]
    sides: frozenset[str]
    side_rif: frozenset[str]
    near: dict[str, tuple[tuple[str, ...], ...]]
    inside: dict[str, tuple[tuple[str, ...], ...]]
    strong: frozenset[str]
    weak: frozenset[str]
    target: frozenset[str]
    organisations: frozenset[str]
    institutes: frozenset[str]
    telling: frozenset[str]
    titles: frozenset[str]
    forenames: frozenset[str]
    common: frozenset[str]
    doubtful: frozenset[str]
    place_after_in: frozenset[str]
    blocked: frozenset[str]
    stops: frozenset[str]
    compounds: frozenset[str]
    not_names: frozenset[str]
    ordinary: frozenset[str]
    plain: frozenset[str]
    epithets: frozenset[str]
    located_only: frozenset[str]
    located_by: frozenset[str]
    buildings: frozenset[str]
    numbered: frozenset[str]
    months: frozenset[str]
    missions: frozenset[str]
    nationalities: dict[str, str]
    no_site: dict[str, frozenset[str]]
    neighbours: dict[str, frozenset[str]]
    national_land: frozenset[str]
    national_border: frozenset[str]
    units: frozenset[str]
    arms: frozenset[str]
    stretch: dict[str, frozenset[str]]
    anaphora: dict[str, str]
    home: frozenset[str]
    capital: frozenset[str]
    strict: frozenset[str]
    kingdom: frozenset[str]
    kingdoms: frozenset[str]
    no_seat: frozenset[str]
    typed: frozenset[str]
    homebound: frozenset[str]
    grounds: frozenset[str]
    called_for: frozenset[str]
    strip: frozenset[str]
    sayers: frozenset[str]
    officers: frozenset[str]
    locals: frozenset[str]
    possessed: dict[str, str]
    capitals: dict[str, str]
    openers: frozenset[str]
    backward: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    unnamed: dict[str, tuple[tuple[str, ...], ...]]
    unnamed_types: dict[tuple[str, ...], str]
    weights: dict[str, float]
    choice: dict[str, float]
    threshold: float


@lru_cache(maxsize=65536)
def strip_one(word: str) -> tuple[tuple[str, str], ...]:
    """Every (proclitic, rest) of a folded word by و ف, then ب ل ك, the whole word first; «لل» gives the article back."""
    out = []
    for proclitics, stem in strip_proclitics(word):
        if proclitics in ("لل", "ولل", "فلل"):
            out.append((proclitics[:-1], "ال" + stem))
        elif proclitics in _PREFIXES and (proclitics in ("", "و", "ف") or len(stem) > 2) and not (
            proclitics.endswith("ل") and stem.startswith("ل")
        ):
            out.append((proclitics, stem))
    return tuple(out)


@lru_cache(maxsize=1 << 16)
def opens(word: str) -> bool:
    """Whether a folded word, proclitics aside, opens a phrase of place: a word of type, of national land, of a unit."""
    openers = load_vocabulary().openers
    return any(stem in openers for _, stem in strip_one(word))


@lru_cache(maxsize=1 << 16)
def goes_back(word: str) -> bool:
    """Whether a folded word, proclitics aside, may mean a place told before («المدينة», «البلاد», «ريفها»)."""
    backward = load_vocabulary().backward
    return any(stem in backward for _, stem in strip_one(word))


@lru_cache(maxsize=1 << 16)
def heads_stretch(word: str) -> bool:
    """Whether a folded word, proclitics aside, may head a stretch from one place to another («طريق», «المنطقة»)."""
    heads = load_vocabulary().stretch["heads"]
    return any(stem in heads for _, stem in strip_one(word))


def bare(word: str) -> str:
    """A folded word without article and hamza: how the lists of common words are compared."""
    word = word.replace("ء", "")
    return word[2:] if word.startswith("ال") and len(word) >= 5 else word


def _phrases(items: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their last word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for item in items:
        words = tuple(fold_key(item).split())
        found.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(many, key=lambda w: (-len(w), w))) for last, many in found.items()}


def _openings(items: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for item in items:
        words = tuple(fold_key(item).split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(many, key=lambda w: (-len(w), w))) for first, many in found.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of data/places, folded, a line each."""
    text = (data_folder() / name).read_text(encoding="utf-8")
    return frozenset(fold_key(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _nationalities() -> dict[str, str]:
    """Folded adjectives of nationality to the ids of their countries."""
    text = (data_folder() / "nationalities.csv").read_text(encoding="utf-8")
    return {fold_key(adjective): "ms:" + row["country"] for row in csv.DictReader(text.splitlines())
            for adjective in row["adjectives"].split("|")}


def _blocked(types: dict[str, TypeWord], context: dict[str, Any]) -> frozenset[str]:
    """Keys of single words that say what or where a place is: never a name without a type word before it."""
    words = {*types, *(fold_key(word) for many in context["directions"].values() for word in many)}
    words.update(fold_key(word) for many in context["relative"].values() for word in many if " " not in word)
    words.update(map(fold_key, context["anaphora"]["words"]))
    words.update(map(fold_key, context["names"]["typed"]))
    words.update(fold_key(word).removesuffix("ه") + ("ت" if word.endswith("ة") else "") + end  # «قريتين» are two villages
                 for entry in context["type"] for word in entry["words"] if not word.startswith("ال") for end in ("ين", "ان"))
    return frozenset(word_key(word) for word in words)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary, read once. Raises BadData where the files contradict the gazetteer's types."""
    context = tomllib.loads((data_folder() / "context.toml").read_text(encoding="utf-8"))
    weights = tomllib.loads((data_folder() / "weights.toml").read_text(encoding="utf-8"))
    back = context["anaphora"]
    types: dict[str, TypeWord] = {}
    for entry in context["type"]:
        unknown = set(entry["types"]) - set(PRECISION)
        if unknown:
            raise BadData(f"unknown types {sorted(unknown)}", where="context.toml")
        for field, number in (("words", 1), ("duals", 2), ("plurals", 3)):
            for word in entry.get(field, []):
                key = fold_key(word)
                types.setdefault(key, TypeWord(entry["name"], number, tuple(entry["types"]), entry["precision"]))
    before = {name: frozenset(map(fold_key, words)) for name, words in context["before"].items()}
    national = {name: frozenset(map(fold_key, words)) for name, words in context["national"].items()}
    units = frozenset(map(fold_key, context["units"]["words"]))
    unnamed = {tuple(fold_key(phrase).split()): kind for kind, phrases in context["unnamed"].items() for phrase in phrases}
    backward = {*map(fold_key, (*back["classes"], *back["home"], *back["capital"], *back["kingdom"], *back["strip"], *back["possessed"]))}
    return Vocabulary(
        backward=frozenset(backward),
        openers=frozenset({*types, *national["land"], *national["border"], *units, *(words[0] for words in unnamed),
                           *map(fold_key, context["unknown"]["missions"])}),
        unnamed=_openings([" ".join(words) for words in unnamed]), unnamed_types=unnamed,
        types=types,
        phrases=_openings(context["names"]["phrases"]),
        directions={fold_key(word): letter for letter, words in context["directions"].items() for word in words},
        rif=frozenset(map(fold_key, context["relative"]["rif"])),
        sides=frozenset(map(fold_key, context["sides"]["words"])), side_rif=frozenset(map(fold_key, context["sides"]["rif"])),
        near=_phrases(context["relative"]["near"]),
        inside=_phrases(context["relative"]["inside"]),
        strong=before["strong"], weak=before["weak"], target=before["target"], organisations=before["organisation"], titles=before["title"],
        institutes=before["institute"], telling=before["telling"],
        forenames=word_list("forenames.txt"),
        common=frozenset(map(bare, word_list("common.txt"))),
        doubtful=frozenset(map(bare, word_list("doubtful.txt"))),
        place_after_in=frozenset(map(fold_key, word_list("after-in.txt"))),
        blocked=_blocked(types, context),
        stops=word_list("stops.txt"),
        compounds=frozenset(map(fold_key, context["compound"]["heads"])),
        not_names=frozenset(map(fold_key, context["unknown"]["not_names"])),
        ordinary=word_list("ordinary.txt"), plain=word_list("plain.txt"),
        epithets=frozenset(map(fold_key, context["unknown"]["epithets"])),
        located_only=frozenset(context["unknown"]["located_only"]),
        **{name: frozenset(map(fold_key, context["unknown"][name]))
           for name in ("located_by", "buildings", "numbered", "months", "missions")},
        nationalities=_nationalities(),
        no_site={fold_key(head): frozenset(map(fold_key, many)) for head, many in context["no_site"].items()},
        neighbours={land: frozenset(many) for land, many in context["neighbours"].items()},
        national_land=national["land"],
        national_border=national["border"],
        units=units,
        arms=frozenset(map(fold_key, context["units"]["arms"])),
        stretch={name: frozenset(map(fold_key, words)) for name, words in context["stretch"].items()},
        anaphora={fold_key(word): name for word, name in back["classes"].items()},
        home=frozenset(map(fold_key, back["home"])), capital=frozenset(map(fold_key, back["capital"])),
        strict=frozenset(map(fold_key, back["strict"])), kingdom=frozenset(map(fold_key, back["kingdom"])),
        kingdoms=frozenset(back["kingdoms"]),
        no_seat=frozenset(map(fold_key, back["no_seat"])), typed=frozenset(map(fold_key, context["names"]["typed"])),
        homebound=frozenset(map(name_key, context["names"]["homebound"])),
        grounds=frozenset(map(fold_key, context["anaphora"]["grounds"])),
        called_for=frozenset(map(fold_key, context["names"]["called_for"])),
        strip=frozenset(map(fold_key, back["strip"])), sayers=frozenset(map(fold_key, back["sayers"])),
        officers=frozenset(map(fold_key, back["officers"])), locals=frozenset(map(fold_key, back["locals"])),
        possessed={fold_key(word): what for word, what in back["possessed"].items()}, capitals=dict(back["capitals"]),
        weights=weights["taken"], choice=weights["choice"], threshold=float(weights["threshold"]))

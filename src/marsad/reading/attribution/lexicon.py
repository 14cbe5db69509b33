"""The words of attribution, read once from data/lexicon/ar/attribution and folded."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic import fold_key

__all__ = ["After", "Form", "Lexicon", "Verb", "bare", "load"]

MODALITY = {
    "claim": "alleged", "accuse": "alleged", "blame": "alleged", "deny": "denied", "threaten": "planned", "plan": "planned",
    "expect": "planned",
}
# in whose own words the act itself lies: the verb belongs to what is said («تبنى»، «نفى»)
PERFORMATIVE = frozenset({"own", "accuse", "blame", "deny", "threaten", "plan", "admit", "announce", "find"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its class, what opens what is said, without which of these it does not attribute, and its habits."""

    lemma: str
    verb: str
    takes: frozenset[str]
    needs: frozenset[str]
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A folded word form: `kind` perfect, imperfect, participle or masdar; `gender` m, f or p (human plural); whether a
    conjunction is joined to it, whether it carries an object pronoun («ذكره»)."""

    verb: Verb
    kind: str
    gender: str
    joined: bool = False
    suffix: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """«وفق»، «نقلا عن»: folded words; `glued` is the proclitic that stands on the noun («وفقا ل…»); its class."""

    words: tuple[str, ...]
    glued: str
    verb: str
    relay: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything, folded; `cues` are the words at which an act of saying may be found."""

    cues: frozenset[str]
    forms: dict[str, tuple[Form, ...]]
    after: dict[str, tuple[After, ...]]
    heads: dict[str, str]
    statements: frozenset[str]
    hollow: frozenset[str]
    unnamed: frozenset[str]
    private: frozenset[str]
    light: frozenset[str]
    media_heads: frozenset[str]
    media_names: frozenset[tuple[str, ...]]
    agencies: frozenset[tuple[str, ...]]
    media_first: frozenset[str]
    media_pairs: frozenset[tuple[str, ...]]
    social: frozenset[str]
    occasions: frozenset[str]
    adjuncts: frozenset[str]
    complementizers: frozenset[str]
    events: frozenset[str]
    time_words: frozenset[str]
    time_heads: frozenset[str]
    verbal: frozenset[str]
    ma: frozenset[str]
    refused: frozenset[str]
    own: frozenset[str]
    negations: frozenset[str]
    stated: frozenset[str]
    goes_on: frozenset[str]
    goes_on_near: frozenset[str]
    breaks: frozenset[str]
    back: frozenset[str]
    background: frozenset[str]
    openers: frozenset[str]
    against: frozenset[str]
    small: dict[str, frozenset[str]]


def _words(values: list[str]) -> frozenset[str]:
    return frozenset(fold_key(value) for value in values)


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A folded word without و ف, one of ب ل ك, and the article, as far as three letters stay: a rough key for lists."""
    if len(word) > 3 and word[0] in "وف" and word[1:3] in ("ال", "لل", "با"):
        word = word[1:]
    if len(word) > 4 and word[:2] == "لل":
        return word[2:]
    if len(word) > 5 and word[0] in "بك" and word[1:3] == "ال":
        return word[3:]
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


def _perfect(lemma: str) -> dict[str, str]:
    stem = lemma[:-1] if lemma[-1] in "يا" and len(lemma) > 2 else lemma
    return {lemma: "m", stem + "ت": "f", lemma + "ا": "m", stem + "تا": "f", stem + "وا": "p"}


def _imperfect(form: str) -> dict[str, str]:
    stem = form[:-1] if form[-1] in "يو" and len(form) > 3 else form
    out = {form: "m", "ت" + form[1:]: "f", stem + "ون": "p", stem + "ان": "m"}
    return out


def _participle(form: str) -> dict[str, str]:
    stem = form if form[-1] != "ي" else form[:-1]
    return {form + "ا": "m", form + "ه": "f", stem + "ين": "p", form + "ات": "f"}


def _verb_forms(entry: dict[str, Any], where: str) -> dict[str, list[Form]]:
    try:
        verb = Verb(
            entry["lemma"], entry["class"], _words(entry["takes"]), _words(entry.get("needs", [])),
            frozenset(key for key, value in entry.items() if value is True),
        )
    except KeyError as missing:
        raise BadData(f"a verb without {missing}", where=where, hint="each [[verb]] has lemma, class, takes") from missing
    made: dict[str, list[Form]] = {}

    def add(form: str, kind: str, gender: str, joins: bool = True, suffix: bool = False) -> None:
        made.setdefault(form, []).append(Form(verb, kind, gender, False, suffix))
        if joins:
            for join in "وف":
                made.setdefault(join + form, []).append(Form(verb, kind, gender, True, suffix))

    lemma = fold_key(entry["lemma"])
    for form, gender in _perfect(lemma).items():
        add(form, "perfect", gender)
        if gender != "p" and (not verb.needs or "object" in verb.traits):
            for pronoun in ("ه", "ها", "هم"):
                add(form + pronoun, "perfect", gender, suffix=True)
                if form == lemma and entry["lemma"][-1] == "ى" and verb.verb == "deny":
                    add(form[:-1] + "ا" + pronoun, "perfect", gender, suffix=True)  # «نفاه»
    if "imperfect" in entry:
        for form, gender in _imperfect(fold_key(entry["imperfect"])).items():
            add(form, "imperfect", gender)
            for pronoun in ("ه", "ها") if verb.verb == "deny" and gender in "mf" else ():
                add(form + pronoun, "imperfect", gender, suffix=True)  # «وهو ما تنفيه كييف»
    if "participle" in entry:
        for form, gender in _participle(fold_key(entry["participle"])).items():
            add(form, "participle", gender)
    for form in entry.get("forms", []):
        add(fold_key(form), "participle" if form[0] in "نمد" and form[-1] in "اة" else "perfect", "f" if form[-1] in "ةت" else "m")
    for form in entry.get("masdar", []):
        add(fold_key(form), "masdar", "m")
    return made


def _masdars() -> frozenset[str]:
    """The verbal nouns of the frames' table of verbs (fourth column)."""
    table = files("marsad.data").joinpath("lexicon/ar/verbs.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return frozenset(fold_key(word) for row in rows if len(row) > 3 for word in row[3].split(",") if len(word) > 2)


def _owned(events: frozenset[str]) -> frozenset[str]:
    """Event nouns, with those of which a pronoun tells whose they are («تكبيدها», «سيطرتهم»)."""
    stems = ((word[:-1] + "ت" if word[-1] == "ه" else word) for word in events if len(word) > 3 and not word.startswith("ال"))
    return events | {stem + whose for stem in stems for whose in ("ه", "ها", "هم")}


@cache
def load() -> Lexicon:
    """The lexicon. Raises BadData where a file is malformed."""
    folder = files("marsad.data").joinpath("lexicon/ar/attribution")

    def read(name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise BadData(str(error), where=f"lexicon/ar/attribution/{name}") from error

    verbs, nouns, cues = read("verbs.toml"), read("nouns.toml"), read("cues.toml")
    forms: dict[str, list[Form]] = {}
    for entry in verbs["verb"]:
        for form, made in _verb_forms(entry, "lexicon/ar/attribution/verbs.toml").items():
            forms.setdefault(form, []).extend(made)
    after: dict[str, list[After]] = {}
    for entry in cues["after"]:
        words = [fold_key(word) for word in entry["words"]]
        glued = words.pop() if words[-1] == "ل" else ""
        cue = After(tuple(words), glued, entry.get("class", "after"), bool(entry.get("relay")))
        for join in ("", "و", "ف"):
            after.setdefault(join + words[0], []).append(cue)
    heads = {fold_key(word): gender for gender, words in nouns["heads"].items() for word in words}
    agencies, names = (
        frozenset(tuple(fold_key(name).replace(".", " ").split()) for name in nouns["media"][part]) for part in ("agencies", "names")
    )
    goes_on = cues["goes_on"]
    verbal = frozenset(join + word for word in _words(cues["verbal"]["words"]) for join in ("", "و", "ف"))
    stated = _words(cues["stated"]["verbs"])
    return Lexicon(
        cues=verbal | stated | frozenset(forms) | frozenset(after) | _words(["على", "وعلى"]),
        forms={form: tuple(made) for form, made in forms.items()},
        after={word: tuple(sorted(made, key=lambda cue: -len(cue.words))) for word, made in after.items()},
        heads=heads,
        statements=_words(nouns["statements"]["heads"]),
        hollow=_words(nouns["statements"]["hollow"]),
        unnamed=_words(nouns["unnamed"]["heads"]),
        private=_words(nouns["unnamed"]["private"]),
        light=_words(nouns["speech"]["light"]),
        media_heads=_words(nouns["media"]["heads"]),
        media_names=names | agencies,
        agencies=agencies,
        media_first=frozenset(name[0] for name in names | agencies),
        media_pairs=frozenset(name[:2] for name in names | agencies if len(name) > 1),
        social=_words(nouns["media"]["social"]),
        occasions=_words(nouns["speech"]["occasions"]),
        adjuncts=_words(nouns["speech"]["adjuncts"]),
        complementizers=_words(nouns["speech"]["complementizers"]),
        events=_owned(_words(nouns["events"]["nouns"]) | (_masdars() - _words(nouns["events"]["not"]) - frozenset(heads))),
        time_words=_words(nouns["times"]["words"]),
        time_heads=_words(nouns["times"]["heads"]),
        verbal=verbal,
        ma=_words(cues["verbal"]["ma"]),
        refused=_words(cues["refuse"]["after_heads"]),
        own=_words(cues["refuse"]["own"]),
        negations=_words(cues["refuse"]["negations"]),
        stated=stated,
        goes_on=_words(goes_on["first"]),
        goes_on_near=_words(goes_on["same_paragraph"]),
        breaks=_words(goes_on["breaks"]),
        back=_words(goes_on["back"]),
        background=_words(goes_on["background"]),
        openers=_words(cues["before"]["openers"]),
        against=_words(cues["against"]["words"]),
        small={name: _words(words) for name, words in cues["small"].items()},
    )

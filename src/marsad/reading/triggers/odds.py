"""Which kind of claim a trigger is likely to tell, by the word itself and its company: a multinomial logistic sum of named features, learnt
from annotated reports (bench/train_odds.py, weights in data/weights/odds.tsv). Frames tell what is certain; the odds tell how usual."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.reading.claims.draft import Draft
from marsad.reading.words.company import mention_on
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["Odds", "load_odds", "own_names", "read_odds", "stem", "weigh_kinds", "word_names"]

Kinds = Mapping[int, Sequence[str]]
"""By word: the kinds of the drafts whose trigger it is."""

_LEADS = ("وال", "بال", "فال", "كال", "ال", "لل", "و", "ف", "ب", "ل")
_BACK, _AHEAD, _EXACT = 4, 5, 2


@lru_cache(maxsize=1 << 16)
def stem(fold: str) -> str:
    """A folded word without what stands before it: conjunction, preposition, article."""
    for lead in _LEADS:
        if fold.startswith(lead) and len(fold) - len(lead) >= 3:
            return fold[len(lead) :]
    return fold


@cache
def _clusters() -> dict[str, tuple[str, str]]:
    """Folded words by the company they keep in news: a coarse and a fine cluster (bench/train_clusters.py)."""
    try:
        text = files("marsad").joinpath("data/lexicon/ar/clusters.tsv").read_text(encoding="utf-8")
    except OSError as error:
        raise BadData(str(error), where="lexicon/ar/clusters.tsv") from error
    out = {}
    for line in text.splitlines():
        word, _, rest = line.partition("\t")
        coarse, _, fine = rest.partition("\t")
        out[word] = (coarse, fine)
    return out


_NOWHERE = ("", "")


@lru_cache(maxsize=1 << 16)
def _cluster(fold: str) -> tuple[str, str]:
    table = _clusters()
    found = table.get(fold)
    if found is None:
        own = stem(fold)
        found = table.get(own) or table.get("ال" + own) or _NOWHERE
    return found


def own_names(word: Word) -> list[str]:
    """What a word is in itself, whatever stands round it."""
    fold, own = word.fold, stem(word.fold)
    coarse, fine = _cluster(fold)
    out = ["bias", f"w:{fold}", f"s:{own}", f"p:{own[:3]}", f"x:{own[-3:]}", f"c:{coarse}", f"C:{fine}"]
    verb = word.verb
    if verb is not None:
        out += [f"L:{verb.lemma}", f"V:{verb.tag}", f"who:{verb.who}", f"L:{verb.lemma}:{verb.tag}"]
    for entry in word.entries:
        if entry.tag == "N":
            out.append(f"N:{entry.cls}")
        elif verb is None:
            out += [f"L:{entry.lemma}", f"E:{entry.tag}"]
    if word.noun is not None:
        out.append(f"NL:{word.noun.lemma}")
    mention = mention_on(word)
    if mention:
        out.append(f"is:{mention}")
    return list(dict.fromkeys(out))


def _class_names(word: Word) -> list[str]:
    out = []
    if word.actor is not None:
        out.append(f"AC:{word.actor.cls}")
    if word.verb is not None:
        out.append(f"V:{word.verb.tag}")
    out += [f"N:{entry.cls}" for entry in word.entries if entry.tag == "N"]
    return list(dict.fromkeys(out))


@dataclass(slots=True)
class _Company:
    """What a word adds to the odds of its neighbours: its name, clusters, classes."""

    name: str
    coarse: str
    fine: str
    classes: list[str]


def _company(word: Word) -> _Company:
    coarse, fine = _cluster(word.fold)
    return _Company(mention_on(word) or stem(word.fold), coarse, fine, _class_names(word))


def word_names(sentence: Sentence, at: int, kinds: Kinds, seen: dict[int, _Company]) -> list[str]:
    """The names of what is true round word `at`; `kinds` are those of the sentence's drafts, `seen` keeps neighbours already looked at."""
    words = sentence.words
    word = words[at]
    here = kinds.get(at, ())
    out = [f"fr:{kind}" for kind in here] if here else ["fr-none"]
    lemma = word.verb.lemma if word.verb is not None else word.noun.lemma if word.noun is not None else ""
    for j in range(at - _BACK, at + _AHEAD + 1):
        step = j - at
        if step == 0:
            continue
        if not 0 <= j < len(words):
            if abs(step) <= _EXACT:
                out.append(f"{step:+d}#")
            continue
        one = seen.get(j)
        if one is None:
            one = seen[j] = _company(words[j])
        near = abs(step) <= _EXACT
        where = f"{step:+d}" if near else "-f" if step < 0 else "+f"
        out += [f"{where}{one.name}", f"{where}c{one.coarse}"]
        if near:
            out.append(f"{where}C{one.fine}")
            if lemma:
                out.append(f"{lemma}{where}{one.name}")
            if here:
                out.append(f"fr:{here[0]}{where}{one.name}")
        out += [f"{where}{name}" for name in one.classes]
        out += [f"fr{where[0]}{kind}" for kind in kinds.get(j, ())]
    return list(dict.fromkeys(out))


@dataclass(frozen=True, slots=True)
class Odds:
    """`kinds` in order, the first empty: no claim; `weights` by feature, pairs of a kind's rank and its addend."""

    kinds: tuple[str, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]

    def look(self, sentence: Sentence, kinds: Kinds) -> dict[int, dict[str, float]]:
        """By word, for those that open a draft: the chance of each kind, "" for none. `kinds` of the drafts by their trigger."""
        seen: dict[int, _Company] = {}
        return {at: self.shares((*own_names(sentence.words[at]), *word_names(sentence, at, kinds, seen))) for at in kinds}

    def shares(self, names: Sequence[str]) -> dict[str, float]:
        """The chance of each kind where these names are true."""
        sums = [0.0] * len(self.kinds)
        for name in names:
            for rank, weight in self.weights.get(name, ()):
                sums[rank] += weight
        top = max(sums)
        parts = [math.exp(value - top) for value in sums]
        whole = sum(parts)
        return {kind: part / whole for kind, part in zip(self.kinds, parts, strict=True)}


def weigh_kinds(sentence: Sentence, drafts: Sequence[Draft], odds: Odds) -> None:
    """Set on each draft the odds of its trigger's word: of several words, those of the one that speaks most for a claim."""
    kinds: dict[int, list[str]] = {}
    for draft in drafts:
        kinds.setdefault(draft.trigger.at, []).append(draft.kind)
    found = odds.look(sentence, kinds)
    for draft in drafts:
        here = [found[at] for at in range(draft.trigger.at, draft.trigger.last + 1) if at in found]
        draft.odds = min(here, key=lambda shares: shares[""], default={})


def read_odds(text: str) -> Odds:
    """Odds from a table: a line of the kinds, then a feature a line with its `rank:weight` pairs."""
    lines = text.splitlines()
    rows = [line for line in lines if not line.startswith("# ")]
    kinds = ("", *rows[0].split("\t")[1:])
    weights = {}
    for line in rows[1:]:
        name, _, rest = line.rpartition("\t")
        weights[name] = tuple((int(rank), float(value)) for rank, _, value in (pair.partition(":") for pair in rest.split(" ")))
    return Odds(kinds, weights)


@cache
def load_odds() -> Odds:
    """The odds of the installed package. Raises BadData where the table is malformed."""
    try:
        return read_odds(files("marsad").joinpath("data/weights/odds.tsv").read_text(encoding="utf-8"))
    except (OSError, ValueError, IndexError) as error:
        raise BadData(str(error), where="weights/odds.tsv") from error

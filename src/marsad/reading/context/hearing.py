"""A report as the network hears it: the chance of each kind for a trigger, and who and where a claim's words point to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from marsad.errors import BadData
from marsad.reading.claims.draft import Draft
from marsad.reading.context.met import number, vectors
from marsad.reading.context.network import ROLES, Floats, Network, read_network
from marsad.reading.triggers.odds import stem
from marsad.reading.words.company import mention_on
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["Context", "Heard", "lay_out", "load_context", "names", "number", "rows_of", "spelling"]

FILES = ("context.npz", "context_b.npz")
"""The networks' weights: two that were taught apart err apart."""
FEW = 48
"""Words under which the first network alone hears a report: the second was taught by longer ones, and misses what a flash tells."""
LONGEST = 50_000
"""Words beyond which a text is left to the frames."""
MOST = 14
"""So many things that rules know of a word are heard."""
_LOW, _HIGH = -6.0, 6.0
"""Logits beyond these say no more."""


def rows_of(fold: str, words: Mapping[str, int], stems: int, affixes: int) -> tuple[int, int, int, int, int]:
    """The five rows of a word: its own (1 where it has none), then its spelling's; all that begins with a digit is one word."""
    if fold[0].isdigit():
        fold = "#"
    return words.get(fold, 1), *spelling(fold, stems, affixes)


@lru_cache(maxsize=1 << 16)
def spelling(fold: str, stems: int, affixes: int) -> tuple[int, int, int, int]:
    """Rows of a word's stem, its first and last letters, and its stem's first letters."""
    own = stem(fold)
    return number("s" + own, stems), number("p" + fold[:3], affixes), number("x" + fold[-3:], affixes), number("q" + own[:4], affixes)


def names(word: Word, kinds: Sequence[str] = ()) -> list[str]:
    """What rules know of a word: the kinds of the drafts that it opens, its verb, its classes, the mention that covers it."""
    out = [f"fr:{kind}" for kind in kinds]
    verb = word.verb
    if verb is not None:
        out += [f"L:{verb.lemma}", f"V:{verb.tag}", f"who:{verb.who}"]
    for entry in word.entries:
        if entry.tag == "N":
            out.append(f"N:{entry.cls}")
        elif verb is None:
            out += [f"L:{entry.lemma}", f"E:{entry.tag}"]
    if word.actor is not None:
        out += [f"AC:{word.actor.cls}", "A+" if word.actor.id else "A-", f"AT:{word.actor.type}"]
    mention = mention_on(word)
    if mention:
        out.append(f"is:{mention}")
    if word.place is not None:
        out.append("PL")
    return list(dict.fromkeys(out))[:MOST]


@dataclass(frozen=True, slots=True)
class Laid:
    """A report laid out word by word: `of` the sentence of each, `base` where each sentence begins, `known` what rules know of each."""

    words: list[Word]
    of: list[int]
    base: dict[int, int]
    known: list[list[str]]


def _opened(
    items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]
) -> tuple[list[Word], dict[int, int], dict[int, list[str]]]:
    """The words of a report, where each sentence begins among them, and the kinds of the drafts that each opens."""
    words: list[Word] = []
    base: dict[int, int] = {}
    for sentence in sentences:
        base[sentence.index] = len(words)
        words += sentence.words
    opened: dict[int, list[str]] = {}
    for sentence, draft in items:
        opened.setdefault(base[sentence.index] + draft.trigger.at, []).append(draft.kind)
    return words, base, opened


def lay_out(items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> Laid:
    """A report as the network hears it; `items` are the drafts that its words open."""
    words, base, opened = _opened(items, sentences)
    of = [sentence.index for sentence in sentences for _ in sentence.words]
    return Laid(words, of, base, [names(word, opened.get(n, ())) for n, word in enumerate(words)])


class Spanned(Protocol):
    """What stands in the text: a mention, a time."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _mean(told: Sequence[Floats]) -> Floats:
    if len(told) == 1:
        return told[0]
    mean: Floats = np.mean(told, axis=0, dtype=np.float32)
    return mean


class Heard:
    """A report heard once: kinds by word, and roles of any trigger; of several networks the mean of what they say."""

    def __init__(self, networks: Sequence[Network], items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> None:
        self._networks = networks
        words, self._base, opened = _opened(items, sentences)
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]
        self._of = np.repeat([sentence.index for sentence in sentences], [len(sentence.words) for sentence in sentences])
        self._heard = [each.hear(vectors(each, words, opened, names, rows_of)) for each in networks]
        self._kinds = _mean([each.tell_kinds(heard) for each, heard in zip(networks, self._heard, strict=True)])
        self._narrow: list[Floats] = []
        self._kind_names = networks[0].kinds
        self._scores: dict[tuple[int, str], Floats] = {}
        self._ranked: dict[tuple[int, str, str], tuple[list[float], list[int]]] = {}
        self._told: dict[tuple[str, int, str, tuple[int, ...]], dict[str, float]] = {}

    def kinds(self, sentence: Sentence, draft: Draft) -> dict[str, float]:
        """The logit of each kind for a draft's trigger, by its word that speaks most for a claim."""
        at = self._base[sentence.index] + draft.trigger.at
        last = at if draft.trigger.spread else self._base[sentence.index] + draft.trigger.last
        return dict(zip(self._kind_names, map(_within, self._kinds[at : last + 1].max(0).tolist()), strict=True))

    def spans(self, sentence: Sentence, least: float) -> list[tuple[int, int, str, float]]:
        """Runs of words (first, last, both included) whose likeliest kind reaches the logit `least`, in order, with that kind and its
        highest logit; a run is as long as its kind stays the likeliest."""
        base, size = self._base[sentence.index], len(sentence.words)
        here = self._kinds[base : base + size]
        if not size:
            return []
        best, top = here.argmax(1), here.max(1)
        out: list[tuple[int, int, str, float]] = []
        for n in np.flatnonzero(top >= least):
            kind = self._kind_names[best[n]]
            if out and out[-1][1] == n - 1 and out[-1][2] == kind:
                out[-1] = (out[-1][0], int(n), kind, max(out[-1][3], float(top[n])))
            else:
                out.append((int(n), int(n), kind, float(top[n])))
        return out

    def _score(self, at: int, kind: str, role: str) -> tuple[list[float], list[int]]:
        """The logit of each word of the report to stand in a role of what word `at` opens, and the words from the best on; kept once
        asked."""
        ranked = self._ranked.get((at, kind, role))
        if ranked is None:
            found = self._scores.get((at, kind))
            if found is None:
                if not self._narrow:
                    self._narrow = [each.narrow(heard) for each, heard in zip(self._networks, self._heard, strict=True)]
                of, asked = self._of == self._of[at], self._kind_names.index(kind)
                parts = zip(self._networks, self._heard, self._narrow, strict=True)
                found = self._scores[at, kind] = _mean([each.score(heard, narrow, at, asked, of) for each, heard, narrow in parts])
            column = found[:, ROLES.index(role)]
            ranked = self._ranked[at, kind, role] = column.tolist(), np.argsort(-column).tolist()
        return ranked

    def weigh(self, sentence: Sentence, draft: Draft, role: str, mentions: Sequence[Spanned]) -> dict[str, float]:
        """How the words of mentions score for a role of a draft, as named amounts: `context`, the mean over the mentions, each by its best
        word; `context-least`, the least of them; `context-left`, the best word that they leave out; `context-best` where the mean is not
        below that. Of nobody: `context-nobody`, the best of all words. Empty where no word is theirs."""
        at = self._base[sentence.index] + draft.trigger.at
        mark = role, at, draft.kind, tuple([mention.start for mention in mentions])
        known = self._told.get(mark)
        if known is None:
            known = self._told[mark] = self._weigh(*self._score(at, draft.kind, role), mentions)
        return known

    def _weigh(self, scores: list[float], best: list[int], mentions: Sequence[Spanned]) -> dict[str, float]:
        if not mentions:
            return {"context-nobody": _within(scores[best[0]])}
        taken: list[tuple[int, int]] = []
        told = []
        for mention in mentions:
            first, last = bisect_right(self._ends, mention.start), bisect_left(self._starts, mention.end)
            if first < last:
                told.append(_within(max(scores[first:last])))
                taken.append((first, last))
        if not told:
            return {}
        rest = next((_within(scores[n]) for n in best if not any(first <= n < last for first, last in taken)), _LOW)
        mean = sum(told) / len(told)
        out = {"context": round(mean, 2), "context-left": rest, "context-least": min(told)}
        if mean >= rest:
            out["context-best"] = 1.0
        return out


def _within(value: float) -> float:
    return round(min(_HIGH, max(_LOW, value)), 2)


@dataclass(frozen=True, slots=True)
class Context:
    """The networks that hear a report, of the same kinds; without `network` nothing is heard. What `beside` says is taken with what it
    says, in equal parts."""

    network: Network | None
    beside: tuple[Network, ...] = ()

    def hear(self, items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> Heard | None:
        """Hear a report, and lay what it says of their kinds into the drafts; a book is not heard whole: it would fill the memory."""
        size = sum(len(sentence.words) for sentence in sentences)
        if self.network is None or not items or size > LONGEST:
            return None
        heard = Heard((self.network,) if size < FEW else (self.network, *self.beside), items, sentences)
        for sentence, draft in items:
            draft.heard = heard.kinds(sentence, draft)
        return heard


@cache
def load_context() -> Context:
    """The networks of the installed package. Raises BadData where one is malformed."""
    first, *beside = (_load(name) for name in FILES)
    return Context(first, tuple(beside))


def _load(name: str) -> Network:
    try:
        with np.load(BytesIO(files("marsad").joinpath(f"data/weights/{name}").read_bytes())) as raw:
            return read_network(raw)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise BadData(str(error), where=f"weights/{name}") from error

"""Choosing among candidates by a sum of named weights (data/weights/choice.toml), and the view of a report that the choosers share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from marsad.errors import BadData
from marsad.languages.arabic import TimeSpan, has_article
from marsad.model import Feature, Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Heard
from marsad.reading.gather import Found
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["Dated", "Option", "Placed", "Story", "best", "bucket", "hearsay", "load_weights", "related", "traits"]

V = TypeVar("V")

_FAMILIES = (
    frozenset(("clash", "killing", "bombing", "casualties", "shelling", "airstrike", "abduction", "chemical", "destruction")),
    frozenset(("capture", "advance", "withdraw", "hold", "besiege", "clash")),
    frozenset(("arrest", "seizure", "abduction")),
)


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """A candidate and the names of what is true of it."""

    value: V
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that can be dated, in sentence `at` at words `first` to `last`; `said`: it dates a saying; `n`: its rank in the report."""

    span: TimeSpan
    at: int
    first: int
    last: int
    said: bool
    n: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A place phrase in sentence `at`; `n`: its rank in the report."""

    arg: Arg
    mention: Mention
    at: int
    n: int
    wide: bool = False


class Story:
    """A report as the choosers see it: its dated times and places sentence by sentence, the drafts of each, and where it begins."""

    def __init__(
        self,
        items: Sequence[tuple[Sentence, Draft]],
        sentences: Sequence[Sentence],
        found: Found,
        title: bool,
        heard: Heard | None = None,
    ) -> None:
        self.sentences = sentences
        self.found = found
        self.heard = heard
        self.title = title
        self.lead = 1 if title else 0
        self.items = items
        self.order = {id(draft): n for n, (_, draft) in enumerate(items)}
        self.drafts: dict[int, list[Draft]] = {}
        for sentence, draft in items:
            self.drafts.setdefault(sentence.index, []).append(draft)
        self.times = _dated(sentences, found)
        self.times_in: dict[int, list[Dated]] = {}
        for dated in self.times:
            self.times_in.setdefault(dated.at, []).append(dated)
        self.places: list[Placed] = []
        self.places_in: dict[int, list[Placed]] = {}
        self.named: dict[str, int] = {}
        for sentence in sentences:
            for wide, args in ((False, sentence.places), (True, sentence.wide)):
                for arg in args:
                    if arg.mention is None:
                        continue
                    placed = Placed(arg, arg.mention, sentence.index, len(self.places), wide)
                    self.places.append(placed)
                    self.places_in.setdefault(sentence.index, []).append(placed)
                    key = arg.mention.id or arg.mention.text
                    self.named[key] = self.named.get(key, 0) + 1

        keys = [(placed.at, placed.mention.id or placed.mention.text) for placed in self.places]
        self.headline = frozenset(key for at, key in keys if at < self.lead)
        self.opening = frozenset(key for at, key in keys if at == self.lead)

    def owner(self, at: int, first: int) -> Draft | None:
        """The draft of sentence `at` whose clause holds word `first`, its trigger nearest; else the nearest of the sentence."""
        drafts = self.drafts.get(at)
        if not drafts:
            return None
        return min(drafts, key=lambda d: (not d.low <= first <= d.high, abs(d.trigger.at - first), d.trigger.at))


def _dated(sentences: Sequence[Sentence], found: Found) -> list[Dated]:
    out: list[Dated] = []
    for sentence in sentences:
        seen: TimeSpan | None = None
        for word in sentence.words:
            span = word.time
            if span is None or span is seen:
                continue
            seen = span
            if span.edtf is None:
                continue
            last = word.i
            while last + 1 < len(sentence.words) and sentence.words[last + 1].time is span:
                last += 1
            said = any(start <= span.start < end for start, end in found.said)
            out.append(Dated(span, sentence.index, word.i, last, said, len(out)))
    return out


def bucket(distance: int) -> str:
    """A distance in words, in five steps."""
    for limit, name in ((1, "touch"), (4, "near"), (9, "by"), (18, "off")):
        if distance <= limit:
            return name
    return "far"


def related(first: Draft, second: Draft, *, places: bool = True) -> list[str]:
    """What two drafts share: kind, family, parties, places, tone."""
    out = []
    if first.kind == second.kind:
        out.append("same-kind")
    elif any(first.kind in family and second.kind in family for family in _FAMILIES):
        out.append("same-family")
    elif "responsibility" in (first.kind, second.kind):
        out.append("blame")
    one, two = ({m.id for m in (*d.agents, *d.targets) if m.id} for d in (first, second))
    if one and two:
        out.append("share-party" if one & two else "other-party")
    here, there = ({p.id or p.text for p in d.places} for d in (first, second))
    if places and here and there:
        out.append("share-place" if here & there else "other-place")
    if (first.modality == "planned") != (second.modality == "planned"):
        out.append("other-mode")
    return out


def traits(sentence: Sentence, draft: Draft) -> list[str]:
    """What a draft is, as far as it bears on what it takes over from its neighbours."""
    word = sentence.words[draft.trigger.at]
    trigger = draft.trigger
    out = [f"kind:{draft.kind}", f"mode:{draft.modality}", f"tag:{trigger.tag}"]
    if trigger.form in ("n", "m") and has_article(word.fold):
        out.append("definite")
    elif trigger.form in ("n", "m"):
        out.append("indefinite")
    if trigger.suffix:
        out.append("suffix")
    if draft.source is not None:
        out.append("sourced")
    if not draft.agents:
        out.append("no-agent")
    return out


def best(options: Sequence[Option[V]], weights: dict[str, float]) -> tuple[Option[V], tuple[Feature, ...]]:
    """The option with the greatest sum, the first of equals, with the addends that made it."""
    get = weights.get
    top = max(options, key=lambda option: sum(filter(None, map(get, option.names))))
    return top, tuple(Feature(name, weights[name]) for name in top.names if name in weights)


@cache
def load_weights(table: str) -> dict[str, float]:
    """The weights of one chooser, by feature. Raises BadData where the file is malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/weights/choice.toml").read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in raw[table].items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise BadData(str(error), where="weights/choice.toml") from error


def hearsay(told: Mapping[str, float], draft: Draft) -> list[str]:
    """What the network says of an option, in steps of a logit of one and a half."""
    out = []
    for name in ("context", "context-left", "context-nobody"):
        if name in told:
            step = f"{name}:{round(told[name] / 1.5)}"
            out += [step, f"{step}:{draft.kind}"]
    if "context-best" in told:
        out += ["context-best", f"context-best:{draft.kind}"]
    return out

"""What the network of `marsad.reading.context` is taught by: reports with what their annotation says of each word."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import score_reader as bench
from annotations import nearest

from marsad.model import KINDS, Report
from marsad.reading import RuleReader
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Context, Heard
from marsad.reading.context.hearing import lay_out
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

__all__ = ["SLOTS", "Told", "gather"]

SLOTS = ("agents", "targets", "places", "time", "quantities")
TOLLS = ("killed", "wounded", "casualties", "displaced", "captured")
CALM = 150
"""So many peaceful reports are learnt from."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report: the set it is of, its outlet, words with what rules know of them, sentences, kinds by word, and triggers with the words of
    their roles."""

    part: str
    group: str
    folds: tuple[str, ...]
    known: tuple[tuple[str, ...], ...]
    sentences: tuple[int, ...]
    kinds: tuple[tuple[int, int], ...]
    triggers: tuple[tuple[int, int, tuple[tuple[int, ...], ...]], ...]


class Listener(Context):
    """Hears nothing, and keeps what there was to hear."""

    def hear(self, items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> Heard | None:
        SEEN.append((list(items), list(sentences)))
        return None


SEEN: list[tuple[list[tuple[Sentence, Draft]], list[Sentence]]] = []


def _text(value: Any) -> str:
    return (value if isinstance(value, str) else value.get("text")) or "" if value else ""


def _parts(claim: Mapping[str, Any], slot: str) -> list[str]:
    """The texts that fill a slot of an annotated claim; of the quantities those of people."""
    told = claim.get(slot) or ()
    if slot == "time":
        told = [told] if told else ()
    if slot == "quantities":
        told = [quantity for quantity in told if quantity.get("what") in TOLLS]
    return [part for part in map(_text, told) if part]


def read(reader: RuleReader, report: Report, gold: Sequence[Mapping[str, Any]], group: str, of_set: str = "") -> Told | None:
    """A report's words and what its annotation says of them; None where no frame opens."""
    SEEN.clear()
    reader.read(report)
    if not SEEN:
        return None
    laid = lay_out(*SEEN[0])

    def inside(start: int, end: int) -> list[int]:
        return [n for n, word in enumerate(laid.words) if word.start < end and word.end > start]

    kinds, triggers = set(), []
    for claim in gold:
        trigger = _text(claim["trigger"])
        quote = report.text.find(_text(claim["quote"]))
        at = report.text.find(trigger, max(0, quote))
        at = at if at >= 0 else nearest(report.text, trigger, max(0, quote))
        here = inside(at, at + len(trigger)) if at >= 0 and trigger else []
        if not here:
            continue
        kind = KINDS.index(claim["kind"])
        kinds.update((n, kind) for n in here)
        roles = []
        for slot in SLOTS:
            found: list[int] = []
            for part in _parts(claim, slot):
                start = nearest(report.text, part, at)
                if start >= 0:
                    found += inside(start, start + len(part))
            roles.append(tuple(found))
        triggers.append((here[0], kind, tuple(roles)))
    return Told(
        of_set,
        group,
        tuple(word.fold for word in laid.words),
        tuple(tuple(each) for each in laid.known),
        tuple(laid.of),
        tuple(sorted(kinds)),
        tuple(triggers),
    )


def gather(args: argparse.Namespace) -> tuple[list[Told], list[Told], list[list[Told]]]:
    """What is learnt from, peaceful reports, and what is only looked at; from `--cache` where it holds them already."""
    if args.cache and args.cache.exists():
        return pickle.loads(args.cache.read_bytes())  # type: ignore[no-any-return]
    reader = RuleReader(load_actors(), load_gazetteer(), context=Listener(None))
    out = [read(reader, report, gold, group, part) for report, gold, group, part in bench.learnt(args.shared, args.folder)]
    calm = [read(reader, report, [], report.id) for _, report in bench.calm(args.shared) if sum(report.id.encode()) % 4 == 0]
    held = [[read(reader, bench.as_report(r), g, "") for r, g in bench.annotated(args.shared, folder)] for folder in args.held]
    told = [t for t in out if t], [t for t in calm if t][:CALM], [[t for t in each if t] for each in held]
    if args.cache:
        args.cache.write_bytes(pickle.dumps(told))
    return told

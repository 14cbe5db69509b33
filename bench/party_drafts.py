"""Drafts as they come to the choice of parties, kept so that the choice can be made again with other weights (bench/train_parties.py)."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from typing import Any

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Heard
from marsad.reading.context.network import Network
from marsad.reading.parties.options import options
from marsad.reading.parties.scenery import Scenery
from marsad.reading.parties.settling import Parties, Ranked, fill
from marsad.reading.words.lexicon import load_lexicon
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import Actors

__all__ = ["Drafted", "Halt", "Recorder", "again"]

class Drafted(Exception):
    """A report is read as far as its drafts."""


NETWORKS: dict[str, Network] = {}
"""The networks that heard the reports, by what stands for them in a pickle."""


class _Pickler(pickle.Pickler):
    def persistent_id(self, what: Any) -> str | None:
        if isinstance(what, Network):
            NETWORKS[str(id(what))] = what
            return str(id(what))
        return "lexicon" if what is load_lexicon() else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, name: str) -> Any:
        return NETWORKS.get(name) or load_lexicon()


class Halt(Parties):
    """Keeps the drafts of a report as they come to the choice of parties, and stops the reading there."""

    kept: bytes = b""

    def settle(
        self,
        kept: Sequence[tuple[Sentence, Draft]],
        sentences: Sequence[Sentence],
        actors: Actors,
        tellers: frozenset[int] = frozenset(),
        heard: Heard | None = None,
    ) -> None:
        out = io.BytesIO()
        _Pickler(out, 4).dump((list(kept), list(sentences), tellers, heard))
        Halt.kept = out.getvalue()
        raise Drafted


class Recorder(Parties):
    """Chooses by weights and keeps the options of one slot, by the identity of the draft."""

    slot: str
    seen: dict[int, list[tuple[dict[str, float], list[Mention]]]]
    only: frozenset[int] | None

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
        if (self.only is not None and id(draft) not in self.only) or (slot == "target" and self.slot == "agent"):
            return []
        found = options(scene, sentence, draft, slot)
        if slot == self.slot:
            self.seen[id(draft)] = [(option.features, list(option.mentions)) for option in found]
        if self.weights.get(slot):
            fill(draft, slot, self._rank(found, self.weights[slot])[0][1])
        return []


def again(drafts: bytes) -> Any:
    """What `Halt` kept: drafts with their sentences, all sentences, who says something, the report as heard."""
    return _Unpickler(io.BytesIO(drafts)).load()

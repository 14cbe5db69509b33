"""The networks that bench/train_context.py taught without a fold of outlets: whoever learns from what the network says must not learn
from what it says of reports that it was taught by."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

from marsad.reading.context import Context
from marsad.reading.context.network import Network, read_network

__all__ = ["add_contexts", "contexts"]


def add_contexts(parser: argparse.ArgumentParser) -> None:
    """The options that name them."""
    parser.add_argument("--context", type=Path, action="append", default=[], help="a network taught without a fold (train_context)")
    parser.add_argument("--beside", type=Path, action="append", default=[], help="one of a second teaching, heard beside the first")


def contexts(paths: Sequence[Path], beside: Sequence[Path] = ()) -> dict[str, Context]:
    """By outlet, the networks that were taught without it; an outlet that the second teaching never had is heard by any of that."""
    first, second = _networks(paths), _networks(beside)
    others = tuple(second.values())[:1]
    return {group: Context(network, (second[group],) if group in second else others) for group, network in first.items()}


def _networks(paths: Sequence[Path]) -> dict[str, Network]:
    out: dict[str, Network] = {}
    for path in paths:
        groups, raw = pickle.loads(path.read_bytes())
        out |= dict.fromkeys(groups, read_network(raw))
    return out

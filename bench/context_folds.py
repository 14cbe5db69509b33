"""The networks that bench/train_context.py taught without a fold of outlets: whoever learns from what the network says must not learn
from what it says of reports that it was taught by."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

from marsad.reading.context import Context
from marsad.reading.context.network import read_network

__all__ = ["add_contexts", "contexts"]


def add_contexts(parser: argparse.ArgumentParser) -> None:
    """The option that names them."""
    parser.add_argument("--context", type=Path, action="append", default=[], help="a network taught without a fold (train_context)")


def contexts(paths: Sequence[Path]) -> dict[str, Context]:
    """By outlet, the network that was taught without it."""
    out: dict[str, Context] = {}
    for path in paths:
        groups, raw = pickle.loads(path.read_bytes())
        out |= dict.fromkeys(groups, Context(read_network(raw)))
    return out

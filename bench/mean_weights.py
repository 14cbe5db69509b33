"""The mean of two teachings of a sum of named features, feature by feature: two that were taught apart err apart.

    bench/mean_weights.py ONE OTHER --out FILE

A feature that one of them lacks weighs nothing there; means under LIGHT are not written; what stands outside tables (a threshold) is
that of ONE. For the tables of data/weights that are TOML.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

LIGHT = 0.02
"""Means under this are not written."""


def mean(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """The mean weight of each feature of either."""
    both = {name: round((one.get(name, 0.0) + other.get(name, 0.0)) / 2, 3) for name in sorted({*one, *other})}
    return {name: weight for name, weight in both.items() if abs(weight) >= LIGHT}


def main() -> None:
    """Read both, write their mean under the comments of the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    text = args.other.read_text(encoding="utf-8")
    one, other = tomllib.loads(args.one.read_text(encoding="utf-8")), tomllib.loads(text)
    lines = [line for line in text.splitlines() if line.startswith("#")]
    lines += [f"{name} = {value}" for name, value in one.items() if not isinstance(value, dict)]
    for name, table in one.items():
        if isinstance(table, dict):
            weights = mean(table, other.get(name, {}))
            lines += [f"[{name}]", *(f"{json.dumps(each, ensure_ascii=False)} = {weight}" for each, weight in weights.items())]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""All measurements, one after the other; name some to run only those: `python -m bench reading copies`."""

from __future__ import annotations

import importlib
import sys

PARTS = ("reading", "copies", "events", "faults", "sources", "web")


def main() -> None:
    """Run each part's `main` with its own defaults."""
    for name in sys.argv[1:] or PARTS:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main([])


if __name__ == "__main__":
    main()

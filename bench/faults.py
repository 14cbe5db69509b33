"""Faults on purpose, as often as the project promises.

    python -m bench.faults [--kills 50] [--workers 10] [--cluster 10] [--servers 10] [--disks 20] [--clocks 10] [--flips 200]

0 leaves a kind out. Counted: strikes, stores brought to their end afterwards, and those whose exports differ from an undisturbed run
or that `verify` does not call whole.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from tests.batch import faulty as workers
from tests.store import faulty
from tests.store.made import corpus, take_in
from tests.store.servers import INSTALL, Server, programs

from marsad.pipeline import run
from marsad.store import Store
from marsad.store.verify import verify_store


def main(arguments: list[str]) -> None:
    """Strike and print."""
    parser = argparse.ArgumentParser(prog="bench faults")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--cluster", type=int, default=10)
    parser.add_argument("--clocks", type=int, default=10)
    parser.add_argument("--servers", type=int, default=10)
    parser.add_argument("--disks", type=int, default=20)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20170630)
    parser.add_argument("--reports", type=int, default=10)
    said = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="marsad-faults-") as name:
        folder = Path(name)
        path = corpus(folder, said.reports)

        def part(part: str) -> Path:
            (folder / part).mkdir()
            return folder / part

        if said.kills:
            _show("kill -9 of the process", lambda: faulty.kill_processes(part("k"), path, said.kills, said.seed))
        if said.workers:
            _show("kill -9 of a worker", lambda: workers.kill_workers(part("w"), path, said.workers, said.seed))
        if said.cluster and find_spec("ray") is None:
            print("kill -9 of a worker of Ray: pip install 'marsad[ray]'")
        elif said.cluster:
            _show("kill -9 of a worker of Ray", lambda: workers.kill_cluster(part("c"), path, said.cluster, said.seed))
        if programs() is None:
            print(f"kill -9 of PostgreSQL: {INSTALL}")
        elif said.servers:
            server = Server.make(folder / "server")
            try:
                _show(
                    "kill -9 of PostgreSQL",
                    lambda: faulty.kill_servers(part("s"), path, server, server.new_database, said.servers, said.seed),
                )
            finally:
                server.stop()
        if said.disks and faulty.may_mount():
            _show("a full disk", lambda: faulty.fill_disks(part("d"), path, said.disks, said.seed))
        elif said.disks:
            print("a full disk: mounting a small disk needs root")
        if said.clocks:
            _show("a clock that jumps", lambda: faulty.turn_clocks(part("t"), path, said.clocks, said.seed))
        if said.flips:
            _flips(part("f"), path, said.flips, said.seed)


def _show(what: str, strike: object) -> None:
    began = time.monotonic()
    tally: faulty.Tally = strike()  # type: ignore[operator]
    told = f"; the program said {dict(Counter(tally.said))}" if tally.said else ""
    print(
        f"{what}: {tally.struck} strikes, {tally.stores} stores brought to their end, {len(tally.wrong)} wrong{told} "
        f"({time.monotonic() - began:.0f} s)",
        flush=True,
    )
    for wrong in tally.wrong:
        print(f"  {wrong}")


def _flips(folder: Path, path: Path, flips: int, seed: int) -> None:
    target = folder / "s.db"
    with Store.open(target) as s:
        take_in(s, path)
        run(s)
    whole = target.read_bytes()
    chance = random.Random(seed)
    found = false = 0
    for _ in range(flips):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        target.write_bytes(data)
        found += not verify_store(str(target)).whole
        for end in ("-wal", "-shm"):
            target.with_name(target.name + end).unlink(missing_ok=True)
        target.write_bytes(whole)
        false += not verify_store(str(target)).whole
    print(f"one flipped bit of the file ({len(whole):,} bytes): {found} of {flips} named, {false} false alarms")


if __name__ == "__main__":
    main(sys.argv[1:])

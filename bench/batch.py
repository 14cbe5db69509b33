"""How fast reports become stored claims, alone, by workers and by an engine, and how that grows: `python -m bench batch`.

Every figure is of real reports (../shared/corpus, drawn evenly) or, for growth, of these mixed with made ones; without the corpus
the demonstration generator alone is used. A process is started for each measurement, so that nothing is warm that would not be.

    python -m bench.batch [--reports 400] [--engine-reports 400] [--base 150] [--growth 1,4,16] [--whole] [--parts store,engine,growth]

`--whole` measures all 15,042 reports of the corpus instead of samples (hours on a busy machine).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.reading import SHARED, corpus

WHOLE = 15_042


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench batch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--engine-reports", type=int, default=400)
    parser.add_argument("--base", type=int, default=150)
    parser.add_argument("--growth", default="1,4,16")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--parts", default="store,engine,growth")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    said = parser.parse_args(arguments)
    if said.job:
        print(json.dumps(_JOBS[said.job](**json.loads(sys.stdin.read()))))
        return
    if said.whole:
        said.reports = said.engine_reports = said.base = WHOLE
    with tempfile.TemporaryDirectory(prefix="marsad-batch-") as name:
        folder = Path(name)
        for part in said.parts.split(","):
            {"store": _store, "engine": _engine, "growth": _growth}[part](folder, said)


def _store(folder: Path, said: argparse.Namespace) -> None:
    """Reading alone against bytes to stored claims, on one worker and two."""
    path, count = _reports(folder / "store.jsonl", said.reports)
    alone = _measured("alone", path=str(path))
    print(f"reading alone                 {_line(count, alone)}")
    for workers in (1, 2):
        found = _measured("stored", path=str(path), target=str(folder / f"store{workers}.db"), workers=workers)
        ratio = found["processor"] / alone["processor"]
        print(f"bytes to stored claims, {workers} w   {_line(count, found)}   {ratio:.2f} of reading's processor time")


def _engine(folder: Path, said: argparse.Namespace) -> None:
    """`--workers 2` against the engine with two workers, up to families and all that follows."""
    path, count = _reports(folder / "engine.jsonl", said.engine_reports)
    local = _measured("run", path=str(path), target=str(folder / "local.db"), workers=2)
    print(f"--workers 2                   {_line(count, local)}")
    for name in ("local", "ray"):
        try:
            found = _measured(
                "archive", path=str(path), out=str(folder / f"out-{name}"), target=str(folder / f"{name}.db"), engine=name, workers=2
            )
        except subprocess.CalledProcessError:
            print(f"engine {name}: not here")
            continue
        print(
            f"engine {name:5} 2 w, and load     {_line(count, found)}   "
            f"{found['seconds'] / local['seconds']:.2f} of --workers 2 by the clock, {found['processor'] / local['processor']:.2f} "
            "of its processor time; "
            f"begun in {found['begun']:.1f} s, archive {found['archive']:.1f} s, load {found['load']:.1f} s"
        )
        same = found["exports"] == local["exports"]
        print(f"  exports {'equal' if same else 'DIFFER FROM'} those of --workers 2")


def _growth(folder: Path, said: argparse.Namespace) -> None:
    """The same over once, four and sixteen times as many reports, the corpus made larger by the demonstration generator."""
    for times in map(int, said.growth.split(",")):
        path, count = _reports(folder / f"grown{times}.jsonl", said.base, times)
        found = _measured("run", path=str(path), target=str(folder / f"grown{times}.db"), workers=2)
        steps = ", ".join(f"{k} {v:.1f}" for k, v in found["steps"].items())
        print(f"{times:3} x                         {_line(count, found)}   file {found['bytes'] / 1e6:.0f} MB; s: {steps}")


def _line(count: int, found: dict[str, Any]) -> str:
    return (
        f"{count:7,} reports {found['seconds']:7.1f} s {count / found['seconds']:7.1f}/s by the clock, "
        f"{count / found['processor']:7.1f}/s a processor, {found['memory'] / 1e3:.0f} MB, {found['claims']} claims"
    )


def _reports(path: Path, count: int, times: int = 1) -> tuple[Path, int]:
    """A JSONL file of `count` reports of the corpus and `times` - 1 as many of a made war, each set another war."""
    rows = corpus(count) if SHARED.is_dir() else []
    made = count * times - len(rows)
    lines = [json.dumps(r, ensure_ascii=False) for r in rows]
    lines += [json.dumps(r, ensure_ascii=False) for r in _made(made)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, len(lines)


def _made(count: int) -> Iterator[dict[str, Any]]:
    """Reports of made wars, a thousand or so of each, on places drawn anew."""
    from marsad.registry.places import load_gazetteer
    from marsad.simulation import choose_places, make

    places = load_gazetteer().settlements("SY")
    seed = 0
    while count > 0:
        seed += 1
        for r in make(seed, choose_places(places, 40, seed), 18, 1000).reports[:count]:
            count -= 1
            body = r.text.partition("\n")[2]
            yield {"id": f"{seed}-{r.id}", "outlet": r.outlet, "published": r.published, "title": r.title, "text": body}


def _measured(job: str, **given: Any) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.batch", "--job", job], input=json.dumps(given), text=True, check=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if job == "archive" else None, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _below() -> float:
    """Seconds of processor that the processes below this one took so far, with those that ended below them."""
    tick = os.sysconf("SC_CLK_TCK")
    above: dict[int, int] = {}
    took: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                said = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            above[int(entry.name)] = int(said[1])
            took[int(entry.name)] = sum(map(int, said[11:15])) / tick

    def ours(pid: int) -> bool:
        while pid > 1 and pid != os.getpid():
            pid = above.get(pid, 0)
        return pid == os.getpid()

    return sum(seconds for pid, seconds in took.items() if pid != os.getpid() and ours(pid))


def _spent(began: float, claims: int, below: float = 0.0, **more: Any) -> dict[str, Any]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.perf_counter() - began, "claims": claims, "memory": max(own.ru_maxrss, children.ru_maxrss),
        "processor": own.ru_utime + own.ru_stime + (below or children.ru_utime + children.ru_stime), **more,
    }  # fmt: skip


def _alone(path: str) -> dict[str, Any]:
    """Reports from JSONL bytes to claims in memory, thrown away."""
    from marsad.reading.reader import RuleReader
    from marsad.registry.actors import load_actors
    from marsad.registry.places import load_gazetteer

    began = time.perf_counter()
    reader = RuleReader(load_actors(), load_gazetteer())
    claims = sum(len(reader.analyse(item.report).claims) for item in _items(path))
    return _spent(began, claims)


def _items(path: str) -> Iterator[Any]:
    from marsad.sources import Fields, Read, read_path

    return (i for i in read_path(Path(path), Fields(text=""), date(2026, 1, 1)) if isinstance(i, Read))


def _added(store: Any, path: str) -> None:
    from marsad.store.reports import chunks

    for part in chunks(_items(path), 200):
        store.add((i.report, i.evidence) for i in part)


def _stored(path: str, target: str, workers: int) -> dict[str, Any]:
    from marsad.batch.local import run_workers
    from marsad.store import Store

    began = time.perf_counter()
    with Store.open(target) as s:
        _added(s, path)
        run_workers(s, workers, ("reading",))
        claims = s.counts()["claims"]
    return _spent(began, claims)


def _run(path: str, target: str, workers: int) -> dict[str, Any]:
    from tests.store.made import digest

    from marsad.batch.local import run_workers
    from marsad.store import Store

    began = time.perf_counter()
    steps: dict[str, float] = {}
    with Store.open(target) as s:
        _added(s, path)
        steps["add"] = time.perf_counter() - began
        for step in ("reading", "copies", "events", "incidents", "control"):
            at = time.perf_counter()
            run_workers(s, workers, (step,))
            steps[step] = time.perf_counter() - at
        claims = s.counts()["claims"]
    spent = _spent(began, claims, steps=steps, bytes=Path(target).stat().st_size)
    with Store.open_to_read(target) as s:
        return {**spent, "exports": digest(s)}


def _archive(path: str, out: str, target: str, engine: str, workers: int) -> dict[str, Any]:
    from tests.store.made import digest

    from marsad.batch import engines
    from marsad.batch.files import listed
    from marsad.batch.loading import load
    from marsad.batch.plan import run_archive
    from marsad.pipeline import run, steps
    from marsad.store import Store

    def quiet(*_: object) -> None:
        pass

    began = time.perf_counter()
    with Store.open(target) as s:
        version = steps.reader_version(s)
        with engines.engine(engine, workers) as hands:
            begun = time.perf_counter() - began
            run_archive(listed([path]), out, version, (), "2026-01-01", hands, quiet)
            # The workers of a cluster are no children that we wait for.
            below = _below() if engine == "ray" else 0.0
        done = time.perf_counter() - began
        load(s, out, quiet)
        run(s)
        claims = s.counts()["claims"]
    spent = _spent(began, claims, below, begun=begun, archive=done - begun, load=time.perf_counter() - began - done)
    with Store.open_to_read(target) as s:
        return {**spent, "exports": digest(s)}


_JOBS = {"alone": _alone, "stored": _stored, "run": _run, "archive": _archive}

if __name__ == "__main__":
    main()

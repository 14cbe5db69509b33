"""Full reading, text to resolved claims, on one core, beside what two Arabic analysers need for the lemmas alone.

    python -m bench.reading [--reports N] [--peer-reports M] [--rounds K]

Reads N reports of ../shared/corpus (2,000 by default). The peers are far slower, so they get the first M of the same reports; all
are interleaved over K rounds and the medians compared, in words a second of processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from bench.peers import OUT, environment

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core: the network's sums would take a second one, and its seconds

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "saudinewsnet"
PEER = """
import json, sys, time
texts = json.load(open(sys.argv[2], encoding="utf-8"))
if sys.argv[1] == "qalsadi":
    import qalsadi.lemmatizer
    work = qalsadi.lemmatizer.Lemmatizer().lemmatize_text
else:
    import pyaramorph
    work = pyaramorph.Analyzer().analyze_text
work(texts[0][:200])
begin = time.process_time()
for text in texts:
    work(text)
print("\\nseconds", time.process_time() - begin)
"""


def corpus(count: int) -> list[dict[str, Any]]:
    """`count` reports drawn evenly over the corpus: id, published, title, text."""
    rows = []
    for archive in sorted(SHARED.glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in sorted(n for n in files.namelist() if n.endswith(".json")):
                day = Path(name).stem
                for number, row in enumerate(json.loads(files.read(name).decode("utf-8-sig"))):
                    if row["content"].strip():
                        rows.append(
                            {"id": f"{day}-{number}", "published": day, "title": row["title"], "text": row["content"]}
                        )
    step = max(1, len(rows) // count)
    return rows[::step][:count]


def ours(rows: list[dict[str, Any]]) -> tuple[float, int]:
    """(processor seconds, claims) of reading all rows; loading the reader is not counted."""
    from marsad.model import Report
    from marsad.reading.reader import RuleReader
    from marsad.registry.actors import load_actors
    from marsad.registry.places import load_gazetteer

    reader = RuleReader(load_actors(), load_gazetteer())
    reports = [Report(r["id"], r["title"], f"{r['title']}\n{r['text']}", published=r["published"]) for r in rows]
    reader.analyse(reports[0])
    begin = time.process_time()
    claims = sum(len(reader.analyse(report).claims) for report in reports)
    return time.process_time() - begin, claims


def peer(python: Path, name: str, texts: Path) -> float:
    """Processor seconds that a peer needs."""
    done = subprocess.run([str(python), "-c", PEER, name, str(texts)], capture_output=True, text=True, check=True)
    return float(done.stdout.rsplit("seconds", 1)[1])


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--peer-reports", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(argv)
    if not SHARED.is_dir():
        sys.exit("bench.reading needs ../shared/corpus")
    rows = corpus(asked.reports)
    few = [f"{r['title']}\n{r['text']}" for r in rows[:: max(1, len(rows) // asked.peer_reports)][: asked.peer_reports]]
    words = sum(len(f"{r['title']} {r['text']}".split()) for r in rows)
    few_words = sum(len(t.split()) for t in few)
    python = environment("reading-peers", ["qalsadi", "pyaramorph"])
    texts = OUT / "reading.json"
    texts.write_text(json.dumps(few, ensure_ascii=False), encoding="utf-8")
    speed: dict[str, list[float]] = {"marsad": [], "qalsadi": [], "pyaramorph": []}
    claims = 0
    for _ in range(asked.rounds):
        seconds, claims = ours(rows)
        speed["marsad"].append(words / seconds)
        for name in ("qalsadi", "pyaramorph"):
            speed[name].append(few_words / peer(python, name, texts))
    middle = {name: statistics.median(values) for name, values in speed.items()}
    print(f"{len(rows)} reports, {words:,} words, {claims} claims (peers: {len(few)} of them, {few_words:,} words)")
    for name, value in middle.items():
        ratio = "" if name == "marsad" else f"   marsad reads {middle['marsad'] / value:.1f} times as fast"
        print(f"{name:12} {value:10,.0f} words a second{ratio}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

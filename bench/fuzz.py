"""Fuzz every parser of strangers' bytes with atheris, which is led by coverage.

    python -m bench.fuzz [--seconds 60] [--kinds pdf,warc] [--keep FOLDER]

Needs `pip install atheris`, which stands in none of marsad's locks: it is 35 MB and has no wheel for every Python. Each kind runs in a
process of its own, without the worker that stands around parsers otherwise: whatever is raised beside BadInput is a finding, and so are
hangs over 20 seconds and more than 2 GiB. Findings stay in FOLDER as KIND-crash-…; what was mended goes to tests/sources/crashers.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

INSTRUMENTED = ("marsad.sources", "pdfminer", "feedparser", "warcio", "trafilatura", "htmldate", "protego", "zipfile", "tomllib", "csv")
KINDS = ("jsonl", "json", "table", "html", "feed", "pdf", "warc", "wacz", "parquet", "opml", "sitemap", "mapping", "robots", "dates")
FILES = ("jsonl", "json", "table", "html", "feed", "pdf", "warc", "wacz", "parquet")
"""Kinds that `parse_path` reads."""


def main(arguments: list[str] | None = None) -> None:
    """Fuzz each kind in turn and print what came of it."""
    parser = argparse.ArgumentParser(prog="bench.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    said = parser.parse_args(arguments)
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not installed: pip install atheris")
        return
    if said.one:
        _fuzz(said.one, said.rest)
        return
    said.keep.mkdir(parents=True, exist_ok=True)
    for kind in said.kinds.split(","):
        with tempfile.TemporaryDirectory(prefix="marsad-fuzz-") as folder:
            command = [
                sys.executable, "-m", "bench.fuzz", "--one", kind, "--", f"-max_total_time={said.seconds}", "-timeout=20",
                "-rss_limit_mb=2048", "-max_len=65536", f"-artifact_prefix={said.keep}/{kind}-", "-print_final_stats=1", folder,
            ]  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        tried = next((x.split()[-1] for x in done.stderr.splitlines() if x.startswith("stat::number_of_executed_units")), "?")
        outcome = "nothing found" if done.returncode == 0 else "FOUND: " + _told(done.stderr)
        print(f"{kind:8} {tried:>9} inputs in {said.seconds} s: {outcome}", flush=True)


def _told(stderr: str) -> str:
    lines = [x for x in stderr.splitlines() if x.strip()]
    at = next((n for n, x in enumerate(lines) if "Uncaught Python exception" in x or "ERROR: libFuzzer" in x), max(0, len(lines) - 3))
    return " | ".join(lines[at : at + 3] + [x for x in lines if "Test unit written" in x])


def _fuzz(kind: str, rest: list[str]) -> None:
    """This process fuzzes that kind until libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=list(INSTRUMENTED)):
        target = _target(kind)
    folder = Path(rest[-1])
    for n, sample in enumerate(_samples(kind)):
        (folder / f"sample{n}").write_bytes(sample)
    atheris.Setup([sys.argv[0], *rest], target)
    atheris.Fuzz()


def _target(kind: str) -> Callable[[bytes], None]:
    """What is done with the bytes of each input."""
    from datetime import date

    from marsad.errors import BadInput, UsageError
    from marsad.sources import Fields
    from marsad.sources.dates import in_address, in_text, parse_day
    from marsad.sources.mapping import Shape, load_mapping
    from marsad.sources.opml import read_opml
    from marsad.sources.paths import parse_path
    from marsad.sources.sitemaps import read_sitemap

    today = date(2026, 1, 1)
    shared = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="marsad-fuzz-", dir=shared))
    path = folder / "input"

    def of_file(data: bytes) -> None:
        path.write_bytes(data)
        for _ in parse_path(path, kind, Fields(text=""), today, "utf-8", Shape()):
            pass

    def of_mapping(data: bytes) -> None:
        for ending in (".toml", ".json"):
            path.with_suffix(ending).write_bytes(data)
            try:
                load_mapping(path.with_suffix(ending))
            except UsageError:
                continue

    def of_robots(data: bytes) -> None:
        import protego

        rules = protego.Protego.parse(data.decode("utf-8", "replace"))
        rules.can_fetch("https://example.org/a?b=c", "marsad")
        rules.crawl_delay("marsad")

    def of_dates(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        parse_day(text)
        in_text(text)
        in_address(text)

    others: dict[str, Callable[[bytes], object]] = {
        "opml": lambda data: read_opml(data, "x"), "sitemap": lambda data: read_sitemap(data, "https://example.org/"),
        "mapping": of_mapping, "robots": of_robots, "dates": of_dates,
    }  # fmt: skip
    work = of_file if kind in FILES else others[kind]

    def once(data: bytes) -> None:
        try:
            work(data)
        except BadInput:
            return

    if kind in FILES:
        # What is imported late is instrumented too.
        for sample in _samples(kind):
            once(sample)
    return once


def _samples(kind: str) -> Iterator[bytes]:
    from tests.sources.test_payloads import OPML, SAMPLES, SITEMAP

    mapping = 'dates = "%d/%m/%Y"\n[columns]\ntext = "body.ar"\n[constants]\noutlet = "x"\n'
    more = {
        "opml": OPML,
        "sitemap": SITEMAP,
        "mapping": mapping,
        "robots": "User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 3\n",
        "dates": "https://example.org/2017/06/30/a ‏30 يونيو 2017",
        "json": '[{"tweet": {"full_text": "نص", "id_str": "1", "created_at": "Fri Jun 30 10:00:00 +0000 2017", "lang": "ar"}}]',
    }
    if kind in SAMPLES:
        yield SAMPLES[kind]
    if kind in more:
        yield more[kind].encode()
    if kind in ("warc", "parquet"):
        yield _binary(kind)


def _binary(kind: str) -> bytes:
    import io

    if kind == "warc":
        from tests.sources.test_guard import archive, page

        with tempfile.TemporaryDirectory() as folder:
            return archive(Path(folder) / "a.warc.gz", page(0)).read_bytes()
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["نص التقرير"], "id": ["1"]}), out)
    return out.getvalue()


if __name__ == "__main__":
    main()

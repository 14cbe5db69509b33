"""The same real reports as JSONL, WARC and HTML: are the same claims read from each?

`python -m bench sources` on a sample; `python -m bench.sources --all` on the whole corpus (`--skip N` leaves the first N out). JSONL
and WARC must give equal claims, HTML at least 99 % of them after white space is folded.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import io
import json
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from marsad.model import Claim, Report
from marsad.model.codec import dumps
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer
from marsad.sources import Fields, Problem, Read, read_path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "saudinewsnet"
TODAY = date(2026, 1, 1)
Row = dict[str, str]


def rows(folder: Path) -> Iterator[Row]:
    """Every article of every zipped day as a JSONL report: id `day/row`."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith(".json") or name.startswith("__"):
                    continue
                for n, article in enumerate(json.loads(archive.read(name))):
                    if not (article["title"] or "").strip() and not (article["content"] or "").strip():
                        continue
                    yield {
                        "id": f"{path.stem}/{n}",
                        "outlet": article["source"] or "",
                        "url": (article["url"] or "").strip(),
                        "published": (article["date_extracted"] or "")[:10],
                        "language": "ar",
                        "title": article["title"] or "",
                        "text": article["content"] or "",
                    }


def sample(found: list[Row], count: int) -> list[Row]:
    """`count` rows by the hash of their ids: the same for everybody, and of every day and paper."""
    return sorted(found, key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest())[:count]


def write_jsonl(found: list[Row], path: Path) -> None:
    """A line a report."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")


def write_warc(found: list[Row], path: Path) -> None:
    """A record a report: its JSON, as a resource."""
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for row in found:
            body = io.BytesIO(json.dumps(row, ensure_ascii=False).encode())
            writer.write_record(
                writer.create_warc_record(
                    f"urn:report:{row['id']}", "resource", payload=body, warc_content_type="application/json"
                )
            )


def page_of(row: Row) -> str:
    """A page as newsrooms print them: title, article in paragraphs, and around it what is no article."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in row["text"].splitlines() if line.strip())
    title = html.escape(row["title"])
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="{row["published"]}">'
        f'</head><body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav><main><article><h1>{title}</h1>\n{paragraphs}'
        f"</article></main><footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def reports(path: Path, row: Row | None = None) -> tuple[list[Report], list[Problem]]:
    """What the sources read of a file; a page is told its id and address, which the archive of pages would know."""
    known = Fields(text="")
    if row is not None:
        known = Fields(text="", id=row["id"], outlet=row["outlet"], url=row["url"], published=row["published"], language="ar")
    items = list(read_path(path, known, TODAY))
    return [i.report for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Problem)]


def fold(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def loose(claim: Claim) -> tuple[object, ...]:
    """What a claim says, without its offsets and the id made of them, its words with white space folded."""
    def names(group: tuple[object, ...]) -> tuple[str, ...]:
        return tuple(fold(m.text) + str(m.id) for m in group)  # type: ignore[attr-defined]

    return (
        claim.report, claim.kind, fold(claim.quote), fold(claim.trigger.text), names(claim.agents), names(claim.targets),
        names(claim.places), claim.time.edtf if claim.time else None, claim.modality, fold(claim.source.text) if claim.source else "",
        tuple((q.what, q.low, q.high) for q in claim.quantities),
    )  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Write, read back, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--show", type=int, default=0, help="print that many claims that differ")
    asked = parser.parse_args(arguments)
    if not asked.corpus.is_dir():
        print(f"{asked.corpus} is not there")
        return
    found = list(rows(asked.corpus))
    if not asked.all:
        found = sample(found, asked.count)
    found = found[asked.skip:]
    read = _Reading()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(found, folder / "a.jsonl")
        write_warc(found, folder / "a.warc.gz")
        got: dict[str, list[Report]] = {}
        for kind, path in (("jsonl", folder / "a.jsonl"), ("warc", folder / "a.warc.gz")):
            start = time.perf_counter()
            got[kind], problems = reports(path)
            _told(kind, found, got[kind], problems, start)
        got["html"], problems, start = [], [], time.perf_counter()
        for row in found:
            (folder / "a.html").write_text(page_of(row), encoding="utf-8")
            more, bad = reports(folder / "a.html", row)
            got["html"] += more
            problems += bad
        _told("html", found, got["html"], problems, start)
    theirs_of = {kind: {r.id: r for r in got[kind]} for kind in ("warc", "html")}
    totals: Counter[str] = Counter()
    only: list[tuple[object, ...]] = []
    for n, report in enumerate(got["jsonl"], 1):
        ours = read(report)
        totals["jsonl"] += len(ours)
        of_warc = read(theirs_of["warc"].get(report.id), report, ours)
        totals["warc"] += len(of_warc)
        totals["differ"] += [dumps(c) for c in ours] != [dumps(c) for c in of_warc]
        page = theirs_of["html"].get(report.id)
        of_html = read(page, report, ours)
        mine, other = Counter(map(loose, ours)), Counter(map(loose, of_html))
        totals["html"] += len(of_html)
        totals["kept"] += sum((mine & other).values())
        totals["others"] += sum((other - mine).values())
        totals["texts"] += page is not None and fold(page.text) == fold(report.text)
        only += (mine - other).elements()
        if n % 1000 == 0:
            print(f"  {n} compared, {totals['kept']} of {totals['jsonl']} claims as from jsonl", flush=True)
    same = not totals["differ"] and totals["jsonl"] == totals["warc"] and len(got["jsonl"]) == len(got["warc"])
    print(f"claims: jsonl {totals['jsonl']}, warc {totals['warc']}, " + ("EQUAL" if same else "NOT EQUAL"))
    share = totals["kept"] / max(totals["jsonl"], 1)
    print(
        f"html: {totals['html']} claims, {totals['kept']} of {totals['jsonl']} as from jsonl ({share:.2%}), {totals['others']} others; "
        f"{totals['texts']} of {len(found)} texts equal after folding"
    )
    print(f"read: {read.count} texts; a report that came out the same in every field was read once")
    for one in only[: asked.show]:
        print("  only from jsonl:", one[0], one[1])


def _told(kind: str, found: list[Row], got: list[Report], problems: list[Problem], began: float) -> None:
    spent = time.perf_counter() - began
    print(f"{kind}: {len(got)} of {len(found)} reports, {len(problems)} problems, {len(got) / spent:,.0f} reports/s", flush=True)


class _Reading:
    """The reader, which is not asked again for a report that is the same in every field (the bytes that it came in left aside)."""

    def __init__(self) -> None:
        self._reader = RuleReader(load_actors(), load_gazetteer())
        self.count = 0

    def __call__(self, report: Report | None, known: Report | None = None, claims: list[Claim] | None = None) -> list[Claim]:
        if report is None:
            return []
        if known is not None and claims is not None and replace(report, sha256=known.sha256) == known:
            return claims
        self.count += 1
        return self._reader.read(report)


if __name__ == "__main__":
    main()

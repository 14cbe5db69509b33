"""The same real reports as JSONL, WARC and HTML: are the same claims read from each?

`python -m bench sources` on a sample; `python -m bench.sources --all` on the whole corpus. JSONL and WARC must give equal claims,
HTML at least 99 % of them after white space is folded.
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
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--show", type=int, default=0, help="print that many claims that differ")
    asked = parser.parse_args(arguments)
    if not asked.corpus.is_dir():
        print(f"{asked.corpus} is not there")
        return
    found = list(rows(asked.corpus))
    if not asked.all:
        found = sample(found, asked.count)
    reader = RuleReader(load_actors(), load_gazetteer())
    claims: dict[str, list[Claim]] = {}
    texts: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(found, folder / "a.jsonl")
        write_warc(found, folder / "a.warc.gz")
        for kind, path in (("jsonl", folder / "a.jsonl"), ("warc", folder / "a.warc.gz")):
            start = time.perf_counter()
            got, problems = reports(path)
            spent = time.perf_counter() - start
            print(f"{kind}: {len(got)} of {len(found)} reports, {len(problems)} problems, {len(got) / spent:,.0f} reports/s")
            texts[kind] = {r.id: r.text for r in got}
            claims[kind] = [c for r in got for c in reader.read(r)]
        got, problems, start = [], [], time.perf_counter()
        for row in found:
            (folder / "a.html").write_text(page_of(row), encoding="utf-8")
            more, bad = reports(folder / "a.html", row)
            got, problems = got + more, problems + bad
        spent = time.perf_counter() - start
        print(f"html: {len(got)} of {len(found)} reports, {len(problems)} problems, {len(got) / spent:,.0f} reports/s")
        texts["html"] = {r.id: r.text for r in got}
        claims["html"] = [c for r in got for c in reader.read(r)]
    same = [dumps(c) for c in claims["jsonl"]] == [dumps(c) for c in claims["warc"]]
    print(f"claims: jsonl {len(claims['jsonl'])}, warc {len(claims['warc'])}, " + ("EQUAL" if same else "NOT EQUAL"))
    ours, theirs = Counter(map(loose, claims["jsonl"])), Counter(map(loose, claims["html"]))
    kept = sum((ours & theirs).values())
    whole = sum(fold(t) == fold(texts["html"].get(i, "")) for i, t in texts["jsonl"].items())
    total = sum(ours.values())
    print(f"html: {len(claims['html'])} claims, {kept} of {total} as from jsonl ({kept / max(total, 1):.2%}), "
          f"{sum((theirs - ours).values())} others; {whole} of {len(found)} texts equal after folding")  # fmt: skip
    for one in list((ours - theirs).elements())[: asked.show]:
        print("  only from jsonl:", one[0], one[1])


if __name__ == "__main__":
    main()

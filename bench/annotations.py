"""Our own annotations of corpus reports: offsets and judgements only, the texts stay in ../shared/corpus.

    python -m bench.annotations unpack OUT [--set NAME]…     reports.jsonl and gold.jsonl, to score and to learn from
    python -m bench.annotations pack FOLDER NAME             bench/annotated/NAME.jsonl from such a folder

A line of bench/annotated is one report: its `report` (day/row of the SaudiNewsNet archive), `dispatch`, and `claims` in the short
form of the gold, every text replaced by its [start, end) in the stored text (title, newline, text).
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpus" / "saudinewsnet"
FOLDER = HERE / "annotated"
Row = dict[str, Any]


def corpus() -> Iterator[tuple[str, Row]]:
    """Every article of the corpus with its id, day/row. Raises SystemExit where there is none: nothing is learnt from nothing."""
    days = sorted(CORPUS.glob("*.zip"))
    if not days:
        raise SystemExit(f"no corpus in {CORPUS}: put the days' zips there")
    for path in days:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(n for n in archive.namelist() if n.endswith(".json") and not n.startswith("__")):
                for row, article in enumerate(json.loads(archive.read(name).decode("utf-8-sig"))):
                    yield f"{path.stem}/{row}", article


def lines(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def stored(title: str | None, text: str) -> str:
    """The stored text of an article."""
    return f"{title or ''}\n{text}"


def nearest(text: str, part: str, at: int) -> int:
    """Where `part` stands nearest to offset `at`, -1 where it does not."""
    found, best = -1, -1
    while (found := text.find(part, found + 1)) >= 0:
        if best < 0 or abs(found - at) < abs(best - at):
            best = found
    return best


def _near(text: str, part: str, at: int) -> list[int]:
    best = nearest(text, part, at)
    if best < 0:
        raise SystemExit(f"not in the text: {part}")
    return [best, best + len(part)]


def pack_claim(text: str, claim: Row) -> Row:
    """A claim with offsets for texts. Raises SystemExit where a text is not in the report."""
    start = text.find(claim["quote"])
    if start < 0:
        raise SystemExit(f"not in the text: {claim['quote']}")
    out: Row = {**claim, "quote": [start, start + len(claim["quote"])], "trigger": _near(text, claim["trigger"], start)}
    for slot in ("agents", "targets", "places"):
        out[slot] = [{**m, "text": _near(text, m["text"], start)} for m in claim[slot]]
    for slot in ("source", "time"):
        if claim[slot]:
            words = claim[slot].get("text")
            out[slot] = {**claim[slot], "text": _near(text, words, start) if words else None}
    # Counts keep what they count and how many; their words lie in the quote.
    out["quantities"] = [{key: value for key, value in q.items() if key != "text"} for q in claim["quantities"]]
    return out


def unpack_claim(text: str, claim: Row) -> Row:
    """The claim in the gold's short form, its texts cut from the report."""
    def cut(span: list[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    out: Row = {**claim, "quote": cut(claim["quote"]), "trigger": cut(claim["trigger"])}
    for slot in ("agents", "targets", "places"):
        out[slot] = [{**m, "text": cut(m["text"])} for m in claim[slot]]
    for slot in ("source", "time"):
        if claim[slot]:
            out[slot] = {**claim[slot], "text": cut(claim[slot]["text"])}
    return out


def pack(folder: Path, name: str) -> None:
    """Write the annotations of a folder without its texts."""
    articles = {(a["url"], a["title"] or ""): ident for ident, a in corpus()}
    reports = {row["id"]: row for row in lines(folder / "reports.jsonl")}
    with (FOLDER / f"{name}.jsonl").open("w", encoding="utf-8") as out:
        for gold in lines(folder / "gold.jsonl"):
            row = reports[gold["report"]]
            text = stored(row["title"], row["text"])
            packed = {
                "report": articles[row["url"], row["title"] or ""],
                "dispatch": gold["dispatch"],
                "claims": [pack_claim(text, claim) for claim in gold["claims"]],
            }
            out.write(json.dumps(packed, ensure_ascii=False) + "\n")


def unpack(out: Path, names: list[str]) -> int:
    """Write reports.jsonl and gold.jsonl of the named sets; returns how many reports they hold."""
    wanted = {row["report"]: row for name in names for row in lines(FOLDER / f"{name}.jsonl")}
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with (out / "reports.jsonl").open("w", encoding="utf-8") as reports, (out / "gold.jsonl").open("w", encoding="utf-8") as golds:
        for ident, article in corpus():
            row = wanted.get(ident)
            if row is None:
                continue
            text = stored(article["title"], article["content"])
            report = {
                "id": ident, "outlet": article["source"], "url": article["url"], "published": article["date_extracted"][:10],
                "language": "ar", "title": article["title"], "text": article["content"],
            }
            gold = {**row, "claims": [unpack_claim(text, claim) for claim in row["claims"]]}
            reports.write(json.dumps(report, ensure_ascii=False) + "\n")
            golds.write(json.dumps(gold, ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> None:
    """Pack or unpack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    packing = verbs.add_parser("pack")
    packing.add_argument("folder", type=Path)
    packing.add_argument("name")
    unpacking = verbs.add_parser("unpack")
    unpacking.add_argument("out", type=Path)
    unpacking.add_argument("--set", dest="names", action="append", default=[])
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("the newspaper archive, ../shared/corpus, is not here: nothing can be packed or unpacked")
    if asked.verb == "pack":
        pack(asked.folder, asked.name)
    else:
        print(unpack(asked.out, asked.names or sorted(path.stem for path in FOLDER.glob("*.jsonl"))), "reports")


if __name__ == "__main__":
    main()

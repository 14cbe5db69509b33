"""Check a case folder made by `marsad case`. Needs only Python 3.8 or newer: python3 verify.py [FOLDER]

Exit code 0: every file, byte, text, quotation and link of the log is as it was written. 1: what is not is named.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035  (must run on old Pythons)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def spans(value: Any) -> Iterator[Any]:
    """Every (start, end, words) that a record states."""
    if isinstance(value, dict):
        said = value.get("quote", value.get("text"))
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and isinstance(said, str):
            yield value["start"], value["end"], said
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from spans(inner)


def check_files(folder: Path, broken: list[str]) -> None:
    listed = {}
    for line in (folder / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"MANIFEST.sha256"}
    for name in sorted(found - set(listed)):
        broken.append(name + ": the manifest does not list it")
    for name in sorted(listed):
        if name not in found:
            broken.append(name + ": missing")
        elif sha256((folder / name).read_bytes()) != listed[name]:
            broken.append(name + ": changed since the case was made")


def check_log(folder: Path, head: str, broken: list[str]) -> dict:  # type: ignore[type-arg]
    entries = {}
    fetched = set()
    prev = "0" * 64
    for number, row in enumerate(rows(folder / "log.jsonl"), 1):
        where = f"log.jsonl:{number}"
        if row["seq"] != number or row["prev"] != prev:
            broken.append(where + ": it does not follow the entry before it")
        if "entry" in row and sha256(row["entry"].encode()) != row["entry_sha256"]:
            broken.append(where + ": the entry does not fit its hash")
        if sha256((row["prev"] + "\n" + row["entry_sha256"]).encode()) != row["hash"]:
            broken.append(where + ": the link does not fit")
        prev = row["hash"]
        if "entry" in row:
            said = json.loads(row["entry"])
            if said["action"] == "stamped":
                answer = base64.b64decode(said["answer"])
                if said["head"] != row["prev"] or hashlib.sha256(row["prev"].encode()).digest() not in answer:
                    broken.append(where + ": the stamp signs something else than the hash before it")
                continue
            if said["action"] in ("archived", "blanked"):
                fetched.add(said["sha256"])
                continue
            entries[(said["report"], said["revision"])] = said
    if prev != head:
        broken.append("log.jsonl: it does not end in the head that case.json names")
    for path in sorted((folder / "warc").glob("*")):
        if path.name.split(".")[0] not in fetched or sha256(path.read_bytes()) != path.name.split(".")[0]:
            broken.append("warc/" + path.name + ": the log does not vouch for it")
    return entries


def check(folder: Path) -> list[str]:
    """What is broken, a line each."""
    broken: list[str] = []
    check_files(folder, broken)
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    entries = check_log(folder, case["log_head"], broken)
    texts = {}
    for report in rows(folder / "reports.jsonl"):
        name = report["id"]
        texts[name] = report["text"]
        said = entries.get((name, report["revision"]))
        if said is None or said["action"] == "removed":
            broken.append(name + ": the log does not vouch for it")
            continue
        if sha256(report["text"].encode()) != said["text_sha256"]:
            broken.append(name + ": the text is not the one that the log recorded")
        kept = folder / "bytes" / said["sha256"]
        if not kept.is_file() or sha256(kept.read_bytes()) != said["sha256"]:
            broken.append(name + ": the bytes are not those that the log recorded")
    for claim in rows(folder / "claims.jsonl"):
        text = texts.get(claim["report"])
        if text is None:
            broken.append("claim {}: its report is missing".format(claim["id"]))
        elif any(text[start:end] != words for start, end, words in spans(claim)):
            broken.append("claim {}: other words stand at its offsets".format(claim["id"]))
    return broken


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        broken = check(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        broken = [f"the folder cannot be read: {error!r}"]
    for line in broken:
        print("broken: " + line)
    if not broken:
        print("whole: " + json.loads((folder / "case.json").read_text(encoding="utf-8"))["log_head"])
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

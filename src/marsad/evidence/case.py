"""A case: one event or incident with every report, word, hash and link behind it, in a folder that needs no marsad to be checked."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from marsad import __version__
from marsad.errors import NotFound, UsageError
from marsad.model import Claim
from marsad.publish.formats import jsonl
from marsad.publish.rows import claim_row, event_row, incident_row, report_row
from marsad.store import Store
from marsad.store.archives import ARCHIVED, BLANKED, archive_of, bytes_of, folder_of

README = """A case of marsad {version}: {what} {item}

case.json      the item, and the last hash of the log when the case was made
item.json      the event or incident as marsad tells it
claims.jsonl   the claims behind it; offsets count Unicode code points of the report's text
reports.jsonl  the reports with their stored text
stamps/        stamps of time of the log, if there are any: what was signed (a hash of the log) and the answer (RFC 3161);
               openssl ts -verify -data stamps/N.txt -in stamps/N.tsr -CAfile ROOT.pem
bytes/         the original bytes of each report, named by their SHA-256
warc/          what was fetched from the reports' addresses, as it came over the line, if it was: WARC, named by SHA-256
log.jsonl      the log of evidence: every link, and the entries of these reports (the others by their hash alone)
verify.py      checks all of this with Python alone: python3 verify.py
"""


def write_case(store: Store, item: str, folder: Path, archives: Sequence[Path] = ()) -> int:
    """Write the case of an event or incident into `folder`, which must be new or empty; returns the number of reports. What was
    fetched for them is taken from the store's own WARC files and those in `archives`; what lies in neither is left out.

    Raises NotFound, UsageError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("the folder is not empty", where=str(folder), hint="name a new one")
    what, record, claims = _item(store, item)
    reports = list(store.reports(ids={c.report for c in claims}))
    entries = {(r.id, r.revision) for r in reports}
    urls = {r.url for r in reports if r.url}
    pieces: list[dict[str, Any]] = []
    own = folder_of(store.target)
    folders = (*archives, *([own] if own else []))
    head = ""
    log: list[dict[str, Any]] = []
    answers: dict[int, tuple[bytes, bytes]] = {}
    for row in store.log_entries():
        said = json.loads(row["entry"])
        head = row["hash"]
        link = {"seq": row["seq"], "prev": row["prev"], "hash": head, "entry_sha256": _sha256(row["entry"].encode())}
        stamped = said["action"] == "stamped"
        if of_archive := said["action"] in (ARCHIVED, BLANKED):
            shown = said["url"] in urls
        else:
            shown = stamped or (said["report"], said["revision"]) in entries
        if of_archive and shown:
            pieces.append(said)
        log.append(link | ({"entry": row["entry"]} if shown else {}))
        if stamped:
            answers[row["seq"]] = (said["head"].encode(), base64.b64decode(said["answer"]))
    case = {"item": item, "what": what, "marsad": __version__, "log_head": head}
    files: dict[str, bytes] = {
        "README.txt": README.format(version=__version__, what=what, item=item).encode(),
        "case.json": _json(case),
        "item.json": _json(record),
        "claims.jsonl": _lines({"id": c.id, **claim_row(c)} for c in claims),
        "reports.jsonl": _lines(report_row(r) | {"author": r.author, "text": r.text} for r in reports),
        "log.jsonl": _lines(log),
        "verify.py": (resources.files("marsad.evidence") / "verify_case.py").read_bytes(),
    }
    for seq, (signed, answer) in answers.items():
        files |= {f"stamps/{seq}.txt": signed, f"stamps/{seq}.tsr": answer}
    for of_file in archive_of(pieces).values():
        for piece in of_file:
            if (data := bytes_of(piece, folders)) is not None:
                files[f"warc/{piece.sha256}.warc.gz"] = data
    for report in reports:
        kept = store.evidence(report.sha256)
        files[f"bytes/{kept.sha256}"] = kept.data
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    manifest = "".join(f"{_sha256(data)}  {name}\n" for name, data in sorted(files.items()))
    (folder / "MANIFEST.sha256").write_text(manifest, encoding="utf-8")
    return len(reports)


def _item(store: Store, item: str) -> tuple[str, dict[str, Any], list[Claim]]:
    try:
        event = store.event(item)
    except NotFound:
        pass
    else:
        claims = list(store.claims(ids=event.claims))
        return "event", event_row(event, {c.id: c for c in claims}), claims
    try:
        incident = store.incident(item)
    except NotFound:
        raise NotFound(
            "no event or incident has this id", where=item, hint="marsad events and marsad incidents print ids"
        ) from None
    ids = {line.claim for line in incident.lines}
    for event_id in incident.events:
        ids |= set(store.event(event_id).claims)
    return "incident", incident_row(incident), list(store.claims(ids=ids))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(rows: Any) -> bytes:
    return "".join(jsonl(rows)).encode()

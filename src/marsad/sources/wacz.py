"""WACZ: a zip of WARC files with a list of what they must hash to. Read in place; nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.limits import unfolded_limit
from marsad.sources.warc import read_records

MAX_MEMBERS = 100_000
MAX_LIST = 16 * 1024 * 1024
_WARC = re.compile(r"\.warc(\.gz)?\Z", re.I)
_DRIVE = re.compile(r"\A[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def read_wacz(path: Path, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """The pages of every WARC file in the archive; a file whose bytes are not those that its list names is said, and read.

    Raises BadInput where it is no archive, or one made to do harm: names that climb out of it, members that unfold without end.
    """
    where = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive, path.stat().st_size, where)
            listed = _listed(archive, where)
            found = 0
            for info in members:
                if not _WARC.search(info.filename):
                    continue
                found += 1
                name = f"{where}!{info.filename}"
                with archive.open(info) as file:
                    yield from read_records(file, info.file_size, name, defaults, today)
                wanted = listed.get(info.filename)
                with archive.open(info) as file:
                    if wanted and _sha256(file) != wanted:
                        message = "its bytes are not those that the archive's list names: it was changed after it was made"
                        yield Problem(name, BadInput(message, where=name))
            if not found:
                raise BadInput("the archive holds no WARC file", where=where)
    except _BROKEN as error:
        raise BadInput(f"the archive is broken: {str(error)[:200] or type(error).__name__}", where=where) from error


def _members(archive: zipfile.ZipFile, size: int, where: str) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise BadInput(f"the archive has more than {MAX_MEMBERS:,} members", where=where)
    for info in members:
        name = info.filename
        if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts or _DRIVE.match(name):
            raise BadInput(f"the member «{name[:100]}» climbs out of the archive", where=where)
        if info.external_attr >> 28 == 0xA:
            raise BadInput(f"the member «{name[:100]}» is a link", where=where)
    if len({info.filename for info in members}) < len(members):
        raise BadInput("two members of the archive have one name", where=where)
    if sum(info.file_size for info in members) > unfolded_limit(size):
        raise BadInput(f"the archive unfolds to more than {unfolded_limit(size):,} bytes", where=where)
    # What lies over each other unfolds the same bytes again and again.
    spans = sorted((info.header_offset, info.compress_size) for info in members)
    if any(a + length > b for (a, length), (b, _) in pairwise(spans)):
        raise BadInput("members of the archive lie over each other", where=where)
    return sorted(members, key=lambda info: info.filename)


def _listed(archive: zipfile.ZipFile, where: str) -> dict[str, str]:
    """SHA-256 of the members, as datapackage.json names them; empty where there is none."""
    try:
        info = archive.getinfo("datapackage.json")
    except KeyError:
        return {}
    with archive.open(info) as file:
        data = file.read(MAX_LIST + 1)
    try:
        resources = json.loads(data)["resources"]
        hashes = {str(r["path"]): str(r.get("hash", "")) for r in resources}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("its datapackage.json cannot be read", where=where) from error
    return {name: said.removeprefix("sha256:").lower() for name, said in hashes.items() if said.startswith("sha256:")}


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()

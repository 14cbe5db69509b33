"""WARC files beside a store are evidence: each exchange is in the log, `verify` holds every byte against it, removal leaves a hole."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from marsad.cli.main import app
from marsad.errors import StoreError
from marsad.sources.fetch import Exchange
from marsad.sources.warcs import WarcLog, pieces_from
from marsad.store import Store
from marsad.store.backup import backup, backup_archive, restore, restore_archive
from marsad.store.verify import verify_store
from tests.sources.site import Site, html, serving

SAID = "قتل خمسة مدنيين في قصف على قرية تل الورد اليوم الجمعة."


def exchange(url: str) -> Exchange:
    """A page that was asked for."""
    body = html(SAID)[2]
    return Exchange(url, "192.0.2.1", (("Host", "example.org"),), "/", 200, "OK", (("Content-Type", "text/html"),), body)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        found.pages |= {"/a": html(SAID), "/b": html("قتل مدني في قرية تل الريحان بريف حماة.")}
        yield found


def marsad(*args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(args))
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def target(site: Site, tmp_path: Path) -> Path:
    """A store with two pages that were fetched, each twice asked for."""
    path = tmp_path / "s.db"
    for page in ("a", "b"):
        marsad("add", f"{site.base}/{page}", "--store", str(path), "--allow-host", site.allow)
    return path


def archives(target: Path) -> list[Path]:
    return sorted(Path(f"{target}.watch").glob("*.warc.gz"))


def test_every_exchange_is_in_the_log_and_checked(target: Path, site: Site) -> None:
    verdict = verify_store(str(target))
    assert verdict.whole and verdict.archived.pieces == 4 and verdict.archived.unnoted == ()
    with Store.open(target) as s:
        known = s.archive()
    assert [p.url for pieces in known.values() for p in pieces] == ["", f"{site.base}/a", "", f"{site.base}/b"]
    for path in archives(target):
        assert sum(p.length for p in known[path.name]) == path.stat().st_size
    assert "4 pieces of WARC files" in marsad("verify", "--store", str(target))


def test_one_flipped_bit_of_a_warc_file_is_named(target: Path) -> None:
    chance = random.Random(1)
    for n in range(100):
        path = archives(target)[n % 2]
        whole = path.read_bytes()
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        [broken] = verify_store(str(target)).broken
        assert broken.table == "archive" and broken.item.startswith(path.name)
        path.write_bytes(whole)
    assert verify_store(str(target)).whole


def test_what_is_missing_cut_or_put_behind(target: Path) -> None:
    first, second = archives(target)
    data = first.read_bytes()
    first.write_bytes(data[:-10])
    assert "breaks off 10 bytes before" in marsad("verify", "--store", str(target), code=1)
    first.write_bytes(data + b"more")
    assert "4 bytes are not in the log yet" in marsad("verify", "--store", str(target))
    first.write_bytes(data)
    elsewhere = target.with_name("elsewhere")
    elsewhere.mkdir()
    second.rename(elsewhere / second.name)
    assert "it is not here" in marsad("verify", "--store", str(target), code=1)
    marsad("verify", "--store", str(target), "--archive", str(elsewhere))


def test_what_a_killed_watch_wrote_is_noted_by_the_next_one(tmp_path: Path) -> None:
    folder, target = tmp_path / "s.db.watch", tmp_path / "s.db"
    with WarcLog(folder) as log:
        for n in range(3):
            log(exchange(f"https://example.org/{n}"))
        wrote = log.take()
        with Store.open(target) as s:
            assert s.catch_up(folder) == 0  # it is being written
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-7])
    with Store.open(target) as s:
        # A request and its answer are a member each; the last one was cut short.
        assert s.catch_up(folder) == 7
        [pieces] = s.archive().values()
        assert [p.url for p in pieces] == ["", *(f"https://example.org/{n}" for n in (0, 0, 1, 1, 2, 2))]
        assert sum(p.length for p in pieces) == sum(p.length for p in wrote) - 7 == path.stat().st_size
        assert s.catch_up(folder) == 0
    assert verify_store(str(target)).whole
    assert list(pieces_from(path, 0)) == pieces


def test_a_removed_report_is_blanked_where_it_was_fetched(target: Path, site: Site) -> None:
    sizes = [p.stat().st_size for p in archives(target)]
    said = marsad("remove", f"{site.base}/a", "--reason", "by order of a court", "--store", str(target))
    assert "1 pieces of WARC files blanked" in said
    assert [p.stat().st_size for p in archives(target)] == sizes
    kinds, bodies = [], b""
    for path in archives(target):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                kinds.append(record.rec_type)
                bodies += record.content_stream().read()
    assert kinds == ["warcinfo", "metadata", "warcinfo", "response", "request"]
    assert SAID.encode() not in bodies and "الريحان".encode() in bodies
    assert verify_store(str(target)).whole
    with Store.open(target) as s:
        entry = json.loads(list(s.log_entries())[-1]["entry"])
        assert (entry["action"], entry["reason"]) == ("blanked", "by order of a court")
        pieces = s.archive()[archives(target)[0].name]
    # A fault between the word in the log and the file is named, and mended by removing again.
    data = archives(target)[0].read_bytes()
    archives(target)[0].write_bytes(data[: pieces[1].offset] + b"x" * pieces[1].length)
    assert not verify_store(str(target)).whole
    marsad("remove", f"{site.base}/a", "--reason", "by order of a court", "--store", str(target))
    assert verify_store(str(target)).whole and archives(target)[0].read_bytes() == data


def test_a_backup_brings_them_along(target: Path, tmp_path: Path) -> None:
    copy, back = tmp_path / "b.db", tmp_path / "r.db"
    marsad("backup", str(copy), "--store", str(target))
    assert verify_store(str(copy)).archived.pieces == 4
    marsad("restore", str(copy), "--store", str(back))
    assert verify_store(str(back)).whole and [p.read_bytes() for p in archives(back)] == [p.read_bytes() for p in archives(target)]
    archives(target)[0].write_bytes(b"x" * archives(target)[0].stat().st_size)
    other = tmp_path / "o.db"
    backup(str(target), other)
    with pytest.raises(StoreError, match="not whole"):
        backup_archive(str(target), other)
    archives(copy)[0].unlink()
    last = tmp_path / "l.db"
    restore(copy, str(last))
    with pytest.raises(StoreError, match="not there"):
        restore_archive(copy, str(last))


def test_a_case_holds_what_was_fetched(target: Path, site: Site, tmp_path: Path) -> None:
    marsad("run", "--store", str(target), "--quiet")
    with Store.open(target) as s:
        event = next(e for e in s.events() if any(c.report == f"{site.base}/a" for c in s.claims(ids=e.claims)))
    case = tmp_path / "case"
    marsad("case", event.id, "--out", str(case), "--store", str(target))
    [kept] = (case / "warc").iterdir()
    check = [sys.executable, str(case / "verify.py")]
    assert subprocess.run(check, check=False).returncode == 0
    kept.rename(kept.with_name("0" * 64 + ".warc.gz"))
    done = subprocess.run(check, check=False, capture_output=True, text=True)
    assert done.returncode == 1 and "the log does not vouch for it" in done.stdout

"""One flipped bit anywhere in the file of a store, used or unused, is named; a store that was merely cut short is not called broken."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from marsad.pipeline import run
from marsad.store import Store
from marsad.store import pages as p
from marsad.store.engine import writing
from marsad.store.verify import check_pages, verify_store

from .made import command, corpus, marsad, take_in
from .test_store import made

FLIPS = 200
WHOLE_PASSES = 12


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a run store, closed in peace, with its seal beside it."""
    folder = tmp_path_factory.mktemp("sealed")
    path = folder / "s.db"
    with Store.open(path) as s:
        take_in(s, corpus(folder))
        run(s)
        s.remove(next(s.reports()).id, "asked for")
    assert p.check(path) == p.Checked(True)
    return path


@pytest.fixture
def target(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sealed, tmp_path / "s.db"))


def flip(path: Path, chance: random.Random) -> int:
    """Flip one bit of the file; gives the byte."""
    byte = chance.randrange(path.stat().st_size)
    with path.open("r+b") as f:
        f.seek(byte)
        old = f.read(1)[0]
        f.seek(byte)
        f.write(bytes([old ^ (1 << chance.randrange(8))]))
    return byte


def own_pages(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as c:
        return [n for (n,) in c.execute("SELECT pageno FROM dbstat WHERE name = ?", [table])]


def test_every_flipped_bit_in_the_pages_of_the_seal_is_named(target: Path) -> None:
    whole = target.read_bytes()
    chance = random.Random(3)
    own = own_pages(target, "page_seal")
    assert own
    for n in range(FLIPS):
        byte = (chance.choice(own) - 1) * 4096 + chance.randrange(4096)
        data = bytearray(whole)
        data[byte] ^= 1 << chance.randrange(8)
        target.write_bytes(data)
        found: list[str] = []
        check_pages(target, lambda table, _item, what, found=found: found.append(table))
        assert set(found) <= {"file", "page_seal"} and found, (n, byte)


def test_every_flipped_bit_of_the_file_is_named_by_its_page(target: Path) -> None:
    whole = target.read_bytes()
    chance = random.Random(20150721)
    named = 0
    odd = {*own_pages(target, "page_seal"), *own_pages(target, "sqlite_schema")}
    for _ in range(FLIPS):
        byte = flip(target, chance)
        found: list[tuple[str, str]] = []
        check_pages(target, lambda table, item, _what, found=found: found.append((table, str(item))))
        page = byte // 4096 + 1
        named += bool(found)
        if found != [("file", f"page {page}")]:
            # What SQLite must read to find the seal may keep it from doing so; the pages of the seal are under one hash together.
            assert page in odd, byte
        target.write_bytes(whole)
    assert named == FLIPS
    assert verify_store(str(target)).broken == ()


def test_the_program_says_so_even_of_a_file_that_can_no_longer_be_opened(target: Path) -> None:
    whole = target.read_bytes()
    chance = random.Random(7)
    for n in range(WHOLE_PASSES):
        if n < 3:
            target.write_bytes(b"\xff" * (n + 1) + whole[n + 1 :])
        else:
            flip(target, chance)
        verdict = verify_store(str(target))
        assert any(b.table == "file" for b in verdict.broken)
        target.write_bytes(whole)
    flip(target, chance)
    done = marsad("verify", "--store", str(target))
    assert done.returncode == 1 and "broken: file page " in done.stdout


def test_a_cut_or_grown_file_is_named(target: Path) -> None:
    whole = target.read_bytes()
    for data in (whole[:-4096], whole[:-1], whole + b"\0" * 4096, whole + b"x"):
        target.write_bytes(data)
        assert {b.table for b in verify_store(str(target)).broken} & {"file", "page_seal"}


def test_what_another_program_wrote_is_named(target: Path) -> None:
    with sqlite3.connect(target) as c:
        c.execute("UPDATE alembic_version SET version_num = version_num")
        c.execute("CREATE TABLE x (y)")
        c.execute("DROP TABLE x")
    c.close()
    assert "file" in {b.table for b in verify_store(str(target)).broken}


def test_writing_opens_the_seal_and_closing_makes_it_anew(target: Path) -> None:
    with Store.open(target) as s:
        assert p.check(target).sealed
        with writing(s.engine):
            assert p.check(target) == p.Checked(True)
        s.add([made("n1", "نص جديد")])
        assert not p.check(target).sealed
        assert verify_store(str(target)).whole
    assert p.check(target) == p.Checked(True)
    with Store.open(target) as s:
        with Store.open(target) as other:
            other.add([made("n2", "نص آخر")])
        assert p.check(target) == p.Checked(True)
        s.add([made("n3", "نص ثالث")])
        assert p.check(target) == p.Checked(False)
    assert verify_store(str(target)).sealed


def test_reading_and_verifying_change_neither_file_nor_seal(target: Path) -> None:
    before = target.read_bytes()
    with Store.open_to_read(target) as s:
        list(s.reports())
        s.search("قتل")
    assert verify_store(str(target)).whole
    assert target.read_bytes() == before


def test_a_writer_that_is_killed_gives_no_false_alarm(target: Path, tmp_path: Path) -> None:
    path = corpus(tmp_path, 30)
    child = subprocess.Popen(command("add", str(path), "--store", str(target)), stdout=subprocess.DEVNULL)
    while p.check(target).sealed and child.poll() is None:
        pass
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    verdict = verify_store(str(target))
    assert verdict.whole
    done = marsad("verify", "--store", str(target))
    assert done.returncode == 0
    with Store.open(target) as s:
        take_in(s, path)
    assert verify_store(str(target)).sealed and verify_store(str(target)).whole


def test_a_seal_is_never_made_while_another_writes(target: Path) -> None:
    with Store.open(target) as s:
        s.add([made("n1", "نص")])
        with writing(s.engine):
            assert not p.seal(target, wait=0.2)
        assert p.seal(target)
    assert p.check(target) == p.Checked(True)

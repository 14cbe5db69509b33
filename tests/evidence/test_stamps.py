"""Stamps of time by an authority of our own: noted in the log, checked without a network, refused where anything does not fit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.errors import BadInput, MarsadError
from marsad.evidence import stamps
from marsad.store import Store
from marsad.store.verify import verify
from tests.sources.site import Answer, Site, serving

pytestmark = [
    pytest.mark.skipif(not shutil.which("openssl") and not os.environ.get("MARSAD_FULL"), reason="openssl is not installed"),
]
pytest.importorskip("rfc3161_client")
CONFIG = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
accuracy = secs:1
"""


def openssl(folder: Path, *words: str, data: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *words], cwd=folder, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a root, an authority that it vouches for, and another root."""
    folder = tmp_path_factory.mktemp("tsa")
    for name in ("ca", "other"):
        subject = ("-subj", f"/CN={name}", "-days", "3650")
        openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
                "-out", f"{name}.pem", *subject)  # fmt: skip
    (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
    openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
            "-subj", "/CN=tsa")  # fmt: skip
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
            "-days", "3650", "-extfile", "ext")  # fmt: skip
    (folder / "serial").write_text("01\n")
    (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))
    return folder


def reply(folder: Path, query: bytes) -> bytes:
    (folder / "query").write_bytes(query)
    return openssl(folder, "ts", "-reply", "-config", "ts.cnf", "-queryfile", "query")


@pytest.fixture
def site(authority: Path) -> Iterator[Site]:
    with serving() as found:

        def answer(_: Message) -> Answer:
            return 200, {"Content-Type": "application/timestamp-reply"}, reply(authority, found.bodies[-1])

        found.pages["/"] = answer
        yield found


def marsad(target: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["stamp", *words, "--store", str(target)])
    said = done.output + (str(done.exception) if isinstance(done.exception, MarsadError) else "")
    return done.exit_code, said


def test_a_stamp_is_noted_and_holds_offline(site: Site, authority: Path, target: Path, tmp_path: Path) -> None:
    with Store.open(target) as s:
        head = stamps.last_hash(s)
    asked = ("--tsa", f"{site.base}/", "--ca", str(authority / "ca.pem"))
    code, said = marsad(target, *asked)
    assert code == 1 and "--allow-host" in said
    code, said = marsad(target, *asked, "--allow-host", site.allow)
    assert code == 0 and head in said, said
    requests = len(site.asked)
    code, said = marsad(target, "--check", "--ca", str(authority / "ca.pem"))
    assert code == 0 and "holds" in said and "1 stamps, 0 broken" in said and len(site.asked) == requests
    code, said = marsad(target, "--check", "--ca", str(authority / "other.pem"))
    assert code == 1 and "does not hold" in said
    with Store.open(target) as s:
        assert verify(s.engine).whole
        (one,) = stamps.stamps(s)
        assert one.head == head and one.time.endswith("Z")
        event = max(s.events(), key=lambda e: len(e.claims))
    # The same bytes hold before another program, from a case alone.
    case = tmp_path / "case"
    assert CliRunner().invoke(app, ["case", event.id, "-o", str(case), "--store", str(target)]).exit_code == 0
    names = [f"stamps/{one.seq}.txt", f"stamps/{one.seq}.tsr"]
    openssl(case, "ts", "-verify", "-data", names[0], "-in", names[1], "-CAfile", str(authority / "ca.pem"))
    command = [sys.executable, "-I", "-S", str(case / "verify.py")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_request_carried_by_hand(authority: Path, target: Path, tmp_path: Path) -> None:
    assert marsad(target, "--query", str(tmp_path / "q"))[0] == 0
    (tmp_path / "a").write_bytes(reply(authority, (tmp_path / "q").read_bytes()))
    assert marsad(target, "--answer", str(tmp_path / "a"))[0] == 0
    # The log has gone on: the same answer signs another hash than the last.
    code, said = marsad(target, "--answer", str(tmp_path / "a"))
    assert code == 1 and "something else" in said
    assert "1 stamps, 0 broken" in marsad(target, "--check", "--ca", str(authority / "ca.pem"))[1]


@pytest.mark.parametrize("bad", [b"", b"x" * 100, b"\x30\x03\x02\x01\x00", b"\x30\x05\x30\x03\x02\x01\x02"])
def test_what_is_no_answer_is_refused(site: Site, target: Path, bad: bytes) -> None:
    site.pages["/"] = (200, {}, bad)
    with Store.open(target) as s:
        before = stamps.last_hash(s)
        with pytest.raises(BadInput):
            stamps.stamp(s, f"{site.base}/", (site.allow,))
        assert stamps.last_hash(s) == before


def test_an_answer_to_another_request_is_refused(site: Site, authority: Path, target: Path) -> None:
    with Store.open(target) as s:
        old = reply(authority, stamps.query(stamps.last_hash(s)).as_bytes())
        site.pages["/"] = (200, {}, old)
        with pytest.raises(BadInput, match="another request"):
            stamps.stamp(s, f"{site.base}/", (site.allow,))


def test_every_flipped_byte_of_an_answer_is_found(authority: Path) -> None:
    head = "ab" * 32
    good = reply(authority, stamps.query(head).as_bytes())
    stamps.check(good, head, authority / "ca.pem", "here")
    found = 0
    for at in range(9, len(good), 37):
        bad = bytearray(good)
        bad[at] ^= 1
        try:
            stamps.check(bytes(bad), head, authority / "ca.pem", "here")
        except BadInput:
            found += 1
    # Bytes of the certificates that come along, but bear no part of the proof, may be changed without harm to it.
    assert found > 10
    with pytest.raises(BadInput):
        stamps.check(good, "cd" * 32, authority / "ca.pem", "here")


def test_a_stamp_of_another_hash_is_named_by_verify(authority: Path, target: Path) -> None:
    from marsad.store import log
    from marsad.store.engine import writing

    with Store.open(target) as s:
        import base64

        answer = reply(authority, stamps.query("ab" * 32).as_bytes())
        said = {"action": "stamped", "head": "ab" * 32, "time": "", "tsa": "", "answer": base64.b64encode(answer).decode(), "at": ""}
        with writing(s.engine) as c:
            log.append(c, [said])
        assert any("stamp" in b.what for b in verify(s.engine).broken)

"""A PostgreSQL server of our own: own folder, own port, never the machine's."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

INSTALL = "these tests need a PostgreSQL server: apt install postgresql (15 or newer), and pip install marsad[postgres]"


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest that is installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    where = found[-1] if found else shutil.which("initdb")
    return Path(where).resolve().parent if where else None


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as it is needed, in a folder that no other run of pytest closes to it."""
    with tempfile.TemporaryDirectory(prefix="marsad-pg-") as name:
        Path(name).chmod(0o711)
        server = Server.make(Path(name) / "server")
        try:
            yield server
        finally:
            server.stop()


def give(folder: Path) -> None:
    """Make a folder the server's own; the way to it is opened, as pytest's folders are closed to others."""
    shutil.chown(folder, "postgres")
    for above in folder.parents:
        if str(above).startswith("/tmp/"):
            above.chmod(above.stat().st_mode | 0o011)


@dataclass(slots=True)
class Server:
    """One server. `stop` and `kill` may be followed by `start`: the folder stays."""

    folder: Path
    port: int
    bin: Path
    process: subprocess.Popen[bytes] | None = None
    made: list[str] = field(default_factory=list)

    @classmethod
    def make(cls, folder: Path) -> Server:
        """Initialise a folder (its locale not "C", to see that order does not hang on it) and start the server on a free port."""
        where = programs()
        assert where is not None, INSTALL
        folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = int(s.getsockname()[1])
        server = cls(folder, port, where)
        if os.getuid() == 0:
            give(folder)
        server._run(
            "initdb", "-D", str(folder / "data"), "-U", "marsad", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=ar", "--data-checksums", "--no-sync",
        )
        server.start()
        return server

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"postgresql://marsad@127.0.0.1:{self.port}/postgres"

    def new_database(self, folder: Path | None = None) -> str:
        """Make an empty database (its tables in `folder`, where one is given); gives its address."""
        name = f"d{len(self.made)}"
        self.made.append(name)
        where = ""
        if folder is not None:
            if os.getuid() == 0:
                give(folder)
            folder.chmod(0o700)
            self._sql(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
            where = f" TABLESPACE {name}"
        self._sql(f"CREATE DATABASE {name}{where}")
        return self.url.rsplit("/", 1)[0] + "/" + name

    def _sql(self, command: str) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as c:
            c.execute(command)  # type: ignore[call-overload]

    def start(self) -> None:
        """Start, and wait until it answers. After a kill, a child that outlived it may hold its memory for a moment: tried again."""
        end = time.monotonic() + 60
        while not self._try_to_start(end):
            assert time.monotonic() < end, (self.folder / "server.log").read_text()
            time.sleep(0.2)

    def _try_to_start(self, end: float) -> bool:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port),
                 "-c", f"unix_socket_directories={self.folder}",
                 "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=32MB"],
                stdout=log, stderr=log, cwd=self.folder, **self._as(),
            )
        while subprocess.run(
            [str(self.bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False
        ).returncode:
            if self.process.poll() is not None:
                return False
            assert time.monotonic() < end, (self.folder / "server.log").read_text()
            time.sleep(0.05)
        return True

    def stop(self) -> None:
        """Stop at once, in order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def kill(self) -> None:
        """kill -9 of the server and of every process that it started."""
        assert self.process is not None
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        # Children that still hold the old memory would keep the new server out.
        while any(Path(f"/proc/{c}").exists() for c in children):
            time.sleep(0.01)

    def _run(self, program: str, *args: str) -> None:
        done = subprocess.run(
            [str(self.bin / program), *args], capture_output=True, text=True, check=False, cwd=self.folder, **self._as()
        )
        assert done.returncode == 0, done.stderr

    def _as(self) -> dict[str, object]:
        return {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}

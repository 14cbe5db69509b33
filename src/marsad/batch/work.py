"""What a worker is asked to do: plain functions over lists, one result an item, the same in any process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.errors import MarsadError
from marsad.model import Place, Reading, Report
from marsad.pipeline.resources import READING, digest_of
from marsad.store.claims import ReadingRows, rows_of

if TYPE_CHECKING:
    from marsad.reading.reader import RuleReader


KILLS = "the workers that read it died"


class OtherVersion(MarsadError):
    """A worker runs another marsad than the process that began the run."""

    code = "other-version"


@dataclass(frozen=True, slots=True)
class Setup:
    """What all of a worker's work rests on: the reader version that it must be, and the places imported beside the built-in ones."""

    version: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOne:
    """The rows of a report's reading; `failed` says on what the reader fell over it (then there are no claims)."""

    rows: ReadingRows
    failed: str = ""


class Work:
    """The tasks of a worker by name; what they need is loaded once."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._reader: RuleReader | None = None
        self.tasks: dict[str, Callable[[Sequence[Any]], list[Any]]] = {"read": self.read, "sketch": self.sketch}

    @property
    def version(self) -> str:
        """The reader version."""
        return self._setup.version

    def prepared(self, task: str) -> Callable[[Sequence[Any]], list[Any]]:
        """The task of that name, with all that it needs loaded."""
        if task == "perform":
            from marsad.batch.jobs import perform

            return lambda jobs: [perform(job) for job in jobs]
        if task == "read":
            _ = self.reader
        return self.tasks[task]

    @property
    def reader(self) -> RuleReader:
        """The default reader with these places."""
        if self._reader is None:
            ours = f"{__version__}+{digest_of(READING)}+"
            if not self.version.startswith(ours):
                raise OtherVersion(
                    f"this process runs {ours}…, the run is of {self.version}", hint="the same marsad everywhere; then run again"
                )
            from marsad.reading.reader import RuleReader
            from marsad.registry.actors import load_actors
            from marsad.registry.places import load_gazetteer

            self._reader = RuleReader(load_actors(), load_gazetteer(self._setup.places))
        return self._reader

    def read(self, reports: Sequence[Report]) -> list[ReadOne]:
        """The readings of reports, as rows."""
        return [self.read_one(report) for report in reports]

    def read_one(self, report: Report) -> ReadOne:
        """The reading of one report, as rows."""
        return read_one(self.reader, report, self.version)

    def leave_one(self, report: Report) -> ReadOne:
        """The rows of a report that no worker survives."""
        return ReadOne(unread(report, self.version), KILLS)

    def sketch(self, texts: Sequence[str]) -> list[bytes]:
        """The sketches of texts."""
        from marsad.copies import sketch_many

        return sketch_many(texts)


def read_one(reader: RuleReader, report: Report, version: str) -> ReadOne:
    """The reading of one report as rows; a reader that falls over it leaves it without claims and says why."""
    try:
        return ReadOne(rows_of(reader.analyse(report), report.revision, version))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return ReadOne(unread(report, version), f"{type(error).__name__}: {error}")


def unread(report: Report, version: str) -> ReadingRows:
    """The rows of a report that could not be read: kept, without claims."""
    return rows_of(Reading(report.id, report.day, (), (), ()), report.revision, version)

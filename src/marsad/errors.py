"""The one error root. Each error has a stable code, and says what is wrong, where, and what to do."""

from __future__ import annotations

from typing import ClassVar


class MarsadError(Exception):
    """Root of every error that marsad raises on purpose.

    `code` is stable across versions; `where` names the file, line, report or option concerned; `hint` tells what to do.
    """

    code: ClassVar[str] = "marsad"

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} [{self.code}]" + (f" ({self.hint})" if self.hint else "")


class BadInput(MarsadError):
    """A file, line or page that cannot be read as a report."""

    code = "bad-input"


class StoreError(MarsadError):
    """The store cannot be opened, read or written."""

    code = "store"


class StoreBusy(StoreError):
    """Another process writes to the store, and went on longer than we wait."""

    code = "store-busy"


class StoreFull(StoreError):
    """There is no room left where the store lies."""

    code = "store-full"


class StoreReadOnly(StoreError):
    """The store may be read here, but not written."""

    code = "store-read-only"


class StoreLost(StoreError):
    """The database server cannot be reached, or went away."""

    code = "store-lost"


class NotFound(MarsadError):
    """An id that the store or the registry does not hold."""

    code = "not-found"


class BadData(MarsadError):
    """One of marsad's own data files (lexicon, actors, places, outlets …) is malformed."""

    code = "bad-data"


class UsageError(MarsadError):
    """An option or argument that cannot be understood."""

    code = "usage"


class MissingExtra(MarsadError):
    """An optional part is asked for whose library or program is not installed."""

    code = "missing-extra"

"""What a long source tells of its way, so that after the fall of a worker the next one goes on behind the item that felled it."""

from __future__ import annotations

from collections.abc import Callable


class _Steps:
    __slots__ = ("count", "skip", "tell")

    def __init__(self) -> None:
        self.count = 0
        self.skip = 0
        self.tell: Callable[[int, str], None] | None = None


_steps = _Steps()


def begin(where: str) -> bool:
    """To be called before an item is parsed; False where it was passed already (or felled a worker) and must be left out."""
    _steps.count += 1
    if _steps.count <= _steps.skip:
        return False
    if _steps.tell is not None:
        _steps.tell(_steps.count, where)
    return True


def restart(skip: int, tell: Callable[[int, str], None] | None) -> None:
    """Begin a source anew, leaving out its first `skip` items; `tell` is given the number and name of each item before it is parsed."""
    _steps.count, _steps.skip, _steps.tell = 0, skip, tell

"""A run: the steps in order, each skipped where nothing that it reads has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from marsad.errors import UsageError
from marsad.pipeline import state, steps
from marsad.pipeline.resources import uncollected
from marsad.pipeline.state import Progress
from marsad.store import Store

"""Called with the step's name, items done, items in all."""


def _events(store: Store, progress: Progress) -> int:
    from marsad.pipeline.fusing import fuse_events

    return fuse_events(store, progress)


def _incidents(store: Store, progress: Progress) -> int:
    from marsad.pipeline.dossiers import gather_incidents

    return gather_incidents(store, progress)


def _control(store: Store, progress: Progress) -> int:
    from marsad.pipeline.replaying import replay_control

    return replay_control(store, progress)


STEPS: dict[str, Callable[[Store, Progress], int]] = {
    "reading": steps.read,
    "copies": steps.find_copies,
    "events": _events,
    "incidents": _incidents,
    "control": _control,
}
"""Every step of a run, in order: name and function; the function returns how many items it worked on (0: nothing was stale)."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: step to items worked on, and the counts of the store afterwards."""

    worked: dict[str, int]
    counts: dict[str, int]


def run(
    store: Store,
    only: Sequence[str] = (),
    progress: Progress | None = None,
    instead: Mapping[str, Callable[[Store, Progress], int]] | None = None,
) -> Summary:
    """Run all steps, or those named in `only`. Safe to kill at any moment: each step commits whole pieces and is taken up again.

    `instead` names steps that are worked otherwise (by several processes, say) to the same result. Raises UsageError for an unknown
    step.
    """
    for name in only:
        if name not in STEPS:
            raise UsageError(f"there is no step «{name}»", where="--only", hint="the steps are " + ", ".join(STEPS))
    return Summary(work(store, only, progress, instead), store.counts())


def work(
    store: Store,
    only: Sequence[str] = (),
    progress: Progress | None = None,
    instead: Mapping[str, Callable[[Store, Progress], int]] | None = None,
) -> dict[str, int]:
    """`run` without the counts: step to items worked on.

    What little a few reports change in events, incidents and ledger is written at once: readers see all of it or none.
    """
    tell = progress or (lambda _name, _done, _total: None)
    todo = {name: step for name, step in {**STEPS, **(instead or {})}.items() if not only or name in only}
    derive = {name: todo.pop(name) for name in state.DERIVED if name in todo}
    worked = {name: step(store, tell) for name, step in todo.items()}
    if len(derive) > 1 and state.waiting(store, derive):
        # What a few reports take is gone as soon as it is done with; to look for cycles meanwhile goes through all that stays.
        with store.at_once(), uncollected():
            if state.little(store, derive):
                return worked | {name: step(store, tell) for name, step in derive.items()}
    return worked | {name: step(store, tell) for name, step in derive.items()}

"""Hold: one entry of the two-clock ledger of control."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.event import Place


@dataclass(frozen=True, slots=True)
class Hold:
    """Who held a place from when to when, as far as was known from a day on.

    `actor` is a registry id, or the words `contested` or `unknown`; `hint` an actor id where the holder is unknown but somebody
    was advancing. `valid_from`, `valid_to` are EDTF (None: open). `known_from`, `known_to` are ISO days: this entry is what was
    known from `known_from` until it was replaced on `known_to` (None: still). Nothing is overwritten: what is learned later is a
    new entry. `basis` are event ids, `claims` the claims that say so, `rule` the replay rule that made it. `certainty`:
    `confirmed` (several voices), `reported` (one voice), `party` (only a side in its own favour), `inferred`, `contested`. `seen` is
    the last day (ISO) on which evidence speaks for it.
    """

    id: str
    place: Place
    actor: str
    valid_from: str | None
    valid_to: str | None
    known_from: str
    known_to: str | None
    certainty: str
    basis: tuple[str, ...]
    claims: tuple[str, ...]
    rule: str = ""
    hint: str | None = None
    against: tuple[str, ...] = ()
    seen: str | None = None

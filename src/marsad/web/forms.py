"""The form of a correction: a claim as rows of words, and rows of words as the fields that a reader corrected."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad import edtf
from marsad.errors import NotFound
from marsad.model import KINDS, MODALITIES, Claim, Mention, Place, Quantity
from marsad.model.codec import plain
from marsad.web.words import N_

Row = dict[str, str]
Say = tuple[str, str]
"""A message and the words that stand for its `%(words)s`."""
MANY = {"agents": ("text", "id"), "targets": ("text", "id"), "places": ("text", "id", "precision"),
        "quantities": ("what", "low", "high", "of", "unit", "text")}
ONE = ("source", "via")
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,3})?")
_ROWS = 40


@dataclass(slots=True)
class Draft:
    """What stands in the form: single fields, and rows of the fields that have many."""

    kind: str
    modality: str
    extent: str
    time_text: str
    time_edtf: str
    means: tuple[str, ...]
    rows: dict[str, list[Row]] = field(default_factory=dict)


def draft_of(claim: Claim) -> Draft:
    """A claim as it stands in the form."""
    rows: dict[str, list[Row]] = {name: [_mention_row(m) for m in getattr(claim, name)] for name in ("agents", "targets", "places")}
    for name in ONE:
        found = getattr(claim, name)
        rows[name] = [_mention_row(found)] if found else []
    rows["quantities"] = [{"what": q.what, "low": _number(q.low), "high": _number(q.high), "of": q.of, "unit": q.unit, "text": q.text}
                          for q in claim.quantities]
    return Draft(claim.kind, claim.modality, claim.extent or "", claim.time.text if claim.time else "",
                 claim.time.edtf if claim.time else "", claim.means, rows)


def alike(draft: Draft, changed: Mapping[str, Any], other: Claim) -> Draft:
    """What stands in the form of another print when the same fields are corrected in it as in `draft`."""
    made = draft_of(other)
    for name in changed:
        if name in made.rows:
            made.rows[name] = draft.rows[name]
        elif name == "time":
            made.time_edtf, made.time_text = draft.time_edtf, made.time_text or draft.time_text
        elif name in ("kind", "modality", "extent", "means"):
            setattr(made, name, getattr(draft, name))
    return made


def _mention_row(m: Mention) -> Row:
    return {"text": m.text, "id": m.id or "", "precision": str(m.precision or "")}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def draft_from(form: Mapping[str, Any], many: Callable[[str], Sequence[Any]]) -> Draft:
    """The form as it was sent; `many` gives all values of one name."""
    def word(name: str) -> str:
        return str(form.get(name, "")).strip()[:400]

    rows: dict[str, list[Row]] = {}
    for name, columns in (MANY | dict.fromkeys(ONE, ("text", "id"))).items():
        found = []
        for n in range(_ROWS):
            row = {c: word(f"{name}-{n}-{c}") for c in columns}
            # A row is dropped by clearing its words; what it is chosen to count says nothing alone.
            if row["text"] or row.get("low") or row.get("high"):
                found.append(row)
        rows[name] = found[:1] if name in ONE else found
    return Draft(word("kind"), word("modality"), word("extent"), word("time_text"), word("time_edtf"),
                 tuple(dict.fromkeys(str(m)[:40] for m in many("means"))), rows)


@dataclass(slots=True)
class Books:
    """What ids are looked up in: an actor's names, a place by id, places by name."""

    actor: Callable[[str], bool]
    actors_named: Callable[[str], Sequence[str]]
    place: Callable[[str], Place]
    places_named: Callable[[str], Sequence[Place]]


class Correction:
    """Turns a draft into the fields in which it differs from the machine's claim; what cannot be taken is said in `wrong`."""

    def __init__(self, claim: Claim, text: str, books: Books) -> None:
        self.claim, self.text, self.books = claim, text, books
        self.wrong: list[Say] = []
        self.choices: list[Place] = []

    def fields(self, draft: Draft) -> dict[str, Any]:
        """The corrected fields, as `Judgement.fields` has them."""
        c = self.claim
        if draft.kind not in KINDS or draft.modality not in MODALITIES or draft.extent not in ("", "full", "partial"):
            self.wrong.append((N_("Choose a kind, a manner and an extent of the lists."), ""))
            return {}
        new: dict[str, Any] = {"kind": draft.kind, "modality": draft.modality, "extent": draft.extent or None,
                               "means": sorted(draft.means) if set(draft.means) != set(c.means) else list(c.means),
                               "time": self._time(draft)}
        for name in ("agents", "targets", "places"):
            new[name] = [m for row in draft.rows[name] if (m := self._mention(row, getattr(c, name), name == "places"))]
        for name in ONE:
            own = getattr(c, name)
            found = [self._mention(row, (own,) if own else (), False) for row in draft.rows[name]]
            new[name] = found[0] if found else None
        new["quantities"] = [q for row in draft.rows["quantities"] if (q := self._quantity(row))]
        return {name: value for name, value in new.items() if value != plain(getattr(c, name))}

    def _time(self, draft: Draft) -> dict[str, str] | None:
        if not draft.time_edtf:
            return None
        try:
            edtf.bounds(draft.time_edtf)
        except edtf.BadDate:
            self.wrong.append((N_("“%(words)s” is no date. Write 2017-06-30, 2017-06, 2017-06-01/2017-06-15 or 2017-06-30~."),
                               draft.time_edtf))
        if draft.time_text and draft.time_text not in self.text and draft.time_text != (self.claim.time.text if self.claim.time else ""):
            self.wrong.append((_ABSENT, draft.time_text))
        return {"text": draft.time_text, "edtf": draft.time_edtf}

    def _mention(self, row: Row, own: Sequence[Mention], is_place: bool) -> dict[str, Any] | None:
        for m in own:
            if _mention_row(m) == {"precision": str(m.precision or ""), **row}:
                same: dict[str, Any] = plain(m)
                return same
        span = next(((m.start, m.end) for m in own if m.text == row["text"]), None) or self._nearest(row["text"])
        if span is None:
            self.wrong.append((_ABSENT, row["text"]))
            return None
        out: dict[str, Any] = {"text": row["text"], "start": span[0], "end": span[1]}
        if is_place:
            return out | {"type": "place"} | self._place(row)
        if row["id"]:
            found = [row["id"]] if self.books.actor(row["id"]) else list(self.books.actors_named(row["id"]))
            if len(found) != 1:
                self.wrong.append((N_("“%(words)s” names no one actor of the list; choose one of it, or leave the field empty."),
                                   row["id"]))
                return None
            out["id"] = found[0]
        return out

    def _place(self, row: Row) -> dict[str, Any]:
        precision = int(row["precision"]) if row.get("precision") in ("1", "2", "3") else None
        if not row["id"]:
            return {"precision": precision} if precision else {}
        try:
            place = self.books.place(row["id"])
        except NotFound:
            named = list(self.books.places_named(row["id"]))
            if len(named) != 1:
                self.choices += named[:12]
                self.wrong.append((N_("“%(words)s” names several places; choose one below.") if named else
                                   N_("“%(words)s” is no place of the gazetteer; leave the field empty if it has none."), row["id"]))
                return {}
            place = named[0]
        found = {"id": place.id, "precision": precision or place.precision, "lat": place.lat, "lon": place.lon,
                 "country": place.country, "admin1": place.admin1}
        return {k: v for k, v in found.items() if v is not None}

    def _nearest(self, words: str) -> tuple[int, int] | None:
        """Where the words stand, nearest to the claim's own, before all in its quote."""
        c = self.claim
        at = self.text.find(words, c.start, c.end)
        if at >= 0:
            return at, at + len(words)
        starts = [m.start() for m in re.finditer(re.escape(words), self.text)]
        if not starts:
            return None
        at = min(starts, key=lambda s: (abs(s - c.start), s))
        return at, at + len(words)

    def _quantity(self, row: Row) -> dict[str, Any] | None:
        bounds: list[float | None] = []
        for name in ("low", "high"):
            # Arabic digits count as the others do.
            digits = "".join(str(int(ch)) if ch.isdecimal() else ch for ch in row[name].replace(",", "").replace("٬", ""))
            if digits and not _NUMBER.fullmatch(digits):
                self.wrong.append((N_("“%(words)s” is no number."), row[name]))
                return None
            bounds.append(float(digits) if digits else None)
        low, high = bounds
        if low is not None and high is not None and low > high:
            self.wrong.append((N_("The lowest count is more than the highest: %(words)s."), f"{row['low']} – {row['high']}"))
        if row["text"] and row["text"] not in self.text and row["text"] not in {q.text for q in self.claim.quantities}:
            self.wrong.append((_ABSENT, row["text"]))
        if not re.fullmatch(r"[a-z][a-z-]{1,30}", row["what"]):
            self.wrong.append((N_("Say what the figure counts: %(words)s."), row["text"] or row["low"]))
            return None
        made: dict[str, Any] = plain(Quantity(row["what"], low, high, row["unit"], row["of"], row["text"]))
        return made if not any(v is not None and not math.isfinite(v) for v in bounds) else None


_ABSENT = N_("“%(words)s” does not stand in the report. A correction rests on its words.")

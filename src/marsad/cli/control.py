"""`marsad control`: who held what on a day, as far as was known on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.errors import UsageError
from marsad.model import Hold, Place
from marsad.publish.rows import hold_row
from marsad.store import Store

FOREVER = "9999-12-31"
TYPE_WORDS = {
    "حي",
    "مدينة",
    "بلدة",
    "قرية",
    "محافظة",
    "ناحية",
    "قضاء",
    "مديرية",
    "منطقة",
    "مطار",
    "قاعدة",
    "سد",
    "معبر",
    "مخيم",
}

COLUMNS = (
    ("id", "id"),
    ("place", "place.name_ar|place.text"),
    ("actor", "actor"),
    ("hint", "hint"),
    ("from", "valid_from"),
    ("to", "valid_to"),
    ("known from", "known_from"),
    ("certainty", "certainty"),
    ("rule", "rule"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("control", help="Who held what on a day, as far as was known on a day.")(control)


def control(
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
    on: Annotated[str | None, typer.Option(help="The day asked about (ISO); without it the whole ledger.")] = None,
    known: Annotated[
        str | None, typer.Option(help="As known on this day (ISO); without it all that is known now.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="A place: its name in Arabic or English, or its id.")] = None,
) -> None:
    """Print the holds; no line where nothing was known."""
    with Store.open_to_read(store) as s:
        rows = map(hold_row, asked(s.all_holds(), on, known, place))
        empty = (
            "nothing was known about that" if (on or known or place) else "no holds: marsad add PATH, then marsad run"
        )
        emit(rows, fmt, COLUMNS, empty=empty)


def asked(holds: list[Hold], on: str | None, known: str | None, place: str | None) -> list[Hold]:
    """The entries that answer a question: with `on` what held that day, without it all entries known on the day `known`."""
    from marsad.control import holding
    from marsad.edtf import BadDate, ordinal
    from marsad.registry.places.names import name_keys

    until = known or FOREVER
    for name, day in (("--on", on), ("--known", known)):
        try:
            if day is not None:
                ordinal(day)
        except BadDate as error:
            raise UsageError(f"«{day}» is no day", where=name, hint="for example 2017-06-30") from error
    if place is not None:
        keys = set(name_keys(place)) | set(name_keys(bare(place)))
        holds = [h for h in holds if place == h.place.id or keys & _keys(h.place)]
    if on is not None:
        return holding(holds, on, until)
    return [h for h in holds if h.known_from <= until and (h.known_to is None or h.known_to > until)]


def bare(name: str) -> str:
    """A place name without the word that tells its type («حي الصناعة» to «الصناعة»)."""
    first, _, rest = name.strip().partition(" ")
    return rest if rest and first.removeprefix("ال") in TYPE_WORDS else name


def _keys(place: Place) -> set[str]:
    from marsad.registry.places.names import name_keys

    names = (place.text, place.name_ar, place.name_en.lower(), bare(place.text), bare(place.name_ar))
    return {key for name in names if name for key in name_keys(name)}

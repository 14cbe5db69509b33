"""`marsad incidents` and `marsad incident ID`: attacks and what followed, findings apart from accusations."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit, isolate
from marsad.errors import NotFound
from marsad.model import Incident
from marsad.publish.rows import incident_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("name", "name_ar"),
    ("in English", "name_en"),
    ("events", "events"),
    ("lines", "lines.section"),
)
SECTIONS = (
    ("event", "What is told"),
    ("toll", "Tolls"),
    ("finding", "Findings"),
    ("responsibility", "Held responsible by"),
    ("denial", "Denials"),
    ("response", "Responses"),
)


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.command("incidents", help="Attacks and what followed.")(incidents)
    app.command("incident", help="The dossier of one incident, each line with its words.")(incident)


def incidents(store: StoreOption = DEFAULT_STORE, fmt: FormatOption = Format.table) -> None:
    """Print the incidents."""
    with Store.open_to_read(store) as s:
        emit(map(incident_row, s.incidents()), fmt, COLUMNS, empty="no incidents: marsad add PATH, then marsad run")


def incident(
    incident_id: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or words of its name.")],
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
) -> None:
    """Print the dossier."""
    with Store.open_to_read(store) as s:
        found = _find(s, incident_id)
        if fmt is not Format.table:
            emit([incident_row(found)], fmt)
            return
        _dossier(s, found)


def _find(store: Store, wanted: str) -> Incident:
    from marsad.languages.arabic.folding import fold_key

    words = set(fold_key(wanted).lower().split())
    for item in store.incidents():
        if item.id == wanted or words <= set(
            fold_key(f"{item.name_ar} {item.name_en}").lower().replace("،", "").replace(",", "").split()
        ):
            return item
    raise NotFound("no such incident", where=wanted, hint="marsad incidents lists them")


def _dossier(store: Store, found: Incident) -> None:
    typer.echo(f"{isolate(found.name_ar)} · {found.name_en}   [{found.id}]")
    notes: list[str] = []
    for section, heading in SECTIONS:
        lines = [x for x in found.lines if x.section == section]
        if lines:
            typer.echo(f"\n{heading}")
        for x in lines:
            claim = store.claim(x.claim)
            report = store.report(claim.report)
            notes.append(
                f"{report.outlet or 'unknown outlet'}, {report.published or 'undated'}, report {report.id} "
                f"[{claim.start}:{claim.end}], via {isolate(claim.via.text) if claim.via else '-'}, sha256 {report.sha256}"
            )
            typer.echo(
                f"  [{len(notes)}] {isolate(x.speaker) or 'the outlet itself'} ({x.modality}): {isolate(x.text)}"
            )
    for r in found.ranges:
        typer.echo(f"\n{r.what} ({isolate(r.of) or 'people'}): low {r.low}, best {r.best}, high {r.high}")
    for question in found.open_questions:
        typer.echo(f"open: {isolate(question)}")
    typer.echo("")
    for number, note in enumerate(notes, 1):
        typer.echo(f"[{number}] {note}")

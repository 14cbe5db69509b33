"""The one schema: what each table keeps. Payloads are the model's own JSON; columns stand beside them only to be asked by."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from marsad.store.seals import seal

metadata = sa.MetaData()


@cache
def sealed(table: str) -> tuple[str, ...]:
    """The columns that the seal of a row of this table covers: all that are given when it is written."""
    return tuple(
        c.name
        for c in metadata.tables[table].columns
        if c.name != "seal" and (c.name != "seq" or table not in ("change", "stale"))
    )


def _seal(table: str) -> sa.Column[Any]:
    columns: list[str] = []

    def make(context: Any) -> str:
        if not columns:
            columns.extend(sealed(table))
        return seal(columns, context.get_current_parameters())

    return sa.Column("seal", sa.Text, nullable=False, default=make)


evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

report = sa.Table(
    "report",
    metadata,
    sa.Column("pk", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("published", sa.Text),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("flags", sa.Text, nullable=False),
    sa.UniqueConstraint("id", "revision"),
    sa.Index("report_current", "current", "id"),
    sa.Index("report_published", "published"),
    sa.Index("report_newest", "current", "published", "id"),
    sa.Index("report_line", "current", "outlet", "published", "id", "flags"),
)

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("claims", sa.Text, nullable=False),
    _seal("reading"),
)

claim = sa.Table(
    "claim",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    _seal("claim"),
    sa.Index("claim_report", "report", "seq"),
    sa.Index("claim_kind", "kind"),
)

sketch = sa.Table(
    "sketch",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    _seal("sketch"),
)

copy = sa.Table(
    "copy",
    metadata,
    sa.Column("a", sa.Text, primary_key=True),
    sa.Column("b", sa.Text, primary_key=True),
    sa.Column("background", sa.Boolean, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    _seal("copy"),
    sa.Index("copy_b", "b"),
)

family = sa.Table(
    "family",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    _seal("family"),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("time", sa.Text),
    sa.Column("place", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("known", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    _seal("event"),
    sa.Index("event_time", "time"),
    sa.Index("event_place", "place"),
)

event_claim = sa.Table(
    "event_claim",
    metadata,
    sa.Column("event", sa.Text, primary_key=True),
    sa.Column("claim", sa.Text, primary_key=True),
    _seal("event_claim"),
    sa.Index("event_claim_claim", "claim"),
)

redirect = sa.Table(
    "redirect",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("new", sa.Text, primary_key=True),
    _seal("redirect"),
)

contradiction = sa.Table(
    "contradiction",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("event", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    _seal("contradiction"),
    sa.Index("contradiction_event", "event"),
)

incident = sa.Table(
    "incident",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    _seal("incident"),
)

hold = sa.Table(
    "hold",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("place", sa.Text),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Text),
    sa.Column("known_from", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    _seal("hold"),
    sa.Index("hold_place", "place"),
    sa.Index("hold_known", "known_from"),
)

quarrel = sa.Table(
    "quarrel",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    _seal("quarrel"),
)

facet = sa.Table(
    "facet",
    metadata,
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("grp", sa.Text, nullable=False),
    sa.Column("lo", sa.Integer),
    sa.Column("hi", sa.Integer),
    sa.Column("data", sa.Text, nullable=False),
    _seal("facet"),
    sa.Index("facet_report", "report"),
    sa.Index("facet_grp", "grp", "lo", "hi"),
)


proof = sa.Table(
    "proof",
    metadata,
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    _seal("proof"),
    sa.Index("proof_report", "report"),
    sa.Index("proof_key", "key"),
)


def _keys(name: str) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        _seal(name),
        sa.Index(f"{name}_key", "what", "key"),
    )


event_key = _keys("event_key")
incident_key = _keys("incident_key")
hold_key = _keys("hold_key")

event_line = sa.Table(
    "event_line",
    metadata,
    sa.Column("event", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("time", sa.Text),
    sa.Column("known", sa.Text),
    sa.Column("place", sa.Text),
    sa.Column("actors", sa.Text, nullable=False),
    sa.Column("voices", sa.Integer, nullable=False),
    sa.Column("claims", sa.Integer, nullable=False),
    sa.Column("told", sa.LargeBinary, nullable=False),
    _seal("event_line"),
    sa.Index("event_line_place", "place"),
)

hold_line = sa.Table(
    "hold_line",
    metadata,
    sa.Column("hold", sa.Text, primary_key=True),
    sa.Column("place", sa.Text),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("hint", sa.Text),
    sa.Column("certainty", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Text),
    sa.Column("valid_to", sa.Text),
    sa.Column("known_from", sa.Text, nullable=False),
    sa.Column("known_to", sa.Text),
    sa.Column("seen", sa.Text),
    _seal("hold_line"),
    sa.Index("hold_line_place", "place"),
)

hold_event = sa.Table(
    "hold_event",
    metadata,
    sa.Column("hold", sa.Text, primary_key=True),
    sa.Column("event", sa.Text, primary_key=True),
    _seal("hold_event"),
    sa.Index("hold_event_event", "event"),
)

family_report = sa.Table(
    "family_report",
    metadata,
    sa.Column("family", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, primary_key=True),
    _seal("family_report"),
    sa.Index("family_report_report", "report"),
)

spot = sa.Table(
    "spot",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("name_ar", sa.Text, nullable=False),
    sa.Column("name_en", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
    sa.Column("admin1", sa.Text),
    sa.Column("lat", sa.Float),
    sa.Column("lon", sa.Float),
    sa.Column("radius_km", sa.Float),
    sa.Column("precision", sa.Integer),
    sa.Column("parents", sa.Text, nullable=False),
    _seal("spot"),
)

stale = sa.Table(
    "stale",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    _seal("stale"),
    sa.Index("stale_stage", "stage", "seq"),
)

place = sa.Table(
    "place",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    _seal("place"),
)

polygon = sa.Table(
    "polygon",
    metadata,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("geojson", sa.Text, nullable=False),
    _seal("polygon"),
)

stage = sa.Table(
    "stage",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    _seal("stage"),
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    _seal("change"),
    sa.Index("change_item", "what", "item"),
)

user = sa.Table(
    "user",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    _seal("user"),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("expires", sa.Integer, nullable=False),
    _seal("session"),
)

judgement = sa.Table(
    "judgement",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    _seal("judgement"),
    sa.Index("judgement_item", "item"),
)

log = sa.Table(
    "log",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("prev", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)

APPEND_ONLY = tuple(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
    for table, name in (("judgement", "the audit log"), ("log", "the evidence log"))
    for verb in ("UPDATE", "DELETE")
)

FTS = """CREATE VIRTUAL TABLE report_fts USING fts5(folded, tokenize='unicode61 remove_diacritics 2')"""

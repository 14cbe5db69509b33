"""Tables of what was made of all claims: events, incidents, the ledger, and what the stages remember."""

from __future__ import annotations

import sqlalchemy as sa

from marsad.store.schema_base import metadata, seal_column

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
    seal_column("event"),
    sa.Index("event_time", "time"),
    sa.Index("event_place", "place"),
)

event_claim = sa.Table(
    "event_claim",
    metadata,
    sa.Column("event", sa.Text, primary_key=True),
    sa.Column("claim", sa.Text, primary_key=True),
    seal_column("event_claim"),
    sa.Index("event_claim_claim", "claim"),
)

redirect = sa.Table(
    "redirect",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("new", sa.Text, primary_key=True),
    seal_column("redirect"),
)

contradiction = sa.Table(
    "contradiction",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("event", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("contradiction"),
    sa.Index("contradiction_event", "event"),
)

incident = sa.Table(
    "incident",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("incident"),
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
    seal_column("hold"),
    sa.Index("hold_place", "place"),
    sa.Index("hold_known", "known_from"),
)

quarrel = sa.Table(
    "quarrel",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("quarrel"),
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
    seal_column("facet"),
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
    seal_column("proof"),
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
        seal_column(name),
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
    seal_column("event_line"),
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
    seal_column("hold_line"),
    sa.Index("hold_line_place", "place"),
)

hold_event = sa.Table(
    "hold_event",
    metadata,
    sa.Column("hold", sa.Text, primary_key=True),
    sa.Column("event", sa.Text, primary_key=True),
    seal_column("hold_event"),
    sa.Index("hold_event_event", "event"),
)

stale = sa.Table(
    "stale",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    seal_column("stale"),
    sa.Index("stale_stage", "stage", "seq"),
)

stage = sa.Table(
    "stage",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    seal_column("stage"),
)

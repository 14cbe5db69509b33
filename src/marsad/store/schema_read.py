"""Tables of what was read of single reports, and of what they share."""

from __future__ import annotations

import sqlalchemy as sa

from marsad.store.schema_base import metadata, seal_column

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("claims", sa.Text, nullable=False),
    seal_column("reading"),
)

claim = sa.Table(
    "claim",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("claim"),
    sa.Index("claim_report", "report", "seq"),
    sa.Index("claim_kind", "kind"),
)

sketch = sa.Table(
    "sketch",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    seal_column("sketch"),
)

copy = sa.Table(
    "copy",
    metadata,
    sa.Column("a", sa.Text, primary_key=True),
    sa.Column("b", sa.Text, primary_key=True),
    sa.Column("background", sa.Boolean, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("copy"),
    sa.Index("copy_b", "b"),
)

family = sa.Table(
    "family",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("family"),
)

family_report = sa.Table(
    "family_report",
    metadata,
    sa.Column("family", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, primary_key=True),
    seal_column("family_report"),
    sa.Index("family_report_report", "report"),
)

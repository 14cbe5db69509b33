"""Tables of what came in and of who is here: reports with their bytes, places, changes, users, judgements, the log."""

from __future__ import annotations

import sqlalchemy as sa

from marsad.store.schema_base import metadata, seal_column

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

place = sa.Table(
    "place",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("place"),
)

polygon = sa.Table(
    "polygon",
    metadata,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("geojson", sa.Text, nullable=False),
    seal_column("polygon"),
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
    seal_column("spot"),
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    seal_column("change"),
    sa.Index("change_item", "what", "item"),
)

user = sa.Table(
    "user",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    seal_column("user"),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("expires", sa.Integer, nullable=False),
    seal_column("session"),
)

judgement = sa.Table(
    "judgement",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    seal_column("judgement"),
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

"""Lines of events, of the ledger and of places, narrow enough that a page's question reads all of them; families by report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _pair(name: str, one: str, two: str) -> None:
    op.create_table(name, sa.Column(one, sa.Text, primary_key=True), sa.Column(two, sa.Text, primary_key=True), _text("seal"))
    op.create_index(f"{name}_{two}", name, [two])


def upgrade() -> None:
    op.create_index("report_newest", "report", ["current", "published", "id"])
    op.create_index("report_line", "report", ["current", "outlet", "published", "id", "flags"])
    op.create_table(
        "event_line", sa.Column("event", sa.Text, primary_key=True), _text("kind"), _text("status"), _text("time", null=True),
        _text("known", null=True), _text("place", null=True), _text("actors"), sa.Column("voices", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False), sa.Column("told", sa.LargeBinary, nullable=False), _text("seal"))
    op.create_index("event_line_place", "event_line", ["place"])
    op.create_table(
        "hold_line", sa.Column("hold", sa.Text, primary_key=True), _text("place", null=True), _text("actor"), _text("hint", null=True),
        _text("certainty"), _text("valid_from", null=True), _text("valid_to", null=True), _text("known_from"),
        _text("known_to", null=True), _text("seen", null=True), _text("seal"))
    op.create_index("hold_line_place", "hold_line", ["place"])
    _pair("hold_event", "hold", "event")
    _pair("family_report", "family", "report")
    op.create_table(
        "spot", sa.Column("key", sa.Text, primary_key=True), _text("text"), _text("name_ar"), _text("name_en"), _text("type"),
        _text("country", null=True), _text("admin1", null=True), sa.Column("lat", sa.Float), sa.Column("lon", sa.Float),
        sa.Column("radius_km", sa.Float), sa.Column("precision", sa.Integer), _text("parents"), _text("seal"))
    _fill()


def _fill() -> None:
    from marsad.model import Event, Family, Hold
    from marsad.model.codec import loads
    from marsad.store import lines
    from marsad.store import schema as t
    from marsad.store.core import insert, mark
    from marsad.store.reports import chunks

    c = op.get_bind()
    for ids in chunks(list(c.execute(sa.select(t.event.c.id).order_by(t.event.c.id)).scalars())):
        events = [loads(Event, x) for x in c.execute(sa.select(t.event.c.data).where(t.event.c.id.in_(ids))).scalars()]
        insert(c, t.event_line, lines.event_rows(c, events))
        lines.keep_spots(c, (e.place for e in events))
    for ids in chunks(list(c.execute(sa.select(t.hold.c.id).order_by(t.hold.c.id)).scalars())):
        holds = [loads(Hold, x) for x in c.execute(sa.select(t.hold.c.data).where(t.hold.c.id.in_(ids))).scalars()]
        insert(c, t.hold_line, map(lines.hold_row, holds))
        insert(c, t.hold_event, lines.hold_events(holds))
        lines.keep_spots(c, (h.place for h in holds))
    families = [loads(Family, x) for x in c.execute(sa.select(t.family.c.data)).scalars()]
    insert(c, t.family_report, lines.family_rows(families))
    for name, fingerprint in c.execute(sa.select(t.stage.c.name, t.stage.c.fingerprint)).fetchall():
        mark(c, name, fingerprint)

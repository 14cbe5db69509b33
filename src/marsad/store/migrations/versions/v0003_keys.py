"""What stages keep to work on nothing but what changed: facets of claims, keys of what was made of them, and what is stale."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarrel",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "facet",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("grp", sa.Text, nullable=False),
        sa.Column("lo", sa.Integer),
        sa.Column("hi", sa.Integer),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_index("facet_report", "facet", ["report"])
    op.create_index("facet_grp", "facet", ["grp", "lo", "hi"])
    op.create_table(
        "proof",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_index("proof_report", "proof", ["report"])
    op.create_index("proof_key", "proof", ["key"])
    for name in ("event_key", "incident_key", "hold_key"):
        op.create_table(
            name,
            sa.Column("what", sa.Text, primary_key=True),
            sa.Column("item", sa.Text, primary_key=True),
            sa.Column("key", sa.Text, primary_key=True),
            sa.Column("seal", sa.Text, nullable=False),
        )
        op.create_index(f"{name}_key", name, ["what", "key"])
    op.create_table(
        "stale",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_index("stale_stage", "stale", ["stage", "seq"])
    # Without a mark a stage makes all of its results anew, and with them its keys.
    op.execute("DELETE FROM stage")

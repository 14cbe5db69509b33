"""SQLite: the seal of the pages. PostgreSQL: search over folded words, logs that refuse change, numbers without gaps, hours past 2038."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE TABLE page_seal (id INTEGER PRIMARY KEY, data BLOB NOT NULL)")
        op.execute("INSERT INTO page_seal VALUES (1, x'6f70656e6564')")
        return
    op.create_table(
        "report_fts",
        sa.Column("pk", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.execute("CREATE INDEX report_fts_words ON report_fts USING gin (words)")
    op.create_table("store_state", sa.Column("writes", sa.BigInteger, nullable=False))
    op.execute("INSERT INTO store_state VALUES (0)")
    op.execute('ALTER TABLE "session" ALTER COLUMN expires TYPE bigint')
    op.execute(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_ARGV[0]; END $$"
    )
    for table, name in (("judgement", "the audit log"), ("log", "the evidence log")):
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION append_only('{name}')"
            )
    # A sequence leaves gaps where a transaction failed; then a lost row could not be told from one that never was.
    op.execute(
        "CREATE FUNCTION next_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN SELECT coalesce(max(seq), 0) + 1 INTO NEW.seq FROM change; RETURN NEW; END $$"
    )
    op.execute("CREATE TRIGGER change_number BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION next_change()")
    _fill_search()


def _fill_search() -> None:
    from marsad.store.words import fill

    c = op.get_bind()
    pks = list(c.execute(sa.text("SELECT pk FROM report WHERE flags NOT LIKE '%removed%' ORDER BY pk")).scalars())
    for pk in pks:
        text = c.execute(sa.text("SELECT text FROM report WHERE pk = :pk"), {"pk": pk}).scalar()
        fill(c, [(pk, str(text))])

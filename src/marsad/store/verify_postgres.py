"""What only PostgreSQL needs: the schema as the migrations make it, and the vectors that the search asks."""

from __future__ import annotations

import sqlalchemy as sa

from marsad.store import schema as t
from marsad.store.reports import chunks
from marsad.store.verify_read import CHUNK, Note, rows
from marsad.store.words import vectors

TRIGGERS = {
    ("change", "change_number"),
    *((table, f"{table}_no_{verb}") for table in ("judgement", "log") for verb in ("update", "delete", "truncate")),
}
"""The triggers of the schema: table and name."""
_EXPECTED = sa.text(
    "SELECT e.pk, e.part FROM unnest(CAST(:pks AS int[]), CAST(:parts AS int[]), CAST(:words AS text[])) AS e(pk, part, words) "
    "LEFT JOIN report_fts f ON f.pk = e.pk AND f.part = e.part WHERE f.words IS DISTINCT FROM CAST(e.words AS tsvector)"
)


def check_schema(c: sa.Connection, note: Note) -> None:
    """Tables, columns, indexes and live triggers against those that the code names."""
    look = sa.inspect(c)
    there = set(look.get_table_names())
    for table in t.metadata.sorted_tables:
        if table.name not in there:
            note("schema", table.name, "the table is missing")
            continue
        columns = {x["name"] for x in look.get_columns(table.name)}
        indexes = {x["name"] for x in look.get_indexes(table.name)}
        for wanted in sorted({x.name for x in table.columns} - columns):
            note("schema", f"{table.name}.{wanted}", "the column is missing")
        for index in sorted({str(x.name) for x in table.indexes} - indexes):
            note("schema", index, "the index is missing")
    query = sa.text(
        "SELECT r.relname, g.tgname FROM pg_trigger g JOIN pg_class r ON r.oid = g.tgrelid "
        "WHERE r.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal AND g.tgenabled IN ('O', 'A')"
    )
    live = {(row[0], row[1]) for row in c.execute(query)}
    for wanted_table, name in sorted(TRIGGERS - live):
        note("schema", name, f"the trigger on {wanted_table} is missing or off")


def check_search(c: sa.Connection, note: Note) -> None:
    """The words of every report, as the search holds them."""
    held: set[int] = set()
    for part in chunks(rows(c, "report", ("pk", "id", "text", "flags")), CHUNK):
        names = {row["pk"]: row["id"] for row in part}
        held.update(names)
        open_rows = [r for r in part if "removed" not in str(r["flags"]).split()]
        wanted = [(r["pk"], n, v) for r in open_rows for n, v in enumerate(vectors(str(r["text"])))]
        pks, parts, said = ([w[i] for w in wanted] for i in range(3))
        for row in c.execute(_EXPECTED, {"pks": pks, "parts": parts, "words": said}):
            note("report_fts", row.pk, f"the searched words are not those of report {names[row.pk]}")
        query = sa.text("SELECT pk, part FROM report_fts WHERE pk BETWEEN :low AND :high")
        keys = {(w[0], w[1]) for w in wanted}
        for row in c.execute(query, {"low": min(names), "high": max(names)}):
            if row.pk in names and (row.pk, row.part) not in keys:
                note("report_fts", row.pk, f"words stand here that report {names[row.pk]} does not have")
    for known in rows(c, "report_fts", ("pk",)):
        if known["pk"] not in held:
            note("report_fts", known["pk"], "no report has this number")

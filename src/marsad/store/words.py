"""Full-text search over the folded text, the same question to either engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from marsad.languages.arabic.folding import fold_key

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile("[\u0300-\u036f]")
_TOKENS = 4000
_BYTES = 400_000
"""A text vector of PostgreSQL holds a megabyte and positions up to 16,383: longer texts go into several."""
_RANKED = 4000
"""Of more reports than this that hold a common word, those stored last are ranked: to rank all of a large archive takes seconds."""
_LONGEST = 200
"""Letters of a word that count there."""


def fill(c: sa.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Make texts (row number of the report, stored text) findable."""
    if c.dialect.name == "sqlite":
        rows: list[dict[str, Any]] = [{"pk": pk, "folded": fold_key(text)} for pk, text in texts]
        statement = "INSERT INTO report_fts(rowid, folded) VALUES (:pk, :folded)"
    else:
        rows = [
            {"pk": pk, "part": n, "words": part}
            for pk, text in texts
            for n, part in enumerate(vectors(text))
        ]
        statement = "INSERT INTO report_fts (pk, part, words) VALUES (:pk, :part, CAST(:words AS tsvector))"
    if rows:
        c.execute(sa.text(statement), rows)


def drop(c: sa.Connection, pks: Sequence[int]) -> None:
    """Take texts out of the search."""
    if not pks:
        return
    if c.dialect.name == "sqlite":
        c.execute(sa.text("DELETE FROM report_fts WHERE rowid = :pk"), [{"pk": pk} for pk in pks])
        # A deleted text's words stay in the index until its parts are merged.
        c.exec_driver_sql("INSERT INTO report_fts(report_fts) VALUES ('optimize')")
    else:
        c.execute(sa.text("DELETE FROM report_fts WHERE pk = :pk"), [{"pk": pk} for pk in pks])


def find(c: sa.Connection, query: str, limit: int) -> list[int]:
    """Row numbers of reports that hold all words of `query`, each as the beginning of a word, best first."""
    words = [w for w in fold_key(query).replace('"', " ").split() if w]
    if c.dialect.name == "sqlite":
        if not words:
            return []
        match = " ".join(f'"{w}"*' for w in words)
        statement = sa.text(
            "SELECT rowid FROM (SELECT rowid, rank AS fit FROM report_fts WHERE report_fts MATCH :q ORDER BY rowid DESC LIMIT :most) "
            "ORDER BY fit LIMIT :n"
        )
        return list(c.execute(statement, {"q": match, "n": limit, "most": max(limit, _RANKED)}).scalars())
    asked = [q for q in map(_query, words) if q]
    if not asked:
        return []
    each = " INTERSECT ".join(
        f"SELECT pk FROM report_fts WHERE words @@ CAST(:q{n} AS tsquery)" for n in range(len(asked))
    )
    statement = sa.text(
        f"SELECT pk FROM report_fts WHERE pk IN ({each}) "
        "GROUP BY pk ORDER BY sum(ts_rank(words, CAST(:every AS tsquery), 1)) DESC, pk LIMIT :n"
    )
    given = {f"q{n}": q for n, q in enumerate(asked)} | {"every": " | ".join(asked), "n": limit}
    return list(c.execute(statement, given).scalars())


def tokens(text: str) -> list[str]:
    """The words of a text, folded, as the tokenizer of SQLite cuts them."""
    folded = fold_key(text)
    if not folded.isascii():
        folded = _MARK.sub("", unicodedata.normalize("NFD", folded))
    return [w[:_LONGEST] for w in _WORD.findall(folded.lower())]


def vectors(text: str) -> Iterator[str]:
    """The text as one or more text vectors, in the spelling that PostgreSQL reads."""
    places: dict[str, list[int]] = {}
    size = count = 0
    for word in tokens(text):
        count += 1
        size += 0 if word in places else len(word.encode())
        places.setdefault(word, []).append(count)
        if count == _TOKENS or size > _BYTES:
            yield _vector(places)
            places, size, count = {}, 0, 0
    if places:
        yield _vector(places)


def _vector(places: dict[str, list[int]]) -> str:
    return " ".join(f"'{word}':{','.join(map(str, at[:250]))}" for word, at in places.items())


def _query(word: str) -> str:
    parts = tokens(word)
    return "(" + " <-> ".join(f"'{p}'" for p in parts) + ":*)" if parts else ""

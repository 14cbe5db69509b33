"""How the rows of somebody's table become reports: which column holds which field, what holds for all rows, how dates are written."""

from __future__ import annotations

import collections.abc
import json
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from marsad.errors import UsageError

FIELDS = ("id", "outlet", "url", "published", "language", "title", "text", "author")
MAX_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Shape:
    """`columns` gives the heading (of JSON: the key, dotted where it lies deeper) for a field that has another name; `dates` how dates
    are written, as strptime has it (empty: ISO 8601)."""

    columns: collections.abc.Mapping[str, str] = field(default_factory=dict)
    dates: str = ""

    def published(self, value: str | None) -> str | None:
        """A date of a row in ISO 8601; one that is not written as it should be stays, and is flagged."""
        if not value or not self.dates:
            return value
        try:
            moment = datetime.strptime(value.strip(), self.dates)
        except ValueError:
            return value
        return moment.isoformat() if any(code in self.dates for code in ("%H", "%I", "%X", "%c")) else moment.date().isoformat()

    def row(self, row: collections.abc.Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a JSON object."""
        out = {name: _deep(row, self.columns.get(name, name)) for name in FIELDS}
        if isinstance(out["published"], str):
            out["published"] = self.published(out["published"])
        return out


def _deep(row: Any, path: str) -> Any:
    if isinstance(row, dict) and path in row:
        return row[path]
    for part in path.split("."):
        row = row.get(part) if isinstance(row, dict) else None
    return row


def load_mapping(path: Path) -> tuple[Shape, dict[str, str]]:
    """The mapping that a TOML or JSON file describes, and the fields that hold for all rows. Raises UsageError.

    ```toml
    dates = "%d/%m/%Y"        # as strptime has it; left out: ISO 8601
    [columns]
    text = "النص"
    published = "meta.date"   # deeper keys of JSON are dotted
    [constants]
    outlet = "السهل"
    ```
    """
    where = str(path)
    try:
        data = path.read_bytes()
        if len(data) > MAX_FILE:
            raise UsageError("the mapping file is too long", where=where)
        text = data.decode("utf-8-sig")
        said: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"the mapping cannot be read: {error.strerror}", where=where) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the mapping is neither TOML nor JSON: {error}", where=where) from error
    if not isinstance(said, dict) or set(said) - {"columns", "constants", "dates"}:
        raise UsageError("a mapping holds columns, constants and dates, nothing else", where=where)
    columns = _table(said.get("columns", {}), FIELDS, "columns", where)
    constants = _table(said.get("constants", {}), ("outlet", "url", "published", "language"), "constants", where)
    dates = said.get("dates", "")
    if not isinstance(dates, str):
        raise UsageError("«dates» is no text", where=where, hint='for example dates = "%d/%m/%Y"')
    return Shape(columns, dates), constants


def _table(value: Any, names: tuple[str, ...], what: str, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise UsageError(f"«{what}» is no table", where=where)
    for name, said in value.items():
        if name not in names or not isinstance(said, str) or not said.strip():
            raise UsageError(
                f"«{name}» in «{what}» cannot be understood", where=where, hint="the fields are " + ", ".join(names)
            )
    return dict(value)

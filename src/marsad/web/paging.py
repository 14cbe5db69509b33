"""Cursors: an opaque word that names the last item given, so that a page goes on where the one before it ended."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi.exceptions import RequestValidationError

T = TypeVar("T")


def write(key: Sequence[str | int]) -> str:
    """The cursor of a sort key."""
    return base64.urlsafe_b64encode(json.dumps(list(key), ensure_ascii=False).encode()).decode().rstrip("=")


def read(cursor: str, length: int) -> list[str | int]:
    """The sort key of a cursor. Raises RequestValidationError where it is none of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if isinstance(key, list) and len(key) == length and all(isinstance(k, (str, int)) for k in key):
            return key
    except (binascii.Error, ValueError):
        pass
    raise RequestValidationError([{"loc": ["query", "cursor"], "msg": "not a cursor of this list", "type": "cursor"}])


def page(items: Sequence[T], key: Callable[[T], tuple[str | int, ...]], cursor: str | None, limit: int) -> tuple[list[T], str | None]:
    """At most `limit` of `items` (sorted by `key`) after the cursor, and the cursor of the next page."""
    start = 0
    if cursor:
        width = len(key(items[0])) if items else 2
        after = tuple(read(cursor, width))
        try:
            start = next((i for i, item in enumerate(items) if key(item) > after), len(items))
        except TypeError:
            read("", width)
    out = list(items[start:start + limit])
    return out, write(key(out[-1])) if out and start + limit < len(items) else None

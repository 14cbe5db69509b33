"""Cursors: an opaque word that names the last item given, so that a page goes on where the one before it ended."""

from __future__ import annotations

import base64
import bisect
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError

T = TypeVar("T", bound=Any)


def write(key: Sequence[str | int]) -> str:
    """The cursor of a sort key."""
    return base64.urlsafe_b64encode(json.dumps(list(key), ensure_ascii=False).encode()).decode().rstrip("=")


def read(cursor: str, shape: tuple[type, ...]) -> list[str | int]:
    """The sort key of a cursor, of the types `shape`. Raises RequestValidationError where it is none of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        key = None
    if isinstance(key, list) and [type(k) for k in key] == list(shape) and all(abs(k) < 2**62 for k in key if isinstance(k, int)):
        return key
    raise RequestValidationError([{"loc": ["query", "cursor"], "msg": "not a cursor of this list", "type": "cursor"}])


def page(items: T, key: Callable[[Any], tuple[Any, ...]], shape: tuple[type, ...], cursor: str | None,
         limit: int) -> tuple[T, str | None]:
    """At most `limit` of `items` (sorted by `key`, of the types `shape`) after the cursor, and the cursor of the next page."""
    start = bisect.bisect_right(items, tuple(read(cursor, shape)), key=key) if cursor else 0
    out = items[start:start + limit]
    return out, write(key(out[-1])) if len(out) and start + limit < len(items) else None

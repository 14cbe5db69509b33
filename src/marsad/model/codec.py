"""Dataclasses of the model to plain JSON values and back; fields that stand at their default are left out."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")
_MISSING = dataclasses.MISSING


def dumps(value: object) -> str:
    """Compact JSON of a model object or of plain values; keys in field order, so equal objects give equal text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(cls: type[T], text: str) -> T:
    """The model object of class `cls` that `dumps` wrote. Raises ValueError on broken JSON, TypeError on a missing field."""
    return build(cls, json.loads(text))


def plain(value: Any) -> Any:
    """Model objects as dicts without defaults, tuples as lists, everything else as it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain(item)
            for name, default in _fields(type(value))
            if (item := getattr(value, name)) != default or default is _MISSING
        }
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def build(cls: type[T], data: dict[str, Any]) -> T:
    """The object of dataclass `cls` from its plain dict."""
    names, makers = _makers(cls)  # type: ignore[arg-type]
    if not names.issuperset(data):
        data = {key: item for key, item in data.items() if key in names}
    return cls(**(_made(data, makers) if makers else data))


@cache
def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    out = []
    for f in dataclasses.fields(cls):
        default = f.default_factory() if f.default_factory is not _MISSING else f.default
        out.append((f.name, default))
    return tuple(out)


def _made(data: dict[str, Any], makers: tuple[tuple[str, Callable[[Any], Any]], ...]) -> dict[str, Any]:
    made = dict(data)
    for key, maker in makers:
        if key in made:
            made[key] = maker(made[key])
    return made


@cache
def _makers(cls: type) -> tuple[frozenset[str], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The names of a class's fields, and the makers of those that are more than plain JSON."""
    hints = typing.get_type_hints(cls)
    found = {f.name: _maker(hints[f.name]) for f in dataclasses.fields(cls)}
    return frozenset(found), tuple((name, maker) for name, maker in found.items() if maker is not None)


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next((m for a in typing.get_args(hint) if a is not type(None) and (m := _maker(a))), None)
        return (lambda v: None if v is None else inner(v)) if inner else None
    if origin is tuple:
        args = typing.get_args(hint)
        item = _maker(args[0]) if args else None
        return (lambda v: tuple(item(x) for x in v)) if item else (lambda v: tuple(v))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda v: build(hint, v)
    return None

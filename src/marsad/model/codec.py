"""Dataclasses of the model to plain JSON values and back; fields that stand at their default are left out.

For each class a function is written once that reads or makes its fields one after another: records are read and written by the
million, and to walk each by its field list takes three times as long.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")
_MISSING = dataclasses.MISSING
_PLAIN_TYPES = (str, int, float, bool, type(None))


def dumps(value: object) -> str:
    """Compact JSON of a model object or of plain values; keys in field order, so equal objects give equal text."""
    return _encode(plain(value))


def loads(cls: type[T], text: str) -> T:
    """The model object of class `cls` that `dumps` wrote. Raises ValueError on broken JSON, TypeError on a missing field."""
    return build(cls, json.loads(text))


def loads_all(cls: type[T], texts: Iterable[str]) -> list[T]:
    """`loads` of many texts at once."""
    return [build(cls, data) for data in json.loads(f"[{','.join(texts)}]")]


def plain(value: Any) -> Any:
    """Model objects as dicts without defaults, tuples as lists, everything else as it is."""
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _reader(type(value))(value)
    return value


def build(cls: type[T], data: dict[str, Any]) -> T:
    """The object of dataclass `cls` from its plain dict. Raises TypeError on a missing field."""
    try:
        made: T = _builder(typing.cast(Any, cls))(data)
    except KeyError as error:
        raise TypeError(f"{cls.__name__} lacks {error.args[0]!r}") from error
    return made


def _other(value: object) -> Any:
    """A record in a field that is told to hold plain values."""
    if dataclasses.is_dataclass(value):
        return plain(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_other).encode


@cache
def maker(cls: type[T], *names: str) -> Callable[..., T]:
    """A function that makes an object of a frozen slotted class of the values of these fields, in order; all others stand at their
    defaults. Nothing is checked, and no `__post_init__` runs: for records that were made with care once, and come by the thousand."""
    scope: dict[str, Any] = {"cls": cls, "open": _opened(typing.cast(Any, cls))}
    lines = [f"def make({', '.join(f'v{n}' for n in range(len(names)))}):", " made = open()"]
    for n, f in enumerate(dataclasses.fields(cls)):  # type: ignore[arg-type]
        if f.name in names:
            lines.append(f" made.{f.name} = v{names.index(f.name)}")
        else:
            if f.default is _MISSING:
                raise TypeError(f"{f.name} of {cls.__name__} has no default")
            scope[f"d{n}"] = f.default
            lines.append(f" made.{f.name} = d{n}")
    return typing.cast(Callable[..., T], _compiled(cls, [*lines, " made.__class__ = cls", " return made"], "make", scope))


@cache
def changer(cls: type[T], name: str) -> Callable[[T, Any], T]:
    """A function that gives an object of a frozen slotted class with another value of this field, as `dataclasses.replace` would, without
    any check."""
    lines = ["def change(old, value):", " made = open()"]
    lines += [f" made.{f.name} = {'value' if f.name == name else f'old.{f.name}'}" for f in dataclasses.fields(cls)]  # type: ignore[arg-type]
    scope = {"cls": cls, "open": _opened(typing.cast(Any, cls))}
    return typing.cast(Callable[[T, Any], T], _compiled(cls, [*lines, " made.__class__ = cls", " return made"], "change", scope))


@cache
def _opened(cls: type) -> type:
    """A class of the same slots whose fields are set in the common way; an object of it, filled, is then told to be of `cls`. To set
    the fields of a frozen one past its own check takes three times as long."""
    return type(cls.__name__, (), {"__slots__": vars(cls)["__slots__"]})


@cache
def _reader(cls: type) -> Callable[[Any], dict[str, Any]]:
    """A function from an object of the class to its plain dict."""
    scope: dict[str, Any] = {"plain": plain}
    lines = ["def read(value):", " out = {}"]
    hints = typing.get_type_hints(cls)
    for n, f in enumerate(dataclasses.fields(cls)):
        default = f.default_factory() if f.default_factory is not _MISSING else f.default
        scope[f"d{n}"] = default
        lines.append(f" item = value.{f.name}")
        lines.append(f" {'' if default is _MISSING else f'if item != d{n}: '}out[{f.name!r}] = {_told(hints[f.name], f'r{n}', scope)}")
    return _compiled(cls, [*lines, " return out"], "read", scope)


@cache
def _builder(cls: type) -> Callable[[dict[str, Any]], Any]:
    """A function from a plain dict to the object; names that are no fields are passed over."""
    hints = typing.get_type_hints(cls)
    scope: dict[str, Any] = {"cls": cls}
    fields = dataclasses.fields(cls)
    bare = "__slots__" in vars(cls) and not hasattr(cls, "__post_init__") and all(f.name in vars(cls) for f in fields)
    given = []
    for n, f in enumerate(fields):
        maker = scope[f"m{n}"] = _maker(hints[f.name])
        key = repr(f.name)
        value = f"data[{key}]" if maker is None else f"m{n}(data[{key}])"
        if f.default_factory is not _MISSING:
            scope[f"d{n}"] = f.default_factory
            value = f"{value} if {key} in data else d{n}()"
        elif f.default is not _MISSING:
            scope[f"d{n}"] = f.default
            value = f"get({key}, d{n})" if maker is None else f"{value} if {key} in data else d{n}"
        given.append(f" made.{f.name} = {value}" if bare else f"{f.name}={value}")
    if bare:
        scope["open"] = _opened(cls)
    body = [" made = open()", *given, " made.__class__ = cls", " return made"] if bare else [f" return cls({', '.join(given)})"]
    return _compiled(cls, ["def build(data):", " get = data.get", *body], "build", scope)


def _told(hint: Any, name: str, scope: dict[str, Any]) -> str:
    """The expression that makes `item`, a field's value, plain."""
    if _is_plain(hint):
        return "item"
    if typing.get_origin(hint) is tuple and (args := typing.get_args(hint))[1:] == (Ellipsis,):
        if _is_plain(args[0]):
            return "list(item)"
        if _is_record(args[0]):
            scope[name] = _reader(args[0])
            return f"[{name}(x) for x in item]"
    given = [a for a in typing.get_args(hint) if a is not type(None)] if typing.get_origin(hint) in (Union, types.UnionType) else [hint]
    if len(given) == 1 and _is_record(given[0]):
        scope[name] = _reader(given[0])
        return f"None if item is None else {name}(item)"
    return "plain(item)"


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def _compiled(cls: type, lines: list[str], name: str, scope: dict[str, Any]) -> Callable[..., Any]:
    exec(compile("\n".join(lines), f"<{name} {cls.__name__}>", "exec"), scope)
    made: Callable[..., Any] = scope[name]
    return made


def _is_plain(hint: Any) -> bool:
    if typing.get_origin(hint) in (Union, types.UnionType):
        return all(map(_is_plain, typing.get_args(hint)))
    return hint in _PLAIN_TYPES


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    """What makes a field's value of its plain one; None where that is the value itself."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next((m for a in typing.get_args(hint) if a is not type(None) and (m := _maker(a))), None)
        return (lambda v: None if v is None else inner(v)) if inner else None
    if origin is tuple:
        args = typing.get_args(hint)
        item = _maker(args[0]) if args else None
        return (lambda v: tuple([item(x) for x in v])) if item else tuple
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _builder(hint)
    return None

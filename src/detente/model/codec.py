"""Claims and readings as plain values (JSON's types) and back, without loss.

This is the form in which a record keeps them; `views.readings` writes the codebook's form.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from functools import cache
from typing import Any, TypeVar

from detente.model.claims import FAMILIES, Claim
from detente.model.errors import InputError, UnknownName

T = TypeVar("T")

FAMILY_BY_NAME: dict[str, type[Claim]] = {family.family: family for family in FAMILIES}


def plain(value: object) -> Any:
    """Return a value of the model as dicts, lists, strings, numbers, booleans and None.

    Dates become ISO 8601, tuples lists, dataclasses dicts by field name.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def model(kind: type[T], value: Any) -> T:
    """Return the value of a model type that `plain` made the argument from.

    Errors: InputError if a key is missing or a value does not fit its field.
    """
    return typing.cast(T, _build(kind, value))


def claim_from_plain(family: str, value: Any) -> Claim:
    """Return the claim of a family, by its name in the codebook. Errors: as `model`."""
    if family not in FAMILY_BY_NAME:
        raise UnknownName("family", family, FAMILY_BY_NAME)
    return model(FAMILY_BY_NAME[family], value)


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(typing.get_args(kind), value)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise InputError(f"{value!r} is no list; check the stored claim")
        return tuple(_build(typing.get_args(kind)[0], item) for item in value)
    if origin is typing.Literal:
        if value not in typing.get_args(kind):
            raise UnknownName("value", str(value), map(str, typing.get_args(kind)))
        return value
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(typing.cast(type, kind), value)
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise InputError(f"{value!r} is no {kind.__name__}; check the stored claim")
    return value


def _build_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is type(None):
            continue
        try:
            return _build(kind, value)
        except (InputError, UnknownName):
            continue
    raise InputError(f"{value!r} fits none of {kinds}; check the stored claim")


def _build_dataclass(kind: type, value: Any) -> Any:
    if not isinstance(value, dict):
        raise InputError(f"{value!r} is no {kind.__name__}; check the stored claim")
    hints = _hints(kind)
    wanted = {f.name: f for f in dataclasses.fields(kind)}
    missing = [
        name
        for name, f in wanted.items()
        if name not in value
        and f.default is dataclasses.MISSING
        and f.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise InputError(f"{kind.__name__} lacks {', '.join(missing)}; check the stored claim")
    return kind(**{name: _build(hints[name], value[name]) for name in wanted if name in value})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)

"""Claims and readings as plain values (JSON's types) and back, without loss.

This is the form in which a record keeps them; `views.readings` writes the codebook's form.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, TypeVar

from detente.model.claims import FAMILIES, Claim
from detente.model.errors import InputError, UnknownName
from detente.model.packed import Packed

T = TypeVar("T")

FAMILY_BY_NAME: dict[str, type[Claim]] = {family.family: family for family in FAMILIES}


def plain(value: object) -> Any:
    """Return a value of the model as dicts, lists, strings, numbers, booleans and None.

    Dates become ISO 8601, tuples lists, dataclasses dicts by field name.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list | Packed):
        return [plain(item) for item in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def model(kind: type[T], value: Any) -> T:
    """Return the value of a model type that `plain` made the argument from.

    Errors: InputError if a key is missing or a value does not fit its field.
    """
    builder = _builder(typing.cast(Hashable, kind))
    return typing.cast(T, builder(value))


def claim_from_plain(family: str, value: Any) -> Claim:
    """Return the claim of a family, by its name in the codebook. Errors: as `model`."""
    if family not in FAMILY_BY_NAME:
        raise UnknownName("family", family, FAMILY_BY_NAME)
    return model(FAMILY_BY_NAME[family], value)


# Makes a value of one type. Built once a type: a record opens claims by the ten thousand.
_Builder = Callable[[Any], Any]


@cache
def _builder(kind: Any) -> _Builder:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _union_builder(kind)
    if origin in (tuple, Sequence):
        return _tuple_builder(typing.get_args(kind)[0])
    if origin is typing.Literal:
        return _literal_builder(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass_builder(typing.cast(type, kind))
    if kind is dt.datetime:
        return dt.datetime.fromisoformat
    if kind is dt.date:
        return dt.date.fromisoformat
    return _scalar_builder(origin or kind)  # of a dict, what is in it is taken as it is


def _scalar_builder(kind: type) -> _Builder:
    def build(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if kind is float and isinstance(value, int):
            return float(value)
        raise InputError(f"{value!r} is no {kind.__name__}; check the stored claim")

    return build


def _tuple_builder(of: Any) -> _Builder:
    item = _builder(of)

    def build(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise InputError(f"{value!r} is no list; check the stored claim")
        return tuple([item(one) for one in value])

    return build


def _literal_builder(choices: tuple[Any, ...]) -> _Builder:
    def build(value: Any) -> Any:
        if value not in choices:
            raise UnknownName("value", str(value), map(str, choices))
        return value

    return build


def _union_builder(union: Any) -> _Builder:
    kinds = typing.get_args(union)
    optional = type(None) in kinds
    builders = tuple(_builder(kind) for kind in kinds if kind is not type(None))
    exact = frozenset(kinds[:1]) & {str, bool, int, float}  # nearly all: words, or none

    def build(value: Any) -> Any:
        if value is None and optional:
            return None
        if value.__class__ in exact:
            return value
        for builder in builders:
            try:
                return builder(value)
            except (InputError, UnknownName):
                continue
        raise InputError(f"{value!r} fits none of {kinds}; check the stored claim")

    return build


def _dataclass_builder(kind: type) -> _Builder:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    builders = tuple((f.name, _builder(hints[f.name])) for f in fields)
    needed = {
        f.name: None  # in order
        for f in fields
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }

    def build(value: Any) -> Any:
        if not isinstance(value, dict):
            raise InputError(f"{value!r} is no {kind.__name__}; check the stored claim")
        if not needed.keys() <= value.keys():
            missing = ", ".join(name for name in needed if name not in value)
            raise InputError(f"{kind.__name__} lacks {missing}; check the stored claim")
        return kind(**{name: make(value[name]) for name, make in builders if name in value})

    return build

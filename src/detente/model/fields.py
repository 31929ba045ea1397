"""The fields of a claim as somebody at a desk writes them: which there are, what fits, as text."""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from detente.model.claims import Claim, Participant
from detente.model.codec import FAMILY_BY_NAME
from detente.model.dates import Days

# What stays as it was read: words with their places, what proposed the claim, how sure it is.
FIXED = frozenset(
    {"evidence", "chain", "rule", "confidence", "cue", "quoted", "source", "when", "statuses"}
)
FieldKind = Literal["text", "choice", "list", "days", "number", "truth"]
# A list of several is written in one line.
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a family that the desk may set.

    name: As it is written: days are called "date". choices: Those of a closed list, else empty.
    needed: Whether there is no claim without it.
    """

    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    needed: bool = False


@cache
def fields_of(family: str) -> tuple[Field, ...]:
    """Return the fields of a family, its own first, then those that every claim has.

    >>> [field.name for field in fields_of("sticking_points")]
    ['issue', 'reported_by', 'hedged', 'translated']
    """
    kind = FAMILY_BY_NAME[family]
    hints = typing.get_type_hints(kind)
    shared = {field.name for field in dataclasses.fields(Claim)}
    ordered = sorted(dataclasses.fields(kind), key=lambda field: field.name in shared)
    return tuple(_field(field, hints[field.name]) for field in ordered if field.name not in FIXED)


def written(claim: Claim, name: str) -> str:
    """Return the value of a claim's field as the desk writes it; "" if there is none."""
    value = getattr(claim, "days" if name == "date" else name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return BETWEEN.join(map(_one, value))
    return str(value)


def _one(value: object) -> str:
    if isinstance(value, Participant):
        return f"{value.name} ({value.role})" if value.role else value.name
    return str(value)


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    absent = dataclasses.MISSING
    kind, choices = _kind(hint)
    return Field(
        name="date" if field.name == "days" else field.name,
        kind=kind,
        choices=choices,
        needed=field.default is absent and field.default_factory is absent,
    )


def _kind(hint: Any) -> tuple[FieldKind, tuple[str, ...]]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [one for one in typing.get_args(hint) if one is not type(None)]
        return _kind(inner[0])
    if typing.get_origin(hint) is Literal:
        return "choice", typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return "list", ()
    kinds: dict[Any, FieldKind] = {bool: "truth", int: "number", Days: "days"}
    return kinds.get(hint, "text"), ()

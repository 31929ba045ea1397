"""The OpenAPI description: every twin with its parameters and the form of its answer.

The forms are read from the dataclasses that pages answer with, when somebody asks for them;
answers are written by `plain` and not checked again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import types
import typing
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from detente.web.late import whole
from detente.web.page import Act, Done, Page

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}
_ERROR = {
    "type": "object",
    "required": ["error", "told"],
    "properties": {
        "error": {"type": "string", "description": "What kind of trouble it is."},
        "told": {"type": "string", "description": "What, where, and what now."},
    },
}
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key made in Settings. Needed where there is a password, and for changes.",
}
# What forms send for pages alone: the token of a session, and where to go on.
_OF_PAGES = ("csrf", "back")


def describe(app: FastAPI, pages: Sequence[Page], acts: Sequence[Act]) -> dict[str, Any]:
    """Return the OpenAPI description of the twins of pages, and of acts."""
    made = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=whole(app.routes)
    )
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)  # what is wrong is answered as a page is
    schemas = Schemas()
    for page in pages:
        form = schemas.answer(page.answer)
        _fill(made["paths"][page.twin]["get"], page.answer, form)
    for act in acts:
        _fill(made["paths"][act.path]["post"], act.do, schemas.of(Done))
        made["paths"][act.path]["post"]["security"] = [{"key": []}]
    components = made.setdefault("components", {})
    forms = {k: v for k, v in components.get("schemas", {}).items() if k.startswith("Body")}
    for form in forms.values():
        for name in _OF_PAGES:
            form["properties"].pop(name, None)
    components["schemas"] = {**forms, **schemas.components, "Error": _ERROR}
    components["securitySchemes"] = {"key": _KEY}
    made["security"] = [{}, {"key": []}]
    return made


def _fill(operation: dict[str, Any], function: Callable[..., Any], form: dict[str, Any]) -> None:
    operation["description"] = inspect.getdoc(function) or ""
    operation["responses"] = {
        "200": _answer("What was asked for.", form),
        "4XX": _answer("It was not done.", {"$ref": "#/components/schemas/Error"}),
        "5XX": _answer("The record cannot be used.", {"$ref": "#/components/schemas/Error"}),
    }


def _answer(words: str, form: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": form}}}


class Schemas:
    """JSON schemas of types, as `plain` writes their values. components: Of dataclasses."""

    def __init__(self) -> None:
        """Know none."""
        self.components: dict[str, dict[str, Any]] = {}
        self._names: dict[type, str] = {}

    def answer(self, function: Callable[..., Any]) -> dict[str, Any]:
        """Return the schema of what a function returns; one that returns no values has any."""
        kind = typing.get_type_hints(function).get("return", Any)
        if isinstance(kind, type) and issubclass(kind, Response):
            return {}
        return self.of(kind)

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a type; what is not known may be anything."""
        if kind in _SCALARS:
            return _SCALARS[kind]
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            some = [one for one in parts if not _is_response(one)]
            return self.of(some[0]) if len(some) == 1 else {"anyOf": list(map(self.of, some))}
        if origin is typing.Literal:
            return {"enum": list(parts)}
        if origin in (tuple, list):
            return self._list(parts)
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        named = origin or kind
        if isinstance(named, type) and dataclasses.is_dataclass(named):
            return {"$ref": f"#/components/schemas/{self._name(named)}"}
        return {}

    def _list(self, parts: tuple[Any, ...]) -> dict[str, Any]:
        if (len(parts) == 2 and parts[1] is Ellipsis) or len(parts) == 1:
            return {"type": "array", "items": self.of(parts[0])}
        return {
            "type": "array",
            "prefixItems": [self.of(part) for part in parts],
            "minItems": len(parts),
            "maxItems": len(parts),
        }

    def _name(self, kind: type) -> str:
        if kind not in self._names:
            taken = kind.__name__ in self.components
            name = (
                f"{kind.__module__.rpartition('.')[2]}_{kind.__name__}" if taken else kind.__name__
            )
            self._names[kind] = name
            self.components[name] = {}  # it may hold itself
            self.components[name] = self._object(kind)
        return self._names[kind]

    def _object(self, kind: type) -> dict[str, Any]:
        hints = typing.get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        return {
            "type": "object",
            "description": inspect.getdoc(kind) or "",
            "required": names,
            "properties": {name: self.of(hints[name]) for name in names},
            "additionalProperties": False,
        }


def _is_response(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Response)

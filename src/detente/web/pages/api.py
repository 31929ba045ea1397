"""The JSON interface in words: every address, what it takes and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request

from detente.web.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What an address or a form takes."""

    name: str
    words: str
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address. method: GET reads, POST does. answer: Name of the form of its answer."""

    method: str
    path: str
    title: str
    words: str
    takes: tuple[Parameter, ...]
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an answer. kind: Its type in JSON. form: Name of the form of its values."""

    name: str
    kind: str
    form: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What an answer, or a part of one, looks like."""

    name: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage:
    """Every address of the JSON interface, those that read first, and the forms of answers."""

    version: str
    addresses: tuple[Address, ...]
    forms: tuple[Form, ...]


def answer(*, request: Request) -> ApiPage:
    """Return the JSON interface in words; /openapi.json has all of it, for programs."""
    described = request.app.openapi()
    schemas = described["components"]["schemas"]
    addresses = [
        _address(method, path, operation, schemas)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    return ApiPage(
        version=described["info"]["version"],
        addresses=tuple(sorted(addresses, key=lambda a: a.method)),
        forms=tuple(
            _form(name, schema)
            for name, schema in schemas.items()
            if "properties" in schema and not name.startswith("Body")
        ),
    )


def _address(
    method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Address:
    answered = operation["responses"]["200"]["content"]["application/json"]["schema"]
    takes = [
        Parameter(
            name=given["name"],
            words=given.get("description", ""),
            needed=given.get("required", False),
        )
        for given in operation.get("parameters", ())
    ]
    return Address(
        method=method.upper(),
        path=path,
        title=operation["summary"],
        words=operation["description"],
        takes=(*takes, *_fields_sent(operation, schemas)),
        answer=_name(answered),
    )


def _fields_sent(operation: dict[str, Any], schemas: dict[str, Any]) -> tuple[Parameter, ...]:
    contents = operation.get("requestBody", {}).get("content", {})
    name = next((_name(content["schema"]) for content in contents.values()), None)
    body = schemas.get(name or "", {})
    return tuple(
        Parameter(
            name=key, words=value.get("description", ""), needed=key in body.get("required", ())
        )
        for key, value in body.get("properties", {}).items()
    )


def _form(name: str, schema: dict[str, Any]) -> Form:
    fields = [
        Field(name=key, kind=_kind(value), form=_name(value))
        for key, value in schema["properties"].items()
    ]
    return Form(name=name, words=schema.get("description", ""), fields=tuple(fields))


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return "list"
    return str(
        schema.get("format") or schema.get("type") or ("object" if "$ref" in schema else "any")
    )


def _name(schema: dict[str, Any]) -> str | None:
    """Return the name of the form that a schema, or the first of its parts, refers to."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    parts = [*schema.get("anyOf", ()), *schema.get("allOf", ()), *schema.get("prefixItems", ())]
    parts += [schema["items"]] if "items" in schema else []
    return next((name for part in parts if (name := _name(part))), None)


PAGE = Page(
    path="/api", title="JSON interface", answer=answer, template="api.html", rows=("addresses",)
)

"""The JSON interface is what its description says, and the description is no work for answers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from starlette.testclient import TestClient

from detente.web.schema import Schemas
from detente.web.table import ACTS, PAGES
from tests.web.conftest import client_of
from tests.web.test_every_page import addresses  # noqa: F401  (a fixture)


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A leaf."""

    day: dt.date | None
    kind: Literal["a", "b"]
    pair: tuple[str, int]


@dataclasses.dataclass(frozen=True)
class Tree:
    """A tree."""

    leaves: tuple[Leaf, ...]
    more: dict[str, Any]
    under: tuple[Tree, ...] = ()


def test_a_dataclass_becomes_the_schema_of_its_plain_values() -> None:
    schemas = Schemas()
    assert schemas.of(Tree) == {"$ref": "#/components/schemas/Tree"}
    tree, leaf = schemas.components["Tree"], schemas.components["Leaf"]
    assert tree["required"] == ["leaves", "more", "under"]
    assert tree["properties"]["under"]["items"] == {"$ref": "#/components/schemas/Tree"}
    assert leaf["properties"]["kind"] == {"enum": ["a", "b"]}
    assert leaf["properties"]["day"]["anyOf"][1] == {"type": "null"}
    assert leaf["properties"]["pair"]["prefixItems"] == [{"type": "string"}, {"type": "integer"}]
    assert tree["additionalProperties"] is False


def validator(described: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    whole = Resource.from_contents(described, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:described", whole)
    reference = {"$ref": "urn:described" + schema["$ref"]} if "$ref" in schema else schema
    return Draft202012Validator(reference, registry=registry)


def test_every_schema_is_one_and_every_reference_leads_somewhere(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    schemas = described["components"]["schemas"]
    assert len(schemas) > len(PAGES)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    text = str(described)
    for name in {part.partition("'")[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in schemas


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_twin_answers_as_described(
    path: str,
    asked: TestClient,
    addresses: dict[str, str],  # noqa: F811
) -> None:
    described = asked.get("/openapi.json").json()
    twin = next(page.twin for page in PAGES if page.path == path)
    operation = described["paths"][twin]["get"]
    assert operation["description"], f"{twin}: its function says nothing"
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema, f"{twin}: its function does not say what it returns"
    found = addresses.get(path, path)
    if "{" in found:
        pytest.skip(f"{path} needs something that the demo does not hold")
    place, _, query = found.partition("?")
    answer = asked.get("/index.json" if path == "/" else f"{place}.json?{query}")
    if answer.status_code == 400:
        schema = operation["responses"]["4XX"]["content"]["application/json"]["schema"]
    validator(described, schema).validate(answer.json())


def test_trouble_is_answered_as_described(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()
    for path in ("/index.json?as_of=soon", "/entries/nothing.json", "/nothing.json"):
        answer = asked.get(path)
        assert answer.status_code >= 400
        validator(described, {"$ref": "#/components/schemas/Error"}).validate(answer.json())


def test_every_act_says_which_fields_it_takes_but_not_the_token(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()
    for act in ACTS:
        operation = described["paths"][act.path]["post"]
        assert operation["security"] == [{"key": []}]
        assert operation["summary"], act.path
    assert "csrf" not in asked.get("/openapi.json").text


def test_the_page_says_what_the_description_says(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()["paths"]
    page = asked.get("/api").text
    for path in described:
        assert f"{path}</code>" in page, path


def test_the_description_is_made_once(demo: Path) -> None:
    with client_of(demo) as client:
        first = client.app.openapi()  # type: ignore[attr-defined]
        client.get("/openapi.json")
        assert client.app.openapi() is first  # type: ignore[attr-defined]

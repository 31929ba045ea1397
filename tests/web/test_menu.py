"""The menu is known before the pages are loaded, and says what they say; any may come first."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.record import keep_open
from detente.web.app import make_app
from detente.web.menu import MENU, Listed
from detente.web.table import PAGES
from tests.web.conftest import NOW, settings


def test_it_lists_the_pages_that_have_a_key_in_the_order_of_the_table() -> None:
    assert tuple(Listed(p.key, p.path, p.title) for p in PAGES if p.key) == MENU


@pytest.mark.parametrize("path", ["/matrix", "/reports.json", "/openapi.json", "/matrix.csv"])
def test_a_workbench_that_has_just_opened_answers_at_any_address(demo: Path, path: str) -> None:
    record = keep_open(str(demo), now=lambda: NOW)
    app = make_app(record, settings(record_file=demo))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get(path).status_code == 200
        assert client.get("/nothing").status_code == 404
        assert "Where things stand" in client.get("/").text

"""The menu is known before the pages are loaded, and says what they say; any may come first."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from detente.record import keep_open
from detente.web.app import make_app
from detente.web.menu import MENU, Listed
from detente.web.table import PAGES
from tests.web.conftest import NOW, context_of, served, settings


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


def test_no_entry_is_cut_off_at_the_widths_of_desks(demo: Path, browser: Browser) -> None:
    with served(demo) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/")
        menu = page.locator("header.frame ul")
        for width in (900, 1024, 1130, 1200, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert menu.evaluate("it => it.scrollWidth <= it.clientWidth"), width

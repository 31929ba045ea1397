"""While a long record is being read, a page that says so stands in for any other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from starlette.testclient import TestClient

from detente.record import keep_open
from detente.web import left, opening, reading
from detente.web.app import make_app
from detente.web.pages import home
from detente.web.show import BEHIND
from tests.record.build import Clock, Draft
from tests.web.conftest import check_barriers, context_of, picture, served, settings

TOLD = "The record is being read."


@pytest.fixture
def name(tmp_path: Path) -> str:
    name = str(tmp_path / "record.db")
    with keep_open(name, now=Clock(), create=True) as record:
        draft = Draft("Norland rejects a toll.", "2031-03-01")
        draft.position("Norland", "rejects", "a toll", "Norland rejects a toll")
        record.enter([draft.reading()])
    return name


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What lets the workbench go on that opens a record which counts as long."""
    event = threading.Event()
    made = home.made

    class Slow:
        @staticmethod
        def made(**asked: object) -> home.Home:
            event.wait(60)
            return made(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr(left, "LONG", 1)
    monkeypatch.setattr(reading, "PATIENCE_S", 0.01)
    monkeypatch.setattr(opening, "home", Slow)
    yield event
    event.set()


@contextmanager
def client(name: str) -> Iterator[TestClient]:
    record = keep_open(name, now=Clock())
    app = make_app(record, settings(record_file=Path(name), now=Clock()))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def once_read(browser: TestClient, path: str) -> str:
    """The page itself; each try waits a moment for it."""
    for _ in range(3_000):
        if TOLD not in (text := browser.get(path).text):
            return text
    raise AssertionError(f"{path} never came")


def test_no_page_waits_for_a_long_record(name: str, read: threading.Event) -> None:
    with client(name) as browser:
        early = {path: browser.get(path) for path in ("/", "/matrix", "/reports")}
        twin, behind = browser.get("/matrix.json"), browser.get("/matrix", headers={BEHIND: "1"})
        read.set()
        for path, page in early.items():
            assert (page.status_code, TOLD in page.text) == (200, True)
            assert 'http-equiv="refresh"' in page.text, "a browser without scripts asks again"
            assert page.headers["Cache-Control"] == "no-store"
            assert "toll" not in page.text
            assert 'http-equiv="refresh"' not in once_read(browser, path)
    assert "toll" in twin.text
    assert "toll" in behind.text
    assert TOLD not in behind.text


def test_of_a_short_record_nobody_is_told(
    name: str, read: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left, "LONG", 2)
    with client(name) as browser:
        page = browser.get("/matrix").text
        read.set()
    assert TOLD not in page
    assert "toll" in page


def test_a_page_that_fails_is_told_of_and_not_waited_for(
    name: str, read: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        read.wait(60)
        raise AssertionError("it cannot be made")

    monkeypatch.setattr(opening.home, "made", broken)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with client(name) as browser:
        assert TOLD in browser.get("/matrix").text
        read.set()
        once_read(browser, "/matrix")


def test_a_browser_shows_the_page_once_it_is_there(
    name: str, read: threading.Event, browser: Browser
) -> None:
    with (
        served(Path(name), opened_by=keep_open, now=Clock()) as address,
        context_of(browser, address) as context,
    ):
        page = context.new_page()
        asked: list[Route] = []
        page.route("**/left.js", lambda route: asked.append(route), times=1)  # noqa: PLW0108  (it takes no built-in)
        page.goto("/matrix", wait_until="commit")
        expect(page.locator("main")).to_contain_text(TOLD)
        read.set()
        while not asked:
            page.wait_for_timeout(10)
        asked[0].continue_()
        expect(page.locator("main")).to_contain_text("a toll")
        expect(page.locator("[data-left]")).to_have_count(0)


def test_it_has_no_barriers(name: str, read: threading.Event, browser: Browser) -> None:
    with (
        served(Path(name), opened_by=keep_open, now=Clock()) as address,
        context_of(browser, address) as context,
    ):
        page = context.new_page()
        page.route("**/left.js", lambda route: route.abort())
        page.goto("/matrix")
        expect(page.locator("main")).to_contain_text(TOLD)
        check_barriers(page)
        picture(page, "reading")
        read.set()

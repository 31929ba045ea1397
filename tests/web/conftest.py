"""A workbench of the demo: asked directly, and in a real browser that may reach nothing else."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from starlette.testclient import TestClient

from detente.record import Record, open_record
from detente.web.app import make_app
from detente.web.settings import Settings

NOW = dt.datetime(2031, 6, 1, 8, tzinfo=dt.UTC)
# Pictures of the pages are kept here if it is set, to be looked at.
PICTURES = os.environ.get("DETENTE_TEST_PICTURES")
# Pixels of a page from its top that a picture holds: two screens. The whole of the longest pages
# takes several times as long, on each of two hundred pictures.
TALLEST = 1800
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# How long a page may take to do something, on a machine that others use: no test waits in vain.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


def settings(**changes: object) -> Settings:
    given = {"record_name": "demo.db", "user": "ana", "now": lambda: dt.datetime.now(dt.UTC)}
    return Settings(**{**given, **changes})  # type: ignore[arg-type]


@contextmanager
def client_of(record: Path, **changes: object) -> Iterator[TestClient]:
    """A client of a workbench of this record, without browser or port."""
    opened = open_record(str(record), now=lambda: dt.datetime.now(dt.UTC))
    app = make_app(opened, settings(record_file=record, **changes))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@contextmanager
def served(
    record: Path, *, opened_by: Callable[..., Record] = open_record, **changes: object
) -> Iterator[str]:
    """The address of a workbench of this record on a port of this machine."""
    opened = opened_by(str(record), now=lambda: dt.datetime.now(dt.UTC))
    app = make_app(opened, settings(record_file=record, **changes))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        threading.Event().wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Path:
    """A record of the demo of this test's own."""
    return Path(shutil.copy(demo_file, tmp_path / "demo.db"))


def let_stand(path: Path, day: dt.date | None = None, **least: float) -> None:
    """Let the desk accept entries that are this likely, by kind, where the reader is not sure.

    day: Where the reader was not sure on that day; None for the last.
    """
    with open_record(str(path), now=lambda: dt.datetime(2026, 4, 11, tzinfo=dt.UTC)) as record:
        for family, confidence in least.items():
            for entry in record.entries(family, as_of=day):
                if not entry.sure and entry.claim.confidence >= confidence:
                    record.judge(entry.id, "accepted", by="desk")


@pytest.fixture
def client(demo: Path) -> Iterator[TestClient]:
    with client_of(demo) as found:
        yield found


@pytest.fixture(scope="module")
def asked(demo_file: Path) -> Iterator[TestClient]:
    """A client of one workbench for all tests of a module that change nothing."""
    with client_of(demo_file) as found:
        yield found


@pytest.fixture
def address(demo: Path) -> Iterator[str]:
    with served(demo) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        # what nobody saw in a browser must not pass for seen where it counts
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave("no Chromium was found: apt-get install chromium ('.ci/run' does it on Debian)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def context_of(browser: Browser, address: str, **options: object) -> Iterator[BrowserContext]:
    """A browser window that fails the test if it asks another host, or a script fails in it."""
    wrong: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"asked {request.url}")

    context = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    context.on("request", watch)
    context.on("weberror", lambda error: wrong.append(f"script failed: {error.error}"))
    context.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
    )
    context.on("page", _heard)
    yield context
    context.close()
    assert wrong == []


def _heard(page: Page) -> None:
    """Let keys wait for the page that they are meant for: it hears them once its script runs."""
    press = page.keyboard.press

    def press_there(*keys: str, **options: float) -> None:
        page.wait_for_load_state()
        press(*keys, **options)

    page.keyboard.press = press_there  # type: ignore[method-assign, assignment]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A browser's page, at the workbench of the demo."""
    with context_of(browser, address) as context:
        yield context.new_page()


def check_barriers(page: Page) -> None:
    """Fail for whatever axe finds that keeps people from using the page."""
    found = Axe().run(page).response["violations"]
    told = [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
    assert told == [], "\n".join(told)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page if pictures are wanted."""
    if PICTURES:
        wide, tall = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        top = {"x": 0, "y": 0, "width": wide, "height": min(tall, TALLEST)}
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True, clip=top)

"""What holds for every page: nobody is kept out, it fits every screen, it reads without script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.web.table import PAGES
from tests.web.conftest import check_barriers, context_of, picture, served
from tests.web.test_exports import taken

# Widths of a telephone, a laptop and a wall, in pixels.
NARROW, USUAL, WIDE = 360, 1280, 3840
# Of which a picture on the wall is kept too.
SEEN_WIDE = ("/", "/matrix", "/review")
NAMES = [page.path for page in PAGES]


@pytest.fixture(scope="module")
def everywhere(demo_file: Path) -> Iterator[str]:
    """The address of one workbench for all of these tests: they change nothing."""
    with served(demo_file) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(asked: TestClient) -> dict[str, str]:
    """An address of each page: where one names a thing, that of one in the demo."""
    brief = asked.get("/index.json").json()["brief"]
    lines = [line for section in brief["sections"] for line in section["lines"] if line["ids"]]
    entry = lines[0]["ids"][0]
    words = asked.get(f"/entries/{entry}.json").json()["line"]["words"]
    drafts = asked.get("/drafts.json").json()["proposals"][0]["drafts"]
    old, new = (line["version"]["id"] for line in drafts[:2])
    point = asked.get(f"/drafts/draft.json?draft={old}").json()["parts"][-2]
    cell = asked.get("/matrix.json").json()["groups"][0]["rows"][0]["cells"][0]
    return {
        "/matrix/cell": f"/matrix/cell?party={cell['party']}&proposition={cell['proposition']}",
        "/entries/{id}": f"/entries/{entry}",
        "/analyses/{name}": "/analyses/blocks",
        "/drafts/compare": f"/drafts/compare?a={old}&b={new}",
        "/drafts/draft": f"/drafts/draft?draft={old}",
        "/drafts/point": f"/drafts/point?draft={old}&at={point['start']}",
        "/reports/{id}": f"/reports/{words[0]['report']}",
        "/cite/{id}": f"/cite/{entry}",
        "/issues/{id}": f"/issues/{asked.get('/issues.json').json()['issues'][0]['id']}",
    }


def address(path: str, addresses: dict[str, str]) -> str:
    found = addresses.get(path, path)
    if "{" in found:
        pytest.skip(f"{path} is tried in a test of its own")
    return found


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    path: str, scheme: str, browser: Browser, everywhere: str, addresses: dict[str, str]
) -> None:
    with context_of(browser, everywhere, color_scheme=scheme) as context:
        page = context.new_page()
        answer = page.goto(address(path, addresses))
        assert answer is not None
        assert answer.status == 200
        check_barriers(page)
        assert page.locator("h1").count() >= 1
        picture(page, f"every{path.replace('/', '-').replace('{id}', 'id')}-{scheme}")


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_fits(
    path: str, width: int, browser: Browser, everywhere: str, addresses: dict[str, str]
) -> None:
    size = {"width": width, "height": 900}
    with context_of(browser, everywhere, viewport=size) as context:
        page = context.new_page()
        page.goto(address(path, addresses))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} pixels wide on a screen of {width}"
        for here in page.locator("header.frame [aria-current]").all():
            expect(here).to_be_in_viewport(ratio=0.9)  # of the last one a pixel may stand out
        check_barriers(page)
        if width == NARROW or path in SEEN_WIDE:
            picture(page, f"every{path.replace('/', '-').replace('{id}', 'id')}-{width}")


@pytest.mark.parametrize("path", NAMES)
def test_it_reads_without_script(
    path: str, browser: Browser, everywhere: str, addresses: dict[str, str]
) -> None:
    with context_of(browser, everywhere, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(path, addresses))
        assert page.locator("main h1").first.inner_text().strip()
        assert page.locator("nav a").count() > 1


@pytest.mark.parametrize("path", NAMES)
def test_it_can_be_taken_along(path: str, asked: TestClient, addresses: dict[str, str]) -> None:
    """Every page leads to what it shows in open formats, and each of them answers."""
    led = taken(asked.get(address(path, addresses)).text)
    page = next(page for page in PAGES if page.path == path)
    endings = {link.partition("?")[0].rpartition(".")[2] for link in led}
    assert "json" in endings
    assert endings >= set(page.row_forms)
    for link in led:
        answer = asked.get(link)
        assert answer.status_code == 200, link
        assert answer.content


@pytest.mark.parametrize("path", NAMES)
def test_its_twin_is_json_and_described(
    path: str, asked: TestClient, addresses: dict[str, str]
) -> None:
    twin = next(page.twin for page in PAGES if page.path == path)
    described = asked.get("/openapi.json").json()["paths"]
    assert twin in described
    found = address(path, addresses)
    place, mark, query = found.partition("?")
    answer = asked.get("/index.json" if found == "/" else f"{place}.json{mark}{query}")
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.content)

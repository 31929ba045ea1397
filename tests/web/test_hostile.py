"""A report made to harm its reader: on every page, in a real browser, it is only words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.cli import run
from detente.record import open_record
from detente.web.table import PAGES
from tests.web.conftest import check_barriers, client_of, context_of, picture, served, settings

HIT = "window.hit=1"
TAGS = (
    f"<script>{HIT}</script>",
    f"<img src=x onerror={HIT}>",
    f'"><svg onload="{HIT}">',
    f'</textarea></title><iframe src="javascript:{HIT}"></iframe>',
    "{{ 7*7 }}{% raw %}",
    "</blockquote><form action=https://evil.example><button>Log in</button></form>",
)
TEXT = f"""{TAGS[0]} Norland rejects {TAGS[1]}

Norland rejected {TAGS[1]} monitors on Monday, Foreign Minister {TAGS[2]} Ana Veld said.
"We will never accept {TAGS[0]} the plan," Veld said. "\u202etnemeerga on\u202c," she added.

Sudland{TAGS[2]} demands a withdrawal of {TAGS[3]} all forces by 1 May 2031. {TAGS[4]}
Norland and Sudland met in Corvane {TAGS[5]} on Tuesday. They will meet in "{TAGS[0]}" on 2 April
2031. Mediators proposed a truce of 90 days{TAGS[1]}. It is not known whether {TAGS[0]} it holds.

{"W" * 20_000}
"""
ADDRESS = f"javascript:{HIT}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of hostile reports, with hostile words of the desk on them."""
    folder = tmp_path_factory.mktemp("hostile")
    record = folder / "hostile.db"
    path = folder / "a.txt"
    for number, address in enumerate(
        (ADDRESS, "https://wire.example/a", "https://wire.example/a")
    ):
        path.write_text(TEXT + "\nNorland spoke again.\n" * number, "utf-8")
        given = ["--source", f"Wire {TAGS[2]}", "--published", "2031-03-06", "--url", address]
        assert run(["-q", "add", str(path), "--record", str(record), *given]) == 0
    with open_record(str(record), now=settings().now) as opened:
        issue = opened.issue_add(f"Issue {TAGS[0]}", by=TAGS[1], definition=TAGS[3])
        opened.proposition_add(issue.id, f"text {TAGS[1]}", by=TAGS[1])
        entries = opened.entries("positions") + opened.entries("contacts")
        assert entries
        for entry in entries[:2]:
            opened.judge(entry.id, "accepted", by=TAGS[0], why=TAGS[1])
    return record


def names(record: Path) -> dict[str, str]:
    """What stands in the place of an id in the address of each page."""
    with open_record(str(record), now=settings().now) as opened:
        report = opened.reports()[0].id
        entry = opened.entries("positions")[0].id
        statement = opened.entries("statements")[0].id
        issue = opened.issues()[0].id
    return {"reports": report, "entries": entry, "cite": statement, "issues": issue}


def addresses(record: Path) -> Iterator[str]:
    known = names(record)
    for page in PAGES:
        kind = page.path.split("/")[1]
        if "{" not in page.path:
            yield page.path
        elif kind in known:
            yield re.sub(r"\{\w+\}", known[kind], page.path)


def check_harmless(page: Page) -> None:
    """Fail if anything of the report became more than words."""
    assert page.evaluate("window.hit") is None
    scripts = page.locator("script:not([type=module][src^='/static/'])")
    assert scripts.count() == 0, scripts.first.evaluate("node => node.outerHTML")
    for bad in ("iframe", "img[src='x']", "[onerror]", "[onload]", "form[action^='http']"):
        assert page.locator(bad).count() == 0, bad
    links = page.eval_on_selector_all(
        "a[href]", "all => all.map((a) => [a.protocol, a.rel, a.host])"
    )
    for protocol, rel, host in links:
        assert protocol in ("http:", "https:", "webcal:"), protocol
        if not host.startswith("127.0.0.1"):
            assert {"noopener", "noreferrer", "external"} <= set(rel.split()), host


def test_it_is_words_on_every_page(browser: Browser, hostile: Path) -> None:
    seen = 0
    with served(hostile) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"a page asks: {dialog.message}"))
        for path in addresses(hostile):
            answer = page.goto(path)
            assert answer is not None
            assert answer.status in (200, 400), path
            check_harmless(page)
            seen += TAGS[0] in page.content() or "&lt;script&gt;" in page.content()
            opens = page.locator("main a[data-open]")
            if opens.count():
                opens.first.click()
                expect(page.locator(".opened, .panel").first).to_be_attached()
                check_harmless(page)
    assert seen > 5, "the hostile words are hardly anywhere: nothing was tried"


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_though_a_word_of_it_has_no_end(
    browser: Browser, hostile: Path, width: int
) -> None:
    size = {"width": width, "height": 900}
    with served(hostile) as address, context_of(browser, address, viewport=size) as context:
        page = context.new_page()
        for path in addresses(hostile):
            page.goto(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} pixels wide on a screen of {width}"


def test_marks_of_direction_are_shown_as_what_they_are(hostile: Path) -> None:
    with client_of(hostile) as client:
        for path in addresses(hostile):
            assert "\u202e" not in client.get(path).text, path
        shown = client.get(f"/reports/{names(hostile)['reports']}").text
        assert "U+202E" in shown or "202E" in shown.upper()


def test_a_hostile_report_is_pasted_read_and_shown(browser: Browser, demo: Path) -> None:
    with served(demo) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/add")
        page.get_by_label("Paste the text of one report").fill(TEXT)
        page.get_by_label("Outlet").fill(TAGS[2])
        page.get_by_role("button", name="Read and add").click()
        expect(page.get_by_role("heading", name="What was read")).to_be_visible(timeout=60_000)
        check_harmless(page)
        check_barriers(page)
        page.locator("section.read h2 a").click()
        check_harmless(page)
        picture(page, "hostile")


def test_a_web_address_that_is_none_is_refused(client: TestClient) -> None:
    from tests.web.test_home import token

    form = {"csrf": token(client), "text": "Norland waits.", "address": ADDRESS}
    refused = client.post("/add", data=form)
    assert refused.status_code == 400
    assert "is no web address" in refused.text

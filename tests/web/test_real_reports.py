"""The workbench on real reports, where they lie beside the checkout: every page of the menu opens.

They are other people's words: a failure tells addresses and rules, never what stands on a page.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from detente.readings.readers import reader
from detente.record import open_record
from detente.web.menu import MENU
from detente.web.table import PAGES
from evals.data import load_report
from evals.opposed import DEFAULT
from tests.web.conftest import NOW, context_of, served

TEXTS = DEFAULT / "negotiations" / "texts"
# Enough to fill every page, and read in seconds.
REPORTS = 4
# Pages with most words of reports on them: axe looks at these.
LOOKED_AT = ("/", "/matrix", "/blocks", "/review")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench of a record of the shortest reports."""
    found = sorted(TEXTS.glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    if not found:
        pytest.skip(f"no reports lie at {DEFAULT}")
    path = tmp_path_factory.mktemp("real") / "real.db"
    with open_record(str(path), create=True, now=lambda: NOW) as record:
        reports = [load_report(TEXTS, one.stem) for one in found[:REPORTS]]
        record.enter(reader("learned").read_all(reports))
    with served(path) as where:
        yield where


def test_every_page_of_the_menu_opens_and_asks_no_one_else(browser: Browser, address: str) -> None:
    twins = {page.path: page.twin for page in PAGES}
    wrong: list[str] = []
    with context_of(browser, address) as context:
        page = context.new_page()
        for one in MENU:
            answer = page.goto(one.path)
            twin = page.request.get(twins[one.path])
            if answer is None or answer.status != 200 or not twin.ok:
                wrong.append(f"{one.path}: {answer and answer.status}, its twin {twin.status}")
            if one.path in LOOKED_AT:
                violations = Axe().run(page).response["violations"]
                wrong += [f"{one.path}: {found['id']}" for found in violations]
        assert wrong == []
        assert page.request.get("/reports.json").json()["total"] == REPORTS
        # there is something on them to look at
        assert page.request.get("/index.json").json()["brief"]["sections"]

"""Takes the pictures of the workbench for README and docs: `python docs/_ext/pictures.py`.

It reads the demo into a record, serves it on a port of this machine, and looks with Chromium.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from detente.cli import run
from tests.web.conftest import CHROMIUM, served

PICTURES = Path(__file__).parents[1] / "pictures"
SIZE = {"width": 1280, "height": 860}


def changed(page: Page) -> None:
    page.goto("/?since=2026-04-20")
    page.locator("section[aria-labelledby=k-new] a[data-open]").nth(2).click()
    page.locator(".opened mark").first.wait_for()


def matrix(page: Page) -> None:
    page.goto("/matrix")


def review(page: Page) -> None:
    page.goto("/review")


SHOTS: dict[str, Callable[[Page], None]] = {"changed": changed, "matrix": matrix, "review": review}


def main() -> None:
    """Write each picture in light and dark."""
    PICTURES.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    record = folder / "demo.db"
    if run(["-q", "demo", "--record", str(record)]) != 0:
        raise SystemExit("the demo could not be read")
    with served(record) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, go in SHOTS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(base_url=address, viewport=SIZE, color_scheme=scheme)
                page = context.new_page()
                go(page)
                page.wait_for_timeout(300)
                page.screenshot(path=PICTURES / f"{name}-{scheme}.png")
                context.close()
        browser.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()

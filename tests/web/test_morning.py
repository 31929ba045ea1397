"""The morning walk: what changed, a cell, its sentence, a correction, undo, the brief on paper."""

from __future__ import annotations

import io
import re

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.web.conftest import check_barriers


def test_the_morning_walk(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1).first).to_contain_text("first visit")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("main .opened mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("m")  # all of it has been read
    expect(page.get_by_text("Nothing changed.")).to_be_visible()

    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who stands where")
    cell = page.locator("main td a[data-open]").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main .opened mark").first).to_be_visible()
    check_barriers(page)

    correct = page.locator("main .opened").get_by_role("link", name="Correct").first
    correct.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/review"))
    page.keyboard.press("e")
    firmness = page.get_by_label("firmness")
    firmness.fill("very firmly")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text(re.compile("correct", re.IGNORECASE))
    page.keyboard.press("Escape")
    page.locator("body").press("u")
    expect(page.locator("#told")).to_contain_text(re.compile("taken back", re.IGNORECASE))

    page.goto("/")
    title = page.locator("#brief").inner_text()
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert title in words
    assert "Mark as read" not in words

"""What the desk assumes, said in the browser: set apart, counted, taken back; and the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, let_stand, picture
from tests.web.test_add import token


@pytest.fixture
def positions(demo: Path) -> Path:
    """The demo with positions that the desk let stand."""
    let_stand(demo, positions=0.6)
    return demo


def opened(page: Page, action: str) -> Locator:
    """A form of the page; what folds it away is opened, unless it is."""
    form = page.locator(f"form[action='{action}']")
    if not form.is_visible():
        page.locator("details.adding > summary").first.click()
    expect(form).to_be_visible()
    return form


def test_an_option_and_an_order_count_in_packages_and_are_set_apart(
    positions: Path, page: Page
) -> None:
    page.goto("/analyses/packages")
    form = opened(page, "/assume/option")
    form.locator("select[name='issue']").select_option("Monitors")
    form.get_by_label("an option").fill("ninety monitors")
    form.get_by_label("why").fill("half of both")
    form.get_by_role("button", name="Assume").click()
    expect(page.get_by_text("ninety monitors [the desk's]").first).to_be_visible()
    assumed = page.locator("section[aria-labelledby='assumed']")
    expect(assumed).to_contain_text("half of both")
    form = opened(page, "/assume/order")
    form.get_by_label("party").fill("Torvania")
    form.locator("select[name='issue']").select_option("Monitors")
    form.get_by_label("the best first").fill("ninety\nnone = send 180")
    form.get_by_label("why").fill("a guess")
    form.get_by_role("button", name="Assume").click()
    expect(assumed).to_contain_text("Torvania on Monitors, the best first: ninety monitors; then")
    expect(page.locator("td[data-column='assumes'] a").first).to_be_visible()
    check_barriers(page)
    picture(page, "assumed-packages")
    page.get_by_role("button", name="Take assumption").first.click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    expect(page.get_by_text("ninety monitors [the desk's]")).to_have_count(0)


def test_moves_and_wants_make_a_model_that_is_solved(page: Page) -> None:
    page.goto("/analyses/stability")
    for party, move in (("Torvania", "withdraw"), ("Kestland", "pay")):
        form = opened(page, "/assume/move")
        form.get_by_label("party").fill(party)
        form.get_by_label("may do or leave").fill(move)
        form.get_by_label("why").fill("it is its own")
        form.get_by_role("button", name="Assume").click()
    for party, wants in (("Torvania", "pay\nnot withdraw"), ("Kestland", "withdraw\nnot pay")):
        form = opened(page, "/assume/wants")
        form.get_by_label("party").fill(party)
        form.get_by_label("wants").fill(wants)
        form.get_by_label("why").fill("a guess")
        form.get_by_role("button", name="Assume").click()
    expect(page.locator("#model")).to_have_value(re.compile("wants = ..withdraw"))
    page.get_by_role("button", name="Solve").click()
    expect(page.get_by_text("Torvania: nothing; Kestland: nothing").first).to_be_visible()
    expect(page.locator("section[aria-labelledby='assumed']")).to_contain_text("open to Torvania")
    check_barriers(page)
    picture(page, "assumed-stability")


def test_what_cannot_be_assumed_is_refused_in_words(client: TestClient) -> None:
    form = {"csrf": token(client), "party": "Torvania", "why": "a guess"}
    wants = client.post("/assume/wants", data={**form, "wants": "not stay"})
    assert "which moves are open to whom" in wants.text
    order = {**form, "issue": "Monitors", "order": "gold\nnone"}
    assert "nknown option" in client.post("/assume/order", data=order).text
    marked = client.post("/assume/move", data={**form, "text": "leave", "mark": "secret"})
    assert "mark served here" in marked.text
    assert "no assumption 99" in client.post("/assume/drop", data={**form, "number": 99}).text
    assert client.get("/analyses/stability.json?up_to=restricted").json()["assumed"] == []
    nothing = client.post("/ledger/say", data={"csrf": form["csrf"], "id": "x"})
    assert "othing was said" in nothing.text


def test_a_forecast_is_settled_and_taken_back_in_the_ledger(page: Page) -> None:
    page.goto("/analyses/ledger?up_to=internal")
    entry = page.locator("li.entry").filter(has_text="Nadia Ferrant").first
    expect(entry).to_contain_text("the desk has not said what became of it")
    entry.get_by_text("Say what became of it").click()
    entry.get_by_label("the condition was met").select_option("yes")
    entry.get_by_label("it came about").select_option("no")
    entry.get_by_label("probability").fill("70")
    entry.get_by_label("why").fill("the round broke up")
    entry.get_by_role("button", name="Keep").click()
    entry = page.locator("li.entry").filter(has_text="It did not come about")
    expect(entry).to_contain_text("condition met: yes")
    expect(entry).to_contain_text("70 percent, the desk's number; Brier 0.49")
    expect(page.get_by_text("Brier 0.49 over 1").first).to_be_visible()
    check_barriers(page)
    picture(page, "ledger")
    page.goto("/analyses/ledger")
    expect(page.get_by_text("marked above public").first).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back").first).to_be_visible()
    page.goto("/analyses/ledger?up_to=internal")
    expect(page.get_by_text("It did not come about")).to_have_count(0)


def test_the_forms_read_on_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/analyses/ledger?up_to=internal", "/analyses/stability", "/analyses/packages"):
        page.goto(path)
        for summary in page.locator("details.adding > summary, details.became > summary").all()[
            :1
        ]:
            summary.click()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, path
    picture(page, "assumed-narrow")

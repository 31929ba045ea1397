"""The first page: what changed, the mark, the brief."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from detente.web.asked import lately
from tests.web.conftest import check_barriers, picture


def token(client: TestClient, path: str = "/") -> str:
    found = re.search(r'data-csrf="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def test_first_visit_shows_everything_and_the_brief(client: TestClient) -> None:
    page = client.get("/").text
    values = client.get("/index.json").json()
    assert values["first"] is True
    assert "Everything: this is your first visit" in page
    families = [family for group in values["groups"] for family in group["families"]]
    said = [change["said"] for family in families for change in family["changes"]]
    declined = sum(len(family["declined"]) for family in families)
    assert len(said) + declined + sum(family["more"] for family in families) == sum(
        group["number"] for group in values["groups"]
    )
    assert all(words in unescape(page) for words in said)
    assert values["brief"]["title"] in page


def test_first_visit_of_a_large_record_shows_what_came_lately(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/index.json").json()
    monkeypatch.setattr("detente.web.pages.home._FEW_REPORTS", 3)
    late = client.get("/index.json").json()
    day = dt.date.fromisoformat(late["brief"]["as_of"])
    assert (late["first"], late["whole"], late["since"]) == (True, False, str(lately(day)))
    assert 0 < late["reports"] < whole["reports"]
    assert f"Your first visit: what is new since {late['since_text']}" in client.get("/").text


def test_one_family_shows_all_of_its_changes(client: TestClient) -> None:
    groups = client.get("/index.json", params={"family": "positions"}).json()["groups"]
    families = [family for group in groups for family in group["families"]]
    assert {(family["name"], family["more"]) for family in families} == {("positions", 0)}


def test_mark_as_read_moves_the_mark_and_undo_moves_it_back(client: TestClient) -> None:
    values = client.get("/index.json").json()
    form = {"csrf": token(client), "seen": values["seen"], "back": "/"}
    assert client.post("/look", data=form).status_code == 303
    after = client.get("/index.json").json()
    assert (after["first"], after["groups"]) == (False, [])
    client.post("/undo", data={"csrf": form["csrf"]})
    assert client.get("/index.json").json()["groups"] == values["groups"]


def test_a_form_without_its_token_changes_nothing(client: TestClient) -> None:
    before = client.get("/index.json").json()["first"]
    refused = client.post("/look", data={"seen": "2031-06-01"})
    assert refused.status_code == 403
    assert "load its page again" in refused.text
    assert client.get("/index.json").json()["first"] == before


def test_a_line_opens_its_sentence_in_place(page: Page) -> None:
    page.goto("/")
    check_barriers(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".opened mark").first).to_be_visible()
    check_barriers(page)
    picture(page, "home")
    page.keyboard.press("Enter")
    expect(page.locator(".opened")).to_have_count(0)


def test_a_line_is_judged_where_it_was_opened(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("j")
    line = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    expect(page.locator("main .opened mark").first).to_be_visible()
    for key, told in (("a", "Accepted."), ("u", "Taken back: the judgement 'accepted' on “")):
        page.keyboard.press(key)
        expect(page.locator("#told")).to_contain_text(told)
        page.wait_for_load_state()  # the keys are heard once the page's script is there
        assert page.url.endswith("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("main .opened mark").first).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("Accepted.")
    expect(page.locator("main .opened mark").first).to_be_visible()
    assert page.evaluate("document.activeElement.innerText") == line


def test_who_only_declined_to_comment_is_one_line_and_each_name_opens_its_sentence(
    page: Page,
) -> None:
    page.goto("/")
    family = page.locator(".family", has_text="Declined to comment").first
    line = family.locator(".declined")
    expect(line).to_have_count(1)
    expect(family.locator("ul > li:not(.more)").last).to_contain_text("Declined to comment")
    names = line.locator("a[data-open]")
    assert names.count() > 1
    for n in range(2):
        names.nth(n).click()
    expect(line.locator(".opened")).to_have_count(2)
    picture(page, "declined")
    check_barriers(page)
    names.nth(0).click()
    expect(line.locator(".opened")).to_have_count(1)

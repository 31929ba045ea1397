"""The log: every act, by whom where the mark allows, and taking one back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from detente.record import open_record
from tests.web.conftest import NOW, check_barriers, client_of, picture
from tests.web.test_home import token


def acts(client: TestClient) -> list[str]:
    card = client.get("/review.json").json()["queue"]
    return [waiting["id"] for waiting in card]


def test_who_acted_is_shown_only_where_the_mark_allows(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        entry = record.entries("contacts")[0].id
        record.judge(entry, "accepted", by="beatrix", why="she was there")
    with client_of(demo) as client:
        public = client.get("/log.json").json()
        # the judgement, and the two drafts that the demo brings
        assert (public["deeds"], public["hidden"], public["wider"]) == ([], 3, "internal")
        assert "beatrix" not in client.get("/log").text
        line = client.get("/log.json", params={"up_to": "internal"}).json()["deeds"][0]
        assert (line["by"], line["why"], line["entry"]) == ("beatrix", "she was there", entry)


def test_an_act_above_the_mark_that_is_served_cannot_be_taken_back(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        entry = record.entries("contacts")[0].id
        hidden = record.judge(entry, "accepted", by="beatrix", mark="restricted").id
        shown = record.judge(entry, "accepted", by="beatrix", mark="internal").id
    with client_of(demo, ceiling="internal") as client:
        form = {"csrf": token(client), "deed": str(hidden)}
        assert client.post("/log/undo", data=form).status_code == 404
        assert client.post("/log/undo", data={**form, "deed": str(shown)}).status_code == 303
    with open_record(str(demo), now=lambda: NOW) as record:
        undone = {row.id: row.undone for row in record.deeds(up_to="restricted").rows}
        assert (undone[hidden], undone[shown]) == (False, True)


def test_the_log_is_shown_a_page_at_a_time(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        entry = record.entries("contacts")[0].id
        for _ in range(120):
            record.judge(entry, "accepted", by="ana")
    with client_of(demo) as client:
        first = client.get("/log.json", params={"up_to": "internal"}).json()
        more = {"up_to": "internal", "after": first["next"]}
        second = client.get("/log.json", params=more).json()
        numbers = [deed["id"] for deed in (*first["deeds"], *second["deeds"])]
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(numbers)) == len(numbers) > len(first["deeds"])


def test_one_act_is_taken_back_and_both_stay(page: Page) -> None:
    page.goto("/review")
    first = page.locator("#claim").get_attribute("data-entry") or ""
    for key, told in (("a", "Accepted"), ("x", "Rejected")):
        before = page.locator("#claim").get_attribute("data-entry") or ""
        page.keyboard.press(key)
        expect(page.locator("#claim")).not_to_have_attribute("data-entry", before)
        expect(page.locator("#told")).to_contain_text(told)  # it is kept: one may leave the page
    page.goto("/log?up_to=internal")
    check_barriers(page)
    row = page.get_by_role("row").filter(has_text=first)
    row.get_by_role("button", name="Take back").click()
    expect(page.locator("#told")).to_contain_text("Taken back")
    expect(page.locator("tr.undone")).to_have_count(1)
    expect(page.locator("tbody tr")).to_have_count(5)  # with the two drafts that the demo brings
    picture(page, "log")

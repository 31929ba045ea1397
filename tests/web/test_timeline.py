"""Contacts in time: filters, the month, the calendar file and its feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, context_of, let_stand, picture


@pytest.fixture
def demo(demo: Path) -> Path:
    """The demo as its desk left it: what the reader is not sure of may stand."""
    let_stand(demo, contacts=0.7)
    return demo


def lines(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for part in values["stretches"] for line in part["lines"]]


def events(client: TestClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def test_months_come_newest_first_with_what_became_of_each(client: TestClient) -> None:
    values = client.get("/timeline.json").json()
    keys = [part["key"] for part in values["stretches"]]
    assert keys == sorted(keys, reverse=True)
    assert keys[-1] == ""
    became = [[told["status"] for told in line["told"]] for line in lines(values)]
    assert ["held", "denied"] in became
    assert any(told[:1] == ["planned"] and "held" in told for told in became)
    page = client.get("/timeline").text
    assert all(f"e-{line['entry']['id']}" in page for line in lines(values))


def test_a_step_that_announces_a_contact_stands_with_it(client: TestClient) -> None:
    values = client.get("/timeline.json").json()
    told = {step["id"] for line in lines(values) for step in line["announced"]}
    assert told and told.isdisjoint(line["entry"]["id"] for line in lines(values))
    page = client.get("/timeline").text
    assert all(f"/entries/{key}" in page for key in told)
    assert ">announced:" in page and "</span><a" not in page  # a blank parts it from the status
    steps = lines(client.get("/timeline.json?kind=step&possible=true").json())
    assert told <= {line["entry"]["id"] for line in steps}


def test_what_is_not_sure_is_counted_and_shown_if_asked_for(client: TestClient) -> None:
    sure = client.get("/timeline.json").json()
    every = client.get("/timeline.json?possible=true").json()
    assert all(line["entry"]["sure"] for line in lines(sure))
    assert len(lines(every)) == len(lines(sure)) + sure["possible"]


def test_one_asks_for_a_party_a_kind_and_a_status(client: TestClient) -> None:
    every = client.get("/timeline.json").json()
    party = next(one for one in every["parties"] if one["name"] == "Littoral Council")
    some = client.get(f"/timeline.json?party={party['value']}").json()
    assert 0 < len(lines(some)) < len(lines(every))
    assert all("Littoral Council" in line["who"] for line in lines(some) if line["told"])
    calls = lines(client.get("/timeline.json?kind=call").json())
    assert [line["what"] for line in calls] == ["call"]
    held = lines(client.get("/timeline.json?status=held").json())
    assert held
    assert all(line["status"].startswith("held") for line in held)


def test_what_is_no_kind_is_said_with_the_choices(client: TestClient) -> None:
    for wrong in ("kind=lunch", "status=dreamt", "party=a-0", "day=soon", "month=May"):
        answer = client.get(f"/timeline?{wrong}")
        assert answer.status_code in {400, 404}, wrong
    assert "choose one of" in client.get("/timeline?kind=lunch").text


def test_a_day_of_the_month_leads_to_its_lines(client: TestClient) -> None:
    values = client.get("/timeline.json?month=2026-03").json()
    assert [month["key"] for month in values["months"]] == ["2026-03", "2026-04"]
    days = [d for week in values["months"][0]["weeks"] for d in week if d["inside"] and d["said"]]
    call = next(day for day in days if any(said.startswith("call") for said in day["said"]))
    assert (call["date"], "●" in call["signs"]) == ("2026-03-26", True)
    found = lines(client.get(call["address"].replace("/timeline", "/timeline.json")).json())
    assert len(found) == len(call["said"])


def categories(event: icalendar.Event) -> str:
    return str(event["CATEGORIES"].to_ical(), "utf-8")


def test_the_calendar_file_holds_the_lines_that_are_shown(client: TestClient) -> None:
    values = client.get("/timeline.json").json()
    made = events(client, values["file"])
    owed = {key: event for key, event in made.items() if "commitment" in categories(event)}
    shown = {f"{line['entry']['id']}@detente" for line in lines(values)}
    assert set(made) - set(owed) <= shown
    # a step that is told as a commitment stands once
    left = values["total"] - values["without_day"] - (len(made) - len(owed))
    assert 0 <= left <= len(owed)
    party = next(one for one in values["parties"] if one["name"] == "Littoral Council")
    some = client.get(f"/timeline.json?party={party['value']}").json()
    assert set(events(client, some["file"])) < set(made)


def test_the_feed_has_one_address_while_the_record_grows(client: TestClient) -> None:
    then = client.get("/timeline.json?as_of=2026-03-10&status=held&day=2026-03-10").json()
    assert then["feed"] == "http://127.0.0.1/timeline.ics?status=held"
    assert "as_of=2026-03-10" in then["file"]
    now = client.get("/timeline.json?status=held").json()
    assert set(events(client, urlsplit(then["feed"])._replace(scheme="", netloc="").geturl())) == (
        set(events(client, now["file"]))
    )


def test_marks_hold_in_the_calendar_too(demo: Path) -> None:
    with client_of(demo, ceiling="public") as client:
        assert client.get("/timeline.ics?up_to=restricted").status_code == 404
        assert client.get("/timeline.ics").status_code == 200


def test_a_status_in_the_calendar_is_what_became_of_it(client: TestClient) -> None:
    values = client.get("/timeline.json?status=cancelled&possible=true").json()
    made = events(client, values["file"])
    assert all(event["STATUS"] == "CANCELLED" for event in made.values())


def test_a_line_opens_its_sentence_and_filters_apply_at_once(page: Page) -> None:
    page.goto("/timeline")
    check_barriers(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".opened mark").first).to_be_visible()
    picture(page, "timeline")
    page.get_by_label("kind").select_option("call")
    expect(page.locator("li.happening")).to_have_count(1)
    assert "kind=call" in page.url
    page.get_by_role("link", name="show all").click()
    expect(page.locator("li.happening").nth(1)).to_be_visible()
    first = page.locator(".month caption").first
    before = first.inner_text()
    page.keyboard.press("[")
    expect(first).not_to_have_text(before)


def test_the_calendar_is_taken_along(page: Page, tmp_path: Path) -> None:
    page.goto("/timeline")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Calendar file").click()
    begun.value.save_as(tmp_path / "talks.ics")
    made = icalendar.Calendar.from_ical((tmp_path / "talks.ics").read_bytes())
    assert made.walk("VEVENT")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#told")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#feed").input_value()
    assert copied.endswith("/timeline.ics")


def test_it_reads_on_a_telephone_and_without_script(browser: Browser, address: str) -> None:
    size = {"width": 360, "height": 780}
    with context_of(browser, address, viewport=size, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/timeline")
        page.get_by_label("status").select_option("held")
        page.get_by_role("button", name="Show").click()
        assert page.locator("li.happening").count() > 0
        expect(page.get_by_role("button", name="Copy")).to_have_count(0)
        picture(page, "timeline-360")


def test_an_unknown_party_is_told_with_those_that_there_are(client: TestClient) -> None:
    unknown = client.get("/timeline.json?party=Utland")
    assert unknown.status_code == 404
    told = unknown.json()["told"]
    assert "nknown party" in told
    assert all(name in told for name in ("Kestland", "Torvania"))
    named = client.get("/timeline.json?party=kestland").json()
    assert named["total"] > 0
    assert named["party"] in {choice["value"] for choice in named["parties"]}

"""What a desk hands on, in the workbench: chronology, fragile lines, packs, readouts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.record import open_record
from tests.web.conftest import NOW, check_barriers, client_of, context_of, let_stand, picture

ADDRESSES = ("/chronology", "/fragile", "/packs?of=Torvania", "/readouts")


@pytest.fixture
def demo(demo: Path) -> Path:
    """The demo as its desk left it: what the reader is not sure of may stand."""
    let_stand(demo, contacts=0.7)
    return demo


def lines(values: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    parts = values["paper"]["parts"]
    return [line for part in parts if not names or part["name"] in names for line in part["lines"]]


def talks(client: TestClient) -> str:
    """The contact of which both sides gave an account."""
    choices = client.get("/readouts.json").json()["contacts"]
    return next(one["value"] for one in choices if "10 Mar 2026" in one["name"])


def test_the_chronology_is_that_of_the_command_line(client: TestClient) -> None:
    values = client.get("/chronology.json").json()
    heads = [line["head"] for line in lines(values, "was")]
    assert heads[0] == "2 Mar 2026"
    assert "10 Mar 2026" in heads
    march = client.get("/chronology.json?from=2026-03-15&to=2026-03").json()
    some = [line["head"] for line in lines(march, "was")]
    assert some
    assert some == [head for head in heads if head in some]
    assert "10 Mar 2026" not in some
    council = client.get("/chronology.json?actor=Littoral Council").json()
    assert 0 < len(lines(council)) < len(lines(values))
    page = client.get("/chronology").text
    assert all(line["entries"][0]["id"] in page for line in lines(values))
    assert "Something went wrong" not in page


def test_fragile_lines_say_what_would_overturn_them(client: TestClient) -> None:
    values = client.get("/fragile.json").json()
    first = lines(values, "weakest")[0]
    assert [under["head"] for under in first["under"]] == ["stands in", "would be overturned by"]
    few = client.get("/fragile.json?most=2").json()
    assert len(lines(few)) == 2
    assert few["further"] == "/fragile?most=6"
    assert len(lines(client.get(f"/fragile.json?{few['further'].partition('?')[2]}").json())) == 6


def test_a_pack_is_of_an_actor_or_for_a_contact(client: TestClient) -> None:
    assert client.get("/packs.json").json()["paper"] is None
    actor = client.get("/packs.json?of=Torvania").json()
    assert actor["paper"]["parts"][0]["title"] == "Torvania in its own words"
    contact = client.get(f"/packs.json?of={talks(client)}&pages=1").json()
    titles = [part["title"] for part in contact["paper"]["parts"]]
    assert "Kestland in its own words" in titles
    assert "What they ask of or offer each other" in titles
    assert "1 page" in contact["paper"]["cut"]


def test_a_merged_contact_is_found_by_any_of_its_ids(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        sure = [entry.id for entry in record.entries("contacts") if entry.sure]
        record.merge("contact", sure[:2], by="ana")
    with client_of(demo) as client:
        packs = [client.get(f"/packs.json?of={id_}").json()["paper"] for id_ in sure[:2]]
        assert packs[0] == packs[1]
        assert client.get(f"/packs.docx?of={sure[1]}").status_code == 200
        assert client.get("/packs?of=nobody").status_code == 404


def test_readouts_stand_in_columns_and_the_desk_pins(client: TestClient) -> None:
    contact = talks(client)
    before = client.get(f"/readouts.json?contact={contact}").json()
    assert set(before["sides"]) == {"Torvania", "Kestland"}
    assert {group["kind"] for group in before["groups"]} >= {"one only"}
    report = client.get("/reports.json").json()["rows"][0]["id"]
    page = client.get(f"/readouts?contact={contact}").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"csrf": token, "contact": contact, "report": report, "party": "Kestland"}
    assert client.post("/readouts/pin", data=form).status_code == 303
    after = client.get(f"/readouts.json?contact={contact}").json()
    assert any("the desk pinned" in said for said in after["about"])
    client.post("/undo", data={"csrf": token})
    assert client.get(f"/readouts.json?contact={contact}").json() == before
    wrong = client.post("/readouts/pin", data={**form, "kind": "perhaps"})
    assert wrong.status_code == 404


def test_readouts_of_nothing_say_what_makes_a_contact_appear(client: TestClient) -> None:
    assert "No contact to choose yet" not in client.get("/readouts").text
    early = client.get("/readouts?as_of=2026-01-05").text
    assert "No contact to choose yet: one appears here when it is held" in early
    assert 'href="/review' in early


def test_what_is_not_there_is_said(client: TestClient) -> None:
    for wrong in (
        "/chronology?actor=Nobody",
        "/chronology?issue=nothing",
        "/chronology?from=soon",
        "/packs?of=Nobody",
        "/readouts?contact=ffffffff",
    ):
        answer = client.get(wrong)
        assert answer.status_code in {400, 404}, wrong
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_marks_hold_and_no_reviewer_is_named(demo: Path, address: str) -> None:
    path, _, query = address.partition("?")
    with client_of(demo, ceiling="public") as client:
        assert client.get(f"{path}?{query}&up_to=restricted").status_code == 404
        assert "desk" not in client.get(f"{path}.json?{query}").json().get("by", "")


def test_papers_are_reached_from_where_they_are_needed(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="What hangs on little").click()
    expect(page.locator("h1").first).to_contain_text("What hangs on little")
    check_barriers(page)
    picture(page, "fragile")
    page.goto("/timeline")
    page.get_by_role("link", name="Chronology").click()
    check_barriers(page)
    picture(page, "chronology")
    page.get_by_label("Actor").select_option("Littoral Council")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("actor=a-"))
    expect(page.locator("h1").first).to_contain_text("of Littoral Council")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".opened mark").first).to_be_visible()
    page.locator(".opened").get_by_role("link", name="Pack for it").click()
    expect(page.locator("h1").first).to_contain_text("For the")
    check_barriers(page)


def test_a_pack_and_readouts_are_looked_at(page: Page) -> None:
    page.goto("/packs")
    page.get_by_label("Of", exact=True).select_option("Torvania")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h2").first).to_contain_text("Torvania in its own words")
    check_barriers(page)
    picture(page, "packs")
    page.goto("/readouts")
    check_barriers(page)
    option = page.locator("#contact option", has_text="10 Mar 2026").first
    page.get_by_label("Contact", exact=True).select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.columns").first).to_be_visible()
    page.get_by_text("Say whose account a report is").click()
    check_barriers(page)
    picture(page, "readouts")
    page.get_by_label("Report").fill("ffffffffffff")
    page.get_by_label("Party").fill("Kestland")
    page.get_by_role("button", name="It is its account").click()
    expect(page.locator("main")).to_contain_text("ffffffffffff")


@pytest.mark.parametrize("path", ADDRESSES)
def test_it_reads_on_a_telephone_and_without_script(
    browser: Browser, address: str, path: str
) -> None:
    size = {"width": 360, "height": 780}
    options = {"viewport": size, "java_script_enabled": False, "color_scheme": "dark"}
    with context_of(browser, address, **options) as context:
        page = context.new_page()
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok
        wide = page.locator("main").evaluate("m => m.scrollWidth - m.clientWidth")
        assert wide <= 1
        picture(page, f"{path.strip('/').partition('?')[0]}-360")

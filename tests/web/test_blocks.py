"""What blocks, what is forecast, what is not known; and what the desk says became of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.analysis import ledger
from detente.analysis.alerting import fired
from detente.model.alerts import Known, Rule
from detente.record import open_record
from tests.web.conftest import check_barriers, client_of, context_of, picture


def test_each_obstacle_has_its_sentence_and_the_sides(client: TestClient) -> None:
    values = client.get("/blocks.json").json()
    election = next(one for one in values["obstacles"] if "election" in one["issue"].casefold())
    assert election["by"] == "Samira Delmar"
    stands = {(side["party"], side["stance"].split(",")[0]) for side in election["sides"]}
    assert ("Kestland", "rejects") in stands
    page = client.get("/blocks").text
    assert election["entry"]["words"][0]["words"] in page
    assert all(f"/entries/{side['entry']['id']}" in page for side in election["sides"])


def test_own_words_against_own_words_are_those_of_the_parties(client: TestClient) -> None:
    opposed = client.get("/blocks.json").json()["opposed"]
    assert opposed
    assert not any(", per " in side["stance"] for one in opposed for side in one["sides"])


def test_conditions_unknowns_and_refusals_say_since_when_and_by_whom(client: TestClient) -> None:
    values = client.get("/blocks.json").json()
    assert any(  # what is sure comes before what is possible only
        "while foreign troops remain there" in extra
        for one in values["conditions"]
        for extra in one["extras"]
    )
    assert all(one["days"] >= 0 and one["since"] for one in values["unknowns"])
    assert any(one["withheld_by"] == "Oskar Breland" for one in values["unknowns"])
    refused = {party for one in values["unknowns"] for party in one["parties"]}
    assert refused >= {"Melovar", "Kestland"}
    page = client.get("/blocks").text
    assert "; not said by Oskar Breland (Kestland)<br>" in page
    assert "; not said by Melovar<br>" in page  # not "Melovar (Melovar)"


def test_each_who_did_not_say_something_is_told_once(client: TestClient) -> None:
    values = client.get("/blocks.json").json()
    ids = [one["entry"]["id"] for one in values["unknowns"]]
    ids += [one["id"] for one in values["declined"]]
    assert len(ids) == len(set(ids))
    assert len(values["declined"]) > 1
    page = client.get("/blocks").text
    assert page.count("Declined to comment or gave no details") == 1
    assert all(page.count(f"/entries/{key}") == 1 for key in ids)
    assert all(f">{one['said']}</a>" in page for one in values["declined"])


def test_where_nothing_is_sure_what_is_possible_is_shown_and_marked(client: TestClient) -> None:
    values = client.get("/blocks.json").json()
    assert values["forecasts"]
    assert not any(one["entry"]["sure"] for one in values["forecasts"])
    assert all(one["condition"] for one in values["forecasts"])
    assert {one["outcome"]["state"] for one in values["forecasts"]} == {"open"}
    assert "possible:" in client.get("/blocks").text


def test_the_page_says_what_it_does_not_know(client: TestClient) -> None:
    values = client.get("/blocks.json").json()
    page = client.get("/blocks").text
    assert values["caveats"]
    assert "What this page does not know" in page
    assert f"It rests on {values['reports']} reports" in page
    assert page.count("Named obstacles are those that a report or speaker calls one") == 1


def test_an_empty_day_has_no_lines_but_says_so(client: TestClient) -> None:
    page = client.get("/blocks?as_of=2026-03-01").text
    for words in (
        "No words were found that name an obstacle.",
        "or that somebody refused to speak.",
    ):
        assert words in page


def test_the_desk_says_what_became_of_a_forecast_and_takes_it_back(page: Page) -> None:
    page.goto("/blocks?up_to=internal")
    check_barriers(page)
    forecasts = page.locator("section[aria-labelledby=forecasts] > ul > li")
    first = forecasts.first
    first.get_by_text("Say what became of it").click()
    first.get_by_label("the condition was met").select_option("yes")
    first.get_by_label("it came about").select_option("no")
    first.get_by_label("why").fill("the round was put off")
    first.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("the round was put off")).to_be_visible()
    told = "Its condition is met, it did not come about, says the desk"
    expect(page.locator(".settled")).to_contain_text(told)
    check_barriers(page)
    picture(page, "blocks")
    page.locator("footer button").click()
    expect(page.locator(".settled")).to_have_count(0)


@pytest.mark.parametrize(
    ("fields", "state", "home"),
    [
        (
            '{"condition_met": "yes", "came_about": "yes"}',
            "hit",
            "open → its condition is met, it came about, says the desk",
        ),
        ('{"condition_met": "yes"}', "open", "open → its condition is met, says the desk"),
        ('{"resolved": "yes"}', "settled", "open → settled, says the desk"),
    ],
)
def test_every_page_gives_one_answer_on_a_forecast(
    demo: Path, fields: str, state: str, home: str
) -> None:
    said = json.loads(fields)
    with open_record(str(demo), now=lambda: dt.datetime.now(dt.UTC)) as record:
        key = ledger(record.snapshot()).rows[0].basis[0]
        record.judge(key, "accepted", by="ana")  # so that it is a fact, and told
        before = dt.datetime.now(dt.UTC)
        record.judge(key, "corrected", fields=tuple(said.items()), by="ana", why="as told")
        told, public = record.changes(before, up_to="internal"), record.changes(before)
        fired_now = fired(Rule(about="forecast"), told, Known())
        assert not fired(Rule(about="forecast"), public, Known())  # the judgement is internal
    assert [change.entry.id for change in fired_now] == [key] * ("condition_met" in said)
    with client_of(demo) as client:
        blocks = client.get("/blocks.json?up_to=internal&all=true").json()["forecasts"]
        found = client.get("/analyses/ledger.json?up_to=internal").json()["forecasts"]
        (there,) = [one["outcome"]["state"] for one in blocks if one["entry"]["id"] == key]
        (here,) = [one["state"] for one in found if one["entry"]["id"] == key]
        assert (there, here) == (state, state)
        assert home in client.get("/?up_to=internal").text
        shown = client.get("/analyses/ledger?up_to=internal").text
        assert f'id="e-{key}"' in shown
        assert 'action="/ledger/say"' in shown


def test_the_desks_word_is_offered_only_where_it_may_be_shown(demo: Path) -> None:
    with open_record(str(demo), now=lambda: dt.datetime.now(dt.UTC)) as record:
        key = ledger(record.snapshot()).rows[0].basis[0]
        record.judge(key, "corrected", fields=(("condition_met", "yes"),), by="ana")
    for ceiling, links in (("public", 0), ("internal", 1)):
        with client_of(demo, ceiling=ceiling) as client:
            for place in ("/blocks", "/analyses/ledger"):
                shown = client.get(place).text
                assert "The desk's word on it is marked above public" in shown
                assert shown.count(">show it</a>") == links


def test_a_sentence_opens_in_place(page: Page) -> None:
    page.goto("/blocks")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".opened mark").first).to_be_visible()
    expect(page.locator(".opened")).to_have_count(1)


def test_it_reads_on_a_telephone(browser: Browser, address: str, tmp_path: Path) -> None:
    size = {"width": 360, "height": 780}
    with context_of(browser, address, viewport=size, color_scheme="dark") as context:
        page = context.new_page()
        page.goto("/blocks")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        check_barriers(page)
        picture(page, "blocks-360")

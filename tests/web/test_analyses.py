"""Analyses in the browser: each method with its sentences, and a model to complete and solve."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from detente.analysis import METHODS
from tests.web.conftest import check_barriers, let_stand, picture

MODEL = """title = "The strip"
status_quo = ["stay"]
[[party]]
name = "Torvania"
options = ["stay"]
wants = ["pay", "stay"]
[[party]]
name = "Kestland"
options = ["pay"]
wants = ["not stay", "not pay"]
"""


@pytest.mark.parametrize("name", [method.name for method in METHODS])
def test_every_method_answers(name: str, client: TestClient) -> None:
    values = client.get(f"/analyses/{name}.json").json()
    page = client.get(f"/analyses/{name}")
    assert page.status_code == 200
    assert all(len(row["cells"]) == len(values["columns"]) for row in values["rows"])
    assert values["title"] in page.text


def test_an_unknown_method_is_told_the_known_ones(client: TestClient) -> None:
    answer = client.get("/analyses/fortune")
    assert answer.status_code == 404
    assert "turning-points" in answer.text


@pytest.mark.parametrize("asked", ["accounts", "possible"])
def test_where_voices_make_no_difference_that_is_said(asked: str, client: TestClient) -> None:
    assert client.get(f"/analyses/conflicts?{asked}=true").status_code == 200
    for name in ("standings", "stability"):
        answer = client.get(f"/analyses/{name}?{asked}=true")
        assert answer.status_code == 400
        assert "changes nothing in" in answer.text


def test_a_conflict_is_one_step_from_its_sentences(demo: Path, page: Page) -> None:
    let_stand(demo, dt.date(2026, 4, 10), positions=0.6)
    page.goto("/analyses/conflicts?as_of=2026-04-10")
    page.keyboard.press("o")  # accounts of others too
    expect(page.get_by_text("Kestland rejects: a vote in the strip").first).to_be_visible()
    check_barriers(page)
    page.locator(".basis a").first.click()
    expect(page.locator(".basis .opened mark").first).to_be_visible()
    check_barriers(page)
    picture(page, "analyses")
    page.goto("/analyses/convergence")
    check_barriers(page)
    picture(page, "convergence")


def test_sentences_of_a_wide_table_stay_in_sight(demo: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/analyses/standings")
    sheet, links = page.locator(".sheet"), page.locator("td.basis a").first
    assert sheet.evaluate("one => one.scrollWidth > one.clientWidth")
    expect(links).to_be_in_viewport()
    edge = sheet.bounding_box()
    place = links.bounding_box()
    assert edge is not None
    assert place is not None
    assert place["x"] + place["width"] <= edge["x"] + edge["width"]


def test_a_model_is_begun_completed_and_solved(page: Page) -> None:
    page.goto("/analyses/stability")
    begun = page.get_by_label("Begun from the record").input_value()
    assert "wants = []" in begun
    page.get_by_label("Begun from the record").fill(MODEL)
    page.get_by_role("button", name="Solve").click()
    expect(page.get_by_text("Torvania: nothing; Kestland: pay").first).to_be_visible()
    check_barriers(page)
    picture(page, "stability")
    page.get_by_label("The model").fill("title = ")
    page.get_by_role("button", name="Solve").click()
    expect(page.get_by_text("no TOML")).to_be_visible()

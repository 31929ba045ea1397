"""Plans: counts by source, versions, the picture, what is said of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.cli import run
from tests.web.conftest import check_barriers, client_of, context_of, picture, served

# An invented dispute over a lighthouse, in which sources disagree on the number of points.
REPORTS = (
    (
        "The Pier",
        "2031-02-03",
        "Talks on the lighthouse\n\nOrmond tabled an 18-point plan for the Skerry lighthouse on "
        "Monday, its foreign minister Ada Hult said. Vennland rejects the 18-point plan, "
        "President Jon Riis said.",
    ),
    (
        "Skerry Wire",
        "2031-02-20",
        "A shorter text\n\nThe 18-point plan was cut to a 12-point plan, mediators said on "
        'Friday. "The 12-point plan is a good basis," President Jon Riis of Vennland said.',
    ),
)


def record(folder: Path) -> Path:
    lines = folder / "reports.jsonl"
    lines.write_text(
        "\n".join(
            json.dumps({"text": text, "published": day, "source": outlet, "id": str(number)})
            for number, (outlet, day, text) in enumerate(REPORTS)
        )
    )
    path = folder / "lighthouse.db"
    assert run(["-q", "add", str(lines), "--record", str(path)]) == 0
    return path


def by_points(values: dict[str, Any], points: str) -> dict[str, Any]:
    every = (*values["plans"], *values["general"])
    return next(plan for plan in every if points in [given["value"] for given in plan["counts"]])


def test_each_plan_says_what_which_source_gives(client: TestClient) -> None:
    values = client.get("/proposals.json").json()
    nine = by_points(values, "9")
    assert len(nine["counts"][0]["by"]) == 3
    assert [given["value"] for given in by_points(values, "17")["stages"]] == ["rejected"]
    page = client.get("/proposals").text
    assert "no report says who" in page
    assert f"/entries/{nine['entry']['id']}" in page
    assert all(sentence in page for sentence in values["lineage"]["said"])


def test_what_is_not_sure_and_what_is_named_too_generally_stand_apart(client: TestClient) -> None:
    sure = client.get("/proposals.json").json()
    every = client.get("/proposals.json?possible=true").json()
    assert all(plan["entry"]["sure"] for plan in (*sure["plans"], *sure["general"]))
    assert len((*every["plans"], *every["general"])) == (
        len((*sure["plans"], *sure["general"])) + sure["possible"]
    )
    assert "proposal" in [plan["name"] for plan in every["general"]]


def test_words_choose_plans(client: TestClient) -> None:
    values = client.get("/proposals.json?what=nine").json()
    assert [plan["name"] for plan in values["plans"]] == ["nine-point text"]
    assert (
        "No plan was found that holds these words" in client.get("/proposals?what=zeppelin").text
    )


def test_a_revision_leads_from_version_to_version(tmp_path: Path) -> None:
    with client_of(record(tmp_path)) as client:
        values = client.get("/proposals.json?possible=true").json()
    later, earlier = by_points(values, "12"), by_points(values, "18")
    assert later["earlier"]["id"] == earlier["entry"]["id"]
    assert [one["id"] for one in earlier["later"]] == [later["entry"]["id"]]
    assert len(values["lineage"]["edges"]) == 1
    assert any("revised from" in sentence for sentence in values["lineage"]["said"])
    assert any("good basis" in said["words"][0]["words"] for said in later["said"])


def test_the_picture_is_seen_and_said(browser: Browser, tmp_path: Path) -> None:
    with (
        served(record(tmp_path)) as address,
        context_of(browser, address, color_scheme="dark") as context,
    ):
        page = context.new_page()
        page.goto("/proposals?possible=true")
        image = page.get_by_role("img", name="Plans in time, with what each was revised from")
        expect(image).to_be_visible()
        expect(image.locator("path.edge")).to_have_count(1)
        ink = page.evaluate("getComputedStyle(document.querySelector('.lineage .name')).fill")
        assert ink == page.evaluate("getComputedStyle(document.body).color")
        check_barriers(page)
        page.get_by_text("The same in words").click()
        expect(page.locator("details.words li").last).to_contain_text("revised from")
        page.locator(".plan a[data-open]").first.click()
        expect(page.locator(".opened mark").first).to_be_visible()
        check_barriers(page)
        picture(page, "proposals")

"""Who stands where: days, two days, cells in place, and an arrangement that stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from starlette.testclient import TestClient

from detente.record import open_record
from tests.record.build import NOON, Draft
from tests.web.conftest import check_barriers, client_of, context_of, let_stand, picture


@pytest.fixture
def demo(demo: Path) -> Path:
    """The demo as its desk left it: what the reader is not sure of may stand."""
    let_stand(demo, positions=0.5)
    return demo


def cells(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for group in values["groups"] for row in group["rows"] for cell in row["cells"]]


def columns(values: dict[str, Any]) -> list[str]:
    return [column["name"] for column in values["columns"]]


def cell_address(values: dict[str, Any], **wanted: object) -> str:
    found = next(c for c in cells(values) if all(c[k] == v for k, v in wanted.items()))
    return f"/matrix/cell?party={found['party']}&proposition={found['proposition']}"


def told_by_both(values: dict[str, Any]) -> str:
    """Return the address of a cell that holds own words and accounts by others."""
    found = next(c for c in cells(values) if c["own"] and c["others"])
    return f"/matrix/cell?party={found['party']}&proposition={found['proposition']}"


def test_each_cell_says_whose_word_it_is_and_what_is_missing(client: TestClient) -> None:
    values = client.get("/matrix.json").json()
    page = client.get("/matrix").text
    assert values["columns"][0]["name"] in page
    told = next(cell for cell in cells(values) if cell["own"] and cell["others"])
    assert all(held["by"] for held in told["others"])
    assert (
        f"nothing was read in {values['reports']} reports of {values['outlets']} outlets" in page
    )
    assert any(not cell["found"] for cell in cells(values))


def test_accounts_that_contradict_each_other_are_said(tmp_path: Path) -> None:
    path, patrols = tmp_path / "patrols.db", "unarmed patrols"
    with open_record(str(path), now=lambda: NOON, create=True) as record:
        for day, stance, by, voice in (
            (8, "rejects", "Karin Lund", "own"),
            (9, "accepts", "Ivo Brand", "counterpart"),
        ):
            words = f"Norland {stance} {patrols}, {by} said"
            draft = Draft(f"{words}.", f"2031-03-{day:02}", f"Post {day}")
            draft.position("Norland", stance, patrols, words, reported_by=by, voice=voice)
            record.enter([draft.reading()])
    with client_of(path) as client:
        values, page = client.get("/matrix.json").json(), client.get("/matrix").text
        (conflict,) = [cell for cell in cells(values) if cell["conflict"]]
        assert conflict["own"]
        assert [held["by"] for held in conflict["others"]] == ["Ivo Brand, a counterpart"]
        assert "accounts contradict each other" in page
        assert "contradict" in client.get(cell_address(values, conflict=True)).text


def test_the_address_carries_the_day(client: TestClient) -> None:
    now = client.get("/matrix.json").json()
    day = now["days"][2]["day"]
    then = client.get(f"/matrix.json?as_of={day}").json()
    assert then["as_of"] == day
    assert sum(cell["found"] for cell in cells(then)) < sum(cell["found"] for cell in cells(now))
    assert then["earlier"] == f"/matrix?as_of={now['days'][1]['day']}"
    assert then["later"] == f"/matrix?as_of={now['days'][3]['day']}"


def test_two_days_are_compared_from_what_to_what(client: TestClient) -> None:
    values = client.get("/matrix.json?against=2026-03-22&differing=true").json()
    changed = [cell for cell in cells(values) if cell["differences"]]
    turned = [d for cell in changed for d in cell["differences"] if d["voice"] == "own voice"]
    assert turned
    assert all(difference["before"] != difference["after"] for difference in turned)
    rows = [row for group in values["groups"] for row in group["rows"]]
    assert all(any(cell["differences"] for cell in row["cells"]) for row in rows)
    assert values["unchanged"] > 0
    assert not any(cell["differences"] for cell in cells(client.get("/matrix.json").json()))


def test_columns_and_rows_move_and_go_by_address_alone(client: TestClient) -> None:
    values = client.get("/matrix.json").json()
    first, second, *_ = values["columns"]
    moved = client.get(first["moves"]["on"].replace("/matrix", "/matrix.json")).json()
    assert columns(moved)[:2] == [second["name"], first["name"]]
    assert moved["arranged"]
    assert first["moves"]["back"] is None
    without = client.get(first["moves"]["away"].replace("/matrix", "/matrix.json")).json()
    assert first["name"] not in columns(without)
    assert first["name"] in [party["name"] for party in without["others"]]
    group = values["groups"][1]
    up = client.get(group["moves"]["back"].replace("/matrix", "/matrix.json")).json()
    assert up["groups"][0]["issue"] == group["issue"]
    hidden = client.get(group["moves"]["away"].replace("/matrix", "/matrix.json")).json()
    assert group["issue"] not in [g["issue"] for g in hidden["groups"]]
    assert hidden["hidden"] == len(group["rows"])
    reset = client.get(hidden["links"]["reset"].replace("/matrix", "/matrix.json")).json()
    assert reset == values


def test_a_row_moves_within_its_issue(client: TestClient) -> None:
    values = client.get("/matrix.json").json()
    at, group = next((i, g) for i, g in enumerate(values["groups"]) if len(g["rows"]) > 1)
    moved = client.get(group["rows"][0]["moves"]["on"].replace("/matrix", "/matrix.json")).json()
    order = [row["proposition"] for row in group["rows"]]
    order[:2] = order[1::-1]
    assert [row["proposition"] for row in moved["groups"][at]["rows"]] == order


def test_words_choose_parties_and_issues(client: TestClient) -> None:
    values = client.get("/matrix.json?who=kest&what=monitors").json()
    assert columns(values) == ["Kestland"]
    assert [group["path"] for group in values["groups"]] == ["Monitors"]
    page = client.get("/matrix?what=zeppelin").text
    assert "No row or party holds these words." in page


def test_a_cell_has_a_page_with_its_history_newest_first(client: TestClient) -> None:
    address = told_by_both(client.get("/matrix.json").json())
    values = client.get(address.replace("/cell?", "/cell.json?")).json()
    accounts = [turn["account"] for turn in values["turns"]]
    assert "own" in accounts
    assert "others" in accounts
    days = [turn["held"]["since"] for turn in values["turns"]]
    assert days == sorted(days, reverse=True)
    page = client.get(address).text
    for turn in values["turns"]:
        assert turn["places"][0]["contexts"][0]["words"]
        assert f"/entries/{turn['line']['id']}" in page


def test_an_empty_cell_says_what_was_looked_through(client: TestClient) -> None:
    address = cell_address(client.get("/matrix.json").json(), found=False)
    assert "No statement found in 24 reports of 9 outlets" in client.get(address).text


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/matrix/cell?party=a-0&proposition=p-0").status_code == 404
    assert client.get("/matrix/cell").status_code == 400
    assert client.get("/matrix?against=yesterday").status_code == 400
    assert client.get("/matrix?most=0").status_code == 400
    strange = client.get("/matrix.json?columns=a-0,,a-1&rows=x&hide=y&start=9999")
    assert strange.status_code == 200
    assert strange.json()["groups"] == []


def test_what_somebody_decided_meanwhile_is_not_overwritten(client: TestClient) -> None:
    address = told_by_both(client.get("/matrix.json").json())
    values = client.get(address.replace("/cell?", "/cell.json?")).json()
    csrf = re.search(r'data-csrf="(\w+)"', client.get(address).text)
    assert csrf
    form = {
        "csrf": csrf[1],
        "id": values["turns"][0]["line"]["id"],
        "seen": values["version"],
    }
    assert client.post("/judge", data={**form, "verdict": "accepted"}).status_code == 303
    refused = client.post("/judge", data={**form, "verdict": "rejected"})
    assert refused.status_code == 409
    again = client.get(address.replace("/cell?", "/cell.json?")).json()
    assert again["turns"][0]["line"]["review"] == "reviewed by the desk"


def test_days_by_slider_and_keys(page: Page) -> None:
    page.goto("/matrix?as_of=2026-04-10")
    slider = page.locator("#day")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text(re.compile("on 8 Apr 2026"))
    assert "as_of=2026-04-08" in page.url
    expect(page.locator("#day")).to_be_focused()
    expect(page.locator("p.state")).to_contain_text("As of 8 Apr 2026")
    page.locator("h1").click()
    page.keyboard.press("[")
    expect(page.locator("h1")).to_have_text(re.compile("on 2 Apr 2026"))
    page.keyboard.press("]")
    expect(page.locator("h1")).to_have_text(re.compile("on 8 Apr 2026"))
    page.go_back()
    expect(page.locator("h1")).to_have_text(re.compile("on 2 Apr 2026"))


def test_a_cell_opens_in_place_and_its_stance_is_judged_there(page: Page) -> None:
    page.goto("/matrix")
    link = page.locator(".grid a[data-cell]").first
    page.keyboard.press("j")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator(".grid .panel")
    expect(panel.locator("h1")).to_be_focused()
    expect(panel.locator("mark").first).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    check_barriers(page)
    picture(page, "matrix-cell")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Accept").first.click()
    expect(page.locator("#told")).to_contain_text("Accepted")
    expect(page.locator(".grid .panel .turn").first).to_contain_text("reviewed by the desk")
    assert "/matrix" in page.url


def test_two_days_in_the_browser(page: Page) -> None:
    page.goto("/matrix")
    page.locator("#against").select_option("2026-03-22")
    expect(page.locator("h1")).to_contain_text("against 22 Mar 2026")
    expect(page.locator(".grid td.changed").first).to_be_visible()
    check_barriers(page)
    page.get_by_label("only what differs").check()
    expect(page.locator(".grid tr[data-row]:not(:has(.changed))")).to_have_count(0)
    picture(page, "matrix-compare")


def first_column_dragged(page: Page) -> tuple[Locator, str, str]:
    """Drag the first party behind the second; the parties' names, and the two as they stood."""
    page.goto("/matrix")
    names = page.locator(".grid thead .name")
    first, second = names.nth(0).inner_text(), names.nth(1).inner_text()
    heads = page.locator(".grid thead th")
    heads.nth(0).locator("summary").drag_to(heads.nth(1))
    expect(names.nth(0)).to_have_text(second)
    return names, first, second


def held_back(page: Page) -> list[Route]:
    """Let the matrix come without its script, until what is returned goes on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/matrix.js*", hold, times=1)
    return held


def test_the_arrangement_stays_for_the_next_visit(page: Page) -> None:
    names, first, second = first_column_dragged(page)
    expect(names.nth(1)).to_have_text(first)
    assert "columns=" in page.url
    page.goto("/matrix")
    expect(names.nth(0)).to_have_text(second)
    assert "columns=" in page.url
    page.locator(".grid thead summary").nth(0).press("Enter")
    page.get_by_role("link", name="to the right").click()
    expect(names.nth(0)).to_have_text(first)
    page.get_by_role("link", name="Reset the arrangement").click()
    expect(page.get_by_role("link", name="Reset the arrangement")).to_have_count(0)
    page.goto("/matrix")
    assert "columns=" not in page.url


def test_back_undoes_a_move_and_forward_makes_it_again(page: Page) -> None:
    names, first, second = first_column_dragged(page)
    page.go_back()
    expect(names.nth(0)).to_have_text(first)
    assert "columns=" not in page.url
    page.go_forward()
    expect(names.nth(0)).to_have_text(second)
    assert "columns=" in page.url
    page.go_back()
    expect(names.nth(0)).to_have_text(first)
    page.goto("/")
    page.goto("/matrix")  # what was undone is not kept
    expect(page.locator("#day-name")).to_be_visible()  # the script has shown what it kept
    expect(names.nth(0)).to_have_text(first)
    assert "columns=" not in page.url


def test_forward_is_heard_while_the_page_loads(page: Page) -> None:
    names, first, second = first_column_dragged(page)
    held = held_back(page)
    page.go_back(wait_until="commit")
    expect(names.nth(0)).to_have_text(first)
    page.evaluate("history.forward()")
    page.wait_for_url("**columns=**", wait_until="commit")
    held.pop().continue_()
    expect(names.nth(0)).to_have_text(second)
    page.go_back()
    expect(names.nth(0)).to_have_text(first)


def test_what_back_undoes_while_the_page_loads_is_not_kept(page: Page) -> None:
    names, first, second = first_column_dragged(page)
    held = held_back(page)
    page.reload(wait_until="commit")
    expect(names.nth(0)).to_have_text(second)
    page.evaluate("history.back()")
    page.wait_for_function("!location.search")
    held.pop().continue_()
    expect(names.nth(0)).to_have_text(first)
    page.goto("/")
    page.goto("/matrix")
    expect(page.locator("#day-name")).to_be_visible()
    expect(names.nth(0)).to_have_text(first)
    assert "columns=" not in page.url


def test_rows_are_dragged_and_hidden(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1200})  # both rows are in sight
    page.goto("/matrix")
    issues = page.locator(".grid tr.issue .name")
    first = issues.nth(0).inner_text()
    rows = page.locator(".grid tr.issue")
    rows.nth(0).locator("summary").drag_to(rows.nth(1))
    expect(issues.nth(1)).to_have_text(first)
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("link", name="hide").click()
    expect(page.get_by_text("show again")).to_be_visible()
    expect(page.locator(".grid")).not_to_contain_text(first)


def test_without_script_a_day_is_chosen_and_columns_move(browser: Browser, address: str) -> None:
    with context_of(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/matrix")
        expect(page.locator("#day")).to_be_hidden()
        page.locator("#as_of").select_option("2026-03-22")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("h1")).to_contain_text("on 22 Mar 2026")
        first = page.locator(".grid thead .name").nth(0).inner_text()
        page.locator(".grid thead summary").nth(0).click()
        page.get_by_role("link", name="to the right").click()
        expect(page.locator(".grid thead .name").nth(1)).to_have_text(first)
        page.locator(".grid a[data-cell]").first.click()
        expect(page.locator(".turn mark").first).to_be_visible()


def test_a_row_says_who_speaks_on_it_and_leads_there(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto("/matrix")
    furthest = page.evaluate(
        """() => { const links = [...document.querySelectorAll(".speakers a")];
        const x = (link) => document.querySelector(link.hash).getBoundingClientRect().x;
        return links.sort((a, b) => x(b) - x(a))[0].hash; }"""
    )
    cell = page.locator(furthest)
    expect(cell).not_to_be_in_viewport()
    page.locator(f'.speakers a[href="{furthest}"]').click()
    expect(cell).to_be_in_viewport()
    expect(cell.locator(".held, .differs").first).to_be_visible()


def test_on_a_telephone_it_is_a_list_by_party(browser: Browser, address: str) -> None:
    with context_of(browser, address, viewport={"width": 360, "height": 780}) as context:
        page = context.new_page()
        page.goto("/matrix")
        expect(page.locator(".grid")).to_be_hidden()
        expect(page.locator(".by-party h2").first).to_be_visible()
        page.locator(".by-party a[data-cell]").first.click()
        expect(page.locator(".by-party .panel mark").first).to_be_visible()
        check_barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        picture(page, "matrix-360")


def test_headers_stay_while_the_matrix_moves(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/matrix")
    head, side = ".grid thead th", ".grid tbody:nth-of-type(2) th[scope=row]"
    place = """([node, axis]) => document.querySelector(node).getBoundingClientRect()[axis]
        - document.querySelector(".grid").getBoundingClientRect()[axis]"""
    before = page.evaluate(place, [head, "y"]), page.evaluate(place, [side, "x"])
    moved = page.evaluate(
        """() => { const grid = document.querySelector(".grid"); grid.scrollTo(300, 400);
        return [grid.scrollLeft, grid.scrollTop]; }"""
    )
    assert min(moved) > 0
    assert (page.evaluate(place, [head, "y"]), page.evaluate(place, [side, "x"])) == before

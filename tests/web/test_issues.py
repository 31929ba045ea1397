"""The register in the browser: the tree, the tray, every act by form, drag and key; conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, context_of, picture, served
from tests.web.made import record_of


class Desk:
    """Forms of the register, sent as a browser sends them; what each answered."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def send(self, path: str, **fields: object) -> str:
        """Send a form and return the page that it leads to, or the page of the error."""
        page = self.client.get("/issues").text
        token = re.search(r'data-csrf="(\w+)"', page)
        seen = re.search(r'name="seen" value="([^"]*)"', page)
        assert token
        assert seen
        fields = {"csrf": token[1], "seen": seen[1], "back": "/issues", **fields}
        return self.client.post(path, data=fields, follow_redirects=True).text

    def register(self) -> dict[str, object]:
        return self.client.get("/issues.json?every=true").json()

    def issues(self) -> list[dict[str, object]]:
        """Every issue of the tree, from the top down."""
        values = self.register()
        left = [*values["issues"], *values["loose"]]
        found = []
        while left:
            found.append(left.pop(0))
            left = [*found[-1]["below"], *left]
        return found

    def issue(self, name: str) -> dict[str, object]:
        return next(one for one in self.issues() if one["name"] == name)

    def undo(self) -> None:
        self.send("/undo")


@pytest.fixture
def desk(client: TestClient) -> Iterator[Desk]:
    yield Desk(client)


def names(desk: Desk) -> set[str]:
    return {str(one["name"]) for one in desk.issues()}


def test_every_position_is_counted_once(desk: Desk) -> None:
    values = desk.register()
    lines = [p for issue in desk.issues() for p in issue["propositions"]]
    counted = sum(p["positions"] + p["possible"] for p in lines)
    listed = desk.client.get("/issues").text
    assert values["propositions"] == len(lines)
    assert counted > 0
    assert f"{values['tray_total']} positions" in listed


def test_an_issue_is_added_renamed_moved_and_taken_back(desk: Desk) -> None:
    told = desk.send("/issues/add", name="Ferry", definition="Who may cross.", keywords="ferry")
    assert "Issue “Ferry” is new." in told
    ferry = desk.issue("Ferry")
    assert ferry["definition"] == "Who may cross."
    told = desk.send("/issues/rename", id=ferry["id"], name="Crossings")
    assert "Issue “Ferry” is now “Crossings”." in told
    above = desk.issue("Fees and tolls")
    told = desk.send("/issues/move", ids=ferry["id"], parent="fees and TOLLS")
    assert "“Crossings” now lies under “Fees and tolls”." in told
    assert desk.issue("Crossings")["parent"] == above["id"]
    desk.undo()
    assert desk.issue("Crossings")["parent"] is None
    desk.undo()
    assert "Ferry" in names(desk)
    desk.undo()
    assert "Ferry" not in names(desk)


def test_several_issues_become_one_and_stand_apart_again(desk: Desk) -> None:
    debts, fees = desk.issue("Debts"), desk.issue("Fees and tolls")
    told = desk.send("/issues/merge", ids=[fees["id"], debts["id"]], keep="Debts")
    assert "“Fees and tolls” joined “Debts”." in told
    one = desk.issue("Debts")
    assert len(one["propositions"]) == len(debts["propositions"]) + len(fees["propositions"])
    assert "Take it apart again" in told
    told = desk.send("/issues/apart", id=debts["id"])
    assert "stand apart again" in told
    assert {"Debts", "Fees and tolls"} <= names(desk)
    page = desk.client.get(f"/issues/{debts['id']}").text
    assert "Take it apart again" not in page


def test_propositions_are_split_off_reworded_moved_and_joined(desk: Desk) -> None:
    debts = desk.issue("Debts")
    first, second, *_ = debts["propositions"]
    told = desk.send(
        "/issues/split", id=debts["id"], name="Arrears", propositions=[first["id"], second["id"]]
    )
    assert "Issue “Arrears” is new, with 2 propositions." in told
    assert len(desk.issue("Arrears")["propositions"]) == 2
    told = desk.send("/propositions/rename", id=first["id"], text="the debt is paid")
    assert "now reads “the debt is paid”" in told
    told = desk.send("/propositions/move", id=first["id"], issue="Debts")
    assert "“the debt is paid” now lies under “Debts”." in told
    told = desk.send("/propositions/merge", id=second["id"], into="the debt is paid")
    assert "joined “the debt is paid”." in told
    ids = [p["id"] for p in desk.issue("Debts")["propositions"]]
    assert first["id"] in ids
    assert second["id"] not in ids


def test_a_position_is_placed_and_goes_back_to_the_tray(desk: Desk) -> None:
    before = desk.register()["tray_total"]
    # one more yes of Kestland to the monitors would be the entry that is there
    tray = [line["entry"] for line in desk.register()["tray"]]
    waiting = next(entry["id"] for entry in tray if " accepts: " not in entry["said"])
    monitors = desk.issue("Monitors")["propositions"][0]
    told = desk.send("/positions/place", id=waiting, proposition=monitors["text"])
    assert f"Placed under “{monitors['text']}”" in told
    assert desk.register()["tray_total"] == before - 1
    page = desk.client.get(f"/issues/{desk.issue('Monitors')['id']}.json").json()
    assert waiting in [line["id"] for placed in page["placed"] for line in placed["positions"]]
    assert "in the tray" in desk.send("/positions/place", id=waiting)
    assert desk.register()["tray_total"] == before


def test_a_position_is_placed_under_a_new_proposition(desk: Desk) -> None:
    waiting = desk.register()["tray"][0]["entry"]["id"]
    told = desk.send(
        "/positions/place-anew", id=waiting, issue="Monitors", text="who pays the monitors"
    )
    assert "Placed under “who pays the monitors”, which is new under “Monitors”." in told
    texts = [p["text"] for p in desk.issue("Monitors")["propositions"]]
    assert "who pays the monitors" in texts


def test_suggestions_say_why(desk: Desk) -> None:
    lines = desk.register()["tray"]
    assert all(line["reason"] for line in lines)
    suggested = [one for line in lines for one in line["suggestions"]]
    assert suggested
    assert all(one["reason"] for one in suggested)


def test_wrong_values_say_what_is_right(desk: Desk) -> None:
    debts = desk.issue("Debts")
    assert "The name is empty; write one" in desk.send("/issues/add", name=" ")
    desk.send("/issues/add", name="Ferry")
    assert "There is an issue" in desk.send("/issues/add", name="ferry")
    assert "cannot lie under itself" in desk.send(
        "/issues/move", ids=debts["id"], parent=debts["id"]
    )
    assert "two or more" in desk.send("/issues/merge", ids=debts["id"])
    assert "is checked" in desk.send("/issues/move")
    assert "no proposition" in desk.send("/positions/place", id=debts["id"], proposition="nothing")
    assert "no issue" in desk.client.get("/issues/i-000000000000").text


def test_a_conflict_shows_both_values_and_writes_nothing(demo: Path) -> None:
    with client_of(demo, user="ana") as one, client_of(demo, user="boris") as other:
        ana, boris = Desk(one), Desk(other)
        id_ = ana.issue("Debts")["id"]
        seen = ana.register()["version"]
        boris.send("/issues/rename", id=id_, name="Arrears")
        told = ana.send("/issues/rename", id=id_, name="Loans", seen=seen)
        assert "Boris decided about the same thing" in told
        assert "its name is now “Arrears”" in told
        assert "Loans" in told
        assert "Arrears" in names(ana)
        assert "Issue “Arrears” is now “Loans”." in ana.send(
            "/issues/rename", id=id_, name="Loans"
        )


def test_an_empty_register_offers_sets_to_start_with(tmp_path: Path) -> None:
    with client_of(record_of(tmp_path)) as client:
        desk = Desk(client)
        assert "The register is empty." in client.get("/issues").text
        told = desk.send("/issues/start", name="peace")
        assert "The issues of the set “peace” are in the register." in told
        assert {"Ceasefire", "Monitors", "Withdrawal"} <= names(desk)
        assert "The register is empty." not in client.get("/issues").text


def test_the_register_is_filtered_by_words(desk: Desk) -> None:
    page = desk.client.get("/issues.json?words=monitors").json()
    assert [issue["name"] for issue in page["issues"]] == ["Monitors"]
    assert page["open"] is True
    assert "No issue with a definition holds “zzz”." in desk.client.get("/issues?words=zzz").text


def test_an_analyst_places_what_waits_and_undoes_it(page: Page) -> None:
    page.goto("/issues")
    check_barriers(page)
    picture(page, "issues")
    before = page.locator("#h-tray").inner_text()
    button = page.locator(".places button").first
    button.click()
    expect(page.locator("#told")).to_contain_text("Placed under")
    expect(page.locator("#h-tray")).not_to_have_text(before, use_inner_text=True)
    page.keyboard.press("u")
    expect(page.locator("#h-tray")).to_have_text(before, use_inner_text=True)
    expect(page.locator("#told")).to_contain_text(re.compile("Taken back: the placement of “.+”"))


def test_an_issue_opens_in_place_and_is_renamed_by_key(page: Page) -> None:
    page.goto("/issues")
    page.keyboard.press("j")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator(".opened")).to_have_count(1)
    check_barriers(page)
    page.keyboard.press("e")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Another name")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text(f"Issue “{name}” is now “Another name”.")
    assert page.url.endswith("/issues")


def test_issues_propositions_and_positions_are_dragged(page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 3000})  # nothing scrolls under the mouse
    page.goto("/issues")

    def line(name: str) -> object:
        return page.locator(".tree .line", has=page.get_by_role("link", name=name, exact=True))

    line("Elections").drag_to(line("Withdrawal"))
    expect(page.locator("#told")).to_contain_text("“Elections” now lies under “Withdrawal”.")
    picture(page, "issues-nested")
    proposition = page.locator(".propositions li").first
    text = proposition.locator(".text").inner_text()
    proposition.drag_to(line("Monitors"))
    expect(page.locator("#told")).to_contain_text(f"“{text}” now lies under “Monitors”.")
    target = page.locator(".propositions li").last
    source = page.locator(".waiting > li > .sign").first
    source.hover()
    box = source.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 9, box["y"] + 9, steps=3)
    # issues open as soon as a position is dragged: only then lies the target where it stays
    expect(page.locator(".tree details:not([open])")).to_have_count(0)
    under = target.locator(".text").inner_text()
    target.hover()
    target.hover()  # the second is what a browser takes for being over it
    page.mouse.up()
    expect(page.locator("#told")).to_contain_text(f"Placed under “{under}”")


def test_an_issue_is_split_by_drag_and_by_key(page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 3000})
    page.goto("/issues")
    issue = page.locator(".issue", has=page.get_by_role("link", name="Debts", exact=True)).last
    proposition = issue.locator(".propositions li").first
    text = proposition.locator(".text").inner_text()
    place = page.locator("#new-place")
    expect(place).to_be_hidden()
    proposition.hover()
    page.mouse.down()
    page.mouse.move(200, 900, steps=3)
    expect(place).to_be_visible()
    place.hover()
    place.hover()  # the second is what a browser takes for being over it
    page.mouse.up()
    expect(page.locator("#told")).to_contain_text(f"Issue “{text}” is new, with 1 proposition.")
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Taken back")

    page.goto("/issues")
    page.get_by_role("link", name="Debts", exact=True).click()
    box = page.locator(".opened").get_by_role("checkbox").first
    box.check()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Split off the checked propositions")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("s")
    page.keyboard.type("Arrears")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Issue “Arrears” is new, with 1 proposition.")


def test_the_page_of_an_issue(page: Page) -> None:
    page.goto("/issues")
    page.get_by_role("link", name="Withdrawal", exact=True).click()
    expect(page.locator(".opened h1")).to_have_text("Withdrawal")
    page.goto(page.get_by_role("link", name="Withdrawal", exact=True).get_attribute("href"))
    check_barriers(page)
    picture(page, "issue")


def test_the_register_is_kept_without_script(browser: Browser, demo: Path) -> None:
    with (
        served(demo) as address,
        context_of(browser, address, java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.goto("/issues")
        page.get_by_role("link", name="Debts", exact=True).click()
        page.get_by_label("Name", exact=True).fill("Arrears")
        page.get_by_role("button", name="Rename").click()
        expect(page.locator("#told")).to_contain_text("Issue “Debts” is now “Arrears”.")

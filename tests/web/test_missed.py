"""What was missed: a claim added on words that the desk marks, and the weekly sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.record import open_record
from tests.record.build import Draft
from tests.web.conftest import NOW, check_barriers, client_of, context_of, picture
from tests.web.test_home import token


def sample(client: TestClient) -> Any:
    return client.get("/review/sample.json").json()


def test_a_claim_is_added_by_marking_words_with_the_mouse(page: Page) -> None:
    page.goto("/review/sample")
    check_barriers(page)
    picture(page, "sample")
    page.get_by_role("link", name="Add a claim").first.click()
    page.wait_for_load_state()
    check_barriers(page)
    page.locator("#family").select_option("sticking_points")
    page.wait_for_url("**family=sticking_points**")
    words = page.locator(".passage .w.on")
    first, last = words.nth(0).bounding_box(), words.nth(2).bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 2, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 2, last["y"] + last["height"] / 2, steps=5)
    page.mouse.up()
    page.keyboard.press("}")
    marked = "".join(page.locator(".passage .on").all_text_contents())
    page.keyboard.press("e")
    page.keyboard.type("the order of steps")
    picture(page, "add-claim")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Added: the order of steps")
    expect(page.locator("li.added")).to_have_count(1)
    added = page.request.get("/log.json?up_to=internal").json()["deeds"][0]["entry"]
    page.goto(f"/review?entry={added}")
    assert "".join(page.locator(".passage .on").all_text_contents()) == marked
    expect(page.locator("#claim")).to_contain_text("the desk itself (desk@1)")


def test_a_word_is_tapped_and_the_mark_is_moved_from_it_by_keys(page: Page) -> None:
    page.goto("/add-claim")
    check_barriers(page)
    page.locator("a.said").first.click()
    page.wait_for_load_state()
    page.locator(".passage .w").nth(4).click()
    assert page.locator(".passage .on").count() == 1
    page.keyboard.press("}")
    page.keyboard.press("}")
    assert page.locator(".passage .w.on").count() == 3
    assert page.locator("#f-evidence").input_value().count(":") == 2


def test_it_is_added_without_script_by_typing_its_words(browser: Browser, address: str) -> None:
    with context_of(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/add-claim")
        page.locator("a.said").first.click()
        page.locator("#family").select_option("unknowns")
        page.get_by_role("button", name="Show its fields").click()
        words = "".join(page.locator(".passage p").nth(2).locator("span").all_text_contents())
        page.locator("#f-evidence").fill(words)
        page.locator("#f-what").fill("who pays")
        page.get_by_role("button", name="Add the claim").click()
        expect(page.locator("#told")).to_contain_text("Added:")
        expect(page.locator("#told")).to_contain_text("who pays")
        page.get_by_role("button", name="Undo my last act").click()
        expect(page.locator("#told")).to_contain_text("Taken back: the added claim")


def test_what_cannot_be_added_is_said_and_what_was_typed_stays(client: TestClient) -> None:
    report = client.get("/add-claim.json").json()["latest"][0]["id"]
    form = {"csrf": token(client), "report": report, "family": "positions"}
    refused = client.post("/add-claim", data=form)
    assert refused.status_code == 400
    assert "o words are marked" in refused.text
    typed = {**form, "field.evidence": f"{report}:0:10", "field.actor": "Torvania"}
    refused = client.post("/add-claim", data=typed)
    assert "needs issue, stance" in refused.text
    assert "Torvania" in refused.text
    assert client.get("/add-claim", params={"family": "poems"}).status_code == 404


def test_the_sample_estimates_what_was_missed(client: TestClient) -> None:
    before = sample(client)
    assert (len(before["sentences"]), before["estimate"]["share"]) == (20, None)
    assert "o sentence was looked at yet" in client.get("/review/sample").text
    csrf = token(client)
    for one in before["sentences"][:19]:
        place = {name: one[name] for name in ("report", "start", "end")}
        done = client.post(
            "/review/nothing", data={**place, "csrf": csrf, "back": "/review/sample"}
        )
        assert done.status_code == 303
    assert sample(client)["estimate"]["share"] is None
    last = before["sentences"][19]
    words = f"{last['report']}:{last['start']}:{last['end']}"
    form = {"csrf": csrf, "report": last["report"], "family": "sticking_points"}
    client.post("/add-claim", data={**form, "field.evidence": words, "field.issue": "monitors"})
    after = sample(client)
    assert [s["report"] for s in after["sentences"]] == [s["report"] for s in before["sentences"]]
    estimate = after["estimate"]
    assert (estimate["checked"], estimate["missed"], estimate["share"]) == (20, 1, 0.05)
    assert estimate["low"] < 0.05 < estimate["high"]
    assert "1 of 20 sentences looked at" in client.get("/accuracy").text


def test_a_sentence_is_answered_by_key_and_the_next_one_waits(page: Page) -> None:
    page.goto("/review/sample")
    page.locator("li.open button").first.focus()
    for number in range(3):
        page.keyboard.press("0")
        expect(page.locator("li.nothing")).to_have_count(number + 1)
    page.reload()
    expect(page.locator("li.nothing")).to_have_count(3)


def test_nothing_is_added_to_a_report_that_the_mark_hides(tmp_path: Path) -> None:
    hidden = Draft("Norland demands a toll of 4 crowns, it said.", mark="restricted")
    shown = Draft("Norland demands a toll of 9 crowns, it said.")
    for draft in (hidden, shown):
        draft.position("Norland", "demands", "a toll", "Norland demands a toll")
    path = tmp_path / "marks.db"
    with open_record(str(path), now=lambda: NOW, create=True) as record:
        record.enter([hidden.reading(), shown.reading()])
    with client_of(path) as client:
        assert client.get("/add-claim", params={"report": hidden.report.id}).status_code == 404
        form = {
            "csrf": token(client),
            "report": hidden.report.id,
            "family": "unknowns",
            "field.evidence": "0:7",
            "field.what": "who pays",
        }
        assert client.post("/add-claim", data=form).status_code == 404
        place = {"csrf": form["csrf"], "report": hidden.report.id, "start": "0", "end": "7"}
        assert client.post("/review/nothing", data=place).status_code == 404
        assert hidden.report.id not in client.get("/review/sample").text
        assert (
            client.post("/add-claim", data={**form, "report": shown.report.id}).status_code == 303
        )

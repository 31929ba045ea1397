"""Review: one claim after the other by keys, corrected, marked anew; two who judge the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect
from starlette.testclient import TestClient

from detente.model.claims import When
from detente.model.dates import parse_days
from detente.model.text import Evidence
from detente.record import open_record
from detente.web.claims import when_text
from tests.web.conftest import NOW, check_barriers, client_of, context_of, picture, served
from tests.web.test_home import token


def queue(client: TestClient) -> Any:
    return client.get("/review.json").json()


def test_what_the_brief_rests_on_comes_first_and_the_day_has_forty(client: TestClient) -> None:
    values = queue(client)
    assert len(values["queue"]) == values["daily"] == 40
    assert "the brief rests on it" in values["queue"][0]["reasons"][0]
    assert values["card"]["line"]["id"] == values["queue"][0]["id"]
    longer = client.get("/review.json", params={"more": 20}).json()
    assert len(longer["queue"]) == 60
    assert longer["queue"][:40] == values["queue"]


def test_what_is_judged_leaves_the_queue_and_undo_brings_it_back(client: TestClient) -> None:
    before = queue(client)
    card = before["card"]
    form = {"csrf": token(client, "/review"), "id": card["target"], "verdict": "accepted"}
    done = client.post("/review/judge", data={**form, "seen": card["seen"], "back": "/review"})
    assert (done.status_code, done.headers["location"]) == (303, "/review")
    after = queue(client)
    assert (after["judged"], len(after["queue"])) == (1, 39)
    assert card["line"]["id"] not in {waiting["id"] for waiting in after["queue"]}
    client.post("/undo", data={"csrf": form["csrf"]})
    assert queue(client)["queue"] == before["queue"]


def test_what_a_script_fetches_takes_no_message_from_the_page_that_shows_it(
    client: TestClient,
) -> None:
    card = queue(client)["card"]
    form = {"csrf": token(client, "/review"), "id": card["target"], "verdict": "accepted"}
    client.post("/review/judge", data={**form, "seen": card["seen"], "back": "/review"})
    told = re.compile(r'<div id="told"[^>]*>\s*<p')
    behind = client.get("/review", headers={"Detente-Behind": "1"}).text
    assert not told.search(behind)
    assert told.search(client.get("/review").text)
    assert not told.search(client.get("/review").text)


def test_a_form_without_a_change_corrects_nothing(client: TestClient) -> None:
    card = queue(client)["card"]
    fields = {
        f"{kind}.{f['name']}": f["value"] for f in card["fields"] for kind in ("field", "was")
    }
    words = {"field.evidence": card["words"], "was.evidence": card["words"]}
    form = {"csrf": token(client, "/review"), "id": card["target"], "verdict": "corrected"}
    refused = client.post("/review/judge", data={**form, **fields, **words})
    assert refused.status_code == 400
    assert "othing was corrected" in refused.text


def test_twenty_claims_are_judged_by_keys_alone(page: Page) -> None:
    page.goto("/review")
    check_barriers(page)
    picture(page, "review")
    expect(page.locator("#progress")).to_contain_text("40 wait of the day’s 40")
    seen = []
    for number in range(20):
        claim = page.locator("#claim")
        seen.append(claim.get_attribute("data-entry"))
        page.keyboard.press("x" if number % 5 == 4 else "a")
        expect(claim).not_to_have_attribute("data-entry", seen[-1] or "")
    assert len(set(seen)) == 20
    expect(page.locator("#progress")).to_contain_text("20 wait of the day’s 40 · 20 judged today")
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Taken back")
    expect(page.locator("#claim")).to_have_attribute("data-entry", seen[-1] or "")
    expect(page.locator("#progress")).to_contain_text("19 judged today")
    check_barriers(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Correct: the first field")
    reviews = [review_of(page, entry) for entry in seen]
    assert reviews.count("accepted") == 16
    assert reviews.count("rejected") == 3
    assert reviews[-1] == "none"


def review_of(page: Page, entry: str | None) -> str:
    judgements = page.request.get(f"/entries/{entry}.json?up_to=internal").json()["judgements"]
    last = [line for line in judgements if "taken back" not in line][-1:]
    return last[0].split(" ")[0].rstrip(",:") if last else "none"


def test_next_previous_and_skip_move_without_judging(page: Page) -> None:
    page.goto("/review")
    claim = page.locator("#claim")
    first = claim.get_attribute("data-entry") or ""
    page.keyboard.press("n")
    expect(claim).not_to_have_attribute("data-entry", first)
    second = claim.get_attribute("data-entry") or ""
    page.keyboard.press("p")
    expect(claim).to_have_attribute("data-entry", first)
    page.keyboard.press("s")
    expect(claim).to_have_attribute("data-entry", second)
    page.keyboard.press("p")
    expect(page.locator("#told")).to_contain_text("This is the first")


def test_a_claim_is_corrected_by_keyboard_and_undone(page: Page) -> None:
    entry = a_position(page)
    page.goto(f"/review?entry={entry}")
    page.keyboard.press("e")
    expect(page.locator("#f-actor")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("monitors in the strip")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Corrected; undo takes it back")
    page.goto(f"/review?entry={entry}")
    expect(page.locator("#f-issue")).to_have_value("monitors in the strip")
    expect(page.locator(".judging")).to_contain_text("reviewed by the desk")
    check_barriers(page)
    picture(page, "review-corrected")
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Taken back")
    page.goto(f"/review?entry={entry}")
    expect(page.locator("#f-issue")).not_to_have_value("monitors in the strip")


def a_position(page: Page) -> str:
    rows = page.request.get("/review.json?more=200").json()["queue"]
    found = next(row["id"] for row in rows if row["family"] == "positions")
    assert isinstance(found, str)
    return found


def marked(page: Page) -> str:
    return "".join(page.locator(".passage .on").all_text_contents())


def test_words_are_marked_anew_by_keys_and_by_mouse(page: Page) -> None:
    entry = a_position(page)
    page.goto(f"/review?entry={entry}")
    before = marked(page)
    words = before.split()
    page.keyboard.press("]")
    assert marked(page) == before[before.index(words[1]) :]
    page.keyboard.press("[")
    assert marked(page) == before
    page.keyboard.press("{")
    assert before.startswith(marked(page))
    assert len(marked(page)) < len(before)
    page.keyboard.press("}")
    page.keyboard.press("}")
    longer = marked(page)
    assert longer.startswith(before)
    assert len(longer) > len(before)
    inside = page.locator(".passage .w.on")
    start, end = inside.nth(0).bounding_box(), inside.nth(2).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()
    chosen = marked(page)
    assert len(chosen.split()) <= 3
    assert before.startswith(chosen)
    page.locator("[data-save]").click()
    expect(page.locator("#told")).to_contain_text("Corrected")
    page.goto(f"/review?entry={entry}")
    assert marked(page) == chosen
    picture(page, "review-marked")


def test_two_reviewers_are_shown_both_values_and_nothing_is_overwritten(
    browser: Browser, demo: Path
) -> None:
    with (
        served(demo) as address,
        context_of(browser, address) as one,
        context_of(browser, address) as two,
    ):
        ana, ben = one.new_page(), two.new_page()
        ana.goto("/")
        entry = a_position(ana)
        for page in (ana, ben):
            page.goto(f"/review?entry={entry}")
        correct(ana, "the view of Ana")
        expect(ana.locator("#told")).to_contain_text("Corrected")
        correct(ben, "the view of Ben")
        expect(ben.locator("h1")).to_have_text("It changed meanwhile")
        table = ben.locator("table.conflict")
        expect(table).to_contain_text("the view of Ana")
        expect(table).to_contain_text("the view of Ben")
        check_barriers(ben)
        picture(ben, "review-conflict")
        assert claim_of(address, ben, entry) == "the view of Ana"
        ben.get_by_role("button", name="Write mine over it").click()
        ben.wait_for_load_state()
        assert claim_of(address, ben, entry) == "the view of Ben"


def correct(page: Page, issue: str) -> None:
    page.locator("#f-issue").fill(issue)
    page.locator("#f-issue").press("Enter")


def claim_of(address: str, page: Page, entry: str) -> str:
    card = page.request.get(f"{address}/review.json?entry={entry}").json()["card"]
    (issue,) = (f["value"] for f in card["fields"] if f["name"] == "issue")
    assert isinstance(issue, str)
    return issue


def test_it_works_without_script(browser: Browser, address: str) -> None:
    with context_of(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/review")
        claim = page.locator("#claim")
        first = claim.get_attribute("data-entry") or ""
        page.get_by_role("link", name="Skip", exact=True).click()
        second = claim.get_attribute("data-entry") or ""
        assert second != first
        page.goto("/review")
        page.get_by_role("button", name="Accept").click()
        expect(page.locator("#told")).to_contain_text("Accepted; undo takes it back")
        assert claim.get_attribute("data-entry") == second
        words = page.locator("#f-evidence")
        inside = "".join(page.locator(".passage .on").all_text_contents())
        words.fill(inside[: inside.rindex(" ")])
        page.get_by_role("button", name="Save the correction").click()
        expect(page.locator("#told")).to_contain_text("Corrected")


def test_it_is_read_on_a_telephone_and_in_the_dark(browser: Browser, address: str) -> None:
    size = {"width": 360, "height": 800}
    with context_of(browser, address, viewport=size, color_scheme="dark") as context:
        page = context.new_page()
        page.goto("/review")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        check_barriers(page)
        picture(page, "review-360-dark")


def test_a_restricted_report_is_not_to_be_reviewed_by_who_may_not_see_it(
    client: TestClient,
) -> None:
    assert client.get("/review", params={"up_to": "internal"}).status_code == 200
    assert client.get("/review", params={"entry": "0" * 12}).status_code == 404


def test_the_page_says_when_the_days_work_is_done(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        for contact in record.entries("contacts"):
            record.judge(contact.id, "accepted", by="ana")
        for _ in range(45 - len(record.entries("contacts"))):
            record.judge(record.entries("contacts")[0].id, "accepted", by="ana")
    with client_of(demo, now=lambda: NOW) as client:
        values = client.get("/review.json").json()
        assert (values["card"], values["queue"]) == (None, [])
        text = re.sub(r"\s+", " ", client.get("/review").text)
        assert "that is the day’s work" in text
        assert "/review?more=40" in text


def test_a_day_ahead_of_its_report_is_named_and_not_said_or_held() -> None:
    words = Evidence("r", 0, 9, "5 October")
    when = When(days=parse_days("2031-10-05"), evidence=words)
    assert when_text(when, dt.date(2031, 10, 6)) == "said or held 5 Oct 2031, by “5 October”"
    assert when_text(when, dt.date(2031, 9, 21)) == "the text names 5 Oct 2031, by “5 October”"
    assert when_text(when, None).startswith("said or held")


@contextmanager
def late(page: Page, answer: Callable[[Route], None] = Route.continue_) -> Iterator[None]:
    """Hold back the first verdict that is sent until the block ends, and answer it then."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route) if not held else route.continue_()

    page.route("**/review/judge*", hold)
    yield
    (first,) = held  # what is judged after it waits for its turn
    answer(first)


def test_a_key_judges_what_is_read_and_never_the_next_one_while_answers_are_late(
    page: Page,
) -> None:
    page.goto("/review")
    claim = page.locator("#claim")
    shown = [row["id"] for row in page.request.get("/review.json").json()["queue"][:5]]
    with late(page):
        # twice before the next claim can be there: it judges once, and one goes on at once
        accept = "button => { button.click(); button.click(); }"
        page.locator("#claim [data-key=a]").evaluate(accept)
        expect(claim).to_have_attribute("data-entry", shown[1])
        page.keyboard.press("n")
        expect(claim).to_have_attribute("data-entry", shown[2])
        page.keyboard.press("x")
        expect(claim).to_have_attribute("data-entry", shown[3])
        expect(page.locator("#progress")).to_contain_text("38 wait")
    expect(page.locator("#told")).to_contain_text("Rejected")
    assert [review_of(page, entry) for entry in shown[:4]] == [
        "accepted",
        "none",
        "rejected",
        "none",
    ]
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Taken back")
    expect(claim).to_have_attribute("data-entry", shown[2])
    assert review_of(page, shown[2]) == "none"


def test_what_could_not_be_kept_comes_next_with_why(page: Page) -> None:
    page.goto("/review")
    claim = page.locator("#claim")
    shown = [row["id"] for row in page.request.get("/review.json").json()["queue"][:3]]
    with late(page, Route.abort):
        page.locator("#f-why").fill("as the outlet says")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(claim).to_have_attribute("data-entry", shown[1])
    expect(page.locator("#told")).to_contain_text("The claim comes next")
    expect(page.locator("#progress")).to_contain_text("40 wait of the day’s 40 · 0 judged")
    expect(claim).to_have_attribute("data-entry", shown[1])  # who reads on is not interrupted
    page.keyboard.press("n")
    expect(claim).to_have_attribute("data-entry", shown[0])
    expect(claim.get_by_role("alert")).to_contain_text("Not kept: The server does not answer")
    expect(page.locator("#f-why")).to_have_value("as the outlet says")
    check_barriers(page)
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("Accepted")
    assert review_of(page, shown[0]) == "accepted"


def test_what_another_judged_meanwhile_shows_both_when_asked(page: Page) -> None:
    page.goto("/review")
    claim = page.locator("#claim")
    first = claim.get_attribute("data-entry") or ""
    csrf = page.locator("body").get_attribute("data-csrf") or ""
    form = {"csrf": csrf, "id": first, "verdict": "rejected"}
    page.request.post(
        "/review/judge", form=form, headers={"Origin": page.url.removesuffix("/review")}
    )
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("The claim comes next")
    page.keyboard.press("n")
    expect(claim).to_have_attribute("data-entry", first)
    page.get_by_role("button", name="Show both").click()
    expect(page.locator("h1")).to_have_text("It changed meanwhile")

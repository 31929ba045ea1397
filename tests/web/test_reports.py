"""Reports: the list with its filters, and the page of one with its claims beside the text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.record import open_record
from tests.web.conftest import NOW, check_barriers, client_of, context_of, picture, served
from tests.web.made import AT, position, reading, record_of, report, statement

HOSTILE = '<img src=x onerror="alert(1)"> said “</mark><script>alert(2)</script>” \u202eevil.'


def newest_revision(client: TestClient) -> str:
    rows = client.get("/reports.json?words=UPDATE").json()["rows"]
    return str(rows[0]["id"])


def test_the_list_is_filtered_by_what_its_form_asks(client: TestClient) -> None:
    every = client.get("/reports.json").json()
    assert every["total"] == every["held"] == len(every["rows"])
    outlet = every["outlets"][0]
    some = client.get("/reports.json", params={"outlet": outlet["name"]}).json()
    assert some["total"] == outlet["reports"]
    assert {row["outlet"] for row in some["rows"]} == {outlet["name"]}
    days = [row["published"] for row in every["rows"]]
    assert days == sorted(days, reverse=True)
    until = client.get("/reports.json", params={"until": days[-1]}).json()
    assert [row["published"] for row in until["rows"]] == [days[-1]]
    copies = client.get("/reports.json?copies=only").json()["rows"]
    assert copies
    assert all(row["copy_of"] for row in copies)


def test_a_list_without_a_fit_says_what_was_looked_through(client: TestClient) -> None:
    page = client.get("/reports?words=zzz").text
    assert "No report fits among 26 reports of 9 outlets." in page


def test_wrong_filters_say_what_is_right(client: TestClient) -> None:
    assert "choose one of internal, public, restricted" in client.get("/reports?mark=top").text
    assert client.get("/reports?since=lately").status_code == 400
    assert client.get("/reports?after=nothing").status_code == 400


def test_a_long_list_goes_on_after_the_last_row(tmp_path: Path) -> None:
    texts = [f"Norland spoke of the ferry for the {n}th time." for n in range(55)]
    day = dt.date(2031, 3, 1)
    made = [
        reading(report(t, address=f"https://wire.example/{n}", published=day + dt.timedelta(n)))
        for n, t in enumerate(texts)
    ]
    with client_of(record_of(tmp_path, *made)) as client:
        first = client.get("/reports.json").json()
        rest = client.get("/reports.json", params={"after": first["next"]}).json()
    assert (len(first["rows"]), len(rest["rows"]), rest["next"]) == (50, 5, None)
    ids = [row["id"] for row in (*first["rows"], *rest["rows"])]
    assert len(set(ids)) == 55


def test_the_twin_holds_the_text_word_by_word_and_each_claim_once(client: TestClient) -> None:
    id_ = newest_revision(client)
    page = client.get(f"/reports/{id_}.json").json()
    said = ["".join(s["text"] for s in p["stretches"]) for p in page["paragraphs"]]
    assert said[0] == page["report"]["title"]
    notes = [note for p in page["paragraphs"] for note in p["notes"]]
    assert len(notes) == page["claims"] == sum(f["count"] for f in page["families"][:-1])
    assert len({note["number"] for note in notes}) == len(notes)
    opened = [c["number"] for p in page["paragraphs"] for s in p["stretches"] for c in s["opens"]]
    assert sorted(opened) == sorted(note["number"] for note in notes)
    assert len(page["digest"]) == 64


def test_revisions_say_what_came_and_went_and_which_text_is_newest(client: TestClient) -> None:
    id_ = newest_revision(client)
    page = client.get(f"/reports/{id_}.json").json()
    assert [line["here"] for line in page["revisions"]] == [False, False, True]
    assert page["newer"] is None
    last = page["revisions"][-1]
    assert last["came"]
    assert last["went"]
    assert last["notice"]["text"].startswith("UPDATE")
    first = client.get(f"/reports/{page['revisions'][0]['report']['id']}").text
    assert f'This text was replaced: <a href="/reports/{id_}">' in first


def test_wire_copies_are_listed_on_both_sides(client: TestClient) -> None:
    copy = client.get("/reports.json?copies=only").json()["rows"][0]
    original = client.get(f"/reports/{copy['copy_of']}.json").json()
    assert [one["id"] for one in original["copies"]] == [copy["id"]]
    back = client.get(f"/reports/{copy['id']}.json").json()
    assert copy["copy_of"] in [one["id"] for one in back["copies"]]


def test_where_a_report_departs_from_the_record(tmp_path: Path) -> None:
    one = report("Norland accepts observers in the strip.", address="https://wire.example/1")
    two = report("Norland rejects observers in the strip.", address="https://wire.example/2")
    what = "observers in the strip"
    readings = (
        reading(one, position(one, "Norland accepts observers", "Norland", "accepts", what)),
        reading(two, position(two, "Norland rejects observers", "Norland", "rejects", what)),
    )
    with client_of(record_of(tmp_path, *readings)) as client:
        page = client.get(f"/reports/{two.id}.json").json()
        shown = client.get(f"/reports/{two.id}").text
    [note] = page["paragraphs"][0]["notes"]
    assert (page["departing"], note["departs"]) == (1, "against 1 entry of the record")
    assert note["against"][0]["said"].startswith("Norland accepts")
    assert "Norland accepts: observers in the strip" in shown


def test_what_the_desk_rejected_is_not_marked_but_named(tmp_path: Path) -> None:
    made = report("“We yield,” Ada Lund said. “Not a yard,” she added.")
    claims = (statement(made, "“We yield,”"), statement(made, "“Not a yard,”"))
    file = record_of(tmp_path, reading(made, *claims))
    with open_record(str(file), now=lambda: AT) as record:
        record.judge(claims[0].id, "rejected", by="ana")
    with client_of(file) as client:
        page = client.get(f"/reports/{made.id}.json").json()
        assert "Rejected by the desk" in client.get(f"/reports/{made.id}").text
    [paragraph] = page["paragraphs"]
    assert [note["label"] for note in paragraph["notes"]] == ["S2"]
    assert [note["label"] for note in page["rejected"]] == ["S1"]
    assert page["claims"] == 1


def test_a_mark_above_the_one_asked_for_hides_a_report(tmp_path: Path) -> None:
    secret = report("“We yield,” Ada Lund said.", mark="internal")
    file = record_of(tmp_path, reading(secret, statement(secret, "“We yield,”")))
    with client_of(file) as client:
        for address in (f"/reports/{secret.id}", f"/reports/{secret.id}.json"):
            assert client.get(address).status_code == 404
            assert "We yield" not in client.get(address).text
            assert client.get(f"{address}?up_to=internal").status_code == 200
        listed = client.get("/reports.json").json()
        assert (listed["rows"], listed["left_out"]) == ([], 1)


def test_words_of_reports_are_no_markup(tmp_path: Path) -> None:
    made = report(HOSTILE, title=HOSTILE, outlet=HOSTILE, address="javascript:alert(3)")
    claim = statement(made, "“</mark><script>alert(2)</script>”", speaker=HOSTILE)
    with client_of(record_of(tmp_path, reading(made, claim))) as client:
        for address in ("/reports", f"/reports/{made.id}", f"/reports/{made.id}?at=2-20"):
            page = client.get(address).text
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "javascript:" not in page.replace(HOSTILE, "")
            assert "\u202e" not in page


def test_a_place_in_the_text_must_be_one(client: TestClient) -> None:
    id_ = newest_revision(client)
    assert "write START-END" in client.get(f"/reports/{id_}?at=here").text
    assert "does not lie in the text" in client.get(f"/reports/{id_}?at=5-999999").text
    assert client.get(f"/reports/{id_}?hide=rumours").status_code == 404
    lit = client.get(f"/reports/{id_}?at=0-6").text
    assert "<mark>UPDATE</mark>" in lit


def test_an_analyst_reads_a_report_with_the_keys(page: Page) -> None:
    page.goto("/reports?words=UPDATE")
    check_barriers(page)
    picture(page, "reports")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*")
    page.keyboard.press("j")
    expect(page.locator(".note.lit")).to_have_count(1)
    expect(page.locator(".u.lit").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".note .opened")).to_have_count(1)
    check_barriers(page)
    picture(page, "report")


def test_words_and_note_light_up_together(page: Page) -> None:
    page.goto("/reports?words=UPDATE")
    page.locator(".reports a.said").first.click()
    page.locator(".u.contacts").first.hover()
    expect(page.locator(".note.contacts.lit")).to_have_count(1)
    page.locator(".u.contacts").first.click()
    expect(page.locator(".note.contacts .opened")).to_have_count(1)


def test_what_is_lit_is_readable_in_the_dark(browser: Browser, demo: Path) -> None:
    with (
        served(demo) as address,
        context_of(browser, address, color_scheme="dark") as context,
    ):
        page = context.new_page()
        page.goto("/reports?words=UPDATE")
        page.locator(".reports a.said").first.click()
        for family in ("statements", "contacts", "positions"):
            page.locator(f".note.{family} a.said").first.focus()
            expect(page.locator(f".note.{family}.lit")).to_have_count(1)
            check_barriers(page)
        picture(page, "report-dark")


def test_families_are_hidden_where_one_stands_and_in_the_address(page: Page) -> None:
    page.goto("/reports?words=UPDATE")
    page.locator(".reports a.said").first.click()
    statements = page.locator(".note.statements")
    expect(statements.first).to_be_visible()
    page.get_by_role("link", name="Hide Statements").click()
    expect(statements.first).to_be_hidden()
    assert "hide=statements" in page.url
    page.reload()
    expect(statements.first).to_be_hidden()
    page.get_by_role("link", name="Show Statements").click()
    expect(statements.first).to_be_visible()
    assert "hide" not in page.url


def test_an_entry_leads_to_its_words(page: Page) -> None:
    page.goto("/reports?words=UPDATE")
    page.locator(".reports a.said").first.click()
    note = page.locator(".note").last
    link = f"{page.url}#{note.get_attribute('id')}"
    page.goto("/")
    page.goto(link)
    expect(page.locator(".note.lit")).to_have_count(1)
    expect(page.locator(".u.lit").first).to_be_in_viewport()


def test_a_report_reads_without_script_on_a_telephone(browser: Browser, demo: Path) -> None:
    size = {"width": 360, "height": 800}
    with (
        served(demo) as address,
        context_of(browser, address, java_script_enabled=False, viewport=size) as context,
    ):
        page = context.new_page()
        page.goto("/reports?words=UPDATE")
        page.locator(".reports a.said").first.click()
        page.get_by_role("link", name="Hide Statements").click()
        expect(page.locator(".note.statements").first).to_be_hidden()
        assert "hide=statements" in page.url
        picture(page, "report-360")


def test_a_hostile_report_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    made = report(HOSTILE, title=HOSTILE, outlet=HOSTILE, address="javascript:alert(3)")
    claim = statement(made, "“</mark><script>alert(2)</script>”", speaker=HOSTILE)
    file = record_of(tmp_path, reading(made, claim))
    with served(file) as address, context_of(browser, address) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(f"/reports/{made.id}")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator(".note .opened")).to_have_count(1)
        assert said == []
        assert page.locator("img, main script").count() == 0


def test_texts_of_one_article_are_no_copies_of_each_other(client: TestClient, demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        texts = {row.id: row.revises for row in record.reports() if row.revises}
        entry = next(
            entry
            for entry in record.entries("statements")
            if any(s.report in texts and s.origin != s.report for s in entry.sightings)
        )
    words = client.get(f"/entries/{entry.id}.json").json()["line"]["words"]
    later = [one for one in words if one["report"] in texts]
    assert later
    assert all(one["text_of"] and one["copy_of"] is None for one in later)
    page = client.get(f"/entries/{entry.id}").text
    assert page.count("a later text of <a") == len(later)
    assert "an earlier report</a>" not in page

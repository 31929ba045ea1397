"""Statements searched, filtered, shown in context, and cited."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, context_of, picture
from tests.web.made import reading, record_of, report, statement


def found(client: TestClient, **asked: str) -> dict[str, object]:
    return client.get("/statements.json", params=asked).json()


def test_words_are_found_and_marked_in_their_context(client: TestClient) -> None:
    values = found(client, words="talks")
    rows = values["rows"]
    assert values["total"] == len(rows) == 4
    for row in rows:
        assert [p["text"] for p in row["parts"] if p["found"]] == ["talks"]
        assert all(p["said"] for p in row["parts"] if p["found"])
        assert row["citation"].startswith("“")
    page = client.get("/statements?words=talks").text
    assert page.count("<mark>talks</mark>") == 4


def test_filters_narrow_what_is_found(client: TestClient) -> None:
    every = found(client)
    quoted, reported = found(client, direct="yes"), found(client, direct="no")
    assert quoted["total"] + reported["total"] == every["total"]
    assert {row["kind"] for row in reported["rows"]} == {"indirect"}
    unnamed = found(client, unnamed="yes")
    assert 0 < unnamed["total"] < every["total"]
    assert all("(unnamed)" in row["speaker"] for row in unnamed["rows"])
    kestland = found(client, speaker="Kestland")
    assert 0 < kestland["total"] < every["total"]
    late = found(client, since="2026-04")
    assert {row["published"][:7] for row in late["rows"]} == {"2026-04", "2026-05"}
    issue = next(one for one in every["issues"] if one["name"] == "Withdrawal")
    assert 0 < found(client, issue=issue["id"])["total"] < every["total"]


def test_what_cannot_be_searched_is_said_and_the_form_stays(client: TestClient) -> None:
    for asked in ({"speaker": "Kestlnd"}, {"words": "!!!"}, {"issue": "no such"}):
        values = found(client, **asked)
        assert values["wrong"]
        assert values["rows"] == []
    page = client.get("/statements?speaker=Kestlnd").text
    assert "Unknown actor &#39;Kestlnd&#39;; did you mean Kestland" in page
    assert 'value="Kestlnd"' in page


def test_an_empty_answer_says_what_was_searched(client: TestClient) -> None:
    page = client.get("/statements?words=zzz+yyy&speaker=Kestland&direct=yes").text
    assert "No statement quoted, by Kestland, with the words “zzz yyy” was found among" in page
    assert "of 24 reports" in page


def test_pages_of_a_long_list_hold_each_statement_once(client: TestClient) -> None:
    first = found(client)
    seen = [row["entry"] for row in first["rows"]]
    after = first["next"]
    while after:
        values = found(client, after=after)
        seen += [row["entry"] for row in values["rows"]]
        after = values["next"]
    assert len(seen) == len(set(seen)) == first["total"]


def test_a_citation_comes_in_every_form(client: TestClient) -> None:
    row = found(client, words="talks")["rows"][0]
    base = f"/cite/{row['entry']}"
    text = client.get(f"{base}?form=text&report={row['report']}")
    assert text.headers["content-type"].startswith("text/plain")
    assert text.text.strip() == row["citation"]
    assert row["outlet"] in text.text
    bibtex = client.get(f"{base}?form=bibtex")
    assert bibtex.headers["content-type"].startswith("application/x-bibtex")
    assert bibtex.text.startswith("@misc{")
    csl = client.get(f"{base}.json?form=csl")
    assert json.loads(csl.text)[0]["container-title"]
    page = client.get(f"{base}.json").json()
    assert [form["form"] for form in page["forms"]] == ["text", "bibtex", "csl"]
    assert client.get(f"{base}?form=fax").status_code == 404
    assert client.get(f"{base}?report=000000000000").status_code == 404
    assert client.get("/cite/000000000000").status_code == 404


def test_marks_hold_on_search_and_citation(tmp_path: Path) -> None:
    secret = report("“We yield,” Ada Lund said.", mark="internal")
    file = record_of(tmp_path, reading(secret, statement(secret, "“We yield,”")))
    with client_of(file) as client:
        assert found(client)["total"] == 0
        [row] = found(client, up_to="internal")["rows"]
        assert row["citation"].endswith("Handling: internal.")
        assert client.get(f"/cite/{row['entry']}?form=text").status_code == 404
        shown = client.get(f"/cite/{row['entry']}?form=text&up_to=internal").text
        assert shown.endswith("Handling: internal.\n")
    with client_of(file, ceiling="public") as client:
        assert client.get("/statements?up_to=internal").status_code == 404


def test_an_analyst_searches_opens_and_copies(browser: Browser, address: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with context_of(browser, address, permissions=allowed) as context:
        page = context.new_page()
        page.goto("/")
        page.keyboard.press("/")
        page.keyboard.type("talks")
        page.keyboard.press("Enter")
        page.wait_for_url("**/statements?words=talks*")
        expect(page.locator(".heard mark")).to_have_count(4)
        check_barriers(page)
        picture(page, "statements")
        page.get_by_role("button", name="Copy as a citation").first.click()
        expect(page.locator("#told")).to_contain_text("Copied: “")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied in page.locator("#told").inner_text()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator(".opened")).to_have_count(1)


def test_the_page_of_a_citation(page: Page) -> None:
    page.goto("/statements?words=talks")
    page.get_by_role("link", name="cite").first.click()
    expect(page.locator("pre.cited")).to_have_count(3)
    check_barriers(page)
    picture(page, "cite")

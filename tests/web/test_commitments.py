"""What is owed, in the workbench: by the demo's annotation, whatever a reader makes of it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.analysis.commitments import owed
from detente.model.claims import Commitment
from detente.record import open_record
from tests.analysis.annotated import expected, readings
from tests.record.build import Draft
from tests.web.conftest import check_barriers, client_of, context_of, picture, served

NOW = dt.datetime(2026, 6, 1, 10, 0, tzinfo=dt.UTC)
PATH = "/commitments"


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annotated") / "demo.db"
    with open_record(str(path), now=lambda: NOW, create=True) as record:
        record.enter(readings())
    return path


@pytest.fixture
def file(annotated: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "demo.db"
    copied.write_bytes(annotated.read_bytes())
    return copied


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    with client_of(file) as found:
        yield found


def rows(values: dict[str, Any], state: str = "") -> list[dict[str, Any]]:
    lines = [row for group in values["groups"] for row in group["rows"]]
    every = [row for line in lines for row in (line, *line["beside"])]
    return [row for row in every if row["state"] == state] if state else every


def test_the_page_holds_every_commitment_with_its_accounts(client: TestClient) -> None:
    values = client.get(f"{PATH}.json").json()
    assert sorted(row["state"] for row in rows(values)) == sorted(
        one["state"] for one in expected()
    )
    (disputed,) = rows(values, "disputed")
    assert {one["head"] for one in disputed["accounts"]} == {
        "perhaps",
        "the other side",
        "who checks",
        "who owes it",
    }
    page = client.get(PATH).text
    for row in rows(values):
        assert row["entries"][0]["id"] in page
        assert all(one["entry"]["id"] in page for one in row["accounts"])
    assert "alleges a violation" in page
    assert "violated Article" not in disputed["stands"]


def test_where_it_stands_is_said_once(client: TestClient) -> None:
    shown = rows(client.get(f"{PATH}.json").json())
    assert any("no account found" in row["stands"] for row in shown)
    for row in shown:
        said = f"{row['short']}. {row['stands']}".casefold()
        assert all(said.count(words) <= 1 for words in ("no account found", "said to be kept"))


def test_who_owes_and_is_not_named_is_worded_as_on_every_page(tmp_path: Path) -> None:
    draft = Draft("Norland and two owners will free the boats.")
    for by in ("Norland", "unnamed: two owners"):
        draft.add(Commitment, draft.text, by=by, what="free the boats")
    path = tmp_path / "record.db"
    with open_record(str(path), now=lambda: NOW, create=True) as record:
        record.enter([draft.reading()])
    with client_of(path) as client:
        found = rows(client.get(f"{PATH}.json").json())
    assert {row["by"] for row in found} == {"Norland", "two owners (unnamed)"}


def test_what_is_asked_for_is_shown(client: TestClient) -> None:
    ours = client.get(f"{PATH}.json?by=Torvania&due_before=2026-05-15").json()
    assert {row["due"] for row in rows(ours)} == {"Due 14 Apr 2026", "Due 8 May 2026"}
    then = client.get(f"{PATH}.json?as_of=2026-04-20").json()
    assert [row["state"] for row in rows(then)] == ["untested", "untested", "not_due"]
    first = client.get(f"{PATH}.json?most=1").json()
    assert first["further"] == f"{PATH}?most=3"
    kept = next(group for group in first["groups"] if group["name"] == "kept")
    assert (len(kept["rows"]), kept["total"]) == (1, 4)  # of the five two owe one together
    assert "first 1 of 4" in client.get(f"{PATH}?most=1").text
    nobody = client.get(f"{PATH}?by=Nobody")
    assert nobody.status_code == 404
    assert client.get(f"{PATH}?due_before=soon").status_code == 400


def test_the_desk_pins_breaks_and_takes_back(client: TestClient) -> None:
    before = client.get(f"{PATH}.json").json()
    (disputed,) = rows(before, "disputed")
    (perhaps,) = [one for one in disputed["accounts"] if one["link"] == "perhaps"]
    page = client.get(PATH).text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    form = {
        "csrf": token,
        "commitment": disputed["entries"][0]["id"],
        "account": perhaps["entry"]["id"],
    }
    assert client.post(f"{PATH}/pin", data={**form, "kind": "pin"}).status_code == 303
    (pinned,) = rows(client.get(f"{PATH}.json").json(), "disputed")
    assert [one["link"] for one in pinned["accounts"]].count("pinned") == 1
    client.post("/undo", data={"csrf": token})
    client.post(f"{PATH}/pin", data={**form, "kind": "break"})
    loose = client.get(f"{PATH}.json").json()["unmatched"]
    assert [one["entry"]["id"] for one in loose] == [perhaps["entry"]["id"]]
    client.post("/undo", data={"csrf": token})
    assert client.get(f"{PATH}.json").json() == before
    assert client.post(f"{PATH}/pin", data={**form, "kind": "perhaps"}).status_code == 404


@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "csv"])
def test_it_is_taken_along(client: TestClient, form: str) -> None:
    found = client.get(f"{PATH}.{form}?by=Torvania")
    assert found.status_code == 200
    assert "attachment" in found.headers["Content-Disposition"]
    if form in ("html", "csv"):
        assert "Dorn" in found.text
        assert "first instalment" not in found.text


def test_an_empty_record_says_what_to_add(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    with open_record(str(path), now=lambda: NOW, create=True):
        pass
    with client_of(path) as client:
        values = client.get(f"{PATH}.json").json()
        assert values["groups"] == []
        assert "Add reports of what was signed" in values["empty"]


def test_marks_hold(file: Path) -> None:
    with client_of(file, ceiling="public") as client:
        assert client.get(f"{PATH}?up_to=restricted").status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_used_in_a_browser(browser: Browser, file: Path, scheme: str) -> None:
    with (
        served(file) as address,
        context_of(browser, address, color_scheme=scheme) as context,
    ):
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Commitments").first.click()
        expect(page.locator("h1").first).to_contain_text("What is owed")
        check_barriers(page)
        picture(page, f"commitments-{scheme}")
        row = page.locator('li[data-state="disputed"]')
        expect(row).to_contain_text("alleges a violation")
        row.get_by_role("button", name="it is of this").first.click()
        expect(page.locator("#told")).to_contain_text("undo takes it back")
        expect(row).to_contain_text("pinned by the desk")
        page.get_by_label("due before").fill("2026-05-05")
        page.get_by_label("Owed by").select_option(label="Kestland")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("li[data-state]")).to_have_count(3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readable_on_a_telephone(browser: Browser, file: Path, scheme: str) -> None:
    small = {"width": 360, "height": 740}
    with open_record(str(file), now=lambda: NOW) as record:  # one account is of none of it
        row = next(one for one in owed(record.snapshot()).rows if one.state == "disputed")
        record.pin_commitment(row.id, row.perhaps[0].entry.id, counts=False, by="ana")
    with (
        served(file) as address,
        context_of(browser, address, viewport=small, color_scheme=scheme) as context,
    ):
        page = context.new_page()
        page.goto(PATH)
        expect(page.get_by_label("is of")).to_be_visible()
        wide = "document.documentElement.scrollWidth"
        assert page.evaluate(wide) <= small["width"]
        check_barriers(page)
        picture(page, f"commitments-360-{scheme}")


def test_what_speaks_of_it_leads_to_its_words(client: TestClient) -> None:
    shown = rows(client.get(f"{PATH}.json").json())
    spoken = [row for row in shown if row["clues"]]
    assert spoken
    for row in spoken:
        assert row["accounts"] == []
        assert "read as no account" in row["spoken_of"]
        for one in row["clues"]:
            report = client.get(one["address"])
            assert report.status_code == 200
            assert one["said"].split("”")[0].strip("“")[:40] in html.unescape(report.text)
    assert spoken[0]["spoken_of"] in client.get(PATH).text

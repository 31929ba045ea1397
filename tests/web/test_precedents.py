"""Precedents in the workbench: from a folder named where it was started, never in a browser."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, context_of, picture, served

ACCORD = (
    "1. All forces leave the strip within 120 days.\n"
    "2. Thirty unarmed observers watch the line and report to the council.\n"
    "3. A joint commission meets each month.\n"
)
CLAUSE = "Unarmed monitors of the council watch the line."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "agreements"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "accord.txt").write_text(ACCORD, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    return folder


@pytest.fixture(scope="module")
def client(demo_file: Path, library: Path) -> Iterator[TestClient]:
    """One workbench for all of these tests: they change nothing in its record."""
    with client_of(demo_file, library=library) as found:
        yield found


def test_a_clause_is_compared_with_the_folder(client: TestClient) -> None:
    values = client.get("/precedents.json", params={"clause": CLAUSE}).json()
    (point,) = values["points"]
    first = point["provisions"][0]
    assert (first["text"], first["label"]) == ("old/accord.txt", "2")
    assert first["words"].startswith("Thirty unarmed observers")
    assert 0 < first["likeness"] <= 1
    assert "mechanism: monitoring" in first["why"]
    assert "words: unarmed, watch, line, council" in first["why"]
    assert any(note.startswith("broken.pdf: ") for note in values["notes"])
    page = client.get("/precedents", params={"clause": CLAUSE}).text
    assert all(part in page for part in (first["words"], first["why"], "broken.pdf"))


def test_a_point_of_the_records_draft_is_asked_about(client: TestClient) -> None:
    draft = client.get("/drafts.json").json()["proposals"][0]["drafts"][0]["version"]["id"]
    parts = client.get(f"/drafts/draft.json?draft={draft}").json()["parts"]
    one = next(part for part in parts if part["kind"] == "point")
    place = f"draft={draft}&at={one['start']}"
    link = f"/precedents?{place}".replace("&", "&amp;")
    assert link in client.get(f"/drafts/point?{place}").text
    values = client.get(f"/precedents.json?{place}").json()
    assert [point["words"] for point in values["points"]] == [one["words"]]
    every = client.get(f"/precedents.json?draft={draft}").json()
    assert len(every["points"]) == sum(part["kind"] == "point" for part in parts)
    assert client.get(f"/precedents?draft={draft}&at=999999").status_code == 404
    assert client.get("/precedents?draft=nothing").status_code == 404


def test_a_clause_needs_no_full_stop_but_words(client: TestClient) -> None:
    ask = {"clause": CLAUSE.removesuffix(".")}
    (point,) = client.get("/precedents.json", params=ask).json()["points"]
    assert point["provisions"][0]["label"] == "2"
    assert client.get("/precedents", params={"clause": "monitors"}).status_code == 400


def test_a_clause_is_never_a_path(client: TestClient, library: Path) -> None:
    secret = library.parent / "secret.txt"
    secret.write_text("1. The forces stay in the strip.\n", encoding="utf-8")
    for words in (str(secret), "../secret.txt", str(library / "old" / "accord.txt")):
        values = client.get("/precedents.json", params={"clause": words}).json()
        assert [point["words"] for point in values.get("points", ())] in ([words], [])
        assert "forces stay" not in json.dumps(values)
    told = client.get(
        "/precedents.json", params={"library": str(library.parent), "clause": CLAUSE}
    )
    assert {one["text"] for p in told.json()["points"] for one in p["provisions"]} == {
        "old/accord.txt"
    }
    assert str(library.parent) not in told.text


def test_files_are_read_again_when_they_change(client: TestClient, library: Path) -> None:
    ask = {"clause": "Ships pay a fee."}
    assert client.get("/precedents.json", params=ask).json()["points"][0]["provisions"] == []
    (library / "fees.txt").write_text("1. Ships pay a toll and a fee.\n", encoding="utf-8")
    found = client.get("/precedents.json", params=ask).json()["points"][0]["provisions"]
    assert [one["text"] for one in found] == ["fees.txt"]
    (library / "fees.txt").unlink()
    assert client.get("/precedents.json", params=ask).json()["points"][0]["provisions"] == []
    moved = library.rename(library.with_name("elsewhere"))
    gone = client.get("/precedents", params=ask)
    moved.rename(library)
    assert gone.status_code == 400
    assert "put it back" in gone.text
    assert str(library.parent) not in gone.text


def test_what_cannot_be_asked_is_said(client: TestClient, demo_file: Path) -> None:
    assert client.get("/precedents", params={"clause": "w" * 5_000}).status_code == 400
    both = client.get("/precedents", params={"clause": CLAUSE, "draft": "x"})
    assert both.status_code == 400
    assert client.get("/precedents.docx").status_code == 404
    with client_of(demo_file) as none:
        values = none.get("/precedents.json", params={"clause": CLAUSE}).json()
        assert (values["folder"], values["points"]) == (False, [])
        assert "--library DIR" in none.get("/precedents").text


def test_it_is_taken_along_and_hostile_words_stay_words(client: TestClient, library: Path) -> None:
    nasty = "1. Unarmed monitors <script>watch</script> the line of the council.\n"
    (library / "nasty.txt").write_text(nasty, encoding="utf-8")
    asked = {"clause": CLAUSE}
    for path in ("/precedents", "/precedents.html"):
        text = client.get(path, params=asked).text
        assert "<script>watch" not in text
        assert "&lt;script&gt;watch" in text
    (library / "nasty.txt").unlink()
    document = client.get("/precedents.docx", params=asked)
    with zipfile.ZipFile(io.BytesIO(document.content)) as file:
        assert "old/accord.txt" in file.read("word/footnotes.xml").decode()


def test_it_is_used_in_a_browser(demo_file: Path, library: Path, browser: Browser) -> None:
    with served(demo_file, library=library) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/drafts")
        page.get_by_role("link", name="Precedents for a clause").click()
        check_barriers(page)
        page.get_by_label("The words of a clause").fill(CLAUSE)
        page.get_by_role("button", name="Look", exact=True).click()
        expect(page.locator(".provisions blockquote").first).to_contain_text("Thirty unarmed")
        expect(page.locator("#clause")).to_have_value(CLAUSE)
        expect(page.get_by_role("link", name="Word (DOCX)")).to_be_visible()
        check_barriers(page)
        picture(page, "precedents")
        page.get_by_label("or a draft of the record").select_option(index=1)
        page.get_by_role("button", name="Look for all of its points").click()
        page.get_by_role("link", name="choose one of its points").click()
        page.locator(".draft a.label").first.click()
        page.get_by_role("link", name="Precedents for it", exact=True).click()
        expect(page.locator(".provisions")).to_have_count(1)
        check_barriers(page)
        picture(page, "precedents-point")
        page.set_viewport_size({"width": 360, "height": 780})
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        check_barriers(page)
        picture(page, "precedents-360")

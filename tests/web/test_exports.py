"""Taking along: every page that has a file on the command line leads to it, with what it shows."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from detente.cli import run
from detente.web.table import FILES, PAGES
from detente.web.taking import file, file_name
from tests.views.office.test_docx import template
from tests.web.conftest import check_barriers, client_of, context_of, let_stand, picture

MODEL = Path(__file__).parents[1] / "data" / "stability" / "chicken.toml"
PLAIN = [f.path for f in FILES if "{" not in f.path and f.path.rpartition(".")[2] in "docx html"]


@pytest.fixture(scope="module")
def settled(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo once the desk has let contacts stand, made once: no test changes it."""
    path = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("settled") / "demo.db"))
    let_stand(path, contacts=0.7)
    return path


@pytest.fixture
def demo(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(settled, tmp_path / "demo.db"))


@pytest.fixture(scope="module")
def client(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One workbench, which is only asked, with a library of agreements for the precedents."""
    library = tmp_path_factory.mktemp("agreements")
    (library / "accord.txt").write_text("1. Unarmed observers watch the line.\n", "utf-8")
    with client_of(settled, library=library) as found:
        yield found


def paragraphs(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def taken(page: str) -> list[str]:
    """The addresses of the files that a page leads to, at its foot."""
    foot = page.partition('id="take"')[2].partition("</p>")[0]
    return [html.unescape(link) for link in re.findall(r'<a href="([^"]*)" download', foot)]


def drafts(client: TestClient) -> str:
    versions = client.get("/drafts.json").json()["proposals"][0]["drafts"]
    return "&".join(f"{n}={v['version']['id']}" for n, v in zip("ab", versions, strict=False))


def asking(client: TestClient, path: str) -> str:
    """What an address needs beside its path."""
    place = path.rpartition(".")[0]
    if place == "/packs":
        return "?of=Torvania"
    if place == "/precedents":
        return "?clause=Unarmed monitors watch the line"
    if place == "/readouts":
        choices = client.get("/readouts.json").json()["contacts"]
        return "?contact=" + next(c["value"] for c in choices if "10 Mar 2026" in c["name"])
    if place == "/analyses/stability":
        return f"?{urlencode({'model': MODEL.read_text('utf-8')})}"
    return f"?{drafts(client)}" if place == "/drafts/compare" else ""


def test_every_paper_is_taken_along_as_it_is_shown(client: TestClient) -> None:
    seen = set()
    for path in PLAIN:
        answer = client.get(path + asking(client, path))
        assert answer.status_code == 200, path
        assert "attachment; filename=" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
        if path.endswith(".docx"):
            assert paragraphs(answer.content)[0]
            seen.add(path)
        else:
            assert answer.text.startswith("<!doctype html>")
            assert "<script" not in answer.text
    names = (
        *("brief", "matrix", "chronology", "fragile", "packs", "readouts", "drafts/compare"),
        *("commitments", "precedents"),
    )
    assert seen == {f"/{name}.docx" for name in names}


def test_a_file_holds_what_the_page_was_asked_for(client: TestClient) -> None:
    query = "?from=2026-03-15&to=2026-03"
    told = "\n".join(paragraphs(client.get(f"/chronology.docx{query}").content))
    whole = "\n".join(paragraphs(client.get("/chronology.docx").content))
    assert "10 Mar 2026" in whole
    assert "10 Mar 2026" not in told.partition("What it rests on")[0]
    assert (
        f'href="/chronology.docx{query.replace("&", "&amp;")}"'
        in client.get(f"/chronology{query}").text
    )


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.takes and "{" not in page.path], ids=lambda p: p.path
)
def test_pages_lead_to_files_that_are_there(client: TestClient, page: object) -> None:
    for take in page.takes:  # type: ignore[attr-defined]
        answer = client.get(take.path + asking(client, take.path))
        assert answer.status_code == 200, take.path
        assert answer.content


def test_a_list_goes_out_as_the_page_shows_it(client: TestClient) -> None:
    query = "?outlet=Lantern+24&copies=none"
    shown = client.get(f"/reports.json{query}").json()["rows"]
    told = list(csv.DictReader(io.StringIO(client.get(f"/reports.csv{query}").text)))
    assert [row["id"] for row in told] == [row["id"] for row in shown]
    assert {row["outlet"] for row in told} == {"Lantern 24"}
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/reports.xlsx{query}").content))
    assert [row[0].value for row in book["rows"].iter_rows(min_row=2)] == [r["id"] for r in shown]
    assert [cell.value for cell in book["about"]["A"]] == [
        "Reports",
        "Nothing left out (up to public).",
    ]


def test_an_empty_list_has_columns(client: TestClient) -> None:
    [head] = client.get("/log.csv").text.splitlines()  # what the desk judged is internal
    assert head.startswith("id,at,by,words,why,mark,undone")
    assert len(client.get("/log.csv?up_to=internal").text.splitlines()) > 1
    assert client.get("/statements.csv?words=zeppelin").text.splitlines() == [
        "entry,speaker,kind,sign,review,sure,parts,report,start,end,outlet,title,published,"
        "other,citation"
    ]


def test_levels_above_and_below_a_row_are_columns(client: TestClient) -> None:
    page = client.get("/index.json?since=2026-04-01").json()
    told = list(csv.DictReader(io.StringIO(client.get("/index.csv?since=2026-04-01").text)))
    shown = [
        (group["kind"], family["name"], change["said"], change["entry"]["id"])
        for group in page["groups"]
        for family in group["families"]
        for change in family["changes"]
    ]
    keys = ("groups.kind", "families.name", "said", "entry.id")
    assert [tuple(row[key] for key in keys) for row in told] == shown
    sentence = client.get("/statements.json").json()["rows"][0]["parts"]
    row = next(csv.DictReader(io.StringIO(client.get("/statements.csv").text)))
    assert row["parts"] == "".join(part["text"] for part in sentence)


def test_all_rows_of_an_analysis_go_out(client: TestClient) -> None:
    page = client.get("/analyses/packages.json").json()
    party = page["parties"][0]
    fits = [row for row in page["rows"] if party in str(row["cells"][2]).split(", ")]
    answer = client.get("/analyses/packages.csv", params={"against": party})
    assert len(list(csv.reader(io.StringIO(answer.text)))) == 1 + len(fits)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/analyses/gaps.xlsx").content))
    about = [str(cell.value) for cell in book["about"]["A"]]
    assert "Nothing left out (up to public)." in about
    measured = client.get("/analyses/gaps.json").json()["caveats"][0]  # how much is missed
    assert measured in about


def test_a_solved_model_goes_out_with_whom_the_record_does_not_know(client: TestClient) -> None:
    asked = asking(client, "/analyses/stability.html")
    told = "First, Second are not in the record"
    assert told in client.get(f"/analyses/stability{asked}").text
    assert told in client.get(f"/analyses/stability.html{asked}").text


def test_what_was_not_chosen_cannot_be_taken(client: TestClient) -> None:
    for path in ("/packs.docx", "/packs.html", "/readouts.docx", "/readouts.html"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "choose" in answer.text
    assert client.get("/precedents.docx").status_code == 404  # no clause
    for path in ("/packs", "/readouts", "/precedents", "/analyses/stability"):
        led = taken(client.get(path).text)
        assert [link.partition("?")[0] for link in led] == [f"{path}.json"], path
    assert client.get("/tables/poems.xlsx").status_code == 404
    assert client.get("/exports/fax").status_code == 404


def test_tables_are_those_of_the_command_line(
    client: TestClient, demo: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    told = client.get("/tables/positions.csv").content
    assert run(["-q", "list", "positions", "--format", "csv", "--record", str(demo)]) == 0
    assert told == capsysbinary.readouterr().out
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/tables/positions.xlsx").content))
    rows = list(csv.reader(io.StringIO(told.decode())))
    assert [cell.value for cell in sheet["positions"][1]] == rows[0]
    assert sheet["positions"].max_row == len(rows)
    assert "left out" in str(sheet["about"]["A1"].value)


def test_the_record_goes_out_in_every_format(client: TestClient) -> None:
    page = client.get("/exports.json").json()
    names = [one["name"] for one in page["formats"]]
    assert names[:3] == ["csv", "json", "ics"]
    for one in page["formats"]:
        answer = client.get(one["address"])
        assert answer.status_code == 200, one["name"]  # gold too: the desk judged some of it
        assert answer.content
    many = zipfile.ZipFile(io.BytesIO(client.get("/exports/csv").content))
    assert {"positions.csv", "matrix.csv", "about.txt"} <= set(many.namelist())
    record = json.loads(client.get("/exports/json?up_to=internal").content)
    assert {(row["by"], row["why"]) for row in record["judgements"]} == {(None, None)}


def test_where_nothing_was_judged_there_is_nothing_to_take_and_no_fault(demo_file: Path) -> None:
    with client_of(demo_file) as client:
        answer = client.get("/exports/gold")
        assert answer.status_code == 404
        assert "no claim of the record was judged yet" in html.unescape(answer.text).lower()


def test_every_analysis_is_one_file(client: TestClient) -> None:
    page = client.get("/exports.json").json()
    assert "conflicts" in [one["name"] for one in page["analyses"]]
    for one in page["analyses"]:
        answer = client.get(one["address"])
        assert answer.status_code == 200
        assert answer.text.startswith("<!doctype html>")
    assert client.get("/analyses/wishes.html").status_code == 404


def test_what_stays_is_counted_before_anything_is_saved(demo: Path) -> None:
    with client_of(demo) as client:
        public = client.get("/exports.json").json()
        reports = client.get("/reports.json").json()["total"]
    assert public["held"] == 0
    assert public["goes_out"].startswith(f"Goes out: {reports} reports ({reports} public)")
    assert public["left_out"].startswith("Left out: 0 reports")


def test_documents_take_the_houses_template(demo: Path) -> None:
    with client_of(demo, template=template()) as client:
        made = docx.Document(io.BytesIO(client.get("/brief.docx").content))
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Tides"
    assert made.styles["Title"].font.name == "House Serif"


def test_names_of_files_are_safe(client: TestClient) -> None:
    contact = asking(client, "/readouts.docx")
    told = client.get(f"/readouts.docx{contact}").headers["content-disposition"]
    assert told.isascii()
    assert not {"/", "\\", "\n"} & set(told.partition("filename=")[2].partition(";")[0])
    hostile = file_name('Fähre: "A"/B') + ".docx"
    assert file(hostile, b"").headers["content-disposition"] == (
        "attachment; filename=\"Fahre_A_B.docx\"; filename*=UTF-8''F%C3%A4hre_A_B.docx"
    )


def test_it_is_used(page: Page, browser: Browser, address: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Exports").click()
    expect(page.locator("h1")).to_have_text("Take it along")
    check_barriers(page)
    picture(page, "exports")
    with page.expect_download() as begun:
        page.get_by_role("link", name="The brief as docx").click()
    kept = Path(begun.value.path())
    assert paragraphs(kept.read_bytes())[0].startswith("Where the talks stand")
    page.goto("/chronology?from=2026-03")
    with page.expect_download() as begun:
        page.locator("#take").get_by_role("link", name="Word").click()
    assert begun.value.suggested_filename.endswith(".docx")
    expect(page.get_by_role("button", name="print, or save as PDF")).to_be_visible()
    with context_of(browser, address, java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto("/chronology")
        assert plain.locator("[data-print]").is_hidden()

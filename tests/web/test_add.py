"""Adding: pasted and dropped, read beside the pages, failures said one by one."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from detente.readings import nlp
from detente.record import open_record
from tests.web.conftest import check_barriers, client_of, picture, settings
from tests.web.test_home import token

TEXT = """Norland turns the plan down

Norland rejected the plan of Sudland on Monday, Foreign Minister Ana Veld said.
"""
PATIENCE_S = 60


def add(client: TestClient, *, files: Any = None, **fields: str) -> str:
    """The address at which the progress stands."""
    form = {"csrf": token(client), **fields}
    done = client.post("/add", data=form, files=files)
    assert done.status_code == 303, done.text
    return done.headers["location"]


def read(client: TestClient, address: str) -> dict[str, Any]:
    """What came of an errand, once it is done."""
    path, _, query = address.partition("?")
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = client.get(f"{path}.json?{query}").json()
        if found["state"] == "done":
            return found
        time.sleep(0.1)
    raise AssertionError(f"not done after {PATIENCE_S} s: {found}")


def test_a_pasted_report_is_read_and_entered(client: TestClient) -> None:
    given = {"outlet": "The Ledger", "published": "2026-04-11", "address": "https://l.example/a"}
    address = add(client, text=TEXT.replace("\n", "\r\n"), **given)
    [report] = read(client, address)["reports"]
    assert (report["title"], report["outlet"]) == ("Norland turns the plan down", "The Ledger")
    assert (report["published"], report["became"]) == ("2026-04-11", "new")
    assert dict(report["claims"])["positions"] == 1
    assert any("Norland rejects" in line["said"] for line in report["lines"])
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    kept = record.report(report["report"])
    assert (kept.text, kept.source.address) == (TEXT.strip() + "\n", "https://l.example/a")
    page = client.get(address).text
    assert f'/reports/{report["report"]}"' in page
    again = read(client, add(client, text=TEXT, **given))
    assert [one["became"] for one in again["reports"]] == ["repeated"]


def test_what_cannot_be_used_is_said_and_the_rest_goes_on(client: TestClient) -> None:
    lines = json.dumps({"text": "Sudland waits."}) + "\nno json\n"
    files = [
        ("files", ("talks.txt", TEXT.encode())),
        ("files", ("scan.pdf", b"%PDF-1.4")),
        ("files", ("empty.txt", b"")),
        ("files", ("../../lines.jsonl", lines.encode())),
        ("files", ("page.html", b"<html><body><p>Norland waits.</p></body></html>")),
        ("files", ("half.txt", b"\xff\xfe\x00")),
    ]
    found = read(client, add(client, files=files))
    assert (found["files"], found["read"]) == (6, 6)
    failed = {failure["where"]: failure["message"] for failure in found["failures"]}
    assert {"scan.pdf", "empty.txt", "lines.jsonl:2", "half.txt"} <= set(failed)
    assert all("/" not in where for where in failed)
    titles = [report["title"] for report in found["reports"]]
    assert "Norland turns the plan down" in titles
    assert len(titles) + len(failed) == 7


def test_nothing_to_add_a_wrong_day_and_a_mark_too_high_are_said(demo: Path) -> None:
    with client_of(demo, ceiling="internal") as client:
        form = {"csrf": token(client)}
        for fields, said in (
            ({}, "nothing to add"),
            ({"text": " \n"}, "nothing to add"),
            ({"text": TEXT, "published": "9999-01-01"}, "9999"),
            ({"text": TEXT, "mark": "restricted"}, "unknown mark"),
        ):
            refused = client.post("/add", data={**form, **fields})
            assert refused.status_code in (400, 404), fields
            assert said in refused.text.lower(), fields
        both = [("files", (f"{n}.txt", TEXT.encode())) for n in range(2)]
        refused = client.post("/add", data={**form, "address": "https://l.example/a"}, files=both)
        assert "an address is that of one report" in refused.text.lower()
        for name in ("t.jsonl", "t.csv", "t.tsv", "t.parquet", "t.mbox", "t.warc", "T.WARC.GZ"):
            many = [("files", (name, b"x"))]
            refused = client.post(
                "/add", data={**form, "address": "https://l.example/a"}, files=many
            )
            assert "an address is that of one report" in refused.text.lower(), name
        for path in ("/etc/passwd", "file:///etc/passwd", "https:/../etc/passwd"):
            refused = client.post("/add", data={**form, "address": path})
            assert "no web address" in refused.text.lower(), path


def test_what_is_marked_is_shown_up_to_its_mark_alone(client: TestClient) -> None:
    address = add(client, text=TEXT, mark="internal")
    assert address.endswith("?up_to=internal")
    assert read(client, address)["reports"]
    path = address.partition("?")[0]
    assert client.get(path).status_code == 404
    assert client.get("/add.json").json()["errands"] == []
    assert len(client.get("/add.json?up_to=internal").json()["errands"]) == 1


def test_no_word_stays_beside_the_record(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = read(client, add(client, text=TEXT))
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    end = time.monotonic() + PATIENCE_S
    while list(tmp_path.glob("detente-*")) and time.monotonic() < end:
        time.sleep(0.05)
    assert list(tmp_path.glob("detente-*")) == []
    record.purge(found["reports"][0]["report"], "asked for", "ana")
    gone = client.get(f"/add/{found['id']}")
    assert gone.status_code == 200
    assert "turns the plan down" not in gone.text
    assert "purged since" in gone.text
    words = "Norland rejected the plan of Sudland"
    assert not any(words in key for key in nlp.pipeline()._kept)


def test_a_record_that_cannot_take_a_report_says_so(client: TestClient, demo: Path) -> None:
    client.app.state.workbench.record._database._engine.dispose()  # type: ignore[attr-defined]
    with sqlite3.connect(demo) as other:
        other.execute(
            "CREATE TRIGGER no BEFORE INSERT ON reports BEGIN SELECT RAISE(FAIL, 'no'); END"
        )
    found = read(client, add(client, text=TEXT))
    assert found["reports"] == []
    [failure] = found["failures"]
    assert failure["where"] == "pasted"
    assert "then add it again" in failure["message"]


def test_an_errand_that_is_not_known_is_said(client: TestClient) -> None:
    answer = client.get("/add/nothing")
    assert answer.status_code == 404
    assert "no longer known" in answer.text


def test_what_waits_at_the_end_is_named_in_the_log(
    demo: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with client_of(demo) as client:
        for number in range(3):
            add(client, files=[("files", (f"part{number}.txt", TEXT.encode()))])
    done = [r for r in caplog.records if "add them again" in r.getMessage()]
    with open_record(str(demo), now=settings().now) as record:
        entered = sum("part" in row.key for row in record.reports())
    assert entered >= 1 or done
    if done:
        assert "part2.txt" in done[0].getMessage()


def test_an_analyst_pastes_and_drops(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile("/add$"))
    check_barriers(page)
    page.keyboard.press("t")
    page.keyboard.insert_text(TEXT)
    page.get_by_label("Published").fill("2026-04-11")
    file = tmp_path / "second.txt"
    file.write_text("Sudland said on Tuesday that it accepts a ceasefire.\n", "utf-8")
    page.get_by_label("or drop files here").set_input_files(file)
    picture(page, "add")
    page.get_by_role("button", name="Read and add").click()
    expect(page.get_by_role("heading", name="What was read")).to_be_visible(timeout=60_000)
    expect(page.locator("section.read")).to_have_count(2)
    check_barriers(page)
    picture(page, "added")
    page.get_by_role("link", name="Norland turns the plan down").first.click()
    expect(page).to_have_url(re.compile("/reports/"))

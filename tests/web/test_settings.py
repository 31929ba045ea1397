"""Settings: what the record holds, under whose name acts are kept, and keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.web.keys import Keys
from tests.web.conftest import NOW, check_barriers, client_of, context_of, picture, served
from tests.web.test_home import token


def test_it_says_what_the_record_holds(client: TestClient) -> None:
    values = client.get("/settings.json").json()
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    assert values["holds"]["reports"] == record.snapshot().coverage.reports
    assert sum(o["reports"] for o in values["outlets"]) == len(record.reports())
    assert [issue["id"] for issue in values["issues"]].sort() == [
        issue.id for issue in record.issues()
    ].sort()
    assert {p["name"] for p in values["parties"]} >= {"Torvania", "Kestland"}
    page = client.get("/settings").text
    for party in values["parties"]:
        assert party["name"] in page


def test_names_that_were_merged_stand_together(client: TestClient) -> None:
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    one, other = record.actors()[:2]
    record.merge("actor", [one.id, other.id], by="ana")
    merged = client.get("/settings.json").json()["merged"]
    assert any({one.name, other.name} <= set(actor["names"]) for actor in merged)


def test_what_i_do_is_kept_under_the_name_that_i_gave(client: TestClient) -> None:
    form = {"csrf": token(client), "name": " Bo  Lind "}
    assert client.post("/name", data=form).status_code == 303
    seen = client.get("/index.json").json()["seen"]
    client.post("/look", data={"csrf": form["csrf"], "seen": seen})
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    assert record.last_look("Bo Lind") is not None
    assert record.last_look("ana") is None
    assert client.post("/name", data={**form, "name": " "}).status_code == 400


def test_the_desk_says_what_an_outlet_is_and_takes_it_back(client: TestClient) -> None:
    name = client.get("/settings.json").json()["outlets"][0]["name"]
    form = {"csrf": token(client), "outlet": name, "source_class": "agency"}
    assert client.post("/outlets", data=form).status_code == 303
    assert client.get("/settings.json").json()["outlets"][0]["source_class"] == "agency"
    assert 'value="agency" selected' in client.get("/settings").text
    assert client.post("/outlets", data={**form, "source_class": "gazette"}).status_code == 404
    client.post("/undo", data={"csrf": form["csrf"]})
    assert client.get("/settings.json").json()["outlets"][0]["source_class"] == "unset"


def test_a_key_is_found_by_its_words_alone(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "r.db.keys.json")
    made = keys.make("nightly", "read", by="ana", today=NOW.date())
    other = keys.make("robot", "write", by="ana", today=NOW.date())
    assert keys.find(f"Bearer {made.words}") == made.key
    assert keys.find(f"bearer  {other.words}") == other.key
    assert keys.find(f"Bearer {made.words}x") is None
    mixed = f"detente_{other.key.id}_{made.words.split('_', 2)[2]}"
    assert keys.find(f"Bearer {mixed}") is None
    assert Keys(tmp_path / "r.db.keys.json").find(f"Bearer {made.words}") == made.key
    keys.revoke(made.key.id)
    assert keys.find(f"Bearer {made.words}") is None
    assert keys.all() == (other.key,)
    with pytest.raises(NoSuchEntry):
        keys.revoke(made.key.id)


def test_keys_need_a_name_of_their_own_a_scope_and_a_place(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    keys.make("nightly", "read", by="ana", today=NOW.date())
    with pytest.raises(InputError, match="there is a key named"):
        keys.make("nightly", "read", by="ana", today=NOW.date())
    with pytest.raises(InputError, match="needs a name"):
        keys.make(" ", "read", by="ana", today=NOW.date())
    with pytest.raises(UnknownName):
        keys.make("other", "all", by="ana", today=NOW.date())
    with pytest.raises(InputError, match="no place for keys"):
        Keys(None).make("nightly", "read", by="ana", today=NOW.date())
    (tmp_path / "keys.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        keys.all()


def test_an_analyst_makes_and_revokes_a_key(browser: Browser, demo: Path) -> None:
    file = demo.with_name("demo.db.keys.json")
    with served(demo, keys_file=file) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/settings")
        page.get_by_label("Name", exact=True).fill("nightly export")
        page.get_by_role("button", name="Make a key").click()
        told = page.locator("#told").inner_text()
        assert re.search(r"detente_[0-9a-f]{8}_[\w-]{43} ", told), told
        check_barriers(page)
        picture(page, "settings")
        page.reload()
        expect(page.locator("#told")).to_have_text("")
        page.get_by_role("button", name="Revoke nightly export").click()
        expect(page.locator("#told")).to_contain_text("is revoked")
        expect(page.locator("table")).to_have_count(0)


def test_a_record_without_a_file_has_no_keys(demo: Path) -> None:
    with client_of(demo, keys_file=None) as client:
        assert "Keys are kept beside" in client.get("/settings").text

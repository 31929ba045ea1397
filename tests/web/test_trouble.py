"""Bad input and bad luck: a page that says what and what now, and nothing lost."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.record import open_record
from detente.web.app import make_app
from detente.web.login import hash_of
from detente.web.table import PAGES
from tests.web.conftest import check_barriers, client_of, context_of, served, settings
from tests.web.test_home import token

ROOT = Path(__file__).parents[2]
NAMING = [page.path for page in PAGES if "{" in page.path]
PLAIN = [page.path for page in PAGES if "{" not in page.path]
DAYS = ("9999-12-31", "0000-01-01", "2031-02-30", "soon", "-1", "2031-03-01'--")


@pytest.mark.parametrize("path", NAMING)
@pytest.mark.parametrize("name", ["nothing", "%00", "..%2f..%2fetc", "%F0%9F%92%A5", "a" * 3000])
def test_an_id_that_is_not_there_is_said(asked: TestClient, path: str, name: str) -> None:
    for address in (path, f"{path}.json"):
        answer = asked.get(re.sub(r"\{\w+\}", name, address))
        assert answer.status_code in (400, 404), answer.text
        if answer.headers["content-type"] == "application/json":
            assert answer.json()["told"]
        else:
            assert "<h1>" in answer.text


@pytest.mark.parametrize("path", PLAIN)
def test_days_that_cannot_be_are_said(asked: TestClient, path: str) -> None:
    if "as_of" not in str(asked.get("/openapi.json").json()["paths"][_twin(path)]):
        pytest.skip(f"{path} is the same on every day")
    for day in DAYS:
        answer = asked.get(path, params={"as_of": day})
        assert answer.status_code == 400, (day, answer.text)
        assert "<h1>" in answer.text
        assert asked.get(_twin(path), params={"as_of": day}).json()["told"]


@pytest.mark.parametrize("path", PLAIN)
def test_a_day_before_and_after_everything_is_shown(asked: TestClient, path: str) -> None:
    if asked.get(path).status_code == 400:
        pytest.skip(f"{path} needs more in its address")
    for day in ("1840-01-01", "2199-12-31"):
        assert asked.get(path, params={"as_of": day}).status_code == 200, day


def _twin(path: str) -> str:
    return next(page.twin for page in PAGES if page.path == path)


def test_a_page_that_is_not_there_and_one_that_only_does(asked: TestClient) -> None:
    assert "the menu lists all pages" in asked.get("/nothing").text
    assert asked.get("/judge").status_code == 405
    assert asked.put("/").status_code == 405


def test_a_form_from_before_a_restart_keeps_what_was_typed(browser: Browser, demo: Path) -> None:
    with served(demo) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/settings")
        context.clear_cookies()  # as if the workbench had been started again
        page.get_by_label("What you do here is kept under").fill("Ana <b>Veld</b>")
        page.get_by_role("button", name="Keep this name").click()
        expect(page.get_by_role("heading", name="What you had typed")).to_be_visible()
        expect(page.locator("dd")).to_have_text("Ana <b>Veld</b>")
        check_barriers(page)
        page.get_by_role("button", name="Send it once more").click()
        expect(page.locator("#told")).to_contain_text("kept under Ana")


def test_a_form_sent_without_leaving_its_page_can_be_sent_again(
    browser: Browser, demo: Path
) -> None:
    with served(demo) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/")
        seen = page.locator("input[name=seen]").first.input_value()
        context.clear_cookies()
        send = "async (seen) => (await import('/static/desk.js')).send('/look', { seen })"
        assert page.evaluate(send, seen) is None
        expect(page.locator("#told")).to_contain_text("it will be kept under ana")
        assert page.evaluate(send, seen)["told"].startswith("Marked as read")


def test_a_record_that_is_moved_away_is_not_written_any_more(demo: Path) -> None:
    with client_of(demo) as client:
        form = {"csrf": token(client), "seen": "2031-06-01"}
        away = demo.rename(demo.with_name("away.db"))
        for answer in (client.get("/"), client.post("/look", data=form)):
            assert answer.status_code == 503
            assert "was moved, deleted or replaced" in answer.text
        assert client.get("/index.json").json()["told"].endswith("new place")
        shutil.copy(away, demo)  # another file, though it is called the same
        assert client.get("/").status_code == 503
        demo.unlink()
        away.rename(demo)
        assert client.get("/").status_code == 200
        assert client.get("/index.json").json()["first"] is True
        assert client.post("/look", data=form).status_code == 303


def test_who_has_no_password_does_not_learn_where_a_lost_record_was(demo: Path) -> None:
    with client_of(demo, password_hash=hash_of("correct horse")) as client:
        page = client.get("/").text
        csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        assert csrf
        assert client.get("/healthz").json() == {"status": "ok"}
        away = demo.rename(demo.with_name("away.db"))
        health = client.get("/healthz")
        assert health.status_code == 503
        assert health.json() == {"status": "the record cannot be read"}
        wrong = client.post("/login", data={"csrf": csrf, "name": "ana", "password": "no"})
        for answer in (client.get("/"), client.get("/index.json"), wrong):
            assert answer.status_code == 401
            assert "moved, deleted" not in answer.text
        away.rename(demo)
        assert client.get("/healthz").status_code == 200


@contextlib.contextmanager
def impatient(record: Path) -> Iterator[TestClient]:
    """A client of a workbench that waits a moment for others who write."""
    given = settings(record_file=record)
    opened = open_record(str(record), now=given.now, busy_timeout_s=0.1)
    with TestClient(
        make_app(opened, given), base_url="http://127.0.0.1", follow_redirects=False
    ) as client:
        yield client


def test_a_record_that_another_process_writes_is_said_and_can_be_tried_again(demo: Path) -> None:
    with impatient(demo) as client, contextlib.closing(sqlite3.connect(demo)) as other:
        form = {"csrf": token(client), "seen": client.get("/index.json").json()["seen"]}
        other.execute("BEGIN IMMEDIATE")
        busy = client.post("/look", data=form)
        assert busy.status_code == 503
        assert "in use by another process" in busy.text
        assert "Send it once more" in busy.text
        assert client.get("/").status_code == 200  # reading goes on
        other.rollback()
        assert client.post("/look", data=form).status_code == 303


JUDGE = """
import resource, signal, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.web.conftest import client_of
from tests.web.test_home import token
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
demo = Path({demo!r})
with client_of(demo) as client:
    brief = client.get("/index.json").json()["brief"]
    target = next(i for s in brief["sections"] for line in s["lines"] for i in line["ids"])
    form = {{"csrf": token(client), "id": target, "verdict": "accepted", "why": "words of mine"}}
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    answer = client.post("/judge", data=form)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(answer.status_code, "words of mine" in answer.text, "Send it once more" in answer.text)
    print("check the disk" in answer.text or "make room" in answer.text)
    form["csrf"] = token(client)
    print(client.post("/judge", data=form).status_code)
"""


def test_a_full_disk_loses_no_word_of_a_judgement(demo: Path) -> None:
    code = JUDGE.format(root=str(ROOT), demo=str(demo))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n")[:3] == ["503 True True", "True", "303"], done
    with open_record(str(demo), now=settings().now) as record:
        assert len(record.judgements("restricted").rows) == 1

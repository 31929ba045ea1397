"""Where there is a password, nobody sees a thing without it; programs come with a key."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.model.errors import InputError
from detente.web.login import FREE, Login, LoginNeeded, TooMany, hash_of, read_password
from detente.web.sessions import MAX_IDLE_S, Sessions
from detente.web.table import ACTS, PAGES
from tests.web.conftest import check_barriers, client_of, context_of, picture, served

PASSWORD = "five calm herons"  # noqa: S105
HASH = hash_of(PASSWORD)


@pytest.fixture
def locked(demo: Path) -> Iterator[TestClient]:
    with client_of(demo, password_hash=HASH, keys_file=demo.with_name("keys.json")) as client:
        yield client


def csrf(page: str) -> str:
    found = re.search(r'(?:data-csrf|name="csrf" value)="(\w+)"', page)
    assert found
    return found[1]


def log_in(client: TestClient, password: str = PASSWORD, **more: str) -> object:
    form = {"csrf": csrf(client.get("/").text), "name": "Ana", "password": password, **more}
    return client.post("/login", data=form)


def test_nothing_is_shown_without_the_password(locked: TestClient) -> None:
    paths = [page.path for page in PAGES] + [page.twin for page in PAGES]
    for path in (*paths, "/openapi.json", "/nothing", "/static/desk.js", "/static/add.js"):
        answer = locked.get(path.replace("{id}", "x"))
        assert answer.status_code == 401, path
        assert "Torvania" not in answer.text
        assert "demo.db" not in answer.text
    for act in ACTS:
        if act.path != "/login":
            assert locked.post(act.path.replace("{id}", "x")).status_code == 401, act.path
    assert locked.get("/static/desk.css").status_code == 200


def test_whoever_has_the_password_goes_on_where_they_wanted(locked: TestClient) -> None:
    page = locked.get("/settings?as_of=2026-04-01").text
    form = {"csrf": csrf(page), "name": " Ana  Veld ", "password": PASSWORD}
    form["to"] = re.search(r'name="to" value="([^"]*)"', page)[1]  # type: ignore[index]
    done = locked.post("/login", data=form)
    assert (done.status_code, done.headers["location"]) == (303, "/settings?as_of=2026-04-01")
    assert locked.get("/settings.json").json()["user"] == "Ana Veld"


def test_a_login_gets_a_new_session_and_leads_nowhere_else(locked: TestClient) -> None:
    before = locked.get("/").cookies["detente"]
    done = log_in(locked, to="//evil.example/")
    assert done.headers["location"] == "/"  # type: ignore[attr-defined]
    after = locked.cookies["detente"]
    assert after != before
    locked.cookies.clear()
    assert locked.get("/", headers={"cookie": f"detente={before}"}).status_code == 401
    assert locked.get("/", headers={"cookie": f"detente={after}"}).status_code == 200


def test_logging_out_ends_the_session(locked: TestClient) -> None:
    log_in(locked)
    key = locked.cookies["detente"]
    assert locked.post("/logout", data={"csrf": csrf(locked.get("/").text)}).status_code == 303
    locked.cookies.clear()
    assert locked.get("/", headers={"cookie": f"detente={key}"}).status_code == 401


def test_a_wrong_password_is_said_and_its_words_are_not_repeated(locked: TestClient) -> None:
    wrong = log_in(locked, "five calm geese", to="/matrix")
    assert wrong.status_code == 401  # type: ignore[attr-defined]
    assert "This is not the password" in wrong.text  # type: ignore[attr-defined]
    assert "geese" not in wrong.text  # type: ignore[attr-defined]
    assert 'value="/matrix"' in wrong.text  # type: ignore[attr-defined]
    assert locked.get("/").status_code == 401


def test_guesses_slow_down_and_each_address_for_itself() -> None:
    now = [0.0]
    login = Login(HASH, clock=lambda: now[0])
    for _ in range(FREE):
        with pytest.raises(LoginNeeded):
            login.check("a wrong guess", "192.0.2.7")
    with pytest.raises(TooMany) as slowed:
        login.check(PASSWORD, "192.0.2.7")
    assert 0 < slowed.value.wait_s <= 1
    login.check(PASSWORD, "192.0.2.8")
    now[0] += 1.1
    with pytest.raises(LoginNeeded):
        login.check("a wrong guess", "192.0.2.7")
    now[0] += 1.1
    with pytest.raises(TooMany):  # twice as long as before
        login.check(PASSWORD, "192.0.2.7")
    now[0] += 1.0
    login.check(PASSWORD, "192.0.2.7")


def test_slowed_guesses_are_told_when_to_come_back(locked: TestClient) -> None:
    for _ in range(FREE):
        log_in(locked, "a wrong guess")
    slowed = log_in(locked)
    assert slowed.status_code == 429  # type: ignore[attr-defined]
    assert slowed.headers["retry-after"] == "1"  # type: ignore[attr-defined]


def test_sessions_end_after_a_working_day_unused() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    made = sessions.log_in(sessions.find(None), "Ana")
    now[0] += MAX_IDLE_S - 1
    assert sessions.find(made.key) is made
    now[0] += MAX_IDLE_S + 1
    assert sessions.find(made.key).is_in is False


def test_a_password_is_read_from_the_first_line_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text(f"{PASSWORD}\nnothing else\n", "utf-8")
    assert read_password(path) == PASSWORD
    for wrong, said in (("", "empty"), ("\nlate", "empty")):
        path.write_text(wrong, "utf-8")
        with pytest.raises(InputError, match=said):
            read_password(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_password(tmp_path / "none")


def test_a_hash_is_taken_as_it_is_and_a_short_password_is_refused() -> None:
    assert hash_of(HASH) == HASH
    assert hash_of(PASSWORD).startswith("$argon2id$")
    with pytest.raises(InputError, match="is none"):
        hash_of("$argon2id$v=19$half")
    with pytest.raises(InputError, match="8 to 1024"):
        hash_of("seven77")


def make_key(client: TestClient, scope: str, name: str = "nightly") -> str:
    form = {"csrf": csrf(client.get("/settings").text), "name": name, "scope": scope}
    made = client.post("/keys", data=form, headers={"accept": "application/json"}).json()
    found = re.search(r"detente_\w+", made["told"])
    assert found, made
    return made["told"].split(" is ")[1].split(" ")[0]


def test_a_key_opens_what_it_may_and_is_kept_hashed(locked: TestClient, demo: Path) -> None:
    log_in(locked)
    reads, writes = make_key(locked, "read"), make_key(locked, "write", "robot")
    file = demo.with_name("keys.json")
    assert reads.rpartition("_")[2] not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert reads not in locked.get("/settings").text
    locked.cookies.clear()
    bearer = {"authorization": f"Bearer {reads}"}
    seen = locked.get("/index.json", headers=bearer)
    assert seen.status_code == 200
    assert "set-cookie" not in seen.headers
    refused = locked.post("/look", data={"seen": "2031-06-01"}, headers=bearer)
    assert (refused.status_code, refused.json()["error"]) == (403, "That was not done")
    entry = locked.get("/index.json", headers=bearer).json()["brief"]["sections"][0]["lines"]
    target = next(line["ids"][0] for line in entry if line["ids"])
    made = locked.post(
        "/judge",
        data={"id": target, "verdict": "accepted"},
        headers={"authorization": f"Bearer {writes}"},
    )
    assert made.json()["told"].startswith("Accepted"), made.text
    record = locked.app.state.workbench.record  # type: ignore[attr-defined]
    assert record.judgements("restricted").rows[-1].judgement.by == "robot"


def test_a_key_makes_no_keys_and_one_that_was_revoked_opens_nothing(locked: TestClient) -> None:
    log_in(locked)
    words = make_key(locked, "write")
    bearer = {"authorization": f"Bearer {words}"}
    form = {"csrf": csrf(locked.get("/settings").text)}
    locked.cookies.clear()
    assert locked.post("/keys", data={"name": "more"}, headers=bearer).status_code == 403
    log_in(locked)
    [key] = locked.get("/settings.json").json()["keys"]
    form = {"csrf": csrf(locked.get("/settings").text), "id": key["id"]}
    assert locked.post("/keys/revoke", data=form).status_code == 303
    locked.cookies.clear()
    answer = locked.get("/index.json", headers=bearer)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (
        401,
        'Bearer realm="Detente"',
    )


def test_what_is_no_key_opens_nothing(locked: TestClient) -> None:
    for words in ("", "Bearer", "Bearer x", "Bearer detente_00000000_", "Basic !", "Digest a=b"):
        answer = locked.get("/index.json", headers={"authorization": words})
        assert answer.status_code == 401, words


def test_a_calendar_brings_its_key_as_a_password_and_may_only_read(locked: TestClient) -> None:
    log_in(locked)
    words = make_key(locked, "write")
    locked.cookies.clear()
    assert locked.get("/index.json", auth=("anything", words)).status_code == 200
    assert locked.post("/look", data={"seen": "2031"}, auth=("x", words)).status_code == 403
    asks = locked.get("/timeline.ics")
    assert (asks.status_code, asks.headers["www-authenticate"]) == (401, 'Basic realm="Detente"')


def test_an_analyst_logs_in_and_out_in_a_browser(browser: Browser, demo: Path) -> None:
    with served(demo, password_hash=HASH) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/settings")
        check_barriers(page)
        picture(page, "login")
        page.get_by_label("Your name").fill("Ana")
        page.get_by_label("password").fill("a wrong guess")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("not the password")
        page.get_by_label("Your name").fill("Ana")
        page.get_by_label("password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/settings")
        expect(page.locator("#told")).to_contain_text("Logged in as Ana")
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("button", name="Log in")).to_be_visible()

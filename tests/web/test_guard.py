"""Whom the workbench answers, what a browser may do with it, and from where a change may come."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from detente.web.table import ACTS
from tests.web.conftest import client_of, served
from tests.web.test_home import token


def test_a_name_that_is_not_ours_gets_no_answer(client: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""):
        refused = client.get("/", headers={"host": host})
        assert refused.status_code == 421, host
        assert "Torvania" not in refused.text
    for host in ("127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"):
        assert client.get("/", headers={"host": host}).status_code == 200, host


def test_where_others_may_reach_us_addresses_do_and_names_do_not(demo: Path) -> None:
    with client_of(demo, host="0.0.0.0", hosts=("desk.example",)) as client:  # noqa: S104
        for host, status in (
            ("192.0.2.7:8000", 200),
            ("[2001:db8::7]", 200),
            ("desk.example", 200),
            ("evil.example", 421),
        ):
            assert client.get("/", headers={"host": host}).status_code == status, host


@pytest.mark.parametrize("path", ["/", "/index.json", "/nothing", "/static/desk.css"])
def test_every_answer_says_what_a_browser_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    parts = headers["content-security-policy"].split(";")
    policy = {part.split()[0]: " ".join(part.split()[1:]) for part in parts}
    assert policy["default-src"] == "'none'"
    assert re.fullmatch(r"'nonce-[\w-]{20,}' 'strict-dynamic'", policy["script-src"])
    assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'")
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if "static" in path else "no-store")


def test_no_two_pages_share_a_nonce_and_each_page_uses_its_own(client: TestClient) -> None:
    pages = [client.get("/") for _ in range(2)]
    nonces = [re.findall(r'nonce="([\w-]+)"', page.text) for page in pages]
    for page, found in zip(pages, nonces, strict=True):
        assert len(set(found)) == 1
        assert f"'nonce-{found[0]}'" in page.headers["content-security-policy"]
    assert nonces[0][0] != nonces[1][0]


def test_the_cookie_says_nothing_and_no_script_reads_it(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert re.fullmatch(r"detente=[\w-]{32}; Path=/; HttpOnly; SameSite=Lax", cookie), cookie
    assert "set-cookie" not in client.get("/").headers
    client.cookies.clear()
    assert "set-cookie" not in client.get("/index.json").headers


def test_the_cookie_is_that_of_this_port(demo: Path) -> None:
    with served(demo) as address:
        port = address.rpartition(":")[2]
        assert httpx2.get(address).headers["set-cookie"].startswith(f"detente-{port}=")


def test_behind_https_the_cookie_goes_by_https_alone(demo: Path) -> None:
    with client_of(demo, public_url="https://desk.example", hosts=("desk.example",)) as client:
        cookie = client.get("/", headers={"host": "desk.example"}).headers["set-cookie"]
        assert cookie.startswith("__Host-detente=")
        assert cookie.endswith("; Secure")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"},
    ],
)
def test_a_change_from_another_site_is_refused_though_it_has_the_token(
    client: TestClient, headers: dict[str, str]
) -> None:
    form = {"csrf": token(client), "seen": "2031-06-01"}
    refused = client.post("/look", data=form, headers=headers)
    assert refused.status_code == 403
    assert "another site" in refused.text
    assert form["csrf"] not in refused.text or "Send it once more" not in refused.text
    assert client.get("/index.json").json()["first"] is True


def test_a_change_from_our_own_page_is_made(client: TestClient) -> None:
    form = {"csrf": token(client), "seen": client.get("/index.json").json()["seen"]}
    ours = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post("/look", data=form, headers=ours).status_code == 303
    assert client.get("/index.json").json()["first"] is False


def test_behind_a_proxy_its_address_is_ours(demo: Path) -> None:
    with client_of(demo, public_url="https://desk.example") as client:
        page = client.get("/")
        key = page.headers["set-cookie"].partition(";")[0]
        form = {"csrf": _csrf(page.text), "seen": "2031-06-01"}
        theirs = {"origin": "https://desk.example", "cookie": key}
        made = client.post("/look", data=form, headers=theirs)
        assert made.status_code == 303, made.text


def _csrf(page: str) -> str:
    found = re.search(r'data-csrf="(\w+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [act.path for act in ACTS])
def test_no_act_is_done_without_the_token(client: TestClient, path: str) -> None:
    for form in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
        address = re.sub(r"\{\w+\}", "x", path)
        refused = client.post(address, data=form, headers={"accept": "application/json"})
        assert refused.status_code == 403, refused.text
        assert client.get(address).status_code != 403  # and nothing is done by a link


def test_a_form_of_another_browser_is_refused(demo: Path) -> None:
    with client_of(demo) as client:
        theirs = token(client)
        client.cookies.clear()
        token(client)
        assert client.post("/look", data={"csrf": theirs, "seen": "2031"}).status_code == 403


def test_an_error_that_nobody_foresaw_shows_an_id_and_no_trace(
    client: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words of a report")

    monkeypatch.setattr(client.app.state.workbench.record.__class__, "snapshot", fail)  # type: ignore[attr-defined]
    for path in ("/settings", "/settings.json"):
        answer = client.get(path)
        assert answer.status_code == 500
        found = re.search(r"under ([0-9a-f]{8})", answer.text)
        assert found
        assert f"error {found[1]}" in caplog.text
        assert "ZeroDivision" not in answer.text
        assert "secret words" not in answer.text
        assert "content-security-policy" in answer.headers


def test_what_is_asked_for_does_not_stand_in_the_log(
    demo: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(demo) as address:
        httpx2.get(f"{address}/?since=2031-01-01&words=secret")
        httpx2.get(f"{address}/nothing?words=secret")
    assert "secret" not in caplog.text + "".join(capfd.readouterr())

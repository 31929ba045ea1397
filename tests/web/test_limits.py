"""Too much at once, and too often, is said; what was typed is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.web.limits import Rate, network
from tests.web.conftest import client_of
from tests.web.test_home import token

LIMIT = 4096


def test_an_address_has_its_allowance_and_gets_it_back_with_time() -> None:
    now = [0.0]
    rate = Rate(60, clock=lambda: now[0])
    assert [rate.wait("192.0.2.7") for _ in range(60)] == [0.0] * 60
    assert rate.wait("192.0.2.7") == pytest.approx(1.0)
    assert rate.wait("192.0.2.8") == 0.0
    now[0] += 0.5
    assert rate.wait("192.0.2.7") == pytest.approx(0.5)
    now[0] += 0.5
    assert rate.wait("192.0.2.7") == 0.0
    now[0] += 3600
    assert [rate.wait("192.0.2.7") for _ in range(60)] == [0.0] * 60
    assert rate.wait("192.0.2.7") > 0


def test_who_has_a_whole_network_has_one_allowance() -> None:
    rate = Rate(2)
    assert rate.wait("2001:db8::1") == rate.wait("2001:db8::2") == 0.0
    assert rate.wait("2001:db8::3") > 0
    assert network("not an address") == "not an address"


@pytest.fixture
def small(demo: Path) -> Iterator[TestClient]:
    with client_of(demo, body_limit=LIMIT, upload_limit=4 * LIMIT) as client:
        yield client


def test_a_body_that_says_it_is_too_large_is_refused(small: TestClient) -> None:
    form = {"csrf": token(small), "id": "x", "verdict": "accepted", "why": "a" * LIMIT}
    refused = small.post("/judge", data=form)
    assert refused.status_code == 413
    assert "<h1>That is too much</h1>" in refused.text


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_body_that_does_not_say_so_is_cut_off(small: TestClient, kind: str) -> None:
    sent = 0

    def stream() -> Iterator[bytes]:
        nonlocal sent
        beginning = b'--x\r\nContent-Disposition: form-data; name="why"\r\n\r\n'
        yield beginning if "multipart" in kind else b"why="
        for _ in range(100):
            sent += LIMIT
            yield b"a" * LIMIT

    small.get("/")
    refused = small.post("/judge", content=stream(), headers={"content-type": kind})
    assert refused.status_code == 413, refused.text
    assert "nothing was kept" in refused.text


def test_reports_may_be_larger_than_forms(small: TestClient) -> None:
    form = {"csrf": token(small), "text": "Norland waits. " * (LIMIT // 10)}
    assert small.post("/add", data=form).status_code == 303
    form["text"] *= 4
    assert small.post("/add", data=form).status_code == 413


def test_a_field_that_is_too_long_for_a_form_is_to_be_a_file(demo: Path) -> None:
    with client_of(demo) as client:
        form = {"csrf": token(client), "text": "Norland waits. " * 100_000}
        refused = client.post("/add", data=form, files={"files": ("", b"")})
        assert refused.status_code == 400
        assert "save the text as a file" in refused.text


def test_too_many_changes_a_minute_are_told_to_wait_and_can_be_sent_again(demo: Path) -> None:
    with client_of(demo, rate_limit=2) as client:
        form = {"csrf": token(client), "name": "Ana"}
        answers = [client.post("/name", data=form) for _ in range(3)]
        assert [a.status_code for a in answers] == [303, 303, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert "wait" in answers[-1].text
        assert client.get("/settings").status_code == 200


def test_too_many_pages_a_minute_are_told_to_wait_but_their_letters_are_not(demo: Path) -> None:
    with client_of(demo, read_limit=2) as client:
        assert [client.get("/settings.json").status_code for _ in range(3)] == [200, 200, 429]
        assert client.get("/static/desk.css").status_code == 200

"""The page Add and addresses: off unless it is asked for, and nothing nearby is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.reports.addresses import place_of
from tests.reports.fetching import SmallWeb, web_of
from tests.reports.server import Answer, Server, page, redirect, serve
from tests.reports.test_online import ARTICLE
from tests.web.conftest import check_barriers, client_of, context_of, picture, served
from tests.web.test_add import add, read
from tests.web.test_home import token

SITE = "http://harbour.example"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as found:
        found.put("/talks", page("Talks go on", *ARTICLE))
        yield found


@pytest.fixture
def web(server: Server) -> SmallWeb:
    return web_of(server, {"inside.example": "10.0.0.1", "cloud.example": "169.254.169.254"})


@pytest.fixture
def fetching(demo: Path, web: SmallWeb) -> Iterator[TestClient]:
    with client_of(demo, fetcher=web.fetcher) as found:
        yield found


def test_the_page_at_an_address_is_read_and_entered(fetching: TestClient) -> None:
    assert "its page is fetched" in fetching.get("/add").text
    assert fetching.get("/add.json").json()["fetches"] is True
    [report] = read(fetching, add(fetching, address=f"{SITE}/talks"))["reports"]
    assert (report["title"], report["became"]) == ("Talks go on", "new")
    record = fetching.app.state.workbench.record  # type: ignore[attr-defined]
    assert record.report(report["report"]).source.address == f"{SITE}/talks"


def test_with_a_text_the_address_is_kept_and_not_asked(
    fetching: TestClient, server: Server
) -> None:
    read(fetching, add(fetching, address=f"{SITE}/talks", text="Norland waits."))
    assert server.asked == []


def test_no_address_is_asked_unless_the_workbench_was_started_so(
    client: TestClient, server: Server
) -> None:
    shown = client.get("/add").text
    assert "fetches nothing unless" in shown
    assert "detente serve --fetch" in shown
    refused = client.post(
        "/add", data={"csrf": token(client), "address": server.address("/talks")}
    )
    assert refused.status_code == 400
    assert "detente serve --fetch" in refused.text
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1:8000/", "http://localhost/", "http://0x7f000001/", "http://[::1]/"),
        *("http://[::ffff:a9fe:a9fe]/latest/meta-data/", "http://inside.example/"),
        *("http://cloud.example/latest/meta-data/", "http://harbour.example:6379x/"),
        *("http://harbour.example:25/", "http://harbour.example/inside", "https://１０.0.0.1/"),
        *("http://ana:s3cret@harbour.example/", "http://harbour.example/file"),
    ],
)
def test_no_form_makes_the_workbench_ask_a_machine_nearby(
    fetching: TestClient, web: SmallWeb, server: Server, address: str
) -> None:
    server.put("/inside", redirect("http://inside.example/x"))
    server.put("/file", redirect("file:///etc/passwd"))
    form = {"csrf": token(fetching), "address": address}
    done = fetching.post("/add", data=form)
    if done.status_code == 303:
        found = read(fetching, done.headers["location"])
        assert found["reports"] == []
        [failure] = found["failures"]
        assert failure["where"] == place_of(address).address
        told = failure["message"]
    else:
        assert done.status_code == 400
        told = done.text
    assert "s3cret" not in told
    assert {dialled for dialled, _ in web.dialled} <= {"9.9.9.9"}
    assert set(server.paths()) <= {"/inside", "/file"}
    assert fetching.get("/reports.json").status_code == 200


def test_what_cannot_be_fetched_is_said_in_words(fetching: TestClient, server: Server) -> None:
    server.put("/picture", Answer(b"\x89PNG\r\n", kind="image/png"))
    for path, told in (("/gone", "answered 404"), ("/picture", "picture")):
        [failure] = read(fetching, add(fetching, address=SITE + path))["failures"]
        assert failure["where"] == SITE + path
        assert told in failure["message"]


def test_an_analyst_gives_an_address(browser: Browser, demo: Path, web: SmallWeb) -> None:
    with (
        served(demo, fetcher=web.fetcher) as address,
        context_of(browser, address) as context,
    ):
        shown = context.new_page()
        shown.goto("/add")
        check_barriers(shown)
        shown.get_by_label("Address").fill(f"{SITE}/talks")
        shown.get_by_role("button", name="Read and add").click()
        heading = shown.get_by_role("heading", name="What was read")
        expect(heading).to_be_visible(timeout=60_000)
        expect(shown.get_by_role("link", name="Talks go on")).to_be_visible()
        check_barriers(shown)
        picture(shown, "fetched")

"""Addresses on the command line: their pages are read; nothing nearby is asked unless allowed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.cli import options
from tests.flow.transcripts import Session, session
from tests.reports.fetching import SmallWeb, web_of
from tests.reports.server import Server, page, robots, serve
from tests.reports.test_online import ARTICLE

PLAIN = ("--reader", "plain")
SITE = "http://harbour.example"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as found:
        found.put("/talks", page("Talks go on", *ARTICLE))
        yield found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.chdir(tmp_path)
    with session(tmp_path) as made:
        yield made


@pytest.fixture
def web(server: Server, monkeypatch: pytest.MonkeyPatch) -> SmallWeb:
    """The server as the whole web, for the commands too."""
    found = web_of(server)
    monkeypatch.setattr(options, "fetcher", lambda allowed: found.fetcher)
    return found


def test_an_address_is_read_and_added_like_a_file(
    desk: Session, web: SmallWeb, server: Server
) -> None:
    printed = desk.detente(["read", f"{SITE}/talks", *PLAIN])
    assert printed.code == 0, printed.err
    reading = json.loads(printed.out)
    assert reading["id"] == "talks"
    args = ["add", f"{SITE}/talks", f"{SITE}/gone", "--record", "r.db", *PLAIN]
    printed = desk.detente(args)
    assert printed.code == 1
    assert f"{SITE}/gone: harbour.example answered 404" in printed.err
    assert "1 added, 1 failed" in printed.err
    server.put("/talks", page("Talks end", *ARTICLE, "The talks ended on Tuesday."))
    assert "1 revised" in desk.detente(args).err
    assert "1 repeated" in desk.detente(args).err
    listed = desk.detente(["list", "reports", "--record", "r.db", "--format", "json"])
    assert f"{SITE}/talks" in listed.out


def test_no_machine_nearby_is_asked_unless_it_is_allowed(desk: Session, server: Server) -> None:
    server.put("/robots.txt", robots("User-agent: *\nDisallow: /private"))
    args = ["read", server.address("/talks"), *PLAIN]
    printed = desk.detente(args)
    assert printed.code == 1
    assert "127.0.0.1 is this machine" in printed.err
    assert "--allow-host 127.0.0.1" in printed.err
    assert server.asked == []
    private = server.address("/private")
    printed = desk.detente([*args, private, "--format", "jsonl", "--allow-host", "127.0.0.1"])
    assert json.loads(printed.out)["id"] == "talks"
    assert f"{private}: the robots.txt of 127.0.0.1 asks programs" in printed.err
    assert server.paths() == ["/talks"]


def test_wrong_use_is_said(desk: Session, server: Server) -> None:
    printed = desk.detente(["read", server.address(), *PLAIN, "--allow-host", "http://x"])
    assert printed.code == 2
    assert "is no host; write it as HOST or HOST:PORT" in printed.err
    printed = desk.detente(["serve", "--record", "r.db", "--allow-host", "x"])
    assert printed.code == 2
    assert "add --fetch" in printed.err


def test_a_password_in_an_address_is_kept_nowhere(desk: Session, web: SmallWeb) -> None:
    printed = desk.detente(["add", "https://ana:s3cret@[/", "--record", "r.db", *PLAIN])
    assert "https://***@[/: " in printed.err
    assert "s3cret" not in printed.err + printed.out


def test_the_contact_is_told_to_sites(
    desk: Session, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_CONTACT", "desk@paper.example")
    fetcher = options.fetcher(["127.0.0.1"])
    fetcher.fetch(server.address("/talks"))
    assert "; desk@paper.example)" in server.asked[-1].headers["user-agent"]

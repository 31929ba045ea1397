"""A workbench that follows sources answers while rounds run, ends when told, and loses nothing."""

import datetime as dt
import json
import signal
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from detente.record import Record, open_record
from tests.following.world import FILLER, HOUR, Outlet
from tests.reports.server import Answer, Asked, Server, page
from tests.reports.server import serve as press
from tests.web.test_serving import serving

ARTICLES = 6  # a second apart: a host is not asked more often
THEN = dt.datetime(2024, 3, 4, 8, tzinfo=dt.UTC)
PAGES = ("/", "/sources", "/reports", "/parties", "/timeline", "/changes.atom", "/healthz")
PATIENCE_S = 60.0


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with press() as server:
        outlet = Outlet(server, "harbour")
        for number in range(ARTICLES):
            outlet.publish(f"a{number}", f"Talks {number}", "", THEN)
            put(server, number)
        yield outlet


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def put(server: Server, number: int, held: Event | None = None) -> None:
    """Put an article on its page. held: It is not answered before this is set."""
    words = f"Norland rejects toll number {number}, its minister said on Monday."
    answer = page(f"Talks {number}", words, *FILLER)

    def slowly(_asked: Asked) -> Answer:
        if held is not None:
            held.wait(PATIENCE_S)
        return answer

    server.put(f"/harbour/a{number}", slowly)


def got(address: str, path: str) -> bytes:
    with urllib.request.urlopen(address.rstrip("/") + path, timeout=PATIENCE_S) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def looked(address: str) -> bool:
    [source] = json.loads(got(address, "/sources.json"))["sources"]
    return source["looked"] is not None


def asked_for(server: Server, path: str) -> None:
    """Wait until a page is asked for."""
    end = time.monotonic() + PATIENCE_S
    while server.visits(path) == 0:
        assert time.monotonic() < end, f"{path} was not asked for"
        time.sleep(0.05)


def wait_for(address: str, reports: int) -> None:
    """Wait until the pages tell of so many reports."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if len(json.loads(got(address, "/reports.json"))["rows"]) >= reports:
            return
        time.sleep(0.05)
    raise AssertionError(f"no {reports} reports within {PATIENCE_S} s")


def test_it_is_ended_and_killed_in_a_round_and_loses_nothing(
    outlet: Outlet, tmp_path: Path
) -> None:
    server, name = outlet.server, str(tmp_path / "talks.db")
    with open_record(name, now=now, create=True) as record:
        record.source_add(outlet.source(every=HOUR), "ana")
    asked = ("--record", name, "--watch", "--allow-host", server.host)
    held = Event()
    put(server, 4, held)  # the round comes that far
    with serving(*asked) as (running, address):
        with ThreadPoolExecutor(4) as readers:  # pages are answered meanwhile
            told = list(readers.map(lambda path: got(address, path), PAGES * 4))
        asked_for(server, "/harbour/a4")
        assert all(told) and not looked(address)
        running.send_signal(signal.SIGTERM)
        held.set()
        assert running.wait(PATIENCE_S) in (0, -signal.SIGTERM)
    then = Event()
    put(server, 1, then)
    with serving(*asked) as (running, address):
        wait_for(address, 1)
        asked_for(server, "/harbour/a1")
        running.kill()
        running.wait(PATIENCE_S)
    then.set()
    with serving(*asked) as (running, address):
        wait_for(address, ARTICLES)
        assert "watching" in got(address, "/sources.json").decode()
        running.terminate()
        assert running.wait(PATIENCE_S) in (0, -signal.SIGTERM)
    with open_record(name, now=now) as record:
        check(record)


def check(record: Record) -> None:
    """Each article is there once, and the look counts."""
    titles = sorted(row.title or "" for row in record.reports())
    assert titles == sorted(f"Talks {number}" for number in range(ARTICLES))
    taken = [row.key for row in record.items_page(outcomes=("taken",)).rows]
    assert len(taken) == len(set(taken)) == ARTICLES
    [health] = record.health()
    assert (health.taken, health.failures) == (ARTICLES, 0)

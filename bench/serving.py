"""The workbench of a record that stays open: how long its pages wait while reports come in."""

from __future__ import annotations

import datetime as dt
import statistics
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from starlette.testclient import TestClient

from bench.invented import readings
from bench.table import Figure
from detente.record import Record, keep_open, open_record
from detente.record.database import Database
from detente.record.facts import View
from detente.record.loading import load_state, open_shelf
from detente.web.app import make_app
from detente.web.settings import Settings

# Rounds of all kinds of page, and seconds between reports that come in meanwhile.
ROUNDS = 20
EVERY_S = 1.0


def figures(path: Path, size: int) -> Iterator[Figure]:
    """Yield how long pages wait for a record of a number of reports while more are added."""
    bare = _bare(path)
    yield Figure("bare queries", _ms(bare), "fetching what all pages rest on, unfolded")
    now = dt.datetime(2037, 1, 1, tzinfo=dt.UTC)
    record = keep_open(str(path), now=lambda: now)
    settings = Settings(record_name=path.name, user="bench", now=lambda: now, record_file=path)
    opened = time.perf_counter()
    with TestClient(make_app(record, settings), base_url="http://127.0.0.1") as client:
        shown = _asked(client, "/add")
        yield Figure("workbench opens", _ms(shown), "until a page that needs no fold is there")
        _asked(client, "/")
        first = time.perf_counter() - opened
        yield Figure("first page after opening", f"{first:.2f} s", _ratio(first, bare))
        pages = _pages(record)
        for address in pages.values():
            _asked(client, address)
        taken: dict[str, list[float]] = {name: [] for name in pages}
        with _Adding(path, size) as adding:
            for _ in range(ROUNDS):
                for name, address in pages.items():
                    taken[name].append(_asked(client, address))
        every = sorted(one for those in taken.values() for one in those)
        for name, those in taken.items():
            yield Figure(f"page: {name}", _both(sorted(those)), _ratio(_median(those), bare))
        about = f"median under 200 ms, 99 of 100 under 1 s; {adding.count} reports came in"
        yield Figure("all pages", _both(every), f"aim: {about}")


def _asked(client: TestClient, address: str) -> float:
    started = time.perf_counter()
    client.get(address).raise_for_status()
    return time.perf_counter() - started


def _pages(record: Record) -> Mapping[str, str]:
    shown = record.snapshot()
    cell = shown.standings[0]
    contact = shown.contacts[-1]
    since = shown.as_of - dt.timedelta(days=2)
    return {
        "home": "/",
        "what changed in two days": f"/?since={since}",
        "matrix": "/matrix",
        "one cell": f"/matrix/cell?party={cell.party}&proposition={cell.proposition}",
        "timeline": "/timeline",
        "proposals": "/proposals",
        "what blocks": "/blocks",
        "search": "/statements?words=talks",
        "reports": "/reports",
        "one report": f"/reports/{contact.sightings[0].report}",
        "one entry": f"/entries/{contact.id}",
        "review": "/review",
        "settings": "/settings",
    }


class _Adding:
    """Adds a report now and then, as another process would."""

    def __init__(self, path: Path, first: int) -> None:
        self.count = 0
        self._path = path
        self._first = first
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._add)

    def __enter__(self) -> _Adding:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _add(self) -> None:
        later = dt.datetime(2037, 1, 1, tzinfo=dt.UTC)
        with open_record(str(self._path), now=lambda: later) as record:
            while not self._over.wait(EVERY_S):
                number = self._first + self.count
                record.enter(readings(number, number + 1))
                self.count += 1


def _bare(path: Path) -> float:
    database = Database(str(path))
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        with database.read() as connection:
            open_shelf(connection, ())
            load_state(connection, View(), ())
            connection.exec_driver_sql("SELECT claims, bodies FROM packs").all()
        taken.append(time.perf_counter() - started)
    database.close()
    return statistics.median(taken)


def _both(times: list[float]) -> str:
    last = times[min(len(times) - 1, int(len(times) * 0.99))]
    return f"{_ms(_median(times))}; 99 of 100 under {_ms(last)}"


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _ms(taken: float) -> str:
    return f"{taken * 1e3:,.0f} ms" if taken >= 0.0095 else f"{taken * 1e3:.1f} ms"


def _ratio(taken: float, bare: float) -> str:
    return f"{taken / bare:.2f} of the bare queries"

"""The workbench of a record that stays open: how long its pages wait while reports come in.

A server of its own is asked over the network, as a browser would, while another process adds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.invented import readings
from bench.record import BEGINNING, LATELY, made, next_number
from bench.table import Figure, memory, seconds
from detente.record import open_record
from detente.record.database import Database
from detente.record.facts import View
from detente.record.loading import load_state, open_shelf
from detente.web.show import BEHIND

# Rounds of all kinds of page, seconds between reports that come in meanwhile, and openings.
ROUNDS = 20
EVERY_S = 1.0
OPENINGS = 3
# Decisions of the desk between two openings.
JUDGED = 3
READER = "bench"
SHARE = 0.99
COMMAND = (sys.executable, "-m", "detente", "serve", "--port", "0", "--by", READER, "--record")


def measure(folder: str, size: int) -> Iterator[Figure]:
    """Yield how long pages wait for a record of a number of reports while more are added."""
    path = made(folder, size)
    seen = BEGINNING + dt.timedelta(seconds=size - LATELY)
    with open_record(str(path), now=lambda: seen) as record:
        record.look(READER, seen)
    bare = _bare(path)
    yield Figure("bare queries", _ms(bare), "fetching what all pages rest on, unfolded")
    yield from _openings(path)
    with _served(path) as server, server.asking() as browser:
        yield from _waits(browser, path, bare)
        about = "on average, all pages and all that came in; nobody else's work is in it"
        yield Figure(
            "processor of the workbench", f"{_ms(server.worked() / browser.asked)} a page", about
        )
        yield Figure("peak memory of the workbench", memory(server.peak()), "that process")


def _openings(path: Path) -> Iterator[Figure]:
    """Yield how long a workbench takes to its first page, with what the one before left it."""
    afresh = _median_opening([_opened(path, _folded_anew, "/") for _ in range(OPENINGS)])
    found = _median_opening([_opened(path) for _ in range(OPENINGS)])
    about = f"from the start of the process; {seconds(found.ready.worked)} of processor"
    yield Figure("the workbench answers after", seconds(found.ready.taken), about)
    about = "as it was left, nothing came since; aim: under 2 s"
    yield _spent("its first page is there after", found.first, about)
    yield _spent("a second one, asked for at once", found.second, "matrix; what is folded is read")
    about = "that of before, which says so; aim: under 2 s"
    found = _median_opening([_opened(path, _judged, "/") for _ in range(OPENINGS)])
    yield _spent(f"the first, with {JUDGED} decisions more", found.first, about)
    yield _spent("the same, as it is then", found.second, "they are put in")
    found = _median_opening([_opened(path, _some_came, "/") for _ in range(OPENINGS)])
    yield _spent(f"the first, with {LATELY} reports more", found.first, about)
    yield _spent("the same, as it is then", found.second, "what came is put in")
    about = "it says that the record is being read; aim: under 2 s"
    found = _median_opening([_opened(path, _no_page_left, "/") for _ in range(OPENINGS)])
    yield _spent("the first, where a report was purged or marked", found.first, about)
    yield _spent("the same, as it is then", found.second, "it is made anew")
    yield _spent("the first, where no workbench was before it", afresh.first, about)
    yield _spent("the same, as it is then", afresh.second, "all is folded")


def _spent(what: str, spent: Spent, about: str) -> Figure:
    return Figure(what, seconds(spent.taken), f"{about}; {seconds(spent.worked)} of processor")


def _as_left(_: Path) -> None:
    """Leave a record as the workbench before left it."""


def _folded_anew(path: Path) -> None:
    """Take away what a workbench left in a record for the next one."""
    _no_page_left(path)
    _did(path, "DELETE FROM checkpoints")


def _no_page_left(path: Path) -> None:
    """Take away the first page alone, as if it were another's."""
    _did(path, "DELETE FROM first_pages")


def _did(path: Path, statement: str) -> None:
    database = Database(str(path))
    with contextlib.closing(database), database.write() as connection:
        connection.exec_driver_sql(statement)


def _judged(path: Path) -> None:
    """Let the desk decide something elsewhere since the last workbench."""
    with open_record(str(path), now=lambda: BEGINNING + dt.timedelta(days=1)) as record:
        waiting = [one for one in record.entries("positions") if one.review == "machine"]
        for entry in waiting[:JUDGED]:
            record.judge(entry.id, "accepted", by=READER)


def _some_came(path: Path) -> None:
    """Let reports come in since the last workbench."""
    first = next_number(path)
    later = BEGINNING + dt.timedelta(days=1)
    with open_record(str(path), now=lambda: later) as record:
        record.enter(readings(first, first + LATELY))


def _waits(browser: Browser, path: Path, bare: float) -> Iterator[Figure]:
    pages = _pages(browser)
    for address in pages.values():
        browser.ask(address)
    taken: dict[str, list[float]] = {name: [] for name in pages}
    with _Adding(path) as adding:
        for _ in range(ROUNDS):
            for name, address in pages.items():
                taken[name].append(browser.timed(address))
    if not adding.count:
        raise SystemExit(f"{path}: nothing new came in meanwhile; the pages were not disturbed")
    every = sorted(one for those in taken.values() for one in those)
    for name, those in taken.items():
        yield Figure(f"page: {name}", _both(sorted(those)), _ratio(_median(those), bare))
    about = f"aim: median under 200 ms, 99 of 100 under 1 s; {adding.count} reports came in"
    yield Figure("all pages", _both(every), about)


class Browser:
    """Asks a server for pages, one after the other."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        """Take a connection that stays open."""
        self._connection = connection
        self.asked = 0

    def ask(self, address: str, *, whole: bool = False) -> bytes:
        """Return what stands at an address. Errors: ValueError for anything but a page.

        whole: Whether to wait for the page as it is, as the script of one in its place does.
        """
        self.asked += 1
        self._connection.request("GET", address, headers={BEHIND: "1"} if whole else {})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise ValueError(f"{address}: {answer.status}")
        return body

    def timed(self, address: str) -> float:
        """Return the seconds until a page is there, whole."""
        started = time.perf_counter()
        self.ask(address)
        return time.perf_counter() - started


class Server:
    """A workbench in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Wait until it says where it is."""
        self._process = process
        assert process.stdout is not None  # noqa: S101  (it was asked for)
        said = iter(process.stdout.readline, "")
        line = next(line for line in said if "http://" in line)
        self._place = urlsplit(line[line.index("http://") :].split()[0])

    @contextlib.contextmanager
    def asking(self) -> Iterator[Browser]:
        """Give a browser that asks it."""
        connection = http.client.HTTPConnection(self._place.hostname or "", self._place.port)
        with contextlib.closing(connection):
            yield Browser(connection)

    def worked(self) -> float:
        """Return the seconds of processor that it has taken so far; 0 where that is not told."""
        status = Path(f"/proc/{self._process.pid}/stat")
        if not status.exists():
            return 0.0
        fields = status.read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def peak(self) -> int:
        """Return its peak of memory so far, as the system counts it; 0 where that is not told."""
        status = Path(f"/proc/{self._process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


@contextlib.contextmanager
def _served(path: Path) -> Iterator[Server]:
    with subprocess.Popen((*COMMAND, str(path)), stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Server(process)
        finally:
            process.terminate()


class Spent(NamedTuple):
    """Seconds since a process was started, and seconds of processor that it took till then."""

    taken: float
    worked: float


class Opening(NamedTuple):
    """What it takes until a workbench answers, and until its first and second page are there."""

    ready: Spent
    first: Spent
    second: Spent


def _opened(
    path: Path, before: Callable[[Path], None] = _as_left, second: str = "/matrix"
) -> Opening:
    """Return what an opening takes. before: Done to the record first. second: Asked for then."""
    before(path)
    started = time.perf_counter()

    def spent(server: Server) -> Spent:
        return Spent(time.perf_counter() - started, server.worked())

    with _served(path) as server, server.asking() as browser:
        ready = spent(server)
        browser.ask("/")
        first = spent(server)
        browser.ask(second, whole=True)
        return Opening(ready, first, spent(server))


def _median_opening(opened: Sequence[Opening]) -> Opening:
    """Return what openings take, each figure the median of its own."""
    return Opening(
        *(
            Spent(*map(statistics.median, zip(*those, strict=True)))
            for those in zip(*opened, strict=True)
        )
    )


def _pages(browser: Browser) -> Mapping[str, str]:
    groups = json.loads(browser.ask("/matrix.json"))["groups"]
    rows = (row for group in groups for row in group["rows"])
    cell = next(cell for row in rows for cell in row["cells"] if cell["own"])
    reports = json.loads(browser.ask("/reports.json"))["rows"]
    home = json.loads(browser.ask("/index.json"))
    entry = next(line for line in home["brief"]["sections"][0]["lines"] if line["ids"])["ids"][0]
    since = dt.date.fromisoformat(home["brief"]["as_of"]) - dt.timedelta(days=2)
    return {
        "home": "/",
        "what changed in two days": f"/?since={since}",
        "matrix": "/matrix",
        "matrix of an earlier day": f"/matrix?as_of={since}",
        "one cell": f"/matrix/cell?party={cell['party']}&proposition={cell['proposition']}",
        "timeline": "/timeline",
        "issues": "/issues",
        "statements": "/statements?words=talks",
        "proposals": "/proposals",
        "what blocks": "/blocks",
        "analyses": "/analyses",
        "reports": "/reports",
        "one report": f"/reports/{reports[0]['id']}",
        "one entry": f"/entries/{entry}",
        "review": "/review",
        "accuracy": "/accuracy",
        "settings": "/settings",
    }


class _Adding:
    """Adds a report now and then. count: Those that the record did not hold yet."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._path = path
        self._first = next_number(path)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._add)

    def __enter__(self) -> _Adding:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _add(self) -> None:
        later = BEGINNING + dt.timedelta(days=1)
        with open_record(str(self._path), now=lambda: later) as record:
            for number in itertools.count(self._first):
                if self._over.wait(EVERY_S):
                    return
                entered = record.enter(readings(number, number + 1))
                self.count += entered.new + entered.revised


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
    last = times[min(len(times) - 1, int(len(times) * SHARE))]
    return f"{_ms(_median(times))}; 99 of 100 under {_ms(last)}"


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _ms(taken: float) -> str:
    return f"{taken * 1e3:,.0f} ms" if taken >= 0.0095 else f"{taken * 1e3:.1f} ms"


def _ratio(taken: float, bare: float) -> str:
    return f"{taken / bare:.2f} of the bare queries"

"""A simulated day of watching, against a local server: what stays in memory, round after round.

    python -m bench.day [--hours 24] [--print]

Eight outlets publish an article every hour and rewrite some; each is looked at every quarter of
an hour, as `detente watch` does, by the usual reader. The clock is moved by hand, so a day takes
as long as its rounds. Linux alone says what is resident.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.month import own_words
from bench.table import Conditions, Figure, memory, put, table, under
from detente.following.delivering import Ways
from detente.following.rounds import Round
from detente.following.watching import Watch
from detente.model.followed import Came, Looking
from detente.model.sources import Watched
from detente.record import Record, open_record
from tests.following.world import BEGIN, HOUR, Article, Clock, Outlet, means
from tests.reports.server import Server, page, serve

QUARTER = HOUR / 4
OUTLETS = 8
# What is loaded at first use (the model, its vectors) is there after some rounds.
WARM_H = 2
# Hours without news at the end.
IDLE_H = 12


def measure(hours: int) -> Iterator[Figure]:
    """Yield what a process that watches has in memory at first and at last."""
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as folder, serve() as server:
        day = _Day(server, hours)
        with open_record(str(Path(folder) / "day.db"), now=day.clock, create=True) as record:
            record.keep_asked()
            for outlet in day.outlets:
                record.source_add(outlet.source(every=QUARTER), "bench")
            record.alert_add("anything changes", ["stdout"], "bench", possible=True)
            _watch(record, day)
            reports = len(record.reports())
    first, last, end = (day.seen[hour] for hour in (WARM_H, hours, hours + IDLE_H))
    grown = (last.resident - first.resident) / (last.reports - first.reports)
    about = f"{reports:,} reports in {day.rounds} rounds, {day.alerts:,} alerts told"
    yield Figure(f"watching for {WARM_H} hours", memory(first.resident), "resident; model loaded")
    yield Figure(f"watching for {hours} hours", memory(last.resident), about)
    yield Figure("that each further report adds", f"{grown:.0f} kB", "it is kept folded")
    yield Figure(f"{IDLE_H} hours later, without news", memory(end.resident), "as before, if flat")


def _watch(record: Record, day: _Day) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        ways = Ways(out=nowhere, poster=None, now=day.clock, environment={})  # type: ignore[arg-type]
        Watch(
            record=record,
            means=means(day.server, day.clock),
            listener=day,
            wait=day.wait,
            ways=ways,
            longest_wait_s=QUARTER.total_seconds(),
        ).run()


class _Seen(NamedTuple):
    """What was there at an hour. resident: Kilobytes of this process in memory."""

    resident: int
    reports: int


class _Day:
    """What is published hour by hour, with what was in memory at each; hears the watcher."""

    def __init__(self, server: Server, hours: int) -> None:
        self.server, self.clock, self.hours = server, Clock(), hours
        self.outlets = [Outlet(server, f"outlet{n}") for n in range(OUTLETS)]
        self.seen = [_Seen(_resident(), 0)]
        self.rounds = self.alerts = self._reports = 0
        self._publish(0)

    def wait(self, seconds: float) -> bool:
        """Let time pass, and publish what comes; whether the day goes on."""
        self.clock.move(dt.timedelta(seconds=seconds))
        while len(self.seen) <= (self.clock() - BEGIN) / HOUR:
            self.server.asked.clear()  # that is the server's, not the watcher's
            gc.collect()
            self.seen.append(_Seen(_resident(), self._reports))
            if len(self.seen) < self.hours:
                self._publish(len(self.seen))
        return len(self.seen) <= self.hours + IDLE_H

    def came(self, source: Watched, what: Came | Looking) -> None:
        """Count the reports."""
        del source
        self._reports += isinstance(what, Came) and what.outcome == "taken"

    def round(self, done: Round, alerts: int) -> None:
        """Count the rounds."""
        del done
        self.rounds += 1
        self.alerts += alerts

    def trouble(self, words: str) -> None:
        """Nothing is expected to go wrong."""
        raise SystemExit(words)

    def _publish(self, hour: int) -> None:
        for number, outlet in enumerate(self.outlets):
            self._put(outlet.publish(f"h{hour}", f"Talks {hour}", "", self.clock()))
            if hour and hour % 6 == number % 6:
                old = outlet.articles[1]
                outlet.change(old, "", updated=self.clock())
                self._put(old, "It was changed since, the ministry said.")

    def _put(self, article: Article, *more: str) -> None:
        hour, outlet = int(article.path.rpartition("h")[2]), article.path.split("/")[1]
        words = own_words((hour * OUTLETS + int(outlet.removeprefix("outlet"))) * 10)
        head = f'<meta property="article:published_time" content="{article.at.isoformat()}">'
        self.server.put(article.path, page(article.title, *words, *more, head=head))


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def main() -> int:
    """Print the table, and write it into the docs."""
    parser = argparse.ArgumentParser(prog="python -m bench.day", description=__doc__)
    parser.add_argument("--hours", type=int, default=24, help="that are watched")
    parser.add_argument("--print", dest="only_print", action="store_true", help="print only")
    asked = parser.parse_args()
    began = Conditions()
    text = f"{table(measure(asked.hours))}\n\n{under(began)}\n"
    print(text)
    if not asked.only_print:
        put("day", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

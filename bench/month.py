"""A generated month that is followed: throughput, time to an alert, size, memory, growth.

    python -m bench.month [--size 300000] [--growth 1000 10000] [--print]

Of ten reports of the stream three are of their own, four copy one of the last days (headline and
a word here and there changed, as outlets do), and three are about something else, which the
source's filter leaves. Pages come from memory: what is measured is all but the network.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import html
import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.invented import readings
from bench.table import Conditions, Figure, megabytes, put, seconds, table, under
from detente.following.alerting import find_alerts
from detente.following.delivering import Ways
from detente.following.gathering import Means, usual_means
from detente.following.rounds import Round, update
from detente.following.watching import Watch
from detente.model.followed import Came, Looking
from detente.model.sources import Condition, Fetched, Item, Looked, Watched, make_watched
from detente.record import Record, open_record
from tests.flow.transcripts import plain_reader

BEGIN = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
DEMO = Path(__file__).resolve().parent.parent / "src" / "detente" / "demo_data" / "reports"
A_DAY = 10_000
QUICK = 1_000
# Reports that are followed at each size of the record, to see whether they cost more.
PROBE = 100
OFF_TOPIC = (
    "The orchestra played to a full house for the third evening in a row, and the conductor said "
    "that the new hall made the strings sound warmer than they had in the old one.",
    "Growers expect a late harvest after the cold spring, and the price of early apples has gone "
    "up by a fifth since last year in most of the markets along the coast.",
    "The home side won by two goals after extra time, and the visitors left the field without "
    "their captain, who was hurt in a fall shortly before the break.",
)


@cache
def _paragraphs() -> tuple[str, ...]:
    texts = (path.read_text("utf-8") for path in sorted(DEMO.glob("*.txt")))
    found = (part.strip() for text in texts for part in text.split("\n\n"))
    return tuple(part for part in found if len(part.split()) > 12)


@dataclass(frozen=True, slots=True)
class Story:
    """The report with a number, as a page of some outlet."""

    number: int

    @property
    def path(self) -> str:
        """Its address."""
        return f"https://outlet{self.number % 40}.example/{self.number}"

    @property
    def at(self) -> dt.datetime:
        """When it is published."""
        return BEGIN + self.number * dt.timedelta(days=1) / A_DAY

    def page(self) -> bytes:
        """Return it as its outlet serves it."""
        kind = self.number % 10
        if kind in (1, 4, 7):
            words = [*OFF_TOPIC, f"This was told on day {self.at:%d}, number {self.number}."]
        elif kind in (0, 3, 6):
            words = own_words(self.number)
        else:
            words = _copied(self.number)
        title = f"{words[0].split('.')[0][:70]} ({self.number})"
        body = "".join(f"<p>{html.escape(part)}</p>" for part in words)
        return (
            f"<!doctype html><html lang=en><head><title>{html.escape(title)}</title>"
            f'<meta property="article:published_time" content="{self.at.isoformat()}"></head>'
            f"<body><nav><a href=/>Home</a></nav><article><h1>{html.escape(title)}</h1>{body}"
            "</article><footer>All rights reserved</footer></body></html>"
        ).encode()


def own_words(number: int) -> list[str]:
    """Return the paragraphs of a report that is nobody's copy."""
    chance = random.Random(number)  # noqa: S311  (repeatable on purpose)
    parts = chance.sample(_paragraphs(), 5)
    own = f"Torvania rejects toll {number} in the strait, its ministry said on day {number % 31}."
    return [own, *(part.replace("640", str(100 + number % 800)) for part in parts)]


def _copied(number: int) -> list[str]:
    """One of the last day's, with a word in forty changed."""
    chance = random.Random(number)  # noqa: S311
    origin = max(0, number - chance.randrange(1, min(A_DAY, max(2, number))))
    words = own_words(origin - origin % 10)
    return [" ".join(w for w in part.split() if chance.random() > 1 / 40) for part in words]


class Press:
    """A source whose items and pages come from memory."""

    def __init__(self, first: int, end: int) -> None:
        self.first, self.end = first, end

    def fetch(self, address: str, condition: Condition | None = None) -> Fetched:
        """Return a page."""
        del condition
        story = Story(int(address.rpartition("/")[2]))
        body = story.page()
        digest = hashlib.sha256(body).hexdigest()
        return Fetched(address, address, story.at, 200, body, digest, "text/html", "utf-8")

    def look(
        self,
        watched: Watched,
        fetcher: object,
        condition: Condition | None = None,
        *,
        now: dt.datetime,
        known: Mapping[str, str] | None = None,
    ) -> Looked:
        """Return what it has."""
        del watched, fetcher, condition, now, known
        stories = map(Story, range(self.first, self.end))
        return Looked(Item(one.path, "1", one.path, f"Report {one.number}") for one in stories)

    def means(self) -> Means:
        """Return what a round works with."""
        usual = usual_means(self, lambda: Story(self.end).at)
        return replace(usual, look=self.look)


SOURCE = make_watched("feed", "https://bench.example/feed", parties=("Torvania", "Kestland"))


def measure(folder: str, size: int, sizes: tuple[int, ...] = ()) -> Iterator[Figure]:
    """Yield what following costs. size: Reports of the stream. sizes: Of records to add to."""
    path = Path(folder) / "month.db"
    with open_record(str(path), now=Ticks(BEGIN), create=True) as record:
        record.source_add(SOURCE, "bench")
        started, worked = time.perf_counter(), time.process_time()
        done = update(record, [SOURCE], Press(0, size).means(), revisit=False)
        taken, used = time.perf_counter() - started, time.process_time() - worked
        yield from _stream(done, size, taken=taken, used=used)
        worked = time.process_time()
        waited = seconds(_alert(record, size))
        about = f"once had; {seconds(time.process_time() - worked)} of processor"
        yield Figure("from an article to its alert", waited, about)
    held = path.stat().st_size / max(1, done.entered.new) / 1e3
    yield Figure("the record on disk", f"{held:.0f} kB a report taken", "bytes of all pages in it")
    yield Figure("peak memory of following", megabytes(resource.RUSAGE_SELF), "that process")
    for number in sizes:
        yield from _growth(Path(folder) / f"grown{number}.db", number)


def _stream(done: Round, size: int, *, taken: float, used: float) -> Iterator[Figure]:
    kept = done.entered.new
    yield Figure(
        f"a stream of {size:,} reports",
        f"{size / used:.1f} a second of processor",
        f"{kept:,} taken ({done.entered.copies:,} of them copies), {done.left:,} left",
    )
    yield Figure(
        "that a day of 10,000 takes", f"{A_DAY * used / size / 60:.0f} min", "one process"
    )
    yield Figure("the whole stream", seconds(taken), f"wall clock; {seconds(used)} of processor")


def _alert(record: Record, number: int) -> float:
    """Seconds from when an article can be had until its alert is out."""
    record.alert_add("anything changes", ["stdout"], "bench", possible=True)
    out = io.StringIO()
    first = number - number % 10 + 10
    press = Press(first, first + 1)
    ways = Ways(out=out, poster=None, now=lambda: Story(first).at, environment={})  # type: ignore[arg-type]
    watch = Watch(
        record=record,
        means=press.means(),
        listener=_Nobody(),
        wait=lambda _: False,
        ways=ways,
    )
    started = time.perf_counter()
    watch.once([SOURCE])
    taken = time.perf_counter() - started
    if not out.getvalue():
        raise SystemExit("no alert came")
    return taken


def _growth(path: Path, size: int) -> Iterator[Figure]:
    """What a report costs beside its reading in a record of so many; and what alerts cost."""
    ticks = Ticks(BEGIN)
    plugin = plain_reader(path.with_suffix(".plugin"))
    with plugin:
        with open_record(str(path), now=ticks, create=True) as record:
            for start in range(0, size, 1000):
                record.enter(readings(start, min(size, start + 1000)))
            record.source_add(SOURCE, "bench")
            record.alert_add("anyone changes stance", ["stdout"], "bench")
            _follow(record, 0, PROBE)
            alone = _used(lambda: find_alerts(record, ticks()))
        with open_record(str(path), now=ticks) as record:
            record.keep_asked()
            _follow(record, PROBE, 2 * PROBE)
            first = _used(lambda: find_alerts(record, ticks()))
            used = _used(lambda: _follow(record, 2 * PROBE, 3 * PROBE))
            later = _used(lambda: find_alerts(record, ticks()))
    there = f"{size:,} in the record"
    yield Figure(
        f"following {PROBE} reports, {there}",
        f"{used / PROBE * 1e3:.1f} ms a report",
        "without reading them; seconds of processor",
    )
    yield Figure(f"comparing them with a rule, {there}", seconds(later), "by who goes on watching")
    yield Figure(f"the same at its start, {there}", seconds(first), "once, by who begins to watch")
    yield Figure(f"the same in one round, {there}", seconds(alone), "a process of its own")


def _follow(record: Record, first: int, end: int) -> None:
    means = Press(first, end).means()
    update(record, [SOURCE], means, reader=READER, revisit=False)


def _used(work: Callable[[], object]) -> float:
    """Seconds of processor that something takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


# A reader of the tests that needs no language model, where what it costs to read is not asked.
READER = "plain"


class Ticks:
    """A clock that moves a millisecond at each look."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        """Return what it shows, a millisecond on."""
        self.at += dt.timedelta(milliseconds=1)
        return self.at


class _Nobody:
    def came(self, source: Watched, what: Came | Looking) -> None:
        """Say nothing."""

    def round(self, done: Round, alerts: int) -> None:
        """Say nothing."""

    def trouble(self, words: str) -> None:
        raise SystemExit(words)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.month", description=__doc__)
    parser.add_argument("--size", type=int, default=QUICK, help="reports of the stream")
    parser.add_argument("--growth", type=int, nargs="*", default=[1_000], help="sizes of records")
    parser.add_argument("--print", dest="only_print", action="store_true", help="print only")
    asked = parser.parse_args()
    began = Conditions()
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as folder:
        found = table(measure(folder, asked.size, tuple(asked.growth)))
    growth = " ".join(map(str, asked.growth))
    options = f"`--size {asked.size} --growth {growth}`"
    text = f"{found}\n\n{under(began)} {options}.\n"
    print(text)
    if not asked.only_print:
        put("month", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

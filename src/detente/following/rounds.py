"""One round: the sources that are due, looked at beside one another; what they gave is entered.

What is entered and that its item was seen are one transaction. A look is written once all that it
offered is: whoever is killed before has looked at nothing, and passes over what was entered.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from detente import flow
from detente.following.deciding import is_due
from detente.following.gathering import Found, Gathering, Means
from detente.model.claims import Reading
from detente.model.errors import DetenteError, InputError
from detente.model.followed import Came, Looking
from detente.model.sources import Watched
from detente.model.text import Report
from detente.readings import DEFAULT_READER
from detente.record import Entered
from detente.reports.addresses import is_web

if TYPE_CHECKING:
    from detente.readings.parses import Parses
    from detente.record import Record

# Sources that are looked at beside one another: most of the time of a look is waiting.
AT_ONCE = 8
# Items written in one transaction: a few dozen cost hardly more than one.
BATCH = 25
# Found items that wait to be read; pages are large.
_WAITING = 16
_PATIENCE_S = 0.2
_log = logging.getLogger("detente.following")


@dataclass(slots=True)
class Round:
    """What came of a round so far.

    sources: Number of those that were due; `failed` those that could not be looked at.
    entered: What came of the reports. left: Items that were not taken; unfetched: Items that
    could not be had. ended: Whether it was told to end before all was done.
    """

    sources: int = 0
    failed: int = 0
    entered: Entered = field(default_factory=Entered)
    same: int = 0
    left: int = 0
    unfetched: int = 0
    ended: bool = False


Hear = Callable[[Watched, Came | Looking], None]


def due_sources(record: Record, means: Means) -> tuple[Watched, ...]:
    """Return the sources that are due, in the order in which they were added."""
    now, looks = means.now(), record.looked()
    found = []
    for source in record.sources():
        last = looks.get(source.id)
        failures = record.failures(source.id) if last and last.outcome == "failed" else 0
        if is_due(source, last, failures, now=now):
            found.append(source)
    return tuple(found)


def update(  # noqa: PLR0913 (all but the first three by name)
    record: Record,
    sources: Sequence[Watched],
    means: Means,
    *,
    hear: Hear = lambda _source, _what: None,
    reader: str = DEFAULT_READER,
    jobs: int = 1,
    at_once: int = AT_ONCE,
    revisit: bool = True,
) -> Round:
    """Look at sources, enter what is new, and return what came of it.

    hear: Told of each item and look once it is in the record. jobs: Processes that read.
    at_once: Web addresses asked beside one another; with 1 they too are in order, as all else is.
    revisit: Whether articles that may have changed are asked for again.

    Errors: RecordError if the record cannot be written; what was written before stays.
    """
    done = Round(sources=len(sources))
    by_id = {source.id: source for source in sources}
    afar = [one for one in sources if at_once > 1 and is_web(one.address)]
    near = [one for one in sources if one not in afar]
    how = _Reading(reader, jobs, record.parses(), _looked_up(record, reader))
    with _Side([Gathering(record, one, means, revisit) for one in afar], at_once) as side:
        here = (e for one in near for e in Gathering(record, one, means, revisit).run())
        events = _Events(here, side)
        _enter(record, _read(events, how), done, lambda w: hear(by_id[w.source], w))
    done.ended = means.is_ending()
    if done.entered.new or done.entered.revised:
        flow.forget()  # a purge must not have to look for words here
    return done


def _enter(
    record: Record,
    events: Iterable[Came | Looking],
    done: Round,
    hear: Callable[[Came | Looking], None],
) -> None:
    """Write what comes in batches; a look closes one."""
    batch: list[Came] = []
    for event in events:
        if isinstance(event, Looking):
            _write(record, batch, (event,), done, hear)
        else:
            batch.append(event)
            if len(batch) >= BATCH:
                _write(record, batch, (), done, hear)
    _write(record, batch, (), done, hear)


def _write(
    record: Record,
    batch: list[Came],
    looks: tuple[Looking, ...],
    done: Round,
    hear: Callable[[Came | Looking], None],
) -> None:
    if not batch and not looks:
        return
    entered = record.take(batch, looks)
    done.entered += entered
    done.same += entered.repeated
    for came in batch:
        done.same += came.outcome == "same"
        done.left += came.outcome == "left"
        done.unfetched += came.outcome == "failed"
        hear(came)
    for look in looks:
        done.failed += look.outcome == "failed"
        hear(look)
    batch.clear()


class _Reading(NamedTuple):
    """How reports are read.

    parses: Where those of paragraphs are kept. before: Returns what was read of the same words.
    """

    reader: str
    jobs: int
    parses: Parses
    before: Callable[[Report], Reading | None]


def _looked_up(record: Record, name: str) -> Callable[[Report], Reading | None]:
    """What returns the reading of a report that was read before, word for word, or None."""
    from detente.readings import again  # noqa: PLC0415  (slow to load)

    reader = again.known_as(name)

    def before(report: Report) -> Reading | None:
        try:
            found = record.readings_of_same(report, reader) if reader else ()
        except InputError:  # another program wrote it in another form
            return None
        alike = (one for one in found if again.reads_alike(report, one.report))
        first = next(alike, None)
        return None if first is None else again.carried(first, report)

    return before


def _read(events: _Events, how: _Reading) -> Iterator[Came | Looking]:
    """Read the reports of what was found, and pass everything on in its order.

    A report on which the reader itself fails is tried again later, and the others go on.
    """
    waiting = deque[Found | Looking]()
    while not (events.over and not waiting):
        try:
            with flow.processes(how.jobs) as pool:
                while not (events.over and not waiting):
                    yield from _read_on(events, waiting, how, pool)
        except DetenteError:
            raise
        except Exception as error:  # whatever stands in a text must not end the round
            _log.exception("a report could not be read")
            yield from _passed(waiting)
            yield _unread(waiting.popleft(), error)


def _read_on(
    events: _Events, waiting: deque[Found | Looking], how: _Reading, pool: flow.Pool | None
) -> Iterator[Came | Looking]:
    """Pass on what waits and what comes, up to a look behind which nothing is at hand."""
    reports = _reports(events, waiting, how.before)
    read = flow.read(reports, how.reader, jobs=how.jobs, parses=how.parses, pool=pool)
    for reading in read:
        yield from _passed(waiting)
        event = waiting.popleft()
        assert isinstance(event, Found)  # noqa: S101  (the reports are of these, in this order)
        yield replace(event.came, reading=reading)
    yield from _passed(waiting)


def _reports(
    events: _Events,
    waiting: deque[Found | Looking],
    before: Callable[[Report], Reading | None],
) -> Iterator[Report]:
    """Yield the reports to be read next; of those read before, the reading is put to them.

    They end at a look if whoever offers more keeps us waiting: what is there goes on by itself,
    for it would else wait among the paragraphs that are parsed together.
    """
    for event in tuple(waiting):
        if isinstance(event, Found) and event.report is not None:
            yield event.report
    while not any(isinstance(one, Looking) for one in waiting) or events.is_at_hand():
        new = events.next()
        if new is None:
            return
        if isinstance(new, Found) and new.report is not None:
            reading = before(new.report)
            if reading is not None:
                new = Found(replace(new.came, reading=reading))
        waiting.append(new)
        if isinstance(new, Found) and new.report is not None:
            yield new.report


def _passed(waiting: deque[Found | Looking]) -> Iterator[Came | Looking]:
    """Take out what has no report to be read, up to the first that has."""
    while waiting:
        event = waiting[0]
        if isinstance(event, Found) and event.report is not None:
            return
        waiting.popleft()
        yield event.came if isinstance(event, Found) else event


def _unread(event: Found | Looking, error: Exception) -> Came:
    assert isinstance(event, Found)  # noqa: S101  (as above)
    reason = f"it could not be read ({type(error).__name__}: {error})"
    return replace(event.came, outcome="failed", reason=reason, report=None)


class _Events:
    """What sources give, one after the other: those of this machine, then those beside."""

    def __init__(self, here: Iterator[Found | Looking], side: _Side) -> None:
        self._here: Iterator[Found | Looking] | None = here
        self._side = side
        self.over = False

    def next(self) -> Found | Looking | None:
        """Return what comes next, None once it is over; wait for it."""
        if self._here is not None:
            event = next(self._here, None)
            if event is not None:
                return event
            self._here = None
        event = self._side.next()
        self.over = event is None
        return event

    def is_at_hand(self) -> bool:
        """Whether the next one is there already; what has to be read from a disk is not."""
        return self._here is None and self._side.is_at_hand()


class _Side:
    """Gatherings in threads of their own; what they find comes out as one stream."""

    def __init__(self, gathered: Sequence[Gathering], at_once: int) -> None:
        self._todo: queue.SimpleQueue[Gathering] = queue.SimpleQueue()
        for one in gathered:
            self._todo.put(one)
        self._out: queue.Queue[Found | Looking | None] = queue.Queue(_WAITING)
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"looking-{n}", daemon=True)
            for n in range(min(at_once, len(gathered)))
        ]
        self._left = len(self._threads)
        self._next: Found | Looking | None = None

    def __enter__(self) -> _Side:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def next(self) -> Found | Looking | None:
        """Return what comes next, None once it is over."""
        while self._next is None and self._left:
            self._got(self._out.get())
        event, self._next = self._next, None
        return event

    def is_at_hand(self) -> bool:
        """Whether the next one is there already."""
        with suppress(queue.Empty):
            while self._next is None and self._left:
                self._got(self._out.get_nowait())
        return self._next is not None

    def _got(self, event: Found | Looking | None) -> None:
        self._next = event
        self._left -= event is None  # a thread has nothing more to do

    def _work(self) -> None:
        try:
            while not self._over.is_set():
                try:
                    one = self._todo.get_nowait()
                except queue.Empty:
                    return
                for event in one.run():
                    if not self._put(event):
                        return
        finally:
            self._put(None)

    def _put(self, event: Found | Looking | None) -> bool:
        """Hand something over; whether anybody still wants it."""
        while not self._over.is_set():
            with suppress(queue.Full):
                self._out.put(event, timeout=_PATIENCE_S)
                return True
        return False

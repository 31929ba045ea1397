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
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from detente import flow
from detente.following.deciding import is_due
from detente.following.gathering import Found, Gathering, Means
from detente.model.errors import DetenteError
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
    how = _Reading(reader, jobs, record.parses())
    with _Side([Gathering(record, one, means, revisit) for one in afar], at_once) as side:
        here = (e for one in near for e in Gathering(record, one, means, revisit).run())
        events = chain(here, side)
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
    """How reports are read. parses: Where those of paragraphs are kept."""

    reader: str
    jobs: int
    parses: Parses


def _read(events: Iterable[Found | Looking], how: _Reading) -> Iterator[Came | Looking]:
    """Read the reports of what was found, and pass everything on in its order.

    A report on which the reader itself fails is tried again later, and the others go on.
    """
    stream, waiting = iter(events), deque[Found | Looking]()
    while True:
        try:
            yield from _read_on(stream, waiting, how)
        except DetenteError:
            raise
        except Exception as error:  # whatever stands in a text must not end the round
            _log.exception("a report could not be read")
            yield from _passed(waiting)
            yield _unread(waiting.popleft(), error)
        else:
            break
    yield from _passed(waiting)


def _read_on(
    stream: Iterator[Found | Looking], waiting: deque[Found | Looking], how: _Reading
) -> Iterator[Came | Looking]:
    def reports() -> Iterator[Report]:
        for event in chain(tuple(waiting), _noted(stream, waiting)):
            if isinstance(event, Found) and event.report is not None:
                yield event.report

    for reading in flow.read(reports(), how.reader, jobs=how.jobs, parses=how.parses):
        yield from _passed(waiting)
        event = waiting.popleft()
        assert isinstance(event, Found)  # noqa: S101  (the reports are of these, in this order)
        yield replace(event.came, reading=reading)


def _noted(
    stream: Iterator[Found | Looking], waiting: deque[Found | Looking]
) -> Iterator[Found | Looking]:
    for event in stream:
        waiting.append(event)
        yield event


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

    def __enter__(self) -> _Side:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def __iter__(self) -> Iterator[Found | Looking]:
        left = len(self._threads)
        while left:
            event = self._out.get()
            if event is None:
                left -= 1
            else:
                yield event

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

"""One round: the sources that are due, looked at beside one another; what they gave is entered.

What is entered and that its item was seen are one transaction. A look is written once all that it
offered is: whoever is killed before has looked at nothing, and passes over what was entered.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from detente import flow
from detente.following.beside import Events, Side
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
    with Side([Gathering(record, one, means, revisit) for one in afar], at_once) as side:
        here = (e for one in near for e in Gathering(record, one, means, revisit).run())
        events = Events(here, side)
        read = map(_Once().of, _read(events, how))
        _enter(record, read, done, lambda w: hear(by_id[w.source], w))
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


class _Once:
    """Tells that a report which several sources gave in one round was taken from the first."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._again: Counter[str] = Counter()

    def of(self, event: Came | Looking) -> Came | Looking:
        """Return what came of an item, or of a look, as the record will hold it."""
        if isinstance(event, Looking):
            return replace(event, taken=event.taken - self._again.pop(event.source, 0))
        if event.reading is None or event.reading.report.id not in self._taken:
            self._taken |= set() if event.reading is None else {event.reading.report.id}
            return event
        self._again[event.source] += 1
        return replace(event, outcome="same", reading=None)


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


def _read(events: Events, how: _Reading) -> Iterator[Came | Looking]:
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
    events: Events, waiting: deque[Found | Looking], how: _Reading, pool: flow.Pool | None
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
    events: Events,
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

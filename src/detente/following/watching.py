"""Watching: round after round, as the sources fall due, until told to end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente.following.alerting import find_alerts
from detente.following.deciding import next_due
from detente.following.delivering import Ways, deliver
from detente.following.gathering import Means
from detente.following.rounds import AT_ONCE, Round, due_sources, update
from detente.model.errors import RecordError
from detente.model.followed import Came, Looking
from detente.model.sources import Watched
from detente.readings import DEFAULT_READER

if TYPE_CHECKING:
    from detente.record import Record

# At least so often a watcher looks whether sources were added, or alerts are due.
LONGEST_WAIT_S = 60.0
# After trouble with the record (no room, another process that writes) it waits so long.
TROUBLE_WAIT_S = 30.0


class Listener(Protocol):
    """Hears what a watcher does, to say it to whoever looks."""

    def came(self, source: Watched, what: Came | Looking) -> None:
        """An item or a look is in the record."""

    def round(self, done: Round, alerts: int) -> None:
        """A round is over."""

    def trouble(self, words: str) -> None:
        """Something could not be done; it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How to follow sources.

    wait: Waits so many seconds; whether to go on. ways: None to send no alerts. longest_wait_s:
    Seconds after which it looks at the latest whether sources were added, or alerts are due.
    by_source: Whether alerts go out as soon as a source's reports are in, not at the end of a
    round alone; that costs little where the record is kept whole.
    """

    record: Record
    means: Means
    listener: Listener
    wait: Callable[[float], bool]
    ways: Ways | None = None
    reader: str = DEFAULT_READER
    jobs: int = 1
    at_once: int = AT_ONCE
    longest_wait_s: float = LONGEST_WAIT_S
    by_source: bool = True

    def once(self, sources: Sequence[Watched]) -> Round:
        """Do one round, tell what rules asked for, and return what came of it.

        Errors: RecordError if the record cannot be written.
        """
        telling = _Telling(self)
        done = update(
            self.record,
            sources,
            self.means,
            hear=telling.heard if self.by_source else self.listener.came,
            reader=self.reader,
            jobs=self.jobs,
            at_once=self.at_once,
        )
        self.listener.round(done, telling.told + self.alert())
        return done

    def alert(self) -> int:
        """Compare what is new with the rules, send what is due, and return how many went out."""
        find_alerts(self.record, self.means.now())
        if self.ways is None:
            return 0
        return deliver(self.record, self.ways, hear=self.listener.trouble)

    def run(self) -> None:
        """Follow the sources until told to end. Errors: RecordBusy if another process does."""
        with self.record.watching():
            while not self.means.is_ending():
                seconds = self._turn()
                if not self.wait(seconds):
                    return

    def _turn(self) -> float:
        """Do what is due; return how many seconds there is nothing to do."""
        try:
            sources = due_sources(self.record, self.means)
            if sources:
                self.once(sources)
            else:
                self.alert()
            return self._seconds()
        except RecordError as error:
            self.listener.trouble(f"{error}; trying again in {TROUBLE_WAIT_S:.0f} s")
            return TROUBLE_WAIT_S

    def _seconds(self) -> float:
        looks, now = self.record.looked(), self.means.now()
        then = next_due(
            {
                one.id: (one, looks.get(one.id), self._failures(one.id, looks.get(one.id)))
                for one in self.record.sources()
            }
        )
        if then is None:
            return self.longest_wait_s
        beginning = dt.datetime.min.replace(tzinfo=dt.UTC)
        left = (max(then, beginning + dt.timedelta(days=1)) - now).total_seconds()
        return min(max(left, 1.0), self.longest_wait_s)

    def _failures(self, source: str, last: Looking | None) -> int:
        return self.record.failures(source) if last and last.outcome == "failed" else 0


class _Telling:
    """Tells within a round what is new, once a source's reports are in: no other one delays it.

    A source that gives report after report for long does not delay its own for long.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._is_news = False
        self._last = watch.means.now()
        self.told = 0

    def heard(self, source: Watched, what: Came | Looking) -> None:
        """Pass it on to the listener, and tell if it is time."""
        self._watch.listener.came(source, what)
        if isinstance(what, Came):
            self._is_news |= what.outcome == "taken"
        now = self._watch.means.now()
        is_late = abs((now - self._last).total_seconds()) >= LONGEST_WAIT_S
        if self._is_news and (is_late or isinstance(what, Looking)):
            self.told += self._watch.alert()
            self._is_news, self._last = False, now

"""What came of following sources: requests, looks, items taken and left, how each source does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from detente.model.claims import Reading
from detente.model.sources import Condition, Fetched, Item, Trouble, Watched

# taken: It gave a report that was new, or a new text of one. same: Its report was known already.
# left: It was not wanted, or nothing was to be had of it. failed: It could not be had; it is
# tried again.
Outcome = Literal["taken", "same", "left", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LookOutcome = Literal["fine", "unchanged", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request and what came of it.

    answer: None if nothing came; then `error` says why. keep: Whether the bytes are kept.
    """

    source: str
    asked: str
    at: dt.datetime
    answer: Fetched | None = None
    error: str | None = None
    keep: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of one item of a source.

    item: As offered, without its report. reason: Why it was taken or left, or could not be had.
    reading: Of its report, if there is one to enter. report: Id of the report that it gave, also
    one that the record has already. request: That which was made for it, None if none was.
    digest: Of the bytes that it was in, if these are those of the look.
    """

    source: str
    item: Item
    at: dt.datetime
    outcome: Outcome
    reason: str = ""
    reading: Reading | None = None
    report: str | None = None
    request: Request | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """A look at a source that came to its end.

    error: Why it failed; None otherwise. again: Moment before which the source does not want to
    be asked. condition: What to ask with next time. offered: Number of items; `taken`, `left` and
    `failed` count what came of those that were new. troubles: What could not be used or is odd.
    request: That which was made for it; None for what lies on this machine.
    """

    source: str
    at: dt.datetime
    outcome: LookOutcome
    error: str | None = None
    again: dt.datetime | None = None
    condition: Condition | None = None
    offered: int = 0
    taken: int = 0
    left: int = 0
    failed: int = 0
    troubles: tuple[Trouble, ...] = ()
    request: Request | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item that is to be asked for again. tries: Number of times that it was asked for.

    report: Id of the report that it gave, None if it could not be had yet. since: Moment of the
    first time; last: of the last.
    """

    item: Item
    tries: int
    since: dt.datetime
    last: dt.datetime
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """What came of an item, in a list."""

    source: str
    key: str
    at: dt.datetime
    outcome: Outcome
    reason: str
    address: str | None
    title: str | None
    report: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source does.

    last: The last look, None before the first. succeeded: When a look last came to something.
    brought: When it last gave a new report. failures: Number of looks that failed since one did
    not. taken, left, waiting: Numbers of items over all time; `waiting` are to be tried again.
    due: When it is to be looked at next, None while it is paused. notes: What could not be used or
    is odd, at the looks of the day up to the last one, the newest first, each once.
    """

    source: Watched
    last: Looking | None = None
    succeeded: dt.datetime | None = None
    brought: dt.datetime | None = None
    failures: int = 0
    taken: int = 0
    left: int = 0
    waiting: int = 0
    due: dt.datetime | None = None
    notes: tuple[Trouble, ...] = ()

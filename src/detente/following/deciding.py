"""When what is to be asked: values in, moments out. Nothing here looks at a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from detente.model.followed import Looking, Waiting
from detente.model.sources import Watched

_HOUR = dt.timedelta(hours=1)
DAY = 24 * _HOUR
# Outlets rewrite an article within hours of its publication, seldom after some days.
REVISITS = (_HOUR, 6 * _HOUR, DAY, 3 * DAY)
# What cannot be had is tried again so long after each try, then left.
RETRIES = (_HOUR / 4, _HOUR, 6 * _HOUR, DAY, 3 * DAY)
# A source that fails is asked less and less often, at least so often.
_SELDOM = DAY
# Who starts a round by a timetable starts it some seconds earlier or later each time.
_SLACK = 0.1
# Nobody means to be left alone for longer than this; a later moment is a slip.
_LONGEST_AGAIN = 7 * DAY


def due(watched: Watched, last: Looking | None, failures: int = 0) -> dt.datetime | None:
    """Return when a source is to be looked at next; None while it is paused.

    last: The last look, None before the first. failures: Looks that failed since one did not.
    """
    if watched.paused:
        return None
    if last is None:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    wait = watched.every
    if failures:
        wait = max(wait, min(watched.every * 2 ** min(failures - 1, 10), _SELDOM))
    then = last.at + wait
    if last.again is not None and last.again <= last.at + _LONGEST_AGAIN:
        then = max(then, last.again)
    return then


def is_due(watched: Watched, last: Looking | None, failures: int = 0, *, now: dt.datetime) -> bool:
    """Whether a source is to be looked at now; so if the clock was moved back since it was."""
    then = due(watched, last, failures)
    if then is None:
        return False
    return last is None or then - _SLACK * watched.every <= now or last.at > now


def next_due(
    sources: Mapping[str, tuple[Watched, Looking | None, int]],
) -> dt.datetime | None:
    """Return when the next of some sources is due, None if none is."""
    moments = (due(watched, last, failures) for watched, last, failures in sources.values())
    return min((one for one in moments if one is not None), default=None)


def is_worth_a_visit(waiting: Waiting, *, now: dt.datetime) -> bool:
    """Whether an article that was taken is to be asked for again, in case it was changed."""
    visits = waiting.tries - 1
    return visits < len(REVISITS) and waiting.since + REVISITS[visits] <= now


def is_worth_a_try(waiting: Waiting, *, now: dt.datetime) -> bool:
    """Whether what could not be had is to be asked for again."""
    wait = RETRIES[min(waiting.tries, len(RETRIES)) - 1]
    return waiting.last + wait <= now or waiting.last > now


def is_given_up(waiting: Waiting) -> bool:
    """Whether the next try of what could not be had is the last."""
    return waiting.tries >= len(RETRIES)

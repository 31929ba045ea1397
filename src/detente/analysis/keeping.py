"""state_of(): how a commitment stands by what is told of it. Nothing is judged, only put together.

Of each party that tells of it the latest word counts. Whatever is alleged stays alleged; only the
finding of somebody who checked is called found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.model.claims import Commitment
from detente.model.dates import Days
from detente.model.owed import Account, OwedState


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment stands. latest: The accounts that say so, oldest first."""

    state: OwedState
    latest: tuple[Account, ...] = ()


def state_of(told: Sequence[Account], due: Days | None, as_of: dt.date) -> Standing:
    """Return how a commitment stands as of a day.

    told: Accounts that count, oldest first. due: When it is due, None if no day is named.

    >>> from detente.model.dates import parse_days
    >>> state_of((), parse_days("2031-03-01"), dt.date(2031, 3, 2)).state
    'untested'
    >>> state_of((), parse_days("2031-03-01"), dt.date(2031, 3, 1)).state
    'not_due'
    """
    if not told:
        if due is None:
            return Standing("no_day")
        return Standing("untested" if due.last < as_of else "not_due")
    latest = _latest(told)
    return Standing(_state(latest, due), latest)


def fullest(claim: Commitment) -> int:
    """Return how much a commitment says of itself: the fullest wording stands for a row."""
    given = (claim.days, claim.clause, claim.agreement, claim.condition, claim.stage)
    return sum(one is not None for one in given) + bool(claim.to) + bool(claim.verified_by)


def _latest(told: Iterable[Account]) -> tuple[Account, ...]:
    """Of each teller's party the last account; of the nameless each; of findings the last.

    An account that is only denied is no teller's.
    """
    found: dict[tuple[str, str], Account] = {}
    for one in told:
        whose = ("party", one.party) if one.party else ("entry", one.entry.id)
        key = ("finding", str(one.claim.act)) if one.claim.finding else whose
        found.pop(key, None)  # in the order of the last word
        found[key] = one
    return tuple(found.values())


def _state(latest: Sequence[Account], due: Days | None) -> OwedState:
    if any(one.claim.finding == "confirmed" for one in latest):
        return "found"
    accounts = [one for one in latest if one.claim.finding is None]
    if not accounts:
        return "not_confirmed"
    acts = [one.claim.act for one in accounts]
    denied = any(one.claim.denied_by for one in accounts)
    if "violated" in acts:
        return "disputed" if denied or "fulfilled" in acts or "disputed" in acts else "alleged"
    if denied or "disputed" in acts:
        return "disputed"
    if "suspended" in acts:
        return "suspended"
    if "fulfilled" not in acts:
        return "late"
    return _kept(accounts, due)


def _kept(accounts: Sequence[Account], due: Days | None) -> OwedState:
    """Kept, or late: what was put off and then done was done late, if who spoke last says so."""
    if any(one.claim.act == "delayed" for one in accounts):
        last = accounts[-1]
        same_day = [one for one in accounts if one.published == last.published]
        acts = {one.claim.act for one in same_day}
        return "disputed" if len(acts) > 1 else "late"
    done = [one.claim.days for one in accounts if one.claim.act == "fulfilled"]
    after = due is not None and all(days is not None and days.start > due.last for days in done)
    return "late" if after else "kept"

"""What became of things over time: a cell's stances, days of change, a report's claims. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from detente.model.answers import Account, ChangeDay, ReportClaim, Turn
from detente.model.claims import Position
from detente.model.snapshot import Entry, Held, Sighting, Standing
from detente.record.folded import Folded
from detente.record.standing import SAME_ACCOUNTS_DAYS, SAME_TIME_DAYS, cell_of

_FOR = frozenset({"demands", "proposes", "accepts", "offers"})
_AGAINST = frozenset({"rejects"})
_DONE = frozenset({"held", "ongoing"})
_DAY = dt.timedelta(days=SAME_TIME_DAYS)
_WEEK = dt.timedelta(days=SAME_ACCOUNTS_DAYS)


def turns(cell: Standing) -> tuple[Turn, ...]:
    """Return every stance of a cell, oldest first; of one day the party's own first."""
    found: list[tuple[Account, Held]] = []
    for account in ("own", "earlier", "others", "possible"):
        found += [(account, held) for held in getattr(cell, account)]
    starts = sorted(h.since for h in cell.own if h.since and h.relationship != "differs")
    starts += [h.since for h in cell.earlier if h.since]
    return tuple(
        Turn(held=held, account=account, until=_until(account, held, starts))
        for account, held in sorted(found, key=_by_time)
    )


def _by_time(found: tuple[Account, Held]) -> tuple[dt.date, bool, str]:
    account, held = found
    return held.since or dt.date.min, account not in ("own", "earlier"), held.entry.id


def _until(account: Account, held: Held, starts: Iterable[dt.date]) -> dt.date | None:
    if account != "earlier" or held.since is None:
        return None
    return min((start for start in starts if start > held.since), default=None)


def change_days(folded: Folded, families: Sequence[str]) -> tuple[ChangeDay, ...]:
    """Return the days on which something was said for the first time, oldest first.

    By publication: the day on which an undated report was fetched is no day of the talks.
    """
    entries: Counter[dt.date] = Counter()
    stances: Counter[dt.date] = Counter()
    for family in families:
        for entry in folded.live(family):
            group = folded.groups[entry.id]
            day = group.first_published()
            if day is None:
                continue
            entries[day] += 1
            if group.placement is not None and group.placement.proposition is not None:
                stances[day] += 1
    return tuple(ChangeDay(day=d, entries=entries[d], stances=stances[d]) for d in sorted(entries))


def report_claims(
    folded: Folded, report: str, cells: Iterable[Standing]
) -> tuple[ReportClaim, ...]:
    """Return the claims of a report in order of its text, beside what else the record holds.

    cells: The standings of the record. Claims that the desk rejected among others are left out.
    """
    by_key = {(cell.party, cell.proposition): cell for cell in cells}
    found: list[ReportClaim] = []
    groups = (folded.groups_of[i] for i in folded.of_report(report))
    here = {group.name: group for group in groups if group is not None}
    for group in here.values():
        entry = folded.entries[group.name]
        key = cell_of(folded, group)
        cell = None if key is None else by_key.get(key)
        here_too = {s.origin for s in entry.sightings if s.report == report}
        agrees = len({s.origin for s in entry.sightings} - here_too)
        for sighting in entry.sightings:
            if sighting.report == report:
                departs = _departs(sighting, entry, cell)
                found.append(
                    ReportClaim(claim=sighting.body, entry=entry, agrees=agrees, departs=departs)
                )
    return tuple(sorted(found, key=lambda c: (c.claim.main, c.claim.family, c.claim.id)))


def _departs(sighting: Sighting, entry: Entry, cell: Standing | None) -> tuple[Entry, ...]:
    claim = sighting.body
    if isinstance(claim, Position) and cell is not None:
        every = [turn for turn in turns(cell) if turn.account != "possible"]
        if all(turn.held.entry.id != entry.id for turn in every):
            return ()  # it is only possible
        then = (t.held.entry for t in every if _is_of_its_time(t, sighting.published))
        against = {e.id: e for e in then if _opposed(claim.stance, e.kind or "")}
        return tuple(against.values())
    if entry.family == "contacts":
        told = {status.status for status in entry.statuses}
        return (entry,) if told & _DONE and "denied" in told else ()
    if entry.family == "proposals":
        points = {getattr(s.body, "points", None) for s in entry.sightings} - {None}
        mine = getattr(claim, "points", None)
        return (entry,) if mine is not None and len(points) > 1 else ()
    return ()


def _is_of_its_time(turn: Turn, day: dt.date | None) -> bool:
    """Whether a stance was held, or told of, at about the time of a day."""
    since, entry = turn.held.since, turn.held.entry
    if day is None or since is None:
        return True
    if turn.account in ("own", "earlier"):
        return since - _DAY <= day and (turn.until is None or day < turn.until)
    first, last = entry.first_published or since, entry.last_published or since
    return first - _WEEK <= day <= last + _WEEK


def _opposed(one: str, other: str) -> bool:
    return (one in _FOR and other in _AGAINST) or (one in _AGAINST and other in _FOR)

"""Months as weeks of days, each with what is known to be on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.model.dates import Days, month
from detente.model.snapshot import OFF, ON, Entry
from detente.views.timeline import (
    Happening,
    MonthPage,
    happening,
    is_exact,
    month_page,
    who_text,
)
from detente.views.words import status_now

# Weeks that begin or end in another month are shown whole.
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a calendar. said: What is known to be on it, a line each. signs: One a line."""

    date: dt.date
    inside: bool
    today: bool
    signs: str
    said: tuple[str, ...]
    address: str | None


@dataclass(frozen=True, slots=True)
class MonthCells:
    """A month as weeks of seven days, Monday first."""

    key: str
    title: str
    weeks: tuple[tuple[DayCell, ...], ...]


def month_cells(
    found: Sequence[Entry],
    around: dt.date,
    *,
    as_of: dt.date,
    address: Callable[[dt.date], str],
) -> tuple[MonthCells, ...]:
    """Return the month of a day and the one after it.

    address: Of a page about one day.
    """
    days = (around, shift(around, 1))
    near = Days(_first(around) - _WEEK, shift(days[1], 1) + _WEEK, "range")
    shown = [e for e in found if e.days and is_exact(e.days) and e.days.meets(near)]
    told = [happening(entry, as_of) for entry in shown]
    pages = [month_page(told, day.year, day.month) for day in days]
    return tuple(
        MonthCells(
            key=page.key,
            title=page.title,
            weeks=_cells(page, as_of=as_of, address=address),
        )
        for page in pages
    )


def _cells(
    page: MonthPage, *, as_of: dt.date, address: Callable[[dt.date], str]
) -> tuple[tuple[DayCell, ...], ...]:
    return tuple(
        tuple(
            DayCell(
                date=day.date,
                inside=day.inside,
                today=day.date == as_of,
                signs="".join(map(_sign, day.happenings)),
                said=tuple(_short(one) for one in day.happenings),
                address=address(day.date) if day.happenings else None,
            )
            for day in week
        )
        for week in page.weeks
    )


def _sign(one: Happening) -> str:
    """● took place, ✕ cancelled or denied, ○ due or not known; – some time in these days."""
    if one.days is not None and one.days.precision == "range":
        return "–"
    status = status_now(one.entry)
    return "✕" if status in OFF else "●" if status in ON else "○"


def _short(one: Happening) -> str:
    return ": ".join(filter(None, [one.what, who_text(one), one.status]))


def shift(day: dt.date, by: int) -> dt.date:
    """Return the first day of the month before (-1) or after (1)."""
    first = day.replace(day=1)
    return month(first.year, first.month).end if by > 0 else _first(first - dt.timedelta(days=1))


def _first(day: dt.date) -> dt.date:
    return day.replace(day=1)

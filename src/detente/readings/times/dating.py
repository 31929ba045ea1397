"""Time words -> days, resolved against the day of the report: "on March 4" -> 2031-03-04."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.model.dates import EARLIEST_YEAR, LATEST_YEAR, Days, day, month, span_of_days, year
from detente.readings.numbers import number_of
from detente.readings.rules import shipped_lists

Tense = Literal["past", "future", "open"]

# "in the coming days" and "in recent weeks" name no number; these bounds, in days, are ours.
FEW = {"day": 7, "week": 28, "fortnight": 28, "month": 92, "year": 1096, "decade": 7305}
_MONTHS, _SATURDAY, _HALF_OF_MONTH = 12, 5, 15
_STEPS = {"last": -1, "this": 0, "next": 1}
_UNIT = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3653}
# A date without a year is the nearest one, unless the tense rules that out by more than this.
SLIP_BACK_DAYS = 1
SLIP_AHEAD_DAYS = 90


@dataclass(frozen=True, slots=True)
class Around:
    """What words are resolved against: the day of the report (None: unknown) and the tense."""

    day: dt.date | None
    tense: Tense = "open"


@dataclass(frozen=True, slots=True)
class Dated:
    """What time words came to. trouble: Why they name no day, or contradict themselves."""

    days: Days | None
    trouble: str | None = None
    contradicts: bool = False


def date_words(form: str, match: re.Match[str], around: Around) -> Dated:
    """Return the days that a match of a form stands for; None if they cannot be told."""
    resolve = _RESOLVE.get(form)
    if resolve is None:
        return Dated(None)
    try:
        return resolve({k: v for k, v in match.groupdict().items() if v}, around)
    except ValueError:
        return Dated(None, f"{match[0]!r} is no day of the calendar")


def _iso(m: Mapping[str, str], around: Around) -> Dated:
    number = int(m["year"])
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        return Dated(None, f"year {number} lies outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    return Dated(day(dt.date(number, int(m["month"]), int(m["day"]))))


def _numeric(m: Mapping[str, str], around: Around) -> Dated:
    first, second = int(m["first"]), int(m["second"])
    if m["mark"] == "." or first > _MONTHS:
        return Dated(day(dt.date(int(m["year"]), second, first)))
    if second > _MONTHS or first == second:
        return Dated(day(dt.date(int(m["year"]), first, second)))
    return Dated(None, "day and month cannot be told apart")


def _calendar_date(m: Mapping[str, str], around: Around) -> Dated:
    """Month and day in either order, with a second day, a weekday or a year."""
    first_day, last_day = _ordinal(m["day"]), _ordinal(m.get("day2", m["day"]))
    months = [_month_number(m[k]) for k in ("month", "month2") if k in m]
    first_month, last_month = months[0], months[-1]
    if "year" in m:
        number: int | None = int(m["year"])
    else:
        _refuse(first_month, first_day)
        number = _year_of(first_month, first_day, around)
    if number is None:
        return Dated(None)
    first = dt.date(number, first_month, first_day)
    last = dt.date(number + (last_month < first_month), last_month, last_day)
    if last < first:
        return Dated(day(first))
    if "weekday" in m and first.weekday() != _weekday_number(m["weekday"]):
        return Dated(span_of_days(first, last), f"{first} is no {m['weekday']}", True)
    return Dated(span_of_days(first, last))


def _refuse(number: int, day_number: int) -> None:
    """Raise ValueError for a day that no year has."""
    dt.date(2000, number, day_number)


def _year_of(number: int, day_number: int, around: Around) -> int | None:
    """The year that brings the date nearest to the report, on the side that the tense allows."""
    if around.day is None:
        return None
    near = []
    for candidate in (around.day.year - 1, around.day.year, around.day.year + 1):
        try:
            distance = (dt.date(candidate, number, day_number) - around.day).days
        except ValueError:
            continue
        if around.tense == "past" and distance > SLIP_BACK_DAYS:
            continue
        if around.tense == "future" and distance < -SLIP_AHEAD_DAYS:
            continue
        near.append((abs(distance), candidate))
    if not near:
        raise ValueError
    return min(near)[1]


def _weekday(m: Mapping[str, str], around: Around) -> Dated:
    if around.day is None:
        return Dated(None)
    wanted, today = _weekday_number(m["weekday"]), around.day
    monday = today - dt.timedelta(days=today.weekday())
    which = _side(m.get("which", ""))
    if "week" in m:
        weeks = _STEPS[m["week"].lower()]
        first = monday + dt.timedelta(days=wanted + 7 * weeks)
    elif which == "ahead" and "coming" not in m["which"].lower():
        first = monday + dt.timedelta(days=wanted + 7)
    elif which == "back":
        first = today - dt.timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    elif which in ("here", "ahead") or around.tense == "future":
        first = today + dt.timedelta(days=(wanted - today.weekday()) % 7)
    else:
        first = today - dt.timedelta(days=(today.weekday() - wanted) % 7)
    if "weekday2" not in m:
        return Dated(day(first))
    length = (_weekday_number(m["weekday2"]) - wanted) % 7
    return Dated(span_of_days(first, first + dt.timedelta(days=length)))


def _deictic(m: Mapping[str, str], around: Around) -> Dated:
    words = " ".join(m["word"].lower().split())
    shift = dt.timedelta(days=shipped_lists("times")["deictic"][words])
    return Dated(day(around.day + shift) if around.day else None)


def _ago(m: Mapping[str, str], around: Around) -> Dated:
    unit, count = m["unit"].lower(), _count(m["count"])
    if around.day is None or unit in ("minute", "hour"):
        return Dated(day(around.day) if around.day else None)
    if count is None:
        return Dated(_stretch(around.day, -FEW[unit], -1))
    return Dated(_shifted(around.day, -count, unit))


def _ahead(m: Mapping[str, str], around: Around) -> Dated:
    unit, count = m["unit"].lower(), _count(m["count"])
    if around.day is None or around.tense == "past" or unit in ("minute", "hour"):
        return Dated(None)
    if m["how"].lower() == "within" or count is None:
        length = FEW[unit] if count is None else round(count * _UNIT[unit])
        return Dated(_stretch(around.day, 0, length))
    return Dated(_shifted(around.day, count, unit))


def _span(m: Mapping[str, str], around: Around) -> Dated:
    unit, count = m["unit"].lower(), _count(m.get("count", "few"))
    if around.day is None or unit in ("minute", "hour"):
        return Dated(None)
    length = FEW[unit] if count is None else round(count * _UNIT[unit])
    if m["which"].lower() in ("next", "coming"):
        return Dated(_stretch(around.day, 1, length))
    return Dated(_stretch(around.day, -length, 0))


def _period(m: Mapping[str, str], around: Around) -> Dated:
    """Weeks, months and years by their place: "last week", "later this month"."""
    if around.day is None:
        return Dated(None)
    unit, step = (
        m["unit"].lower(),
        {"back": -1, "here": 0, "ahead": 1}[_side(m.get("which", "this"))],
    )
    part = " ".join(m.get("part", "").lower().split())
    if unit == "weekend":
        return Dated(_weekend(around, step if "which" in m else None))
    whole = _whole(around.day, unit, step)
    if whole is None or part not in ("earlier", "later"):
        return Dated(whole)
    if part == "earlier" and whole.start < around.day < whole.end and unit == "week":
        return Dated(span_of_days(whole.start, around.day))
    if part == "later" and whole.start <= around.day < whole.last and unit in ("week", "year"):
        return Dated(span_of_days(around.day, whole.last))
    return Dated(whole)


def _whole(today: dt.date, unit: str, step: int) -> Days | None:
    if unit == "week":
        monday = today + dt.timedelta(days=7 * step - today.weekday())
        return span_of_days(monday, monday + dt.timedelta(days=6))
    if unit == "month":
        return _month_from(today, step)
    if unit == "year":
        return year(today.year + step)
    if unit == "quarter":
        first = _month_from(dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return span_of_days(first.start, _month_from(first.start, 2).last)
    return None


def _weekend(around: Around, step: int | None) -> Days:
    today = around.day or dt.date.min
    saturday = today + dt.timedelta(days=_SATURDAY - today.weekday())
    if step is None:
        step = -1 if around.tense == "past" and today.weekday() < _SATURDAY else 0
    saturday += dt.timedelta(days=7 * step)
    return span_of_days(saturday, saturday + dt.timedelta(days=1))


def _month(m: Mapping[str, str], around: Around) -> Dated:
    number = _month_number(m["month"])
    if "year" in m:
        return Dated(month(int(m["year"]), number))
    if around.day is None:
        return Dated(None)
    today = around.day
    if "of" in m:
        return Dated(month(today.year + _STEPS[m["of"].lower()], number))
    side = _side(m.get("which", ""))
    if side == "none" and around.tense == "open":
        return Dated(_month_from(today, (number - today.month + 6) % 12 - 6))
    steps = {
        "back": -(number >= today.month),
        "here": 0,
        "ahead": int(number <= today.month),
        "none": -(number > today.month) if around.tense == "past" else int(number < today.month),
    }
    return Dated(month(today.year + steps[side], number))


def _half(m: Mapping[str, str], around: Around) -> Dated:
    whole = _month(m, around).days
    if whole is None:
        return Dated(None)
    middle = whole.start + dt.timedelta(days=_HALF_OF_MONTH)
    if m["half"].lower() == "first":
        return Dated(span_of_days(whole.start, middle - dt.timedelta(days=1)))
    return Dated(span_of_days(middle, whole.last))


def _year(m: Mapping[str, str], around: Around) -> Dated:
    return Dated(year(int(m["year"])))


def _end(m: Mapping[str, str], around: Around) -> Dated:
    if around.day is None:
        return Dated(None)
    return Dated(_whole(around.day, "year" if m["unit"] == "end" else m["unit"].lower(), 0))


_RESOLVE: dict[str, Callable[[Mapping[str, str], Around], Dated]] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_day": _calendar_date,
    "day_month": _calendar_date,
    "weekday": _weekday,
    "deictic": _deictic,
    "ago": _ago,
    "ahead": _ahead,
    "span": _span,
    "period": _period,
    "weekend": _period,
    "month": _month,
    "year": _year,
    "half": _half,
    "end": _end,
}


def _shifted(today: dt.date, count: float, unit: str) -> Days:
    """A day, week, month or year so many away; weeks and longer keep their breadth."""
    if unit == "day":
        return day(today + dt.timedelta(days=round(count)))
    if unit in ("week", "fortnight"):
        middle = today + dt.timedelta(days=round(count * _UNIT[unit]))
        return span_of_days(middle - dt.timedelta(days=3), middle + dt.timedelta(days=3))
    if unit == "month":
        return _month_from(today, round(count))
    return year(today.year + round(count * (10 if unit == "decade" else 1)))


def _stretch(today: dt.date, first: int, last: int) -> Days:
    return span_of_days(today + dt.timedelta(days=first), today + dt.timedelta(days=last))


def _month_from(today: dt.date, step: int) -> Days:
    number = today.year * 12 + today.month - 1 + step
    return month(number // 12, number % 12 + 1)


def _count(words: str) -> float | None:
    """The number, or None for "a few" and the like."""
    if words.lower() in ("a", "an"):
        return 1.0
    number = number_of(words)
    return float(number) if number is not None else None


def _side(words: str) -> Literal["back", "here", "ahead", "none"]:
    plain = " ".join(words.lower().split())
    lists = shipped_lists("times")
    for name in ("back", "here", "ahead"):
        if plain in lists[name]:
            return name
    return "none"


def _ordinal(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else int(number_of(words) or 0)


@cache
def _numbers(name: str) -> dict[str, int]:
    return {w: n for n, group in enumerate(shipped_lists("times")[name]) for w in group}


def _month_number(words: str) -> int:
    return _numbers("months")[words.lower().rstrip(".")] + 1


def _weekday_number(words: str) -> int:
    return _numbers("weekdays")[words.lower().rstrip(".")]

"""Tables as sheets of one XLSX: words stay words, whatever they begin with, and days are days."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from detente.views.escape import visible
from detente.views.tables import Table, cell_value

# What the form allows: the rows of a sheet, the characters of a cell and of a sheet's name.
_MOST_ROWS, _MOST_CHARACTERS, _MOST_NAME = 1_048_576, 32_767, 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CUT = " … [cut: a cell holds no more]"
_WIDE = 60
# Columns of days, by the last part of their name. What else looks like a day may be a report's
# words; and what is no day in full ("2031-03") stays words there too.
_OF_DAYS = frozenset(
    {"date", "day", "due", "first_published", "last_published", "published", "since"}
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = dt.date(1900, 3, 1)  # a sheet counts an earlier day wrongly, or not at all
_NO_TIME = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (of the archive itself: no time at all)


def write_xlsx(tables: Sequence[Table], about: Iterable[str]) -> bytes:
    """Return tables as XLSX: a sheet a table, after one that says what this is.

    Every text is written as a text, so that none becomes a formula, a link or a number; a long
    one takes several lines. A day in a column of days is a day. Rows beyond what a sheet holds go
    on in a next one.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": _NO_TIME, "author": ""})
    looks = _Looks(
        head=book.add_format({"bold": True}),
        short=book.add_format({"valign": "top"}),
        long=book.add_format({"text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
    )
    front = book.add_worksheet("about")
    front.set_column(0, 0, 2 * _WIDE, looks.long)
    for number, line in enumerate(about):
        front.write_string(number, 0, visible(line))
    for table in tables:
        _write_table(book, table, looks)
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """How cells look: titles of columns, short and long words, days."""

    head: Any
    short: Any
    long: Any
    day: Any


def _write_table(book: xlsxwriter.Workbook, table: Table, looks: _Looks) -> None:
    most = _MOST_ROWS - 1
    for part, start in enumerate(range(0, max(len(table.lines), 1), most), 1):
        name = _NOT_IN_NAMES.sub(" ", table.kind)[: _MOST_NAME - 4]
        sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
        sheet.freeze_panes(1, 1)
        for column, key in enumerate(table.keys):
            sheet.write_string(0, column, key, looks.head)
        lines = table.lines[start : start + most]
        widths = [len(key) for key in table.keys]
        for row, line in enumerate(lines, 1):
            values = line.values()
            for column, key in enumerate(table.keys):
                put = _put_day if _of_days(key) else _put
                wide = put(sheet, (row, column), cell_value(values.get(key)), looks)
                widths[column] = max(widths[column], wide)
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, min(wide + 2, _WIDE))
        sheet.autofilter(0, 0, len(lines), len(table.keys) - 1)


def _of_days(key: str) -> bool:
    return key.rpartition(".")[2] in _OF_DAYS or key.endswith(" [day]")


def _put_day(sheet: Any, at: tuple[int, int], value: str | float, looks: _Looks) -> int:
    """Write one cell of a column of days; return how many characters it has."""
    day = _day(str(value))
    if day is None:
        return _put(sheet, at, value, looks)
    sheet.write_datetime(*at, day, looks.day)
    return len(day.isoformat())


def _day(text: str) -> dt.date | None:
    """Return a day that a sheet can hold, None for other words."""
    try:
        day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and day >= _FIRST_DAY else None


def _put(sheet: Any, at: tuple[int, int], value: str | float, looks: _Looks) -> int:
    """Write one cell; return how many characters it has."""
    if isinstance(value, int | float):
        sheet.write_number(*at, value, looks.short)
        return len(str(value))
    text = visible(value)
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
    if text:
        sheet.write_string(*at, text, looks.short if len(text) < _WIDE - 1 else looks.long)
    return len(text)

"""Tables as sheets of one XLSX: words stay words, whatever they begin with."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from detente.views.escape import visible
from detente.views.tables import Table, cell_value

# What the form allows: the rows of a sheet, the characters of a cell and of a sheet's name.
_MOST_ROWS, _MOST_CHARACTERS, _MOST_NAME = 1_048_576, 32_767, 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CUT = " … [cut: a cell holds no more]"
_WIDE = 60
_NO_TIME = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (of the archive itself: no time at all)


def write_xlsx(tables: Sequence[Table], about: Iterable[str]) -> bytes:
    """Return tables as XLSX: a sheet a table, after one that says what this is.

    Every text is written as a text, so that none becomes a formula, a link or a number. Rows
    beyond what a sheet holds go on in a next one.
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
    head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    front = book.add_worksheet("about")
    front.set_column(0, 0, 2 * _WIDE, wrapped)
    for number, line in enumerate(about):
        front.write_string(number, 0, visible(line))
    for table in tables:
        _write_table(book, table, head)
    book.close()
    return out.getvalue()


def _write_table(book: xlsxwriter.Workbook, table: Table, head: Any) -> None:
    most = _MOST_ROWS - 1
    for part, start in enumerate(range(0, max(len(table.lines), 1), most), 1):
        name = _NOT_IN_NAMES.sub(" ", table.kind)[: _MOST_NAME - 4]
        sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
        sheet.freeze_panes(1, 1)
        for column, key in enumerate(table.keys):
            sheet.write_string(0, column, key, head)
        lines = table.lines[start : start + most]
        widths = [len(key) for key in table.keys]
        for row, line in enumerate(lines, 1):
            values = line.values()
            for column, key in enumerate(table.keys):
                widths[column] = max(widths[column], _put(sheet, row, column, values, key))
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, min(wide + 2, _WIDE))
        sheet.autofilter(0, 0, len(lines), len(table.keys) - 1)


def _put(sheet: Any, row: int, column: int, values: Mapping[str, Any], key: str) -> int:
    """Write one cell; return how many characters it has."""
    value = cell_value(values.get(key))
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
        return len(str(value))
    text = visible(value)
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
    if text:
        sheet.write_string(row, column, text)
    return len(text)

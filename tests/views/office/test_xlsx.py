"""Sheets: what is read back is what the tables hold, and no word is a formula."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from detente.views.office.xlsx import write_xlsx
from detente.views.tables import Line, Table, entry_table
from tests.views.sample import SNAPSHOT


def table(*values: object, key: str = "cell") -> Table:
    lines = tuple(Line(values=lambda v=v: {key: v}, said="") for v in values)
    return Table(kind="notes", keys=(key,), lines=lines)


def cells(*values: object, key: str) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([table(*values, key=key)], [])))
    return [row[0] for row in book["notes"].iter_rows(min_row=2)]


def test_each_table_is_a_sheet_that_is_read_back() -> None:
    contacts = entry_table("contacts", SNAPSHOT.contacts)
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([contacts], ["As of a day."])))
    assert book.sheetnames == ["about", "contacts"]
    assert book["about"]["A1"].value == "As of a day."
    rows = list(book["contacts"].iter_rows(values_only=True))
    assert rows[0] == contacts.keys
    assert [row[0] for row in rows[1:]] == [entry.id for entry in SNAPSHOT.contacts]


def test_no_words_become_a_formula_a_link_or_a_number() -> None:
    words = ["=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "https://x.example", "0012", "=cmd|' /C'!A0"]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([table(*words)], [])))
    cells = [row[0] for row in book["notes"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == words
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_same_tables_have_the_same_bytes_and_no_author() -> None:
    made = write_xlsx([table("a", 3, None)], ["x"])
    assert made == write_xlsx([table("a", 3, None)], ["x"])
    said = openpyxl.load_workbook(io.BytesIO(made)).properties
    assert not said.creator
    assert said.created.year == said.modified.year == 1980


def test_words_longer_than_a_cell_are_cut_and_say_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([table("x" * 40_000)], [])))
    value = book["notes"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("[cut: a cell holds no more]")


@pytest.mark.parametrize("key", ["first_published", "since", "due [day]", "entry.published"])
def test_days_are_days_that_a_sheet_can_sort_and_filter(key: str) -> None:
    [day, month, none] = cells("2031-03-06", "2031-03", "2031-02-30", key=key)
    assert day.is_date
    assert day.value == dt.datetime(2031, 3, 6)  # noqa: DTZ001  (a sheet has no zones)
    assert day.number_format == "yyyy-mm-dd"
    assert (month.value, none.value) == ("2031-03", "2031-02-30")


def test_what_only_looks_like_a_day_stays_words() -> None:
    assert [c.value for c in cells("2031-03-06", key="quote")] == ["2031-03-06"]
    assert [c.value for c in cells("2031-03-06", key="date_text")] == ["2031-03-06"]
    assert [c.value for c in cells("1848-05-01", key="date")] == ["1848-05-01"]  # before sheets


def test_long_words_take_several_lines_and_the_titles_stay_in_sight() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([table("a word " * 40, "short")], [])))
    sheet = book["notes"]
    assert sheet["A2"].alignment.wrap_text
    assert not sheet["A3"].alignment.wrap_text
    assert {sheet[at].alignment.vertical for at in ("A2", "A3")} == {"top"}
    assert sheet.column_dimensions["A"].width < 80
    assert sheet.freeze_panes == "B2"

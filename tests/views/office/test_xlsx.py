"""Sheets: what is read back is what the tables hold, and no word is a formula."""

from __future__ import annotations

import io

import openpyxl

from detente.views.office.xlsx import write_xlsx
from detente.views.tables import Line, Table, entry_table
from tests.views.sample import SNAPSHOT


def table(*values: object) -> Table:
    lines = tuple(Line(values=lambda v=v: {"cell": v}, said="") for v in values)
    return Table(kind="notes", keys=("cell",), lines=lines)


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

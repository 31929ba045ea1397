from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.views.escape import csv_cell, json_text, markdown, one_line, terminal, visible, width

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text() | st.text(BIDI + "\x1b\x9b[m"))
def test_nothing_that_steers_a_terminal_is_left(text):
    made = terminal(text)
    assert all(char == "\n" or unicodedata.category(char) != "Cc" for char in made)
    assert not set(made) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )


@given(st.text())
def test_what_is_made_visible_stays_so(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "\u00a0="])
def test_a_cell_is_no_formula(start):
    assert csv_cell(f"{start}1+1").startswith("'")


@given(st.text())
def test_a_cell_never_begins_like_a_formula_and_keeps_its_words(text):
    cell = csv_cell(text)
    assert cell[:1] not in tuple("=+-@\t\r\n")
    assert cell.removeprefix("'") == visible(text) or cell == visible(text)
    out = io.StringIO()
    csv.writer(out).writerow([cell])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [cell]


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists))
def test_json_keeps_every_character(value):
    made = json_text(value)
    assert json.loads(made) == value
    assert terminal(made) == made


def test_markdown_and_html_mean_nothing():
    assert markdown("<b>*x*</b> [a](b)") == r"\<b\>\*x\*\</b\> \[a\](b)"


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@given(st.text())
def test_the_width_is_at_least_the_number_of_characters(text):
    assert width(text) >= len(text)


@given(st.text() | st.text("“no” … 東京\uac00\u2065—"))
def test_the_width_is_that_of_its_characters(text):
    assert width(text) == sum(map(width, text))

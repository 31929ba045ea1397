from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.views.escape import one_line, width
from detente.views.layout import beside, grid, shorten, wrap


@given(st.text(), st.integers(8, 100))
def test_lines_are_never_too_wide_and_keep_every_word(text, columns):
    lines = wrap(text, columns, first="- ", rest="  ")
    assert all(width(line) <= columns for line in lines)
    joined = "".join(line[2:] for line in lines)
    assert joined.replace(" ", "") == one_line(text).replace(" ", "")


@given(st.text(), st.integers(3, 60))
def test_a_shortened_text_fits_and_says_that_it_is_cut(text, columns):
    made = shorten(text, columns)
    assert width(made) <= columns
    assert made == one_line(text) or made.endswith("…")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_a_grid_keeps_its_columns(rows):
    for line in grid(rows, [20, 30]):
        assert width(line) <= 52


def test_two_parts_that_do_not_fit_are_not_put_side_by_side():
    assert beside("a", "b", 5) == "a   b"
    assert beside("abc", "de", 6) is None

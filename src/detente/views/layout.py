"""Lines of a page of text: wrapped, shortened, put side by side, by columns of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from detente.views.escape import one_line, width

COLUMNS = 100


def wrap(text: str, columns: int = COLUMNS, *, first: str = "", rest: str = "") -> tuple[str, ...]:
    """Return the text in lines of at most so many columns, indents included.

    first, rest: What the first line and the others begin with.

    >>> wrap("one two three", 9, first="- ", rest="  ")
    ('- one two', '  three')
    """
    lines: list[str] = []
    line, empty, used = first, True, width(first)
    text = one_line(text)
    measure = len if width(text) == len(text) else width  # no wide letter in it, so none in a word
    for word in _pieces(text, columns - max(used, width(rest))):
        room = measure(word)
        if not empty and used + 1 + room > columns:
            lines.append(line.rstrip())
            line, empty, used = rest, True, width(rest)
        line += word if empty else f" {word}"
        used += room if empty else room + 1
        empty = False
    return (*lines, line.rstrip())


def shorten(text: str, columns: int) -> str:
    """Return the text cut at a blank to at most so many columns, with "…" where it was cut.

    columns: At least 3.

    >>> shorten("forces leave the strip", 14)
    'forces leave…'
    """
    text = one_line(text)
    if width(text) <= columns:
        return text
    cut = _head(text, columns - 1)
    before, blank, _ = cut.rpartition(" ")
    return f"{(before if blank and len(before) > columns // 2 else cut).rstrip(' ,;:')}…"


def beside(left: str, right: str, columns: int = COLUMNS) -> str | None:
    """Return one line with the right part at the right edge; None if both do not fit."""
    room = columns - width(left) - width(right)
    return f"{left}{' ' * room}{right}" if room > 1 else None


def pad(text: str, columns: int) -> str:
    """Return the text filled up with blanks to so many columns."""
    return text + " " * (columns - width(text))


def grid(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> tuple[str, ...]:
    """Return rows of cells as lines, each cell wrapped in its column, two blanks between columns.

    Newlines in a cell begin new lines within it; a line keeps the blanks that it begins with.
    """
    lines: list[str] = []
    for row in rows:
        cells = [
            [line for part in text.split("\n") for line in _in_cell(part, size)]
            for text, size in zip(row, columns, strict=True)
        ]
        for number in range(max(map(len, cells))):
            parts = (
                pad(cell[number] if number < len(cell) else "", size)
                for cell, size in zip(cells, columns, strict=True)
            )
            lines.append("  ".join(parts).rstrip())
    return tuple(lines)


def _in_cell(text: str, size: int) -> tuple[str, ...]:
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return wrap(text, size, first=indent, rest=f"{indent} ")


def _pieces(text: str, room: int) -> list[str]:
    """Return the words of a text, those wider than the room broken up."""
    pieces: list[str] = []
    for word in text.split(" "):
        rest = word
        while 2 * len(rest) > room and width(rest) > room:  # no character takes more than two
            head = _head(rest, room)
            pieces.append(head)
            rest = rest[len(head) :]
        pieces.append(rest)
    return pieces


def _head(text: str, columns: int) -> str:
    """Return the longest beginning that fits, at least one character."""
    total = 0
    for index, char in enumerate(text):
        total += width(char)
        if total > columns and index:
            return text[:index]
    return text

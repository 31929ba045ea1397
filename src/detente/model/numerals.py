"""Roman numerals, for whoever counts points or writes out the numbers of a list."""

from __future__ import annotations

_SIZES = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(value: int) -> str:
    """Return a number from 1 as a Roman numeral in small letters.

    >>> roman(4), roman(1990)
    ('iv', 'mcmxc')
    """
    made = ""
    for size, letters in _SIZES:
        made += letters * (value // size)
        value %= size
    return made

"""Numbers as lists show them: 3, C, c, III, iii."""

from __future__ import annotations

_LETTERS = 26
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def shown(value: int, form: str) -> str:
    """Return a number in a form by its name in DOCX: "lowerRoman"; one unknown is decimal.

    >>> [shown(4, f) for f in ("decimal", "upperRoman", "lowerLetter")], shown(28, "upperLetter")
    (['4', 'IV', 'd'], 'BB')
    """
    if value < 1:
        return str(value)
    if form in ("lowerLetter", "upperLetter"):
        made = chr(ord("a") + (value - 1) % _LETTERS) * ((value - 1) // _LETTERS + 1)
    elif form in ("lowerRoman", "upperRoman"):
        made = _roman(value)
    else:
        return str(value)
    return made.upper() if form.startswith("upper") else made


def _roman(value: int) -> str:
    made = ""
    for size, letters in _ROMAN:
        made += letters * (value // size)
        value %= size
    return made

"""Numbers as lists show them: 3, C, c, III, iii."""

from __future__ import annotations

from detente.model.numerals import roman

_LETTERS = 26


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
        made = roman(value)
    else:
        return str(value)
    return made.upper() if form.startswith("upper") else made

"""with_raised(): the words of a PDF page with what is raised above the line written as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

_DIGITS = re.compile(r"\d{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Of the letters beside it a mark is at most so large; LibreOffice and Word set 58 to 67 percent.
_SMALL = 0.8
# A measure is no note, and its exponent stays as it was: "12 km2" as DOCX has it.
_MEASURE = re.compile(r"(?<![^\W\d_])[kcdm]?m$")
# Characters beside a mark by which it is found again in the page as it is laid out.
_BESIDE = 12


def as_raised(words: str, before: str) -> str:
    """Return digits as raised ones, all else and the exponent of a measure as it is.

    before: The words that they stand behind.

    >>> as_raised("1", "signature"), as_raised("2", "12 km"), as_raised("st", "1")
    ('¹', '2', 'st')
    """
    is_mark = _DIGITS.fullmatch(words) and not _MEASURE.search(before)
    return words.translate(_RAISED) if is_mark else words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a page in one size. size: Of their letters. x, y: Where they begin."""

    text: str
    size: float
    x: float
    y: float


def stretch(text: str, size: float, *, outer: Sequence[float], inner: Sequence[float]) -> Stretch:
    """Return a stretch from what a PDF says of it: its matrices, and its size before them."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
    return Stretch(text, abs(size) * scale, x, y)


def with_raised(stretches: Sequence[Stretch], laid_out: str) -> tuple[str, str]:
    """Return the words of a page in the order of its file, and as they are laid out.

    Small digits above the line are raised ones ("signature¹"), and a note that begins with one
    begins a line. stretches: Of the page, in order; joined they are its words.
    """
    said = [n for n, one in enumerate(stretches) if one.text.strip()]
    words = [one.text for one in stretches]
    for place, n in enumerate(said):
        before = stretches[said[place - 1]] if place else None
        after = stretches[said[place + 1]] if place + 1 < len(said) else None
        one = stretches[n]
        if not _DIGITS.fullmatch(one.text.strip()):
            continue
        if before and _is_above(one, before) and one.x >= before.x:
            begins = "".join(words[:n])
            beside = begins.rstrip()[-_BESIDE:].split()[-1:]
            if not beside or begins.endswith("\n") or _MEASURE.search(beside[0]):
                continue
            raised = one.text.translate(_RAISED)
            found = rf"({re.escape(beside[0])} *){one.text.strip()}(?!\d)"
            laid_out = re.sub(found, rf"\g<1>{raised.strip()}", laid_out, count=1)
            words[n] = raised
        elif after and _is_above(one, after) and one.x < after.x:
            begins = "".join(words[:n])
            raised = one.text.translate(_RAISED)
            words[n] = raised if begins[-1:] in ("", "\n") else f"\n{raised}"
            first = re.escape(after.text.split()[0])
            laid_out = re.sub(
                rf"(?<!\S){one.text.strip()}(?=\s*{first})", raised.strip(), laid_out, count=1
            )
    return "".join(words), laid_out


def _is_above(one: Stretch, line: Stretch) -> bool:
    """Whether a stretch is small and stands above the foot of a line, within its height."""
    return one.size <= _SMALL * line.size and 0 < one.y - line.y < line.size

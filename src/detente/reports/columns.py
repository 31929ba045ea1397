"""in_reading_order(): a page in two columns, one after the other where a file mixes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Blanks between two columns, in characters of a page as it is laid out.
_GAP = 3
# A page is in columns if so many of its lines are in two, and no fewer than so many.
_SHARE, _FEWEST = 0.5, 3
# The left of them holds words, not the labels of a table.
_WORDS = 3
# In the file so many of these lines are followed by the one beside them, not the one below.
_ACROSS = 0.8


def in_reading_order(plain: str, laid_out: str) -> str:
    r"""Return the words of a page, the left column before the right.

    plain: In the order of the file. laid_out: With the blanks that show where words stand. A page
    that is in no columns, or whose file has them in order, is returned as it is in the file.

    >>> laid_out = "1. Norland leaves   2. Gas flows\nthe entire strip.   each new day.\n" * 2
    >>> plain = laid_out.replace("   ", " ")
    >>> in_reading_order(plain, laid_out).splitlines()[:2]
    ['1. Norland leaves', 'the entire strip.']
    """
    rows = [row.rstrip() for row in laid_out.splitlines() if row.strip()]
    place = _gutter(rows)
    if place is None:
        return plain
    both = [row for row in rows if _is_parted(row, place)]
    words = " ".join(plain.split())
    across = sum(" ".join(row.split()) in words for row in both)
    lefts = [len(row[:place].split()) for row in both]
    if across < _ACROSS * len(both) or sum(lefts) < _WORDS * len(both):
        return plain
    return "\n".join(_by_column(rows, place))


def _gutter(rows: Sequence[str]) -> int | None:
    """Return the middle of the blanks that most rows have between words; None for no columns."""
    widest = max(map(len, rows), default=0)
    counts = [sum(_is_parted(row, place) for row in rows) for place in range(widest)]
    most = max(counts, default=0)
    if most < max(_FEWEST, _SHARE * len(rows)):
        return None
    places = [place for place, count in enumerate(counts) if count == most]
    return places[len(places) // 2]


def _is_parted(row: str, place: int) -> bool:
    """Whether a row has words on both sides of a place, and blanks there."""
    gap = row[place : place + _GAP]
    return (
        len(gap) == _GAP
        and not gap.strip()
        and bool(row[:place].strip())
        and bool(row[place:].strip())
    )


def _by_column(rows: Sequence[str], place: int) -> Iterator[str]:
    """Yield the lines of the left column, then of the right; a line across both ends them."""
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        if _is_parted(row, place) or not row[:place].strip() or not row[place:].strip():
            left += filter(None, [" ".join(row[:place].split())])
            right += filter(None, [" ".join(row[place:].split())])
        else:
            yield from (*left, *right, " ".join(row.split()))
            left, right = [], []
    yield from (*left, *right)

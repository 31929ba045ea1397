"""Pages of long lists. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from detente.model.answers import Page
from detente.model.errors import InputError

Thing = TypeVar("Thing")
Row = TypeVar("Row")

# What a page shows unless asked for more, and the most that it gives.
ROWS = 50
MOST_ROWS = 1_000


def page(
    things: Sequence[Thing],
    name: Callable[[Thing], str],
    *,
    make: Callable[[Iterable[Thing]], Iterable[Row]],
    limit: int = ROWS,
    after: str | None = None,
) -> Page[Row]:
    """Return the rows of some things of a list.

    name: What tells a thing from the others. make: Things -> their rows, for those shown alone.
    after: Name of the last thing that was shown before, or None from the start.

    Errors: InputError if the list no longer holds `after`.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise InputError(f"a page of {limit} rows is none; ask for 1 to {MOST_ROWS}")
    start = 0 if after is None else _place(things, name, after) + 1
    shown = tuple(islice(things, start, start + limit))
    more = start + len(shown) < len(things)
    return Page(tuple(make(shown)), len(things), name(shown[-1]) if more else None)


def _place(things: Iterable[Thing], name: Callable[[Thing], str], after: str) -> int:
    for place, thing in enumerate(things):
        if name(thing) == after:
            return place
    raise InputError(
        f"the list no longer holds {after!r}, after which it was to go on; start anew"
    )

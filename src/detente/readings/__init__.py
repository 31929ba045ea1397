"""Report -> Reading: the reading of negotiations. `reader()` gives a reader by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.readings.readers import Reader


# The reader that is used where nobody names one.
DEFAULT_READER = "learned"


def reader(name: str = DEFAULT_READER) -> Reader:
    """Return a reader by name. Errors: UnknownName, and ReaderError if it cannot start."""
    from detente.readings.readers import reader as find  # noqa: PLC0415 (heavy)

    return find(name)

"""Packed: a long row of values in a tenth of their memory, as a very long text has them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from typing import Generic, TypeVar, overload

# Values that are packed together: enough that what they share is kept once, few enough that those
# of one pack are nothing beside the rest of the memory. A row of fewer stays a tuple.
AT_ONCE = 500

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Packed(Sequence[T_co]):
    """Values in order, as a tuple has them, of which those of one pack are made at once.

    Each look makes them anew: equal ones, not the same.
    """

    __slots__ = ("_last", "_packs", "_size")

    def __init__(self, packs: Sequence[bytes], last: Sequence[T_co], size: int) -> None:
        """Take packs of `size` values each, and the values after them."""
        self._packs, self._last, self._size = tuple(packs), tuple(last), size

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._packs) * self._size + len(self._last)

    def __iter__(self) -> Iterator[T_co]:
        """Yield the values in order."""
        for number in range(len(self._packs)):
            yield from self._pack(number)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        """Return one value, or a tuple of some."""
        if isinstance(at, slice):
            return tuple(self)[at]
        number, rest = divmod(range(len(self))[at], self._size)
        return self._last[rest] if number == len(self._packs) else self._pack(number)[rest]

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same values in the same order; a tuple may."""
        if not isinstance(other, Packed | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        """Return the hash of a tuple of the values, to which it may be equal."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Say how many there are: they are too many to be listed."""
        return f"<{len(self)} values, packed>"

    def _pack(self, number: int) -> tuple[T_co, ...]:
        # made by `Packing` alone, of values of this process or of one that it started
        values: tuple[T_co, ...] = pickle.loads(zlib.decompress(self._packs[number]))  # noqa: S301
        return values


class Packing(Generic[T]):
    """Takes values in and lets go of them: they lie packed until they are asked for."""

    def __init__(self, at_once: int | None = None) -> None:
        """Begin with none. at_once: How many are packed together; None for the usual number."""
        self._at_once = at_once or AT_ONCE
        self._packs: list[bytes] = []
        self._loose: list[T] = []

    def add(self, values: Iterable[T]) -> None:
        """Take more values in, behind the others."""
        self._loose += values
        while len(self._loose) > self._at_once:
            some, self._loose = tuple(self._loose[: self._at_once]), self._loose[self._at_once :]
            self._packs.append(zlib.compress(pickle.dumps(some, pickle.HIGHEST_PROTOCOL), 1))

    def done(self) -> Sequence[T]:
        """Return all values in order: a tuple if they are few."""
        if not self._packs:
            return tuple(self._loose)
        return Packed(self._packs, self._loose, self._at_once)

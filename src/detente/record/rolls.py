"""Columns of values as bytes, and back: numbers, words and JSON, nothing that can run. Pure.

A column of words that come again and again is kept as its different words and a number for each
place. What is read back may be anybody's: whatever is wrong with it is a ValueError.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, Literal

_BREAK, _NONE = "\0", "\1"
_LENGTH = struct.Struct("<Q")
# Widths of numbers in bytes are the same on all machines that we know; elsewhere nothing is kept.
_WIDTHS = {"B": 1, "H": 2, "I": 4, "d": 8}
# A column with more different words than this share of its length holds each as it stands.
_MOSTLY_DIFFERENT = 0.5

Code = Literal["B", "H", "I", "d"]


class Roll:
    """Columns to be put away, by name."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._parts: dict[str, bytes] = {}

    def numbers(self, name: str, values: Iterable[float], code: Code = "I") -> None:
        """Put numbers in. Errors: ValueError for one that does not fit its width."""
        if any(array(kind).itemsize != width for kind, width in _WIDTHS.items()):
            raise ValueError("numbers are of other widths here")
        try:
            self._parts[name] = code.encode() + array(code, values).tobytes()
        except OverflowError as error:
            raise ValueError(str(error)) from error

    def lists(self, name: str, values: Sequence[Sequence[int]]) -> None:
        """Put lists of numbers in."""
        self.numbers(f"{name}.ends", accumulate(map(len, values)))
        self.numbers(name, chain.from_iterable(values))

    def words(self, name: str, values: Sequence[str | None]) -> None:
        """Put words in. Errors: ValueError for one that has a sign in it that parts words here."""
        numbers = {value: place for place, value in enumerate(dict.fromkeys(values))}
        if len(numbers) > len(values) * _MOSTLY_DIFFERENT and None not in numbers:
            self._texts(name, values)
            return
        self._texts(name, list(numbers))
        places = map(numbers.__getitem__, values)
        self.numbers(f"{name}.places", places, "H" if len(numbers) < 1 << 16 else "I")

    def plain(self, name: str, value: Any) -> None:
        """Put plain values in, as JSON."""
        self._parts[name] = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def _texts(self, name: str, values: Sequence[str | None]) -> None:
        text = _BREAK.join([_NONE if value is None else value for value in values])
        if _NONE in values or (values and text.count(_BREAK) != len(values) - 1):
            raise ValueError(f"{name}: words with a sign in them that parts words")
        self.plain(f"{name}.size", len(values))
        self._parts[name] = text.encode()

    def bytes(self) -> bytes:
        """Return all of it."""
        sizes = {name: len(part) for name, part in self._parts.items()}
        head = json.dumps(sizes).encode()
        return b"".join((_LENGTH.pack(len(head)), head, *self._parts.values()))


class Unrolled:
    """Columns that were put away. Every method's errors: ValueError for what is none."""

    def __init__(self, body: bytes) -> None:
        """Take the bytes of a roll."""
        self._body = memoryview(body)
        try:
            start = _LENGTH.size
            end = start + _LENGTH.unpack_from(body)[0]
            sizes = json.loads(self._body[start:end].tobytes())
            ends = list(accumulate(sizes.values(), initial=end))
        except (struct.error, AttributeError, TypeError) as error:
            raise ValueError(str(error)) from error
        if ends[-1] != len(body):
            raise ValueError("it ends elsewhere than it says")
        self._places = dict(zip(sizes, pairwise(ends), strict=True))

    def numbers(self, name: str) -> list[Any]:
        """Return numbers."""
        return self._array(name).tolist()

    def lists(self, name: str) -> list[list[int]]:
        """Return lists of numbers."""
        every, ends = self.numbers(name), self.numbers(f"{name}.ends")
        return [every[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def words(self, name: str) -> list[Any]:
        """Return words; None where there was none. What is alike is one object."""
        size = self.plain(f"{name}.size")
        text = self._part(name).decode()
        found: list[str | None] = list(text.split(_BREAK)) if size else []
        if len(found) != size:
            raise ValueError(f"{name}: another number of words")
        if f"{name}.places" not in self._places:
            return found
        each = [None if word == _NONE else word for word in found]
        try:
            return list(map(each.__getitem__, self._array(f"{name}.places")))
        except IndexError as error:
            raise ValueError(str(error)) from error

    def plain(self, name: str) -> Any:
        """Return plain values."""
        return json.loads(self._part(name))

    def _array(self, name: str) -> array[Any]:
        part = self._part(name)
        code = chr(part[0]) if part else ""
        if code not in _WIDTHS:
            raise ValueError(f"{name}: no numbers")
        found = array(code)
        found.frombytes(part[1:])
        return found

    def _part(self, name: str) -> bytes:
        if name not in self._places:
            raise ValueError(f"there is no {name}")
        start, end = self._places[name]
        return self._body[start:end].tobytes()

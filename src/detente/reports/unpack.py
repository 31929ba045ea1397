"""Compressed bodies unpacked piece by piece, within a limit: no body can fill the memory."""

from __future__ import annotations

import zlib
from typing import Protocol

from detente.model.errors import FetchError
from detente.reports.files import MEGABYTE

# What we tell servers that we read; Brotli and others would need libraries without such limits.
CODINGS = "gzip, deflate"
_PLAIN = ("", "identity")
_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_GZIP = b"\x1f"  # a gzip file may be several, one after another
_RAW_DEFLATE = -15  # what some servers send for "deflate"


class Unpacker(Protocol):
    """Takes the pieces of a body in order."""

    def take(self, piece: bytes) -> bytes:
        """Return what a piece unpacks to. Errors: FetchError beyond the limit, or damaged."""
        ...

    def end(self) -> bytes:
        """Return what is left at the end. Errors: FetchError if the body ends too early."""
        ...


def unpacker(coding: str, limit: int) -> Unpacker:
    """Return what unpacks a body.

    coding: What its header Content-Encoding says. limit: Most bytes that it may unpack to.

    Errors: FetchError for a coding that we did not ask for.
    """
    name = coding.strip().lower()
    if name in _PLAIN:
        return _Plain(limit)
    if name not in _BITS:
        raise FetchError(
            f"the answer is compressed as {name[:40]!r}, which was not asked for; the site has to "
            "correct that: save the page by hand and give the file"
        )
    return _Packed(_BITS[name], limit)


class _Plain:
    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0

    def take(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large(self._limit)
        return piece

    def end(self) -> bytes:
        return b""


class _Packed:
    def __init__(self, bits: int, limit: int) -> None:
        self._bits, self._limit, self._size = bits, limit, 0
        self._zlib = zlib.decompressobj(bits)
        self._held, self._begun = b"", False
        self._chosen = bits != _BITS["deflate"]

    def take(self, piece: bytes) -> bytes:
        if not self._chosen:
            piece = self._held + piece
            if len(piece) < 2:
                self._held = piece
                return b""
            self._choose(piece[0], piece[1])
        self._begun = self._begun or bool(piece)
        try:
            return self._unpack(piece)
        except zlib.error as error:
            raise FetchError(
                f"the answer is damaged: it is not compressed as it says ({error}); try again"
            ) from error

    def end(self) -> bytes:
        if (self._begun or self._held) and not self._zlib.eof:
            raise FetchError("the answer broke off before its end; try again")
        return b""

    def _choose(self, first: int, second: int) -> None:
        """Tell by its first two bytes what a server means by deflate: with a head or without."""
        self._chosen = True
        if first & 0x0F != 8 or (first * 256 + second) % 31:
            self._zlib = zlib.decompressobj(_RAW_DEFLATE)

    def _unpack(self, piece: bytes) -> bytes:
        found = bytearray()
        while piece:
            if self._zlib.eof:
                if self._bits != _BITS["gzip"] or not piece.startswith(_GZIP):
                    break  # what follows the end is padding
                self._zlib = zlib.decompressobj(self._bits)
            room = self._limit - self._size + 1  # one more tells that it goes on
            part = self._zlib.decompress(piece, room)
            self._size += len(part)
            if self._size > self._limit:
                raise too_large(self._limit, packed=True)
            found += part
            piece = self._zlib.unused_data
        return bytes(found)


def too_large(limit: int, *, packed: bool = False) -> FetchError:
    """Return the error for a body that is larger than a limit in bytes."""
    what = "the answer unpacks to" if packed else "the answer has"
    return FetchError(
        f"{what} more than {limit / MEGABYTE:.0f} MB; that is no report: check the address"
    )

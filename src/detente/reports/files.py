"""Bytes of a file, and the words in them: limits, encodings, and what is no text at all."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from detente.model.errors import InputError

MEGABYTE = 1_000_000
# A long web page with its scripts is 2 to 5 MB; a file beyond this is no single report.
MAX_BYTES = 20 * MEGABYTE
# A thick book has a million characters; no report comes near it.
MAX_CHARACTERS = 1_000_000
# Plain text is read in pieces, so a book, or the minutes of a year, is no trouble to memory.
MAX_TEXT_BYTES = 64 * MEGABYTE

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
# Bytes that mean the same in the Western and the Central European code page of Windows: curly
# quotes, dashes, the accents that both sides of Europe share. An English text whose few bytes
# beyond ASCII are all among them needs no guess.
_WESTERN = "cp1252"
_SHARED = bytes(
    b
    for b in (0x80, 0x85, *range(0x91, 0x98), *range(0xA0, 0x100))
    if bytes([b]).decode(_WESTERN) == bytes([b]).decode("cp1250", "replace")
)
_MOST_BEYOND_ASCII = 0.1
# A guessed encoding counts if its text looks like a language and clearly more so than the next
# best different text. On invented English, Russian and Polish texts in seven encodings, none of
# those accepted was decoded wrongly.
_MIN_COHERENCE = 0.5
_MAX_CHAOS = 0.05
_MARGIN = 0.1

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.I)
_HEAD = 4096  # bytes in which a page must name its encoding; browsers look at 1024

_REASONS = {
    errno.ENOENT: "there is no such file; check the path",
    errno.EACCES: "no permission to read it; ask its owner, or copy it to where you may",
    errno.EPERM: "no permission to read it; ask its owner, or copy it to where you may",
    errno.EISDIR: "it is a folder; name the files in it",
}


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading its bytes. Errors: InputError if that is not possible."""
    try:
        if path.is_dir():
            raise InputError(_REASONS[errno.EISDIR])
        if path.exists() and not path.is_file():
            raise InputError("it is no file but a device or a pipe; give '-' for standard input")
        stream = path.open("rb")
    except OSError as error:
        raise InputError(_reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise InputError("it is no name that a file can have; check the path") from error
    with stream:
        try:
            yield stream
        except OSError as error:
            raise InputError(_reason(error)) from error


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a file holds. Errors: InputError if unreadable, or of over `most` bytes."""
    with open_file(path) as stream:
        size = stream.seek(0, io.SEEK_END)
        if size > most:
            raise InputError(
                f"it has {size / MEGABYTE:.0f} MB; a report may have at most "
                f"{most // MEGABYTE} MB: split it, or check that it is one report"
            )
        stream.seek(0)
        return stream.read()


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of bytes in UTF-8, in UTF-16 with its mark, or in what they surely are.

    declared: An encoding that a page names for itself, tried after UTF-8.

    Errors: InputError if they are no text, or the encoding is in doubt.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _by_declaration(data, declared) or _western(data)
        if text is None and len(data) <= MAX_BYTES:  # guessing tries many and keeps them all
            text = _guessed(data)
        if text is None:
            raise InputError(
                f"it is not UTF-8 (byte {error.start}) and its encoding is in doubt; "
                "save it as UTF-8"
            ) from error
        return text


def charset(page: bytes) -> str | None:
    """Return the encoding that the bytes of a page name for it, None if they name none."""
    found = _CHARSET.search(page[:_HEAD])
    return found[1].decode() if found else None


def refuse_binary(data: bytes) -> None:
    """Check that bytes could be text. Errors: InputError if they are of a known other kind."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"it is {what}, not text; save its words as .txt and give that")
    if b"\x00" in data:
        raise InputError("it is binary, not text; save its words as .txt and give that")


def check_length(text: str) -> None:
    """Check that a text is not too long to read. Errors: InputError over MAX_CHARACTERS."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"its text has {len(text):,} characters; a report may have at most "
            f"{MAX_CHARACTERS:,}: split it, or check that it is one report"
        )


def key_of(path: Path) -> str:
    """The name that a file's report bears: the file's, without its ending."""
    return path.stem.encode("utf-8", "replace").decode()


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"it begins like {encoding.removesuffix('-sig').upper()} but does not go on so "
            f"(byte {error.start}); save it as UTF-8"
        ) from error


def _by_declaration(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeDecodeError):
        return None


def _western(data: bytes) -> str | None:
    """The text if it is English in a Windows code page beyond doubt, or None."""
    beyond = data.translate(None, bytes(range(0x80)))
    if len(beyond) > _MOST_BEYOND_ASCII * len(data) or beyond.translate(None, _SHARED):
        return None
    return data.decode(_WESTERN)


def _guessed(data: bytes) -> str | None:
    """The text in the encoding that the bytes surely have, or None if in doubt."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (rarely needed, slow to load)

    matches = list(from_bytes(data))
    if not matches or matches[0].coherence < _MIN_COHERENCE or matches[0].chaos > _MAX_CHAOS:
        return None
    best = str(matches[0])
    others = [match.coherence for match in matches[1:] if str(match) != best]
    if others and matches[0].coherence - max(others) < _MARGIN:
        return None
    return best


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"it cannot be read ({error.strerror or error})")

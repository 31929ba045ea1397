"""JSON lines: many reports in one file or on standard input, one object a line."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from detente.model.dates import Moment
from detente.model.errors import InputError
from detente.model.text import Report, Source, make_report
from detente.reports.files import (
    MAX_BYTES,
    MEGABYTE,
    check_length,
    open_file,
    refuse_binary,
)
from detente.reports.given import Failure, Given, parse_moment

# What a line may say; anything else in it is left alone.
FIELDS = ("id", "text", "published", "title", "url", "source")
# Other names that archives of articles use for the same.
ALIASES: Mapping[str, str] = {
    "body": "text",
    "content": "text",
    "article": "text",
    "date": "published",
    "published_at": "published",
    "publication_date": "published",
    "headline": "title",
    "address": "url",
    "link": "url",
    "outlet": "source",
    "publisher": "source",
    "key": "id",
}


class Lines(Protocol):
    """What gives one line after the other, b"" at the end."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line with its end, of a longer one so many bytes."""
        ...


def collect_lines(path: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each line of a file that is not blank, in order.

    Errors: InputError if the file cannot be opened, is no text at all, or has no line.
    """
    with open_file(path) as stream:
        found = False
        for report in _collect(stream, str(path), given):
            found = True
            yield report
    if not found:
        raise InputError("it is empty; write one report a line")


def collect_standard_input(_: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each line of standard input; nothing given is no error."""
    yield from collect_piped(sys.stdin.buffer, given)


def collect_piped(lines: Lines, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each line that another program writes."""
    yield from _collect(lines, "standard input", given)


def report_of(line: Mapping[str, Any], given: Given) -> Report:
    """Return the report of one decoded line; what the line says goes before what is given.

    Errors: InputError if it lacks a text, or a field is of the wrong kind.
    """
    words = {name: _words(line, name) for name in FIELDS}
    text = words["text"]
    if text is None:
        raise InputError('it has no \'text\'; write {"text": "…"} with the report\'s words')
    check_length(text)
    published = _moment(words["published"]) or given.published
    return make_report(
        text,
        key=words["id"] or "",
        source=_outlet(words, given),
        title=words["title"],
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
    )


def _collect(stream: Lines, where: str, given: Given) -> Iterator[Report | Failure]:
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1:
            _check_start(line)
            line = line.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901  (the same line, bare)
        if not line.strip():
            continue
        try:
            yield report_of(_called_as_here(_object(line)), given)
        except InputError as error:
            yield Failure(f"{where}:{number}", str(error))


def _lines(stream: Lines) -> Iterator[bytes]:
    """Lines of at most MAX_BYTES; of a longer one its first part, the rest passed over."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


def _check_start(line: bytes) -> None:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("it is UTF-16; JSON lines are UTF-8: save it so")
    refuse_binary(line)


def _object(line: bytes) -> Mapping[str, Any]:
    if len(line) > MAX_BYTES:
        raise InputError(f"the line has over {MAX_BYTES // MEGABYTE} MB; split the report")
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"it is not JSON ({error}); write one object a line") from error
    if not isinstance(value, dict):
        raise InputError('it is JSON but no object; write {"id": …, "text": …}')
    return value


def _called_as_here(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line with what others call the same under our names, where it says nothing under them."""
    others = {
        ALIASES[name]: value
        for name, value in line.items()
        if name in ALIASES and isinstance(value, str)
    }
    return {**others, **line}


def _words(line: Mapping[str, Any], name: str) -> str | None:
    value = line.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if value is None or isinstance(value, str):
        if name != "text" and value and any("\ud800" <= c <= "\udfff" for c in value):
            raise InputError(f"its {name!r} holds half a character (a lone surrogate); re-encode")
        if name != "text" and value and "\0" in value:
            raise InputError(f"its {name!r} holds a NUL character: it is binary, not text")
        return value
    raise InputError(f"its {name!r} is no string but {type(value).__name__}; write it in quotes")


def _moment(text: str | None) -> Moment | None:
    return parse_moment(text) if text else None


def _outlet(words: Mapping[str, str | None], given: Given) -> Source:
    ours = given.outlet()
    return Source(words["source"] or ours.name, words["url"] or ours.address)

"""collect(): paths to reports, by the kind of each file; one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.model.errors import InputError
from detente.model.text import Report
from detente.plugins import table
from detente.reports.archives import collect_lines, collect_standard_input
from detente.reports.given import Failure, Given
from detente.reports.text import collect_text

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Collector:
    """How files of one kind become reports.

    endings: In small letters, with the dot.
    collect: Yields the reports of a file, or failures for parts of it; InputError if all fails.
    many: Whether one file may hold several reports.
    """

    name: str
    endings: tuple[str, ...]
    collect: Callable[[Path, Given], Iterator[Report | Failure]]
    many: bool = False


def _collect_page(path: Path, given: Given) -> Iterator[Report]:
    from detente.reports.pages import collect_page  # noqa: PLC0415  (slow to load)

    return collect_page(path, given)


COLLECTORS = (
    Collector("text", (".txt", ".md"), collect_text),
    Collector("page", (".html", ".htm"), _collect_page),
    Collector("lines", (".jsonl",), collect_lines, many=True),
    Collector("standard input", (STANDARD_INPUT,), collect_standard_input, many=True),
)


def collector_of(path: str) -> Collector:
    """Return how to read a path, by its ending. Errors: InputError, listing the known endings."""
    if not path:
        raise InputError("an empty name is no file; check the path")
    collectors = table(COLLECTORS, "detente.collectors").values()
    ending = STANDARD_INPUT if path == STANDARD_INPUT else Path(path).suffix.lower()
    for collector in collectors:
        if ending in collector.endings:
            return collector
    if Path(path).is_dir():
        raise InputError("it is a folder; name the files in it")
    known = ", ".join(e for c in collectors for e in c.endings if e != STANDARD_INPUT)
    raise InputError(f"files of kind {ending!r} are not read; give one of {known}, or '-'")


def collect(paths: Iterable[str], given: Given) -> Iterator[Report | Failure]:
    """Yield the reports of all paths, in order; a failure in the place of what gave none."""
    for path in paths:
        try:
            yield from collector_of(path).collect(Path(path), given)
        except InputError as error:
            yield Failure("standard input" if path == STANDARD_INPUT else path or "''", str(error))

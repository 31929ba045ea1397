"""collect(): paths and addresses to reports; one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.model.errors import FetchError, InputError
from detente.model.sources import Fetcher
from detente.model.text import Report
from detente.plugins import table
from detente.reports.addresses import is_web, masked
from detente.reports.archives import collect_lines, collect_standard_input
from detente.reports.given import Failure, Given
from detente.reports.tables import collect_csv, collect_parquet
from detente.reports.text import collect_text
from detente.reports.webarchives import collect_webarchive

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


def _collect_pdf(path: Path, given: Given) -> Iterator[Report]:
    from detente.reports.pages import collect_pdf  # noqa: PLC0415  (slow to load)

    return collect_pdf(path, given)


def _collect_letter(path: Path, given: Given) -> Iterator[Report | Failure]:
    from detente.reports.mail import collect_letter  # noqa: PLC0415  (slow to load)

    return collect_letter(path, given)


def _collect_mailbox(path: Path, given: Given) -> Iterator[Report | Failure]:
    from detente.reports.mail import collect_mailbox  # noqa: PLC0415  (slow to load)

    return collect_mailbox(path, given)


COLLECTORS = (
    Collector("text", (".txt", ".md"), collect_text),
    Collector("page", (".html", ".htm"), _collect_page),
    Collector("pdf", (".pdf",), _collect_pdf),
    Collector("letter", (".eml",), _collect_letter),
    Collector("mailbox", (".mbox",), _collect_mailbox, many=True),
    Collector("lines", (".jsonl",), collect_lines, many=True),
    Collector("csv", (".csv", ".tsv"), collect_csv, many=True),
    Collector("parquet", (".parquet",), collect_parquet, many=True),
    Collector("web archive", (".warc", ".warc.gz"), collect_webarchive, many=True),
    Collector("standard input", (STANDARD_INPUT,), collect_standard_input, many=True),
)


def collector_of(path: str) -> Collector:
    """Return how to read a path, by its ending. Errors: InputError, listing the known endings."""
    if not path:
        raise InputError("an empty name is no file; check the path")
    collectors = table(COLLECTORS, "detente.collectors").values()
    name = Path(path).name.lower()
    for collector in collectors:
        if any(_ends(path, name, ending) for ending in collector.endings):
            return collector
    if Path(path).is_dir():
        raise InputError("it is a folder; name the files in it")
    ending = Path(path).suffix.lower()
    known = ", ".join(e for c in collectors for e in c.endings if e != STANDARD_INPUT)
    raise InputError(f"files of kind {ending!r} are not read; give one of {known}, or '-'")


def holds_many(path: str) -> bool:
    """Whether a file of this name may hold several reports, as far as its ending tells.

    >>> holds_many("talks.csv"), holds_many("talks.txt"), holds_many("talks.fax")
    (True, False, False)
    """
    try:
        return collector_of(path).many
    except InputError:
        return False  # said when its turn comes


def _ends(path: str, name: str, ending: str) -> bool:
    if ending == STANDARD_INPUT:
        return path == STANDARD_INPUT
    return name.endswith(ending) and name != ending


def collect(
    paths: Iterable[str], given: Given, fetcher: Fetcher | None = None
) -> Iterator[Report | Failure]:
    """Yield the reports of all paths, in order; a failure in the place of what gave none.

    fetcher: Asks those that are web addresses; None refuses them.
    """
    for path in paths:
        try:
            if is_web(path):
                yield _fetched(path, given, fetcher)
            else:
                yield from collector_of(path).collect(Path(path), given)
        except InputError as error:
            where = "standard input" if path == STANDARD_INPUT else masked(path) or "''"
            yield Failure(where, str(error))


def _fetched(address: str, given: Given, fetcher: Fetcher | None) -> Report:
    if fetcher is None:
        raise FetchError("no address is fetched here; save the page and give the file")
    from detente.reports.online import report_of  # noqa: PLC0415  (pages are slow to load)

    return report_of(fetcher.fetch(address), given)
